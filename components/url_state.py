"""The address is the state. Widgets mirror the query string, so copying, reloading and the browser's back
button just work.

Streamlit's own binding writes option labels into the address and replaces history entries; here ids are
written, and every change is a history entry of its own.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from urllib.parse import urlencode, urlunsplit

import streamlit as st

from cards.query import UNITS, Context
from i18n import _, escaping, filter_options, labels, routes
from queries import Filters
from queries.filters import Dropped

_CARRIED = ("count",)
"""View parameters that hold on every page and go along with the filters."""


def query() -> dict[str, list[str]]:
    """The address's parameters, name -> values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def on_page(path: str) -> None:
    """Note which page this run is of; callbacks of its widgets run before the next one says so."""
    st.session_state["page"] = path


def on_search_page() -> bool:
    """Whether this is the page of what is found."""
    return st.session_state.get("page") == routes.SEARCH


def _filters() -> dict[str, Sequence[str]]:
    """The parameters of the address that are filters on this page, or of which one could be."""
    return routes.filters_of(st.session_state.get("page", ""), query())


def from_url() -> tuple[Filters, tuple[Dropped, ...]]:
    """The filters in the address, and the parts of it that could not be used."""
    return Filters.from_query(_filters(), filter_options.option_labels())


def filters() -> Filters:
    """The selection that the address asks for."""
    return from_url()[0]


def navigate(selection: Filters, **view: str | Sequence[str] | None) -> None:
    """Put a selection into the address, keep the view's parameters, and set those given (None takes one out)."""
    cleared = Filters.__dataclass_fields__.keys() & _filters().keys()
    kept = {name: values for name, values in query().items() if name not in cleared}
    for name, value in view.items():
        kept.pop(name, None)
        if value is not None:
            kept[name] = _values(value)
    st.query_params.from_dict({**selection.to_query(), **kept})


def set_params(**view: str | Sequence[str] | None) -> None:
    """Set view parameters of the page (None takes one out) and leave the filters as they are."""
    navigate(filters(), **view)


def sync_widget(key: str, chosen: Collection[str]) -> None:
    """Have the widget ``key`` of several options show those in the address.

    Nothing is assigned if the widget already shows these values, in any order: an assigned value is sent to the browser
    and would overwrite a newer choice.
    """
    if set(st.session_state.get(key) or ()) != set(chosen) or key not in st.session_state:
        st.session_state[key] = list(chosen)


def _values(value: str | Sequence[str]) -> list[str]:
    """The values of a view parameter, which may stand in the address more than once."""
    return [value] if isinstance(value, str) else list(value)


def parameters(selection: Filters, **view: str | Sequence[str]) -> dict[str, list[str]]:
    """The query string's parameters for a link to a view of ``selection``; what holds on every page goes along."""
    carried = {name: st.query_params.get_all(name) for name in _CARRIED if name in st.query_params}
    shown = {name: _values(value) for name, value in view.items()}
    return {**selection.to_query(), **carried, **shown}


def full_url(path: str | None = None, parameters: Mapping[str, Iterable[str]] | None = None) -> str:
    """The full address of this page, or of ``path`` (/points) with ``parameters``, as a reader would send it."""
    here = escaping.parts(st.context.url or "http://localhost:8501/")
    asked = query() if parameters is None else parameters
    place = here.path if path is None else f"{here.path.rpartition('/')[0]}{path}"
    return urlunsplit((here.scheme, here.netloc, place, urlencode(asked, doseq=True), ""))


def param(name: str, choices: Sequence[str]) -> str:
    """A view parameter of the address; the first of ``choices`` if it is absent or not one of them."""
    return Context(view=query()).value(name, choices)


def segmented_param(
    name: str,
    label: str,
    choices: Mapping[str, str],
    *,
    default: str | None = None,
    adapt: Callable[[Filters, str], Filters] | None = None,
    clears: Collection[str] = (),
) -> str:
    """A switch (one of ``choices``, id -> label) that lives in the address as ``name``.

    It stands at ``default``, else at the first, where the address does not say. ``adapt`` makes the filters fit what
    was chosen; the view parameters that it ``clears`` mean nothing after a change.
    """
    key = f"view_{name}"
    usual = default or next(iter(choices))
    ids = (usual, *(one for one in choices if one != usual))
    st.session_state[key] = param(name, ids)

    def changed() -> None:
        picked = st.session_state[key] or usual
        selection = filters()
        fitting = adapt(selection, picked) if adapt else selection
        cleared: dict[str, None] = dict.fromkeys(("page", *clears))
        navigate(fitting, **{**cleared, name: None if picked == usual else picked})

    st.segmented_control(
        label,
        tuple(choices),
        key=key,
        format_func=choices.__getitem__,
        required=True,
        on_change=changed,
        wrap=True,
    )
    return param(name, ids)


def on_paper() -> bool:
    """Whether the address asks for the page as a document, without its controls."""
    return st.query_params.get("print") == "1"


def switch(name: str, label: str, choices: Mapping[str, str]) -> str:
    """A switch that is not drawn on paper."""
    if on_paper():
        return param(name, tuple(choices))
    return segmented_param(name, label, choices)


