"""What an address asks of a page, and the questions that the page's cards ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from exports import FORMATS, Provenance, export, provenance, wide
from i18n import _, aside, filter_options, labels, routes
from i18n.filter_options import describe
from i18n.routes import Page
from queries import Filters, ask, compiled, fetch_rows, length, question, stream

GRID_ROWS = 2_500
"""The most rows of a table that a browser gets."""

FILE_ROWS = 100_000
"""The most rows of a file that is made in memory."""

FIRST = 8
"""Rows of a chart until a reader asks for all."""

ALL = "all"
"""Parameter of the address: the keys of cards that show all their rows."""

MORE = "more"
"""Parameter of the address: whether a page shows all its cards."""

UNITS = ("submissions", "organisations", "points")
"""What can be counted."""


def dotted(*parts: str) -> str:
    """The parts of a line that are not empty, with dots between them."""
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class Context:
    """What the address asks of a page: the filters in force and the unit that is counted.

    ``view`` are the other parameters, which say how something is shown.

    With ``crossfilter`` a card leaves out the filter that a click on it sets, so that the clicked bar keeps its
    neighbours. Nothing can be clicked on light pages: there every filter narrows every card. On paper and in other
    sites' pages nothing is ``clickable`` either, but cards are as on the page. ``site`` is the address of the home
    page, for cards that say it; empty where readers at any address share what is drawn, as the first paint.
    """

    filters: Filters = field(default_factory=Filters)
    unit: str = "submissions"
    view: Mapping[str, Sequence[str]] = field(default_factory=dict)
    crossfilter: bool = True
    clickable: bool = True
    site: str = ""

    def __hash__(self) -> int:
        view = frozenset((name, tuple(values)) for name, values in self.view.items())
        return hash((self.filters, self.unit, view, self.crossfilter, self.clickable))

    @classmethod
    def on(cls, page: Page, filters: Filters, view: Mapping[str, Sequence[str]]) -> Context:
        """What an address asks of ``page``: its filters but those that do not act there, and its other parameters.

        If a switch of the page sets the kind of point, it stands at the first kind of the filters until a reader uses
        it.
        """
        kinds = [kind for kind in labels.KINDS_PLURAL if kind in filters.kind]
        if "kind" in page.own_filters and kinds:
            view = {"show": kinds[:1], **view}
        context = cls(filters.without(*page.own_filters), view=view)
        return replace(context, unit=context.value("count", UNITS))

    def hint(self, words: str) -> str:
        """What a click on a mark does, for a subtitle; empty where marks cannot be clicked."""
        return words if self.clickable else ""

    def first(self, key: str, rows: pd.DataFrame, size: int = FIRST) -> pd.DataFrame:
        """The first ``size`` rows of the card ``key``; all if the address has ``all=KEY``, or if few are left out."""
        return rows if len(rows) <= size + 2 else self.top(key, rows, size)

    def top(self, key: str, rows: pd.DataFrame, size: int) -> pd.DataFrame:
        """The first ``size`` rows of the card ``key``; all if the address has ``all=KEY``, as light pages ask for."""
        return rows if key in self.view.get(ALL, ()) else rows.head(size)

    def rows_of_page(self, count: int, size: int, parameter: str = "page") -> slice:
        """The rows of the list's page that the address asks for; of the nearest page if the list has no such page."""
        value = next(iter(reversed(self.view.get(parameter, ()))), "1")
        last = max(1, -(-count // size))
        usable = value.isascii() and value.isdecimal() and len(value) < 7
        number = min(max(int(value), 1), last) if usable else 1
        return slice((number - 1) * size, number * size)

    def value(self, name: str, choices: Sequence[str]) -> str:
        """A view parameter; the first of ``choices`` if it is absent or not one of them."""
        value = next(reversed(self.view.get(name, ())), "")
        return value if value in choices else choices[0]

    def without(self, *names: str) -> Filters:
        """The filters in force without those that a card sets itself."""
        return self.filters.without(*names) if self.crossfilter else self.filters

    def subtitle(self, selection: Filters, *parts: str) -> str:
        """A card's subtitle: its ``parts``, then the filters in ``selection`` in words, if there are any."""
        return dotted(*parts, self.narrowed(selection))

    def narrowed(self, selection: Filters) -> str:
        """The filters in ``selection`` in words; empty if there are none."""
        return describe(selection) if selection.active() else ""

    def scope(self, selection: Filters, kind: str | None = None) -> str:
        """What narrows a list: the filters in ``selection`` in words, then which of the page's filters it leaves out.

        ``kind`` is the kind of point that the list has of its own. Empty without filters.
        """
        filters = selection.set(kind=(kind,)) if kind else selection
        return dotted(self.narrowed(selection), self.left_out(filters))

    def acting(self, selection: Filters) -> Filters:
        """The filters in force that a card with ``selection`` applies unchanged."""
        names = self.filters.active()
        return self.filters.without(
            *(name for name in names if getattr(selection, name) != getattr(self.filters, name))
        )

    def left_out(self, selection: Filters) -> str:
        """A sentence if a card with ``selection`` shows more than the filters in force; else empty."""
        names = [
            name
            for name in self.filters.active()
            if getattr(selection, name) != getattr(self.filters, name)
            and not (name == "kind" and set(selection.kind) & set(self.filters.kind))
        ]
        if len(names) > 1:
            return _("Everything is shown, so you can compare with what you picked")
        return filter_options.left_out_in_words(names[0]) if names else ""


@dataclass(frozen=True, eq=False)
class Query:
    """A question with the filters and parameters that a card asks it with.

    ``rows_to_show`` are those to show in place of the answer's own: then ``only`` says which of the answer's rows those
    are, or, if they are one page of a list, ``of`` says how many rows the list has.
    """

    name: str
    filters: Filters = field(default_factory=Filters)
    parameters: Mapping[str, str] = field(default_factory=dict)
    rows_to_show: pd.DataFrame | None = None
    only: str = ""
    of: int | None = None

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows to show."""
        if self.rows_to_show is not None:
            return self.rows_to_show
        return ask(self.name, self.filters, **self.parameters)

    def length(self) -> int:
        """How many rows the answer has; counting them reads no long answer."""
        return length(self.name, self.filters, **self.parameters)

    def page(self, rows: slice) -> Query:
        """The same query with one page of the answer's rows to show; of a long answer it reads no others."""
        page_rows = fetch_rows(self.name, self.filters, rows=rows, **self.parameters)
        return replace(self, rows_to_show=page_rows, of=self.length())

    @property
    def total(self) -> int:
        """How many rows its files have."""
        return len(self.rows) if self.of is None else self.of

    @property
    def most(self) -> int:
        """The most rows of a file that is made in memory; of a longer list the data API sends parts."""
        return FILE_ROWS

    @property
    def as_wide(self) -> WideQuery | None:
        """The same rows as a wide table; None where there is none."""
        if self.name != wide.QUESTION:
            return None
        return WideQuery(self.name, self.filters, self.parameters)

    @property
    def endings(self) -> tuple[str, ...]:
        """The formats in which the data API has these rows; none if it does not have them."""
        return tuple(FORMATS)

    def location(self, ending: str) -> tuple[str, dict[str, list[str]]]:
        """Path and parameters of these rows in the data API, in one of the formats ``endings``."""
        parameters = {}
        for parameter in question(self.name).parameters:
            if value := self.parameters.get(parameter.name):
                parameters[parameter.url_name] = value.split(",") if parameter.several else [value]
        return routes.answer(self.name, ending), {**self.filters.to_query(), **parameters}

    def sql(self) -> str:
        """The statement that gives the answer (``queries.compiled``)."""
        return compiled(self.name, self.filters, page=None, **self.parameters)

    def provenance(self, view: str, rows: str) -> Provenance:
        """What a file of these rows says of them; ``view`` is the page's address, ``rows`` theirs in the data API."""
        return provenance.of_answer(
            self.name, self.filters, self.parameters, view, "" if self.only else rows
        )

    def file(self, provenance: Provenance, ending: str) -> bytes:
        """All rows as a file of one of the formats ``endings``."""
        if self.total == len(self.rows):
            return export(self.rows, provenance, ending)
        answer = stream(self.name, self.filters, offset=0, limit=self.total, **self.parameters)
        return b"".join(FORMATS[ending].write(answer.frames, provenance))


def wide_name(ending: str) -> str:
    """The name of a wide table of a format in menus."""
    return aside(_("Wide table"), FORMATS[ending].name)


@dataclass(frozen=True, eq=False)
class WideQuery(Query):
    """The marks of ``wide.QUESTION`` as a wide table, which a card offers beside its rows."""

    @cached_property
    def _table(self) -> wide.Wide:
        return wide.Wide(self.filters, self.parameters)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """All rows of the table."""
        return next(self._table.part(0, self.total).frames)

    @property
    def total(self) -> int:
        """How many rows the table has."""
        return self._table.total

    @property
    def most(self) -> int:
        """The most rows of one file."""
        return self._table.at_once

    @property
    def endings(self) -> tuple[str, ...]:
        """The formats in which the data API has the table."""
        return wide.ENDINGS

    def location(self, ending: str) -> tuple[str, dict[str, list[str]]]:
        """Path and parameters of the table in the data API."""
        return routes.wide(self.name, ending), super().location(ending)[1]

    def provenance(self, view: str, rows: str) -> Provenance:
        """What a file of the table says of it."""
        return self._table.provenance(view, rows)


@dataclass(frozen=True, eq=False)
class FirstQuery(Query):
    """The ``first`` rows of an answer, of which a list shows a page."""

    first: int = 0

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows to show."""
        return (
            self.page(slice(0, self.first)).rows if self.rows_to_show is None else self.rows_to_show
        )

    def length(self) -> int:
        """How many rows these are."""
        return self.first

    def page(self, rows: slice) -> Query:
        """The same query with one page of these rows to show."""
        start, stop, _step = rows.indices(self.first)
        return super().page(slice(start, stop))

    def location(self, ending: str) -> tuple[str, dict[str, list[str]]]:
        """Path and parameters of these rows in the data API, which sends as many as it does at once."""
        path, parameters = super().location(ending)
        return path, parameters if self.first > self.most else {
            **parameters,
            "limit": [str(self.first)],
        }

    def sql(self) -> str:
        """The statement that gives these rows."""
        return compiled(self.name, self.filters, page=(self.first, 0), **self.parameters)


def query(name: str, filters: Filters | None = None, **parameters: str) -> Query:
    """The question ``name`` under ``filters``, as ``ask`` takes it."""
    return Query(name, filters or Filters(), parameters)
