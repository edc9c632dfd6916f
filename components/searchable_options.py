"""Options for lists of any length: long lists are searched on the server."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from i18n import _, filter_options, labels, number
from queries.filters import MAX_TEXT


def options_for(name: str, keep: Sequence[str], *, key: str) -> dict[str, str]:
    """What a list of the options of filter ``name`` holds, id -> words, those to ``keep`` among them.

    Where there are more options than a browser should be sent, a text field is drawn, whose widget is named after the
    list's ``key``: the list has the options that are most used, or those with the words that the reader types.
    """
    known = filter_options.descriptions(name)
    if len(known) <= filter_options.OFFERED:
        return known
    sought = st.text_input(
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
    return filter_options.options_offered(name, keep, sought)
