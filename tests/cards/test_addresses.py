"""What a page reads of its address is declared with the page: nothing else is kept or goes into links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from cards.kit import RecordList
from cards.registry import PAGES
from cards.view import length
from i18n import routes
from queries import ALL_FILTERS
from tests import examples
from web.api.card_pictures import context

MORE: dict[str, list[dict[str, list[str]]]] = {
    "what_became_of_it": [{"open": ["igf-funding"]}],
    "compare": [{"id": ["itu", "tccm"], "part": ["shared"]}],
}
"""Name of a page -> other addresses of it, which show other cards."""


class Read(dict[str, list[str]]):
    """Parameters of an address, which notes those that are looked for."""

    def __init__(self, query: Mapping[str, list[str]]) -> None:
        super().__init__(query)
        self.names: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.names.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> list[str]:
        self.names.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.names.add(str(key))
        return super().__contains__(key)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_declares_all_that_its_cards_read_of_an_address(name: str) -> None:
    page = routes.PAGES[name]
    usual = {
        key: [value] if isinstance(value, str) else value
        for key, value in examples.query(page).items()
    }
    for query in (usual, *MORE.get(name, ())):
        page_context = context(name, query)
        read = Read(page_context.view)
        for declared in PAGES[name](replace(page_context, view=read)).values():
            card = declared()
            if isinstance(card, RecordList):
                read.names |= {switch[0] for switch in card.switches}
                shown_whole = card.size in (RecordList.size, length(card))
                read.names |= set() if shown_whole else {card.parameter}
            elif card is not None:
                assert card.figure
                read.names |= {card.paging.parameter} if card.paging else set()
        assert read.names - set(ALL_FILTERS) <= {*routes.VIEW_OF_EVERY_PAGE, *page.view}
