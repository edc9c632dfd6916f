"""A card whose question takes too long says so in its place, and the rest of the page goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from components import embedding
from queries import QueryTooSlow
from words import _

Given = ParamSpec("Given")


def patient(card: Callable[Given, None]) -> Callable[Given, None]:
    """Let ``card`` be stopped at the time limit of its questions without the page."""

    @wraps(card)
    def drawn(*given: Given.args, **named: Given.kwargs) -> None:
        try:
            card(*given, **named)
        except QueryTooSlow:
            if embedding.wanted():
                raise
            st.warning(
                _("This question took too long and was stopped. Narrow the filters and try again."),
                icon=":material/hourglass_disabled:",
            )

    return drawn
