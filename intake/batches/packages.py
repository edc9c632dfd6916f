"""Finds the tables in folders and ZIP archives: files named after tables, or as a Data Package's descriptor says."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from data.validation_errors import excerpt
from intake.batches.archives import opened, refused
from intake.batches.batch import BatchRefused
from intake.batches.json_files import read_json

DESCRIPTOR = "datapackage.json"
_NO_TABLES = (DESCRIPTOR, "csv-metadata.json")

ENDINGS = (".csv", ".tsv", ".parquet", ".json")
"""Endings of files that hold tables."""

DESCRIPTOR_SIZE = 10 * 1024**2


@dataclass(frozen=True)
class TableFile:
    """A file of a folder: the table it is said to hold, its location in words, and what in it means an empty cell.

    ``described``: a descriptor names it. Then its cells are data as they are, not as our exports neutralise them.
    """

    path: Path
    name: str
    location: str
    missing: tuple[str, ...] = ()
    described: bool = False


def table_files(folder: Path) -> Iterator[TableFile]:
    """The files of a folder that hold tables. BatchRefused if one leads out of it, or the descriptor is none."""
    if (folder / DESCRIPTOR).is_file():
        yield from _described(folder)
        return
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in ENDINGS or path.name.endswith(_NO_TABLES):
            continue
        if not path.resolve().is_relative_to(folder.resolve()):
            raise BatchRefused(
                f"{path.name} in {folder.name} is a link to a file elsewhere. Put the file itself there."
            )
        if path.is_file():
            yield TableFile(path, path.stem, path.name)


@contextmanager
def unpacked(archive: Path) -> Iterator[Path]:
    """A folder with the files of a ZIP archive that hold tables, for as long as they are read.

    Raises BatchRefused if the archive could do harm. If all files stand in one folder of it, yields that folder.
    """
    with tempfile.TemporaryDirectory(prefix="batch-") as folder:
        with opened(archive, "ZIP archive") as files:
            names = _unpack(archive, files, Path(folder))
        descriptors = [name for name in names if PurePosixPath(name).name == DESCRIPTOR]
        tops = {PurePosixPath(name).parent for name in descriptors or names}
        yield Path(folder, tops.pop()) if len(tops) == 1 else Path(folder)


def _unpack(path: Path, archive: zipfile.ZipFile, folder: Path) -> list[str]:
    """Write the files of an archive that hold tables into a folder; return their names."""
    names = [name for name in archive.namelist() if name.lower().endswith(ENDINGS)]
    for name in names:
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("wb") as target_file:
                shutil.copyfileobj(source, target_file)
        except OSError as error:
            why = f"the file {name[:60]!r} in it cannot be unpacked ({error.strerror})"
            raise refused(path, why, "Make it anew, with shorter names, or make room") from error
    return names


def _described(folder: Path) -> Iterator[TableFile]:
    """The resources of a Data Package (https://datapackage.org) that stand in files."""
    for resource in _resources(folder / DESCRIPTOR):
        name, resource_path = str(resource.get("name", "")), resource.get("path")
        if isinstance(resource_path, list) and len(resource_path) == 1:
            resource_path = resource_path[0]
        if not isinstance(resource_path, str):
            raise _refused(f'the resource "{name}" has no single path to a file')
        path = folder / resource_path
        try:
            leads_out = (
                not path.resolve().is_relative_to(folder.resolve()) or "://" in resource_path
            )
            is_there = path.is_file()
        except (ValueError, OSError) as error:
            raise _refused(
                f'no file can have the path of the resource "{excerpt(name)}"'
            ) from error
        if leads_out:
            raise _refused(f'the path of the resource "{name}" leads out of the package')
        if not is_there:
            raise _refused(f"the file {excerpt(resource_path)} is missing")
        if path.suffix.lower() in ENDINGS:
            schema = resource.get("schema")
            missing = schema.get("missingValues", []) if isinstance(schema, dict) else []
            yield TableFile(path, name, resource_path, tuple(_missing(missing)), True)


def _missing(values: Any) -> Iterator[str]:
    for value in values if isinstance(values, list) else []:
        text = value.get("value") if isinstance(value, dict) else value
        if isinstance(text, str) and text:
            yield text


def _resources(descriptor: Path) -> list[dict[str, Any]]:
    if descriptor.stat().st_size > DESCRIPTOR_SIZE:
        raise _refused("it is far larger than descriptors are")
    package = read_json(descriptor)
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list) or not all(
        isinstance(resource, dict) for resource in resources
    ):
        raise _refused('it has no list of "resources"')
    return resources


def _refused(why: str) -> BatchRefused:
    return BatchRefused(
        f"{DESCRIPTOR} does not describe tables that can be read: {why}. Mend it, or delete it and name the files "
        "after their tables."
    )
