"""Options for lists of any length, and a warning where a reader types what is none of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from components import url_state
from finding import wording
from finding.found import sought
from finding.named import Named, ids_fitting, named
from i18n import _, escaping, filter_options, labels, number
from queries.filters import MAX_TEXT

FEWEST = 11
"""The fewest options of a list in which a reader can type. A phone shows no keyboard where there are fewer."""

_TYPED = "typed"
"""Key of the session state for typed words that are no option: the list's key, the words, the address at the time."""


def options_for(name: str, keep: Sequence[str], *, key: str) -> dict[str, str]:
    """The options for a list of filter ``name``, id -> words, those to ``keep`` among them.

    Where there are more options than a browser should be sent, a text field is drawn, whose widget is named after the
    list's ``key``: the list has the options that are most used, or those with the words that the reader types.
    """
    descriptions = filter_options.descriptions(name)
    if len(descriptions) <= filter_options.OFFERED:
        return descriptions
    typed = sought(
        st.text_input(
            _("{filter}: search all {count}").format(
                filter=labels.FILTERS[name], count=number(len(descriptions))
            ),
            key=f"{key}_sought",
            max_chars=MAX_TEXT,
            icon=":material/search:",
            placeholder=_("part of the name, then Enter"),
            help=_(
                "The list below shows the {some} most frequent. Type part of a name to narrow it down."
            ).format(some=number(filter_options.OFFERED)),
        )
    )
    return filter_options.options_offered(
        name, keep, ids_fitting(_kind(name), typed) if typed else None
    )


def chosen(
    name: str, key: str, options: Sequence[str], also: Collection[str] = ()
) -> tuple[str, ...]:
    """The ids that a reader chose in the list ``key``: the ``options`` that are ids of filter ``name`` or in ``also``;
    for typed words, the option of exactly that name. Words that name none get a warning from ``said_of_typed`` in the
    next run.
    """
    descriptions = filter_options.descriptions(name)
    ids: dict[str, None] = {}
    for option in options:
        identifier = (
            option if option in descriptions or option in also else named(_kind(name), option).id
        )
        if identifier:
            ids[identifier] = None
        else:
            st.session_state[_TYPED] = key, sought(option), url_state.query()
    return tuple(ids)


def said_of_typed(name: str, key: str, choose: Callable[[str], None]) -> None:
    """Draw a warning on the words that a reader typed last into the list ``key`` and that are no option of filter
    ``name``, until the address changes: that no option has that name, which ones the reader may mean, and what we do
    not know. ``choose`` takes the id of an option.
    """
    list_key, words, address = st.session_state.get(_TYPED, ("", "", {}))
    if list_key != key or address != url_state.query():
        return
    kind = _kind(name)
    with st.container(key=f"typed_{key}", gap="xxsmall"):
        st.warning(
            escaping.markdown(wording.unlisted(kind, words)),
            icon=":material/search_off:",
        )
        suggestions: Named = named(kind, words)
        if suggestions.may_be:
            st.caption(_("Did you mean one of these?"))
        for identifier, title in suggestions.may_be:
            st.button(
                escaping.markdown(title),
                key=f"typed_{key}_{identifier}",
                type="tertiary",
                on_click=choose,
                args=(identifier,),
            )


def _kind(name: str) -> str:
    return name.removeprefix("also_")
