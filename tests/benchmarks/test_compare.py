"""Two commits are compared by what both can do, and told in ratios."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.compare import main, ratios, told


def test_this_code_is_compared_with_a_commit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ratios.json"
    small = ["--questions", "themes", "totals", "--pages", "themes", "theme", "--rounds", "2"]
    assert main(["HEAD", *small, "--json", str(file)]) == 0
    found = json.loads(file.read_text())
    assert {row["asked"].partition(",")[0] for row in found["questions"]} == {"themes", "totals"}
    assert len(found["questions"]) == 6
    assert {row["asked"] for row in found["pages"]} == {"/themes", "/theme"}
    for row in [*found["questions"], *found["pages"]]:
        assert row["here"] > 0
        assert row["base"] > 0
    printed = capsys.readouterr().out
    assert "questions: ratio" in printed
    assert "pages: ratio" in printed


def test_what_is_no_commit_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-commit"]) == 2
    assert "no-such-commit" in capsys.readouterr().err


def test_ratios_are_of_medians_and_the_slowest_is_told_first() -> None:
    rows = ratios({"a": ([1.0, 2.0, 9.0], [4.0, 4.0, 4.0]), "b": ([3.0], [2.0])})
    assert [(row["asked"], row["ratio"]) for row in rows] == [("b", 1.5), ("a", 0.5)]
    assert "ratio 1.00 in the middle of 2" in told("questions", rows)
    assert "nothing" in told("pages", [])
