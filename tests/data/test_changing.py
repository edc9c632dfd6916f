"""A data folder is changed in one step, whenever the process that does it is killed."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from data.atomic_replace import LOCK, ChangedMeanwhile, FolderBusy, queued, reading, replace_files

OLD = {"a.csv": "old a", "b.csv": "old b", "c.csv": "old c"}
NEW = {"a.csv": "new a", "b.csv": "new b", "c.csv": "old c", "d.csv": "new d"}

KILLED_AFTER = """
import os, signal, sys
from pathlib import Path
from data.atomic_replace import replace_files

def write(folder):
    for name in ("a", "b", "d"):
        (folder / f"{name}.csv").write_text(f"new {name}")
        step(f"wrote {name}.csv")

def step(what):
    print(what, flush=True)
    if what == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

replace_files(Path(sys.argv[1]), write, step)
"""

UNDECIDED = ["begun", "wrote a.csv", "wrote d.csv", "written", "flushed"]
DECIDED = ["decided", "moved a.csv", "moved b.csv", "moved d.csv", "tidied"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in OLD.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def content(folder: Path) -> dict[str, str]:
    with reading(folder):
        files = {path.name: path.read_text() for path in sorted(folder.iterdir())}
    assert files.pop(LOCK, "") == ""
    return files


def write_new(folder: Path) -> None:
    for name in ("a.csv", "b.csv", "d.csv"):
        (folder / name).write_text(NEW[name])


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )


def test_new_files_replace_old_ones_and_others_stay(folder: Path) -> None:
    (folder / "a.csv").chmod(0o640)
    replace_files(folder, write_new)
    assert content(folder) == NEW
    assert (folder / "a.csv").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", UNDECIDED)
def test_killed_before_it_is_decided_all_is_old(
    folder: Path, step: str, tally: Callable[..., None]
) -> None:
    process = run(KILLED_AFTER, folder, step)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert {name: (folder / name).read_text() for name in OLD} == OLD
    assert content(folder) == OLD
    tally(kills_survived=1, rows_lost=0)


@pytest.mark.parametrize("step", DECIDED)
def test_killed_once_it_is_decided_all_is_new(
    folder: Path, step: str, tally: Callable[..., None]
) -> None:
    process = run(KILLED_AFTER, folder, step)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert content(folder) == NEW
    tally(kills_survived=1, rows_lost=0)


@pytest.mark.parametrize("step", [*UNDECIDED, *DECIDED])
def test_the_next_change_after_a_kill_is_clean(folder: Path, step: str) -> None:
    run(KILLED_AFTER, folder, step).communicate()
    replace_files(folder, write_new)
    assert content(folder) == NEW


def test_killed_at_any_time_all_is_old_or_all_is_new(
    folder: Path, tally: Callable[..., None]
) -> None:
    process = run(KILLED_AFTER, folder, "never")
    assert process.stdout
    process.stdout.readline()
    process.kill()
    process.communicate()
    assert content(folder) in (OLD, NEW)
    tally(kills_survived=1, rows_lost=0)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_an_error_in_writing_leaves_the_folder_as_it_was(
    folder: Path, error: BaseException
) -> None:
    def fail(unfinished: Path) -> None:
        write_new(unfinished)
        raise error

    with pytest.raises(type(error)):
        replace_files(folder, fail)
    assert content(folder) == OLD


def in_thread(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_a_reader_is_waited_for_and_a_writer_is_waited_for(folder: Path) -> None:
    writing, finish = threading.Event(), threading.Event()

    def write_slowly(unfinished: Path) -> None:
        write_new(unfinished)
        writing.set()
        assert finish.wait(20)

    with reading(folder), reading(folder):
        writer = in_thread(lambda: replace_files(folder, write_slowly))
        assert not writing.wait(0.2)
    assert writing.wait(20)
    contents: list[dict[str, str]] = []
    reader = in_thread(lambda: contents.append(content(folder)))
    time.sleep(0.2)
    assert not contents
    finish.set()
    writer.join(20)
    reader.join(20)
    assert contents == [NEW]


def test_of_two_who_add_one_is_told_to_wait_or_refused(folder: Path) -> None:
    told_to_wait, through = threading.Event(), threading.Event()

    def second() -> None:
        with queued(folder, told_to_wait.set):
            through.set()

    with queued(folder, None):
        with pytest.raises(FolderBusy, match="Someone else is adding"), queued(folder, None):
            pass
        waiting = in_thread(second)
        assert told_to_wait.wait(20)
        assert not through.is_set()
    waiting.join(20)
    assert through.is_set()


NOBODY = 65_534


@contextmanager
def may_only_read(folder: Path) -> Iterator[None]:
    """This user may read the folder and not write to it; root goes on as nobody."""
    for above in [folder, *folder.parents]:
        if above.is_relative_to("/tmp") and above != Path("/tmp"):
            above.chmod(0o555 if above == folder else 0o755)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.mark.parametrize("locked_before", [False, True])
def test_a_user_who_may_not_write_to_the_folder_reads_it(folder: Path, locked_before: bool) -> None:
    if locked_before:
        assert content(folder) == OLD
    with may_only_read(folder), reading(folder):
        assert {name: (folder / name).read_text() for name in OLD} == OLD


def read_while_it_changes(folder: Path) -> None:
    with ExitStack() as reader:
        with may_only_read(folder):
            reader.enter_context(reading(folder))
        replace_files(folder, write_new)
        raise ValueError("a row of the new b.csv names one that the old a.csv does not have")


def test_a_user_who_may_not_write_to_the_folder_gets_an_error_if_it_changes_meanwhile(
    folder: Path,
) -> None:
    with pytest.raises(ChangedMeanwhile, match="Try again"):
        read_while_it_changes(folder)


def test_a_user_who_may_not_write_to_the_folder_gets_an_error_if_a_change_was_interrupted(
    folder: Path,
) -> None:
    run(KILLED_AFTER, folder, "moved a.csv").communicate()
    with (
        may_only_read(folder),
        pytest.raises(ChangedMeanwhile, match="interrupted"),
        reading(folder),
    ):
        pass
    assert content(folder) == NEW
