"""Draws cards: finding, subtitle, chart or table or how it was counted, and the files of exactly these rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from html import unescape
from math import ceil
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from cards import reports
from cards.kit import Card, DrillDown, RecordList
from cards.tables import in_order
from cards.view import notes
from charts.text_marks import with_text_marks
from components import embed, links, print_view, redirects, url_state, widgets
from components.downloads import download, toolbar
from components.grid import rows_table
from components.headings import empty_state, heading
from components.query_limits import survives_query_limit
from components.record_list import draw_list, draw_list_alone
from i18n import _, dataset_texts, filter_options, headed, labels, messages, stating
from i18n.escaping import markdown, one_line
from queries import Filters, question

_NARROWEST = 150
"""Pixels: a chart is never drawn narrower; in a narrower place it would be cut."""

_HEIGHT = 500
"""Pixels: height of a chart whose figure does not state one."""

_BAR = 28
"""Pixels above a chart that is scrolled sideways, for its buttons (frame.css)."""

_CONFIG = {
    "displaylogo": False,
    # Streamlit adds its button for full screen to the bar, but not to a bar that "modeBarButtons" lists.
    "modeBarButtonsToRemove": [
        *("zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d"),
        *("zoomInGeo", "zoomOutGeo", "resetGeo", "toImage"),
    ],
    "displayModeBar": "hover",
    # Of two clicks within this time, in milliseconds, Plotly would report only one.
    "doubleClickDelay": 0,
    "responsive": True,
}
_STATIC = {"staticPlot": True}
_BREAK, _TAG = re.compile(r"<br\s*/?>"), re.compile(r"<[^>]*>")


@survives_query_limit
def show(
    declared: Callable[[], Card | RecordList | None],
    *,
    above: Callable[[], object] | None = None,
    below: Callable[[], object] | None = None,
) -> None:
    """Draw the card that ``declared`` returns, if it returns one; the other parameters are those of ``draw``."""
    card = declared()
    if isinstance(card, RecordList):
        draw_list(card, above=above)
    elif card:
        draw(card, above=above, below=below)


@contextmanager
def side_by_side(key: str) -> Iterator[None]:
    """The cards that are drawn in this stand side by side, each as wide as the others (frame.css)."""
    with st.container(horizontal=True, gap="small", key=f"row_{key}"):
        yield


def show_beside(key: str, *declared: Callable[[], Card | RecordList | None]) -> None:
    """Draw cards side by side."""
    with side_by_side(key):
        for card in declared:
            show(card)


def draw(
    card: Card,
    *,
    above: Callable[[], object] | None = None,
    below: Callable[[], object] | None = None,
) -> None:
    """Draw a card. ``above`` draws the switches that act on it, on an empty card too, but not on paper; ``below`` draws
    what the page has right under the chart.
    """
    with st.container(border=True, key=f"card_{card.key}", height="stretch"):
        switches = above if above and not print_view.is_print_view() else lambda: None
        if card.query.rows.empty:
            empty_state(card.key, card.subtitle, card.empty, card.query.filters)
            switches()
            return
        title = card.title or _(question(card.query.name).title)
        heading(title, card.subtitle)
        switches()
        if print_view.is_print_view():
            _draw_printed(card, headed(title, card.subtitle))
            return
        drawing = partial(_draw_chart, card, headed(title, card.subtitle), below)
        _draw_views(card, drawing, title)
        beside = partial(links.draw, card.toolbar)
        if card.compact:
            download(card.key, card.query, pictured=True, beside=beside)
        else:
            frame = partial(_frame, card, title)
            toolbar(card.key, card.query, frame, pictured=True, beside=beside)


def _draw_views(card: Card, drawing: Callable[[], None], alt: str) -> None:
    """Draw the view that the reader chose: the chart, its rows, or how they were counted; a compact card has its chart.

    The switch looks like tabs (frame.css), and is one element where tabs are four.
    """
    if card.compact:
        drawing()
        return
    names = {"chart": _("Chart"), "table": _("Table"), "method": _("How it was counted")}
    view = st.segmented_control(
        ", ".join(names.values()),
        list(names),
        default="chart",
        required=True,
        format_func=names.__getitem__,
        key=f"views_{card.key}",
        label_visibility="collapsed",
    )
    if view == "table":
        rows_table(card.query, key=f"table_{card.key}", alt=alt, order=card.order)
    elif view == "method":
        _draw_method(card)
    else:
        drawing()


def _draw_method(card: Card) -> None:
    st.markdown(_method(card))
    with st.expander(_("The query, in SQL")):
        st.caption(_("You can run this in DuckDB on the database that *Data and method* offers."))
        st.code(card.query.sql(), language="sql", wrap_lines=True)


def _method(card: Card) -> str:
    """Markdown that says how the figures of a card were counted, from the header of its question."""
    definition = question(card.query.name)
    filters = filter_options.describe(card.query.filters)
    entries = []
    for column in definition.columns:
        column_heading, meaning = labels.heading(column.name), _(column.meaning)
        unit = _(column.unit) if column.unit else ""
        entry = f"- **{markdown(column_heading)}** – {markdown(meaning)}"
        entries.append(f"{entry} ({markdown(unit)})" if unit else entry)
    paragraphs = (
        _("**Each row**: {row}.").format(row=markdown(_(definition.row))),
        messages.UNIT_MEANING(card.unit) if card.unit else "",
        card.how,
        _("**Filters**: {filters}.").format(filters=markdown(filters)),
        reports.in_words(card.query),
        markdown(dataset_texts.limits()),
        "\n".join((_("**Columns**:"), *entries)),
    )
    return "\n\n".join(filter(None, paragraphs))


def draw_alone(card: Card | RecordList) -> None:
    """The card without its toolbar; clicks on its marks lead nowhere."""
    if isinstance(card, RecordList):
        draw_list_alone(card)
        return
    if card.query.rows.empty:
        heading(card.empty or _("Nothing matches these filters"), card.subtitle)
        return
    title = card.title or _(question(card.query.name).title)
    heading(title, card.subtitle)
    alt = headed(title, card.subtitle)
    _draw_views(card, partial(_draw_chart, card, alt, clickable=False), title)


def _frame(card: Card, title: str) -> str:
    height = _layout(card.figure).get("height", _HEIGHT)
    height += _BAR if card.names or card.wide else 0
    return embed.snippet(card.key, title, embed.heights(height, height, title, card.subtitle))


def _draw_chart(
    card: Card,
    alt: str,
    below: Callable[[], object] | None = None,
    *,
    clickable: bool = True,
) -> None:
    key = card.key
    query_state = (card.query.filters, sorted(card.query.parameters.items()))
    chart_state = (card.selected, card.state, url_state.unit(), *query_state)
    name = widgets.drawn_for(f"chart_{key}", chart_state)
    clicks = _clicks(card, name) if clickable else {}
    figure = card.figure
    if any(_shows_something(trace) for trace in figure.to_dict()["data"]):
        plot = partial(_plot, card.fitting, key=name, alt=alt, config=_CONFIG, **clicks)
        _place_chart(card, plot, figure)
        if clickable and card.drill_down and _has_ids(figure):
            _draw_drill_down(key, name, figure, card.drill_down)
    else:
        st.caption(_("Nothing to show here."))
    _draw_notes(card)
    if clickable:
        url_state.show_all(card.key, card.every)
        if card.paging:
            url_state.page(card.paging.total, card.paging.size, key=card.paging.parameter)
        links.draw_below(card)
        links.draw_numbered(card)
        if below:
            below()


def _draw_notes(card: Card) -> None:
    """Draw the card's notes: that it shows more than the filters select, and how much of it groups said themselves.

    They stand below the chart, where they move nothing.
    """
    for note in notes(url_state.context(), card):
        st.caption(markdown(note))


def _clicks(card: Card, widget: str) -> dict[str, Any]:
    """What the chart ``widget`` does with clicks on its marks."""
    if card.opens:
        return {
            "on_select": redirects.open_on_click(widget, card.opens),
            "selection_mode": "points",
        }
    if card.sets or card.click:

        def click(filters: Filters, ids: list[str]) -> Filters:
            return card.click(filters, ids) if card.click else filters.toggle(card.sets, ids[0])

        return {"on_select": url_state.filter_on_click(widget, click), "selection_mode": "points"}
    if card.drill_down:
        return {"on_select": "rerun", "selection_mode": "points"}
    return {}


def _has_ids(figure: go.Figure) -> bool:
    return any(len(trace.get("customdata") or ()) for trace in figure.to_dict()["data"])


def _shows_something(trace: Mapping[str, Any]) -> bool:
    return any(len(trace.get(key) or ()) for key in ("customdata", "x", "z", "lon", "locations"))


def _layout(figure: go.Figure) -> dict[str, Any]:
    layout: dict[str, Any] = figure.to_dict()["layout"]
    return layout


def _draw_printed(card: Card, alt: str) -> None:
    """The card on paper: chart, what was counted, rows."""
    plot = partial(_plot, card.fitting, key=f"print_{card.key}", alt=alt, config=_STATIC)
    _place_chart(card, plot, card.figure)
    _draw_notes(card)
    if card.unit:
        st.caption(messages.UNIT_MEANING(card.unit))
    rows = in_order(card.query.rows, card.order)
    most = print_view.FEW if card.compact else print_view.ROWS
    print_view.table(card.query, rows, most=most)


def _plot(figure: go.Figure, width: Any = "stretch", **more: Any) -> None:
    st.plotly_chart(figure, width=width, theme=None, **more)


def _place_chart(card: Card, plot: Callable[..., None], figure: go.Figure) -> None:
    """A chart beside the names of its lines, where it has any; a wide one where it can be scrolled."""
    if card.names:
        _place_beside_names(card, card.names(), plot, figure)
    elif card.wide:
        with st.container(key=f"wide_{card.key}"):
            plot()
    else:
        plot()


def _draw_drill_down(
    key: str,
    chart: str,
    figure: go.Figure,
    drill_down: Callable[[list[str]], DrillDown | None],
) -> None:
    with st.container(key=f"picked_{key}", gap="xxsmall"):
        container = st.container(gap="xxsmall")
        ids = selected_mark(key, chart, figure)
        if ids:
            with container:
                links.draw_drill_down(drill_down(ids))


def _place_beside_names(
    card: Card, names: go.Figure, plot: Callable[[Any], None], figure: go.Figure
) -> None:
    """A wide chart that is scrolled sideways while the names of its lines stay where they are."""
    key = card.key
    names_width, chart_width = _layout(names)["width"], _layout(figure).get("width")
    with st.container(horizontal=True, wrap=False, gap=None, key=f"sideways_{key}"):
        with st.container(width=names_width, key=f"names_{key}"):
            alt, chart = stating(_("Lines of the chart"), card.title), with_text_marks(names)
            _plot(chart, names_width, key=f"chart_names_{key}", alt=alt, config=_STATIC)
        with st.container(key=f"scroll_{key}" if chart_width else f"scroll_filled_{key}"):
            plot(max(ceil(chart_width), _NARROWEST) if chart_width else "stretch")


def marks_of(figure: go.Figure) -> dict[tuple[str, ...], str]:
    """The ids of each mark (its customdata) and what it says on hover, as plain text, in the order they are drawn.

    Marks without a hover text say their ids.
    """
    marks: dict[tuple[str, ...], str] = {}
    for trace in figure.to_dict()["data"]:
        data, words = trace.get("customdata"), trace.get("hovertext")
        if data is None:
            continue
        for index, ids in enumerate(data):
            hover = words[index] if isinstance(words, list | tuple) and index < len(words) else ""
            key = tuple(str(identifier) for identifier in ids)
            marks.setdefault(key, _plain(hover) or " · ".join(key))
    return marks


def _plain(hover: object) -> str:
    return one_line(unescape(_TAG.sub("", _BREAK.sub(", ", str(hover)))))


def selected_mark(key: str, chart: str, figure: go.Figure) -> list[str]:
    """The ids of the mark that was last clicked in ``chart`` or chosen from the list; empty if none was."""
    clicked = url_state.clicked_ids(chart)
    # Not a popover: Streamlit puts its content at the end of the page, where Tab comes to it last.
    listing = st.expander(
        _("Pick a bar, point or cell from a list"),
        icon=":material/list:",
        type="compact",
        key=f"marks_{key}",
        on_change="rerun",
    )
    choice_key = f"held_{chart}"

    def keep_choice() -> None:
        st.session_state[choice_key] = clicked, st.session_state[f"mark_{chart}"]

    if listing.open:
        marks = marks_of(figure)
        with listing:
            st.selectbox(
                _("Bar, point or cell"),
                list(marks),
                index=None,
                format_func=lambda ids: marks.get(ids, ""),
                placeholder=_("Type to find one"),
                key=f"mark_{chart}",
                on_change=keep_choice,
            )
    at_click, ids = st.session_state.get(choice_key, (None, None))
    return [str(identifier) for identifier in ids] if ids and at_click == clicked else clicked
