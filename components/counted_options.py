"""How many submissions each option of a filter would select, beside its words.

Streamlit's front end knows an option by its words. Numbers change with the other filters, so they are no part of the
words: one style element of a run writes them after the options (frame.css).
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from i18n import escaping, number

_RULES = "counted_options"


def begin() -> None:
    """Forget the numbers of the run before."""
    st.session_state[_RULES] = []


def in_pills(key: str, counts: Sequence[int]) -> None:
    """Write these numbers after the buttons of the widget ``key``; where one is 0 the words are pale, too."""
    rules = [
        f">:nth-child({position}){{{_number(count) if count else '--pale:0.8'}}}"
        for position, count in enumerate(counts, 1)
    ]
    _add(f".st-key-{key} .stButtonGroup>[role]", rules)


def in_list(label: str, counts: Sequence[int]) -> None:
    """Write these numbers after the options of the list with this ``label``, when it is open."""
    rules = [
        f'[data-key="{index}"]{{{_number(count)}}}' for index, count in enumerate(counts) if count
    ]
    _add(f"[role=listbox][aria-label={escaping.css(label)}]", rules)


def style() -> str:
    """The style element with the numbers of all filters, as HTML."""
    return f"<style>{''.join(st.session_state[_RULES])}</style>"


def _add(options: str, rules: Sequence[str]) -> None:
    st.session_state[_RULES].append(f"{options}{{{_number(0)};{''.join(rules)}}}")


def _number(count: int) -> str:
    return f"--n:{escaping.css(number(count))}"
