"""A chart card: finding, subtitle, chart or table or how it was counted, and the files of exactly these rows."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import address, embedding, marks, printing, snippets
from components.opening import popover
from exports import FORMATS, Provenance, about, export, file_name
from exports.about import slug
from queries import Filters, part, question
from words import _, counting, labels, ngettext, number, routes, text
from words.dates import written

GRID_ROWS = 2_500
"""Rows of a table that a browser is sent."""

FILE_ROWS = 100_000
"""Rows of a file that is made in memory; of a longer list the data API sends parts."""

STYLED_ROWS = 1_000
"""Tables of more rows show dates in their ISO form: where dates are written out, every cell is sent twice."""

_NARROWEST = 150
"""Pixels: a chart is never drawn narrower; where its place is, it would be cut."""

_HIGH = 500
"""Pixels that a chart takes whose figure does not say."""

_CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "displayModeBar": "hover",
    "responsive": True,
}


@dataclass(frozen=True)
class Answer:
    """Rows with the question, the selection and the parameters they answer.

    If they are fewer than the data API answers, ``only`` says which of those they are. Of a list ``rows`` has
    those that are shown, and ``of`` says how many there are.
    """

    name: str
    selection: Filters
    rows: pd.DataFrame
    parameters: Mapping[str, str] = field(default_factory=dict)
    only: str = ""
    of: int | None = None

    @property
    def total(self) -> int:
        """How many rows its files have."""
        return len(self.rows) if self.of is None else self.of

    def file(self, said: Provenance, ending: str) -> bytes:
        """All rows as a file of one of the formats ``endings``; ``said`` is what ``provenance`` gave on the page."""
        if self.total == len(self.rows):
            return export(self.rows, said, ending)
        every = part(self.name, self.selection, offset=0, limit=self.total, **self.parameters)
        return b"".join(FORMATS[ending].write(every.frames, said))

    @property
    def endings(self) -> tuple[str, ...]:
        """The formats in which the data API has these rows; none if it does not have them."""
        return tuple(FORMATS)

    def provenance(self) -> Provenance:
        """What a file of these rows says of them."""
        same = "" if self.only else self.at("csv")
        return about.of_answer(self.name, self.selection, self.parameters, address.full(), same)

    def at(self, ending: str) -> str:
        """The address of these rows in the data API, in one of the formats ``endings``."""
        own = {}
        for parameter in question(self.name).parameters:
            if given := self.parameters.get(parameter.name):
                own[parameter.in_address] = given.split(",") if parameter.several else [given]
        return address.full(routes.answer(self.name, ending), {**self.selection.to_query(), **own})


def chart_card(
    key: str,
    answer: Answer,
    *,
    title: str,
    subtitle: str,
    figure: Callable[[], go.Figure],
    on_click: Callable[[str], Callable[[], None]] | None = None,
    doors: Callable[[list[str]], None] | None = None,
    chosen: object = (),
    unit: str | None = None,
    how: str = "",
    empty: str = "",
    foot: Callable[[], None] | None = None,
    names: Callable[[], go.Figure] | None = None,
    beneath: Callable[[], object] | None = None,
    brief: bool = False,
    wide: bool = False,
) -> None:
    """Draw one card. ``figure`` is only called when the chart is looked at; ``names`` are those of its lines,
    which stay in place while a wide chart is scrolled. ``beneath`` draws what belongs right
    under it, ``foot`` what stands beside the files. A ``brief`` card has no tabs: it is a door to a page that has them.
    A ``wide`` chart needs 860 pixels; where there are fewer, it is scrolled sideways.

    ``on_click(widget key)`` returns the callback for a clicked mark; ``chosen`` is what the chart's own filter holds
    (a changed choice gives the chart a new identity, so that the same mark can be clicked again). Where a mark stands
    for no one filter, ``doors(ids of the clicked mark)`` says under the chart what it is and links to what is behind.
    """
    if alone := embedding.wanted():
        if alone == key:
            with embedding.drawing(key):
                _alone(
                    key,
                    answer,
                    title=title,
                    subtitle=subtitle,
                    figure=figure,
                    names=names,
                    unit=unit,
                    how=how,
                    empty=empty,
                    brief=brief,
                    wide=wide,
                )
        return
    with st.container(border=True, key=f"card_{key}"):
        if answer.rows.empty:
            nothing(key, subtitle, empty)
            return
        title = title or question(answer.name).title
        heading(title, subtitle)
        if printing.wanted():
            _printed(key, answer, figure(), names, f"{title}. {subtitle}", unit, wide)
            return
        drawing = partial(
            _drawn,
            key,
            answer,
            alt=f"{title}. {subtitle}",
            figure=figure,
            names=names,
            on_click=on_click,
            doors=doors,
            chosen=chosen,
            beneath=beneath,
            wide=wide,
        )
        _views(key, answer, drawing, title or subtitle, unit, how, brief)
        with st.container(
            horizontal=True, gap="small", key=f"tools_{key}", vertical_alignment="center"
        ):
            if brief:
                download(key, answer)
            else:
                tools(key, answer, frame=partial(_frame, key, figure, title, subtitle))
            if foot:
                foot()


def _views(
    key: str,
    answer: Answer,
    drawing: Callable[[], None],
    alt: str,
    unit: str | None,
    how: str,
    brief: bool,
) -> None:
    """The chart or, if it is chosen, the rows or how they were counted; a ``brief`` card has only its chart."""
    if brief:
        drawing()
        return
    names = (_("Chart"), _("Table"), _("How it was counted"))
    chart, table, method = st.tabs(names, key=f"tabs_{key}", on_change="rerun")
    if chart.open:
        with chart:
            drawing()
    if table.open:
        with table:
            rows_table(answer, key=f"table_{key}", alt=alt)
    if method.open:
        with method:
            st.markdown(counting.how(answer.name, answer.selection, unit, how))


def _alone(
    key: str,
    answer: Answer,
    *,
    title: str,
    subtitle: str,
    figure: Callable[[], go.Figure],
    names: Callable[[], go.Figure] | None,
    unit: str | None,
    how: str,
    empty: str,
    brief: bool,
    wide: bool,
) -> None:
    """The card without its tools; clicks on its marks lead nowhere."""
    if answer.rows.empty:
        heading(empty or _("Nothing in this selection"), subtitle)
        return
    title = title or question(answer.name).title
    heading(title, subtitle)
    drawing = partial(
        _drawn, key, answer, alt=f"{title}. {subtitle}", figure=figure, names=names, wide=wide
    )
    _views(key, answer, drawing, title, unit, how, brief)


def _frame(key: str, figure: Callable[[], go.Figure], title: str, subtitle: str) -> str:
    high = figure().layout.height or _HIGH
    return embedding.snippet(key, title, embedding.heights(high, title, subtitle))


def _drawn(
    key: str,
    answer: Answer,
    *,
    alt: str,
    figure: Callable[[], go.Figure],
    names: Callable[[], go.Figure] | None,
    wide: bool,
    on_click: Callable[[str], Callable[[], None]] | None = None,
    doors: Callable[[list[str]], None] | None = None,
    chosen: object = (),
    beneath: Callable[[], object] | None = None,
) -> None:
    held: object = (chosen, address.unit())
    if doors:
        held = (held, answer.selection, sorted(answer.parameters.items()))
    name = f"chart_{key}_{zlib.crc32(repr(held).encode()):08x}"
    clicks: dict[str, Any] = {}
    if on_click or doors:
        clicks = {
            "on_select": on_click(name) if on_click else "rerun",
            "selection_mode": "points",
        }
    picture = file_name(answer.provenance(), "png").removesuffix(".png")
    drawn = figure()
    if not any(_shows_something(trace) for trace in drawn.data):
        st.caption(_("There is nothing to draw here."))
        if beneath:
            beneath()
        return

    def draw(width: Any = "stretch") -> None:
        st.plotly_chart(
            drawn,
            width=width,
            key=name,
            alt=alt,
            config={
                **_CONFIG,
                "toImageButtonOptions": {"format": "png", "scale": 3, "filename": picture},
            },
            **clicks,
        )

    _placed(key, names() if names else None, draw, drawn, wide)
    if doors and any(
        trace.customdata is not None and len(trace.customdata) for trace in drawn.data
    ):
        _doors(key, name, drawn, doors)
    if beneath:
        beneath()


def _shows_something(trace: Any) -> bool:
    given = trace.to_plotly_json()
    return any(
        given.get(values) is not None and len(given[values])
        for values in ("customdata", "x", "z", "lon", "locations")
    )


def _printed(
    key: str,
    answer: Answer,
    drawn: go.Figure,
    names: Callable[[], go.Figure] | None,
    alt: str,
    unit: str | None,
    wide: bool,
) -> None:
    """The card on paper: chart, what was counted, rows."""

    def draw(width: Any = "stretch") -> None:
        st.plotly_chart(
            drawn, width=width, key=f"print_{key}", alt=alt, config={"staticPlot": True}
        )

    _placed(key, names() if names else None, draw, drawn, wide)
    if unit:
        st.caption(counting.unit_meaning(unit))
    printing.table(
        answer.name, answer.rows, _reading_order(list(answer.rows.columns)), of=answer.total
    )


def _placed(
    key: str, names: go.Figure | None, draw: Callable[..., None], drawn: go.Figure, wide: bool
) -> None:
    """A chart beside the names of its lines, where it has any; a wide one where it can be scrolled."""
    if names:
        _beside(key, names, draw, drawn)
    elif wide:
        with st.container(key=f"wide_{key}"):
            draw()
    else:
        draw()


def _doors(key: str, chart: str, drawn: go.Figure, doors: Callable[[list[str]], None]) -> None:
    with st.container(key=f"picked_{key}", gap="xxsmall"):
        place = st.container(gap="xxsmall")
        with st.container(horizontal=True, gap="small"):
            hint = st.container(width="content")
            ids = marks.chosen(key, chart, drawn)
        if ids:
            with place:
                doors(ids)
        else:
            hint.caption(_("Click a mark for what is behind it."))


def _beside(key: str, names: go.Figure, draw: Callable[[Any], None], drawn: go.Figure) -> None:
    """A wide chart that is scrolled sideways while the names of its lines stay where they are."""
    with st.container(horizontal=True, wrap=False, gap=None, key=f"sideways_{key}"):
        with st.container(width=names.layout.width, key=f"names_{key}"):
            st.plotly_chart(
                names,
                width=names.layout.width,
                key=f"chart_names_{key}",
                alt=_("Names of the chart's lines"),
                config={"staticPlot": True},
            )
        with st.container(key=f"scroll_{key}"):
            draw(max(drawn.layout.width, _NARROWEST))


def hint(words: str) -> str:
    """What a click on a mark does, for the end of a subtitle; empty where marks cannot be clicked."""
    return "" if embedding.wanted() or printing.wanted() else f" · {words}"


def heading(title: str, subtitle: str, anchor: str | None = None) -> None:
    """A card's finding and, under it, unit, denominator and filters; ``anchor`` lets the page link to it.

    A card that is shown alone has the only heading there is.
    """
    title = text.shorten(title, text.LONGEST_FINDING)
    level = "#" if embedding.wanted() else "##"
    if title and anchor:
        st.header(text.markdown(title), anchor=anchor)
    elif title:
        st.markdown(f"{level} {text.markdown(title)}", anchors=False)
    st.caption(text.markdown(subtitle))


def nothing(key: str, subtitle: str, words: str = "") -> None:
    """What stands in the card ``key`` where there are no rows: a sentence, and a way out."""
    heading(words or _("Nothing in this selection"), subtitle)
    if address.filters().active():
        st.button(
            _("Reset all filters"),
            key=f"reset_{key}",
            icon=":material/restart_alt:",
            on_click=address.write,
            args=(Filters(),),
            kwargs={"page": None},
        )


def rows_table(answer: Answer, *, key: str, alt: str, height: int = 430) -> None:
    """The rows as a table of at most ``height`` pixels: sortable, searchable, addresses as links, columns explained."""
    if printing.wanted():
        printing.table(
            answer.name, answer.rows, _reading_order(list(answer.rows.columns)), of=answer.total
        )
        return
    rows = first_rows(answer.rows, answer.total)
    st.dataframe(
        readable(rows),
        hide_index=True,
        key=key,
        alt=alt,
        height=min(36 * (len(rows) + 1) + 3, height),
        column_order=_reading_order([str(name) for name in answer.rows.columns]),
        column_config=columns(answer.name),
    )


def first_rows(rows: pd.DataFrame, total: int) -> pd.DataFrame:
    """The rows that a table shows: at most GRID_ROWS, with a line that says so where there are more in all."""
    if total > GRID_ROWS:
        st.caption(
            _("The first {n} of {of} rows; the files hold all.").format(
                n=number(GRID_ROWS), of=number(total)
            )
        )
    return rows.head(GRID_ROWS)


def readable(rows: pd.DataFrame) -> Any:
    """Rows as readers see them: closed lists in words, dates as people write them. Cells keep their order in time."""
    lists = {name: words for name, words in labels.COLUMNS.items() if name in rows.columns}
    worded = rows.assign(
        **{
            name: [
                words.get(value, value) if isinstance(value, str) else "" for value in rows[name]
            ]
            for name, words in lists.items()
        }
    )
    if "submitted_on" not in rows.columns or len(rows) > STYLED_ROWS:
        return worded
    return worded.style.format(written, subset=["submitted_on"])


def _reading_order(names: list[str]) -> list[str]:
    """What it is called first, then how many, then the rest; ids, which are for programs, last."""
    ids = [name for name in names if name.endswith("_id")]
    words = [name for name in names if name not in ids]
    figures = [name for name in ("count", "total", "share") if name in words]
    rest = [name for name in words if name not in figures]
    return [*rest[:1], *figures, *rest[1:], *ids]


def columns(name: str) -> dict[str, Any]:
    """Column settings from the question's header: heading, help, kind."""
    made: dict[str, Any] = {}
    for column in question(name).columns:
        words, tip = counting.heading(column.name), column.meaning
        if column.name.endswith("_url"):
            made[column.name] = st.column_config.LinkColumn(
                words, help=tip, display_text=r"https?://(?:www\.)?([^/?#]+)"
            )
        elif column.unit == "percent":
            made[column.name] = st.column_config.NumberColumn(words, help=tip, format="%.1f%%")
        elif column.type in ("integer", "number"):
            made[column.name] = st.column_config.NumberColumn(words, help=tip, format="localized")
        else:
            made[column.name] = st.column_config.TextColumn(words, help=tip)
    return made


