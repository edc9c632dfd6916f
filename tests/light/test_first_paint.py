"""The answer in the HTML of a full page, which a reader sees before the application has come."""

import gzip
from collections import defaultdict
from operator import itemgetter
from urllib.parse import parse_qs, urlsplit

import pytest
from cachetools import LRUCache
from selectolax.lexbor import LexborHTMLParser, LexborNode

from i18n import routes
from queries import ALL_FILTERS, QueryStopped, language, memory
from queries.language import Language
from tests import examples
from tests.light.heads import shell
from tests.pages.visiting import seen, table, visit
from web import first_paint, index_html

LARGEST = 40_000
"""Bytes of a page, compressed."""

WITHOUT_CARDS = {"about", "search"}
"""Pages whose answer is their heading and the way on."""


def answer(page: routes.Page, /, **query: object) -> LexborNode:
    """The answer in the HTML of a full page."""
    paint = LexborHTMLParser(shell(page, **query)).css_first("#first-paint")
    assert paint is not None
    return paint


def words(node: LexborNode, selector: str) -> list[str]:
    return [" ".join(element.text().split()) for element in node.css(selector)]


@pytest.mark.parametrize("page", routes.PAGES.values(), ids=lambda page: page.name)
def test_it_says_what_the_page_says(page: routes.Page) -> None:
    query = examples.query(page)
    paint, visited = answer(page, **query), visit(page.name, **query)
    assert words(paint, "h1") == [seen(title.value) for title in visited.app.title]
    headings = visited.headings()
    subheadings = words(paint, "h2")
    assert bool(subheadings) == (page.name not in WITHOUT_CARDS)
    assert [heading for heading in subheadings if heading not in headings] == []


def test_its_bars_are_the_counts_of_the_tables() -> None:
    points = table("points")
    challenges = points[points.kind == "challenge"]
    counts = challenges[challenges.claim_id != ""].groupby("claim_id").submission_id.nunique()
    total = challenges.submission_id.nunique()
    names = table("claims").set_index("claim_id").title
    card = answer(routes.PAGES["challenges"]).css_first("section")
    bars = dict(zip(words(card, "li a"), words(card, ".bar"), strict=True))
    assert len(bars) == 8
    highest = counts.sort_values(ascending=False, kind="stable").head(8)
    assert [int(bar.split()[0]) for bar in bars.values()] == highest.tolist()
    for claim, count in counts.items():
        if names[claim] in bars:
            assert bars[names[claim]] == f"{count} ({count / total:.0%})"
    widths = [
        float(element.attributes["style"].split("width:")[1].split("%")[0])
        for element in card.css("i")
    ]
    assert widths == pytest.approx([100 * count / highest.max() for count in highest], abs=0.06)


def test_its_key_figures_are_those_of_the_selection() -> None:
    submissions = table("submissions")
    assert f"{len(submissions):,} submissions" in words(
        answer(routes.PAGES["overview"]), ".figures span"
    )
    narrowed = answer(routes.PAGES["overview"], stage="zero-draft")
    number = (submissions.stage_id == "zero-draft").sum()
    assert f"{number:,} of {len(submissions):,} submissions" in words(narrowed, ".figures span")
    assert "Zero draft" in words(narrowed, ".selection")[0]


@pytest.mark.parametrize("page", routes.PAGES.values(), ids=lambda page: page.name)
def test_its_links_lead_to_pages_and_keep_the_filters(page: routes.Page) -> None:
    query = {**examples.query(page), "group": "technical"}
    queries = defaultdict(set)
    for link in answer(page, **query).css("a"):
        address = link.attributes["href"]
        if code := link.attributes.get("hreflang"):
            assert address.startswith(f"/{code[:2]}/{page.path}?"), address
            assert parse_qs(urlsplit(address).query)["group"] == ["technical"]
            continue
        parts = urlsplit(address)
        assert parts.path.startswith("./"), address
        path = parts.path.removeprefix("./")
        if path.startswith("light/"):
            continue
        assert path in routes.BY_PATH, address
        parameters = parse_qs(parts.query)
        assert parameters.keys() <= {*ALL_FILTERS, "id", "show", "kind", "count"}, address
        if "group" not in page.own_filters:
            assert "technical" in parameters.get("group", []) or path == page.path, address
        queries[path].add(parts.query)
    assert set(queries) >= {"", "challenges", "organisations", "what-became-of-it", "submissions"}


def test_a_bar_leads_to_the_page_with_its_filter() -> None:
    card = answer(routes.PAGES["challenges"], theme="igf-funding").css_first("section")
    link = card.css_first("li a")
    parameters = parse_qs(urlsplit(link.attributes["href"]).query)
    (claim,) = parameters.pop("claim")
    assert parameters == {"theme": ["igf-funding"]}
    names = table("claims").set_index("claim_id").title
    assert names[claim] == words(card, "li a")[0]
    again = answer(routes.PAGES["challenges"], theme="igf-funding", claim=claim)
    assert names[claim] in words(again, ".selection")[0]


