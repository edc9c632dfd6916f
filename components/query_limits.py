"""If a card's query is stopped at a limit, the card says so and the rest of the page is drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from i18n import error_messages
from queries import QueryStopped

Given = ParamSpec("Given")


def survives_query_limit(card: Callable[Given, None]) -> Callable[Given, None]:
    """Draw the rest of the page where a limit of time or memory stops a question of ``card``."""

    @wraps(card)
    def limited_card(*arguments: Given.args, **named: Given.kwargs) -> None:
        try:
            card(*arguments, **named)
        except QueryStopped as error:
            st.warning(error_messages.why(error), icon=":material/hourglass_disabled:")

    return limited_card
