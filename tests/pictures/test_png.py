"""Pictures as PNG: their size, and that what is drawn is there in its colours."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import cycle

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from cards.kit import Ranking
from cards.registry import PAGES, cards_of
from charts.palette import ACCENT, DARK_INK
from pictures import (
    DARK,
    FULL,
    LARGE,
    PREVIEW,
    SCHEMES,
    SIZES,
    SQUARE,
    LettersMissing,
    file,
    glyphs,
    picture_of,
)
from pictures.card import Picture
from pictures.png import png
from tests.cards.asking import view
from tests.pictures.reading import SVG, context, parsed

ADDRESS = "https://wsis.example/challenges"
KILOBYTES = 300
NO_FONT_HAS = "\U00030000"
"""A letter of Han that Unicode has had since 2020, and that only fonts for scholars have."""
WHITE = (255, 255, 255)
ADAPTING = (SQUARE, PREVIEW, FULL)
"""Sizes that a card adapts to, of which each card is drawn in one."""

Pixels = npt.NDArray[np.uint8]


def pixels(content: bytes) -> Pixels:
    """The colour of each pixel: rows, columns, red green blue."""
    assert content.startswith(b"\x89PNG")
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


def of_card(name: str, key: str, size: str = FULL, **filters: tuple[str, ...]) -> Picture:
    page = context(name, view(name), **filters)
    card = cards_of(name, page)[key]()
    assert card is not None
    return picture_of(name, card, page, ADDRESS, "png", size)


def colours_drawn(picture: Picture) -> set[tuple[int, ...]]:
    """The colours of the solid rectangles and marks that are large enough to be seen as they are."""
    colours = set()
    for element in parsed(picture.plain()).iter():
        fill, opaque = element.get("fill", ""), not element.get("fill-opacity")
        large = element.tag == f"{SVG}rect" and all(
            float(element.get(side, "0").rstrip("%")) >= 3 for side in ("width", "height")
        )
        if large and opaque and re.fullmatch("#[0-9A-F]{6}", fill):
            colours.add(tuple(int(fill[start : start + 2], 16) for start in (1, 3, 5)))
    return colours


@pytest.mark.wide(1)
@pytest.mark.parametrize("name", PAGES)
def test_what_is_drawn_of_each_card_is_in_the_png_in_its_colours(name: str) -> None:
    page = context(name, view(name))
    for (key, declared), size in zip(cards_of(name, page).items(), cycle(ADAPTING)):
        card = declared()
        if card is None:
            continue
        picture = picture_of(name, card, page, ADDRESS, "png", size)
        content = file(picture, "png", size)
        image = pixels(content)
        assert image.shape == (picture.height, 1200, 3)
        assert len(content) < KILOBYTES * 1_000, (key, size)
        colours = {colour for _count, colour in Image.fromarray(image).getcolors(1 << 24) or ()}
        assert colours_drawn(picture) <= colours, (key, size)
        assert WHITE in colours
        ink = (image != 255).any(axis=2)
        assert 0.01 < ink.mean() < 0.9, (key, size)


@pytest.mark.parametrize(
    ("size", "wide", "high"),
    [(FULL, 1200, None), (LARGE, 2400, None), (PREVIEW, 1200, 675), (SQUARE, 1200, 1200)],
)
def test_a_size_is_so_many_pixels(size: str, wide: int, high: int | None) -> None:
    picture = of_card("challenges", "most", size)
    shape = pixels(file(picture, "png", size)).shape
    assert shape[:2] == (high or picture.height * wide // 1200, wide)


@pytest.mark.parametrize("name", ["overview", "organisations", "who_signed_what"])
def test_a_dark_picture_has_the_words_of_the_light_one_in_the_colours_of_dark_pages(
    name: str,
) -> None:
    page, dark = context(name, view(name)), SCHEMES[DARK]
    for key, declared in cards_of(name, page).items():
        card = declared()
        if card is None:
            continue
        light_picture = picture_of(name, card, page, ADDRESS, "svg")
        picture = picture_of(name, card, page, ADDRESS, "svg", scheme=DARK)
        root = parsed(picture.plain())
        assert list(root.itertext()) == list(parsed(light_picture.plain()).itertext()), key
        assert root[1].get("fill") == dark.ground
        words = [element.get("fill") for element in root.iter(f"{SVG}text")]
        assert len({dark.ink, dark.quiet, dark.accent} & set(words)) == 3, key
        if isinstance(card, Ranking):  # no words on its bars
            assert DARK_INK not in words, key
        assert ACCENT in light_picture.plain(), key
        assert ACCENT not in picture.plain(), key
        # Drawing a dark one leaves no trace in the next.
        assert picture_of(name, card, page, ADDRESS, "svg").plain() == light_picture.plain()


def test_the_sizes_that_adapt_have_the_whole_chart() -> None:
    heights = {size: of_card("challenges", "most", size).height for size in SIZES}
    assert heights[PREVIEW] == 675 < heights[FULL] == heights[LARGE]
    assert heights[SQUARE] == 1200


def test_the_signs_of_verdicts_are_drawn_without_any_other_font() -> None:
    signs = "●◐✕○◆◇✶■▶◎✓"
    picture = of_card("overview", "top_outcome")
    assert set("▶●") & set(picture.words)
    page = context("overview", {})
    card = cards_of("overview", page)["top_outcome"]()
    assert card is not None
    contents = set()
    for sign in signs:
        card = replace(card, subtitle=sign * 8)
        contents.add(png(picture_of("overview", card, page, ADDRESS, "png")))
    assert len(contents) == len(signs)


def test_letters_of_other_scripts_are_drawn_with_the_fonts_of_the_machine() -> None:
    """So they are asked for; without such fonts they are boxes."""
    page = context("overview", {})
    card = cards_of("overview", page)["top_challenges"]()
    assert card is not None
    card = replace(card, subtitle="Ελληνικά, кириллица, עברית")
    svg = picture_of("overview", card, page, ADDRESS, "png").svg()
    foreign = [element for element in parsed(svg).iter(f"{SVG}tspan") if element.get("font-family")]
    assert ["".join(element.itertext()) for element in foreign] == ["עברית"]
    assert svg.count("@font-face") == 1
    assert len(svg) < 100_000


def test_a_picture_with_letters_of_no_font_is_refused_by_their_name() -> None:
    page = context("overview", {})
    card = cards_of("overview", page)["top_challenges"]()
    assert card is not None
    card = replace(card, subtitle=f"Letters → {NO_FONT_HAS}")
    with pytest.raises(LettersMissing) as refused:
        png(picture_of("overview", card, page, ADDRESS, "png"))
    assert refused.value.letters == NO_FONT_HAS


def test_letters_that_some_font_of_the_machine_has_are_not_missing() -> None:
    assert glyphs.missing("日本語") == ""
    assert glyphs.missing(f"A\u2009\u0301 {NO_FONT_HAS}{NO_FONT_HAS}") == NO_FONT_HAS
