"""What a function does in a process of its own comes back, and takes no more than it may."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from intake import limited_process
from intake.batches.batch import BatchRefused
from intake.limited_process import Ended, TookTooLong, run

ENOUGH = {"seconds": 300, "memory": 4_000_000_000}
ROOT = Path(__file__).parents[2]


def counts(most: int, tell: Callable[[str, int], None]) -> int:
    for number in range(most):
        print("not for the caller")
        tell("row", number)
    return most


def refuses(words: str) -> None:
    raise BatchRefused(words)


def limits() -> tuple[str | None, ...]:
    return tuple(os.environ.get(name) for name in ("MALLOC_ARENA_MAX", "ARROW_DEFAULT_MEMORY_POOL"))


def test_it_gives_what_the_function_returns_and_tells_how_far_it_is() -> None:
    reports: list[tuple[str, int]] = []
    assert run(counts, 3, progress=lambda *report: reports.append(report), **ENOUGH) == 3
    assert reports == [("row", 0), ("row", 1), ("row", 2)]


def test_a_path_means_there_what_it_means_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(Path.read_text, Path("json.py"), **ENOUGH) == "raise SystemExit"


def test_it_raises_what_the_function_raises_with_the_place_where_it_did() -> None:
    with pytest.raises(BatchRefused) as refused:
        run(refuses, "It is not read.", **ENOUGH)
    assert str(refused.value) == "It is not read."
    assert "in refuses" in refused.value.__notes__[0]


def test_what_cannot_be_pickled_is_raised_in_words() -> None:
    with pytest.raises(RuntimeError, match="XMLSyntaxError: Premature end of data"):
        run(etree.fromstring, "<a>", **ENOUGH)


def test_time_is_limited() -> None:
    with pytest.raises(TookTooLong):
        run(time.sleep, 1_000, **ENOUGH | {"seconds": 0.01})


def test_memory_is_limited() -> None:
    assert len(run(bytes, 10**7, **ENOUGH | {"memory": 10**8})) == 10**7
    with pytest.raises(Ended):
        run(bytes, 10**9, **ENOUGH | {"memory": 10**8})


@pytest.mark.parametrize("how", [os.abort, exit])
def test_a_crash_ends_that_process_only(how: Callable[[], None]) -> None:
    with pytest.raises(Ended):
        run(how, **ENOUGH)


def test_a_lower_limit_that_is_there_already_stays() -> None:
    code = """
import resource
from intake.limited_process import run
resource.setrlimit(resource.RLIMIT_AS, (10**9, 10**9))
print(run(resource.getrlimit, resource.RLIMIT_AS, seconds=300, memory=4 * 10**9))
"""
    process = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert process.stdout == f"({10**9}, {10**9})\n", process.stderr


def test_without_a_limit_of_memory_it_runs_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "resource", None)
    limited_process._limit(1)


def test_libraries_do_not_reserve_memory_that_they_do_not_use() -> None:
    assert run(limits, **ENOUGH) == ("2", "system")
