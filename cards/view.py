"""What a card shows, as words, links and lengths. Light pages, first paint, print and pictures draw this alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from cards import reports
from cards.kit import Button, Card, Link, Ranking, Record, RecordList, count_and_share
from cards.query import Context, Query, dotted
from cards.tables import cell, in_order, reading_columns
from data.rows import each
from i18n import _, entity_sentences, escaping, imprint, labels, languages, method_note, routes
from queries import ALL_FILTERS, question

COLUMNS, LONGEST = 8, 200
"""Columns of a table, and characters of its cells, at most; the files have all."""


@dataclass(frozen=True)
class Cell:
    """A text, and what it links to: a page of the dashboard, or the ``source``, an address elsewhere.

    ``report`` is the id of a point and of its submission, of which readers report an error. ``bar`` is a length in
    percent of the longest, drawn in ``colour``, hatched on a ``ground`` if it has one. ``lang`` is the language of the
    text, if it is not the page's; or of its part ``title`` alone.
    """

    words: str
    link: Link | None = None
    source: str = ""
    report: tuple[str, str] = ("", "")
    bar: float | None = None
    colour: str = ""
    ground: str = ""
    number: bool = False
    lang: str = ""
    title: str = ""

    @property
    def said(self) -> bool:
        """Whether it says something itself, and not only where something was read."""
        return bool(self.words) and not self.source and not self.report[0]


@dataclass(frozen=True)
class Row:
    """A line of a table or an entry of a list; its first cell says what it is. ``group`` is a heading above it."""

    cells: Sequence[Cell]
    group: str = ""


@dataclass(frozen=True)
class CardView:
    """A card: its headline, what is counted, and rows: of a table where there are ``heads``, else of a list.

    ``total`` is how many rows there are, ``first`` the place of the first of these from 0. ``query`` has the files;
    None where there are none.
    """

    key: str
    title: str
    about: str = ""
    query: Query | None = None
    rows: Sequence[Row] = ()
    heads: Sequence[Cell] = ()
    total: int = 0
    first: int = 0
    notes: Sequence[Cell] = ()
    links: Sequence[Cell] = ()

    def cut(self, most: int) -> CardView:
        """The card with its first ``most`` rows."""
        return replace(self, rows=self.rows[:most])

    @property
    def bars(self) -> bool:
        """Whether each row is a bar."""
        return any(row.cells[0].bar is not None for row in self.rows)


def headline(card: Card | RecordList) -> str:
    """The headline of a card, or that it has nothing to show."""
    if not length(card):
        return card.empty or _("Nothing matches these filters")
    found = card.title or _(question(card.query.name).title)
    return escaping.shorten(found, escaping.LONGEST_FINDING)


def length(card: Card | RecordList) -> int:
    """How many rows a card has; those of a long list are not read for that."""
    if isinstance(card, Card):
        return len(card.rows if isinstance(card, Ranking) else card.query.rows)
    return card.query.length() if card.rows is None else len(card.rows)


def view_of(page: Context, card: Card | RecordList, rows: slice) -> CardView:
    """What a card of a ``page`` shows of some of its rows."""
    shown = CardView(card.key, headline(card), card.subtitle, card.query, total=length(card))
    shown = replace(shown, first=rows.start or 0)
    if isinstance(card, RecordList):
        return _of_list(shown, card, rows)
    below = [_link(one) for one in card.below if not isinstance(one, str)]
    shown = replace(
        shown,
        notes=[
            Cell(one) for one in (*card.below, *notes(page, card)) if isinstance(one, str) and one
        ],
        links=[
            way_to(one)
            for one in (*below, *card.numbered, *card.toolbar)
            if not one.to.startswith("#")
        ],
    )
    if not shown.total:
        return shown
    if isinstance(card, Ranking):
        return _of_ranking(shown, page, card, rows)
    some = in_order(card.query.rows, card.order).iloc[rows]
    heads, lines = table(card.query, some)
    if card.behind:
        lines = [
            _counted(line, heads, card.behind(row))
            for line, row in zip(lines, each(some), strict=True)
        ]
    return replace(shown, heads=heads, rows=lines)


def notes(page: Context, card: Card) -> list[str]:
    """What to mind below a chart: what it leaves out of the filters, and where groups are known by others' reports."""
    left_out = "" if card.whatever else page.left_out(card.query.filters)
    return [one for one in (left_out, reports.by_group(card)) if one]


def _counted(line: Row, heads: Sequence[Cell], behind: Link | None) -> Row:
    """A line whose first figure leads to what it counts."""
    place = next((place for place, head in enumerate(heads) if head.number), 0)
    cells = list(line.cells)
    cells[place] = replace(cells[place], link=behind)
    return Row(cells)


def _link(one: Link | Button) -> Link:
    """A button as a link to the page as it is after a click."""
    if isinstance(one, Link):
        return one
    return Link("", one.label, one.filters, view={n: v for n, v in one.view.items() if v})


