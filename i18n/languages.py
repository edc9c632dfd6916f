"""Languages: which there are, what a browser prefers, and the addresses of a page in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from babel import Locale
from babel.messages.pofile import read_po

from data import translations
from i18n import DOMAIN, LOCALES, _, sentences
from queries.language import DEFAULT, Language, code

__all__ = ("DEFAULT", "Language", "code")

PARAMETER = "lang"
"""The parameter that names the language in addresses from elsewhere; ours have it in the path."""

LONGEST = 300
"""The most characters of an address that each link to another language repeats."""


PARTLY, WHOLE = 0.6, 0.98
"""The shares of the messages that a catalogue must translate for us to offer the language, and to call it translated.
"""

_NOT_TRANSLATED = re.compile(r'^#,.*\bfuzzy|^msgstr(?:\[\d+\])? ""(?:\n(?!")|\Z)', re.MULTILINE)
"""A mark in an entry of a catalogue that is doubtful, or that lacks a form."""


@cache
def offered() -> dict[str, str]:
    """The languages that readers can choose: code -> name in the language itself, English first."""
    codes = sorted(path.parts[-3] for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return {
        language: name(language) for language in (DEFAULT, *codes) if translated(language) >= PARTLY
    }


@cache
def translated(of: str) -> float:
    """The share of the messages that the catalogue of a language translates, from 0 to 1."""
    if of == DEFAULT:
        return 1.0
    file = LOCALES / of / "LC_MESSAGES" / f"{DOMAIN}.po"
    _header, *entries = file.read_text(encoding="utf-8").strip().split("\n\n")
    done = sum(not _NOT_TRANSLATED.search(f"{entry}\n") for entry in entries)
    return done / len(entries) if entries else 0.0


def name(of: str) -> str:
    """The name of a language in the language itself."""
    display_name = Locale.parse(of).get_display_name(of) or of
    return display_name[:1].upper() + display_name[1:]


def tag(of: str = "") -> str:
    """The tag of a language, by default of the one in force, for ``lang`` and ``hreflang``."""
    of = of or code()
    return translations.LOCALES.get(of, of).replace("_", "-")


def direction() -> str:
    """The direction of writing in the language in force: ltr or rtl."""
    return _direction_of(code())


@cache
def _direction_of(language: str) -> str:
    return Locale.parse(language).text_direction


def preferred(accepted: str) -> str:
    """The offered language that a header Accept-Language prefers; the default without one."""
    preferences: list[tuple[float, int, str]] = []
    for position, part in enumerate(accepted.split(",")[:20]):
        language, _semicolon, parameters = part.strip().partition(";")
        weight = parameters.strip().removeprefix("q=") or "1"
        try:
            preferences.append((-float(weight), position, language.partition("-")[0].lower()))
        except ValueError:
            continue
    return next(
        (
            language
            for weight, _position, language in sorted(preferences)
            if weight < 0 and language in offered()
        ),
        DEFAULT,
    )


def of_path(path: str) -> Language:
    """The language that a path begins with: /ja/challenges; the default without one."""
    first = path.removeprefix("/").partition("/")[0]
    return Language(first, in_address=True) if first in offered() else Language()


@dataclass(frozen=True)
class InLanguage:
    """A page in a language: the language's tag, its name in itself, the page's address, and whether it is shown."""

    tag: str
    name: str
    address: str
    here: bool


def choice(base: str, path: str, query: str = "") -> list[InLanguage]:
    """A page in every language; in its address, ``base`` stands before the language and ``path`` after it.

    An address longer than LONGEST loses its query string and, if need be, its path.
    """
    quoted_path = quote(path)
    if len(quoted_path) + len(query) > LONGEST:
        quoted_path, query = quoted_path if len(quoted_path) <= LONGEST else "/", ""
    query_string = f"?{query}" if query else ""
    return [
        InLanguage(
            tag(language),
            language_name,
            f"{base}/{language}{quoted_path}{query_string}",
            language == code(),
        )
        for language, language_name in offered().items()
    ]


@cache
def read_by_a_speaker(of: str) -> bool:
    """Whether a native speaker has read a language's catalogue; its header says so if none has."""
    if of == DEFAULT:
        return True
    with (LOCALES / of / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return "not yet read" not in read_po(file).header_comment


def note() -> str:
    """The note that the texts are only partly translated, and that a machine did it; empty where neither is so."""
    partly = machine = ""
    if translated(code()) < WHOLE:
        partly = _("This page is only partly translated into {language}; the rest is in English.")
    if not read_by_a_speaker(code()):
        machine = _(
            "This page was translated into {language} by machine and has not yet been checked by a native speaker. "
            "Please suggest corrections."
        )
    return sentences(partly, machine).format(language=name(code()))


def summaries() -> str:
    """The sentence that our summaries of points are not translated; empty where they are in the reader's language."""
    return "" if code() == DEFAULT else _("Our summaries are in English.")


def of_texts() -> str:
    """The tag of the language of summaries of points and titles of submissions; empty where it is the reader's."""
    return "" if code() == DEFAULT else tag(DEFAULT)


def heading() -> str:
    """The label of the choice of a language."""
    return _("Language")
