"""The sentence to quote a card by: what it shows, counted how, of which day, from where; in every language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cards import quote
from cards.kit import Card, RecordList
from cards.query import Context
from cards.registry import PAGES, cards_of
from cards.tables import Cell, Row
from cards.view import CardView, view_of
from exports import Provenance
from i18n import filter_options, languages, routes
from queries import Filters, ask, current
from queries.language import Language, using
from tests.cards.asking import view

ADDRESS = "https://example.org/page?group=technical"
CODES = list(languages.offered())
EMPTY = re.compile(r"\b(?:nan|NaN)\b|\{\w*\}")
"""A value that is missing, or one that nobody has put in its place."""


def page_of(name: str, filters: Filters | None = None, **parameters: list[str]) -> Context:
    page = Context.on(routes.PAGES[name], filters or Filters(), parameters or view(name))
    return replace(page, clickable=False)


def about(card: Card | RecordList, page: Context, name: str) -> Provenance:
    return quote.of_card(name, page, card, card.query.provenance(ADDRESS, ""))


def numbers(words: str) -> set[str]:
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[\s.,   ،](?=\d{3})", "", words)))


@pytest.mark.wide(13)
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", PAGES)
def test_every_card_has_a_sentence_with_a_number_of_its_rows_day_source_and_address(
    name: str, code: str
) -> None:
    # Each page of few submissions in every other language, and each language of few on every other page.
    few = (list(PAGES).index(name) + CODES.index(code)) % 2
    with using(Language(code)):
        page = page_of(name, Filters(region=("africa",)) if few else Filters())
        identifiers = (
            option for options in filter_options.option_labels().values() for option in options
        )
        ids = {identifier for identifier in identifiers if identifier.count("-") > 1}
        for key, declared in cards_of(name, page).items():
            card = declared()
            if card is None:
                continue
            provenance = about(card, page, name)
            where = f"{name} {key} {code}: {provenance.quote}"
            assert provenance.quote.endswith(ADDRESS), where
            assert current().version in provenance.quote, where
            assert re.search(r"20\d\d", provenance.quote), where
            sentence = provenance.quote.partition(current().version)[0]
            assert not EMPTY.search(sentence), where
            assert not set(re.findall(r"[\w-]+", sentence)) & ids, where
            assert provenance.finding in provenance.citation, where
            card_view = view_of(page, card, slice(0, None if card.query.name != "points" else 60))
            # Arabic has words for one and two.
            if card_view.total > (2 if code == "ar" else 0):
                assert numbers(provenance.finding) or numbers(card_view.about), where
            if card_view.total and not numbers(card_view.title) and card_view.heads:
                of_rows = {
                    number
                    for row in card_view.rows
                    for cell in row.cells
                    for number in numbers(cell.words)
                }
                assert numbers(provenance.finding) & of_rows, where


def test_a_request_is_quoted_with_base_organisations_and_governments() -> None:
    page = page_of("claim", id=["re-make-igf-permanent"])
    card = cards_of("claim", page)["who"]()
    assert card is not None
    sentence = about(card, page, "claim").quote
    assert "48 of 533 submissions collected on the WSIS+20 review, by 32 organisations" in sentence
    assert "asked for or welcomed this: “Make the IGF permanent”." in sentence
    assert "Among them are 2 governments: Norway and Switzerland." in sentence
    rows = ask("claim_support", claim="re-make-igf-permanent", unit="submissions")
    assert (rows.together[0], rows.total[0]) == (48, 533)


def test_a_request_under_filters_counts_and_names_them() -> None:
    filters = Filters(region=("europe",))
    page = page_of("claim", filters, id=["re-make-igf-permanent"])
    card = cards_of("claim", page)["who"]()
    assert card is not None
    rows = ask("claim_support", filters, claim="re-make-igf-permanent", unit="submissions")
    sentence = about(card, page, "claim").quote
    assert f"{rows.together[0]} of {rows.total[0]} submissions" in sentence
    assert sentence.count("World region: Europe") == 1


def test_a_claim_that_is_no_request_is_quoted_with_the_base_of_its_kind() -> None:
    page = page_of("claim", id=["ch-divides-persist"])
    (claim,) = [claim for claim in [quote.topic.claim_of(page)] if claim] or [None]
    assert claim
    row = next(ask("claim", claim.other_filters, claim=claim.id).itertuples())
    sentence, _governments = quote.of_claim(page, claim)
    assert f"{row.submissions} of {row.total} submissions with a challenge" in sentence


def test_filters_that_a_card_does_not_act_on_are_not_named() -> None:
    page = page_of("organisations", Filters(group=("government",)))
    card = cards_of("organisations", page)["groups"]()
    assert card is not None
    assert "Stakeholder group: Government" not in about(card, page, "organisations").quote


def test_without_a_number_in_the_headline_the_row_that_it_names_is_told() -> None:
    rows = [Row([Cell("A"), Cell("3", number=True)]), Row([Cell("B"), Cell("5", number=True)])]
    heads = [Cell("Name"), Cell("Count", number=True)]
    card = CardView("k", "B leads", rows=rows, heads=heads, total=2)
    assert quote.figures(card) == "B leads: B: 5"
    assert quote.figures(replace(card, title="5 of 8 lead")) == "5 of 8 lead"
    assert quote.figures(CardView("k", "All", total=7)) == "All: 7 entries"


def test_an_answer_is_quoted_by_title_and_first_row() -> None:
    filters = Filters(group=("technical",))
    page = Context(filters)
    card = cards_of("challenges", page)["most"]()
    assert card is not None
    provenance = card.query.provenance(ADDRESS, "")
    rows = card.query.rows
    sentence = quote.of_rows(provenance, rows, len(rows)).quote
    first = rows.iloc[0]
    assert f"{first.claim}" in sentence
    assert f"{first['count']} of {first.total}" in sentence
    assert "Stakeholder group: Technical community" in sentence
    assert sentence.endswith(ADDRESS)
