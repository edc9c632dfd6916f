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
    found: dict[tuple[str, ...], str] = {}
    for trace in figure.to_dict()["data"]:
        data, words = trace.get("customdata"), trace.get("hovertext")
        if data is None:
            continue
        for place, ids in enumerate(data):
            said = words[place] if isinstance(words, list | tuple) and place < len(words) else ""
            key = tuple(str(identifier) for identifier in ids)
            found.setdefault(key, _plain(said) or " · ".join(key))
    return found


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
    held = f"held_{chart}"

    def picked() -> None:
        st.session_state[held] = clicked, st.session_state[f"mark_{chart}"]

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
                on_change=picked,
            )
    at_click, ids = st.session_state.get(held, (None, None))
    return [str(identifier) for identifier in ids] if ids and at_click == clicked else clicked
