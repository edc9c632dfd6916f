"""docs/RELIABILITY.md has every count, what must be nothing is nothing, and counts of tests that passed add up."""

import re

import pytest

from tests import reliability

ZERO = {"markup rendered", "foreign requests", "rows lost"}
LINE = re.compile(r"^\| ([a-z ]+) \| ([\d,]+) \| (\d+) \| (.+) \|$", re.MULTILINE)


def test_the_document_has_every_count_and_nothing_was_lost() -> None:
    rows = LINE.findall(reliability.DOCUMENT.read_text(encoding="utf-8"))
    assert {label: meaning for label, _number, _tests, meaning in rows} == reliability.ROWS
    numbers = {label: int(number.replace(",", "")) for label, number, _tests, _meaning in rows}
    nothing = {label for label, number in numbers.items() if not number}
    assert nothing - {"bytes grown in half of them"} == ZERO
    assert all(int(tests) > 0 for _label, _number, tests, _meaning in rows)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(reliability, "COUNTED", tmp_path / "build" / "counted.json")


@pytest.mark.usefixtures("counted")
def test_a_test_that_runs_again_counts_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert reliability.main([]) == 1
    tally = ("tally: kills survived", 3)
    reliability.keep([("test_one", [tally, tally, ("other", 9)]), ("test_two", [("other", 1)])])
    reliability.keep([("test_one", [tally]), ("test_three", [("tally: rows lost", 0), tally])])
    assert reliability.main([]) == 0
    lines = {
        label: (number, tests) for label, number, tests, _ in LINE.findall(capsys.readouterr().out)
    }
    assert lines["kills survived"] == ("6", "2")
    assert lines["rows lost"] == ("0", "1")
    assert lines["faults survived"] == ("0", "0")
    assert reliability.main(["--forget"]) == 0
    assert reliability.main([]) == 1
