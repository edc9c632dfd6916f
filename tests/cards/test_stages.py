"""The strip of stages of an organisation, against the tables."""

import pytest

from cards import facts
from cards.organisation import stages as strip
from cards.query import Context
from queries import Filters
from tests.pages.visiting import table

SUBMISSIONS = table("submissions").set_index("submission_id")
PARTIES = table("signatories")
LACKING = {"gdc", "modalities", "elements", "hle-2025", "zero-draft", "rev1", "rev2", "general"}
"""Stages at which a source states more signatories than it names, read off the pages that were read."""


def part_at(organisation: str, stage: str) -> str:
    parties = PARTIES[PARTIES.organisation_id == organisation]
    parties = parties[parties.submission_id.map(SUBMISSIONS.stage_id) == stage]
    reports = parties.submission_id.map(SUBMISSIONS.document_type) == "news-summary"
    wrote = parties.role == "author"
    if (wrote & ~reports).any():
        return "wrote"
    if (wrote & reports).any():
        return "reported"
    if len(parties):
        return "signed"
    return "unknown" if stage in LACKING else "none"


@pytest.mark.parametrize("organisation", ["jpnic", "jprs", "itu", "unesco", "gov-che"])
def test_each_box_tells_own_words_reports_signatures_and_what_is_not_known_apart(
    organisation: str,
) -> None:
    boxes = strip.stages(organisation)
    assert {box.id: box.part for box in boxes} == {
        box.id: part_at(organisation, box.id) for box in boxes
    }
    assert {box.part for box in boxes if box.link} <= {"wrote", "reported", "signed"}


def test_all_five_parts_occur_and_each_is_said_in_words() -> None:
    boxes = {
        box.part: box.label
        for organisation in ("jpnic", "itu", "gov-che")
        for box in strip.stages(organisation)
    }
    assert set(boxes) == {"wrote", "reported", "signed", "unknown", "none"}
    words = {part: label.rpartition(": ")[2] for part, label in boxes.items()}
    assert words["unknown"] == "not known"
    assert words["none"] == "none"
    assert words["wrote"].startswith("wrote ")
    assert words["reported"].startswith("as reported ")
    assert words["signed"].startswith("signed ")


def test_signatories_without_names_are_counted_where_nothing_of_the_organisation_was_found() -> (
    None
):
    assert strip.unknown(strip.stages("jpnic")) == (
        "2 submissions state 212 signatories whose names we do not have; it may be among them."
    )
    everywhere = [box for box in strip.stages("itu") if box.part == "none"]
    assert strip.unknown(everywhere) == ""


def test_an_organisation_without_a_submission_may_be_among_all_that_are_not_named() -> None:
    assert strip.unknown(strip.stages("nobody-we-know")) == (
        "17 submissions state 668 signatories whose names we do not have; it may be among them."
    )


def test_the_light_page_says_it_beside_the_boxes() -> None:
    about = facts.about("organisation", Context(Filters(), view={"id": ("jpnic",)}))
    cells = [cell.words for term, entries in about.facts for cell in entries if "Stages" in term]
    assert "Modalities: not known" in cells
    assert cells[-1].startswith("2 submissions state 212 signatories")
