"""The table of pages and entities: what it leaves out has no page, and it speaks the language that is asked for."""

from pathlib import Path

import pytest

from i18n import filter_options, routes
from queries import FILTERS, ask
from tests.examples import ids
from tests.light.reading import Read, client
from tests.pages.visiting import visit

FOLDER = Path(__file__).parents[2] / "pages"


def test_every_module_of_the_pages_is_a_row_and_every_row_a_module() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"navigation"}
    assert set(routes.PAGES) == modules
    assert len(routes.BY_PATH) == len(routes.PAGES)


def test_a_light_page_links_to_the_pages_with_filters_in_its_menu_and_to_the_others_at_its_foot() -> (
    None
):
    light = Read.of(client().get("/light/").text)
    menu = next(light.every("nav"))
    in_menu = [link.text for link in light.every("a", menu)]
    pages = [page for page in routes.PAGES.values() if page.in_menu and page.light is not None]
    assert in_menu == [page.title for page in pages if page.filters]
    elsewhere = {link.text for link in light.every("a")} - set(in_menu)
    assert elsewhere >= {page.title for page in pages if not page.filters}


@pytest.mark.parametrize("kind", [kind for kind in routes.ENTITIES if kind in FILTERS])
def test_the_ids_of_a_kind_are_those_of_its_filter(kind: str) -> None:
    assert set(ids(kind)) == set(filter_options.option_labels()[kind]) - {"none"}


def test_the_ids_of_submissions_are_those_of_their_pages() -> None:
    identifier = ids("submission")[0]
    assert list(ask("submission", id=identifier).submission_id) == [identifier]


@pytest.mark.parametrize("kind", routes.ENTITIES)
def test_full_and_light_page_say_the_same_of_an_unknown_id(kind: str) -> None:
    entity = routes.ENTITIES[kind]
    heading, advice = entity.missing("no-such-one")
    assert "“no-such-one”" in heading
    page = visit(entity.page.name, id="no-such-one")
    assert (page.finding("missing"), page.subtitle("missing")) == (heading, advice)
    response = client().get(f"/light/{kind}/no-such-one")
    assert response.status_code == 404
    assert heading in response.text
