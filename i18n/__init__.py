"""Translation: every text that a reader sees goes through ``_``, into the language of the reader."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal, TypeVar

from babel import Locale
from babel.dates import format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from data import translations
from queries import language

K = TypeVar("K")

DOMAIN = "dashboard"
LOCALES = Path(__file__).parent.parent / "locales"
_LOCALES = {"en": "en_001", **translations.LOCALES}
"""The locales of Babel whose name is not the language's code."""
_Y_BEFORE_I = re.compile(r"[\W_]*h?[ií](?![aeoáéó])", re.IGNORECASE)
_O_BEFORE_O = re.compile(r"[\W_]*h?[oó]", re.IGNORECASE)
"""The beginnings of Spanish words before which “y” is “e”, and “o” is “u”."""
_WITHOUT_BLANKS = frozenset(("ja", "zh"))
_SKELETONS = {"day": "yMMMd", "month": "yMMM", "year": "y"}
_FIRST = "-01-01"
"""What follows a year in the date of its first day."""
_SHORT = 8
"""The most characters of a short date."""


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """The catalogue of a language; of a language without one, that gives every message as it is."""
    file = LOCALES / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not file.is_file():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(message: str) -> str:
    """A text in the reader's language."""
    return _catalogue(language.code()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """A text with a number in the reader's language, in the form that goes with the number."""
    return _catalogue(language.code()).ngettext(singular, plural, int(n))


def pgettext(context: str, message: str) -> str:
    """A short text in the reader's language that means several things in English; ``context`` says which one."""
    return _catalogue(language.code()).pgettext(context, message)


def npgettext(context: str, singular: str, plural: str, n: int) -> str:
    """A short text that goes with a number, as ``ngettext``; ``context`` says what it means, as for ``pgettext``."""
    return _catalogue(language.code()).npgettext(context, singular, plural, int(n))


def N_(message: str) -> str:
    """Mark a text for translation and return it unchanged; it is translated with ``_`` when it is shown."""
    return message


def Nn_(singular: str, plural: str) -> tuple[str, str]:
    """Mark a text with a number for translation; ``ngettext`` translates it when it is shown."""
    return singular, plural


class Words(Mapping[K, str]):
    """Ids with their words, which are translated each time one is read: id -> text in the reader's language.

    Its parts are mappings of ids to message ids (marked with ``N_``), or other ``Words``.
    """

    def __init__(self, *parts: Mapping[K, str]) -> None:
        self._messages: dict[K, str] = {}
        for part in parts:
            self._messages |= part._messages if isinstance(part, Words) else part

    def only(self, *identifiers: K) -> Words[K]:
        """The words of some ids, in the order given."""
        return Words({identifier: self._messages[identifier] for identifier in identifiers})

    def of(self, identifier: K) -> str | K:
        """The words of an id; an id without words as it is."""
        return self.get(identifier, identifier)

    def __getitem__(self, identifier: K) -> str:
        return _(self._messages[identifier])

    def __iter__(self) -> Iterator[K]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)


def locale() -> Locale:
    """Babel's locale of the reader's language."""
    return _locale(language.code())


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(_LOCALES.get(code, code))


def number(value: float) -> str:
    """A count with thousands separators, or a share with at most one decimal: 2,087; 28; 0.4."""
    return _number(float(value), language.code())


@lru_cache(4096)
def _number(value: float, code: str) -> str:
    return format_decimal(value, "#,##0.#" if value % 1 else "#,##0", locale=_locale(code))


def decimal(value: float, places: int) -> str:
    """A figure with that many decimals: 0.84."""
    return format_decimal(value, f"#,##0.{'0' * places}", locale=locale())


def in_percent(value: float, places: int) -> str:
    """A percentage with that many decimals: 94.5%."""
    standard = locale().percent_formats[None].pattern
    pattern = standard.replace("#,##0", f"#,##0.{'0' * places}") if places else standard
    return format_percent(value / 100, pattern, locale=locale())


def listed(words: Sequence[str]) -> str:
    """Several names as one text: A, B and C."""
    return _joined(words, "standard", _Y_BEFORE_I, "e")


def quoted(title: str) -> str:
    """A title between the quotation marks of the reader's language, for lists of titles that are sentences."""
    return _("“{word}”").format(word=title)


def either(words: Sequence[str]) -> str:
    """Several names as a choice: A, B or C."""
    return _joined(words, "or", _O_BEFORE_O, "u")


def _joined(
    words: Sequence[str], style: Literal["standard", "or"], alike: re.Pattern[str], other: str
) -> str:
    """A list as CLDR writes it; in Spanish with the ``other`` word before a last one that sounds ``alike``."""
    if not words:
        return ""
    *first, last = words
    if first and language.code() == "es" and alike.match(last):
        return f"{enumerated(first)} {other} {last}"
    return format_list(list(words), style=style, locale=locale())


def enumerated(words: Sequence[str]) -> str:
    """Several things side by side: A, B, C."""
    return pgettext("between items of a list", ", ").join(words)


def series(phrases: Sequence[str]) -> str:
    """Phrases side by side, which may have commas: A, with B; C."""
    return pgettext("between phrases of a list", "; ").join(phrases)


def stating(name: str, value: str) -> str:
    """A name and a statement about it: A: 5."""
    return pgettext("a name and what is said of it", "{name}: {value}").format(
        name=name, value=value
    )


def headed(headline: str, about: str) -> str:
    """A headline and what is under it, as one text: Most frequent: A. Submissions with a challenge."""
    return pgettext("a headline and what is under it", "{headline}. {about}").format(
        headline=headline, about=about
    )


def heading_of(name: str) -> str:
    """A name before a statement about it that stands apart: A:."""
    return stating(name, "").rstrip()


def aside(words: str, remark: str) -> str:
    """Words and a remark on them: A (B)."""
    return pgettext("words and a remark on them", "{words} ({remark})").format(
        words=words, remark=remark
    )


def sentences(*texts: str) -> str:
    """Sentences one after the other, with a blank between where the language has one; empty ones are left out."""
    between = "" if language.code() in _WITHOUT_BLANKS else " "
    return between.join(sentence for sentence in texts if sentence)


def percent(count: int, total: int) -> str:
    """A share as readers expect it, halves rounded up: 28%, but 0.4% rather than 0%, and 99.8% rather than 100%."""
    return _percent(int(count), int(total), locale())


@lru_cache(10_000)
def _percent(count: int, total: int, reader_locale: Locale) -> str:
    if 0 < 100 * count < total or 0 < 100 * (total - count) < total:
        tenths = min(max((2000 * count + total) // (2 * total), 1), 999)
        pattern = reader_locale.percent_formats[None].pattern.replace("#,##0", "#,##0.0")
        return format_percent(tenths / 1000, pattern, locale=reader_locale)
    return format_percent((200 * count + total) // (2 * total) / 100, locale=reader_locale)


def partial_date(value: object, precision: object) -> str:
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


def written_date(value: object) -> str:
    """A partial date whose length tells its precision: 2025-02 is Feb 2025 (day not known); "undated" without one."""
    precision = (
        {4: "year", 7: "month", 10: "day"}.get(len(value)) if isinstance(value, str) else None
    )
    when = partial_date(value, precision)
    if not when:
        return _("undated")
    return when if precision == "day" else _("{date} (day not known)").format(date=when)
