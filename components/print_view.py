"""The page as a document: no controls, every chart with its rows beneath, filters in words, data version, address."""

from collections.abc import Collection, Iterable, Sequence
from html import escape
from itertools import islice
from pathlib import Path

import pandas as pd
import streamlit as st

from components import url_state
from data.version import code_version
from i18n import _, dataset_texts, escaping, method_note, ngettext, number
from i18n.dates import written
from i18n.filter_options import cell_in_words, describe
from queries import current, question

PARAMETER = "print"

_STYLE = Path(__file__).with_name("print_view.css")

ROWS, FEW = 12, 5
"""Rows of a table that are printed, and of a card without tabs; its files have all."""

COLUMNS = 8


def is_print_view() -> bool:
    """Whether the address asks for the page as a document."""
    return url_state.on_paper()


def link() -> None:
    """A link from the page to its document, or back."""
    if is_print_view():
        st.html(_STYLE)
        with st.container(key="print_back"):
            st.button(
                _("Back to the page"),
                key="leave_print",
                icon=":material/arrow_back:",
                type="tertiary",
                on_click=url_state.set_params,
                kwargs={PARAMETER: None},
            )
            st.caption(_("Print from your browser's menu (Ctrl+P)."))
    else:
        st.button(
            _("Print view"),
            key="enter_print",
            icon=":material/print:",
            type="tertiary",
            help=_("All charts with their tables, without buttons and menus"),
            on_click=url_state.set_params,
            kwargs={PARAMETER: "1"},
        )


def about() -> None:
    """What a printed page says of itself: filters in words, data version, address without the print parameter.

    On a page that is not a document it shows only on paper.
    """
    query = {name: values for name, values in url_state.query().items() if name != PARAMETER}
    with st.container(key="print_about"):
        st.markdown(
            "  \n".join(
                (
                    f"**{escaping.markdown(dataset_texts.texts().site)}**",
                    _("Filters: {filters}").format(
                        filters=escaping.markdown(describe(url_state.context().filters))
                    ),
                    _("Data {version}, code {code}. {limits}").format(
                        version=escaping.markdown(current().version),
                        code=escaping.markdown(code_version()),
                        limits=escaping.markdown(dataset_texts.texts().footnote),
                    ),
                    _("Address: {address}").format(
                        address=escaping.markdown(url_state.full_url(parameters=query))
                    ),
                )
            )
        )


def table(
    name: str,
    rows: pd.DataFrame,
    order: Sequence[str],
    *,
    of: int | None = None,
    most: int = ROWS,
) -> None:
    """The first ``most`` rows of an answer to the question ``name`` as a plain table.

    The answer has ``of`` rows, or those given. ``order`` has the columns to show; those that the
    question's header does not have are left out.
    """
    kinds = {column.name: column for column in question(name).columns}
    shown = [column for column in order if column in kinds][:COLUMNS]
    plain(
        [method_note.heading(column) for column in shown],
        (
            [_cell(getattr(row, column), kinds[column].unit, column) for column in shown]
            for row in rows.head(most).itertuples(index=False)
        ),
        len(rows) if of is None else of,
        most=most,
        numbers=[
            place
            for place, column in enumerate(shown)
            if kinds[column].type in ("integer", "number")
        ],
    )


def plain(
    heads: Sequence[str],
    lines: Iterable[Sequence[str]],
    count: int,
    *,
    most: int = ROWS,
    numbers: Collection[int] = (),
) -> None:
    """A plain table of at most ``most`` ``lines``, one text per head, and how many of ``count`` rows it leaves out.

    ``numbers`` are the places of the columns that stand at the right.
    """
    head = _line("th", heads, numbers)
    body = "".join(_line("td", cells, numbers) for cells in islice(lines, most))
    st.html(f"<table class='printed'><thead>{head}</thead>{body}</table>")
    if (left := count - most) > 0:
        st.caption(
            ngettext(
                "{n} more row is in the files.", "{n} more rows are in the files.", left
            ).format(n=number(left))
        )


def _line(tag: str, cells: Sequence[str], numbers: Collection[int]) -> str:
    return (
        "<tr>" + "".join(_td(tag, cell, at in numbers) for at, cell in enumerate(cells)) + "</tr>"
    )


def _td(tag: str, cell: str, number: bool) -> str:
    """A cell; an address as a link that shows where it leads to."""
    inside = escape(cell)
    if address := escaping.safe_url(cell):
        inside = f"<a href='{escape(address)}'>{escape(escaping.host(cell))}</a>"
    return f"<{tag} class='number'>{inside}</{tag}>" if number else f"<{tag}>{inside}</{tag}>"


def _cell(value: object, unit: str, column: str) -> str:
    if pd.isna(value):
        return ""
    if column == "submitted_on":
        return str(written(value))
    if isinstance(value, bool | str):
        return escaping.one_line(cell_in_words(column, str(value)))
    if isinstance(value, int | float):
        return f"{value:.1f}%" if unit == "percent" else number(value)
    return escaping.one_line(value)
