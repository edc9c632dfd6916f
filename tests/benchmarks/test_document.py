"""The document and its pictures are what the figures in the JSON give, and the figures what was measured."""

import json
import math
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.benchmarks import document, pictures, results
from tests.benchmarks.exponents import doubled_at, exponent
from tests.benchmarks.figures import summary
from tests.benchmarks.measure import PARTS
from tests.benchmarks.repeating import Effort, interleaved
from tests.benchmarks.targets import TARGETS, Found

AMOUNTS = [1_000, 10_000, 100_000]


def question(name: str, ask: float | None, sql: float, filters: int = 0) -> dict[str, object]:
    """A row of the part questions."""
    return {
        "question": name,
        "selection": "no filter",
        "filters": filters,
        "rows": 3,
        "first_rows_only": False,
        "ask": summary([ask]) if ask else None,
        "sql": summary([sql]),
    }


def entry(points: int, *rows: dict[str, object]) -> dict[str, object]:
    """What a part measured of a size."""
    taken = results.taken(lambda: list(rows))
    taken["taken"] |= {"points": points, "quick": False}
    return taken


def judged(found: results.Results, wanted: str) -> Found | None:
    (target,) = [one for one in TARGETS if wanted in one.wanted]
    return target.judge(found)


def test_the_document_is_what_the_figures_give() -> None:
    assert document.DOCUMENT.read_text(encoding="utf-8") == document.text(results.read()), (
        "run `.venv/bin/python -m tests.benchmarks.document`"
    )


def test_the_pictures_are_what_the_figures_give() -> None:
    for name, drawn in pictures.drawn(results.read()).items():
        assert (results.FOLDER / name).read_text(encoding="utf-8") == drawn, name


def test_pictures_are_svg_with_text_that_follows_light_and_dark() -> None:
    for drawn in pictures.drawn(results.read()).values():
        root = ElementTree.fromstring(drawn)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        texts = {one.text for one in root.iter("{http://www.w3.org/2000/svg}text")}
        assert {"A page run, milliseconds", "A question, milliseconds"} & texts
        assert "prefers-color-scheme: dark" in drawn
        assert "#000000" not in drawn


def test_figures_of_every_part_are_kept_and_name_no_machine() -> None:
    found = results.read()
    assert {*found} == {*PARTS}
    for part in found.values():
        for of_size in part.values():
            assert of_size["rows"]
            assert {"date", "commit", "load_before", "load_after"} <= {*of_size["taken"]}
    assert str(Path.home()) not in results.JSON.read_text(encoding="utf-8")


def test_median_and_p95_are_of_the_values() -> None:
    assert summary([*range(1, 101)]) == {"median": 50.5, "p95": 95, "number": 100}
    assert summary([3.0]) == {"median": 3.0, "p95": 3.0, "number": 1}
    assert summary([1, 2, 3, 100])["p95"] == 100


def test_ways_take_turns_and_one_that_takes_very_long_is_gone_once() -> None:
    went: list[str] = []
    ways = {name: lambda name=name: went.append(name) for name in "ab"}
    effort = Effort(rounds=3, seconds=60, visits=1, clicks=1, crowd_seconds=1)
    times = interleaved(ways, effort)
    assert went == ["a", "b"] * 3
    assert [len(one) for one in times.values()] == [3, 3]
    nothing_left = Effort(rounds=3, seconds=0, visits=1, clicks=1, crowd_seconds=1)
    assert [len(one) for one in interleaved(ways, nothing_left).values()] == [1, 1]


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 2.0])
def test_the_exponent_is_that_of_data_that_grow_so(power: float) -> None:
    assert exponent(AMOUNTS, [7 * one**power for one in AMOUNTS]) == pytest.approx(power)


def test_there_is_no_exponent_of_one_size() -> None:
    assert exponent([10], [3.0]) is None
    assert exponent([10, 100], [0.0, 3.0]) is None


def test_what_doubles_does_so_between_the_sizes_where_it_is_seen() -> None:
    assert doubled_at(AMOUNTS, [5, 5, 50]) == pytest.approx(10_000 * 10 ** math.log10(2))
    assert doubled_at(AMOUNTS, [5, 5, 9]) is None
    assert doubled_at(AMOUNTS, [5, 11, 6]) is None
    assert doubled_at(AMOUNTS, [1, 10, 100]) == pytest.approx(2_000)


def test_targets_are_met_or_not_by_the_figures() -> None:
    good = [question("themes", 50, 45), question("claims", 140, 120, filters=2)]
    found = {"questions": {"1000000": entry(10_000_000, *good)}}
    for wanted in ("1.3 x", "without a filter", "two filters"):
        told = judged(found, wanted)
        assert told
        assert told.met
    bad = [question("themes", 101, 50), question("claims", None, 120, filters=2)]
    found = {"questions": {"1000000": entry(10_000_000, *bad)}}
    slow = judged(found, "without a filter")
    assert slow == Found("0 of 1; at most 101 ms (`themes` under no filter)", False)
    beside = judged(found, "1.3 x")
    assert beside
    assert "2.02 (`themes`" in beside.said
    assert "1 stopped at the time limit" in beside.said
    assert judged({}, "1.3 x") is None
    assert "not measured" in document.text(found)


def test_what_is_measured_anew_takes_the_place_of_what_was_measured_before(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    results.merge("questions", "shipped", entry(5, question("themes", 10, 9)), file)
    results.merge("questions", "10000", entry(6, question("themes", 20, 9)), file)
    results.merge("questions", "shipped", entry(5, question("themes", 30, 9)), file)
    found = json.loads(file.read_text())
    assert found == results.read(file)
    medians = {size: one["rows"][0]["ask"]["median"] for size, one in found["questions"].items()}
    assert medians == {"10000": 20, "shipped": 30}
