"""What a document may add to the data set, as rows for a person to review.

Every row has, beside the columns of its table, the review columns of REVIEW: what it rests on and what
is to be decided. They are not imported.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from data.normalise import fold
from data.suggesting.document_metadata import (
    SAYS_BY,
    Line,
    date_of,
    first_lines,
    stated_signatories,
    title_of,
    type_of,
)
from data.suggesting.documents import Document
from data.suggesting.languages import language_of
from data.suggesting.lexicon import Scored
from data.suggesting.organisations import SAME, Known, Organisations, new_id
from data.suggesting.sentences import Sentence, sentences
from data.suggesting.signatories import Named, signatories
from data.suggesting.term_lists import Lists, read_lists

EVIDENCE, PAGE, SCORE, MATCHED, QUESTION = (
    "evidence",
    "page",
    "score",
    "matched name",
    "question",
)
REVIEW: Mapping[str, tuple[str, ...]] = {
    "organisations": (EVIDENCE, PAGE, QUESTION),
    "submissions": (EVIDENCE, PAGE, QUESTION),
    "signatories": (EVIDENCE, PAGE, SCORE, MATCHED, QUESTION),
    "points": (EVIDENCE, PAGE, SCORE, QUESTION),
    "point_action_lines": (EVIDENCE, PAGE, SCORE, QUESTION),
}
"""Table -> its review columns, in the order in which it has them."""

POINTS, OF_ONE_THEME = 15, 2
"""At most so many points are proposed of a document, and so many on one theme: those of the highest scores."""

ALIKE = 88
"""Likeness of titles (0 to 100) from which a person is asked whether it is the same submission."""

Row = dict[str, str | None]


class DataSet:
    """What a data set holds already, as far as proposals need it."""

    def __init__(self, source: Path) -> None:
        self.organisations = Organisations(_rows(source, "organisations"))
        self.stages = _rows(source, "stages")
        submissions = _rows(source, "submissions")
        self.titles = {str(row["submission_id"]): fold(str(row["title"])) for row in submissions}
        self.lists: Lists = read_lists(
            source,
            [str(row["theme_id"]) for row in _rows(source, "themes")],
            [str(row["action_line_id"]) for row in _rows(source, "action_lines")],
        )


@dataclass
class Proposals:
    """Rows by table, for all documents together; a new organisation is proposed once."""

    data: DataSet
    today: date
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in REVIEW})
    _new: dict[str, str] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        """Propose the rows of one document."""
        named = signatories(document.pages)
        head = first_lines(document)
        title = title_of(document, head)
        submission_id = new_id(title, {*self.data.titles, *self._ids("submissions")})
        authors = self._authors(document, head, title)
        self._submission(document, head, title, submission_id, authors, len(named))
        self._parties(submission_id, authors, named)
        self._points(document, submission_id, named)

    def _ids(self, table: str) -> list[str]:
        key = f"{table.removesuffix('s')}_id"
        return [str(row[key]) for row in self.rows[table]]

    def _submission(
        self,
        document: Document,
        head: Sequence[Line],
        title: str,
        submission_id: str,
        authors: Sequence[Known],
        named: int,
    ) -> None:
        questions = ["write the address of the page it was found on (source_url)"]
        if document.address:
            questions = []
        when, asked = date_of(document, head, self.today)
        questions += asked
        text = "\n".join(page.text for page in document.pages)
        language = language_of(text)
        if not language:
            said = f" (the file says {document.language})" if document.language else ""
            questions.append(f"which language is it in{said}?")
        type_, sure = type_of("\n".join([title, *(line for line, _page in head)]), named)
        if not sure:
            questions.append(f"is it a {type_} (document_type)?")
        stage = self._stage(title)
        questions.append(
            "does it answer to this stage?" if stage else "which stage does it answer to?"
        )
        if len(authors) != 1:
            questions.append("who published it (publisher)?")
        if same := process.extractOne(
            fold(title), self.data.titles, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
        ):
            questions.insert(0, f"is it the submission {same[2]}, which the data set has already?")
        stated = stated_signatories(text)
        self.rows["submissions"].append(
            {
                "submission_id": submission_id,
                "title": title,
                "stage_id": stage,
                "submitted_on": when.value if when else None,
                "date_precision": when.precision if when else None,
                "language": language,
                "document_type": type_,
                "publisher": authors[0].name if len(authors) == 1 else None,
                "source_url": document.address,
                "stated_signatory_count": str(stated) if stated and stated >= named else None,
                "added_on": self.today.isoformat(),
                EVIDENCE: f"{document.path.name}" + (f", dated by “{when.words}”" if when else ""),
                PAGE: None,
                QUESTION: _asked(questions),
            }
        )

    def _stage(self, title: str) -> str | None:
        """The stage whose short title stands in the document's title; none if there are several or none."""
        if len(self.data.stages) == 1:
            return self.data.stages[0]["stage_id"]
        words = _words(title)
        found = [
            stage["stage_id"]
            for stage in self.data.stages
            if _words(str(stage["short_title"])) in words
        ]
        return found[0] if len(found) == 1 else None

    def _authors(self, document: Document, head: Sequence[Line], title: str) -> list[Known]:
        """Known organisations that the document says it is by, whose name is a line at its top, or that its title
        begins with."""
        known = self.data.organisations
        lines = [line for line, _page in head]
        by = [found[1] for found in SAYS_BY.finditer("\n".join(lines))]
        for name in [*by, document.author or "", *lines[:6]]:
            match = known.match(name.strip(" .,:;")) if name else None
            if match and match.score >= SAME:
                return [match.known]
        subject = re.split(r"(?i)[:–—]|\b(?:on|to|about|regarding|for|sur|sobre)\b", title)[0]
        return known.named_in(subject)[:3]

    def _parties(
        self, submission_id: str, authors: Sequence[Known], named: Sequence[Named]
    ) -> None:
        taken = set()
        for author in authors:
            taken.add(author.organisation_id)
            self._party(
                submission_id,
                author.organisation_id,
                "author",
                matched=author.name,
                question="is it an author? It is named at the beginning",
            )
        if not authors:
            self._party(
                submission_id,
                None,
                "author",
                question="who wrote it? Write the organisation_id of an author",
            )
        for one in named:
            match = self.data.organisations.match(one.name)
            if match and match.score >= SAME:
                organisation_id: str | None = match.known.organisation_id
                question = None if match.score == 100 else "is it this organisation?"
            else:
                organisation_id = self._new_organisation(one, match.known if match else None)
                question = "new: see the sheet organisations"
                if match:
                    question = f"is it {match.known.organisation_id}, or new?"
            if organisation_id in taken:
                continue
            taken.add(str(organisation_id))
            self._party(
                submission_id,
                organisation_id,
                "signatory",
                evidence=one.name,
                page=one.page,
                score=str(match.score) if match else None,
                matched=match.known.name if match else None,
                question=question,
            )

    def _party(
        self,
        submission_id: str,
        organisation_id: str | None,
        role: str,
        *,
        evidence: str | None = None,
        page: int | None = None,
        score: str | None = None,
        matched: str | None = None,
        question: str | None = None,
    ) -> None:
        self.rows["signatories"].append(
            {
                "submission_id": submission_id,
                "organisation_id": organisation_id,
                "role": role,
                "source_url": None,
                EVIDENCE: evidence,
                PAGE: _number(page),
                SCORE: score,
                MATCHED: matched,
                QUESTION: _asked([question] if question else []),
            }
        )

    def _new_organisation(self, one: Named, near: Known | None) -> str:
        key = fold(one.name)
        if key not in self._new:
            short = re.fullmatch(r"(.{4,}?)\s*\(([^()\s]{2,15})\)", one.name)
            name, short_name = (short[1], short[2]) if short else (one.name, None)
            taken = {known.organisation_id for known in self.data.organisations.known}
            self._new[key] = new_id(short_name or name, taken | set(self._new.values()))
            asked = [
                "is it an organisation, and new? Write its group, its scope (national, regional or "
                "international) and, if it has a seat, its country"
            ]
            if near:
                asked.insert(0, f"did they mean {near.name} ({near.organisation_id})?")
            self.rows["organisations"].append(
                {
                    "organisation_id": self._new[key],
                    "name": name,
                    "short_name": short_name,
                    "stakeholder_group": None,
                    "scope": None,
                    EVIDENCE: one.name,
                    PAGE: _number(one.page),
                    QUESTION: _asked(asked),
                }
            )
        return self._new[key]

    def _points(self, document: Document, submission_id: str, named: Sequence[Named]) -> None:
        themes, kinds = self.data.lists.themes, self.data.lists.kinds
        if not themes:
            return
        names = {fold(one.name) for one in named}
        scored = [
            (sentence, best)
            for sentence in sentences(document.pages)
            if _says_something(sentence) and fold(sentence.text) not in names
            if (best := themes.best(sentence.text))
        ]
        cites_lines = any(
            re.search(r"action[ -]lines?|grandes orientations|lineas de accion", fold(page.text))
            for page in document.pages
        )
        for number, (sentence, best) in enumerate(_strongest(scored), 1):
            point_id = f"{submission_id}.{number}"
            kind = kinds.best(sentence.text) if kinds else None
            asked = ["a draft: write what it says in your own words"]
            if not kind:
                asked.append("which kind is it?")
            evidence: Row = {
                EVIDENCE: f"{sentence.text} [{', '.join(best.terms)}]",
                PAGE: _number(sentence.page),
                SCORE: str(best.score),
            }
            self.rows["points"].append(
                {
                    "point_id": point_id,
                    "submission_id": submission_id,
                    "kind": kind.id if kind else "position",
                    "theme_id": best.id,
                    "summary": sentence.text,
                    "source_url": document.address,
                    **evidence,
                    QUESTION: _asked(asked),
                }
            )
            lines = self.data.lists.action_lines
            for line in lines.enough(sentence.text) if lines and cites_lines else ():
                self.rows["point_action_lines"].append(
                    {
                        "point_id": point_id,
                        "action_line_id": line.id,
                        EVIDENCE: ", ".join(line.terms),
                        PAGE: _number(sentence.page),
                        SCORE: str(line.score),
                        QUESTION: _asked(["does the document cite this action line here?"]),
                    }
                )


