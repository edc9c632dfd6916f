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
    number,
    question_cell,
    table_rows,
)
from intake.suggesting.sentences import Sentence, sentences
from intake.suggesting.signatories import Named, signatories

POINTS, OF_ONE_THEME = 15, 2
"""How many points of a document, and how many on one theme, are proposed at most: those of the highest scores."""

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
        named_signatories = signatories(document.pages)
        head = first_lines(document)
        title = title_of(document, head)
        submission_id = new_id(title, {*self.data.titles, *self._ids("submissions")})
        authors = self._authors(document, head, title)
        self._submission(document, head, title, submission_id, authors, len(named_signatories))
        self.parties.authors(submission_id, authors)
        author_ids = {author.organisation_id for author in authors}
        self.parties.signatories(submission_id, named_signatories, author_ids)
        self._points(document, submission_id, named_signatories)

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
        signatory_count: int,
    ) -> None:
        questions = ["write the address of the page it was found on (source_url)"]
        if document.address:
            questions = []
        stated_date, doubts = date_of(document, head, self.today)
        questions += doubts
        text = "\n".join(page.text for page in document.pages)
        language = language_of(text)
        if not language:
            remark = f" (the file says {document.language})" if document.language else ""
            questions.append(f"which language is it in{remark}?")
        document_type, sure = type_of(
            "\n".join([title, *(line for line, _page in head)]), signatory_count
        )
        if not sure:
            questions.append(f"is it a {document_type} (document_type)?")
        stage = self._stage(title)
        questions.append(
            "does it answer to this stage?" if stage else "which stage does it answer to?"
        )
        if len(authors) != 1:
            questions.append("who published it (publisher)?")
        if similar := process.extractOne(
            fold(title), self.data.titles, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
        ):
            questions.insert(
                0, f"is it the submission {similar[2]}, which the data set has already?"
            )
        statement = stated_signatories(text)
        self.rows["submissions"].append(
            {
                "submission_id": submission_id,
                "title": title,
                "stage_id": stage,
                "submitted_on": stated_date.value if stated_date else None,
                "date_precision": stated_date.precision if stated_date else None,
                "language": language,
                "document_type": document_type,
                "publisher": authors[0].name if len(authors) == 1 else None,
                "source_url": document.address,
                "stated_signatory_count": str(statement.count)
                if statement and statement.count >= signatory_count
                else None,
                "added_on": self.today.isoformat(),
                EVIDENCE: f"{document.path.name}"
                + (f", dated by “{stated_date.words}”" if stated_date else ""),
                PAGE: None,
                QUESTION: question_cell(questions),
            }
        )

    def _stage(self, title: str) -> str | None:
        """The stage whose short title stands in the document's title; None if there is no such stage, or several."""
        if len(self.data.stages) == 1:
            return self.data.stages[0]["stage_id"]
        words = _words(title)
        stage_ids = [
            stage["stage_id"]
            for stage in self.data.stages
            if _words(str(stage["short_title"])) in words
        ]
        return stage_ids[0] if len(stage_ids) == 1 else None

    def _authors(self, document: Document, head: Sequence[Line], title: str) -> list[Known]:
        """Known organisations that the document says it is by, that are a line at its top, or that begin its title."""
        organisations = self.data.organisations
        lines = [line for line, _page in head]
        author_names = [author_line[1] for author_line in SAYS_BY.finditer("\n".join(lines))]
        for name in [*author_names, document.author or "", *lines[:6]]:
            match = organisations.match(name.strip(" .,:;")) if name else None
            if match and match.score >= SAME:
                return [match.organisation]
        subject = re.split(r"(?i)[:–—]|\b(?:on|to|about|regarding|for|sur|sobre)\b", title)[0]
        return organisations.named_in(subject)[:3]

    def _points(
        self, document: Document, submission_id: str, named_signatories: Sequence[Named]
    ) -> None:
        themes, kinds = self.data.lists.themes, self.data.lists.kinds
        if not themes:
            return
        names = {fold(signatory.name) for signatory in named_signatories}
        scored = [
            (sentence, theme)
            for sentence in sentences(document.pages)
            if _says_something(sentence) and fold(sentence.text) not in names
            if (theme := themes.best(sentence.text))
        ]
        cites_lines = any(
            re.search(r"action[ -]lines?|grandes orientations|lineas de accion", fold(page.text))
            for page in document.pages
        )
        for index, (sentence, theme) in enumerate(_strongest(scored), 1):
            point_id = f"{submission_id}.{index}"
            kind = kinds.best(sentence.text) if kinds else None
            questions = ["a draft: write what it says in your own words"]
            if not kind:
                questions.append("which kind is it?")
            evidence: Row = {
                EVIDENCE: f"{sentence.text} [{', '.join(theme.terms)}]",
                PAGE: number(sentence.page),
                SCORE: str(theme.score),
            }
            self.rows["points"].append(
                {
                    "point_id": point_id,
                    "submission_id": submission_id,
                    "kind": kind.id if kind else "position",
                    "theme_id": theme.id,
                    "summary": sentence.text,
                    "source_url": document.address,
                    **evidence,
                    QUESTION: question_cell(questions),
                }
            )
            action_lines = self.data.lists.action_lines
            for action_line in (
                action_lines.enough(sentence.text) if action_lines and cites_lines else ()
            ):
                self.rows["point_action_lines"].append(
                    {
                        "point_id": point_id,
                        "action_line_id": action_line.id,
                        EVIDENCE: ", ".join(action_line.terms),
                        PAGE: number(sentence.page),
                        SCORE: str(action_line.score),
                        QUESTION: question_cell(["does the document cite this action line here?"]),
                    }
                )


def _strongest(scored: Iterable[tuple[Sentence, Scored]]) -> list[tuple[Sentence, Scored]]:
    """The sentences of the highest scores, in reading order."""
    strongest: list[tuple[int, Sentence, Scored]] = []
    count_by_theme: Counter[str] = Counter()
    seen_texts: set[str] = set()
    by_score = sorted(enumerate(scored), key=lambda item: (-item[1][1].score, item[0]))
    for position, (sentence, theme) in by_score:
        text = fold(sentence.text)
        if (
            count_by_theme[theme.id] < OF_ONE_THEME
            and text not in seen_texts
            and len(strongest) < POINTS
        ):
            count_by_theme[theme.id] += 1
            seen_texts.add(text)
            strongest.append((position, sentence, theme))
    return [
        (sentence, theme)
        for _position, sentence, theme in sorted(strongest, key=lambda item: item[0])
    ]


def _says_something(sentence: Sentence) -> bool:
    return len(sentence.text.split()) >= 5 and sentence.text.rstrip('"”»’)]')[-1:] in ".!?;…。"


def _words(text: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", fold(text)))
    return f" {words} "
