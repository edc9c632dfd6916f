"""Cards as HTML: of light pages, of the first paint, and on paper. Every value is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cards.query import dotted
from cards.sheet import Sheet
from cards.view import CardView, Cell, Row
from i18n import _, heading_of, isolation, ngettext, number
from markup.links import Links


@cache
def _macros() -> Any:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # The extension i18n adds the method.
    made.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(
        groups=_groups, heading_of=heading_of, part=_part, said=_said, show_all=_show_all
    )
    return made.get_template("card.html").module


def _groups(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The rows by their headings."""
    return [(group, list(some)) for group, some in groupby(rows, lambda row: row.group)]


def _part(view: CardView) -> str:
    """Which of the rows are shown: '1 to 10 of 60'; empty if all are."""
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


def _said(cells: Iterable[Cell]) -> str:
    """What an entry says of itself, without where it was read."""
    return dotted(*(one.words for one in cells if one.said))


def section(
    view: CardView, links: Links, *, rest: str = "", wide: bool = False, quote: Cell | None = None
) -> Markup:
    """A card of a light page; ``rest`` is the address of all its rows, ``wide`` whether it takes the whole width."""
    drawn = _macros().section(view, links, rest, wide, quote)
    return Markup(drawn)  # noqa: S704 - the template escapes


def sheet(made: Sheet, dashboard: str, quote: str, footnotes: Sequence[str]) -> Markup:
    """A sheet of paper without links to pages of the dashboard."""
    drawn = _macros().sheet(made, dashboard, quote, footnotes)
    return Markup(isolation.in_html(drawn))  # noqa: S704 - the template escapes


def facts(cells: Sequence[Cell], links: Links) -> Markup:
    """Cells in one line."""
    return Markup(_macros().cells(cells, links))  # noqa: S704 - the template escapes


def first(view: CardView, links: Links, drawing: str = "", *, whole: bool = False) -> Markup:
    """A card of the first paint, of which ``drawing`` is the chart as SVG, if it is not made of bars."""
    drawn = Markup(drawing)  # noqa: S704 - pictures escape
    return Markup(_macros().first(view, links, drawn, whole))  # noqa: S704 - the template escapes


def table(heads: Sequence[Cell], rows: Sequence[Row], name: str = "") -> Markup:
    """A table of the class ``name`` without links to pages of the dashboard."""
    made = _macros().table(heads, rows, None, "", name)
    return Markup(isolation.in_html(made))  # noqa: S704 - the template escapes
