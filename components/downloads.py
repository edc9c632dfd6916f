"""The quiet row under a card: files of exactly its rows, and how to use them elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from cards import quote
from cards.query import Context, Query, wide_name
from cards.registry import cards_of
from components import copy_box, print_view, snippets, url_state
from components.disclosure import Disclosure, disclosures
from exports import FORMATS, Provenance, file_name
from exports.provenance import slug
from i18n import N_, Words, _, ngettext, number, routes, sentences, stating
from pictures import DARK, ENDINGS, FULL, LARGE, LIGHT, PREVIEW, SQUARE, file, picture_of
from queries import ALL_FILTERS, one_version

PICTURES = {"png": N_("Picture (PNG)"), "svg": N_("Picture (SVG)")}
"""Ending of a picture's file -> what it is called."""
SHAPES = Words({FULL: N_("Column"), PREVIEW: N_("Slide (16:9)"), SQUARE: N_("Square")})
"""Size of a picture -> the shape it is called by."""
SCHEMES = Words({LIGHT: N_("Light"), DARK: N_("Dark")})
"""Scheme of a picture -> what it is called."""


def _size(query: Query) -> str:
    """The sentence on how many rows a card's files have, and from which data, with fields for the numbers."""
    rows = query.total
    if rows > query.most:
        return ngettext(
            "{n} row in parts: each file has the first {first}, the data API the rest. Data version {version}.",
            "{n} rows in parts: each file has the first {first}, the data API the rest. Data version {version}.",
            rows,
        )
    return ngettext("{n} row, data version {version}.", "{n} rows, data version {version}.", rows)


def address_of(query: Query, ending: str) -> str:
    """The address of a card's rows in the data API, in one of the formats ``query.endings``."""
    return url_state.full_url(*query.location(ending))


def provenance(key: str, query: Query, *, pictured: bool = False) -> Provenance:
    """The provenance that a file of the rows of the card ``key`` states; ``pictured`` as in ``toolbar``."""
    address = url_state.full_url()
    about = query.provenance(address, address_of(query, "csv") if query.endings else "")
    if not pictured:
        return quote.of_rows(about, query.rows, query.total, query)
    page, context = url_state.page_shown().name, replace(url_state.context(), clickable=False)
    card = cards_of(page, context)[key]()
    return quote.of_card(page, context, card, about) if card else about


def toolbar(
    key: str,
    query: Query,
    frame: Callable[[], str] | None = None,
    *,
    pictured: bool = False,
    beside: Callable[[], object] | None = None,
) -> None:
    """The quiet row under a card: files of exactly these rows, how to quote them, and how to use them elsewhere, and
    the links that are ``beside``.

    Nothing on paper. ``frame()`` returns the HTML that puts the card into another page, where that is possible.
    ``pictured``: the card is in the registry, so its picture is among the files.
    """
    if print_view.is_print_view():
        return
    rows = None
    if query.endings:
        rows = snippets.Rows(
            partial(address_of, query),
            query.endings,
            lambda: slug(provenance(key, query)),
            query.sql,
            query.only,
        )
    disclosures(
        key,
        files_button(key, query, pictured=pictured),
        snippets.quote(key, partial(provenance, key, query, pictured=pictured)),
        snippets.menu(key, rows, frame),
        beside=beside,
    )


def download(
    key: str,
    query: Query,
    label: str = "",
    *,
    pictured: bool = False,
    beside: Callable[[], object] | None = None,
) -> None:
    """The files of exactly these rows and, if it is ``pictured``, of the card, behind a button called ``label``; and
    the links that are ``beside``.
    """
    disclosures(key, files_button(key, query, label, pictured=pictured), beside=beside)


def files_button(key: str, query: Query, label: str = "", *, pictured: bool = False) -> Disclosure:
    """The button that opens these files, for a row of buttons."""
    return Disclosure(
        f"download_{key}",
        label or _("Download"),
        ":material/download:",
        partial(_files, key, query, pictured),
    )


