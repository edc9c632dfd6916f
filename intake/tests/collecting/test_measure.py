"""How well signatories are found in letters that the extraction was not made from."""

import re
from pathlib import Path

from intake.tests.collecting.made_up import SEEN, letters
from intake.tests.collecting.measure import measured, precision, recall, report

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "collecting.md").read_text(encoding="utf-8")


def test_the_letters_are_of_five_forms_in_four_languages() -> None:
    made = list(letters())
    assert {one.form for one in made} == {"behalf", "columns", "list", "prose", "table"}
    assert {one.language for one in made} == {"en", "es", "fr", "pt"}
    assert len(made) == 20
    assert min(len(one.named) for one in made) >= 5


def test_signatories_are_found_as_well_as_the_guide_says(tmp_path: Path) -> None:
    results = measured(tmp_path)
    assert precision(results) >= 0.95
    assert recall(results) >= 0.95
    told = re.findall(
        r"^\| (\w+) \| (\d+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \|$", GUIDE, re.MULTILINE
    )
    lines = [tuple(line.split()) for line in report(results).splitlines()[1:]]
    assert told == lines


def test_what_the_extraction_was_widened_for_is_found(tmp_path: Path) -> None:
    results = measured(tmp_path, SEEN)
    assert len(results) == 10
    assert precision(results) >= 0.95
    assert recall(results) >= 0.85
