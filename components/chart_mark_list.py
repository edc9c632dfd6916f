"""The marks of a chart as a list, so that a keyboard and a screen reader can select them as a mouse does."""

import re
from html import unescape

import plotly.graph_objects as go
import streamlit as st

from components import url_state
from i18n import _, escaping

_BREAK, _TAG = re.compile(r"<br\s*/?>"), re.compile(r"<[^>]*>")


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
    return escaping.one_line(unescape(_TAG.sub("", _BREAK.sub(", ", str(hover)))))


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
