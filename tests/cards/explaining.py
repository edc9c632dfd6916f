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
from i18n import LOCALES, dataset_texts, labels, number, partial_date, routes, written_date
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

    Names may contain words of a message, so each message has two patterns: one takes its names as short, one as long
    as possible.
    """
    with (LOCALES / "dashboard.pot").open("rb") as template:
        identifiers = [message.id for message in read_po(template) if message.id]
    patterns = []
    for words in (
        words
        for identifier in identifiers
        for words in (identifier if isinstance(identifier, tuple) else (identifier,))
    ):
        parts = FIELD.split(plain(words))
        if len(parts) > 1:
            fixed = [part for part in parts[::2] if part.strip()]
            for name in ("(.+?)", "(.+)"):
                sentence = "".join(
                    re.escape(part) if position % 2 == 0 else NUMBER if part in COUNTS else name
                    for position, part in enumerate(parts)
                )
                patterns.append((re.compile(sentence), tuple(fixed), words))
    return tuple(patterns)


@cache
def without_fields() -> frozenset[str]:
    """The messages that name nothing of the data."""
    with (LOCALES / "dashboard.pot").open("rb") as template:
        identifiers = [message.id for message in read_po(template) if isinstance(message.id, str)]
    return frozenset(
        plain(identifier) for identifier in identifiers if not FIELD.search(identifier)
    )


def plain(words: object) -> str:
    """Words as they are read: one line, without tags and case."""
    text = re.sub(r"<br ?/?>", " ", str(words))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split()).casefold()


class Shown:
    """What a card shows: its labels and its numbers, as words."""

    def __init__(self, name: str, page: Context, card: Card | RecordList) -> None:
        self.page_name, self.card, self.page = name, card, page
        self._is_explained: dict[str, bool] = {}

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
        """All rows of the card, also those that it does not show at first."""
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
        columns = [name for name in self.every if name.endswith("_id") or f"{name}" in CODES]
        drawn_texts = set(self.drawn)
        is_drawn = pd.Series(True, self.every.index)
        for name in columns:
            values = self.every[name].astype(str)
            if values.isin(drawn_texts).any():
                is_drawn &= values.isin(drawn_texts)
        return self.every[is_drawn]

    @cached_property
    def labels(self) -> frozenset[str]:
        """The names of what is drawn."""
        names = {plain(text) for text in self.drawn} | self._subject
        if self.card.key == "support":  # its bars have the kind before each claim
            names |= {plain(claim) for claim in self.every.claim}
        if self.card.key == "newest":  # since the day of a release
            names |= {plain(written_date(release.day)) for release in releases(SOURCE)}
        for name in self.rows:
            if pd.api.types.is_numeric_dtype(self.rows[name]):
                continue
            values = self.rows[name].dropna().unique()
            names |= {plain(value) for value in values}
            if name == "verdict" and "strength" in self.rows:
                standings = zip(self.rows.verdict, self.rows.strength, strict=True)
                names |= {
                    plain(labels.standing(*standing))
                    for standing in standings
                    if all(map(isinstance, standing, (str, str)))
                }
            if name in CODES:
                names |= {plain(CODES[name].get(code, code)) for code in values}
            if name == "theme_ids":
                titles = option_labels()["theme"]
                names |= {plain(titles[theme]) for ids in values for theme in ids.split("; ")}
            if name == "submitted_on" and "date_precision" in self.rows:
                dates = zip(self.rows[name], self.rows.date_precision, strict=True)
                names |= {plain(partial_date(*date)) for date in dates}
        return frozenset(names)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The values of the rows that are drawn, and the sums of all rows; of a list of requests, only its own sums."""
        if self.card.query.name == "asks" and isinstance(self.card, RecordList):
            return frozenset(number(count) for count in self._sums)
        values: set[float] = {len(self.rows), len(self.every)}
        for rows in (self.rows, self.every):
            for name in rows:
                column = rows[name]
                if pd.api.types.is_bool_dtype(column):
                    values |= {int(column.sum()), int((~column).sum())}
                elif pd.api.types.is_numeric_dtype(column):
                    numeric = column.dropna()
                    values |= {numeric.sum(), int((numeric > 0).sum())}
                    values.add(int((numeric == numeric.max()).sum()))
                    if rows is self.rows:
                        values |= set(numeric)
                else:
                    values |= {column.nunique(), int(column.isna().sum()), *column.value_counts()}
        words = {number(value) for value in (*values, *self._sums) if value == value}
        for text in self.drawn:
            words |= {match.group() for match in re.finditer(r"[\d,]*\d(?:\.\d+)?%?", text)}
        return frozenset(words)

    @cached_property
    def _sums(self) -> set[int]:
        """Sums that only this card's headline has, counted anew from its rows."""
        rows = self.every
        if self.card.query.name == "asks":
            first = [rows.head(TOP), rows]
            taken = [requests[requests.verdict == "taken-up"] for requests in first]
            firm = [requests[requests.strength.isin(ACTING)] for requests in taken]
            return {len(requests) for requests in (*first, *taken, *firm)}
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
            totals = [(far & (rows.apart > 0)).sum(), (far & (rows.apart < 0)).sum()]
            return {int(total) - listed for total in totals for listed in (1, 2)}
        if self.card.key == "top_countries":
            counts = rows[rows.country_code.notna()]["count"]
            few = int((2 * counts.cumsum() < counts.sum()).sum()) + 1
            return {len(counts), few, int(counts.head(few).sum()), int(counts.sum())}
        if self.card.key == "coalitions":
            several = rows[rows.together >= int(self.page.value("least", ("2", "1", "3", "5")))]
            return {len({*several.organisation_id, *several.other_organisation_id})}
        if self.card.key == "joint":
            parties = (shipped().parties_of[submission] for submission in rows.submission_id)
            return {
                len(
                    {
                        party.organisation
                        for submission_parties in parties
                        for party in submission_parties
                    }
                )
            }
        if self.card.key == "cited":
            filters = self.card.query.filters
            answer = ask("how_known", filters)
            return (
                {int(answer.submissions.iloc[0]), len(ask("points", filters))}
                if len(answer)
                else {0}
            )
        return {0}

    @cached_property
    def _subject(self) -> set[str]:
        """The names of what the card is about, which need not stand in its rows: of its filters and parameters."""
        options = option_labels()
        parameters = {**self.card.query.filters.to_query(), **self.card.query.parameters}
        entity = (
            {ENTITY[self.page_name]: self.page.view.get("id", [""])[-1]}
            if self.page_name in ENTITY
            else {}
        )
        names = {asks.text_name(), dataset_texts.texts().matrix, describe(self.card.query.filters)}
        for name, value in (*parameters.items(), *entity.items()):
            for identifier in value if isinstance(value, list) else [value]:
                names.add(options.get(name, {}).get(identifier, ""))
        return {plain(name) for name in names if name}

    def unexplained(self) -> str:
        """The part of the headline that is no label, value or sum; empty if all is."""
        title = plain(self.view.title)
        if title in without_fields():
            return ""
        return "" if self.explains(title) else title

    def explains(self, words: str) -> bool:
        """Whether words are a label, a number, a list of such, or a message with such in its fields."""
        words = words.strip()
        if words not in self._is_explained:
            self._is_explained[words] = False  # no sentence explains itself
            self._is_explained[words] = self._explains(words)
        return self._is_explained[words]

    def _explains(self, words: str) -> bool:
        if words in self.labels or words in self.numbers:
            return True
        if re.fullmatch(r"[\d,.%]+", words):
            return False
        for match in APART.finditer(words):
            if self.explains(words[: match.start()]) and self.explains(words[match.end() :]):
                return True
        for pattern, fixed, message in messages():
            if all(part in words for part in fixed) and (match := pattern.fullmatch(words)):
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
        for name, item in value.items():
            if name not in ("template", "hovertext", "hovertemplate"):
                yield from texts(item)
    elif hasattr(value, "tolist"):
        yield from texts(value.tolist())
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)
    elif hasattr(value, "to_plotly_json"):
        yield from texts(value.to_plotly_json())
    elif isinstance(value, int | float) and value == value:
        yield number(value)
