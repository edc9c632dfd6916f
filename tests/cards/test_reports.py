"""How much of a figure is reports by others, recounted without SQL."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from cards import reports
from cards.kit import Card
from cards.query import Context
from cards.registry import PAGES, cards_of
from cards.view import notes, view_of
from i18n import labels, number, percent
from queries import Filters
from tests.cards.asking import view
from tests.examples import shipped
from web.api.card_pictures import context

SELECTIONS = ("", "region=africa", "theme=gender&count=organisations", "voice=own", "q=nobody+said")


def reported(submissions: frozenset[str]) -> frozenset[str]:
    kinds = shipped().submissions
    return frozenset(
        submission
        for submission in submissions
        if kinds[submission]["document_type"] == "news-summary"
    )


@pytest.mark.wide(2)
@pytest.mark.parametrize("query", SELECTIONS)
def test_every_card_says_how_many_of_its_submissions_are_reports(query: str) -> None:
    sentences = {}
    for name in PAGES:
        page = context(name, {**view(name), **parse_qs(query)})
        for declared in cards_of(name, page).values():
            card = declared()
            if isinstance(card, Card):
                sentences[reports.counted(card.query)] = reports.in_words(card.query)
    assert sentences
    for filters, words in sentences.items():
        submissions = shipped().select(filters).submissions
        if not submissions:
            assert words == ""
            continue
        count = len(reported(submissions))
        noun = "submission" if len(submissions) == 1 else "submissions"
        of = f"{number(count)} of {number(len(submissions))} {noun} ({percent(count, len(submissions))})"
        assert words.startswith(f"**Reports by others**: {of}; the rest are in")


def shares(filters: Filters) -> dict[str, tuple[int, int]]:
    """Of each group with ten submissions or more, how many are reports, and how many there are."""
    submissions = shipped().select(filters).submissions
    of_group = defaultdict(set)
    for party in shipped().select(filters).parties:
        of_group[party.group].add(party.submission)
    counts = Counter({group: len(members & submissions) for group, members in of_group.items()})
    reports_of = {group: len(reported(frozenset(members))) for group, members in of_group.items()}
    return {group: (reports_of[group], count) for group, count in counts.items() if count >= 10}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("overview", "timeline"),
        ("challenges", "by_group"),
        ("organisations", "groups"),
        ("what_became_of_it", "verdicts"),
        ("through_the_review", "by_stage_and_group"),
        ("theme", "by_group"),
        ("claim", "who"),
    ],
)
@pytest.mark.parametrize("query", ["", "stage=gdc", "region=europe"])
def test_cards_by_group_say_where_groups_are_known_by_reports(
    name: str, key: str, query: str
) -> None:
    page = context(name, {**view(name), **parse_qs(query)})
    card = cards_of(name, page)[key]()
    assert isinstance(card, Card)
    counts = shares(card.query.filters.without("group"))
    percents = {group: 100 * count / whole for group, (count, whole) in counts.items()}
    sentences = [note for note in notes(page, card) if note.startswith("Reports by others")]
    assert [
        cell.words for cell in view_of(page, card, slice(0, 5)).notes if cell.words in sentences
    ] == sentences
    if max(percents.values()) - min(percents.values()) <= 20:
        assert not sentences
        return
    match = re.fullmatch(
        r"Reports by others: (.+) (\S+%), (.+) (\S+%) of submissions", sentences[0]
    )
    assert match is not None
    codes = {words: group for group, words in labels.GROUPS.items()}
    most, share, fewest, other = match.groups()
    assert percents[codes[most]] == max(percents.values())
    assert percents[codes[fewest]] == min(percents.values())
    assert (share, other) == (percent(*counts[codes[most]]), percent(*counts[codes[fewest]]))


def test_most_of_what_governments_say_is_known_by_reports() -> None:
    page = context("organisations", {})
    card = cards_of("organisations", page)["groups"]()
    assert isinstance(card, Card)
    sentence = next(note for note in notes(page, card) if note.startswith("Reports"))
    assert sentence == "Reports by others: Government 79%, Civil society 20% of submissions"


@pytest.mark.parametrize(
    ("name", "key"), [("organisations", "countries"), ("overview", "top_challenges")]
)
def test_other_cards_say_nothing_of_groups(name: str, key: str) -> None:
    page = context(name, view(name))
    card = cards_of(name, page)[key]()
    assert isinstance(card, Card)
    assert reports.by_group(card) == ""


def test_what_is_in_own_words_alone_is_not_told_apart() -> None:
    page = context("organisations", {"voice": ["own"]})
    card = cards_of("organisations", page)["groups"]()
    assert isinstance(card, Card)
    assert reports.by_group(card) == ""


def test_of_a_request_the_reports_are_those_of_all_that_it_counts() -> None:
    page = Context(view={"id": ["re-make-igf-permanent"]})
    for parameters, share in (
        ({}, "20 of 48 submissions"),
        ({"part": ["position"]}, " of 19 submissions"),
    ):
        card = cards_of("claim", replace(page, view={**page.view, **parameters}))["who"]()
        assert isinstance(card, Card)
        assert share in reports.in_words(card.query)
