"""One visit of each page, with an entity to show where it needs one: `make quick` makes it, too."""

import pytest

from cards.query import MORE, Context
from cards.registry import cards_of
from data.version import code_version
from i18n import routes
from queries import Filters, current
from tests.cards.asking import view
from tests.pages.visiting import visit, words_in


@pytest.mark.parametrize("page", routes.PAGES.values(), ids=lambda page: page.name)
def test_a_page_has_one_title_all_its_cards_and_its_versions_and_warns_of_nothing(
    page: routes.Page,
) -> None:
    parameters = view(page.name) | {MORE: ["yes"]}
    visited_page = visit(page.name, **parameters)
    assert len(visited_page.app.title) == 1
    assert not visited_page.app.warning
    assert all(chart.alt for chart in visited_page.charts())
    cards = cards_of(page.name, Context.on(page, Filters(), parameters))
    assert {f"card_{key}" for key, card in cards.items() if card()} <= {*visited_page.keys()}
    footers = [words_in(html) for html in visited_page.html() if "<footer>" in html]
    assert len(footers) == 1
    assert f"Data {current().version}, code {code_version()}." in footers[0]
