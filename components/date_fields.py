"""The two fields for dates in the filter bar: a year, a month or a day is typed and applied with Enter."""

import calendar
import re
import unicodedata
from datetime import date

import streamlit as st

from components import url_state, widgets
from i18n import _, escaping, labels
from queries import Filters

NAMES = ("since", "until")

_DATE = re.compile(r"([0-9]{4})(?:[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?)?")
_LONGEST = 20


def day(text: str, *, last: bool = False) -> date | None:
    """The day that ``text`` names as 2025, 2025-02 or 2025-02-28; of a year or month the first, or the ``last``.

    None if there is no such day.
    """
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match:
        return None
    year, month, of_month = (int(part) if part else 0 for part in match.groups())
    month = month or (12 if last and not match[2] else 1)
    try:
        if match[3]:
            return date(year, month, of_month)
        return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    except (ValueError, calendar.IllegalMonthError):
        return None


def date_fields(selection: Filters) -> None:
    """Draw the two fields with the dates of ``selection``; below them, an error for each typed text that is no date."""
    for name in NAMES:
        _field(name, selection)
    for name in NAMES:
        if wrong := st.session_state.get(_wrong_key(name)):
            sentence = _("{field}: “{written}” is not a date. Write 2025, 2025-02 or 2025-02-28.")
            st.error(escaping.markdown(sentence.format(field=labels.FILTERS[name], written=wrong)))


def forget() -> None:
    """Forget the typed texts that are no dates."""
    for name in NAMES:
        st.session_state.pop(_wrong_key(name), None)


def _field(name: str, selection: Filters) -> None:
    value = getattr(selection, name)
    text = st.session_state.get(_wrong_key(name)) or (value.isoformat() if value else "")
    key, first = widgets.showing(f"filter_{name}", text)

    def changed(_before: str, now: str) -> None:
        typed = now.strip()
        new_day = day(typed, last=name == "until")
        st.session_state[_wrong_key(name)] = typed if typed and not new_day else ""
        if new_day or not typed:
            url_state.navigate(_selection_with_day(url_state.filters(), name, new_day), page=None)

    st.text_input(
        labels.FILTERS[name],
        value=first,
        key=key,
        max_chars=_LONGEST,
        placeholder={"since": _("e.g. 2025-02"), "until": _("e.g. 2025")}[name],
        on_change=widgets.on_change(key, changed),
        help=_(
            "Type a year, a month or a day, then press Enter. A submission dated only by year or month is found "
            "for every day it could mean. Submissions without a date are left out."
        ),
    )


def _selection_with_day(selection: Filters, name: str, new_day: date | None) -> Filters:
    """The selection with another day; the other end is cleared where the period would end before it begins."""
    other = "until" if name == "since" else "since"
    days = {name: new_day, other: getattr(selection, other)}
    if days["since"] and days["until"] and days["since"] > days["until"]:
        days[other] = None
    return selection.set(**days)


def _wrong_key(name: str) -> str:
    return f"wrong_{name}"
