"""Every card as a picture, read back as text: it says what the card says, and no more."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cards.kit import Card, Ranking, RecordList
from cards.query import Context
from cards.registry import PAGES, cards_of
from cards.titles import title_of
from cards.view import headline
from i18n import dataset_texts, escaping, filter_options
from pictures import FULL, PREVIEW, file, picture_of
from pictures.card import ROWS
from queries import Database, current, engines, one_version
from tests.cards.asking import view
from tests.pictures.reading import context, of_layouts, parsed, plain, sizes, texts

ADDRESS = "https://wsis.example/challenges?group=government&stage=zero-draft"
FILTERS: dict[str, dict[str, tuple[str, ...]]] = {
    "no filter": {},
    "two filters": {"group": ("government", "civil-society"), "since": ("2024-01-01",)},
    "nothing selected": {"q": ("zzzqqq",)},
}
ARRANGED: dict[str, tuple[str, dict[str, list[str]]]] = {
    **{name: (name, {}) for name in PAGES},
    "an opened theme": ("what_became_of_it", {"open": ["igf-funding"]}),
    "a network": ("who_signed_what", {"drawing": ["network"]}),
    "all rows": ("challenges", {"all": ["most", "by_group"], "count": ["points"]}),
}


def cards(name: str, page: Context) -> dict[str, Card | RecordList]:
    """The cards of a page that have something to say."""
    all_cards = {key: declared() for key, declared in cards_of(name, page).items()}
    return {key: card for key, card in all_cards.items() if card is not None}


def written(name: str, card: Card | RecordList, page: Context, size: str = FULL) -> list[str]:
    """The texts of a card's picture."""
    picture = picture_of(name, card, page, ADDRESS, "svg", size)
    return texts(parsed(file(picture, "svg", size).decode()))


@pytest.mark.wide(14)
@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("arranged", ARRANGED.values(), ids=ARRANGED)
def test_a_picture_says_what_its_card_says(
    arranged: tuple[str, dict[str, list[str]]], filters: dict[str, tuple[str, ...]]
) -> None:
    name, parameters = arranged
    page = context(name, view(name) | parameters, **filters)
    for key, card in cards(name, page).items():
        picture_texts = Counter(written(name, card, page))
        rows = card.rows if isinstance(card, Ranking) else card.query.rows
        if isinstance(card, Card) and not rows.empty:
            charts = [Counter(chart) for chart in of_layouts(card)]
            assert all(charts), key
            chart = min(charts, key=lambda chart: (chart - picture_texts).total())
            assert chart - picture_texts == Counter(), key
            picture_texts -= chart
        headings = [title_of(name, page), headline(card), card.subtitle, ADDRESS]
        together = " ".join(picture_texts)
        for words in headings:
            assert plain(words) in together, key
        for field in page.filters.active():
            if getattr(card.query.filters, field) == getattr(page.filters, field):
                single_filter = page.filters.without(*set(page.filters.active()) - {field})
                assert plain(filter_options.describe(single_filter)) in together, (key, field)
        (source,) = (words for words in picture_texts if words.startswith("Source: "))
        assert dataset_texts.texts().site in source
        assert current().version in source
        if isinstance(card, Card):
            assert len(picture_texts) <= len(headings) + 3, (
                f"{key} says more than the card: {picture_texts}"
            )


@pytest.mark.parametrize("name", ["organisation", "submission", "goal", "what_became_of_it"])
def test_a_list_is_a_picture_of_its_first_entries(name: str) -> None:
    page = context(name, view(name))
    lists = [card for card in cards(name, page).values() if isinstance(card, RecordList)]
    assert lists
    for card in lists:
        rows = card.query.rows if card.rows is None else card.rows
        together = " ".join(written(name, card, page))
        for row in rows.head(ROWS).itertuples():
            record = card.record(row)
            name_of = record.link.label if record.link else record.name
            assert plain(escaping.one_line(name_of))[:60] in together
        remaining = len(rows) - ROWS
        assert (f"and {remaining} more" in together) is (remaining > 0)


