"""A consultation of the six tables that must have rows: it has no page, and no word, of what the others would hold."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cards.kit import Card
from cards.registry import PAGES, cards_of
from data.build import ensure_database
from data.check import FIRST
from data.settings import using
from i18n import page_menu, routes
from intake.new import make
from tests.consultation import empty
from tests.consultation.lumen import SHIPPED
from tests.consultation.visits import WHOLE, read
from tests.examples import ids
from tests.pages.visiting import seen, visit
from web.api.card_pictures import context

LIBRARIES = Path(__file__).with_name("libraries")

OF_OTHER_TABLES = {"action_lines", "what_became_of_it"}
"""Pages that have nothing to show without action lines, or without texts."""

HIDDEN = {*OF_OTHER_TABLES, "text"}
"""Pages that only an old link leads to."""

OF_NOTHING = re.compile(
    # Words of what no table holds.
    r"(?<!/)\bclaims?\b|action lines?\b|\bgoals?\b|milestone|verdict|adopted text|draft was open|became of its requests"
    r"|others report|whose words|a body and its organ|name all signatories|says how many signed"
    # Zeros that say nothing, and an empty list under no filter.
    r"|\b0 (?:rows|claims|as)\b|Nothing matches these filters",
    re.IGNORECASE,
)


@pytest.fixture(scope="module", autouse=True)
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("six") / "own"
    make(folder)
    for name in ("settings.toml", *(f"{table}.csv" for table in FIRST)):
        shutil.copy(LIBRARIES / name, folder / name)
    with using(source=folder):
        ensure_database()
        yield


def test_no_menu_list_or_search_names_a_page_that_has_nothing_to_show() -> None:
    assert not OF_OTHER_TABLES & {
        page.name for pages in page_menu.grouped().values() for page in pages
    }
    assert "outcome" not in page_menu.grouped()
    client = empty.client()
    for address in ("/llms.txt", "/sitemap.xml", "/light/challenges"):
        text = client.get(address).text
        for name in OF_OTHER_TABLES:
            page = routes.PAGES[name]
            assert f"/light/{page.light}" not in text, address
            assert f"/{page.path}<" not in text, address


@pytest.mark.parametrize("name", sorted(OF_OTHER_TABLES))
def test_such_a_page_says_so_to_whom_an_old_link_leads_there(name: str) -> None:
    text = seen("\n".join(visit(name).markdown()))
    assert "contain no action lines" in text or "contains no draft or adopted text" in text


def addresses() -> Iterator[tuple[str, dict[str, object]]]:
    """The pages that the menu and its pages link to, unfolded; of each kind of entity the first."""
    for name, query in WHOLE:
        if name not in HIDDEN and query != {"part": "claims"}:
            yield name, query
    for kind in ("submission", "organisation", "theme"):
        yield routes.ENTITIES[kind].page.name, {"id": ids(kind)[0]}
    yield "compare", {"id": ids("organisation")[:2]}


def of_nothing(texts: list[str]) -> list[str]:
    """What is said of tables without rows, or of another consultation, with the words around it."""
    return [
        words[max(match.start() - 60, 0) : match.end() + 60]
        for words in texts
        for pattern in (OF_NOTHING, SHIPPED)
        for match in pattern.finditer(words)
    ]


def test_no_page_speaks_of_tables_without_rows_or_of_another_consultation() -> None:
    for name, query in addresses():
        content = read(visit(name, **query, more="yes", more_filters="yes"))
        texts = [
            *content["text"],
            *(words for chart in content["charts"] for words in chart["texts"]),
        ]
        assert of_nothing(texts) == [], (name, query)
        assert content["errors"] == [], (name, query)


def test_a_filter_of_one_option_is_not_there_unless_an_address_sets_it() -> None:
    filter_keys = {group.key for group in visit("overview").app.button_group}
    assert "filter_group" in filter_keys
    assert "filter_voice" not in filter_keys
    assert "filter_voice" in {
        group.key for group in visit("overview", voice="own").app.button_group
    }


def test_no_light_page_does() -> None:
    client = empty.client()
    paths = re.findall("<loc>[^<]*?(/light/[^<]*)</loc>", client.get("/sitemap.xml").text)
    # Of each kind of entity one page is as good as another.
    address_by_kind = {address.rsplit("/", address.count("/") - 2)[0]: address for address in paths}
    assert len(address_by_kind) > 10
    for address in address_by_kind.values():
        body = client.get(address).text.partition("<body")[2]
        text = seen(re.sub("<[^>]*>", " ", body))
        assert of_nothing([text]) == [], address


def test_no_card_explains_what_is_not_there() -> None:
    for name in PAGES.keys() - HIDDEN:
        for card in (make_card() for make_card in cards_of(name, context(name, {})).values()):
            if isinstance(card, Card):
                assert not SHIPPED.search(f"{card.title} {card.subtitle} {card.how}"), card.key


def test_a_part_that_describes_no_claim_leads_to_the_data_instead() -> None:
    text = seen("\n".join(visit("data_and_method", part="claims").markdown()))
    assert "What this can and cannot show" in text
