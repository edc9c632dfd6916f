"""The kinds of cards. A card is a value that describes what to show; ``cards/view.py`` says what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cards.query import Context, Query
from charts import ACCENT, bar_list
from charts import KIND_COLOURS as KIND_COLOURS
from charts.figure import ROOM, laid_out_for
from charts.mirror import mirrored
from charts.rooms import in_rooms
from charts.text_marks import with_text_marks
from data.rows import each
from i18n import _, aside, escaping, headlines, isolation, languages, number, percent
from queries import Filters

VIEWS = {
    "points": ":material/format_quote:",
    "submissions": ":material/description:",
    "compare": ":material/compare_arrows:",
}
"""Pages that show the points or submissions of a selection or compare, and their icons."""


@dataclass(frozen=True)
class Link:
    """A link to another page: ``to`` is its name, or the name of an entity, which has the ``id``; or to a path of this
    site, as /feed.atom.

    ``filters`` go along, by default those in force; of an entity's page the filter that the page sets is left out.
    ``view`` are further parameters of the address. All texts are plain. ``title`` is the part of the label that is the
    title of a submission.
    """

    to: str
    label: str
    filters: Filters | None = None
    id: str = ""
    icon: str = ""
    help: str = ""
    view: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    title: str = ""


def points_link(filters: Filters, label: str = "", icon: str = VIEWS["points"]) -> Link:
    """A link to the points of a selection."""
    return Link("points", label or _("See the points"), filters, icon=icon)


def submissions_link(filters: Filters, label: str = "") -> Link:
    """A link to the submissions of a selection."""
    return Link(
        "submissions", label or _("See the submissions"), filters, icon=VIEWS["submissions"]
    )


def theme_link(theme: str, name: object) -> Link:
    """A link to the page of a theme."""
    return Link("theme", escaping.one_line(name), id=theme, icon=":material/sell:")


def organisation_link(organisation: str, name: str, width: int) -> Link:
    """A link to the page of an organisation; its name is shortened to ``width`` characters."""
    short = escaping.shorten(name, width)
    return Link("organisation", short, id=organisation, icon=":material/apartment:")


def compare_link(filters: Filters, first_id: str, second_id: str) -> Link:
    """A link to the comparison of two organisations."""
    view = {"by": "organisation", "id": (first_id, second_id)}
    return Link("compare", _("Compare the two"), filters, icon=VIEWS["compare"], view=view)


@dataclass(frozen=True)
class Button:
    """A button that puts ``filters`` (by default those in force) and parameters of the ``view`` into the address."""

    key: str
    label: str
    icon: str
    filters: Filters | None = None
    view: Mapping[str, str | None] = field(default_factory=lambda: {"page": None})


@dataclass(frozen=True)
class DrillDown:
    """Describes a clicked mark, with links to what it counts; ``name`` stands before the words in bold.

    ``source`` is the page that says so; ``notes`` are captions, in Markdown.
    """

    words: str = ""
    links: Sequence[Link | Button | str] = ()
    notes: Sequence[str] = ()
    name: str = ""
    source: object = ""


def row_of(rows: pd.DataFrame, **values: str) -> Any | None:
    """The first row that has these ``values`` (column -> value); None if there is none."""
    for column, value in values.items():
        rows = rows[rows[column] == value]
    return next(each(rows), None)


def of_row(
    rows: pd.DataFrame, describe: Callable[[Any], DrillDown], *columns: str
) -> Callable[[Sequence[str]], DrillDown | None]:
    """A drill-down that describes the row with a mark's ids in these ``columns``; None where no row has them."""

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        row = row_of(rows, **dict(zip(columns, ids, strict=False)))
        return None if row is None else describe(row)

    return drill_down


def behind(
    words: str, filters: Filters, *more: Link, kind: str | None = None, count: int = 1
) -> DrillDown:
    """A drill-down to the points and submissions of ``filters``, of one ``kind`` if given.

    It has no links if ``count`` is 0.
    """
    if not count:
        return DrillDown(words)
    narrowed, note = narrow_to_kind(filters, kind) if kind else (filters, ())
    return DrillDown(words, (points_link(narrowed), submissions_link(narrowed), *more), note)


def narrow_to_kind(filters: Filters, kind: str) -> tuple[Filters, tuple[str, ...]]:
    """Filters narrowed to one kind of point, and a note for the reader.

    With ``also_theme`` the points on that second theme would have to be of the kind, too; filters cannot say otherwise.
    Then the function returns the filters as they are, and a note that tells the reader.
    """
    if not filters.also_theme or filters.kind == (kind,):
        return filters.set(kind=(kind,)), ()
    note = _(
        "These filters do not work together with one kind of point: the second theme would have to be of that "
        "kind, too. Without it:"
    )
    return filters, (note,)


