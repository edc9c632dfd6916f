"""Backs up the folder of the tables into one archive, without code and built files.

    python -m deploy.backup FOLDER

Writes FOLDER/dashboard-DATA_VERSION.tar.gz, which is named by what is in it, so that the same data are kept once. To
restore, unpack it into a folder of tables: tar --extract --file ARCHIVE --directory FOLDER. Exit codes: 0 the archive
is there, 1 it could not be written, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

from data.atomic_replace import flush, reading
from data.copy import kept
from data.release import release_of
from data.settings import data_set


def back_up(target: Path, source: Path) -> Path:
    """Write the archive of the tables in ``source`` into the folder ``target``; its path.

    Waits while another process changes the tables. The archive has its name once all of it is on the disk. Raises
    OSError if a folder is not there or cannot be read or written to.
    """
    with reading(source):
        archive = target / f"dashboard-{release_of(source).data_version}.tar.gz"
        unfinished = archive.with_name(f".{archive.name}-{os.getpid()}")
        try:
            with tarfile.open(unfinished, "w:gz") as written:
                for path in kept(source):
                    written.add(path, path.relative_to(source).as_posix())
            flush(unfinished)
            unfinished.replace(archive)
        finally:
            unfinished.unlink(missing_ok=True)
    return archive


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.backup",
        description="Put the tables and all that belongs to them into one archive.",
        epilog="Exit codes: 0 the archive is there, 1 it could not be written, 2 wrong usage.",
    )
    parser.add_argument("target", type=Path, metavar="FOLDER", help="where the archive is put")
    target, source = parser.parse_args(arguments).target, data_set().source
    try:
        archive = back_up(target, source)
    except OSError as error:
        print(f"There is no new backup in {target}: {error}", file=sys.stderr)
        return 1
    print(f"Kept {source} as {archive}, {archive.stat().st_size:,} bytes.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
