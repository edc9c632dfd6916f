"""One chart of a page alone: ``card=KEY`` in the page's address."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from cards import challenges, kit
from components import embed
from queries import current
from tests.pages.arrangements import PAGES, opened
from tests.pages.visiting import Visit, links_in, seen, visit, words_in

Query = dict[str, str | list[str]]


def charts(page: Visit) -> dict[str, list[str]]:
    """The charts of a page as JSON, by the keys of their cards."""
    specs = {
        key.removeprefix("card_"): [node.proto.spec for node in page.within(key, "plotly_chart")]
        for key in page.keys("card_")
    }
    return {key: card_specs for key, card_specs in specs.items() if card_specs}


def card_texts(page: Visit) -> list[str]:
    """What a card that stands alone says, in order: the finding first, where it is from last."""
    return [
        *page.lines("embedded", "h1"),
        *page.texts("embedded", "markdown"),
        *page.lines("embedded", "p"),
        *page.texts("embedded", "caption"),
    ]


@pytest.mark.wide(9)
@pytest.mark.parametrize(("name", "query"), PAGES.values(), ids=PAGES)
def test_every_chart_can_be_had_alone(name: str, query: Query) -> None:
    page = visit(name, **query)
    for key, card_specs in charts(page).items():
        card_page = visit(name, **query, card=key)
        assert [
            node.proto.spec for node in card_page.nodes if node.type == "plotly_chart"
        ] == card_specs, key
        (heading, *_texts) = card_texts(card_page)
        assert heading == page.finding(key)
        assert re.sub(" · click [^·]*(?= ·)", "", page.subtitle(key)) in card_texts(card_page)
        assert card_page.keys("card_") == [f"card_{key}"]
        for beginning in ("opens_", "picked_", "menu", "chips", "filter_"):
            assert not card_page.keys(beginning)
        leading = {"page_link", "button", "download_button", "expander"}
        assert not [node for node in card_page.nodes if node.type in leading]
        assert not links_in("".join(card_page.html()))


def test_a_list_can_be_had_alone_and_leads_only_to_sources() -> None:
    page, card_page = visit("challenges"), visit("challenges", card="evidence")
    (heading, *_texts) = card_texts(card_page)
    assert heading == "Challenges"
    assert list(map(words_in, card_page.entries("evidence"))) == list(
        map(words_in, page.entries("evidence"))
    )
    assert not links_in("".join(card_page.html()))
    assert 'target="_blank"' in "".join(card_page.html())


def test_it_says_where_it_is_from_and_leads_to_the_whole_view() -> None:
    card_page = visit("challenges", card="most", theme=["igf-funding", "gender"], count="points")
    caption = card_page.within("embedded", "caption")[-1].value
    assert current().version in seen(caption)
    (address,) = re.findall(r"\]\((.+)\)$", caption)
    assert parse_qs(urlsplit(address).query) == {
        "theme": ["igf-funding", "gender"],
        "count": ["points"],
    }


@pytest.mark.parametrize("query", [{"theme": "gender"}, {"theme": "gender", "kind": "position"}])
def test_filters_hold_and_those_that_cannot_be_used_are_named(query: Query) -> None:
    card_page = visit("challenges", card="most", group="no-such-group", **query)
    assert any("Gender equality" in words for words in card_texts(card_page))
    assert "no-such-group" in card_page.warnings()


@pytest.mark.parametrize("key", ["no-such-card", "<b>*x*</b>", "most "])
def test_an_unknown_card_is_a_sentence_and_a_way_to_the_page(key: str) -> None:
    card_page = visit("challenges", card=key)
    heading, *_texts, source = card_texts(card_page)
    assert heading == "# There is no such chart"
    assert "Open the full version" in source
    assert not [node for node in card_page.nodes if node.type in ("plotly_chart", "dataframe")]


def test_a_page_about_nothing_has_no_chart_to_show() -> None:
    assert card_texts(visit("theme", id="no-such-theme", card="by_group"))[0].endswith(
        "no such chart"
    )


def test_a_chart_of_an_empty_selection_says_so_and_has_no_button() -> None:
    card_page = visit("challenges", card="most", q="zzzqqq")
    assert card_texts(card_page)[0] == "Nothing matches these filters"
    assert not card_page.app.button


def test_a_chart_that_is_not_asked_for_is_not_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page makes no figure for the cards before it, and does not even call those after it."""
    calls: list[str] = []
    original = kit.bar_list

    def bar_list(*rows: Any, **options: Any) -> Any:
        calls.append("figure before")
        return original(*rows, **options)

    monkeypatch.setattr(kit, "bar_list", bar_list)
    monkeypatch.setattr(
        challenges, "evidence", lambda *_arguments, **_keywords: calls.append("card after")
    )
    visit("challenges")
    assert list(dict.fromkeys(calls)) == ["figure before", "card after"]
    calls.clear()
    visit("challenges", card="by_group")
    assert calls == []


class Frame(HTMLParser):
    """The attributes of the one element that HTML has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_html_to_paste_has_the_view_its_finding_and_room_for_the_chart() -> None:
    page = opened("challenges", "most", "embed", theme="igf-funding", grain="themes")
    ((tag, attributes),) = Frame(page.to_copy("use_most")[0]).tags
    assert tag == "iframe"
    assert attributes["title"] == page.finding("most")
    assert parse_qs(urlsplit(attributes["src"]).query) == {
        "theme": ["igf-funding"],
        "grain": ["themes"],
        "card": ["most"],
        "embed": ["true"],
    }
    assert int(attributes["height"]) > page.chart("most").figure["layout"]["height"]


@pytest.mark.parametrize("title", ['"><script>alert(1)</script>', "a & b", "it's “so”\n", ""])
def test_nothing_in_a_finding_leaves_its_attribute(title: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(embed.url_state, "query", lambda: {"q": ['"&<x>']})
    html = embed.snippet("most", title, (300, 360))
    ((tag, attributes),) = Frame(html).tags
    assert (tag, attributes["title"]) == ("iframe", " ".join(title.split()))
    assert parse_qs(urlsplit(attributes["src"]).query)["q"] == ['"&<x>']
    assert html.count("<") == 2
