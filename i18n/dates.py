"""Dates as people write them, never more exact than they are known."""

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_skeleton

from i18n import _, locale

_SKELETONS = {"day": "yMMMd", "month": "yMMM", "year": "y"}
_FIRST = "-01-01"
"""The first day of a year, after it."""
_SHORT = 8
"""The most characters of a short date."""


def partial(value: object, precision: object) -> str:
    """``submitted_on`` with its ``date_precision`` as text: 5 Feb 2025, Feb 2025, 2025; empty where undated."""
    text = str(value)
    if not isinstance(value, str) or not text:
        return ""
    skeleton = _SKELETONS.get(str(precision))
    if skeleton is None:
        return text
    known = date.fromisoformat(text + _FIRST[len(text) - 4 :])
    return _formatted(skeleton, known, locale())


def day(value: date) -> str:
    """A full date: 5 Feb 2025."""
    return _formatted(_SKELETONS["day"], value, locale())


def short_day(value: date) -> str:
    """A date whose year is known from where it stands: 5 Feb; in figures where names of months are long."""
    last = (date(2025, month, 28) for month in range(1, 13))
    named = max(len(_formatted("MMMd", one, locale())) for one in last) <= _SHORT
    return _formatted("MMMd" if named else "Md", value, locale())


@lru_cache(10_000)
def _formatted(skeleton: str, value: date, shown_in: Locale) -> str:
    return str(format_skeleton(skeleton, value, locale=shown_in))


def written(value: object) -> str:
    """A partial date whose length tells its precision: 2025-02 is Feb 2025 (day not known); "undated" without one."""
    known = {4: "year", 7: "month", 10: "day"}.get(len(value)) if isinstance(value, str) else None
    when = partial(value, known)
    if not when:
        return _("undated")
    return when if known == "day" else _("{date} (day not known)").format(date=when)
