"""What a search finds besides submissions: options of filters, pages, paragraphs and passages, with their words."""

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
from queries.language import in_language
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
KINDS = (
    *dict.fromkeys((*_FIRST, *(row.name for row in TABLE if row.options and row.searchable))),
    PAGE,
)
"""The kinds of results, in the order in which equally good ones are shown. All but four are names of filters."""

TITLES_READ = 5_000
"""How many of the newest submissions give known words: no word of their titles is taken for a slip of the keyboard."""

SHOWN = 120
"""The most characters of the summary of a paragraph or passage in its title."""

SHORTEST_BEGINNING = 3
"""The fewest letters that count as the beginning of a word."""

_MORE_NAMES = {
    "action_line": (N_("Action line {id}"),),
    "sdg": (N_("SDG {id}"), N_("Goal {id}"), N_("Development goal {id}")),
}
"""Kind -> further names of an entry of that kind."""


@dataclass(frozen=True)
class Entry:
    """One thing that a search can find. ``note`` tells it from others; ``often`` is how many submissions have it, or,
    for claims that are the same request, how many make that request.

    ``names`` are what it is called, ``terms`` are synonyms. Its id is a name, too, but no search finds the id's words.
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
        """A word -> the synonyms that have it, as the sets of their words, and the position of the entry of each."""
        self.phrases: dict[tuple[str, ...], list[tuple[int, bool]]] = defaultdict(list)
        """Stems of a name or synonym of a filter's option -> positions of entries, and whether it is a name of each."""
        self.spelled: dict[str, str] = {}
        """A stem -> the shortest word that has it."""
        for position, entry in enumerate(self.entries):
            self._add(position, entry)
        self.longest_phrase = max(map(len, self.phrases), default=0)
        self.known = {*self.by_word, *self.terms, *(stem(word) for word in known_words)}

    def _add(self, position: int, entry: Entry) -> None:
        _append(self.by_name, squashed(entry.id), position)
        for name in dict.fromkeys(entry.names):
            words = words_of(name)
            for word in words:
                root = stem(word)
                self.spelled[root] = min(word, self.spelled.get(root, word), key=len)
                for ending in endings(root):
                    self.by_word[ending].add(position)
            _append(self.by_name, squashed(name), position)
            self._add_phrase(position, entry, words, is_name=True)
        for term in entry.terms:
            words = words_of(term)
            term_words = frozenset(
                ending for word in stems(meaningful(words)) for ending in endings(word)
            )
            for word in term_words:
                self.terms[word].append((term_words, position))
            self._add_phrase(position, entry, words, is_name=False)

    def having_term(self, words: frozenset[str]) -> list[int]:
        """The positions of the entries with a synonym that has all the words, the synonyms of fewest words first."""
        matching = (
            (len(term), position)
            for term, position in self.terms.get(next(iter(words), ""), ())
            if words <= term
        )
        return list(dict.fromkeys(position for _length, position in sorted(matching)))

    def _add_phrase(
        self, position: int, entry: Entry, words: tuple[str, ...], *, is_name: bool
    ) -> None:
        phrase = stems(meaningful(words))
        entries = self.phrases[phrase] if entry.kind in FILTERS and phrase else []
        if position not in (entry_position for entry_position, _name in entries):
            entries.append((position, is_name))

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
        """All known words, in order: a slip of the keyboard is corrected to one of them."""
        return sorted(self.known)

    def beginning(self, word: str) -> Iterator[str]:
        """The words of names that begin with ``word`` and are longer."""
        if len(word) < SHORTEST_BEGINNING and not is_unspaced(word):
            return
        for position in range(bisect_left(self.vocabulary, word), len(self.vocabulary)):
            candidate = self.vocabulary[position]
            if not candidate.startswith(word):
                return
            if candidate != word:
                yield candidate


