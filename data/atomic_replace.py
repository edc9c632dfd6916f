"""Changes several files of a data folder in one step: readers find all of the old or all of the new.

A writer writes new files to `.adding-PID/` inside the folder and flushes them to the disk. Renaming that folder to
`.added` is the decisive step: before it nothing has changed; after it this process, or the next one that reads the
folder, moves the new files into their places. Readers share the lock of the folder, the file LOCK in it. A writer holds
it alone, and only while it writes files. The system releases the lock when a process ends, however it ends.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, ReadWriteLock, Timeout

DECIDED = ".added"
QUEUE = ".adding.lock"
LOCK = ".reading.lock"
UNDECIDED = re.compile(r"\.adding-\d+")


class FolderBusy(Exception):
    """Another process is adding to the folder."""


class ChangedMeanwhile(OSError):
    """Another process changed the files of a folder while a user who cannot lock it read them."""


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Read `folder` while no other process changes it, after finishing or undoing an interrupted change.

    A user who may not write to the folder cannot lock it. That user gets ChangedMeanwhile if another process changes
    the files during the block. Raises FileNotFoundError if there is no such folder.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no folder {folder}.")
    while True:
        try:
            lock = _lock(folder)
        except OSError:
            break
        with lock.read_lock():
            if not _left_over(folder):
                yield
                return
        with lock.write_lock():
            _settle(folder)
    before = _state(folder)
    try:
        yield
    finally:
        if DECIDED in before or _state(folder) != before:
            raise ChangedMeanwhile(
                f"The files in {folder} were changed while they were read. Try again. If this message comes again, a "
                "change was interrupted: build once as a user who may write to the folder."
            )


@contextmanager
def queued(folder: Path, wait: Callable[[], None] | None) -> Iterator[None]:
    """Be the only process that prepares a change of `folder`; others may still read it.

    If another process prepares one, this calls `wait` once and waits; without `wait` it raises FolderBusy.
    """
    lock = FileLock(folder / QUEUE, preserve_lock_file=True)
    try:
        acquired = lock.acquire(blocking=False)
    except Timeout:
        if wait is None:
            raise FolderBusy(f"Someone else is adding to {folder} at this moment.") from None
        wait()
        acquired = lock.acquire()
    with acquired:
        yield


def replace_files(
    folder: Path,
    write: Callable[[Path], None],
    step: Callable[[str], None] = lambda _what: None,
) -> None:
    """Replace files of `folder` by those that `write` makes in the folder that is its argument.

    Files of other names stay. Any error before all new files are on the disk (OSError if it is full,
    any error of `write`) leaves `folder` as it was. `step` is called with the name of each finished step.
    """
    with _lock(folder).write_lock():
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


def fill(folder: Path, write: Callable[[Path], None]) -> None:
    """Put the files that `write` makes into a `folder` that is absent or empty; nothing is half-written.

    Raises FileExistsError if the folder is not empty, OSError if it cannot be written. The message says what to do.
    """
    is_new = not folder.exists()
    if not is_new:
        _refuse_filled(folder)
    elif not folder.parent.is_dir():
        raise FileNotFoundError(f"There is no folder {folder.parent}: make it, or name another.")
    folder.mkdir(exist_ok=True)

    def write_first(inside: Path) -> None:
        _refuse_filled(folder)  # now that no other process can fill it
        write(inside)

    try:
        replace_files(folder, write_first)
    except BaseException:
        if is_new and not any(path.name != LOCK for path in folder.iterdir()):
            (folder / LOCK).unlink(missing_ok=True)
            folder.rmdir()
        raise


def flush(path: Path) -> None:
    """Wait until a file or the entries of a folder are on the disk; Windows opens neither for that."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_filled(folder: Path) -> None:
    if not folder.is_dir():
        raise FileExistsError(f"{folder} is there already, and no folder: name another.")
    lock_files = (LOCK, QUEUE)
    names = [path.name for path in folder.iterdir() if path.name not in lock_files]
    if any(not UNDECIDED.fullmatch(name) for name in names):
        raise FileExistsError(f"{folder} is not empty: name another folder.")


def _left_over(folder: Path) -> list[Path]:
    return [
        path for path in folder.iterdir() if path.name == DECIDED or UNDECIDED.fullmatch(path.name)
    ]


def _settle(folder: Path) -> None:
    """Finish a decided change and remove undecided ones. Under the lock, the processes that began them have ended."""
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


def _lock(folder: Path) -> ReadWriteLock:
    """The lock of a folder, new for each call, so that threads wait for each other as processes do.

    Raises OSError if this user may not write to the folder.
    """
    path = folder / LOCK
    with suppress(FileExistsError):
        path.touch(exist_ok=False)  # ReadWriteLock would create it for this user only
    return ReadWriteLock(path, is_singleton=False)


def _state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """The inode, time and size of each table, and of the folder DECIDED if it exists."""
    stats = {path.name: path.stat() for path in [*folder.glob("*.csv"), *folder.glob(DECIDED)]}
    return {name: (stat.st_ino, stat.st_mtime_ns, stat.st_size) for name, stat in stats.items()}
