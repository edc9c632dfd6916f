"""What a card shows, as words, links and lengths. Light pages, first paint, print and pictures draw this alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cards import reports
from cards.kit import Button, Card, Link, Ranking, Record, RecordList, count_and_share
from cards.query import Context, Query, dotted
from cards.tables import Cell, Row, in_order, table
from data.rows import each
from i18n import _, entity_sentences, escaping, imprint, labels, languages, routes
from queries import ALL_FILTERS, question


@dataclass(frozen=True)
class CardView:
    """A card: its headline, what is counted, and rows: of a table where there are ``heads``, else of a list.

    ``total`` is how many rows there are, ``first`` the index of the first of ``rows`` among them. ``query`` has the
    files; None where there are none. ``below`` are sentences under the ``notes``.
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
    below: Sequence[Cell] = ()
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
    title = card.title or _(question(card.query.name).title)
    return escaping.shorten(title, escaping.LONGEST_FINDING)


def length(card: Card | RecordList) -> int:
    """How many rows a card has; it counts those of a long list without reading them."""
    if isinstance(card, Card):
        return len(card.rows if isinstance(card, Ranking) else card.query.rows)
    return card.query.length() if card.rows is None else len(card.rows)


def view_of(page: Context, card: Card | RecordList, rows: slice) -> CardView:
    """What a card of a ``page`` shows of some of its rows."""
    view = CardView(card.key, headline(card), card.subtitle, card.query, total=length(card))
    view = replace(view, first=rows.start or 0)
    if isinstance(card, RecordList):
        return _of_list(view, card, rows)
    below = [_link(item) for item in card.below if not isinstance(item, str)]
    view = replace(
        view,
        notes=[
            Cell(item)
            for item in (*card.below, *notes(page, card))
            if isinstance(item, str) and item
        ],
        links=[
            way_to(link)
            for link in (*below, *card.numbered, *card.toolbar)
            if not link.to.startswith("#")
        ],
    )
    if not view.total:
        return view
    if isinstance(card, Ranking):
        return _of_ranking(view, page, card, rows)
    page_rows = in_order(card.query.rows, card.order).iloc[rows]
    heads, lines = table(card.query, page_rows)
    if card.behind:
        lines = [
            _counted(line, heads, card.behind(row))
            for line, row in zip(lines, each(page_rows), strict=True)
        ]
    return replace(view, heads=heads, rows=lines)


def notes(page: Context, card: Card) -> list[str]:
    """The notes below a chart: the filters that it leaves out, and where reports by others are most frequent."""
    ignored_filters = "" if card.whatever else page.left_out(card.query.filters)
    return [note for note in (ignored_filters, reports.by_group(card)) if note]


def _counted(line: Row, heads: Sequence[Cell], behind: Link | None) -> Row:
    """A line whose first figure links to what it counts."""
    index = next((index for index, head in enumerate(heads) if head.number), 0)
    cells = list(line.cells)
    cells[index] = replace(cells[index], link=behind)
    return Row(cells)


def _link(link: Link | Button) -> Link:
    """A button as a link to the page as it is after a click."""
    if isinstance(link, Link):
        return link
    return Link(
        "",
        link.label,
        link.filters,
        view={name: value or "" for name, value in link.view.items()},
    )


def _of_ranking(view: CardView, page: Context, card: Ranking, rows: slice) -> CardView:
    value, longest = card.value or count_and_share, max([1, *card.rows["count"]])

    def line(row: Any) -> Row:
        identifier = str(getattr(row, card.id))
        name = escaping.shorten(getattr(row, card.label), escaping.LONGEST_NAME)
        name_link, count_link = _bar_links(page, card, row, identifier)
        bar, colour = round(100 * row.count / longest, 1), card.colour(identifier)
        return Row(
            (
                Cell(
                    name, name_link, bar=bar, colour=colour, ground=card.hatches.get(identifier, "")
                ),
                Cell(value(row), count_link, number=True),
            )
        )

    heading = labels.FILTERS.get(card.sets) or labels.heading(card.label)
    unit = labels.UNITS[card.unit] if card.unit else labels.heading("count")
    return replace(
        view,
        rows=[line(row) for row in each(card.rows.iloc[rows])],
        heads=(Cell(heading), Cell(unit, number=True)),
    )


