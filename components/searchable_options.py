"""Options for lists of any length, and what is said where a reader types what is none of them."""

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
"""Where it is kept what a reader typed that is no option: the key of the list, the words, the address then."""


def options_for(name: str, keep: Sequence[str], *, key: str) -> dict[str, str]:
    """What a list of the options of filter ``name`` holds, id -> words, those to ``keep`` among them.

    Where there are more options than a browser should be sent, a text field is drawn, whose widget is named after the
    list's ``key``: the list has the options that are most used, or those with the words that the reader types.
    """
    known = filter_options.descriptions(name)
    if len(known) <= filter_options.OFFERED:
        return known
    typed = sought(
        st.text_input(
            _("{filter}: search all {count}").format(
                filter=labels.FILTERS[name], count=number(len(known))
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
    """The ``options`` of filter ``name``, or of what it has ``also``, that a reader has in the list ``key``; for words
    that a reader typed, the option of just that name. Of words that are none ``said_of_typed`` speaks in the next run.
    """
    known = filter_options.descriptions(name)
    found: dict[str, None] = {}
    for option in options:
        one = option if option in known or option in also else named(_kind(name), option).id
        if one:
            found[one] = None
        else:
            st.session_state[_TYPED] = key, sought(option), url_state.query()
    return tuple(found)


def said_of_typed(name: str, key: str, choose: Callable[[str], None]) -> None:
    """What a reader typed last into the list ``key`` and is no option of filter ``name``, until the address changes:
    that there is none of that name, what it may be, and what we do not know. ``choose`` takes the id of an option.
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
        offered: Named = named(kind, words)
        if offered.may_be:
            st.caption(_("Did you mean one of these?"))
        for identifier, title in offered.may_be:
            st.button(
                escaping.markdown(title),
                key=f"typed_{key}_{identifier}",
                type="tertiary",
                on_click=choose,
                args=(identifier,),
            )


def _kind(name: str) -> str:
    return name.removeprefix("also_")
