"""Pictures read back: the texts of an SVG file as a reader sees them, and those that a figure has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.etree import ElementTree

from cards.kit import Card
from cards.query import Context
from pictures.card import LAYOUTS, WIDE

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    """An SVG file, which has to be well-formed XML."""
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    return root


def texts(root: ElementTree.Element) -> list[str]:
    """Every text of a picture, in order; its lines are put together as a reader would."""
    return [element_text(element) for element in root.iter(f"{SVG}text")]


def element_text(text: ElementTree.Element) -> str:
    """What a text element says: a piece with a place of its own begins a line."""
    words = text.text or ""
    for piece in text.iter(f"{SVG}tspan"):
        line = " " if piece.get("x") and text.get("text-anchor") else ""
        words += line + (piece.text or "") + (piece.tail or "")
    return plain(words)


def sizes(element: ElementTree.Element, scale: float = 1) -> Iterator[float]:
    """The font size in pixels of each text of a picture, as it is drawn."""
    scaled = re.search(r"scale\(([\d.]+)\)", element.get("transform", ""))
    scale *= float(scaled[1]) if scaled else 1
    if element.tag == f"{SVG}text":
        yield float(element.get("font-size", "nan")) * scale
    for part in element:
        yield from sizes(part, scale)


def plain(words: str) -> str:
    """Words with single spaces, without what XML cannot hold."""
    return " ".join(
        re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", words).split()
    )


def of_layouts(card: Card) -> list[list[str]]:
    """Every text that the chart of a card has, with its legend, as it is laid out at each of the widths of pictures.

    Beside the names of its rows, which are among the texts then, a chart has one layout.
    """
    if card.names:
        figures = [card.figure] if card.wide else [card.names(), card.figure]
        return [[words for figure in figures for words in _texts(figure.to_plotly_json()) if words]]
    return [
        [words for words in _texts(card.laid_out(width).to_plotly_json()) if words]
        for width in (*LAYOUTS, WIDE)
    ]


def _texts(figure: dict[str, Any]) -> list[str]:
    layout = figure["layout"]
    labels = [_words(note["text"]) for note in layout.get("annotations", ())]
    for trace in figure["data"]:
        if layout.get("showlegend") and trace.get("showlegend", True) and trace.get("name"):
            labels.append(_words(trace["name"]))
        if trace["type"] == "bar" or "text" in trace.get("mode", ""):
            labels += [_words(words) for words in trace.get("text") or () if words]
    return labels


def _words(text: object) -> str:
    """The words of plotly's text."""
    return plain(unescape(re.sub(r"<[^>]*>", "", str(text).replace("<br>", " "))))


def context(name: str, view: dict[str, list[str]], **filters: tuple[str, ...]) -> Context:
    """The context of a page for an address with these parameters; its marks cannot be clicked."""
    from web.api.card_pictures import context as card_context

    return card_context(name, {**view, **{key: list(values) for key, values in filters.items()}})