def tools(key: str, answer: Answer, frame: Callable[[], str] | None = None) -> None:
    """The quiet row under a card: files of exactly these rows, and how to use them elsewhere. Not on paper.

    ``frame()`` gives the HTML that puts the card into another page, where it can be.
    """
    if printing.wanted():
        return
    download(key, answer)
    rows = None
    if answer.endings:
        rows = snippets.Rows(
            answer.at, answer.endings, lambda: slug(answer.provenance()), answer.only
        )
    snippets.menu(key, rows, frame)


def download(key: str, answer: Answer, label: str = "") -> None:
    """The files of exactly these rows, behind a button that is called ``label``."""
    popover(
        f"download_{key}",
        label or _("Download"),
        ":material/download:",
        partial(_files, key, answer),
    )


def _files(key: str, answer: Answer) -> None:
    said = answer.provenance()
    for ending, format_ in FORMATS.items():
        if answer.total > FILE_ROWS:
            st.link_button(
                format_.name, answer.at(ending), icon=":material/download:", width="stretch"
            )
            continue
        st.download_button(
            format_.name,
            data=partial(answer.file, said, ending),
            file_name=file_name(said, ending),
            mime=format_.media_type,
            key=f"download_{key}_{ending}",
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )
    st.caption(
        ngettext("{n} row", "{n} rows", answer.total).format(n=number(answer.total))
        + (
            _(" in parts: each file has the first {n}, the data API the rest").format(
                n=number(FILE_ROWS)
            )
            if answer.total > FILE_ROWS
            else ""
        )
        + ", "
        + _(
            "data {version}. CSV and Excel: text that a spreadsheet would run as a formula "
            "starts with an apostrophe."
        ).format(version=said.version)
    )
