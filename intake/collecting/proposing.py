"""What pages add to submissions that the data set has: signatories, how many are stated, dates, dead addresses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from data.normalise import fold
from intake.collecting.texts import Text
from intake.suggesting.document_metadata import date_of, first_lines, stated_signatories
from intake.suggesting.documents import Document
from intake.suggesting.organisations import SAME, Organisations
from intake.suggesting.parties import Parties
from intake.suggesting.review_rows import EVIDENCE, PAGE, QUESTION, Row, number, question_cell
from intake.suggesting.signatories import Named, signatories, unheaded_lists

FEW = 3
"""A page with fewer names below headings is searched for lists with at least as many known organisations."""

SHARE = 0.1
"""The share of the names in such a list that must be known."""

TABLES = ("submissions", "organisations", "signatories")


@dataclass
class Additions:
    """Rows by table for all texts together. A row of a submission is that of the data set with what changes."""

    organisations: Organisations
    today: date
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})
    parties: Parties = field(init=False)
    _behind: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parties = Parties(self.organisations, self.rows)

    def including(self, text: Text, address: str, document: Document) -> "Additions":
        """These additions, with what the document that was fetched from `address` adds to its text."""
        organisation_ids = self._behind.setdefault(text.id, {*text.authors, *text.signatories})
        headed_signatories = signatories(document.pages)
        self.parties.signatories(text.id, headed_signatories, organisation_ids, address)
        if text.missing and len(headed_signatories) < FEW:
            self.parties.signatories(
                text.id,
                [
                    signatory
                    for names in unheaded_lists(document.pages)
                    for signatory in self._if_known(names)
                ],
                organisation_ids,
                address,
                "no heading says that these signed: did they?",
            )
        self._stated(text, address, document)
        self._date(text, address, document)
        return self

    def _if_known(self, names: Sequence[Named]) -> Sequence[Named]:
        """The names of a list if enough of them are known organisations, else none."""
        matches = [
            match for signatory in names if (match := self.organisations.match(signatory.name))
        ]
        known_organisations = {match.organisation for match in matches if match.score >= SAME}
        return names if len(known_organisations) >= max(FEW, len(names) * SHARE) else ()

    def dead(self, text: Text, address: str, why: str) -> None:
        """Ask for another address in the place of one that is dead."""
        (column, *_more) = [name for name, cell in text.row.items() if cell == address]
        self._ask(
            text,
            f"{column}: {address} {why}, {self.today}",
            f"where is it now? Write another {column}"
            + (", or empty the cell" if column == "document_url" else ""),
        )

    def settle(self, text: Text) -> None:
        """After all pages of a text: ask where more organisations are named than signatories stated."""
        changed_row = self._change_of(text)
        stated_count = (changed_row or text.row)["stated_signatory_count"]
        organisation_count = len(self._behind.get(text.id, ()))
        if self.proposed(text) and stated_count and organisation_count > int(stated_count):
            self._ask(
                text,
                f"{organisation_count} organisations with those proposed, {stated_count} stated",
                "is one named twice or no organisation? Else correct stated_signatory_count",
            )

    def proposed(self, text: Text) -> int:
        """How many signatories are proposed for a text."""
        organisation_ids = self._behind.get(text.id)
        return (
            0
            if organisation_ids is None
            else len(organisation_ids - text.authors - text.signatories)
        )

    def _stated(self, text: Text, address: str, document: Document) -> None:
        changed_row = self._change_of(text)
        count_before = int((changed_row or text.row)["stated_signatory_count"] or 0)
        for page in document.pages:
            statement = stated_signatories(page.text)
            if (
                statement
                and statement.count > max(count_before, len(self._behind[text.id]) - 1)
                and (text.stated or statement.sure)
            ):
                self._ask(
                    text,
                    f"stated_signatory_count, before {count_before or 'empty'}: “{statement.words}” in {address}",
                    f"is {statement.count} the number of signatories?",
                    page.number,
                )["stated_signatory_count"] = str(statement.count)
                return

    def _date(self, text: Text, address: str, document: Document) -> None:
        """Propose a date where there is none, or a day where there is only its month or year."""
        changed_row = self._change_of(text) or text.row
        date_before = changed_row["submitted_on"] or ""
        stated_date, doubts = date_of(document, first_lines(document), self.today)
        if (
            not stated_date
            or len(stated_date.value) <= len(date_before)
            or not stated_date.value.startswith(date_before)
        ):
            return
        row = self._ask(
            text,
            f"submitted_on, before {date_before or 'empty'}: “{stated_date.words}” in {address}",
            "; ".join([f"is {stated_date.value} the date of the text?", *doubts]),
            next(
                (page.number for page in document.pages if stated_date.words in fold(page.text)),
                None,
            ),
        )
        row["submitted_on"], row["date_precision"] = stated_date.value, stated_date.precision

    def _change_of(self, text: Text) -> Row | None:
        return next(
            (row for row in self.rows["submissions"] if row["submission_id"] == text.id), None
        )

    def _ask(self, text: Text, evidence: str, question: str, page: int | None = None) -> Row:
        """Add a question and its evidence to the row of a submission; return the row."""
        row = self._change_of(text)
        if row is None:
            row = {**text.row, EVIDENCE: None, PAGE: None, QUESTION: None}
            self.rows["submissions"].append(row)
        for column, value in ((EVIDENCE, evidence), (PAGE, number(page)), (QUESTION, question)):
            row[column] = question_cell([part for part in (row[column], value) if part])
        return row