def _files(key: str, query: Query, pictured: bool) -> None:
    about = provenance(key, query, pictured=pictured)
    files = st.container(horizontal=True, gap="xsmall", key=f"files_{key}")
    with files:
        _rows(
            key,
            query,
            about,
            {file_format.ending: file_format.name for file_format in FORMATS.values()},
        )
        if wide := query.as_wide:
            wide_provenance = wide.provenance(about.address, address_of(wide, wide.endings[0]))
            names = {ending: wide_name(ending) for ending in wide.endings}
            _rows(f"{key}_wide", wide, wide_provenance, names)
    if pictured:
        size, scheme = _size_and_scheme(key, about)
        with files:
            _pictures(key, about, size, scheme)
    if wide:
        st.caption(sentences(stating(_("Wide table"), f"{wide_provenance.row}.")))
    st.caption(
        _size(query).format(n=number(query.total), first=number(query.most), version=about.version)
        + " "
        + _(
            "In CSV and Excel files, text that a spreadsheet would run as a formula starts with an apostrophe."
        )
    )
    if query.endings:
        snippets.lines(address_of(query, "csv"), query.only)


def _rows(key: str, query: Query, about: Provenance, names: Mapping[str, str]) -> None:
    """Buttons for files of the rows of a card; ``names`` has what each is called by its ending."""
    for ending, name in names.items():
        if query.total > query.most:
            st.link_button(name, address_of(query, ending), icon=":material/download:")
            continue
        st.download_button(
            name,
            data=partial(query.file, about, ending),
            file_name=file_name(about, ending),
            mime=FORMATS[ending].media_type,
            key=f"download_{key}_{ending}",
            on_click="ignore",
            icon=":material/download:",
        )


def _size_and_scheme(key: str, about: Provenance) -> tuple[str, str]:
    """Draw the picture of the card ``key`` and its switches; return the size and the scheme that the reader chose."""
    with st.container(horizontal=True, gap="small"):
        size = _choice(_("Picture"), SHAPES, FULL, f"shape_{key}")
        scheme = _choice(_("Colours"), SCHEMES, LIGHT, f"scheme_{key}")
    address = _picture_address(key, "svg", size, scheme)
    words = escape(about.finding or about.title)
    st.html(f'<img class="pictured" src="{escape(address)}" alt="{words}" loading="lazy">')
    return size, scheme


def _choice(label: str, names: Mapping[str, str], default: str, key: str) -> str:
    """Draw a switch under a label; return which of ``names`` the reader chose."""
    choice = st.segmented_control(
        label, list(names), default=default, required=True, format_func=names.__getitem__, key=key
    )
    return str(choice or default)


def _pictures(key: str, about: Provenance, size: str, scheme: str) -> None:
    """Buttons for the picture of the card ``key``, which is made when one is pressed; the last copies it (frame.js)."""
    page = url_state.page_shown()
    context = replace(url_state.context(), clickable=False)
    for ending, label in PICTURES.items():
        pixels = _pixels(ending, size)
        st.download_button(
            _(label),
            data=partial(_picture, page.name, key, context, about.address, ending, pixels, scheme),
            file_name=file_name(about, ending),
            mime=ENDINGS[ending],
            key=f"download_{key}_{ending}",
            on_click="ignore",
            icon=":material/image:",
        )
    address = _picture_address(key, "png", _pixels("png", size), scheme)
    st.html(copy_box.button("copy-picture", _("Copy picture"), address=address), width="content")


def _pixels(ending: str, size: str) -> str:
    """The size of a picture's file; a PNG of the whole height is drawn larger."""
    return LARGE if (ending, size) == ("png", FULL) else size


def _picture_address(key: str, ending: str, size: str, scheme: str) -> str:
    """The address of the picture of the card ``key`` as the page shows it."""
    page = url_state.page_shown()
    parameter_names = {*ALL_FILTERS, *routes.VIEW_OF_EVERY_PAGE, *page.view}
    parameters = {
        name: values for name, values in url_state.query().items() if name in parameter_names
    }
    look = {"size": [size]} | ({"scheme": [scheme]} if scheme != LIGHT else {})
    return url_state.full_url(routes.picture(page.path, key, ending), parameters | look)


def _picture(
    name: str, key: str, page: Context, address: str, ending: str, size: str, scheme: str
) -> bytes:
    with one_version():
        card = cards_of(name, page)[key]()
        if card is None:
            raise LookupError(f"the card {key} of {name} has nothing to show")
        return file(picture_of(name, card, page, address, ending, size, scheme), ending, size)
