"""Who signed what as a wide table: one row per organisation, one column per submission, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

import pandas as pd

from data.rows import each
from exports import provenance
from exports.provenance import Provenance
from exports.writers import TooManyRows
from i18n import _, aside, enumerated, escaping, labels, number, pgettext, written_date
from i18n.entity_sentences import named_of
from queries import Filters, Part, stream
from queries.questions import Column

QUESTION = "signature_matrix"
"""The question that gives the marks; each fills a cell of the table."""

ENDINGS = ("csv", "xlsx")
"""The file formats of the table."""

MOST_COLUMNS = 16_000
"""Excel has 384 more."""

CELLS = 250_000
"""The most cells of one file."""

_MARKS = 1_000_000
"""More than the largest table has."""


class Wide:
    """The table under a selection; ``parameters`` are those of QUESTION, which give rows and columns their order.

    Raises TooManyRows beyond MOST_COLUMNS submissions, and what ``queries.stream`` raises.
    """

    def __init__(self, selection: Filters, parameters: Mapping[str, str]) -> None:
        self._selection, self._parameters = selection, dict(parameters)
        part = stream(QUESTION, selection, offset=0, limit=_MARKS, **self._parameters)
        with closing(part.frames):
            marks = pd.concat(list(part.frames), ignore_index=True)
        marks["stated"] = marks.stated.fillna(0).astype(int)
        self._version = part.version
        self._roles = dict(
            zip(
                zip(marks.organisation_id, marks.submission_id, strict=True),
                marks.role,
                strict=True,
            )
        )
        self._organisations = marks.drop_duplicates("organisation_id")
        self._submissions = marks.drop_duplicates("submission_id").sort_values("time_order")
        if len(self._submissions) > MOST_COLUMNS:
            raise TooManyRows(
                _(
                    "This table has a column for each submission: {n}, and {most} at most. Use more filters."
                ).format(n=number(len(self._submissions)), most=number(MOST_COLUMNS))
            )

    @property
    def total(self) -> int:
        """How many rows it has."""
        return len(self._organisations)

    @property
    def at_once(self) -> int:
        """The most rows of one file."""
        return max(1, CELLS // max(1, len(self._submissions)))

    def part(self, offset: int, limit: int) -> Part:
        """At most ``limit`` of its rows, from row ``offset`` (from 0) on."""
        organisations = self._organisations.iloc[offset : offset + limit]
        return Part(
            self._version,
            self.total,
            offset,
            len(organisations),
            (frame for frame in [self._rows(organisations)]),
        )

    def provenance(self, address: str, rows_address: str = "") -> Provenance:
        """The provenance of its files: ``address`` is that of the view, ``rows_address`` that of the rows."""
        of_marks = provenance.of_answer(
            QUESTION, self._selection, self._parameters, address, rows_address
        )
        title = _("Which organisations wrote or signed which submissions")
        return replace(
            of_marks,
            name=f"wide-{of_marks.name}",
            title=title,
            row=_(
                "one organisation, with a cell for each submission: signed, wrote, empty if it did neither, not known "
                "if the source does not name all signatories"
            ),
            columns=self._columns,
            citation=provenance.citation(address, title),
        )

    @property
    def _columns(self) -> tuple[Column, ...]:
        organisation_columns = (
            Column(labels.heading(name), "text", "", "") for name in _ORGANISATION_COLUMNS
        )
        submissions = each(self._submissions)
        return (
            *organisation_columns,
            *(Column(_head(row), "text", "", _column_meaning(row)) for row in submissions),
        )

    def _rows(self, organisations: pd.DataFrame) -> pd.DataFrame:
        cells: dict[str, list[str | None]] = {
            labels.heading(name): [format_value(value) for value in organisations[name]]
            for name, format_value in _ORGANISATION_COLUMNS.items()
        }
        for submission in each(self._submissions):
            cells[_head(submission)] = [
                self._cell(organisation.organisation_id, organisation.label, submission)
                for organisation in each(organisations)
            ]
        return pd.DataFrame(cells, dtype=object)

    def _cell(self, organisation: str, label: str, submission: Any) -> str | None:
        """What an organisation did in a submission. Authors are always named; a missing signatory may be unknown."""
        role = self._roles.get((organisation, submission.submission_id))
        if role:
            return _role_label(role)
        roles = self._selection.role
        incomplete = submission.stated > submission.named
        if not incomplete or roles == ("author",) or label in str(submission.authors).split("; "):
            return None
        return pgettext("what an organisation did in a submission", "not known")


_ORGANISATION_COLUMNS: dict[str, Callable[[str], str]] = {
    "organisation_id": str,
    "organisation": str,
    "stakeholder_group": lambda code: labels.GROUPS.of(code),
}
"""Column before those of the submissions -> the function that writes its cells."""


def _role_label(role: str) -> str:
    if role == "author":
        return pgettext("what an organisation did in a submission", "wrote")
    return pgettext("what an organisation did in a submission", "signed")


def _head(submission: Any) -> str:
    """The head of a submission's column: its title and its unique id."""
    return aside(escaping.one_line(submission.submission), submission.submission_id)


def _column_meaning(submission: Any) -> str:
    """What a submission's column holds: its stage, its date, and how many of its signatories are named."""
    details = [escaping.one_line(submission.stage), written_date(submission.submitted_on)]
    if submission.stated > 0:
        details.append(named_of(submission.named, submission.stated))
    return enumerated(details)
