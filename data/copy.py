"""Copy the tables and all that belongs to them into another folder, which an upgrade of the code does not touch.

`wsis20 copy` takes what `wsis20 backup` takes.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from data.atomic_replace import fill, reading
from data.commands import declared, path_argument, source_option

NOT_KEPT = {".py", ".sql", ".pyc", ".duckdb", ".lock", ".wal", ".tmp"}
"""Endings of files that do not belong to the data: code and built files."""


def kept(folder: Path) -> Iterator[Path]:
    """The files of a data set's folder that belong to it, by name."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix not in NOT_KEPT:
            yield path


def copy(source: Path, folder: Path) -> int:
    """Copy the data set in ``source`` into a ``folder`` that is absent or empty; return the number of files.

    Waits while another process changes the tables. Nothing is half-copied. Raises FileExistsError if the folder is not
    empty, OSError if ``source`` cannot be read or ``folder`` cannot be written. The message says what to do.
    """
    with reading(source):
        files = list(kept(source))

        def write(inside: Path) -> None:
            for path in files:
                target = inside / path.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)

        fill(folder, write)
    return len(files)


@declared(
    "copy",
    example="my-folder",
    exit_codes={
        0: "copied",
        2: "wrong usage, the folder is there and not empty, or it cannot be written",
    },
)
@path_argument("folder", "FOLDER")
@source_option("The data set to copy.")
def command(folder: Path, source: Path) -> int:
    """Copy the tables, with all that belongs to them, into a folder of your own.

    Settings, translations, earlier releases, pictures, term lists and documents go with them.
    """
    try:
        number = copy(source, folder)
    except OSError as error:
        print(f"{error} Nothing was copied.", file=sys.stderr)
        return 2
    print(f"Copied the {number:,} files of {source} to {folder}.")
    return 0


main = command.run


if __name__ == "__main__":
    sys.exit(main())
