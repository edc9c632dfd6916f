"""The address is the state. Widgets mirror the query string, so copying, reloading and the browser's back
button just work.

Streamlit's own binding writes option labels into the address and replaces history entries; here ids are
written, and every change is a history entry of its own.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Literal
from urllib.parse import urlencode, urlunsplit

import streamlit as st

from cards.query import ALL, FIRST, MORE, Context
from components import address, widgets
from i18n import _, escaping, filter_options, isolation, labels, number, routes
from i18n.routes import HOME, PAGES, Page
from queries import Filters, memory, per_version
from queries.filters import Dropped

_CARRIED = ("count", "lang")
"""View parameters that hold on every page and go along with the filters."""


def query() -> Mapping[str, list[str]]:
    """The address's parameters, name -> values."""
    return address.given()


def last_value(name: str) -> str:
    """The last value of a parameter in the address; empty without one."""
    return next(reversed(query().get(name, ())), "")


def on_search_page() -> bool:
    """Whether this is the page of search results."""
    return page_shown().name == routes.SEARCH


def _filters() -> dict[str, Sequence[str]]:
    """The parameters of the address that are filters on this page, or of which one could be."""
    return routes.filters_of(page_shown().path, query())


@address.once
def from_url() -> tuple[Filters, tuple[Dropped, ...]]:
    """The filters in the address, and the parts of it that could not be used."""
    address_parameters = tuple((name, tuple(values)) for name, values in query().items())
    return _read(page_shown().path, address_parameters)


