"""What can be found besides submissions: every option of a filter and every page, with the words they are found by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from data.countries import everyday_names
from finding.words import meaningful, squashed, stem, stems, words_of
from i18n import N_, _, escaping, filter_options, labels, locale, routes
from queries import fetch_rows, per_version
from queries.tables import table

SUBMISSION, PAGE = "submission", "page"

KINDS = (
    *("organisation", "theme", "claim", "stage", "submission", "group", "country", "region"),
    *("action_line", "sdg", "kind", "type", "family", "language", "page"),
)
"""The kinds of what is found, in the order in which equally good ones are shown. All but two are names of filters."""

TITLES_READ = 5_000
"""The newest submissions, whose titles' words are no slips of the keyboard."""

SHORTEST_BEGINNING = 3
"""The fewest letters that are taken for the beginning of a word."""

_MORE_NAMES = {
    "action_line": (N_("Action line {id}"),),
    "sdg": (N_("SDG {id}"), N_("Goal {id}"), N_("Development goal {id}")),
}
"""Kind -> further names of one of it."""

_PAGES_FOUND_BY = {
    "overview": N_("start, home, key figures"),
    "challenges": N_("problems, requests, asks, recommendations, positions, achievements, claims"),
    "themes": N_("topics, issues, subjects"),
    "what_became_of_it": N_("outcome, result, resolution, adopted text, verdicts, impact"),
    "through_the_review": N_("timeline, time, stages, change, drafts"),
    "who_signed_what": N_("signatures, signatories, coalitions, joint statements, network"),
    "organisations": N_("map, countries, regions, stakeholders, who took part"),
    "compare": N_("comparison, difference, side by side, versus"),
    "action_lines": N_("WSIS action lines, SDG, goals, matrix"),
    "submissions": N_("documents, texts, statements, letters, contributions, inputs"),
    "data_and_method": N_(
        "method, codebook, sources, limits, licence, download, API, citation, reliability"
    ),
    "about": N_("privacy, contact, imprint, publisher, cookies, errors, corrections, version"),
}
"""Name of a page -> words that it is found by, with commas between them."""


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. ``note`` tells it from others; ``often`` is how many submissions have it.

    ``names`` are what it is called, ``terms`` are synonyms. Its id is a name, too, but its words are not looked for.
    """

    kind: str
    id: str
    title: str
    note: str
    names: tuple[str, ...]
    terms: tuple[str, ...]
    often: int


class Index:
    """Entries by their names, their words and their synonyms."""

    def __init__(self, entries: Iterable[Entry], known_words: Iterable[str]) -> None:
        self.entries = list(entries)
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_word: dict[str, set[int]] = defaultdict(set)
        self.terms: dict[str, list[tuple[frozenset[str], int]]] = defaultdict(list)
        """A word -> the synonyms that have it, as the sets of their words, and what each stands for."""
        self.phrases: dict[tuple[str, ...], list[tuple[int, bool]]] = defaultdict(list)
        """Stems of a name or synonym of a filter's option -> the entries, and whether it is a name."""
        for place, entry in enumerate(self.entries):
            self._add(place, entry)
        self.longest_phrase = max(map(len, self.phrases), default=0)
        self.known = {*self.by_word, *self.terms, *(stem(word) for word in known_words)}

    def _add(self, place: int, entry: Entry) -> None:
        _append(self.by_name, squashed(entry.id), place)
        for name in dict.fromkeys(entry.names):
            words = words_of(name)
            for word in words:
                self.by_word[stem(word)].add(place)
            _append(self.by_name, squashed(name), place)
            self._add_phrase(place, entry, words, is_name=True)
        for term in entry.terms:
            words = words_of(term)
            term_words = frozenset(stems(meaningful(words)))
            for word in term_words:
                self.terms[word].append((term_words, place))
            self._add_phrase(place, entry, words, is_name=False)

    def having_term(self, words: frozenset[str]) -> list[int]:
        """The entries with a synonym that has all the words, those of no other words first."""
        having = (
            (len(term), place)
            for term, place in self.terms.get(next(iter(words), ""), ())
            if words <= term
        )
        return list(dict.fromkeys(place for _length, place in sorted(having)))

    def _add_phrase(
        self, place: int, entry: Entry, words: tuple[str, ...], *, is_name: bool
    ) -> None:
        phrase = stems(meaningful(words))
        found = self.phrases[phrase] if entry.kind != PAGE and phrase else []
        if place not in (one for one, _name in found):
            found.append((place, is_name))

    @cached_property
    def vocabulary(self) -> list[str]:
        """The words of names, in order."""
        return sorted(self.by_word)

    @cached_property
    def vocabulary_of_slips(self) -> list[str]:
        """All known words, among which the one is looked for that was meant."""
        return sorted(self.known)

    def beginning(self, word: str) -> Iterator[str]:
        """The words of names that begin with ``word`` and are longer."""
        if len(word) < SHORTEST_BEGINNING:
            return
        for place in range(bisect_left(self.vocabulary, word), len(self.vocabulary)):
            found = self.vocabulary[place]
            if not found.startswith(word):
                return
            if found != word:
                yield found


def _append(places: dict[Any, list[int]], key: Any, place: int) -> None:
    if key and place not in places[key]:
        places[key].append(place)


@per_version()
def index() -> Index:
    """The index of the current data."""
    titles = fetch_rows("submissions", rows=slice(0, TITLES_READ)).title
    return Index(
        (*_options(), *_pages()), {word for title in titles for word in words_of(str(title))}
    )


def _options() -> Iterator[Entry]:
    """The options of filters that readers may look for."""
    rows = table("organisations")
    short = dict(zip(rows.organisation_id, rows.short_name, strict=True))
    terms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in table("synonyms").itertuples():
        terms[one.kind, one.id].append(one.term)
    shown = filter_options.option_labels()
    everyday = everyday_names(locale())
    for row in filter_options.all_options().itertuples():
        if row.filter not in KINDS or row.id == "none":
            continue
        title = escaping.one_line(shown[row.filter][row.id])
        label, note = escaping.one_line(row.label), escaping.one_line(row.note)
        names = [title, label]
        if row.filter in ("organisation", "stage", "action_line"):
            names.append(note)
        if row.filter == "organisation":
            names.append(escaping.one_line(short.get(row.id)))
        if row.filter == "country":
            names.append(everyday.get(row.id, ""))
        if row.filter == "kind":
            names.append(labels.KINDS_PLURAL.get(row.id, ""))
        names += [_(more).format(id=row.id) for more in _MORE_NAMES.get(row.filter, ())]
        yield Entry(
            row.filter,
            row.id,
            title,
            _note(row.filter, title, note),
            tuple(name for name in names if name),
            tuple(terms[row.filter, row.id]),
            int(row.submissions),
        )


def _note(kind: str, title: str, note: str) -> str:
    if kind == "claim":
        return labels.KINDS.get(note, note)
    return note if note != title else ""


def _pages() -> Iterator[Entry]:
    for name, words in _PAGES_FOUND_BY.items():
        page = routes.PAGES[name]
        terms = tuple(one.strip() for one in re.split("[,،、]", _(words)))
        yield Entry(PAGE, name, page.title, page.description, (page.title,), terms, 0)
