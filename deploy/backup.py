"""Backs up the folder of the tables into one archive, without code and built files.

The archive is named by what is in it, so that the same data are kept once.
"""

from __future__ import annotations

import os
import sys
import tarfile
from pathlib import Path

from data.atomic_replace import flush, reading
from data.commands import declared, path_argument, source_option
from data.copy import kept
from data.release import release_of


def back_up(target: Path, source: Path) -> Path:
    """Write the archive of the tables in ``source`` into the folder ``target``; its path.

    Waits while another process changes the tables. The archive has its name once all of it is on the disk. Raises
    OSError if a folder is not there or cannot be read or written to.
    """
    if not target.is_dir():
        raise FileNotFoundError("there is no such folder, make it first.")
    with reading(source):
        archive = target / f"dashboard-{release_of(source).data_version}.tar.gz"
        unfinished = archive.with_name(f".{archive.name}-{os.getpid()}")
        try:
            with tarfile.open(unfinished, "w:gz") as tar:
                for path in kept(source):
                    tar.add(path, path.relative_to(source).as_posix())
            flush(unfinished)
            unfinished.replace(archive)
        finally:
            unfinished.unlink(missing_ok=True)
    return archive


@declared(
    "backup",
    example="/var/backups/dashboard",
    exit_codes={0: "the archive is there", 1: "it could not be written", 2: "wrong usage"},
)
@path_argument("target", "FOLDER")
@source_option("The tables.")
def command(target: Path, source: Path) -> int:
    """Put the tables, with all that belongs to them, into one archive.

    It is FOLDER/dashboard-DATA_VERSION.tar.gz. To restore, unpack it into a folder of tables:
    tar --extract --file ARCHIVE --directory FOLDER
    """
    try:
        archive = back_up(target, source)
    except OSError as error:
        print(f"There is no new backup in {target}: {error}", file=sys.stderr)
        return 1
    print(f"Kept {source} as {archive}, {archive.stat().st_size:,} bytes.")
    return 0


main = command.run


if __name__ == "__main__":
    sys.exit(main())