@pytest.mark.parametrize("page", routes.PAGES.values(), ids=lambda page: page.name)
def test_a_page_with_it_is_small(page: routes.Page) -> None:
    html = shell(page, **examples.query(page))
    assert len(gzip.compress(html.encode(), 6)) <= LARGEST


@pytest.mark.parametrize(
    "apart",
    [
        {"embed": "true"},
        {"print": "yes"},
        {"card": "none-such", "embed": "true"},
        {"card": "most", "embed": "true", "embed_options": "light_theme"},
    ],
    ids=str,
)
def test_what_is_shown_without_the_page_s_frame_has_none(apart: dict[str, str]) -> None:
    html = LexborHTMLParser(shell(routes.PAGES["challenges"], **apart))
    assert html.css_first("#first-paint") is None
    assert html.css_first("noscript") is not None


def test_a_card_in_a_frame_stands_alone_and_leads_nowhere() -> None:
    page = routes.PAGES["challenges"]
    card = answer(page, group="technical", card="most", embed="true")
    assert words(card, "h2") == words(answer(page, group="technical"), "h2")[:1]
    assert len(card.css("li")) == 8
    assert not card.css("section a, nav, h1")


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are rendered for first paints from now on."""
    first_paint._made.cache_clear()
    rendered: list[str] = []
    render = first_paint.render

    def counting(template: str, **values: object) -> str:
        rendered.append(template)
        return render(template, **values)

    monkeypatch.setattr(first_paint, "render", counting)
    return rendered


def test_what_a_page_does_not_have_in_its_address_makes_no_other_answer(painted: list[str]) -> None:
    themes = routes.PAGES["themes"]
    usual = answer(themes).html
    for number in range(5):
        other = answer(themes, page=f"{number:06}", grain="claims", utm=str(number))
        assert other.html == usual
    assert len(painted) == 1
    assert answer(themes, count="points").html != usual


def test_values_in_its_links_are_of_bounded_length(painted: list[str]) -> None:
    paint = answer(routes.PAGES["challenges"], grain="1" * 3_900, count="points")
    values = [
        value
        for link in paint.css("li a")
        for value in parse_qs(urlsplit(link.attributes["href"]).query)["grain"]
    ]
    assert values == ["1" * 200] * 8


def test_all_that_is_kept_has_one_bound_whatever_is_asked(
    painted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 200_000
    monkeypatch.setattr(first_paint._made, "_kept", LRUCache(most, itemgetter(1)))
    entries = first_paint._made._kept
    for number in range(12):
        for code in ("en", "ja", "ar"):
            with language.using(Language(code, in_address=True)):
                shell(routes.PAGES["organisations"], sort=f"{number:0100}", since="2020-01-01")
        size = sum(memory(tuple(key), content) for key, (content, _) in entries.items())
        assert size <= most
    assert len(painted) == 36
    assert 3 <= len(entries) < 36


def test_nothing_selected_is_said() -> None:
    paint = answer(routes.PAGES["challenges"], theme="igf-funding", stage="unesco")
    assert not paint.css("li")
    assert words(paint, "h2")


def test_a_question_that_takes_too_long_leaves_the_page_its_title(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_: object) -> None:
        raise QueryStopped

    monkeypatch.setattr(first_paint, "_made", stopped)
    html = LexborHTMLParser(shell(routes.PAGES["themes"]))
    assert html.css_first("#first-paint") is None
    assert (
        html.css_first("title").text()
        == "Which themes do submissions raise most often? · WSIS+20 submissions"
    )
    assert html.css_first("noscript") is not None


def test_the_page_does_not_wait_for_an_answer_that_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    late = {"theme": "igf-funding", "group": "academia", "stage": "igf-2024"}
    monkeypatch.setattr(first_paint, "_LATEST", 0)
    html = LexborHTMLParser(shell(routes.PAGES["challenges"], **late))
    assert html.css_first("#first-paint") is None
    assert html.css_first("noscript") is not None
    monkeypatch.undo()
    assert words(answer(routes.PAGES["challenges"], **late), "h2")


def test_a_sheet_of_paper_is_in_the_html_as_the_application_draws_it() -> None:
    query = {"id": "jpnic", "print": "1"}
    (drawn,) = (node.proto.body for node in visit("organisation", **query).within("sheet", "html"))
    entries = [
        [entry.text(strip=True) for entry in html.css(".sheet li, .sheet tr")]
        for html in (answer(routes.PAGES["organisation"], **query), LexborHTMLParser(drawn))
    ]
    assert entries[0] == entries[1] != []


@pytest.mark.parametrize(("name", "has_chart"), [("challenges", True), ("submissions", False)])
def test_the_code_for_charts_is_fetched_early_only_where_the_page_has_a_chart(
    name: str, has_chart: bool
) -> None:
    (charts,) = (address for address in index_html.changed() if "/PlotlyChart." in address)
    tag = f'<link rel="modulepreload" fetchpriority="low" href=".{charts}">'
    assert (tag in shell(routes.PAGES[name])) == has_chart