def _bar_links(page: Context, card: Ranking, row: Any, identifier: str) -> tuple[Link | None, ...]:
    """The links of a bar: of its name, to the page of what it is or to what a click does; of its figure, to its points.

    A light page has no marks to click, so there every name with a page leads to it.
    """
    drill_down = card.drill_down([identifier]) if card.drill_down else None
    links = [link for link in (drill_down.links if drill_down else ()) if isinstance(link, Link)]
    name_link = next((link for link in links if link.id), None)
    count_link = next((link for link in links if link.to in ("points", "submissions")), None)
    if card.behind:
        count_link = card.behind(row)
    if card.opens or (card.sets in routes.ENTITIES and not page.crossfilter):
        name_link = Link(card.opens or card.sets, "", id=identifier)
    elif card.click:
        name_link = Link("", "", card.click(page.filters, [identifier]))
    elif card.sets in ALL_FILTERS:
        name_link = Link("", "", page.filters.toggle(card.sets, identifier))
    return name_link if identifier != "none" else None, count_link


def _of_list(view: CardView, card: RecordList, window: slice) -> CardView:
    if not view.total:
        return replace(view, about=card.scope, links=[way_to(_link(way)) for way in card.ways_out])
    notes = [Cell(note) for note in (card.note, card.footnote) if note]
    return replace(
        view,
        about=dotted(card.subtitle, card.scope),
        query=card.query if card.files else None,
        rows=entries(card, window),
        notes=[*notes, *sources(card.read_at)],
        below=[marked(line) for line in card.below],
        links=[way_to(_link(link)) for link in card.toolbar],
    )


def entries(card: RecordList, window: slice) -> list[Row]:
    """The entries of a list that a window of its rows has."""
    rows = card.query.page(window).rows if card.rows is None else card.rows.iloc[window]
    records = [card.record(row) for row in each(rows)]
    return [Row(list(entry(record)), record.group) for record in records]


def linked(link: Link) -> Cell:
    """The cell of a link, with its label at a length for lists."""
    label = escaping.shorten(link.label, escaping.LONGEST_NAME)
    return way_to(replace(link, label=label, title=link.title if link.title in label else label))


def way_to(link: Link) -> Cell:
    """The cell of a link; the titles of submissions have the language of the data."""
    return Cell(link.label, link, lang=languages.of_texts() if link.title else "", title=link.title)


def entry(record: Record) -> Iterator[Cell]:
    """The cells of an entry of a list: what it is, then what the list says of it, and its sources."""
    if record.link:
        yield linked(record.link)
    if name := record.text or record.name:
        lang = languages.of_texts() if record.untranslated else ""
        words = escaping.one_line(name)
        yield Cell(words, lang=lang, strong=not record.text, copied=record.copied)
    yield from map(marked, record.markdown)
    for words, address in record.lines:
        yield Cell(escaping.one_line(words))
        yield from sources(address)
    yield from (Cell(escaping.one_line(line)) for line in record.about if line)
    if record.beside:
        yield replace(linked(record.beside), number=True)
    yield from map(linked, (*record.above, *record.links, *record.below))
    yield from sources(record.source)
    if record.report:
        yield Cell(_(imprint.REPORT), report=record.report)


def marked(line: str) -> Cell:
    """The cell of a line of Markdown."""
    parts = [
        Cell(escaping.plain(part), strong=bool(index % 2))
        for index, part in enumerate(line.split("**"))
    ]
    return Cell(escaping.plain(line), parts=parts)


def sources(addresses: object) -> list[Cell]:
    """The addresses in a cell as links that show their hosts."""
    return [Cell(name, source=address) for name, address in entity_sentences.pages(addresses)]
