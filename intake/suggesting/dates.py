"""Dates that stand in text, in the languages letters come in: 5 February 2025, le 3 février 2025, 2025年2月3日."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from data.normalise import fold

LOCALES = ("en", "fr", "es", "pt", "de", "it", "nl")
EARLIEST = 2000


@dataclass(frozen=True)
class Dated:
    """A date as our tables write it, its precision (day, month), and the words it was read from."""

    value: str
    precision: str
    words: str


@dataclass(frozen=True)
class Unclear:
    """Words that are a date, but could be two (03/02/2025) or do not exist (31 February 2025)."""

    words: str


def dates(text: str, today: date) -> list[Dated | Unclear]:
    """The dates in a text in their order; those before 2000 and after `today` are left out."""
    found = sorted(_found(fold(text)), key=lambda one: (one[0], -one[1]))
    kept: list[Dated | Unclear] = []
    end = -1
    for start, stop, one in found:
        if start < end:
            continue
        end = stop
        if isinstance(one, Dated) and not f"{EARLIEST}" <= one.value <= today.isoformat():
            continue
        kept.append(one)
    return kept


def _found(text: str) -> Iterator[tuple[int, int, Dated | Unclear]]:
    months = _months()
    name = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    ordinal = r"(?:st|nd|rd|th|er|º|o)?\.?"
    day_first = (
        rf"\b(\d{{1,2}}){ordinal}(?:\s+(?:de|of))?\s+({name})\.?(?:\s+de[l]?|,)?\s+(\d{{4}})\b"
    )
    for m in re.finditer(day_first, text):
        yield from _day(m, int(m[3]), months[m[2]], int(m[1]))
    for m in re.finditer(rf"\b({name})\.?\s+(\d{{1,2}}){ordinal},?\s+(\d{{4}})\b", text):
        yield from _day(m, int(m[3]), months[m[1]], int(m[2]))
    for m in re.finditer(rf"\b({name})\.?,?(?:\s+de[l]?)?\s+(\d{{4}})\b", text):
        yield m.start(), m.end(), Dated(f"{m[2]}-{months[m[1]]:02}", "month", m[0])
    for m in re.finditer(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)", text):
        yield from _day(m, int(m[1]), int(m[2]), int(m[3]))
    for m in re.finditer(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text):
        yield from _day(m, int(m[1]), int(m[2]), int(m[3]))
    for m in re.finditer(r"\b(\d{1,2})([./])(\d{1,2})\2(\d{4})\b", text):
        first, second, year = int(m[1]), int(m[3]), int(m[4])
        if m[2] == "." or first > 12 or first == second:
            yield from _day(m, year, second, first)
        elif second > 12:
            yield from _day(m, year, first, second)
        else:
            yield m.start(), m.end(), Unclear(m[0])


def _day(
    m: re.Match[str], year: int, month: int, day: int
) -> Iterator[tuple[int, int, Dated | Unclear]]:
    try:
        yield m.start(), m.end(), Dated(date(year, month, day).isoformat(), "day", m[0])
    except ValueError:
        yield m.start(), m.end(), Unclear(m[0])


@cache
def _months() -> dict[str, int]:
    """The month that each name stands for, folded; short forms in English only."""
    names: dict[str, int] = {}
    for code in LOCALES:
        for width in ("wide", "abbreviated") if code == "en" else ("wide",):
            for month, name in Locale(code).months["format"][width].items():
                names.setdefault(fold(name), month)
    return names | {"sept": 9}