@per_version(4_000_000, memory)
def _read(
    path: str, address_parameters: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[Filters, tuple[Dropped, ...]]:
    """The filters of an address's parameters on the page at ``path``."""
    parameter_lists = {name: list(values) for name, values in address_parameters}
    return Filters.from_query(
        routes.filters_of(path, parameter_lists), filter_options.option_labels()
    )


def filters() -> Filters:
    """The selection that the address asks for."""
    return from_url()[0]


def navigate(selection: Filters, **view: str | Sequence[str] | None) -> None:
    """Put a selection into the address, keep the view's parameters, and set those given (None takes one out).

    Where a switch of the page decides on the kind of point, setting it takes the filter on kinds out.
    """
    if "show" in view and "kind" in page_shown().own_filters:
        selection = selection.without("kind")
    cleared = Filters.__dataclass_fields__.keys() & _filters().keys()
    view_parameters = {name: values for name, values in query().items() if name not in cleared}
    for name, value in view.items():
        view_parameters.pop(name, None)
        if value is not None:
            view_parameters[name] = _values(value)
    address.put({**selection.to_query(), **view_parameters})


def set_params(**view: str | Sequence[str] | None) -> None:
    """Set view parameters of the page (None takes one out) and leave the filters as they are."""
    navigate(filters(), **view)


def changed_options(name: str, before: Collection[str], now: Collection[str]) -> tuple[str, ...]:
    """The options of the filter ``name`` in the newest selection, with those that a reader has added to a widget and
    without those that the reader has taken out of it; the widget had the options ``before`` and has those of ``now``.
    """
    selected: tuple[str, ...] = getattr(filters(), name)
    options = [option for option in selected if option in now or option not in before]
    return (*options, *(option for option in now if option not in before and option not in options))


def _values(value: str | Sequence[str]) -> list[str]:
    """The values of a view parameter, which may stand in the address more than once."""
    return [value] if isinstance(value, str) else list(value)


def parameters(selection: Filters, **view: str | Sequence[str]) -> dict[str, list[str]]:
    """The query string's parameters for a link to a view of ``selection``; what holds on every page goes along."""
    address_parameters = query()
    carried = {name: address_parameters[name] for name in _CARRIED if name in address_parameters}
    view_parameters = {name: _values(value) for name, value in view.items()}
    return {**selection.to_query(), **carried, **view_parameters}


def full_url(path: str | None = None, parameters: Mapping[str, Iterable[str]] | None = None) -> str:
    """The full address of this page, or of ``path`` (/points) with ``parameters``, as a reader would send it."""
    url = escaping.parts(st.context.url or "http://localhost:8501/")
    query_parameters = query() if parameters is None else parameters
    url_path = url.path if path is None else f"{url.path.rpartition('/')[0]}{path}"
    return urlunsplit(
        (url.scheme, url.netloc, url_path, urlencode(query_parameters, doseq=True), "")
    )


def param(name: str, choices: Sequence[str]) -> str:
    """A view parameter of the address; the first of ``choices`` if it is absent or not one of them."""
    return context().value(name, choices)


def segmented_param(
    name: str,
    label: str,
    choices: Mapping[str, str],
    *,
    default: str | None = None,
    adapt: Callable[[Filters, str], Filters] | None = None,
    clears: Collection[str] = (),
    bare: bool = False,
) -> str:
    """A switch (one of ``choices``, id -> label as plain text) that lives in the address as ``name``.

    It stands at ``default``, else at the first, where the address does not say. ``adapt`` makes the filters fit what
    was chosen; the view parameters that it ``clears`` mean nothing after a change. A ``bare`` one shows no label, as
    its choices explain themselves; screen readers read it.
    """
    usual = default or next(iter(choices))
    ids = (usual, *(choice for choice in choices if choice != usual))
    key, first = widgets.showing(f"view_{name}", param(name, ids))

    def changed(_before: str | None, now: str | None) -> None:
        new_choice = now or usual
        selection = filters()
        fitting = adapt(selection, new_choice) if adapt else selection
        cleared: dict[str, None] = dict.fromkeys(("page", *clears))
        navigate(fitting, **{**cleared, name: None if new_choice == usual else new_choice})

    st.segmented_control(
        isolation.isolated(label),
        tuple(choices),
        key=key,
        default=first,
        format_func=lambda choice: escaping.markdown(choices[choice]),
        required=True,
        on_change=widgets.on_change(key, changed),
        wrap=True,
        label_visibility="collapsed" if bare else "visible",
    )
    return param(name, ids)


def kind_switch(
    choices: Mapping[str, str],
    *,
    adapt: Callable[[Filters, str], Filters] | None = None,
    clears: Collection[str] = (),
) -> str:
    """The switch of a page that decides on the kind of point."""
    return segmented_param("show", _(labels.KIND), choices, adapt=adapt, clears=clears, bare=True)


def on_paper() -> bool:
    """Whether the address asks for the page as a document, without its controls."""
    return last_value("print") == "1"


def switch(name: str, label: str, choices: Mapping[str, str], *, bare: bool = False) -> str:
    """A switch that is not drawn on paper; a ``bare`` one shows no label."""
    if on_paper():
        return param(name, tuple(choices))
    return segmented_param(name, label, choices, bare=bare)


def selected(
    name: str,
    label: str,
    choices: Mapping[str, str],
    *,
    default: str,
    clears: Collection[str] = (),
    bare: bool = False,
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """A list to choose one of (id -> label) from, where a switch would be too long; it lives in the address as
    ``name`` and stands at ``default`` where the address does not say. The view parameters that it ``clears`` mean
    nothing after a change. A ``bare`` one shows no label. ``width`` is in pixels.
    """
    ids = (default, *(choice for choice in choices if choice != default))
    key, first = widgets.showing(f"view_{name}", param(name, ids))

    def changed(_before: str, new_choice: str) -> None:
        cleared: dict[str, None] = dict.fromkeys(clears)
        set_params(**{**cleared, name: None if new_choice == default else new_choice})

    st.selectbox(
        label,
        tuple(choices),
        index=tuple(choices).index(first) if first in choices else 0,
        key=key,
        format_func=choices.__getitem__,
        on_change=widgets.on_change(key, changed),
        label_visibility="collapsed" if bare else "visible",
        width=width,
    )
    return param(name, ids)


def multiselect_param(
    name: str,
    label: str,
    choices: Mapping[str, str],
    chosen: Sequence[str],
    *,
    most: int,
    placeholder: str,
    read: Callable[[Sequence[str]], Sequence[str]] | None = None,
    clears: Collection[str] = (),
) -> None:
    """A list to choose up to ``most`` of (id -> label) from, in the order chosen; it lives in the address as ``name``,
    once for each, and shows ``chosen``. ``read`` makes ids of what a reader has in it, words among them; without it,
    words are no choice. The view parameters that it ``clears`` mean nothing after a change.
    """
    key, first = widgets.showing(f"view_{name}", tuple(chosen))

    def changed(_before: Sequence[str], now: Sequence[str]) -> None:
        ids, parameters = read(now) if read else now, query()
        if list(ids) != parameters.get(name, []):
            set_params(**{**dict.fromkeys(("page", *clears)), name: ids or None})

    st.multiselect(
        label,
        list(choices),
        default=first,
        key=key,
        format_func=lambda identifier: choices.get(identifier, identifier),
        max_selections=most,
        placeholder=placeholder,
        select_all=False,
        accept_new_options=read is not None,
        wrap=True,
        on_change=widgets.on_change(key, changed),
    )


def unit() -> str:
    """What is counted: submissions, organisations or points."""
    return context().unit


def set_page(page: Page) -> None:
    """Say which page is shown; callbacks are of the page that was shown before."""
    address.show(page.name)


def page_shown() -> Page:
    """The page that is shown."""
    return PAGES[address.session().page or HOME]


@address.once
def context() -> Context:
    """The filters, the unit and the view parameters that the address asks of the page."""
    clickable = not on_paper() and "card" not in query()
    return replace(Context.on(page_shown(), filters(), query()), clickable=clickable)


def unit_switch() -> None:
    """The counting switch, the same everywhere. Its choices explain themselves: it shows no label."""
    segmented_param("count", _(labels.COUNT), labels.UNITS, bare=True)


def page(count: int, size: int, *, key: str = "page") -> slice:
    """Page buttons for ``count`` rows of ``size`` a page, kept in the address as ``key``; returns the rows to show.

    On paper a line says which rows these are.
    """
    rows = context().rows_of_page(count, size, key)
    page_buttons(rows, count, size, key=key)
    if which := which_rows(rows, count, size):
        st.html(which)
    return rows


def page_buttons(rows: slice, count: int, size: int, *, key: str) -> None:
    """Buttons for the pages of ``count`` rows of ``size`` a page, of which ``rows`` are shown; none for one page."""
    pages = -(-count // size)
    if pages < 2:
        return
    widget, first = widgets.showing(f"view_{key}", rows.start // size + 1)

    def changed(_before: int, new_page: int) -> None:
        set_params(**{key: None if new_page == 1 else str(new_page)})

    st.pagination(pages, default=first, key=widget, on_change=widgets.on_change(widget, changed))


def which_rows(rows: slice, count: int, size: int) -> str:
    """HTML that says on paper which of ``count`` rows are shown; empty where they are all, or single rows."""
    if not 1 < size < count:
        return ""
    sentence = _("{first} to {last} of {count}; the files contain all.")
    words = sentence.format(
        first=number(rows.start + 1), last=number(min(rows.stop, count)), count=number(count)
    )
    return f'<p class="paged">{escape(words)}</p>'


def show_all(key: str, total: int) -> None:
    """A button under the chart of the card ``key`` that shows all of its ``total`` rows, or the first again."""
    if total <= FIRST + 2:
        return
    keys = query().get(ALL, [])
    is_expanded = key in keys
    other_keys = [card_key for card_key in keys if card_key != key]
    st.button(
        _("Show fewer") if is_expanded else _("Show all {n}").format(n=number(total)),
        key=f"all_{key}",
        icon=":material/expand_less:" if is_expanded else ":material/expand_more:",
        type="tertiary",
        on_click=set_params,
        kwargs={ALL: (other_keys if is_expanded else [*other_keys, key]) or None},
    )


def show_more(label: str) -> bool:
    """Whether the page shows its further cards, of which ``label`` says what they are about; draws the button that
    shows or hides them. On paper there is no button.
    """
    is_expanded = param(MORE, ("no", "yes")) == "yes"
    if not on_paper():
        st.button(
            _("Show less") if is_expanded else label,
            key="more_cards",
            icon=":material/expand_less:" if is_expanded else ":material/expand_more:",
            on_click=set_params,
            kwargs={MORE: None if is_expanded else "yes"},
            width="stretch",
        )
    return is_expanded


def clicked_ids(widget: str) -> list[str]:
    """The ids of the mark that was clicked in the chart ``widget``; empty if none was."""
    return _selected_mark(widget)[1]


def _selected_mark(widget: str) -> tuple[int, list[str]]:
    """Trace and ids of the mark that is selected in the chart ``widget``; no ids if none is.

    A bar and the ground behind it are marks of two traces with the same ids.
    """
    state = st.session_state.get(widget)
    points = state["selection"]["points"] if state else []
    if not points:
        return 0, []
    ids = [str(identifier) for identifier in points[0].get("customdata") or []]
    return int(points[0].get("curve_number", 0)), ids


def filter_on_click(
    widget: str, click: Callable[[Filters, list[str]], Filters]
) -> Callable[[], None]:
    """A callback for a mark clicked in the chart ``widget``: ``click`` gives the new filters, from those in force and
    the mark's ids. A click on the mark that is selected leaves none selected.
    """

    def clicked(before: tuple[int, list[str]] | None, now: tuple[int, list[str]]) -> None:
        if ids := now[1] or (before[1] if before else []):
            navigate(click(filters(), ids), page=None)

    return widgets.on_change(widget, clicked, _selected_mark)


def sync_browser_url(page: str) -> None:
    """Make the browser's address say what this run of ``page`` shows; call it after st.navigation.

    Streamlit does not update the address for a link to the current page, so the parameters are sent again. This does
    nothing if the address is the same.
    """
    before, address_parameters = st.session_state.get("asked", ("", {})), query()
    if before[0] == page and before[1] != address_parameters:
        address.put(address_parameters)
    st.session_state["asked"] = page, address_parameters