def _strongest(scored: Iterable[tuple[Sentence, Scored]]) -> list[tuple[Sentence, Scored]]:
    """The sentences of the highest scores, in reading order."""
    kept: list[tuple[int, Sentence, Scored]] = []
    of_theme: Counter[str] = Counter()
    seen: set[str] = set()
    places = sorted(enumerate(scored), key=lambda each: (-each[1][1].score, each[0]))
    for place, (sentence, best) in places:
        words = fold(sentence.text)
        if of_theme[best.id] < OF_ONE_THEME and words not in seen and len(kept) < POINTS:
            of_theme[best.id] += 1
            seen.add(words)
            kept.append((place, sentence, best))
    return [(sentence, best) for _place, sentence, best in sorted(kept, key=lambda each: each[0])]


def _says_something(sentence: Sentence) -> bool:
    return len(sentence.text.split()) >= 5 and sentence.text.rstrip('"”»’)]')[-1:] in ".!?;…。"


def _words(text: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", fold(text)))
    return f" {words} "


def _asked(questions: Sequence[str]) -> str | None:
    return "; ".join(questions) or None


def _number(page: int | None) -> str | None:
    return None if page is None else str(page)


def _rows(source: Path, table: str) -> list[Row]:
    with (source / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{name: cell or None for name, cell in row.items()} for row in csv.DictReader(file)]
