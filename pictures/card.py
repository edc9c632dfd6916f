"""A card as a picture that can be checked: headline, what is counted, filters, chart, source, version, address."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from cards.kit import Card, RecordList
from cards.query import Context, dotted
from cards.titles import title_of
from cards.view import headline, length, view_of
from charts import measure
from exports.provenance import source
from i18n import _, escaping, languages, number
from pictures import colours, figures, fonts, markup

WIDTH, LEAST = 1200, 675
"""Pixels: how wide a picture is, and how high at least."""
ROWS = 8
"""The most entries of a list in a picture."""

_EDGE = 48
_ROOM = WIDTH - 2 * _EDGE
_BROADEST = WIDTH - 2 * 12
"""Pixels that the widest charts take, so that their words are not smaller than on a page."""
_TOP, _GAP = 40, 26
LAYOUTS = (480, 640, 760)
"""Widths at which a chart is laid out: the first at which it is short, tall and very tall."""
_TALL = 1_300
"""Height in pixels from which on a chart at the second of these widths is very tall."""
WIDE = 860
"""Width at which to lay out a wide chart that does not say how wide it is."""
_LONGEST = 2_000
"""Characters of an address."""


@dataclass(frozen=True)
class _Style:
    """Font size, colour (a field of colours.Scheme), whether bold, and the most lines."""

    size: float
    colour: str
    bold: bool = False
    most: int = 40

    def lines(self, words: str) -> list[str]:
        """The words in lines that fit a picture."""
        return measure.wrapped(words, _ROOM, self.size, bold=self.bold)


_ABOUT = _Style(22, "accent", True, 2)
_HEADLINE = _Style(38, "ink", True)
_SIZES = (38, 34, 30)
"""Font sizes of a headline in a preview, where it has two lines."""
_SUBTITLE = _Style(23, "quiet")
_FOOT = _Style(18, "quiet")
_ENTRY, _DETAIL = _Style(24, "ink", True, 2), _Style(20, "quiet", most=3)


@dataclass(frozen=True)
class Picture:
    """A picture as SVG without its font, and its headline."""

    drawing: str
    headline: str
    width: int
    height: int
    words: str
    scheme: colours.Scheme

    def svg(self) -> str:
        """The file: with the part of the font that Latin words take, so that it looks the same everywhere."""
        style = markup.element("style", fonts.embedded(self.words))
        return _document(self, style)

    def plain(self) -> str:
        """The same without a font."""
        return _document(self)

    def strip(self, top: int, height: int) -> str:
        """The same without a font, from ``top`` on, ``height`` pixels high."""
        return _document(self, top=top, height=height)


def draw(
    name: str,
    card: Card | RecordList,
    page: Context,
    address: str,
    *,
    high: int = 0,
    highest: float = math.inf,
) -> Picture:
    """The picture of a card of the page ``name`` as ``page`` asks for it; ``address`` is that of the view.

    It is ``high`` pixels high, if given, else as high as it needs and at most ``highest``. Of a card that would be
    higher it has the first rows.
    """
    preview = bool(high)
    sheet = _Sheet()
    _head(sheet, title_of(name, page), headline(card), _subtitles(card, page), preview)
    foot = _foot(address, preview)
    other_height = sheet.y + 1.5 * _GAP + foot.y + _TOP
    if length(card):
        body, height = _body(
            card, page, (high or LEAST) - other_height, highest - other_height - _GAP, preview
        )
        sheet.drawn.append(
            markup.element("g", body, transform=f"translate({_EDGE} {sheet.y + _GAP:.1f})")
        )
        sheet.words += body
        sheet.y += _GAP + height
    height = high or max(LEAST, round(sheet.y + _GAP + foot.y + _TOP))
    position = f"translate(0 {height - _TOP - foot.y:.1f})"
    sheet.drawn.append(markup.element("g", "".join(foot.drawn), transform=position))
    words = sheet.words + foot.words
    return Picture("".join(sheet.drawn), headline(card), WIDTH, height, words, colours.scheme())


class _Sheet:
    """Pieces one under the other: ``y`` is where the next begins."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.y = 0.0
        self.words = ""

    def write(self, words: str, style: _Style, gap: float = 0) -> None:
        """Add a paragraph."""
        if not words:
            return
        lines = style.lines(words)
        if len(lines) > style.most:
            lines = lines[: style.most]
            lines[-1] = _cut(lines[-1], style)
        self.y += gap
        left_to_right = languages.direction() == "ltr"
        self.drawn.append(
            markup.text(
                _EDGE if left_to_right else WIDTH - _EDGE,
                self.y,
                # A blank at the end of a line that runs to the left would move its beginning.
                markup.plain(
                    _spaced(words, lines) if left_to_right else map(markup.isolated, lines)
                ),
                style.size,
                align="left" if left_to_right else "right",
                bold=style.bold,
                between="",
                **colours.fill(getattr(colours.scheme(), style.colour)),
            )
        )
        self.y += markup.LINE * style.size * len(lines)
        self.words += words


