"""How well signatories are found in letters that the extraction was not made from."""

import re
from pathlib import Path

from intake.tests.collecting.made_up import SEEN, letters
from intake.tests.collecting.measure import measured, precision, recall, report

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "collecting.md").read_text(encoding="utf-8")


def test_the_letters_are_of_five_forms_in_four_languages() -> None:
    all_letters = list(letters())
    assert {letter.form for letter in all_letters} == {
        "behalf",
        "columns",
        "list",
        "prose",
        "table",
    }
    assert {letter.language for letter in all_letters} == {"en", "es", "fr", "pt"}
    assert len(all_letters) == 20
    assert min(len(letter.named) for letter in all_letters) >= 5


def test_signatories_are_found_as_well_as_the_guide_says(tmp_path: Path) -> None:
    measurements = measured(tmp_path)
    assert precision(measurements) >= 0.95
    assert recall(measurements) >= 0.95
    documented = re.findall(
        r"^\| (\w+) \| (\d+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \|$", GUIDE, re.MULTILINE
    )
    lines = [tuple(line.split()) for line in report(measurements).splitlines()[1:]]
    assert documented == lines


def test_what_the_extraction_was_widened_for_is_found(tmp_path: Path) -> None:
    measurements = measured(tmp_path, SEEN)
    assert len(measurements) == 10
    assert precision(measurements) >= 0.95
    assert recall(measurements) >= 0.85
