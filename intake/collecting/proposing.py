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
from intake.suggesting.review_rows import EVIDENCE, PAGE, QUESTION, Row, asked, number
from intake.suggesting.signatories import Named, signatories, unheaded_lists

FEW = 3
"""A page with fewer names below headings is searched for lists with at least so many known organisations."""

SHARE = 0.1
"""Of the names of such a list, so large a share must be known."""

TABLES = ("submissions", "organisations", "signatories")


@dataclass
class Additions:
    """Rows by table for all texts together. A row of a submission is that of the data set with what changes."""

    known: Organisations
    today: date
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})
    parties: Parties = field(init=False)
    _behind: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parties = Parties(self.known, self.rows)

    def including(self, text: Text, address: str, document: Document) -> "Additions":
        """These additions, with what the document that was fetched from `address` adds to its text."""
        behind = self._behind.setdefault(text.id, {*text.authors, *text.signatories})
        named = signatories(document.pages)
        self.parties.signatories(text.id, named, behind, address)
        if text.missing and len(named) < FEW:
            self.parties.signatories(
                text.id,
                [one for names in unheaded_lists(document.pages) for one in self._if_known(names)],
                behind,
                address,
                "no heading says that these signed: did they?",
            )
        self._stated(text, address, document)
        self._date(text, address, document)
        return self

    def _if_known(self, names: Sequence[Named]) -> Sequence[Named]:
        """The names of a list in which some are those of known organisations; none of another list."""
        matches = [match for one in names if (match := self.known.match(one.name))]
        known = {match.known for match in matches if match.score >= SAME}
        return names if len(known) >= max(FEW, len(names) * SHARE) else ()

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
        change = self._change_of(text)
        stated = (change or text.row)["stated_signatory_count"]
        behind = len(self._behind.get(text.id, ()))
        if self.proposed(text) and stated and behind > int(stated):
            self._ask(
                text,
                f"{behind} organisations with those proposed, {stated} stated",
                "is one named twice or no organisation? Else correct stated_signatory_count",
            )

    def proposed(self, text: Text) -> int:
        """How many signatories are proposed for a text."""
        behind = self._behind.get(text.id)
        return 0 if behind is None else len(behind - text.authors - text.signatories)

    def _stated(self, text: Text, address: str, document: Document) -> None:
        change = self._change_of(text)
        before = int((change or text.row)["stated_signatory_count"] or 0)
        for page in document.pages:
            found = stated_signatories(page.text)
            if (
                found
                and found.count > max(before, len(self._behind[text.id]) - 1)
                and (text.stated or found.sure)
            ):
                self._ask(
                    text,
                    f"stated_signatory_count, before {before or 'empty'}: “{found.words}” in {address}",
                    f"is {found.count} the number of signatories?",
                    page.number,
                )["stated_signatory_count"] = str(found.count)
                return

    def _date(self, text: Text, address: str, document: Document) -> None:
        """Propose a date where there is none, or a day where there is only its month or year."""
        change = self._change_of(text) or text.row
        before = change["submitted_on"] or ""
        when, unsure = date_of(document, first_lines(document), self.today)
        if not when or len(when.value) <= len(before) or not when.value.startswith(before):
            return
        row = self._ask(
            text,
            f"submitted_on, before {before or 'empty'}: “{when.words}” in {address}",
            "; ".join([f"is {when.value} the date of the text?", *unsure]),
            next((page.number for page in document.pages if when.words in fold(page.text)), None),
        )
        row["submitted_on"], row["date_precision"] = when.value, when.precision

    def _change_of(self, text: Text) -> Row | None:
        return next(
            (row for row in self.rows["submissions"] if row["submission_id"] == text.id), None
        )

    def _ask(self, text: Text, evidence: str, question: str, page: int | None = None) -> Row:
        """The row of a submission, with one more thing to be decided on it."""
        row = self._change_of(text)
        if row is None:
            row = {**text.row, EVIDENCE: None, PAGE: None, QUESTION: None}
            self.rows["submissions"].append(row)
        for column, said in ((EVIDENCE, evidence), (PAGE, number(page)), (QUESTION, question)):
            row[column] = asked([each for each in (row[column], said) if each])
        return row
