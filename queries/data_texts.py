"""The data set's own texts in the reader's language: titles of themes, claims and stages, definitions, countries."""

import pandas as pd

from data.settings import data_set
from data.translations import translations
from queries import language

AS_THEY_ARE = frozenset(("submission", "summary", "publisher", "website", "filter", "id"))
"""Columns of answers that are not translated: what documents say, and what is an id as well."""

LISTS = frozenset(("authors", "signatories"))
"""Columns of answers with the names of several organisations, with semicolons between them."""


def of(english: str) -> str:
    """A text of the data set in the reader's language; in English where it has no translation."""
    code = language.code()
    if code == language.DEFAULT:
        return english
    return translations(data_set().source, code).of(english)


def _after_code(english: str) -> str:
    """The name of an action line with its code: C2 Infrastructure."""
    code, blank, title = english.partition(" ")
    return f"{code}{blank}{of(title)}" if title else of(english)


def _each(english: str) -> str:
    """A list of names with semicolons between them."""
    return "; ".join(map(of, english.split("; ")))


def in_language(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of an answer with the data set's texts in the reader's language."""
    code = language.code()
    if code == language.DEFAULT:
        return rows
    known = translations(data_set().source, code)
    spoken = {}
    for name in rows.columns:
        if name in AS_THEY_ARE or (name == "title" and "submission_id" in rows):
            continue
        if not pd.api.types.is_string_dtype(rows[name].dtype):
            continue
        told = _after_code if name == "action_line" else _each if name in LISTS else known.of
        words = {one: told(one) for one in rows[name].dropna().unique() if isinstance(one, str)}
        if any(one != said for one, said in words.items()):
            spoken[name] = rows[name].map(words)
    return rows.assign(**spoken)
