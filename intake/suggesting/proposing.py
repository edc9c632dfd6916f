"""What a document may add to the data set, as rows for a person to review."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from data.lexicon import Scored
from data.normalise import fold
from data.term_lists import Lists, read_lists
from intake.suggesting.document_metadata import (
    SAYS_BY,
    Line,
    date_of,
    first_lines,
    stated_signatories,
    title_of,
    type_of,
)
from intake.suggesting.documents import Document
from intake.suggesting.languages import language_of
from intake.suggesting.organisations import SAME, Known, Organisations, new_id
from intake.suggesting.parties import Parties
from intake.suggesting.review_rows import (
    EVIDENCE,
    PAGE,
    QUESTION,
    REVIEW,
    SCORE,
    Row,
    asked,
    number,
    table_rows,
)
from intake.suggesting.sentences import Sentence, sentences
from intake.suggesting.signatories import Named, signatories

POINTS, OF_ONE_THEME = 15, 2
"""At most so many points are proposed of a document, and so many on one theme: those of the highest scores."""

ALIKE = 88
"""Likeness of titles (0 to 100) from which a person is asked whether it is the same submission."""


class DataSet:
    """What a data set holds already, as far as proposals need it."""

    def __init__(self, source: Path) -> None:
        self.organisations = Organisations(table_rows(source, "organisations"))
        self.stages = table_rows(source, "stages")
        submissions = table_rows(source, "submissions")
        self.titles = {str(row["submission_id"]): fold(str(row["title"])) for row in submissions}
        self.lists: Lists = read_lists(
            source,
            [str(row["theme_id"]) for row in table_rows(source, "themes")],
            [str(row["action_line_id"]) for row in table_rows(source, "action_lines")],
        )


@dataclass
class Proposals:
    """Rows by table, for all documents together; a new organisation is proposed once."""

    data: DataSet
    today: date
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in REVIEW})
    parties: Parties = field(init=False)

    def __post_init__(self) -> None:
        self.parties = Parties(self.data.organisations, self.rows)

    def including(self, document: Document) -> "Proposals":
        """These proposals, with the rows of one more document."""
        self.add(document)
        return self

    def add(self, document: Document) -> None:
        """Propose the rows of one document."""
        named = signatories(document.pages)
        head = first_lines(document)
        title = title_of(document, head)
        submission_id = new_id(title, {*self.data.titles, *self._ids("submissions")})
        authors = self._authors(document, head, title)
        self._submission(document, head, title, submission_id, authors, len(named))
        self.parties.authors(submission_id, authors)
        taken = {one.organisation_id for one in authors}
        self.parties.signatories(submission_id, named, taken)
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
        when, unsure = date_of(document, head, self.today)
        questions += unsure
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
                "stated_signatory_count": str(stated.count)
                if stated and stated.count >= named
                else None,
                "added_on": self.today.isoformat(),
                EVIDENCE: f"{document.path.name}" + (f", dated by “{when.words}”" if when else ""),
                PAGE: None,
                QUESTION: asked(questions),
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
        for place, (sentence, best) in enumerate(_strongest(scored), 1):
            point_id = f"{submission_id}.{place}"
            kind = kinds.best(sentence.text) if kinds else None
            questions = ["a draft: write what it says in your own words"]
            if not kind:
                questions.append("which kind is it?")
            evidence: Row = {
                EVIDENCE: f"{sentence.text} [{', '.join(best.terms)}]",
                PAGE: number(sentence.page),
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
                    QUESTION: asked(questions),
                }
            )
            lines = self.data.lists.action_lines
            for line in lines.enough(sentence.text) if lines and cites_lines else ():
                self.rows["point_action_lines"].append(
                    {
                        "point_id": point_id,
                        "action_line_id": line.id,
                        EVIDENCE: ", ".join(line.terms),
                        PAGE: number(sentence.page),
                        SCORE: str(line.score),
                        QUESTION: asked(["does the document cite this action line here?"]),
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
