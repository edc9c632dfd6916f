"""Dates as people write them, never more exact than they are known."""

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_skeleton

from i18n import _, locale

_SKELETONS = {"day": "yMMMd", "month": "yMMM", "year": "y"}
_FIRST = "-01-01"
"""What follows a year in the date of its first day."""
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
    first_day = date.fromisoformat(text + _FIRST[len(text) - 4 :])
    return _formatted(skeleton, first_day, locale())


def day(value: date) -> str:
    """A full date: 5 Feb 2025."""
    return _formatted(_SKELETONS["day"], value, locale())


def short_day(value: date) -> str:
    """A date without its year, which the context gives: 5 Feb; in figures where names of months are long."""
    dates = (date(2025, month, 28) for month in range(1, 13))
    names_fit = max(len(_formatted("MMMd", month_date, locale())) for month_date in dates) <= _SHORT
    return _formatted("MMMd" if names_fit else "Md", value, locale())


@lru_cache(10_000)
def _formatted(skeleton: str, value: date, reader_locale: Locale) -> str:
    return str(format_skeleton(skeleton, value, locale=reader_locale))


def written(value: object) -> str:
    """A partial date whose length tells its precision: 2025-02 is Feb 2025 (day not known); "undated" without one."""
    precision = (
        {4: "year", 7: "month", 10: "day"}.get(len(value)) if isinstance(value, str) else None
    )
    when = partial(value, precision)
    if not when:
        return _("undated")
    return when if precision == "day" else _("{date} (day not known)").format(date=when)