def _append(positions: dict[Any, list[int]], key: Any, position: int) -> None:
    if key and position not in positions[key]:
        positions[key].append(position)


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
    for synonym in each(table("synonyms")):
        terms[synonym.kind, synonym.id].append(synonym.term)
    titles = filter_options.option_labels()
    everyday = everyday_names(locale())
    requests, request_counts = _requests()
    for row in each(filter_options.all_options()):
        if (
            row.filter not in KINDS
            or row.id == "none"
            or (row.filter == "claim" and row.id in requests)
        ):
            continue
        title = escaping.one_line(titles[row.filter][row.id])
        label, note = escaping.one_line(row.label), escaping.one_line(row.note)
        names = [title, label]
        if row.filter in ("organisation", "stage", "action_line"):
            names.append(note)
        if row.filter == "organisation":
            names += map(escaping.one_line, english.get(row.id, ()))
        if row.filter == "country":
            names.append(everyday.get(row.id, ""))
        if row.filter == "claim":
            positions = [claim_id for claim_id, request in requests.items() if request == row.id]
            names += [escaping.one_line(titles["claim"][claim_id]) for claim_id in positions]
            terms["claim", row.id] += [
                term for claim_id in positions for term in terms["claim", claim_id]
            ]
        if row.filter == "kind":
            names.append(labels.KINDS_PLURAL.get(row.id, ""))
        names += [_(message).format(id=row.id) for message in _MORE_NAMES.get(row.filter, ())]
        yield Entry(
            row.filter,
            row.id,
            title,
            _note(row.filter, title, note),
            tuple(name for name in names if name),
            tuple(terms[row.filter, row.id]),
            request_counts.get(row.id, int(row.submissions))
            if row.filter == "claim"
            else int(row.submissions),
        )


def _requests() -> tuple[dict[str, str], dict[str, int]]:
    """Two mappings: the id of a position -> the id of the recommendation that it is the same as; and the id of a
    request -> how many submissions make it to the adopted text or, if none does, to the text of another process.
    """
    requests = dict(
        table("claim_equivalents")[["claim_id", "equivalent_id"]].itertuples(index=False)
    )
    counts: dict[str, int] = {}
    for made_to in ("other", "adopted"):
        for verdict in ("all", "not-applicable"):
            rows = ask("asks", made_to=made_to, verdict=verdict)
            counts |= dict(zip(rows.claim_id, map(int, rows.submissions), strict=True))
    return requests, counts


def _paragraphs() -> Iterator[Entry]:
    """The paragraphs of the texts that were read whole. Their ids are those of text and paragraph."""
    paragraphs = in_language(table("text_paragraphs")).sort_values("position", kind="stable")
    for made_to in ("adopted", "other"):
        for text in each(ask("texts", made_to=made_to)):
            if made_to == "adopted" and not text.adopted:
                continue
            for row in each(paragraphs[paragraphs.text_id == text.text_id]):
                yield _paragraph(row, text.text)


def _paragraph(row: Any, title: str) -> Entry:
    paragraph = labels.paragraph_title(row.paragraph)
    summary = escaping.one_line(row.says)
    return Entry(
        PARAGRAPH,
        f"{row.text_id}.{row.paragraph}",
        escaping.shorten(summary, SHOWN),
        f"{escaping.one_line(title)} · {paragraph}",
        tuple(filter(None, (summary, escaping.one_line(row.names), paragraph))),
        (),
        0,
    )


def _passages() -> Iterator[Entry]:
    """What public articles report of the drafts. Their ids begin with that of the theme, on whose page they stand."""
    for row in each(ask("text_passages")):
        numbered = isinstance(row.paragraph, str) and row.paragraph[0].isdigit()
        paragraph = labels.paragraph_title(row.paragraph) if numbered else ""
        note = " · ".join(
            escaping.one_line(part) for part in (row.text, paragraph, row.publisher) if part
        )
        summary = escaping.one_line(row.says)
        identifier = f"{row.theme_id}.{row.passage_id}"
        yield Entry(PASSAGE, identifier, escaping.shorten(summary, SHOWN), note, (summary,), (), 0)


def _note(kind: str, title: str, note: str) -> str:
    if kind == "claim":
        return labels.KINDS.get(note, note)
    return note if note != title else ""


def _pages() -> Iterator[Entry]:
    for page in filter(lambda page: page.listed, routes.PAGES.values()):
        words = _(page.found_by_msgid) if page.found_by_msgid else ""
        terms = tuple(term.strip() for term in re.split("[,،、]", words) if term)
        yield Entry(PAGE, page.name, page.title, page.description, (page.title,), terms, 0)
