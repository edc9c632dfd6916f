"""What functions return is kept for each version of the data, at most two of them, and computed outside of locks."""

import ast
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace

import pytest

from queries import current, engines, per_version

ROOT = Path(__file__).parents[2]
Renew = Callable[[str], None]


@pytest.fixture
def renew(monkeypatch: pytest.MonkeyPatch) -> Renew:
    """Puts another version of the data in the place of the one before."""

    def renewed(version: str) -> None:
        monkeypatch.setattr(engines, "_newest", lambda _: SimpleNamespace(version=version))

    renewed("1")
    return renewed


def test_a_result_is_computed_once_for_each_version_and_arguments(renew: Renew) -> None:
    computed = []

    @per_version(10)
    def result(number: int, *, word: str = "") -> str:
        computed.append(number)
        return f"{current().version} {number} {word}"

    for version in ("1", "2"):
        renew(version)
        assert [result(1), result(1), result(2), result(1, word="a"), result(2)] == [
            f"{version} 1 ",
            f"{version} 1 ",
            f"{version} 2 ",
            f"{version} 1 a",
            f"{version} 2 ",
        ]
    assert computed == [1, 2, 1] * 2


def test_as_many_results_are_kept_as_are_so_large_together(renew: Renew) -> None:
    computed = []

    @per_version(10, len)
    def result(letter: str, times: int) -> str:
        computed.append(letter)
        return letter * times

    for letter, times in (("a", 6), ("b", 4), ("a", 6), ("b", 4), ("c", 11), ("c", 11), ("a", 6)):
        assert result(letter, times) == letter * times
    assert computed == ["a", "b", "c", "c"]
    result("d", 3)
    result("b", 4)
    assert computed == ["a", "b", "c", "c", "d", "b"]


def test_results_of_the_last_two_versions_are_kept(renew: Renew) -> None:
    computed = []

    @per_version()
    def result() -> None:
        computed.append(current().version)

    for version in ("1", "2", "1", "2", "3", "2", "3", "1"):
        renew(version)
        result()
    assert computed == ["1", "2", "3", "1"]


def test_of_one_version_those_results_are_kept_that_were_used_last(renew: Renew) -> None:
    computed = []

    @per_version(2)
    def result(number: int) -> None:
        computed.append(number)

    for number in (1, 2, 1, 3, 1, 2):
        result(number)
    assert computed == [1, 2, 3, 2]


def test_a_result_is_of_one_version_if_the_data_are_renewed_while_it_is_computed(
    renew: Renew,
) -> None:
    @per_version()
    def result() -> tuple[str, str]:
        before = current().version
        renew("2")
        return before, current().version

    assert [result(), result()] == [("1", "1"), ("2", "2")]


def test_two_threads_compute_at_the_same_time(renew: Renew) -> None:
    both = Barrier(2, timeout=20)

    @per_version(2)
    def result(number: int) -> int:
        both.wait()
        return number

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(result, [1, 2])) == [1, 2]


def test_an_error_is_not_kept(renew: Renew) -> None:
    failing = [True]

    @per_version()
    def result() -> str:
        if failing.pop() if failing else False:
            raise ValueError
        return "computed"

    with pytest.raises(ValueError):  # noqa: PT011 - any will do
        result()
    assert result() == "computed"


def test_name_and_meaning_of_the_function_stay() -> None:
    @per_version()
    def result() -> None:
        """What it is."""

    assert (result.__name__, result.__doc__) == ("result", "What it is.")


def test_no_other_cache_has_the_version_of_the_data_in_its_key() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for room in ("api", "charts", "components", "exports", "light", "pages", "queries", "words")
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any("cache" in ast.unparse(decorator) for decorator in node.decorator_list)
        and any("version" in argument.arg for argument in node.args.args)
    ]
    assert found == []
