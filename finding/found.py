"""What was found, group by group, for pages, light pages and the data API alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from finding import questions
from finding.index import KINDS, PAGE, PARAGRAPH, PASSAGE, SUBMISSION, Entry, index
from finding.matching import Match, Matches, matches, submissions_found
from finding.questions import Question
from finding.words import LONGEST, has_foreign_letters, words_of
from i18n import _, entity_sentences, escaping, headlines, routes
from i18n.dates import written
from queries import FILTERS, Filters

FEW, MANY = 5, 20
"""Of each kind, how many are shown beside other kinds, and how many on a page that shows one kind."""


def target(kind: str, identifier: str, filters: Filters) -> tuple[str, Filters, dict[str, str]]:
    """Where one of a kind leads under ``filters``: the name of a page, the filters and the view parameters there.

    What has no page of its own is a filter of the overview.
    """
    if kind in routes.ENTITIES:
        own = [kind] if kind in Filters.__dataclass_fields__ else []
        return routes.ENTITIES[kind].page.name, filters.without(*own), {"id": identifier}
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
    """One thing that was found. ``about`` are the facts that tell it from others, ``match`` how well it fits."""

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
    """The hits of one kind, ``first`` of them the place of the first from 0, and how many there are."""

    kind: str
    hits: tuple[Hit, ...]
    total: int
    first: int = 0


@dataclass(frozen=True)
class Found:
    """What was found for ``words``, the best group first; ``shown`` is the kind that is shown alone, if one is.

    ``question`` is empty where nothing in the words stands for a filter, or they are the name of one thing; for that of
    one organisation, it is what the organisation wrote or signed.
    ``corrected`` is what was looked for in place of words that nothing has. ``foreign``: no letter of them is Latin.
    """

    words: str
    groups: tuple[Group, ...] = ()
    question: Question = field(default_factory=Question)
    corrected: str = ""
    foreign: bool = False
    shown: str = ""

    @property
    def organisation(self) -> str:
        """The id of the one organisation that has just this name; empty if it is not one."""
        for group in self.groups:
            named = [hit for hit in group.hits if hit.match == Match.NAME]
            if group.kind == "organisation" and len(named) == 1:
                return named[0].id
        return ""


def sought(text: object) -> str:
    """What is looked for: a text as one line, cut where it is longer than searches are."""
    return escaping.one_line(str(text).encode("utf-8", "ignore").decode())[:LONGEST].strip()


def find(text: str, *, show: str = "", page: int = 1) -> Found:
    """Find ``text`` in everything: a few of each kind, or a page of those of the kind ``show``.

    The page is the last one if there are not so many. A ``show`` that is not one of KINDS is the same as none.
    """
    words = sought(text)
    if not words_of(words):
        return Found(words)
    found = matches(words)
    alone = show if show in KINDS else ""
    kinds = [kind for kind in found.kinds if alone in ("", kind)]
    shown = Found(
        words,
        tuple(_group(found, kind, page if alone else 0) for kind in kinds),
        corrected=found.corrected,
        foreign=has_foreign_letters(words),
        shown=alone,
    )
    question = questions.read(words)
    if shown.organisation and question.values == 1:
        return replace(shown, question=question)
    return replace(shown, question=_offered(question, found))


def _offered(question: Question, found: Matches) -> Question:
    """The question, where it says more than what was found by name."""
    by_name = any(level < Match.PART for level in found.levels.values())
    worth = question.values > 1 and not (by_name and question.not_understood)
    return question if worth or (question.values and found.kinds and not by_name) else Question()


def _group(found: Matches, kind: str, page: int) -> Group:
    """The few best of a kind, or a page of it (from 1)."""
    size = MANY if page else FEW
    total = _length(found, kind)
    first = (min(page, -(-total // size)) - 1) * size if page else 0
    rows = slice(first, first + size)
    if kind == SUBMISSION:
        shown, _total = submissions_found(found.submissions, rows)
        hits = [_submission(row, _match(found, level)) for row, level in shown]
    else:
        entries = index().entries
        hits = [
            _entry(entries[place], _match(found, found.levels[place]))
            for place in found.entries[kind][rows]
        ]
    return Group(kind, tuple(hits), total, first)


def _length(found: Matches, kind: str) -> int:
    if kind == SUBMISSION:
        return submissions_found(found.submissions, slice(0, 1))[1]
    return len(found.entries[kind])


def _match(found: Matches, level: Match) -> Match:
    return Match.ALIKE if found.corrected else level


def _submission(row: Any, match: Match) -> Hit:
    about = (
        entity_sentences.names(row.authors, 80),
        written(row.submitted_on),
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
    counted = headlines.counted(entry.often, "submissions") if entry.kind in FILTERS else ""
    if entry.kind == "organisation":
        counted = _("{submissions} as author or signatory").format(submissions=counted)
    about = tuple(fact for fact in (entry.note, counted) if fact)
    return Hit(entry.kind, entry.id, entry.title, about, match)
