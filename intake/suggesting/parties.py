"""Proposed rows for those behind a text: its authors and signatories, and the organisations that are new."""

import re
from collections.abc import Sequence

from data.normalise import fold
from intake.suggesting.organisations import SAME, Known, Organisations, new_id
from intake.suggesting.review_rows import (
    EVIDENCE,
    MATCHED,
    PAGE,
    QUESTION,
    SCORE,
    Row,
    asked,
    number,
)
from intake.suggesting.signatories import Named


class Parties:
    """Fills the rows of the tables signatories and organisations; a new organisation is proposed once."""

    def __init__(self, known: Organisations, rows: dict[str, list[Row]]) -> None:
        self.known = known
        self.rows = rows
        self._new: dict[str, str] = {}

    def authors(self, submission_id: str, authors: Sequence[Known]) -> None:
        """Propose the authors of a text, or ask for them where there are none."""
        for author in authors:
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

    def signatories(
        self,
        submission_id: str,
        named: Sequence[Named],
        taken: set[str],
        source_url: str | None = None,
        doubt: str | None = None,
    ) -> None:
        """Propose the signatories that a text names, but for the organisations that are `taken`; add them to these.

        `doubt` is a question to be asked about each of them.
        """
        for one in named:
            match = self.known.match(one.name)
            if match and match.score >= SAME:
                organisation_id = match.known.organisation_id
                question = None if match.score == 100 else "is it this organisation?"
            else:
                organisation_id = self._new_organisation(one, match.known if match else None)
                question = "new: see the sheet organisations"
                if match:
                    question = f"is it {match.known.organisation_id}, or new?"
            if organisation_id in taken:
                continue
            taken.add(organisation_id)
            self._party(
                submission_id,
                organisation_id,
                "signatory",
                source_url=source_url,
                evidence=one.name,
                page=one.page,
                score=str(match.score) if match else None,
                matched=match.known.name if match else None,
                question=asked([one for one in (doubt, question) if one]),
            )

    def _party(
        self,
        submission_id: str,
        organisation_id: str | None,
        role: str,
        *,
        source_url: str | None = None,
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
                "source_url": source_url,
                EVIDENCE: evidence,
                PAGE: number(page),
                SCORE: score,
                MATCHED: matched,
                QUESTION: asked([question] if question else []),
            }
        )

    def _new_organisation(self, one: Named, near: Known | None) -> str:
        key = fold(one.name)
        if key not in self._new:
            short = re.fullmatch(r"(.{4,}?)\s*\(([^()\s]{2,15})\)", one.name)
            name, short_name = (short[1], short[2]) if short else (one.name, None)
            taken = {known.organisation_id for known in self.known.known}
            self._new[key] = new_id(short_name or name, taken | set(self._new.values()))
            questions = [
                "is it an organisation, and new? Write its group, its scope (national, regional or "
                "international) and, if it has a seat, its country"
            ]
            if near:
                questions.insert(0, f"did they mean {near.name} ({near.organisation_id})?")
            self.rows["organisations"].append(
                {
                    "organisation_id": self._new[key],
                    "name": name,
                    "short_name": short_name,
                    "stakeholder_group": None,
                    "scope": None,
                    EVIDENCE: one.name,
                    PAGE: number(one.page),
                    QUESTION: asked(questions),
                }
            )
        return self._new[key]