@dataclass(frozen=True)
class Paging:
    """Page buttons under a chart that shows ``size`` of ``total`` lines; ``parameter`` holds the page."""

    total: int
    size: int
    parameter: str = "page"


@dataclass(frozen=True, eq=False, kw_only=True)
class Card:
    """A card with a chart. Its ``key`` is that under which the page's ``cards`` list it (``keyed``).

    ``sets`` is the filter that a click on a mark toggles by the mark's first id. ``click`` gives other filters after a
    click, from those in force and the mark's ids. ``opens`` is the entity that a click opens. Where a mark stands for
    no filter, ``drill_down`` says what it is, from its ids. ``behind`` links to what the first figure of a row counts.

    ``selected`` are the ids that the chart marks. A change of these or of ``state`` gives the chart a new identity, so
    that the same mark can be clicked again. ``unit`` is what is counted, where the reader can choose that. ``empty`` is
    the sentence without rows. ``names`` draws the names of a wide chart's lines, which stay in place while the chart is
    scrolled. ``every`` is how many rows the chart has when a reader asks for all (``Context.first``); 0 where it always
    has all. ``below`` stands under the chart, ``toolbar`` beside the files. ``numbered`` are the submissions that
    numbers in the chart mean. A ``compact`` card has no tabs: a link in
    its toolbar leads to a page that has them. A ``wide`` chart needs 860 pixels; it is scrolled where there are fewer.
    A card that is the same ``whatever`` the filters says so itself. ``order`` has the columns by which the chart orders
    its rows and, for each, its values from the first to the last, where the query's order is another.
    """

    query: Query
    title: str
    subtitle: str
    key: str = ""
    sets: str = ""
    click: Callable[[Filters, Sequence[str]], Filters] | None = None
    opens: str = ""
    drill_down: Callable[[Sequence[str]], DrillDown | None] | None = None
    behind: Callable[[Any], Link | None] | None = None
    selected: Sequence[str] = ()
    state: object = ()
    unit: str | None = None
    how: str = ""
    empty: str = ""
    names: Callable[[], go.Figure] | None = None
    every: int = 0
    below: Sequence[Link | Button | str] = ()
    numbered: Sequence[Link] = ()
    paging: Paging | None = None
    toolbar: Sequence[Link] = ()
    compact: bool = False
    wide: bool = False
    whatever: bool = False
    order: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def figure(self) -> go.Figure:
        """The chart as ``laid_out`` for the narrowest screen. It is drawn once, so it must not be changed."""
        return self.laid_out(ROOM)

    def laid_out(self, pixels: float) -> go.Figure:
        """The chart laid out for a room ``pixels`` wide, mirrored for readers whose script runs from right to left."""
        with laid_out_for(pixels):
            figure = self._figure()
        return mirrored(figure, isolation.in_chart) if languages.direction() == "rtl" else figure

    @cached_property
    def fitting(self) -> go.Figure:
        """The chart for a browser, which takes the layout that has room there; beside ``names`` there is one layout."""
        if self.names:
            return with_text_marks(self.figure)
        return in_rooms(
            lambda room: with_text_marks(self.figure if room == ROOM else self.laid_out(room))
        )

    def _figure(self) -> go.Figure:
        raise NotImplementedError


@dataclass(frozen=True, eq=False, kw_only=True)
class Chart(Card):
    """A card with a chart of its own; the card calls ``draw`` only when someone looks at the chart."""

    draw: Callable[[], go.Figure]

    def _figure(self) -> go.Figure:
        return self.draw()


@dataclass(frozen=True, eq=False, kw_only=True)
class Ranking(Card):
    """A card with a bar for each row: its label, its count, and of how many.

    ``bars`` are the rows that are drawn, by default those of the query; they have ``count``, ``total`` and the columns
    ``id`` and ``label``. ``labels`` are words for ids that need them. ``hatches`` are the ids of
    hatched bars, with the colour of their ground.
    """

    id: str
    label: str = "label"
    labels: Mapping[str, str] | None = None
    bars: pd.DataFrame | None = None
    colours: str | Mapping[str, str] = ACCENT
    hatches: Mapping[str, str] = field(default_factory=dict)
    value: Callable[[Any], str] | None = None
    hover: Callable[[Any], str] | None = None

    @property
    def rows(self) -> pd.DataFrame:
        """The rows that are drawn."""
        rows = self.query.rows if self.bars is None else self.bars
        if self.labels is None:
            return rows
        return rows.assign(
            label=[self.labels.get(identifier, identifier) for identifier in rows[self.id]]
        )

    def colour(self, identity: str) -> str:
        """The colour of the bar of an id."""
        if isinstance(self.colours, str):
            return self.colours
        return self.colours.get(identity, ACCENT)

    def _figure(self) -> go.Figure:
        return bar_list(
            self.rows,
            identifier=self.id,
            label=self.label,
            colour=self.colours,
            hatches=self.hatches,
            chosen=self.selected,
            value_text=self.value or count_and_share,
            hover=self.hover or self._share,
        )

    def _share(self, row: Any) -> str:
        return headlines.of(row.count, row.total, self.unit or "submissions")


