"""What a PNG may take, whatever is asked for: pixels, memory, and one at a time."""

from __future__ import annotations

import io
import re
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event

import pytest
from PIL import Image, UnidentifiedImageError

from cards.kit import Ranking
from cards.registry import cards_of
from pictures import FULL, LARGE, TooManyPictures, file, picture_of
from pictures import png as drawing
from pictures.card import LEAST, WIDTH, Picture
from pictures.colours import LIGHT, SCHEMES
from pictures.png import PIXELS, WAITING
from tests.cards.asking import view
from tests.pictures.reading import context, parsed, plain, texts
from tools.benchmarks.data import SHIPPED, prepared
from tools.benchmarks.pictures import measured

ADDRESS = "https://wsis.example/"
MEGABYTES = 150
"""Memory that a PNG may take."""

TALLEST = [
    ("organisation", "says_the_same"),
    ("organisations", "top_countries"),
    ("who_signed_what", "signers"),
]


def all_rows(name: str, key: str, ending: str, size: str = FULL) -> Picture:
    """The picture of a card with all its rows."""
    page = context(name, view(name) | {"all": [key]})
    card = cards_of(name, page)[key]()
    assert card is not None
    return picture_of(name, card, page, ADDRESS, ending, size)


@pytest.mark.parametrize(("name", "key"), TALLEST)
@pytest.mark.parametrize("size", [FULL, LARGE])
def test_a_png_has_so_many_pixels_at_most(name: str, key: str, size: str) -> None:
    picture = all_rows(name, key, "png", size)
    drawn = Image.open(io.BytesIO(file(picture, "png", size)))
    assert drawn.width * drawn.height <= PIXELS
    assert drawn.size == (picture.width, picture.height)


@pytest.mark.parametrize("most", [1_500, 3_000])
@pytest.mark.parametrize(("name", "key"), [*TALLEST[1:], ("challenges", "most")])
def test_what_does_not_fit_into_a_png_is_counted(
    name: str, key: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pictures.files.PIXELS", WIDTH * most)
    page = context(name, view(name) | {"all": [key]})
    card = cards_of(name, page)[key]()
    assert isinstance(card, Ranking)
    picture = picture_of(name, card, page, ADDRESS, "png")
    assert picture.height <= most
    said = texts(parsed(picture.plain()))
    (left,) = (int(found[1]) for found in map(re.compile("and (.*) more$").match, said) if found)
    labels = [plain(label) for label in card.rows[card.label]]
    assert 0 < left < len(labels)
    together = " ".join(said)
    assert all(label in together for label in labels[:-left])
    assert not any(label in said for label in labels[-left:])
    assert labels[-left - 1] in together


def test_the_svg_of_the_same_has_all_rows() -> None:
    name, key = TALLEST[0]
    whole, part = all_rows(name, key, "svg"), all_rows(name, key, "png")
    assert whole.height > PIXELS / WIDTH > part.height
    assert not [one for one in texts(parsed(whole.plain())) if re.fullmatch("and .* more", one)]


def test_what_is_drawn_in_strips_looks_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = all_rows("challenges", "by_group", "png")
    strips = Image.open(io.BytesIO(drawing.png(picture))).convert("RGB")
    monkeypatch.setattr(drawing, "STRIP", PIXELS)
    whole = Image.open(io.BytesIO(drawing.png(picture))).convert("RGB")
    assert strips.size == whole.size
    pairs = zip(strips.get_flattened_data(), whole.get_flattened_data(), strict=True)
    assert sum(one != other for one, other in pairs) < whole.width * whole.height / 10_000


@pytest.mark.long
@pytest.mark.parametrize("size", [SHIPPED, "10000"])
def test_the_tallest_card_takes_little_memory(size: str, tmp_path: Path) -> None:
    found = measured(prepared(size, tmp_path))
    assert found["height"] > 2 * PIXELS / WIDTH, "what is measured is too tall for a PNG"
    assert found["bytes"] < 1_000_000
    assert found["memory"] < MEGABYTES * 1_000_000


def test_one_is_drawn_at_a_time_some_wait_and_more_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    picture = Picture("", "headline", WIDTH, LEAST, "", SCHEMES[LIGHT])
    content = drawing.png(picture)
    begun, may_go_on = SimpleQueue[None](), Event()
    given = drawing.resvg_py.svg_to_bytes

    def slow(**asked: object) -> bytes:
        begun.put(None)
        assert may_go_on.wait(60)
        return given(**asked)

    monkeypatch.setattr(drawing.resvg_py, "svg_to_bytes", slow)
    with ThreadPoolExecutor(WAITING + 4) as pool:
        asked = [pool.submit(drawing.png, picture) for _ in range(WAITING + 4)]
        try:
            refused: list[Future[bytes]] = list(islice(as_completed(asked, timeout=60), 3))
            begun.get(timeout=60)
            with pytest.raises(Empty):
                begun.get(timeout=0.3)
        finally:
            may_go_on.set()
    assert {type(one.exception()) for one in refused} == {TooManyPictures}
    assert [one.result() for one in asked if one not in refused] == [content] * (1 + WAITING)


def test_one_that_fails_does_not_keep_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Picture("", "headline", WIDTH, LEAST, "", SCHEMES[LIGHT])
    with monkeypatch.context() as broken:
        broken.setattr(drawing.resvg_py, "svg_to_bytes", lambda **_asked: b"no picture")
        for _ in range(2 * WAITING + 2):
            with pytest.raises(UnidentifiedImageError):
                drawing.png(picture)
    assert drawing.png(picture)
