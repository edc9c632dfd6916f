"""The data model of light pages: cells, rows, sections. All text is plain; the templates turn it into HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from i18n import _, escaping, ngettext, number, percent
from queries import Filters

TITLE, NAME = 160, 90
"""The most characters of a title and of a name in a list."""


@dataclass(frozen=True)
class Cell:
    """A text, its link, and its style.

    ``kind`` is "number" for figures, "outside" for a page of someone else, "behind" for the points behind a figure;
    ``note`` is what stands beneath the words in small, ``bar`` the length of a bar beneath, in percent.
    """

    words: str
    href: str = ""
    kind: str = ""
    bar: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a table or one entry of a list; its first cell is the heading."""

    cells: tuple[Cell, ...]
    group: str = ""


@dataclass(frozen=True)
class Section:
    """A section with a heading, a subtitle and rows: a table if there are ``heads``, else a list.

    ``total`` is the row count, ``rest`` the link to the full list, ``files`` the download links of all rows,
    ``first`` the position of the first row, ``colour`` the CSS class of its bars.
    """

    key: str
    title: str
    said: str
    rows: Sequence[Row] = ()
    total: int = 0
    heads: tuple[Cell, ...] = ()
    rest: Cell | None = None
    files: dict[str, str] = field(default_factory=dict)
    notes: tuple[Cell, ...] = ()
    first: int = 1
    colour: str = ""
    wide: bool = False

    def cut(self, share: float) -> Section:
        """The section with that share of its rows."""
        return replace(self, rows=self.rows[: int(len(self.rows) * share)])

    @property
    def groups(self) -> list[tuple[str, list[Row]]]:
        """The rows by the name of their group."""
        return [(name, list(rows)) for name, rows in groupby(self.rows, lambda row: row.group)]

    @property
    def shown(self) -> str:
        """Which of the rows are shown: '1 to 10 of 60'; empty if all are."""
        if len(self.rows) >= self.total:
            return ""
        if not self.rows:
            return _("{n} rows, none shown here").format(n=number(self.total))
        return _("{first} to {last} of {total}").format(
            first=number(self.first),
            last=number(self.first + len(self.rows) - 1),
            total=number(self.total),
        )


@dataclass(frozen=True)
class Page:
    """The content of a light page.

    ``facts`` are terms and their values, ``full`` the address of the full page, ``narrowed`` the selection
    of the page, ``units`` the unit switch,
    ``turns`` the links to the page before and after, ``ways`` other links on, ``about`` the entity: its kind and id.
    """

    title: str
    heading: str
    description: str
    full: str
    narrowed: Filters = field(default_factory=Filters)
    lede: tuple[str, ...] = ()
    figures: tuple[tuple[str, str, str], ...] = ()
    facts: tuple[tuple[str, tuple[Cell, ...]], ...] = ()
    sections: tuple[Section, ...] = ()
    units: tuple[Cell, ...] = ()
    turns: tuple[Cell, ...] = ()
    ways: tuple[Cell, ...] = ()
    about: tuple[str, str] = ("", "")
    status: int = 200

    def cut(self, share: float) -> Page:
        """The page with that share of every section's rows."""
        return replace(self, sections=tuple(section.cut(share) for section in self.sections))


def figure(value: float, href: str = "") -> Cell:
    """A number, with a link to the points behind it."""
    return Cell(number(value), href, "behind" if href else "number")


def share(count: int, total: int) -> Cell:
    """A share of a total."""
    return Cell(percent(count, total) if total else "", kind="number")


def lengths(counts: Iterable[int]) -> list[float]:
    """The lengths of bars, in percent of the longest."""
    values = [int(count) for count in counts]
    longest = max(values, default=0) or 1
    return [round(100 * value / longest, 1) for value in values]


def source(address: object) -> tuple[Cell, ...]:
    """A link to a source page, named by its host; empty if the address is not safe."""
    target = escaping.safe_url(address)
    return (
        (Cell(escaping.shorten(escaping.host(address), NAME), target, "outside"),) if target else ()
    )


def pages(count: int, size: int, asked: int) -> tuple[int, int]:
    """The number of the page to show, within what exists, and the number of pages."""
    last = max(1, -(-count // size))
    return min(asked, last), last


def page_of(number_: int, last: int) -> str:
    """'page 2 of 20'; empty if there is one page."""
    return _("page {n} of {last}").format(n=number(number_), last=number(last)) if last > 1 else ""


def more(count: int) -> str:
    """'and 3 more'."""
    return ngettext("and {n} more", "and {n} more", count).format(n=number(count))
