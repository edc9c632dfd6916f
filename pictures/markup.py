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
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_NOT_XML.sub('', _value(value)))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


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
            found = re.search(r"color:\s*([^;]+)", dict(attrs).get("style") or "")
            self._colours.append(found[1].strip() if found else self._colours[-1])

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
    """A line; one with letters that run to the left stands between isolates, and so do its words that do not."""
    runs_left = any(unicodedata.bidirectional(one) in ("R", "AL") for one in line)
    return isolation.isolated(line).join(measure.ISOLATES) if runs_left else line


def _runs_left(lines: Lines) -> bool:
    """Whether the first letter that runs in a direction runs to the left, as of Arabic and Hebrew."""
    letters = (
        unicodedata.bidirectional(one) for line in lines for run in line for one in run.words
    )
    return next((one for one in letters if one in ("L", "R", "AL")), "L") != "L"


def _words(words: str) -> str:
    """Words for a text element; letters that Source Sans lacks name the fonts that may have them.

    Not between isolates: resvg gives up on a font that lacks these.
    """
    if words.startswith(measure.ISOLATES[0]):
        return xml(words)
    return "".join(
        xml(part) if own else element("tspan", xml(part), font_family=fonts.OTHERS)
        for part, own in fonts.split(words)
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

    At the end of a line on the left stands what is ``between`` two, so that who reads the file gets the sentence.
    """
    if not _runs_left(lines):
        return _text(x, y, lines, size, align, bold, between, attributes)
    # Browsers find the direction of a text by its first letter, but of the whole element, not of its lines.
    look = {**attributes, "unicode_bidi": "plaintext"}
    tops = (y + LINE * size * place for place in range(len(lines)))
    every = zip(tops, lines, strict=True)
    return "".join(_text(x, top, [line], size, align, bold, "", look) for top, line in every)


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
    made = []
    for place, line in enumerate(lines):
        baseline = y + size * (1.0 + LINE * place)
        runs = []
        for number, run in enumerate(line):
            last = number == len(line) - 1 and place < len(lines) - 1 and align == "left"
            at = {} if number else {"x": x, "y": baseline}
            look = colours.fill(run.colour) if run.colour else {}
            if run.bold and not bold:
                look["font_weight"] = fonts.BOLD
            runs.append(element("tspan", _words(run.words + between * last), **at, **look))
        made.append("".join(runs))
    if len(made) == 1 and len(lines[0]) == 1 and not lines[0][0].bold and not lines[0][0].colour:
        attributes = {"x": x, "y": y + size, **attributes}
        made = [_words(lines[0][0].words)]
    return element(
        "text",
        "".join(made),
        font_size=size,
        text_anchor=None if align == "left" else _ANCHORS[align],
        font_weight=fonts.BOLD if bold else None,
        **attributes,
    )
