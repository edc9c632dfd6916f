"""Isolates words that run from left to right in texts that run from right to left.

Otherwise the signs and numbers beside a Latin name in an Arabic sentence change places. In languages that are written
from left to right, texts stay as they are.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import escape, unescape

from i18n import languages

FIRST, LAST = "\u2068", "\u2069"
"""The characters before and after a text whose own letters decide its direction."""

_ISOLATES = re.compile("[\u2066-\u2069]")
_TURNING = frozenset(("R", "AL"))
_WORD = r"[^\W_](?:[\w/+.@#&'’:%?=~_-]*[\w/+])?"
_RUNS = re.compile(rf"{_WORD}(?:(?:\.?,? (?!\d)| (?=\d)| [&–—] |-)?(?!\(\d)\(?{_WORD}\)?)*")
_SEPARATE = re.compile(r"(\s*[·؛،|\n]\s*)")

_TAG = re.compile(r"(<!--.*?-->|<[^<>]*>)", re.DOTALL)
_SKIPPED_TAGS = frozenset(("script", "style", "svg", "bdi"))
_WITHOUT_MARKUP = frozenset(("title", "option"))


def isolated(text: str) -> str:
    """A text without markup, with characters around each of its parts that run from left to right."""
    if languages.direction() == "ltr":
        return text
    if _ISOLATES.search(text):
        return text
    return "".join(f"{FIRST}{part}{LAST}" if apart else part for part, apart in parts(text))


def in_html(html: str) -> str:
    """HTML with ``bdi`` around each part of its texts that runs from left to right."""
    if languages.direction() == "ltr":
        return html
    pieces, around = [], ""
    for index, piece in enumerate(_TAG.split(html)):
        if index % 2:
            tag = re.match(r"<(/?)(\w+)", piece)
            if tag and tag[1] and tag[2] == around:
                around = ""
            elif tag and not tag[1] and not around and tag[2] in _SKIPPED_TAGS | _WITHOUT_MARKUP:
                around = tag[2]
        elif around in _WITHOUT_MARKUP:
            piece = escape(isolated(unescape(piece)), quote=False)
        elif not around:
            piece = "".join(
                f"<bdi>{escape(part, quote=False)}</bdi>" if apart else escape(part, quote=False)
                for part, apart in parts(unescape(piece))
            )
        pieces.append(piece)
    return "".join(pieces)


def in_chart(text: str) -> str:
    """A text of a figure, which has a little HTML, with characters around each part that runs from left to right."""
    return "".join(
        piece if index % 2 else escape(isolated(unescape(piece)), quote=False)
        for index, piece in enumerate(_TAG.split(text))
    )


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """A text in parts, each with whether it runs from left to right."""
    for index, segment in enumerate(_SEPARATE.split(text)):
        if index % 2 or not _has(segment, {"L"}):
            yield segment, False
        elif not _has(segment, _TURNING):
            words = segment.strip()
            before, _words, after = segment.partition(words)
            yield from ((before, False), (words, True), (after, False))
        else:
            yield from _runs(segment)


def _runs(segment: str) -> Iterator[tuple[str, bool]]:
    """The runs of Latin words and numbers between words that run the other way."""
    end = 0
    for stretch in re.finditer(r"[^\u0590-\u08ff\ufb1d-\ufeff]+", segment):
        for run in _RUNS.finditer(stretch[0]):
            if _has(run[0], {"L"}):
                start = stretch.start() + run.start()
                yield segment[end:start], False
                yield run[0], True
                end = start + len(run[0])
    yield segment[end:], False


def _has(text: str, directions: frozenset[str] | set[str]) -> bool:
    return any(unicodedata.bidirectional(character) in directions for character in text)