def selected(name: str, label: str, choices: Mapping[str, str], *, default: str) -> str:
    """A list to choose one of (id -> label) from, where a switch would be too long; it lives in the address as
    ``name`` and stands at ``default`` where the address does not say.
    """
    key = f"view_{name}"
    ids = (default, *(one for one in choices if one != default))
    st.session_state[key] = param(name, ids)

    def changed() -> None:
        picked = st.session_state[key]
        set_params(**{name: None if picked == default else picked})

    st.selectbox(label, tuple(choices), key=key, format_func=choices.__getitem__, on_change=changed)
    return param(name, ids)


def multiselect_param(
    name: str,
    label: str,
    choices: Mapping[str, str],
    chosen: Sequence[str],
    *,
    most: int,
    placeholder: str,
    clears: Collection[str] = (),
) -> None:
    """A list to choose up to ``most`` of (id -> label) from, in the order chosen; it lives in the address as ``name``,
    once for each, and shows ``chosen``. The view parameters that it ``clears`` mean nothing after a change.
    """
    key = f"view_{name}"
    st.session_state[key] = list(chosen)

    def changed() -> None:
        set_params(**{**dict.fromkeys(("page", *clears)), name: st.session_state[key] or None})

    st.multiselect(
        label,
        list(choices),
        key=key,
        format_func=lambda identifier: choices.get(identifier, identifier),
        max_selections=most,
        placeholder=placeholder,
        select_all=False,
        wrap=True,
        on_change=changed,
    )


def unit() -> str:
    """What is counted: submissions, organisations or points."""
    return param("count", UNITS)


def context() -> Context:
    """What the address asks of the page."""
    shown = not on_paper() and "card" not in st.query_params
    return Context(filters(), unit(), query(), clickable=shown)


def unit_switch() -> None:
    """The counting switch, the same everywhere."""
    segmented_param("count", labels.COUNT, labels.UNITS)


def page(count: int, size: int, *, key: str = "page") -> slice:
    """Page buttons for ``count`` rows of ``size`` a page, kept in the address as ``key``; returns the rows to show.

    On paper a line says which rows these are.
    """
    rows = context().rows_of_page(count, size, key)
    pages, number = max(1, -(-count // size)), rows.start // size + 1
    if pages > 1:
        widget = f"view_{key}_{number}"

        def changed() -> None:
            picked = st.session_state[widget]
            set_params(**{key: None if picked == 1 else str(picked)})

        st.pagination(pages, default=number, key=widget, on_change=changed)
        if size > 1:
            said = _("{first} to {last} of {count}; the files have all.")
            with st.container(key=f"paged_{key}"):
                st.caption(
                    said.format(first=rows.start + 1, last=min(rows.stop, count), count=count)
                )
    return rows


def clicked_ids(widget: str) -> list[str]:
    """The ids of the mark that was clicked in the chart ``widget``; empty if none was."""
    state = st.session_state.get(widget)
    points = state["selection"]["points"] if state else []
    ids = points[0].get("customdata") if points else None
    return [str(identifier) for identifier in ids or []]


def filter_on_click(
    widget: str, click: Callable[[Filters, list[str]], Filters]
) -> Callable[[], None]:
    """A callback for a mark clicked in the chart ``widget``: ``click`` gives the new filters, from those in force and
    the mark's ids.
    """

    def clicked() -> None:
        if ids := clicked_ids(widget):
            navigate(click(filters(), ids), page=None)

    return clicked


def open_on_click(widget: str) -> Callable[[], None]:
    """A callback for a mark clicked in the chart ``widget``: opens the submission of its first id."""

    def clicked() -> None:
        if ids := clicked_ids(widget):
            st.session_state["open_submission"] = ids[0]

    return clicked


def go_to(page: routes.Page, parameters: Mapping[str, Sequence[str]]) -> None:
    """Have the next run go to another page, or to other parameters of this one: callbacks themselves cannot."""
    st.session_state["go_to"] = page, {name: list(values) for name, values in parameters.items()}


def follow_redirect() -> None:
    """Go where a callback asked for, if one did.

    Streamlit puts the parameters into the history under the page that one leaves, too. So a chart's mark takes along
    those of its page, or "back" would show that without them; ``restore`` sees to all else.
    """
    if asked := st.session_state.pop("go_to", None):
        page, parameters = asked
        if page.path == st.session_state["page"]:
            st.query_params.from_dict(parameters)
        else:
            st.session_state["left"] = st.session_state["page"], parameters, query()
            st.switch_page(page.file, query_params=parameters)
    if found := st.session_state.pop("open_submission", None):
        st.switch_page("submission.py", query_params={**query(), "id": [found]})


def restore() -> None:
    """Give a page that a reader comes back to its own parameters.

    In the history it stands with those of the page that it was left for (``follow_redirect``). While it goes back, the
    browser replaces that entry.
    """
    page, parameters, own = st.session_state.get("left", ("", {}, {}))
    if parameters and page == st.session_state["page"] and query() == parameters:
        st.query_params.from_dict(own)


def sync_browser_url(page: str) -> None:
    """Make the browser's address say what this run of ``page`` shows; call it after st.navigation.

    Streamlit does not update the address for a link to the current page, so the parameters are sent again. This does
    nothing if the address is the same.
    """
    before, asked = st.session_state.get("asked", ("", {})), query()
    if before[0] == page and before[1] != asked:
        st.query_params.from_dict(asked)
    st.session_state["asked"] = page, asked
