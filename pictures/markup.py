"""SVG as text: elements, and words in them. Every value is escaped here and nowhere else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.sax.saxutils import escape, quoteattr

from charts import measure
from i18n import isolation
from pictures import colours, fonts

LINE = 1.3
"""Height of a line of text in ems, as plotly sets it."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def xml(words: object) -> str:
    """Text for an element, without what XML cannot hold."""
    return escape(_NOT_XML.sub("", str(words)))


def element(name: str, content: str = "", **attributes: object) -> str:
    """An element; ``_`` in names of attributes is a hyphen, attributes that are None are left out."""
    attributes_xml = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_NOT_XML.sub('', _value(value)))}"
        for key, value in attributes.items()
        if value is not None
    )
    return (
        f"<{name}{attributes_xml}>{content}</{name}>" if content else f"<{name}{attributes_xml}/>"
    )


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


@dataclass(frozen=True)
class Run:
    """Words of one look."""

    words: str
    bold: bool = False
    colour: str = ""

    def width(self, size: float, *, bold: bool = False) -> float:
        """In pixels, at a font size in pixels."""
        return measure.width(self.words, size, bold=bold or self.bold)


Lines = Sequence[Sequence[Run]]


class _Words(HTMLParser):
    """The lines of plotly's text, which knows a little HTML: <br>, <b>, <span style="color: ...">."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[Run]] = [[]]
        self._bold = 0
        self._colours = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.lines.append([])
        elif tag == "b":
            self._bold += 1
        elif tag == "span":
            match = re.search(r"color:\s*([^;]+)", dict(attrs).get("style") or "")
            self._colours.append(match[1].strip() if match else self._colours[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag == "b":
            self._bold = max(self._bold - 1, 0)
        elif tag == "span" and len(self._colours) > 1:
            self._colours.pop()

    def handle_data(self, data: str) -> None:
        words = data.replace("\n", " ")
        self.lines[-1].append(Run(words, bool(self._bold), self._colours[-1]))


def read(text: object) -> Lines:
    """The lines of a text of a figure."""
    parser = _Words()
    parser.feed(str(text))
    parser.close()
    return parser.lines


def plain(lines: Iterable[str]) -> Lines:
    """Lines of one look."""
    return [[Run(line)] for line in lines]


def isolated(line: str) -> str:
    """A line; if it has letters that run to the left, isolates enclose it and its words that run to the right."""
    runs_left = any(unicodedata.bidirectional(character) in ("R", "AL") for character in line)
    return isolation.isolated(line).join(measure.ISOLATES) if runs_left else line


def _runs_left(lines: Lines) -> bool:
    """Whether the first letter that has a direction runs to the left, as in Arabic and Hebrew."""
    directions = (
        unicodedata.bidirectional(character)
        for line in lines
        for run in line
        for character in run.words
    )
    return (
        next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"
    )


def _words(words: str) -> str:
    """Words for a text element; letters that Source Sans lacks name the fonts that may have them.

    Not between isolates: resvg gives up on a font that lacks these.
    """
    if words.startswith(measure.ISOLATES[0]):
        return xml(words)
    return "".join(
        xml(part) if in_font else element("tspan", xml(part), font_family=fonts.OTHERS)
        for part, in_font in fonts.split(words)
    )


def width(lines: Lines, size: float, *, bold: bool = False) -> float:
    """How wide the longest line is."""
    return max((sum(run.width(size, bold=bold) for run in line) for line in lines), default=0.0)


def text(
    x: float,
    y: float,
    lines: Lines,
    size: float,
    *,
    align: str = "left",
    bold: bool = False,
    between: str = " ",
    **attributes: object,
) -> str:
    """Lines of text whose first begins (``align`` left), has its middle or ends at ``x``; ``y`` is the top of it.

    Lines aligned left end with ``between``, except the last, so that readers of the file get the sentence.
    """
    if not _runs_left(lines):
        return _text(x, y, lines, size, align, bold, between, attributes)
    # Browsers find the direction of a text by its first letter, but of the whole element, not of its lines.
    look = {**attributes, "unicode_bidi": "plaintext"}
    tops = (y + LINE * size * index for index in range(len(lines)))
    top_lines = zip(tops, lines, strict=True)
    return "".join(_text(x, top, [line], size, align, bold, "", look) for top, line in top_lines)


def _text(
    x: float,
    y: float,
    lines: Lines,
    size: float,
    align: str,
    bold: bool,
    between: str,
    attributes: dict[str, object],
) -> str:
    spans = []
    for line_index, line in enumerate(lines):
        baseline = y + size * (1.0 + LINE * line_index)
        runs = []
        for run_index, run in enumerate(line):
            last = run_index == len(line) - 1 and line_index < len(lines) - 1 and align == "left"
            origin = {} if run_index else {"x": x, "y": baseline}
            look = colours.fill(run.colour) if run.colour else {}
            if run.bold and not bold:
                look["font_weight"] = fonts.BOLD
            runs.append(element("tspan", _words(run.words + between * last), **origin, **look))
        spans.append("".join(runs))
    if len(spans) == 1 and len(lines[0]) == 1 and not lines[0][0].bold and not lines[0][0].colour:
        attributes = {"x": x, "y": y + size, **attributes}
        spans = [_words(lines[0][0].words)]
    return element(
        "text",
        "".join(spans),
        font_size=size,
        text_anchor=None if align == "left" else _ANCHORS[align],
        font_weight=fonts.BOLD if bold else None,
        **attributes,
    )
