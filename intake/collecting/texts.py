"""The submissions whose pages may be fetched: what the data set says of each, and which signatories are named."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from intake.suggesting.review_rows import Row, table_rows

ADDRESSES = ("document_url", "source_url")
"""Columns of submissions that name pages: the document itself first."""


class UnknownId(ValueError):
    """An id that the data set does not have. The message names it and what to do."""


@dataclass(frozen=True)
class Text:
    """A submission: its row, and the ids of the organisations behind it, authors and signatories."""

    row: Row
    authors: frozenset[str]
    signatories: frozenset[str]

    @property
    def id(self) -> str:
        return str(self.row["submission_id"])

    @property
    def stated(self) -> int | None:
        """How many signatories it states, None where it does not."""
        count = self.row.get("stated_signatory_count")
        return int(count) if count and count.isdigit() else None

    @property
    def missing(self) -> int:
        """How many of the stated signatories are not named."""
        return max((self.stated or 0) - len(self.signatories), 0)

    @property
    def addresses(self) -> list[str]:
        """Its pages, each once."""
        cells = (self.row.get(column) for column in ADDRESSES)
        return list(dict.fromkeys(address for address in cells if address))


def read_texts(source: Path) -> list[Text]:
    """All submissions of the data set in the folder `source`. Raises OSError."""
    organisation_ids: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for row in table_rows(source, "signatories"):
        organisation_ids[row["submission_id"], row["role"]].add(str(row["organisation_id"]))
    return [
        Text(
            row,
            frozenset(organisation_ids[row["submission_id"], "author"]),
            frozenset(organisation_ids[row["submission_id"], "signatory"]),
        )
        for row in table_rows(source, "submissions")
    ]


def chosen(
    texts: Sequence[Text], ids: Sequence[str], stages: Collection[str], *, missing: bool
) -> list[Text]:
    """Of the texts with these ids (of all, without any), those of the stages and, if wanted, with missing signatories.

    Raises UnknownId.
    """
    texts_by_id = {text.id: text for text in texts}
    for identifier in ids:
        if identifier not in texts_by_id:
            raise UnknownId(
                f"There is no submission {identifier}: ids are in the column submission_id of submissions.csv."
            )
    all_stages = {str(text.row["stage_id"]) for text in texts}
    for stage in stages:
        if stage not in all_stages:
            raise UnknownId(
                f"No submission is of the stage {stage}: the stages are {', '.join(sorted(all_stages))}."
            )
    return [
        text
        for text in ([texts_by_id[identifier] for identifier in dict.fromkeys(ids)] or texts)
        if (not stages or text.row["stage_id"] in stages) and (not missing or text.missing)
    ]