def test_a_card_that_shows_more_than_the_filters_says_so() -> None:
    page = context("organisations", {}, group=("government",))
    groups = cards("organisations", page)["groups"]
    assert isinstance(groups, Card)
    assert groups.query.filters.group == ()
    assert page.left_out(groups.query.filters) in written("organisations", groups, page)


def test_without_rows_a_picture_says_so_and_how_it_was_asked() -> None:
    page = context("challenges", {}, q=("zzzqqq",))
    picture_texts = written("challenges", cards("challenges", page)["most"], page)
    assert "Nothing matches these filters" in picture_texts
    assert any("zzzqqq" in words for words in picture_texts)


@pytest.mark.wide(6)
@pytest.mark.parametrize("arranged", ARRANGED.values(), ids=ARRANGED)
def test_a_preview_has_the_first_rows_of_the_chart(
    arranged: tuple[str, dict[str, list[str]]],
) -> None:
    name, parameters = arranged
    page = context(name, view(name) | parameters)
    for key, card in cards(name, page).items():
        picture = picture_of(name, card, page, ADDRESS, "png", PREVIEW)
        assert (picture.width, picture.height) == (1200, 675)
        picture_texts = texts(parsed(picture.svg()))
        assert plain(headline(card))[:80] in " ".join(picture_texts), key
        if isinstance(card, Card):
            charts = of_layouts(card)
            counts = [len([words for words in chart if words in picture_texts]) for chart in charts]
            assert max(counts) >= max(min(len(charts[0]), 3), 1), key


@pytest.mark.wide(6)
@pytest.mark.parametrize("arranged", ARRANGED.values(), ids=ARRANGED)
def test_no_text_of_a_picture_is_smaller_than_on_a_page(
    arranged: tuple[str, dict[str, list[str]]],
) -> None:
    name, parameters = arranged
    page = context(name, view(name) | parameters)
    for key, card in cards(name, page).items():
        root = parsed(picture_of(name, card, page, ADDRESS, "svg").plain())
        assert min(sizes(root)) >= 12, key


MARKUP = "<b onclick=x>bold</b>"


@pytest.mark.wide(6)
@pytest.mark.parametrize("name", PAGES)
def test_names_that_look_like_markup_are_text(
    name: str, hostile_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(hostile_database)
    monkeypatch.setattr(engines, "current", lambda: database)
    with one_version():
        page = context(name, view(name))
        picture_texts = []
        for card in cards(name, page).values():
            for size in (FULL, PREVIEW):
                root = parsed(picture_of(name, card, page, ADDRESS, "svg", size).svg())
                tags = {element.tag.partition("}")[2] for element in root.iter()}
                assert tags <= {
                    *["svg", "title", "style", "rect", "g", "text", "tspan", "path", "line"]
                }
                assert not [
                    attribute
                    for element in root.iter()
                    for attribute in element.attrib
                    if attribute[:2] == "on"
                ]
                picture_texts += texts(root)
        assert any("onclick" in words or "[label" in words for words in picture_texts)
        assert all(MARKUP in words for words in picture_texts if "onclick=x>bold</b>" in words)


@pytest.mark.parametrize(
    "words",
    [
        "x" * 3_000,
        "A long name of many words " * 100,
        "عضو في مجموعة العمل المعنية بالإنترنت " * 8,
        "インターネットガバナンスフォーラムの作業部会" * 8,
        "a\x00b\x0bc\ud800 \ufffe",
        "\u202eevil\u202c \u2066hidden\u2069",
    ],
    ids=["one word", "long", "Arabic", "Japanese", "no XML", "direction"],
)
def test_any_name_is_wrapped_into_the_picture(words: str) -> None:
    page = context("challenges", {})
    card = replace(cards("challenges", page)["most"], title=words, subtitle=words)
    for size in (FULL, PREVIEW):
        picture = picture_of(
            "challenges", card, page, "https://wsis.example/?q=" + "y" * 1_900, "png", size
        )
        root = parsed(picture.svg())
        if size == FULL:
            text = "".join(texts(root)).replace(" ", "")
            expected = plain(escaping.shorten(words, escaping.LONGEST_FINDING)).replace(" ", "")
            assert expected.rstrip("…") in text
        assert file(picture, "png").startswith(b"\x89PNG")
