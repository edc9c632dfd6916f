"""How a card is had elsewhere: its address, the address of its rows, lines that read them, and the chart in a frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components import address
from exports import FORMATS
from words import _, text


@dataclass(frozen=True)
class Rows:
    """Rows that have an address: ``at(ending)`` in each of the formats ``endings``.

    ``file()`` is the name of their file without its ending. Where the address gives more than the card has, ``only``
    says which of them those are.
    """

    at: Callable[[str], str]
    endings: tuple[str, ...]
    file: Callable[[], str]
    only: str = ""


ROWS = {
    "data": _("Address of the data"),
    "python": "Python",
    "r": "R",
    "duckdb": "DuckDB",
    "excel": "Excel",
    "curl": "curl",
}
"""Ways to have rows elsewhere, id -> name."""

LINK, EMBED = "link", "embed"


def python(source: str) -> str:
    """Python that reads the CSV file at ``source``."""
    return f'import pandas as pd\n\nrows = pd.read_csv("{source}")'


def r(source: str) -> str:
    """R that reads the CSV file at ``source``, which begins with a byte order mark."""
    return f'rows <- read.csv(\n  "{source}",\n  fileEncoding = "UTF-8-BOM",\n  na.strings = ""\n)'


def duckdb(source: str) -> str:
    """SQL by which DuckDB reads the CSV file at ``source``."""
    return f"FROM read_csv('{source}', header = true);"


def curl(source: str, file: str) -> str:
    """A command that saves what is at ``source`` as ``file``."""
    return f'curl --fail --output "{file}" "{source}"'


def popover(key: str, rows: Rows | None, frame: Callable[[], str] | None) -> None:
    """The button that opens the ways of a card; what is behind it is made only while it is open.

    ``frame()`` gives the HTML that puts the card's chart into another page.
    """
    with st.container(width="content", key=f"elsewhere_{key}"):
        _popover(key, rows, frame)


@st.fragment
def _popover(key: str, rows: Rows | None, frame: Callable[[], str] | None) -> None:
    with st.popover(
        _("Use it elsewhere"),
        icon=":material/link:",
        type="tertiary",
        key=f"use_{key}",
        on_change="rerun",
    ) as opened:
        if opened.open:
            ways = {LINK: _("Link"), **(ROWS if rows else {})}
            if frame:
                ways[EMBED] = _("Embed")
            way = LINK
            if len(ways) > 1:
                way = st.segmented_control(
                    _("Use it as"),
                    tuple(ways),
                    key=f"way_{key}",
                    default=LINK,
                    format_func=ways.__getitem__,
                    required=True,
                    label_visibility="collapsed",
                    wrap=True,
                )
            _way(key, str(way), rows, frame)


def _way(key: str, way: str, rows: Rows | None, frame: Callable[[], str] | None) -> None:
    if way == EMBED and frame:
        _code(_("HTML that puts this chart, with these filters, into a page of yours:"), frame())
        st.caption(
            _(
                "It follows the light or dark scheme of the reader’s device; for always the same, end the address with "
                "`&embed_options=light_theme` or `&embed_options=dark_theme`."
            )
        )
    elif way in ROWS and rows:
        _rows(key, way, rows)
    else:
        _code(_("This view, filters included:"), address.full())


def _rows(key: str, way: str, rows: Rows) -> None:
    source, ending = rows.at("csv"), "csv"
    if way in ("data", "curl"):
        ending = st.segmented_control(
            _("Format"),
            rows.endings,
            key=f"format_{key}",
            default="csv",
            format_func=lambda one: FORMATS[one].name,
            required=True,
            wrap=True,
        )
        source = rows.at(ending)
    if way == "data":
        _code(_("These rows, anew with every release of the data:"), source)
    elif way == "curl":
        _code(_("In a terminal:"), curl(source, f"{rows.file()}.{ending}"))
    elif way == "excel":
        said = _(
            "In Excel: *Data*, *Get Data*, *From Other Sources*, *From Web*; paste this, then *Load*:"
        )
        _code(said, source)
    else:
        lines = {"python": python, "r": r, "duckdb": duckdb}[way]
        _code(_("Reads these rows:"), lines(source))
    if rows.only:
        said = _("The address gives more than this card has, which is only {rows}.")
        st.caption(text.markdown(said.format(rows=rows.only)))


def _code(words: str, code: str) -> None:
    """What is to be copied, under what it is; in one colour, as those of code are too pale to read."""
    st.caption(words)
    st.code(code, language=None, wrap_lines=True)
