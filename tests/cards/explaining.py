"""Headlines read back: a headline is a message, and its fields are labels, values or sums of the rows of its card."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any

import pandas as pd
from babel.messages.pofile import read_po

from cards import asks
from cards.asks import ACTING, TOP
from cards.kit import Card, Ranking, RecordList
from cards.query import Context
from cards.view import view_of
from data import SOURCE
from exports.changes import releases
from i18n import LOCALES, dataset_texts, labels, number, routes
from i18n.dates import partial, written
from i18n.filter_options import describe, option_labels
from i18n.headlines import COMPARABLE, FEW
from queries import ask
from tests.examples import shipped

FIELD = re.compile(r"\{(\w+)\}")
APART = re.compile(r"; | and |, ")
"""What stands between the parts of a list."""
NUMBER = r"([\d,.]*\d(?: .+?)?)"
COUNTS = {"n", "count", "total", "other_count", "other_total"}
"""Fields of messages that hold a number."""

RULES = {
    "Largest share, of groups with {n} or more submissions: {said}": COMPARABLE,
    "Largest share, of stages with {n} or more submissions: {said}": COMPARABLE,
    "Only groups with fewer than {few} submissions at a stage raise {theme}": FEW,
    "No theme is asked for by {few} or more submissions that match these filters": FEW,
    "No theme counted {few} times or more rose or fell clearly": FEW,
    "Too few points to compare: {points}; at least {least} needed": 3,
    "{n} organisations share {least} or more submissions with another": 2,
    "No two organisations that match these filters share {n} submissions": 2,
}
"""Messages with a number that is a rule of the dashboard, and no figure: the number."""
ENTITY = {entity.page.name: kind for kind, entity in routes.ENTITIES.items()}
"""Pages of entities -> the kind."""


@cache
def messages() -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
    """Of each message with fields: a pattern of its sentences, the words that do not change, and the message.

    Names may contain words of a message, so each message has two patterns: its first name is as short, or as long as
    can be.
    """
    with (LOCALES / "dashboard.pot").open("rb") as template:
        every = [one.id for one in read_po(template) if one.id]
    found = []
    for words in (words for one in every for words in (one if isinstance(one, tuple) else (one,))):
        parts = FIELD.split(plain(words))
        if len(parts) > 1:
            fixed = [part for part in parts[::2] if part.strip()]
            for name in ("(.+?)", "(.+)"):
                sentence = "".join(
                    re.escape(part) if place % 2 == 0 else NUMBER if part in COUNTS else name
                    for place, part in enumerate(parts)
                )
                found.append((re.compile(sentence), tuple(fixed), words))
    return tuple(found)


@cache
def without_fields() -> frozenset[str]:
    """The messages that name nothing of the data."""
    with (LOCALES / "dashboard.pot").open("rb") as template:
        every = [one.id for one in read_po(template) if isinstance(one.id, str)]
    return frozenset(plain(one) for one in every if not FIELD.search(one))


def plain(words: object) -> str:
    """Words as they are read: one line, without tags and case."""
    text = re.sub(r"<br ?/?>", " ", str(words))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split()).casefold()


class Shown:
    """What a card shows: its labels and its numbers, as words."""

    def __init__(self, name: str, page: Context, card: Card | RecordList) -> None:
        self.page_name, self.card, self.page = name, card, page
        self._known: dict[str, bool] = {}

    @cached_property
    def view(self) -> Any:
        return view_of(self.page, self.card, slice(0, 1_000))

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        """All texts of the chart, and the ids of what it draws; of a list, those of its entries."""
        if isinstance(self.card, Card) and not isinstance(self.card, Ranking):
            return tuple(texts(self.card.figure.to_plotly_json()))
        return tuple(cell.words for row in self.view.rows for cell in row.cells)

    @cached_property
    def every(self) -> pd.DataFrame:
        """All rows that the card has if it is asked for all."""
        if isinstance(self.card, RecordList) and self.card.rows is not None:
            return self.card.rows
        if self.card.query.of is not None:
            return self.card.query.page(slice(0, self.card.query.of)).rows
        return self.card.query.rows

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows that are drawn."""
        if isinstance(self.card, Ranking):
            return self.card.rows
        if isinstance(self.card, RecordList):
            return self.every
        ids = [name for name in self.every if name.endswith("_id") or f"{name}" in CODES]
        there = set(self.drawn)
        kept = pd.Series(True, self.every.index)
        for name in ids:
            values = self.every[name].astype(str)
            if values.isin(there).any():
                kept &= values.isin(there)
        return self.every[kept]

    @cached_property
    def labels(self) -> frozenset[str]:
        """The names of what is drawn."""
        found = {plain(one) for one in self.drawn} | self._subject
        if self.card.key == "support":  # its bars have the kind before each claim
            found |= {plain(one) for one in self.every.claim}
        if self.card.key == "newest":  # since the day of a release
            found |= {plain(written(one.day)) for one in releases(SOURCE)}
        for name in self.rows:
            if pd.api.types.is_numeric_dtype(self.rows[name]):
                continue
            values = self.rows[name].dropna().unique()
            found |= {plain(one) for one in values}
            if name == "verdict" and "strength" in self.rows:
                both = zip(self.rows.verdict, self.rows.strength, strict=True)
                found |= {
                    plain(labels.standing(*one))
                    for one in both
                    if all(map(isinstance, one, (str, str)))
                }
            if name in CODES:
                found |= {plain(CODES[name].get(one, one)) for one in values}
            if name == "theme_ids":
                titles = option_labels()["theme"]
                found |= {plain(titles[one]) for ids in values for one in ids.split("; ")}
            if name == "submitted_on" and "date_precision" in self.rows:
                dates = zip(self.rows[name], self.rows.date_precision, strict=True)
                found |= {plain(partial(*one)) for one in dates}
        return frozenset(found)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The values of the rows that are drawn, and the sums of all; of requests, no others than their verdicts'."""
        if self.card.query.name == "asks" and isinstance(self.card, RecordList):
            return frozenset(number(one) for one in self._sums)
        found: set[float] = {len(self.rows), len(self.every)}
        for rows in (self.rows, self.every):
            for name in rows:
                column = rows[name]
                if pd.api.types.is_bool_dtype(column):
                    found |= {int(column.sum()), int((~column).sum())}
                elif pd.api.types.is_numeric_dtype(column):
                    numeric = column.dropna()
                    found |= {numeric.sum(), int((numeric > 0).sum())}
                    found.add(int((numeric == numeric.max()).sum()))
                    if rows is self.rows:
                        found |= set(numeric)
                else:
                    found |= {column.nunique(), int(column.isna().sum()), *column.value_counts()}
        words = {number(one) for one in (*found, *self._sums) if one == one}
        for one in self.drawn:
            words |= {match.group() for match in re.finditer(r"[\d,]*\d(?:\.\d+)?%?", one)}
        return frozenset(words)

    @cached_property
    def _sums(self) -> set[int]:
        """Sums that only this card's headline has, counted anew from its rows."""
        rows = self.every
        if self.card.query.name == "asks":
            first = [rows.head(TOP), rows]
            taken = [one[one.verdict == "taken-up"] for one in first]
            firm = [one[one.strength.isin(ACTING)] for one in taken]
            return {len(one) for one in (*first, *taken, *firm)}
        if self.card.key == "standing":
            counts = rows.groupby("verdict").asks.sum()
            partly = int(counts.get("partly", 0))
            return {partly, partly + int(counts.get("taken-up", 0)), int(rows.asks.sum())}
        if self.card.key == "verdicts":
            firm = rows[(rows.verdict == "taken-up") & rows.strength.isin(ACTING)]
            column = "party_id" if "party_id" in rows else "side_id"
            return set(firm.groupby(column).asks.sum()) | set(
                rows[rows.verdict == "taken-up"].groupby(column).asks.sum()
            )
        if self.card.key == "apart":
            far = rows.apart.abs() >= rows.apart.notna().sum() / 4
            ways = [(far & (rows.apart > 0)).sum(), (far & (rows.apart < 0)).sum()]
            return {int(way) - named for way in ways for named in (1, 2)}
        if self.card.key == "top_countries":
            counts = rows[rows.country_code.notna()]["count"]
            few = int((2 * counts.cumsum() < counts.sum()).sum()) + 1
            return {len(counts), few, int(counts.head(few).sum()), int(counts.sum())}
        if self.card.key == "coalitions":
            several = rows[rows.together >= int(self.page.value("least", ("2", "1", "3", "5")))]
            return {len({*several.organisation_id, *several.other_organisation_id})}
        if self.card.key == "joint":
            parties = (shipped().parties_of[one] for one in rows.submission_id)
            return {len({party.organisation for some in parties for party in some})}
        if self.card.key == "cited":
            own = self.card.query.filters
            known = ask("how_known", own)
            return {int(known.submissions.iloc[0]), len(ask("points", own))} if len(known) else {0}
        return {0}

    @cached_property
    def _subject(self) -> set[str]:
        """The names of what the card is about, which need not stand in its rows: of its filters and parameters."""
        options = option_labels()
        given = {**self.card.query.filters.to_query(), **self.card.query.parameters}
        entity = (
            {ENTITY[self.page_name]: self.page.view.get("id", [""])[-1]}
            if self.page_name in ENTITY
            else {}
        )
        found = {asks.text_name(), dataset_texts.texts().matrix, describe(self.card.query.filters)}
        for name, value in (*given.items(), *entity.items()):
            for one in value if isinstance(value, list) else [value]:
                found.add(options.get(name, {}).get(one, ""))
        return {plain(one) for one in found if one}

    def unexplained(self) -> str:
        """The part of the headline that is no label, value or sum; empty if all is."""
        said = plain(self.view.title)
        if said in without_fields():
            return ""
        return "" if self.explains(said) else said

    def explains(self, words: str, deep: int = 0) -> bool:
        """Whether words are a label, a number, a list of such, or a message with such in its fields."""
        words = words.strip()
        if words not in self._known:
            self._known[words] = False  # no sentence explains itself
            self._known[words] = self._explains(words)
        return self._known[words]

    def _explains(self, words: str) -> bool:
        if words in self.labels or words in self.numbers:
            return True
        if re.fullmatch(r"[\d,.%]+", words):
            return False
        for match in APART.finditer(words):
            if self.explains(words[: match.start()]) and self.explains(words[match.end() :]):
                return True
        for pattern, fixed, message in messages():
            if all(one in words for one in fixed) and (match := pattern.fullmatch(words)):
                names = FIELD.findall(message)
                if all(
                    self.explains(value) or value == number(RULES.get(message, -1))
                    for name, value in zip(names, match.groups(), strict=True)
                ):
                    return True
        return False


CODES: Mapping[str, Mapping[str, str]] = {
    "stakeholder_group": labels.GROUPS,
    "region": labels.REGIONS,
    "kind": labels.KINDS_PLURAL,
    "verdict": labels.VERDICTS,
}
"""Columns of codes -> the words of each."""


def texts(value: Any) -> Iterator[str]:
    """All texts within a figure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if name not in ("template", "hovertext", "hovertemplate"):
                yield from texts(one)
    elif hasattr(value, "tolist"):
        yield from texts(value.tolist())
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)
    elif hasattr(value, "to_plotly_json"):
        yield from texts(value.to_plotly_json())
    elif isinstance(value, int | float) and value == value:
        yield number(value)
