"""How to use a card elsewhere: its address, the address of its rows, code that reads them, and a frame of the chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from components import copy_box, url_state
from components.disclosure import Disclosure
from exports import FORMATS, Provenance, code_snippets
from exports.notebook import NOTEBOOK
from exports.provenance import bibtex, csl
from i18n import N_, Words, _, day, escaping, isolation, routes


@dataclass(frozen=True)
class Rows:
    """Rows that have an address: ``at(ending)`` in each of the formats ``endings``.

    ``file()`` is the name of their file without its ending, ``sql()`` the statement that gives them. Where the address
    gives more than the card has, ``only`` says which of them those are.
    """

    at: Callable[[str], str]
    endings: tuple[str, ...]
    file: Callable[[], str]
    sql: Callable[[], str]
    only: str = ""


ROWS = Words(
    {
        "data": N_("Web address of the data"),
        "sql": "SQL",
        "excel": "Excel",
        "curl": "curl",
    }
)
"""Forms in which rows can be used elsewhere, id -> name."""

LINK, EMBED = "link", "embed"


def menu(key: str, rows: Rows | None, frame: Callable[[], str] | None) -> Disclosure:
    """The button that opens the forms in which a card can be used elsewhere.

    ``frame()`` gives the HTML that puts the card into another page.
    """
    return Disclosure(
        f"use_{key}",
        _("Share or reuse"),
        ":material/link:",
        partial(_draw_forms, key, rows, frame),
    )


def page_link() -> None:
    """The address of the page as it is shown, to be copied."""
    _code(_("This page with its filters:"), url_state.full_url())


def quote(key: str, about: Callable[[], Provenance]) -> Disclosure:
    """The button that opens quotations of rows; ``about()`` returns what the rows show and where they are from."""
    return Disclosure(
        f"quote_{key}", _("Quote"), ":material/format_quote:", partial(_quotations, about)
    )


def _quotations(of: Callable[[], Provenance]) -> None:
    about, today = of(), date.today()
    citation = _("{citation}, accessed {day}").format(citation=about.citation, day=day(today))
    _code(_("As a sentence:"), isolation.isolated(about.quote))
    _code(_("As a citation:"), isolation.isolated(citation))
    _code(_("For BibTeX:"), bibtex(about, today))
    _code(_("For Zotero and others (CSL-JSON):"), csl(about, today))


def _draw_forms(key: str, rows: Rows | None, frame: Callable[[], str] | None) -> None:
    forms = {LINK: _("Link"), **(dict(ROWS) if rows else {})}
    if frame:
        forms[EMBED] = _("Embed")
    form = LINK
    if len(forms) > 1:
        form = st.segmented_control(
            _("Share as"),
            tuple(forms),
            key=f"way_{key}",
            default=LINK,
            format_func=forms.__getitem__,
            required=True,
            label_visibility="collapsed",
            wrap=True,
        )
    _draw_form(key, str(form), rows, frame)


def _draw_form(key: str, way: str, rows: Rows | None, frame: Callable[[], str] | None) -> None:
    if way == EMBED and frame:
        _code(_("HTML to show this, with these filters, on your own page:"), frame())
        st.caption(
            _(
                "It follows the light or dark mode of the reader’s device. To fix one mode, end the web "
                "address with `&embed_options=light_theme` or `&embed_options=dark_theme`."
            )
        )
    elif way in ROWS and rows:
        _rows(key, way, rows)
    else:
        page_link()


def _rows(key: str, way: str, rows: Rows) -> None:
    source, ending = rows.at("csv"), "csv"
    if way in ("data", "curl"):
        ending = st.segmented_control(
            _("Format"),
            rows.endings,
            key=f"format_{key}",
            default="csv",
            format_func=lambda name: FORMATS[name].name,
            required=True,
            wrap=True,
        )
        source = rows.at(ending)
    if way == "data":
        _code(_("These rows, updated with every release of the data:"), source)
        address = url_state.full_url(f"{routes.API}/{NOTEBOOK.name}", {})
        st.caption(f"[{NOTEBOOK.title}]({escaping.safe_url(address)})")
    elif way == "curl":
        _code(_("In a terminal:"), code_snippets.curl(source, f"{rows.file()}.{ending}"))
    elif way == "sql":
        words = _("Run this in DuckDB on the database offered on the page *Data and method*:")
        _code(words, rows.sql())
    elif way == "excel":
        words = _(
            "In Excel: *Data*, *Get Data*, *From Other Sources*, *From Web*; paste this, then *Load*:"
        )
        _code(words, source)
    _more_than_shown(rows.only)


def lines(source: str, only: str) -> None:
    """The lines by which programs read the rows at ``source``; ``only`` as ``Rows`` has it."""
    for program, line in code_snippets.readers(source).items():
        _code(_("{program} reads these rows:").format(program=program), line)
    _more_than_shown(only)


def _more_than_shown(only: str) -> None:
    if only:
        sentence = _(
            "This address returns more rows than the card shows: only {rows} are shown here."
        )
        st.caption(escaping.markdown(sentence.format(rows=only)))


def _code(words: str, code: str) -> None:
    """Draw ``code`` to copy, under ``words`` on what it is."""
    st.caption(isolation.isolated(words))
    st.html(copy_box.html(code))
