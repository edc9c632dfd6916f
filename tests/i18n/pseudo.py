"""A language that only tests speak: every text that is translated stands in brackets, so that all others show."""

from __future__ import annotations

import csv
import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

import i18n
from data import translations
from i18n import languages
from queries.language import Language
from tests.pages.visiting import ROOT, table

CODE = "eo"
"""A language with CLDR data that the dashboard does not have."""

_DATA = (
    *("organisations", "submissions", "points", "signatories", "claims", "themes", "stages"),
    *("action_lines", "sdgs", "texts", "text_passages", "milestones", "merged_submissions"),
)


class _Bracketed(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return _in_brackets(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _in_brackets(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return _in_brackets(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


class _BracketedData(translations.Translations):
    def _cell(self, table: str, column: str, identifier: str, english: str) -> str | None:
        return self._text(table, column, english)

    def _text(self, table: str, column: str, english: str) -> str | None:
        translated = super()._text(table, column, english) is not None
        return f"⟦{english}⟧" if translated or english in _translatable(table, column) else None


def _in_brackets(message: str) -> str:
    """The message in brackets, which stand inside the blanks and Markdown signs at its ends."""
    match = re.fullmatch(r"(\s*)(.*?)(\s*)", message, re.DOTALL)
    assert match
    return f"{match[1]}⟦{match[2]}⟧{match[3]}" if match[2] else message


@cache
def _translatable(name: str, column: str) -> frozenset[str]:
    """Every cell of a column, if data/translations has it."""
    with (ROOT / "data" / "translations" / "ja.csv").open(encoding="utf-8", newline="") as file:
        columns = {(row["table"], row["column"]) for row in csv.DictReader(file)}
    return frozenset(table(name)[column] if (name, column) in columns else ())


@contextmanager
def spoken(monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    """Have the dashboard offer the language of tests for a block."""
    with monkeypatch.context() as patched:
        catalogue, offered = i18n._catalogue, languages.offered()
        patched.setattr(
            i18n, "_catalogue", lambda code: _Bracketed() if code == CODE else catalogue(code)
        )
        patched.setattr(languages, "offered", lambda: {**offered, CODE: "Esperanto"})
        patched.setattr(languages, "read_by_a_speaker", lambda of: True)
        patched.setattr(languages, "translated", lambda of: 1.0)
        translations_of = translations.translations
        of_tests = cache(_BracketedData)
        patched.setattr(
            "queries.language.translations",
            lambda folder, code: (
                of_tests(folder, code) if code == CODE else translations_of(folder, code)
            ),
        )
        yield Language(CODE, in_address=True)


def outside(text: str) -> list[str]:
    """The pieces of a text that stand outside brackets and have letters."""
    remaining, before = text, ""
    while remaining != before:
        before, remaining = remaining, re.sub(r"⟦[^⟦⟧]*[⟧…]", "\x00", remaining)
    pieces = re.split(r"\x00|[·|\n]|<[^<>]*>", remaining)
    return [piece.strip() for piece in pieces if re.search(r"[^\W\d_]", piece)]
