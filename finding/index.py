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
from data.normalise import endings, is_unspaced
from data.rows import each
from finding.words import meaningful, squashed, stem, stems, words_of
from i18n import N_, _, escaping, filter_options, labels, locale, routes
from queries import FILTERS, ask, fetch_rows, per_version
from queries.filters import TABLE
from queries.tables import table

SUBMISSION, PAGE, PARAGRAPH, PASSAGE = "submission", "page", "paragraph", "passage"
TEXTS = (PARAGRAPH, PASSAGE)
"""Kinds of what the adopted texts and the drafts say, in our words."""

_FIRST = (
    *(
        "organisation",
        "theme",
        "claim",
        "stage",
        "submission",
        *TEXTS,
        "group",
        "country",
        "region",
    ),
    *("action_line", "sdg", "kind", "type", "family", "language"),
)
KINDS = (*dict.fromkeys((*_FIRST, *(one.name for one in TABLE if one.options and one.found))), PAGE)
"""The kinds of what is found, in the order in which equally good ones are shown. All but four are names of filters."""

TITLES_READ = 5_000
"""The newest submissions, whose titles' words are no slips of the keyboard."""

SHOWN = 120
"""The most characters that are shown of what a text says."""

SHORTEST_BEGINNING = 3
"""The fewest letters that are taken for the beginning of a word."""

_MORE_NAMES = {
    "action_line": (N_("Action line {id}"),),
    "sdg": (N_("SDG {id}"), N_("Goal {id}"), N_("Development goal {id}")),
}
"""Kind -> further names of one of it."""


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. ``note`` tells it from others; ``often`` is how many submissions have it: those that
    make the request, of claims that are the same one.

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
        self.spelled: dict[str, str] = {}
        """A stem -> the shortest word that has it."""
        for place, entry in enumerate(self.entries):
            self._add(place, entry)
        self.longest_phrase = max(map(len, self.phrases), default=0)
        self.known = {*self.by_word, *self.terms, *(stem(word) for word in known_words)}

    def _add(self, place: int, entry: Entry) -> None:
        _append(self.by_name, squashed(entry.id), place)
        for name in dict.fromkeys(entry.names):
            words = words_of(name)
            for word in words:
                root = stem(word)
                self.spelled[root] = min(word, self.spelled.get(root, word), key=len)
                for ending in endings(root):
                    self.by_word[ending].add(place)
            _append(self.by_name, squashed(name), place)
            self._add_phrase(place, entry, words, is_name=True)
        for term in entry.terms:
            words = words_of(term)
            term_words = frozenset(
                ending for word in stems(meaningful(words)) for ending in endings(word)
            )
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
        found = self.phrases[phrase] if entry.kind in FILTERS and phrase else []
        if place not in (one for one, _name in found):
            found.append((place, is_name))

    @cached_property
    def unspaced(self) -> frozenset[str]:
        """The words of names and synonyms that belong to scripts without blanks between words."""
        return frozenset(
            word
            for phrase in self.phrases
            for word in phrase
            if len(word) > 1 and is_unspaced(word)
        )

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
        if len(word) < SHORTEST_BEGINNING and not is_unspaced(word):
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
        (*_options(), *_pages(), *_paragraphs(), *_passages()),
        {word for title in titles for word in words_of(str(title))},
    )


def _options() -> Iterator[Entry]:
    """The options of filters that readers may look for."""
    rows = table("organisations")
    english = {row.organisation_id: (row.name, row.short_name) for row in each(rows)}
    terms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in each(table("synonyms")):
        terms[one.kind, one.id].append(one.term)
    shown = filter_options.option_labels()
    everyday = everyday_names(locale())
    same, made = _requests()
    for row in each(filter_options.all_options()):
        if (
            row.filter not in KINDS
            or row.id == "none"
            or (row.filter == "claim" and row.id in same)
        ):
            continue
        title = escaping.one_line(shown[row.filter][row.id])
        label, note = escaping.one_line(row.label), escaping.one_line(row.note)
        names = [title, label]
        if row.filter in ("organisation", "stage", "action_line"):
            names.append(note)
        if row.filter == "organisation":
            names += map(escaping.one_line, english.get(row.id, ()))
        if row.filter == "country":
            names.append(everyday.get(row.id, ""))
        if row.filter == "claim":
            positions = [one for one, request in same.items() if request == row.id]
            names += [escaping.one_line(shown["claim"][one]) for one in positions]
            terms["claim", row.id] += [term for one in positions for term in terms["claim", one]]
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
            made.get(row.id, int(row.submissions))
            if row.filter == "claim"
            else int(row.submissions),
        )


def _requests() -> tuple[dict[str, str], dict[str, int]]:
    """The positions that hold the same as a recommendation, by id -> its id; and requests -> the submissions that make
    each to the adopted text or, if none does, to that of another process.
    """
    same = dict(table("claim_equivalents")[["claim_id", "equivalent_id"]].itertuples(index=False))
    made: dict[str, int] = {}
    for made_to in ("other", "adopted"):
        for verdict in ("all", "not-applicable"):
            rows = ask("asks", made_to=made_to, verdict=verdict)
            made |= dict(zip(rows.claim_id, map(int, rows.submissions), strict=True))
    return same, made


def _paragraphs() -> Iterator[Entry]:
    """The paragraphs of the texts that were read whole. Their ids are those of text and paragraph."""
    for made_to in ("adopted", "other"):
        texts = ask("texts", made_to=made_to)
        titles = dict(zip(texts.text_id, texts.text, strict=True))
        for row in each(ask("paragraphs", made_to=made_to)):
            where = labels.paragraph_title(row.paragraph)
            note = f"{escaping.one_line(titles.get(row.text_id, ''))} · {where}"
            says = escaping.one_line(row.says)
            names = (says, escaping.one_line(row.names), where)
            identifier = f"{row.text_id}.{row.paragraph}"
            yield Entry(
                PARAGRAPH,
                identifier,
                escaping.shorten(says, SHOWN),
                note,
                tuple(filter(None, names)),
                (),
                0,
            )


def _passages() -> Iterator[Entry]:
    """What public articles report of the drafts. Their ids begin with that of the theme, on whose page they stand."""
    for row in each(ask("text_passages")):
        numbered = isinstance(row.paragraph, str) and row.paragraph[0].isdigit()
        where = labels.paragraph_title(row.paragraph) if numbered else ""
        note = " · ".join(escaping.one_line(one) for one in (row.text, where, row.publisher) if one)
        says = escaping.one_line(row.says)
        identifier = f"{row.theme_id}.{row.passage_id}"
        yield Entry(PASSAGE, identifier, escaping.shorten(says, SHOWN), note, (says,), (), 0)


def _note(kind: str, title: str, note: str) -> str:
    if kind == "claim":
        return labels.KINDS.get(note, note)
    return note if note != title else ""


def _pages() -> Iterator[Entry]:
    for page in filter(lambda page: page.listed, routes.PAGES.values()):
        words = _(page.found_by_msgid) if page.found_by_msgid else ""
        terms = tuple(one.strip() for one in re.split("[,،、]", words) if one)
        yield Entry(PAGE, page.name, page.title, page.description, (page.title,), terms, 0)