def count_and_share(row: Any) -> str:
    """A count and its share: 41 (12%)."""
    return aside(number(row.count), percent(row.count, row.total))


@dataclass(frozen=True)
class Record:
    """One entry of a list: a link or a ``name``, what is said of it, and the page it was read on.

    ``text`` is a whole sentence in place of a name, ``untranslated`` if it has the language of the data, ``copied`` if
    full pages have a button to copy it. ``lines`` are sentences with the page they were read on, above what is said;
    those of ``markdown``, in Markdown, come before them. In a narrow list a second link may stand ``beside`` the first.
    Further ``links`` stand in a row at the end, or each on a line ``above`` or ``below`` what is said. ``group`` is a
    heading above the first entry that has it. Errors are reported in ``report``: the ids of a point and its submission.
    """

    key: str
    link: Link | None = None
    about: Sequence[str] = ()
    source: object = ""
    beside: Link | None = None
    name: str = ""
    links: Sequence[Link] = ()
    above: Sequence[Link] = ()
    below: Sequence[Link] = ()
    markdown: Sequence[str] = ()
    lines: Sequence[tuple[str, object]] = ()
    text: str = ""
    untranslated: bool = False
    copied: bool = False
    group: str = ""
    report: tuple[str, str] | None = None


@dataclass(frozen=True)
class Column:
    """A column of a list that a page draws as a table: its heading, what it means, and how a cell is written in words.

    ``format`` is how Streamlit writes its numbers; without one, cells stand as they are.
    """

    head: str
    meaning: str
    write: Callable[[Any], str] = escaping.one_line
    format: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class RecordList:
    """A card with a list of records, ``size`` on a page, by default all, ``printed`` on paper.

    ``parameter`` holds the page in the address, ``record`` makes a record of a row. ``rows`` are those to list, where
    those are not the query's own; else only those of one page are read. ``scope`` is what narrows the list; without
    rows it stands alone, under the sentence ``empty`` and above the links ``ways_out``. ``switches`` are
    parameters of the address with their labels and choices, the usual choice first. ``footnote`` stands under it, with
    the pages it was ``read_at``. A list that repeats what another card has offers no ``files``. ``below`` are sentences
    in Markdown under the list. ``toolbar`` stands beside the files. Where it has ``columns``, by the names of the
    columns of its ``rows``, a page draws these as a table; ``as_table`` it draws the query's. Of ``sentences`` each
    record has nothing but its Markdown.
    """

    query: Query
    title: str
    subtitle: str = ""
    scope: str = ""
    key: str = ""
    record: Callable[[Any], Record]
    size: int = 10_000
    printed: int = 0
    parameter: str = "page"
    rows: pd.DataFrame | None = None
    note: str = ""
    switches: Sequence[tuple[str, str, Mapping[str, str]]] = ()
    empty: str = ""
    ways_out: Sequence[Link | Button] = ()
    footnote: str = ""
    read_at: str = ""
    below: Sequence[str] = ()
    toolbar: Sequence[Link] = ()
    columns: Mapping[str, Column] = field(default_factory=dict)
    as_table: bool = False
    sentences: bool = False
    files: bool = True


Cards = dict[str, Callable[[], Card | RecordList | None]]
"""Key of a card -> the card; None where it has nothing to say."""


def keyed(
    key: str, card: Callable[..., Card | RecordList | None], *arguments: object
) -> Card | RecordList | None:
    """The card that a function makes of its arguments, with its ``key``."""
    made = card(*arguments)
    return replace(made, key=key) if made else None


def for_page(page: Context, **cards: Callable[[Context], Card | RecordList | None]) -> Cards:
    """The cards of a page."""
    return {key: partial(keyed, key, card, page) for key, card in cards.items()}


def only_if(
    condition: Callable[[], object], **cards: Callable[[], Card | RecordList | None]
) -> Cards:
    """The cards; each is None unless the ``condition`` holds."""

    def card(build: Callable[[], Card | RecordList | None]) -> Card | RecordList | None:
        return build() if condition() else None

    return {key: partial(card, build) for key, build in cards.items()}
