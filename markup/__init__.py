"""Cards as HTML: of light pages, of the first paint, and on paper. Every value is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cards import asks, quote
from cards.kit import Link
from cards.query import Context, dotted
from cards.sheet import Sheet
from cards.tables import Cell, Row
from cards.view import CardView
from i18n import _, dataset_texts, heading_of, isolation, ngettext, number
from markup.links import Links


class Ways(Protocol):
    """Where the links of a page lead; those of ``full`` pages have icons, and open other sites in a new tab."""

    full: bool

    def to(self, link: Link) -> str:
        """The address that a link leads to."""

    def reporting(self, cell: Cell) -> str:
        """The address under which readers report an error; empty if the settings name no contact."""

    def copying(self, words: str) -> Markup:
        """The words with a button that copies them; only full pages have it."""


@cache
def _macros() -> Any:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # The extension i18n adds the method.
    environment.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(
        groups=_groups,
        heading_of=heading_of,
        icon=icon_name,
        part=_part,
        said=_entry_words,
        show_all=_show_all,
    )
    return environment.get_template("card.html").module


def _groups(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The rows by their headings."""
    return [(group, list(group_rows)) for group, group_rows in groupby(rows, lambda row: row.group)]


def _part(view: CardView) -> str:
    """Which of the rows the card shows: '1 to 10 of 60'; empty if it shows all."""
    if len(view.rows) >= view.total:
        return ""
    if not view.rows:
        return ngettext("{n} row, not shown here", "{n} rows, none shown here", view.total).format(
            n=number(view.total)
        )
    return _("{first} to {last} of {total}").format(
        first=number(view.first + 1),
        last=number(view.first + len(view.rows)),
        total=number(view.total),
    )


def _show_all(total: int) -> str:
    return _("Show all {n}").format(n=number(total))


def icon_name(name: str) -> str:
    """The name of an icon in the font of icons, as pointing(icon) names it: ':material/sell:'."""
    return name.removeprefix(":material/").removesuffix(":")


def _entry_words(cells: Iterable[Cell]) -> str:
    """What an entry says of itself, without its sources."""
    return dotted(*(cell.words for cell in cells if cell.has_own_words))


def section(
    view: CardView, links: Links, *, rest: str = "", wide: bool = False, quote: Cell | None = None
) -> Markup:
    """A card of a light page; ``rest`` is the address of all its rows, ``wide`` whether it takes the whole width."""
    html = _macros().section(view, links, rest, wide, quote)
    return Markup(html)  # noqa: S704 - the template escapes


def sheet(sheet: Sheet, page: Context, address: str) -> Markup:
    """A sheet of paper about what the ``page`` at ``address`` is about, without links to pages of the dashboard."""
    words = dataset_texts.texts()
    sentence = quote.of_finding(sheet.title, sheet.finding, page, address)
    notes = [asks.note()] if asks.has_verdicts() else []
    html = _macros().sheet(sheet, words.site, sentence, [*notes, words.footnote])
    return Markup(isolation.in_html(html))  # noqa: S704 - the template escapes


def entries(rows: Sequence[Row], ways: Ways | None = None) -> Markup:
    """The entries of a list, under the headings of their groups; without ``ways`` with no links to pages."""
    return Markup(isolation.in_html(_macros().entries(rows, ways)))  # noqa: S704 - the template escapes


def links(cells: Sequence[Cell], ways: Ways, *, stacked: bool = False) -> Markup:
    """Links in a row, or ``stacked``."""
    html = _macros().links(cells, ways, stacked)
    return Markup(isolation.in_html(html))  # noqa: S704 - the template escapes


def facts(cells: Sequence[Cell], links: Links) -> Markup:
    """Cells in one line."""
    return Markup(_macros().cells(cells, links))  # noqa: S704 - the template escapes


def first(view: CardView, links: Links | None, drawing: str = "", *, whole: bool = False) -> Markup:
    """A card of the first paint; ``drawing`` is its chart as SVG, if that is not made of bars."""
    chart = Markup(drawing)  # noqa: S704 - pictures escape
    return Markup(_macros().first(view, links, chart, whole))  # noqa: S704 - the template escapes


def table(heads: Sequence[Cell], rows: Sequence[Row], name: str = "") -> Markup:
    """A table of the class ``name`` without links to pages of the dashboard."""
    html = _macros().table(heads, rows, None, "", name)
    return Markup(isolation.in_html(html))  # noqa: S704 - the template escapes
