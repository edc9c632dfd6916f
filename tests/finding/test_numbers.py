"""Every number among what is found is the one on the page that it leads to."""

import re
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from finding.found import Hit, find
from i18n import routes
from queries import FILTERS, Filters
from tests.light.reading import Read, client, words

QUERIES = (
    *("DENIC", "Nominet", "ITU", "ICANN", "JPNIC", "TCCM", "Internet Society", "APC", "Brazil"),
    *("permanent IGF", "stable funding", "public infrastructure", "AI", "gender", "connectivity"),
    *("human rights", "cybersecurity", "multistakeholder", "IGF", "funding", "data governance"),
    *("zero draft", "rev 1", "GDC", "elements paper", "outcome", "C5", "C2", "SDG 5", "SDG 9"),
    *("Europe", "Japan", "France", "civil society", "governments", "academia", "open letter"),
    *("French", "Africa", "governments on AI in the zero draft"),
)


@pytest.fixture(scope="module")
def light() -> TestClient:
    """A client of the light pages."""
    return client()


def stated(hit: Hit) -> int | None:
    """The number of submissions that a hit states; None if it states none."""
    match = re.search(r"([\d,]+) submissions?\b", hit.about[-1] if hit.about else "")
    return int(match[1].replace(",", "")) if match and hit.kind in FILTERS else None


def on_its_page(light: TestClient, hit: Hit) -> set[int]:
    """The numbers of submissions at the head of the page that a hit leads to."""
    name, filters, view = hit.target(Filters())
    if hit.kind in routes.ENTITIES:
        path = f"{hit.kind}/{hit.id}"
    else:
        path = routes.PAGES[name].light or ""
        assert not view
    response = light.get(f"{routes.LIGHT}/{path}?{urlencode(filters.to_query(), doseq=True)}")
    text = words(next(Read.of(response.text).every("main"))).replace(",", "")
    if hit.kind == "organisation":
        took_part = re.search(
            r"(?:[Ww]rote (\d+))?(?: and )?(?:[Ss]igned (\d+))? submissions?", text
        )
        assert took_part, text[:300]
        return {sum(int(number or 0) for number in took_part.groups())}
    if hit.kind == "sdg":
        return {int(number) for number in re.findall(r"(\d+) of them this one", text)}
    return {int(number) for number in re.findall(r"(\d+) of \d+", text)} or {0}


@pytest.mark.wide(5)
@pytest.mark.parametrize("typed", QUERIES)
def test_the_numbers_of_results_are_those_of_the_pages_that_they_lead_to(
    light: TestClient, typed: str
) -> None:
    results = find(typed)
    hits = [(hit, stated(hit)) for group in results.groups for hit in group.hits[:2]]
    for hit, number in hits:
        if number is not None:
            assert number in on_its_page(light, hit), (hit.kind, hit.id, number)
    for reading in results.question.readings:
        query = urlencode(reading.filters.to_query(), doseq=True)
        response = light.get(f"{routes.LIGHT}/?{query}")
        assert f"{reading.submissions:,} of " in words(next(Read.of(response.text).every("main")))
