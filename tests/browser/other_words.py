"""The dashboard in words that are longer than English, and in Japanese: every text of the code and every title.

Nothing is translated: words are only as long and as wide as a translation's would be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from math import ceil
from pathlib import Path

import pandas as pd
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from data import SOURCE
from i18n import DOMAIN
from tests.queries import variants
from tests.server.running import Server, copy_of_application, serving
from tools import words

Change = Callable[[str], str]

TITLES = {
    "themes": ("title", "family"),
    "claims": ("title",),
    "stages": ("title", "short_title"),
    "action_lines": ("title", "short_title"),
    "organisations": ("name", "short_name"),
    "submissions": ("title",),
    "sdgs": ("title",),
    "milestones": ("title",),
}
"""Table -> its columns that charts have words of."""

KEPT = re.compile(
    r"%\(\w+\)s|\{[^}]*\}|<[^>]*>|\([^)]*://[^)]*\)|&\w+;|:material/\w+:|\bhttps?://\S+"
)
"""Placeholders, markup and addresses stay as they are."""
WORD = re.compile(r"[^\W\d_]{3,}")
SYLLABLES = "国際連合情報社会世界首脳会議持続可能開発目標技術人権教育文化科学機関政府市民民間学術"


def longer(text: str) -> str:
    """The same with every word a third longer."""
    return _outside(text, lambda part: WORD.sub(_lengthened, part))


def japanese(text: str) -> str:
    """As many wide characters as a Japanese translation would have, about half as many as letters, without blanks."""

    def written(word: re.Match[str]) -> str:
        pairs = [word[0][i : i + 2] for i in range(0, len(word[0]), 2)]
        return "".join(SYLLABLES[sum(map(ord, pair)) % len(SYLLABLES)] for pair in pairs)

    def joined(part: str) -> str:
        return re.sub(rf"(?<=[{SYLLABLES}]) (?=[{SYLLABLES}])", "", WORD.sub(written, part))

    return _outside(text, joined)


def _lengthened(word: re.Match[str]) -> str:
    return word[0] + word[0][-ceil(len(word[0]) / 3) :].lower()


def _outside(text: str, change: Change) -> str:
    made, at = [], 0
    for kept in KEPT.finditer(text):
        made += [change(text[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join([*made, change(text[at:])])


@contextmanager
def served(folder: Path, change: Change) -> Iterator[Server]:
    """The dashboard of the shipped data with every text and title changed."""
    application = copy_of_application(folder / "application")
    _translate(application, change)
    data = variants.copy(folder / "data")
    for table, columns in TITLES.items():
        if (SOURCE / f"{table}.csv").exists():

            def retitle(rows: pd.DataFrame, columns: tuple[str, ...] = columns) -> pd.DataFrame:
                return rows.assign(**{one: _changed(rows[one], change) for one in columns})

            variants.edit(data, table, retitle)
    given = {"DASHBOARD_DATA": str(data), "DASHBOARD_DATABASE": str(folder / "other.duckdb")}
    with serving(application, **given) as running:
        yield running


def _changed(titles: pd.Series, change: Change) -> pd.Series:
    """Titles in other words; of those that came out alike, those after the first are numbered."""
    made = titles.map(change)
    again = made.groupby(made).cumcount()
    alike = (again > 0) & ~titles.duplicated()
    return made.where(~alike, made + " " + again.astype(str))


def _translate(application: Path, change: Change) -> None:
    """Give the application a catalogue in which every message is changed."""
    source = read_po(BytesIO(words.collected()), locale="en")
    made = Catalog(locale="en", domain=DOMAIN, charset="utf-8")
    for message in source:
        if not message.id:
            continue
        one = message.id
        said = tuple(map(change, one)) if isinstance(one, tuple) else change(one)
        made.add(one, said, context=message.context)
    folder = application / "locales" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, made)