def _spaced(words: str, lines: Sequence[str]) -> list[str]:
    """The lines, each with the space that followed it in ``words``, so that readers of the file get whole words."""
    remaining, spaced = escaping.one_line(words), []
    for line in lines:
        remaining = remaining.removeprefix(line)
        spaced.append(f"{line} " if remaining.startswith(" ") else line)
        remaining = remaining.lstrip()
    return spaced


def _cut(line: str, style: _Style) -> str:
    while line and measure.width(f"{line}…", style.size, bold=style.bold) > _ROOM:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _head(sheet: _Sheet, about: str, title: str, what: Sequence[str], preview: bool) -> None:
    sheet.drawn.append(
        markup.element("rect", width=WIDTH, height=8, **colours.fill(colours.scheme().accent))
    )
    sheet.y = _TOP
    sheet.write(about, _ABOUT)
    sheet.write(title, _smaller(title) if preview else _HEADLINE, 4)
    for words in what:
        sheet.write(words, _brief(_SUBTITLE, 2) if preview else _SUBTITLE, 8)


def _smaller(title: str) -> _Style:
    """The style in which a headline has two lines, else the smallest with three."""
    for size in _SIZES:
        smaller = replace(_HEADLINE, size=size)
        if len(smaller.lines(title)) <= 2:
            return smaller
    return replace(_HEADLINE, size=_SIZES[-1], most=3)


def _brief(style: _Style, most: int) -> _Style:
    return replace(style, most=most)


def _subtitles(card: Card | RecordList, page: Context) -> list[str]:
    """What a card counts; its filters, where that does not mention them; and which filters it leaves out."""
    selection = card.query.filters
    subtitle = dotted(card.subtitle, card.scope) if isinstance(card, RecordList) else card.subtitle
    ignored_filters = (
        "" if isinstance(card, RecordList) or card.whatever else page.left_out(selection)
    )
    filters = page.narrowed(page.acting(selection))
    if filters in subtitle:
        filters = ""
    return [words for words in (subtitle, filters, ignored_filters) if words]


def _foot(address: str, preview: bool) -> _Sheet:
    sheet = _Sheet()
    sheet.drawn.append(
        markup.element(
            "line",
            x1=_EDGE,
            x2=WIDTH - _EDGE,
            y1=0,
            y2=0,
            **colours.stroke(colours.scheme().rule, 1.5),
        )
    )
    sheet.y = 10
    sheet.write(source(""), _FOOT)
    sheet.write(address[:_LONGEST], _brief(_FOOT, 1) if preview else _FOOT)
    return sheet


def _body(
    card: Card | RecordList, page: Context, room: float, most: float, preview: bool
) -> tuple[str, float]:
    """The chart or the first entries, and its height: at most ``room`` in a preview, else ``most``."""
    if isinstance(card, RecordList):
        return _entries(card, page, room if preview else most)
    full_chart = _laid_out(card, room, preview)
    scale = _scale(full_chart.width)
    if full_chart.whole_height * scale <= (room if preview else most):
        return _scaled(full_chart, scale), full_chart.whole_height * scale
    if preview:
        chart, scale = _fitted(full_chart, scale, room)
        return _scaled(chart, scale), chart.whole_height * scale
    chart, scale = _fitted(full_chart, scale, most - _more(1).y)
    height = chart.whole_height * scale
    more = _more(len(full_chart.rows) - len(chart.rows))
    return _scaled(chart, scale) + _placed(more, height), height + more.y


def _scale(width: float) -> float:
    """How many times a picture enlarges a chart that is laid out at a width."""
    if width > _ROOM:
        return min(1, _BROADEST / width)
    return _ROOM / max(width, LAYOUTS[0])


