"""What functions return is kept for each version of the data, at most two of them, and computed outside of locks."""

import ast
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace

import pytest

from queries import NotKept, current, engines, language, memory, only_kept, per_version
from queries.language import Language
from tests.docs.rooms import MAY_IMPORT, modules_of

COUNTED = {"_made", "_often", "_written", "descriptions"}
"""Functions of which a number of results is kept: of a filter, a table, a file, an address that a page is run with."""


@dataclass
class Question:
    """Something with one field."""

    text: str


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
    def compute(number: int, *, word: str = "") -> str:
        computed.append(number)
        return f"{current().version} {number} {word}"

    for version in ("1", "2"):
        renew(version)
        assert [compute(1), compute(1), compute(2), compute(1, word="a"), compute(2)] == [
            f"{version} 1 ",
            f"{version} 1 ",
            f"{version} 2 ",
            f"{version} 1 a",
            f"{version} 2 ",
        ]
    assert computed == [1, 2, 1] * 2


def test_as_many_results_are_kept_as_are_so_large_together(renew: Renew) -> None:
    computed = []

    @per_version(10, lambda text, *_arguments: len(text))
    def compute(letter: str, times: int) -> str:
        computed.append(letter)
        return letter * times

    for letter, times in (("a", 6), ("b", 4), ("a", 6), ("b", 4), ("c", 11), ("c", 11), ("a", 6)):
        assert compute(letter, times) == letter * times
    assert computed == ["a", "b", "c", "c"]
    compute("d", 3)
    compute("b", 4)
    assert computed == ["a", "b", "c", "c", "d", "b"]


def test_results_in_every_language_and_version_share_one_bound(renew: Renew) -> None:
    computed = []

    @per_version(10, lambda text, *_arguments: len(text))
    def compute(letter: str) -> str:
        computed.append((current().version, language.code()))
        return letter * 4

    for version in ("1", "2"):
        renew(version)
        for code in ("en", "ja", "fr", "fr"):
            with language.using(Language(code)):
                compute("a")
    assert computed == [(version, code) for version in ("1", "2") for code in ("en", "ja", "fr")]
    renew("1")
    with language.using(Language("en")):
        compute("a")
    assert len(computed) == 7


def test_memory_is_that_of_all_that_is_in_it() -> None:
    short, long = "x", "x" * 10_000
    assert 10_000 < memory(long) < 10_100
    for holding in (
        list,
        tuple,
        frozenset,
        lambda item: {"key": item},
        lambda item: Question(item[0]),
    ):
        assert memory(holding([long])) - memory(holding([short])) == 9_999
    assert memory(1, 2, more=long) > 10_000


@pytest.mark.parametrize("size", [None, memory])
def test_where_only_kept_results_are_wanted_none_is_computed(
    renew: Renew, size: Callable[..., int] | None
) -> None:
    @per_version(1_000, size)
    def compute(number: int) -> int:
        return number

    with only_kept(), pytest.raises(NotKept):
        compute(1)
    assert compute(1) == 1
    with only_kept():
        assert compute(1) == 1
        with pytest.raises(NotKept):
            compute(2)
    assert compute(2) == 2


def test_what_readers_choose_the_arguments_of_is_bounded_by_its_size() -> None:
    names = set()
    for path in (path for room in MAY_IMPORT for path in modules_of(room)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.args.args or node.args.kwonlyargs):
                for decorator in node.decorator_list:
                    if (
                        ast.unparse(decorator).startswith("per_version(")
                        and len(decorator.args) < 2
                    ):
                        names.add(node.name)
    assert names == COUNTED


def test_results_of_the_last_two_versions_are_kept(renew: Renew) -> None:
    computed = []

    @per_version()
    def compute() -> None:
        computed.append(current().version)

    for version in ("1", "2", "1", "2", "3", "2", "3", "1"):
        renew(version)
        compute()
    assert computed == ["1", "2", "3", "1"]


def test_of_one_version_those_results_are_kept_that_were_used_last(renew: Renew) -> None:
    computed = []

    @per_version(2)
    def compute(number: int) -> None:
        computed.append(number)

    for number in (1, 2, 1, 3, 1, 2):
        compute(number)
    assert computed == [1, 2, 3, 2]


def test_a_result_is_of_one_version_if_the_data_are_renewed_while_it_is_computed(
    renew: Renew,
) -> None:
    @per_version()
    def compute() -> tuple[str, str]:
        before = current().version
        renew("2")
        return before, current().version

    assert [compute(), compute()] == [("1", "1"), ("2", "2")]


def test_two_threads_compute_at_the_same_time(renew: Renew) -> None:
    both = Barrier(2, timeout=20)

    @per_version(2)
    def compute(number: int) -> int:
        both.wait()
        return number

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(compute, [1, 2])) == [1, 2]


def test_an_error_is_not_kept(renew: Renew) -> None:
    failing = [True]

    @per_version()
    def compute() -> str:
        if failing.pop() if failing else False:
            raise ValueError
        return "computed"

    with pytest.raises(ValueError):  # noqa: PT011 - any will do
        compute()
    assert compute() == "computed"


def test_name_and_meaning_of_the_function_stay() -> None:
    @per_version()
    def result() -> None:
        """What it is."""

    assert (result.__name__, result.__doc__) == ("result", "What it is.")


def test_no_other_cache_has_the_version_of_the_data_in_its_key() -> None:
    problems = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for room in MAY_IMPORT
        for path in modules_of(room)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any("cache" in ast.unparse(decorator) for decorator in node.decorator_list)
        and any("version" in argument.arg for argument in node.args.args)
    ]
    assert problems == []
