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
    """The dates in a text in their order, without those before 2000 and after `today`."""
    candidates = sorted(
        _candidates(fold(text)), key=lambda candidate: (candidate[0], -candidate[1])
    )
    readings: list[Dated | Unclear] = []
    end = -1
    for start, stop, reading in candidates:
        if start < end:
            continue
        end = stop
        if isinstance(reading, Dated) and not f"{EARLIEST}" <= reading.value <= today.isoformat():
            continue
        readings.append(reading)
    return readings


def _candidates(text: str) -> Iterator[tuple[int, int, Dated | Unclear]]:
    months = _months()
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    ordinal = r"(?:st|nd|rd|th|er|º|o)?\.?"
    day_first = (
        rf"\b(\d{{1,2}}){ordinal}(?:\s+(?:de|of))?\s+({names})\.?(?:\s+de[l]?|,)?\s+(\d{{4}})\b"
    )
    for match in re.finditer(day_first, text):
        yield from _day(match, int(match[3]), months[match[2]], int(match[1]))
    for match in re.finditer(rf"\b({names})\.?\s+(\d{{1,2}}){ordinal},?\s+(\d{{4}})\b", text):
        yield from _day(match, int(match[3]), months[match[1]], int(match[2]))
    for match in re.finditer(rf"\b({names})\.?,?(?:\s+de[l]?)?\s+(\d{{4}})\b", text):
        yield (
            match.start(),
            match.end(),
            Dated(f"{match[2]}-{months[match[1]]:02}", "month", match[0]),
        )
    for match in re.finditer(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)", text):
        yield from _day(match, int(match[1]), int(match[2]), int(match[3]))
    for match in re.finditer(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text):
        yield from _day(match, int(match[1]), int(match[2]), int(match[3]))
    for match in re.finditer(r"\b(\d{1,2})([./])(\d{1,2})\2(\d{4})\b", text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "." or first > 12 or first == second:
            yield from _day(match, year, second, first)
        elif second > 12:
            yield from _day(match, year, first, second)
        else:
            yield match.start(), match.end(), Unclear(match[0])


def _day(
    match: re.Match[str], year: int, month: int, day: int
) -> Iterator[tuple[int, int, Dated | Unclear]]:
    try:
        yield match.start(), match.end(), Dated(date(year, month, day).isoformat(), "day", match[0])
    except ValueError:
        yield match.start(), match.end(), Unclear(match[0])


@cache
def _months() -> dict[str, int]:
    """The month that each name stands for, folded; short forms in English only."""
    names: dict[str, int] = {}
    for language in LOCALES:
        for width in ("wide", "abbreviated") if language == "en" else ("wide",):
            for month, name in Locale(language).months["format"][width].items():
                names.setdefault(fold(name), month)
    return names | {"sept": 9}
