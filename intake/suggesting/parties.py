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
    number,
    question_cell,
)
from intake.suggesting.signatories import Named


class Parties:
    """Fills the rows of the tables signatories and organisations; a new organisation is proposed once."""

    def __init__(self, organisations: Organisations, rows: dict[str, list[Row]]) -> None:
        self.organisations = organisations
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
        named_signatories: Sequence[Named],
        organisation_ids: set[str],
        source_url: str | None = None,
        doubt: str | None = None,
    ) -> None:
        """Propose the signatories that a text names, except those in `organisation_ids`; add their ids to that set.

        `doubt` is a question to ask about each of them.
        """
        for signatory in named_signatories:
            match = self.organisations.match(signatory.name)
            if match and match.score >= SAME:
                organisation_id = match.organisation.organisation_id
                question = None if match.score == 100 else "is it this organisation?"
            else:
                organisation_id = self._new_organisation(
                    signatory, match.organisation if match else None
                )
                question = "new: see the sheet organisations"
                if match:
                    question = f"is it {match.organisation.organisation_id}, or new?"
            if organisation_id in organisation_ids:
                continue
            organisation_ids.add(organisation_id)
            self._party(
                submission_id,
                organisation_id,
                "signatory",
                source_url=source_url,
                evidence=signatory.name,
                page=signatory.page,
                score=str(match.score) if match else None,
                matched=match.organisation.name if match else None,
                question=question_cell([part for part in (doubt, question) if part]),
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
                QUESTION: question_cell([question] if question else []),
            }
        )

    def _new_organisation(self, signatory: Named, near: Known | None) -> str:
        key = fold(signatory.name)
        if key not in self._new:
            match = re.fullmatch(r"(.{4,}?)\s*\(([^()\s]{2,15})\)", signatory.name)
            name, short_name = (match[1], match[2]) if match else (signatory.name, None)
            known_ids = {
                organisation.organisation_id for organisation in self.organisations.entries
            }
            self._new[key] = new_id(short_name or name, known_ids | set(self._new.values()))
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
                    EVIDENCE: signatory.name,
                    PAGE: number(signatory.page),
                    QUESTION: question_cell(questions),
                }
            )
        return self._new[key]
