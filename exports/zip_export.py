"""One answer as a ZIP archive: the rows and their documentation."""

from __future__ import annotations

import hashlib
import io
import json
import textwrap
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import tee

import pandas as pd

from exports.frictionless_descriptor import of_answer
from exports.provenance import Provenance, slug
from exports.writers import Sink, slices, write_csv, write_parquet
from i18n import _, dataset_texts

WIDTH = 100
"""The line width of plain text."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The timestamp of every entry, so that archives are reproducible."""


def write_zip(frames: Iterable[pd.DataFrame], about: Provenance) -> Iterator[bytes]:
    """A ZIP archive: the rows as CSV and Parquet, README.txt for readers, datapackage.json for programs."""
    name = slug(about)
    out, parquet, digest, size = Sink(), [], hashlib.sha256(), 0
    with zipfile.ZipFile(out, "w") as archive:
        for_csv, for_parquet = tee(slices(frames))
        pieces = zip(write_csv(for_csv, about), write_parquet(for_parquet, about), strict=True)
        with archive.open(entry(f"{name}.csv"), "w") as csv_file:
            for csv_piece, parquet_piece in pieces:
                csv_file.write(csv_piece)
                digest.update(csv_piece)
                size += len(csv_piece)
                parquet.append(parquet_piece)
                yield out.take()
        descriptor = of_answer(about, f"{name}.csv", size, digest.hexdigest())
        for path, content in (
            (f"{name}.parquet", b"".join(parquet)),
            ("README.txt", readme(about, name)),
            ("datapackage.json", as_json(descriptor)),
        ):
            archive.writestr(entry(path), content)
            yield out.take()
    yield out.take()


def archived(files: Mapping[str, bytes]) -> bytes:
    """The files, path -> content, as a ZIP archive: the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in files.items():
            archive.writestr(entry(path), content)
    return out.getvalue()


def entry(path: str) -> zipfile.ZipInfo:
    """The archive entry of a file, the same on every machine at any time."""
    info = zipfile.ZipInfo(path, _EARLIEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


def as_json(document: object) -> bytes:
    """Indented JSON."""
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode("utf-8", "replace")


def readme(about: Provenance, name: str) -> bytes:
    """The README of an archive whose data files are called ``name``."""
    columns = [
        f"{column.name} ({column.type}, {column.unit}): {column.meaning}"
        if column.unit
        else f"{column.name} ({column.type}): {column.meaning}"
        for column in about.columns
    ]
    return plain_text(
        about.title,
        [
            _("Each row: {what}.").format(what=about.row),
            _("Filters: {words}.").format(words=about.filters),
            *(
                [_("Parameters: {words}.").format(words=about.parameter_words)]
                if about.parameter_words
                else []
            ),
            _("Data version: {version}.").format(version=about.version),
            _("Code version: {version}.").format(version=about.code),
            _("Where these rows come from: {address}").format(address=about.address),
            *(
                [_("The same rows as data: {address}").format(address=about.rows_address)]
                if about.rows_address
                else []
            ),
            *([_("Quote as: {quote}").format(quote=about.quote)] if about.quote else []),
            _("Cite as: {citation}").format(citation=about.citation),
        ],
        {
            _("Limitations"): [about.limits],
            _("The data set"): [f"{dataset_texts.texts().title}. {dataset_texts.texts().abstract}"],
            _("Files"): [
                _(
                    "{name}.csv: the rows for spreadsheets and programs, in UTF-8. An empty cell means not known. Text "
                    "that a spreadsheet would run as a formula starts with an apostrophe."
                ).format(name=name),
                _(
                    "{name}.parquet: the same rows with their types; text has no apostrophe added."
                ).format(name=name),
                _(
                    "datapackage.json: what the columns are, for programs (Frictionless Data Package, "
                    "https://datapackage.org)."
                ),
            ],
            _("Columns"): columns,
        },
    )


def plain_text(title: str, lines: list[str], parts: Mapping[str, list[str]]) -> bytes:
    """A text file: a title, lines, and parts (heading -> lines); long lines are broken."""
    text_lines = [title, "=" * min(len(title), WIDTH), "", *map(_broken, lines)]
    for heading, section_lines in parts.items():
        text_lines += [
            "",
            heading,
            "-" * len(heading),
            *(_broken(line, "  ") for line in section_lines),
        ]
    return ("\n".join(text_lines) + "\n").encode("utf-8", "replace")


def _broken(line: str, indent: str = "") -> str:
    return textwrap.fill(
        line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
