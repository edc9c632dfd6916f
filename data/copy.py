"""Copy the tables and all that belongs to them into a folder of one's own, which an upgrade of the code leaves alone.

    python -m data.copy FOLDER [--source FOLDER]

Takes what deploy.backup takes. Exit codes: 0 copied, 2 wrong usage, the folder is there and not empty, or it cannot be
written.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from data.atomic_replace import fill, reading
from data.settings import data_set
from data.typed_command import typed_command

NOT_KEPT = {".py", ".sql", ".pyc", ".duckdb", ".lock", ".wal", ".tmp"}
"""Endings of files that do not belong to the data: code and built files."""


def kept(folder: Path) -> Iterator[Path]:
    """The files of a data set's folder that belong to it, by name."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix not in NOT_KEPT:
            yield path


def copy(source: Path, folder: Path) -> int:
    """Copy the data set in ``source`` into a folder that is not there, or empty; how many files that are.

    Waits while another process changes the tables. Nothing is half-copied. Raises FileExistsError if the folder holds
    something, OSError if one of both cannot be read or written. The message says what to do.
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog=typed_command("data.copy"),
        description="Copy the tables and all that belongs to them into a folder of your own: settings, translations, "
        "earlier releases, pictures, term lists, documents.",
        epilog="Exit codes: 0 copied, 2 wrong usage, the folder is there and not empty, or it cannot be written.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to make")
    parser.add_argument(
        "--source",
        type=Path,
        default=data_set().source,
        metavar="FOLDER",
        help="the data set to copy (default: %(default)s)",
    )
    options = parser.parse_args(arguments)
    try:
        number = copy(options.source, options.folder)
    except OSError as error:
        print(f"{error} Nothing was copied.", file=sys.stderr)
        return 2
    print(f"Copied the {number:,} files of {options.source} to {options.folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