def table(
    query: Query, rows: pd.DataFrame, columns: Sequence[str] = ()
) -> tuple[list[Cell], list[Row]]:
    """Heads and lines of ``rows`` of a question, by default of the columns that readers need, with links to pages."""
    kinds = {one.name: one for one in question(query.name).columns}
    some = [kinds[one] for one in columns or reading_columns(rows) if one in kinds][:COLUMNS]
    numbers = {one.name for one in some if one.type in ("integer", "number")}

    def made(row: dict[str, Any], name: str) -> Cell:
        words = escaping.shorten(cell(row[name], kinds[name]), LONGEST)
        identifier = row.get(f"{name}_id")
        link = None
        if name in routes.ENTITIES and isinstance(identifier, str) and identifier != "none":
            link = Link(name, words, id=identifier)
        source = escaping.safe_url(words)
        lang = languages.of_texts() if name in ("summary", "submission") else ""
        if name == "title" and "submission_id" in row:
            lang = languages.of_texts()
        shown = escaping.host(words) if source else words
        return Cell(shown, link, source, number=name in numbers, lang=lang)

    heads = [Cell(method_note.heading(one.name), number=one.name in numbers) for one in some]
    lines = [Row([made(row, one.name) for one in some]) for row in rows.to_dict("records")]
    return heads, lines


def _of_ranking(shown: CardView, page: Context, card: Ranking, rows: slice) -> CardView:
    value, longest = card.value or count_and_share, max([1, *card.rows["count"]])

    def line(row: Any) -> Row:
        identifier = str(getattr(row, card.id))
        name = escaping.shorten(getattr(row, card.label), escaping.LONGEST_NAME)
        mark, counted = _ways(page, card, row, identifier)
        bar, colour = round(100 * row.count / longest, 1), card.colour(identifier)
        return Row(
            (
                Cell(name, mark, bar=bar, colour=colour, ground=card.hatches.get(identifier, "")),
                Cell(value(row), counted, number=True),
            )
        )

    named = labels.FILTERS.get(card.sets) or method_note.heading(card.label)
    unit = labels.UNITS[card.unit] if card.unit else method_note.heading("count")
    return replace(
        shown,
        rows=[line(row) for row in each(card.rows.iloc[rows])],
        heads=(Cell(named), Cell(unit, number=True)),
    )


def _ways(page: Context, card: Ranking, row: Any, identifier: str) -> tuple[Link | None, ...]:
    """Where the name and the figure of a bar lead: to the page of what it is, or to what a click does; to its points.

    A light page has no marks to click, so there every name with a page leads to it.
    """
    found = card.drill_down([identifier]) if card.drill_down else None
    links = [one for one in (found.links if found else ()) if isinstance(one, Link)]
    entity = next((one for one in links if one.id), None)
    counted = next((one for one in links if one.to in ("points", "submissions")), None)
    if card.behind:
        counted = card.behind(row)
    if card.opens or (card.sets in routes.ENTITIES and not page.crossfilter):
        entity = Link(card.opens or card.sets, "", id=identifier)
    elif card.click:
        entity = Link("", "", card.click(page.filters, [identifier]))
    elif card.sets in ALL_FILTERS:
        entity = Link("", "", page.filters.toggle(card.sets, identifier))
    return entity if identifier != "none" else None, counted


def _of_list(shown: CardView, card: RecordList, some: slice) -> CardView:
    if not shown.total:
        return replace(shown, about=card.scope, links=list(map(way_to, card.ways_out)))
    rows = card.query.page(some).rows if card.rows is None else card.rows.iloc[some]
    records = [card.record(row) for row in each(rows)]
    notes = [Cell(one) for one in (card.note, card.footnote) if one]
    return replace(
        shown,
        about=dotted(card.subtitle, card.scope),
        query=card.query if card.files else None,
        rows=[Row(list(entry(one)), one.group) for one in records],
        notes=[*notes, *sources(card.read_at)],
    )


def _linked(link: Link) -> Cell:
    """The cell of a link, with its label at a length for lists."""
    label = escaping.shorten(link.label, escaping.LONGEST_NAME)
    return way_to(replace(link, label=label, title=link.title if link.title in label else label))


def way_to(link: Link) -> Cell:
    """The cell of a link; the titles of submissions have the language of the data."""
    return Cell(link.label, link, lang=languages.of_texts() if link.title else "", title=link.title)


def entry(record: Record) -> Iterator[Cell]:
    """The cells of an entry of a list: what it is, then what is said of it, and where that was read."""
    names = [record.text] if record.text else [record.name] if record.name else []
    if record.link:
        yield _linked(record.link)
    for name in names:
        yield Cell(
            escaping.one_line(name), lang=languages.of_texts() if record.untranslated else ""
        )
    for words, page in record.lines:
        yield Cell(escaping.one_line(words))
        yield from sources(page)
    yield from (Cell(escaping.one_line(one)) for one in record.about if one)
    for link in (record.beside, *record.above, *record.links, *record.below):
        if link:
            yield _linked(link)
    yield from sources(record.source)
    if record.report:
        yield Cell(_(imprint.REPORT), report=record.report)


def sources(addresses: object) -> list[Cell]:
    """The addresses in a cell as links that show their hosts."""
    return [Cell(name, source=page) for name, page in entity_sentences.pages(addresses)]
