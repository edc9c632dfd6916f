"""The registry of the cards of each page."""

from __future__ import annotations

from typing import NoReturn

import pytest

from cards import submission
from cards.kit import Card, RecordList
from cards.query import Context
from cards.registry import PAGES, cards_of
from i18n import routes
from queries import Filters, engines
from queries.tables import merged_submissions
from tests.cards.asking import view


@pytest.mark.parametrize("name", PAGES)
def test_a_card_is_called_as_the_registry_calls_it_and_is_of_the_page(name: str) -> None:
    page = Context(view=view(name) | {"unknown": ["x"]})
    for key, declared in cards_of(name, page).items():
        card = declared()
        assert isinstance(card, Card | RecordList), key
        assert card.key == key


def test_an_opened_theme_has_cards_of_its_own() -> None:
    declared = cards_of("what_became_of_it", Context(view={"open": ["igf-funding"]}))
    assert list(declared) == ["asks", "groups", "passages", "challenges", "others", "texts"]
    card = declared["groups"]()
    assert isinstance(card, Card)
    assert card.query.parameters["theme"] == "igf-funding"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_asked_before_a_card_is_called(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unasked() -> NoReturn:
        raise AssertionError("the database is asked")

    page = Context(Filters(theme=("gender",)), view=view(name))
    monkeypatch.setattr(engines, "current", unasked)
    cards = cards_of(name, page)
    assert cards
    with pytest.raises(AssertionError, match="asked"):
        next(iter(cards.values()))()


def test_a_card_is_made_and_drawn_once_for_an_address() -> None:
    def card(**view: list[str]) -> Card:
        cards = cards_of("overview", Context(Filters(theme=("gender",)), view=view))
        top_outcome = cards["top_outcome"]()
        assert isinstance(top_outcome, Card)
        return top_outcome

    first = card(all=["top_outcome"])
    assert card(all=["top_outcome"]) is first
    assert card(all=["top_outcome"]).figure is first.figure
    assert card() is not first
    assert card(all=["top_signers"]) is not first


@pytest.mark.parametrize("name", [entity.page.name for entity in routes.ENTITIES.values()])
@pytest.mark.parametrize("ids", [(), ("no-such-id",), ("none",), ("x" * 10_000, "")])
def test_an_unknown_entity_has_no_cards(name: str, ids: tuple[str, ...]) -> None:
    cards = cards_of(name, Context(view={"id": ids}))
    assert [card() for card in cards.values()] == [None] * len(cards)


def test_of_several_ids_the_first_that_is_known_counts() -> None:
    several = cards_of("theme", Context(view={"id": ("unknown", "gender", "igf-funding")}))
    card = several["claims"]()
    assert isinstance(card, Card)
    assert card.query.filters.theme == ("gender",)


def test_a_merged_submission_is_the_one_it_was_merged_into() -> None:
    former, successor = next(iter(merged_submissions().items()))
    assert [
        row.submission_id for row in submission.submission_rows(Context(view={"id": (former,)}))
    ] == [successor]
