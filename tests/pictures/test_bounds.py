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


@pytest.mark.slow
@pytest.mark.parametrize(("name", "key"), TALLEST)
@pytest.mark.parametrize("size", [FULL, LARGE])
def test_a_png_has_so_many_pixels_at_most(name: str, key: str, size: str) -> None:
    picture = all_rows(name, key, "png", size)
    image = Image.open(io.BytesIO(file(picture, "png", size)))
    assert image.width * image.height <= PIXELS
    assert image.size == (picture.width, picture.height)


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
    words = texts(parsed(picture.plain()))
    (remaining,) = (
        int(match[1]) for match in map(re.compile("and (.*) more$").match, words) if match
    )
    labels = [plain(label) for label in card.rows[card.label]]
    assert 0 < remaining < len(labels)
    together = " ".join(words)
    assert all(label in together for label in labels[:-remaining])
    assert not any(label in words for label in labels[-remaining:])
    assert labels[-remaining - 1] in together


def test_the_svg_of_the_same_has_all_rows() -> None:
    name, key = TALLEST[0]
    svg_picture, png_picture = all_rows(name, key, "svg"), all_rows(name, key, "png")
    assert svg_picture.height > PIXELS / WIDTH > png_picture.height
    assert not [
        text for text in texts(parsed(svg_picture.plain())) if re.fullmatch("and .* more", text)
    ]


@pytest.mark.slow
def test_what_is_drawn_in_strips_looks_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = all_rows("challenges", "by_group", "png")
    strips = Image.open(io.BytesIO(drawing.png(picture))).convert("RGB")
    monkeypatch.setattr(drawing, "STRIP", PIXELS)
    image = Image.open(io.BytesIO(drawing.png(picture))).convert("RGB")
    assert strips.size == image.size
    pairs = zip(strips.get_flattened_data(), image.get_flattened_data(), strict=True)
    assert sum(pixel != other for pixel, other in pairs) < image.width * image.height / 10_000


@pytest.mark.slow
@pytest.mark.parametrize("size", [SHIPPED, "10000"])
def test_the_tallest_card_takes_little_memory(size: str, tmp_path: Path) -> None:
    measurement = measured(prepared(size, tmp_path))
    assert measurement["height"] > 2 * PIXELS / WIDTH, "what is measured is too tall for a PNG"
    assert measurement["bytes"] < 1_000_000
    assert measurement["memory"] < MEGABYTES * 1_000_000


def test_one_is_drawn_at_a_time_some_wait_and_more_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    picture = Picture("", "headline", WIDTH, LEAST, "", SCHEMES[LIGHT])
    content = drawing.png(picture)
    started, may_go_on = SimpleQueue[None](), Event()
    svg_to_bytes = drawing.resvg_py.svg_to_bytes

    def slow(**arguments: object) -> bytes:
        started.put(None)
        assert may_go_on.wait(60)
        return svg_to_bytes(**arguments)

    monkeypatch.setattr(drawing.resvg_py, "svg_to_bytes", slow)
    with ThreadPoolExecutor(WAITING + 4) as pool:
        futures = [pool.submit(drawing.png, picture) for _ in range(WAITING + 4)]
        try:
            refused: list[Future[bytes]] = list(islice(as_completed(futures, timeout=60), 3))
            started.get(timeout=60)
            with pytest.raises(Empty):
                started.get(timeout=0.3)
        finally:
            may_go_on.set()
    assert {type(future.exception()) for future in refused} == {TooManyPictures}
    assert [future.result() for future in futures if future not in refused] == [content] * (
        1 + WAITING
    )


def test_one_that_fails_does_not_keep_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Picture("", "headline", WIDTH, LEAST, "", SCHEMES[LIGHT])
    with monkeypatch.context() as broken:
        broken.setattr(drawing.resvg_py, "svg_to_bytes", lambda **_arguments: b"no picture")
        for _ in range(2 * WAITING + 2):
            with pytest.raises(UnidentifiedImageError):
                drawing.png(picture)
    assert drawing.png(picture)
