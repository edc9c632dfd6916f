"""Several files of a data folder changed in one step: readers find all of the old or all of the new.

New files are written to `.adding-PID/` inside the folder and flushed to the disk. Renaming that folder to
`.added` decides: before it nothing has changed, after it the new files are moved into their places,
if not by this process then by the next one that reads the folder. Readers share the folder's lock,
which is held alone only while files are written; the system releases it when a process ends,
however it ends.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

DECIDED = ".added"
QUEUE = ".adding.lock"
_UNDECIDED = re.compile(r"\.adding-\d+")


class FolderBusy(Exception):
    """Another process is adding to the folder."""


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Read `folder` while no other process changes it, and after what an earlier one left is settled.

    Raises FileNotFoundError if there is no such folder, OSError if something is to be settled and
    the folder cannot be written to.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no folder {folder}.")
    while True:
        with _locked(folder, fcntl.LOCK_SH):
            if not _left_over(folder):
                yield
                return
        with _locked(folder, fcntl.LOCK_EX):
            _settle(folder)


@contextmanager
def queued(folder: Path, wait: Callable[[], None] | None) -> Iterator[None]:
    """Be the only one who prepares a change of `folder`; others may still read it.

    If someone else is, `wait` is called once and this waits; without `wait`, FolderBusy is raised.
    """
    with (folder / QUEUE).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if wait is None:
                raise FolderBusy(f"Someone else is adding to {folder} at this moment.") from None
            wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def replace_files(
    folder: Path,
    write: Callable[[Path], None],
    step: Callable[[str], None] = lambda _what: None,
) -> None:
    """Put the files that `write` makes in the folder it is given in the place of those of `folder`.

    Files of other names stay. Whatever goes wrong before all new files are on the disk (OSError for
    a full one, whatever `write` raises) leaves `folder` as it was. `step` is told what was just done.
    """
    with _locked(folder, fcntl.LOCK_EX):
        _settle(folder)
        undecided = folder / f".adding-{os.getpid()}"
        try:
            undecided.mkdir()
            step("begun")
            write(undecided)
            step("written")
            for path in undecided.iterdir():
                if (folder / path.name).exists():
                    shutil.copymode(folder / path.name, path)
                flush(path)
            flush(undecided)
            step("flushed")
            undecided.rename(folder / DECIDED)
        except BaseException:
            shutil.rmtree(undecided, ignore_errors=True)
            raise
        step("decided")
        flush(folder)
        _move_into_place(folder, step)


def flush(path: Path) -> None:
    """Wait until a file or the entries of a folder are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _left_over(folder: Path) -> list[Path]:
    return [
        path for path in folder.iterdir() if path.name == DECIDED or _UNDECIDED.fullmatch(path.name)
    ]


def _settle(folder: Path) -> None:
    """Finish what was decided and remove what was not. Under the lock, whoever began it is dead."""
    for path in _left_over(folder):
        if path.name == DECIDED:
            _move_into_place(folder, lambda _what: None)
        else:
            shutil.rmtree(path)


def _move_into_place(folder: Path, step: Callable[[str], None]) -> None:
    for path in sorted((folder / DECIDED).iterdir()):
        path.replace(folder / path.name)
        step(f"moved {path.name}")
    flush(folder)
    (folder / DECIDED).rmdir()
    step("tidied")
    flush(folder)


@contextmanager
def _locked(folder: Path, kind: int) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, kind)
        yield
    finally:
        os.close(descriptor)
