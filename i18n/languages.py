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
from queries.language import DEFAULT, Language, code, current

__all__ = ("DEFAULT", "Language", "code")

PARAMETER = "lang"
"""The parameter that names the language in addresses from elsewhere; ours have it in the path."""

LONGEST = 300
"""The most characters of an address that each link to another language repeats."""


PARTLY, WHOLE = 0.6, 0.98
"""The shares of the messages that a language must have to be offered, and to be called translated."""

_NOT_TRANSLATED = re.compile(r'^#,.*\bfuzzy|^msgstr(?:\[\d+\])? ""(?:\n(?!")|\Z)', re.MULTILINE)
"""What an entry of a catalogue has that is doubtful, or lacks a form."""


@cache
def offered() -> dict[str, str]:
    """The languages that readers can choose: code -> name in the language itself, English first."""
    found = sorted(path.parts[-3] for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return {one: name(one) for one in (DEFAULT, *found) if translated(one) >= PARTLY}


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
    named = Locale.parse(of).get_display_name(of) or of
    return named[:1].upper() + named[1:]


def tag(of: str = "") -> str:
    """The tag of a language, by default of the one in force, for ``lang`` and ``hreflang``."""
    of = of or code()
    return translations.LOCALES.get(of, of).replace("_", "-")


def direction() -> str:
    """The direction of writing in the language in force: ltr or rtl."""
    return Locale.parse(code()).text_direction


def preferred(accepted: str) -> str:
    """The offered language that a header Accept-Language prefers; the default without one."""
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted.split(",")[:20]):
        named, _semicolon, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=") or "1"
        try:
            wanted.append((-float(weight), place, named.partition("-")[0].lower()))
        except ValueError:
            continue
    return next(
        (one for weight, _place, one in sorted(wanted) if weight < 0 and one in offered()), DEFAULT
    )


def of_path(path: str) -> Language:
    """The language that a path begins with: /ja/challenges; the default without one."""
    first = path.removeprefix("/").partition("/")[0]
    return Language(first, in_address=True) if first in offered() else Language()


def prefix() -> str:
    """What stands before the path of every address of ours: /ja; nothing where no language was chosen."""
    return f"/{code()}" if current().in_address else ""


@dataclass(frozen=True)
class InLanguage:
    """A page in a language: the language's tag, its name in itself, the page's address, and whether it is shown."""

    tag: str
    name: str
    address: str
    here: bool


def choice(base: str, path: str, query: str = "") -> list[InLanguage]:
    """A page in every language; ``base`` and ``path`` are what stands before and after the language.

    What is longer than LONGEST is left out: the query string, and if need be the path.
    """
    place = quote(path)
    if len(place) + len(query) > LONGEST:
        place, query = place if len(place) <= LONGEST else "/", ""
    asked = f"?{query}" if query else ""
    return [
        InLanguage(tag(one), named, f"{base}/{one}{place}{asked}", one == code())
        for one, named in offered().items()
    ]


@cache
def read_by_a_speaker(of: str) -> bool:
    """Whether a native speaker has read a language's catalogue; its header says so if none has."""
    if of == DEFAULT:
        return True
    with (LOCALES / of / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return "not yet read" not in read_po(file).header_comment


def note() -> str:
    """That the texts are only partly translated, and that a machine translated them; empty where neither is so."""
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
    """That the summaries of points are not translated; empty where they are in the reader's language."""
    return "" if code() == DEFAULT else _("Our summaries are in English.")


def of_texts() -> str:
    """The tag of the language of summaries of points and titles of submissions; empty where it is the reader's."""
    return "" if code() == DEFAULT else tag(DEFAULT)


def heading() -> str:
    """The label of the choice of a language."""
    return _("Language")
