"""The results of a search, group by group, for pages, light pages and the data API alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from finding import questions
from finding.index import KINDS, PAGE, PARAGRAPH, PASSAGE, SUBMISSION, Entry, index
from finding.matching import Match, Matches, matches, submissions_found
from finding.questions import Question
from finding.words import LONGEST, has_foreign_letters, words_of
from i18n import _, entity_sentences, escaping, headlines, routes, written_date
from queries import FILTERS, Filters

FEW, MANY = 5, 20
"""How many hits of a kind stand beside other kinds, and how many on a page that shows one kind."""


def target(kind: str, identifier: str, filters: Filters) -> tuple[str, Filters, dict[str, str]]:
    """Where an entry of a kind leads under ``filters``: the name of a page, the filters and the view parameters there.

    An entry without a page of its own becomes a filter of the overview.
    """
    if kind in routes.ENTITIES:
        filter_names = [kind] if kind in Filters.__dataclass_fields__ else []
        return routes.ENTITIES[kind].page.name, filters.without(*filter_names), {"id": identifier}
    if kind == PAGE:
        return identifier, filters, {}
    if kind == PARAGRAPH:
        text, _dot, paragraph = identifier.partition(".")
        return "text", filters, {"id": text, "paragraph": paragraph}
    if kind == PASSAGE:
        return "what_became_of_it", filters.set(theme=(identifier.partition(".")[0],)), {}
    return routes.HOME, filters.set(**{kind: (identifier,)}), {}


@dataclass(frozen=True)
class Hit:
    """One result of a search. ``about`` are the facts that tell it from others, ``match`` says how well it fits."""

    kind: str
    id: str
    title: str
    about: tuple[str, ...]
    match: Match

    def target(self, filters: Filters) -> tuple[str, Filters, dict[str, str]]:
        """Where it leads under ``filters``, as ``target`` says."""
        return target(self.kind, self.id, filters)


@dataclass(frozen=True)
class Group:
    """The hits of one kind or a page of them. ``first`` is the position of the first, from 0; ``total`` counts all."""

    kind: str
    hits: tuple[Hit, ...]
    total: int
    first: int = 0


@dataclass(frozen=True)
class Found:
    """The results for ``words``, the best group first; ``only_kind`` is the kind that is shown alone, if one is.

    ``question`` is empty where no word stands for a filter, or where the words name one thing; if they name one
    organisation, ``question`` selects what it wrote or signed.
    ``corrected`` are the words that the search took instead, where nothing has those of the reader. ``foreign`` says
    that none of the words' letters is Latin.
    """

    words: str
    groups: tuple[Group, ...] = ()
    question: Question = field(default_factory=Question)
    corrected: str = ""
    foreign: bool = False
    only_kind: str = ""

    @property
    def organisation(self) -> str:
        """The id of the one organisation that has just this name; empty if it is not one."""
        for group in self.groups:
            hits_by_name = [hit for hit in group.hits if hit.match == Match.NAME]
            if group.kind == "organisation" and len(hits_by_name) == 1:
                return hits_by_name[0].id
        return ""


def sought(text: object) -> str:
    """The words to search for: a text as one line, cut to LONGEST characters."""
    return escaping.one_line(str(text).encode("utf-8", "ignore").decode())[:LONGEST].strip()


def find(text: str, *, show: str = "", page: int = 1) -> Found:
    """Find ``text`` in everything: a few of each kind, or a page of those of the kind ``show``.

    The page is the last one if there are not so many. A ``show`` that is not one of KINDS is the same as none.
    """
    words = sought(text)
    if not words_of(words):
        return Found(words)
    word_matches = matches(words)
    only_kind = show if show in KINDS else ""
    kinds = [kind for kind in word_matches.kinds if only_kind in ("", kind)]
    findings = Found(
        words,
        tuple(_group(word_matches, kind, page if only_kind else 0) for kind in kinds),
        corrected=word_matches.corrected,
        foreign=has_foreign_letters(words),
        only_kind=only_kind,
    )
    question = questions.read(words)
    if findings.organisation and question.values == 1:
        return replace(findings, question=question)
    return replace(findings, question=_useful_question(question, word_matches))


def _useful_question(question: Question, word_matches: Matches) -> Question:
    """The question, where it says more than the matches by name; else an empty one."""
    by_name = any(level < Match.PART for level in word_matches.levels.values())
    worth = question.values > 1 and not (by_name and question.not_understood)
    return (
        question
        if worth or (question.values and word_matches.kinds and not by_name)
        else Question()
    )


def _group(word_matches: Matches, kind: str, page: int) -> Group:
    """The few best of a kind, or a page of it (from 1)."""
    size = MANY if page else FEW
    total = _length(word_matches, kind)
    first = (min(page, -(-total // size)) - 1) * size if page else 0
    rows = slice(first, first + size)
    if kind == SUBMISSION:
        submissions, _total = submissions_found(word_matches.submissions, rows)
        hits = [_submission(row, _match(word_matches, level)) for row, level in submissions]
    else:
        entries = index().entries
        hits = [
            _entry(entries[position], _match(word_matches, word_matches.levels[position]))
            for position in word_matches.entries[kind][rows]
        ]
    return Group(kind, tuple(hits), total, first)


def _length(word_matches: Matches, kind: str) -> int:
    if kind == SUBMISSION:
        return submissions_found(word_matches.submissions, slice(0, 1))[1]
    return len(word_matches.entries[kind])


def _match(word_matches: Matches, level: Match) -> Match:
    return Match.ALIKE if word_matches.corrected else level


def _submission(row: Any, match: Match) -> Hit:
    about = (
        entity_sentences.names(row.authors, 80),
        written_date(row.submitted_on),
        escaping.one_line(row.stage),
        entity_sentences.as_reported(row.reporter),
    )
    return Hit(
        SUBMISSION,
        row.submission_id,
        escaping.one_line(row.title),
        tuple(fact for fact in about if fact),
        match,
    )


def _entry(entry: Entry, match: Match) -> Hit:
    count = headlines.counted(entry.often, "submissions") if entry.kind in FILTERS else ""
    if entry.kind == "organisation":
        count = _("{submissions} as author or signatory").format(submissions=count)
    about = tuple(fact for fact in (entry.note, count) if fact)
    return Hit(entry.kind, entry.id, entry.title, about, match)