def _scaled(chart: figures.Sheet, scale: float) -> str:
    left = (_ROOM - chart.width * scale) / 2
    transform = f"translate({left:.1f} 0) scale({scale:.4f})"
    return markup.element("g", chart.svg(), transform=transform)


def _laid_out(card: Card, room: float, preview: bool) -> figures.Sheet:
    """The chart at the width with the largest words at which it is not too high; in a preview at most ``room`` high."""
    narrow, usual, broad = LAYOUTS
    if card.wide:
        return _sheet(card.laid_out(WIDE), WIDE)
    if card.names:
        return _beside(card.names(), card, usual)
    figure = card.laid_out(narrow)
    if _height(figure, narrow) <= room:
        return _sheet(figure, narrow)
    figure = card.laid_out(usual)
    height = _height(figure, usual)
    tall = height > room if preview else height > _TALL * _ROOM / usual
    return _sheet(card.laid_out(broad), broad) if tall else _sheet(figure, usual)


def _height(figure: go.Figure, width: float) -> float:
    """The height of a figure that is laid out at a width and enlarged to the room in a picture."""
    return float(figure.layout["height"]) * _ROOM / width


def _sheet(figure: go.Figure, width: float) -> figures.Sheet:
    return figures.sheet(figure.to_plotly_json(), width)


def _beside(names: go.Figure, card: Card, width: float) -> figures.Sheet:
    """The chart beside the names of its rows, which have the heights that they have beside ``card.figure``."""
    return _sheet(card.figure, width).beside(_sheet(names, width))


def drawing(card: Card, width: float) -> str:
    """The chart of a card as an SVG element ``width`` pixels wide, without title and source."""
    layout_width = WIDE if card.wide else width
    chart = (
        _beside(card.names(), card, layout_width)
        if card.names
        else _sheet(card.laid_out(layout_width), layout_width)
    )
    view_box = f"0 0 {chart.width:.0f} {chart.whole_height:.0f}"
    return markup.element("svg", chart.svg(), viewBox=view_box, width=round(chart.width))


def _fitted(chart: figures.Sheet, scale: float, room: float) -> tuple[figures.Sheet, float]:
    """The first rows of a chart, at a scale at which they fit; the whole of one that has no rows."""
    limit = room / scale - chart.legend_height
    fitting = [height for height in chart.cuts() if height <= limit]
    if fitting and fitting[-1] > limit / 2:
        return chart.cut(fitting[-1]), scale
    return chart, room / chart.whole_height


def _entries(card: RecordList, page: Context, room: float) -> tuple[str, float]:
    """The first entries of a list, as many as there is room for, with how many more there are; and their height."""
    view = view_of(page, card, slice(0, ROWS))
    elements: list[str] = []
    y, count = 0.0, 0
    for row in view.rows:
        entry = _Sheet()
        entry.write(row.cells[0].words, _ENTRY)
        entry.write(dotted(*(cell.words for cell in row.cells[1:] if cell.has_own_words)), _DETAIL)
        if y + entry.y + 40 > room:
            break
        elements.append(_placed(entry, y))
        y += entry.y + 12
        count += 1
    more = _more(view.total - count)
    return "".join(elements) + _placed(more, y), y + more.y


def _more(count: int) -> _Sheet:
    """How many rows the picture leaves out, in words; nothing if none."""
    sheet = _Sheet()
    if count:
        words = _("and {n} more")
        sheet.write(words.format(n=number(count)), _DETAIL)
    return sheet


def _placed(sheet: _Sheet, y: float) -> str:
    position = f"translate({-_EDGE} {y:.1f})"
    return markup.element("g", "".join(sheet.drawn), transform=position)


def _document(picture: Picture, style: str = "", top: int = 0, height: int | None = None) -> str:
    """The SVG file; of it ``height`` pixels from ``top`` on."""
    height = picture.height if height is None else height
    words = markup.element("title", markup.xml(picture.headline))
    ground = markup.element(
        "rect", y=top or None, width="100%", height="100%", **colours.fill(picture.scheme.ground)
    )
    return markup.element(
        "svg",
        words + style + ground + picture.drawing,
        xmlns="http://www.w3.org/2000/svg",
        width=picture.width,
        height=height,
        viewBox=f"0 {top} {picture.width} {height}",
        font_family=fonts.FAMILIES,
        fill=picture.scheme.ink,
        role="img",
        **{"xml:space": "preserve"},
    )
