"""Signatories that sources state without naming them: an organisation that a reader does not find may be among them."""

from __future__ import annotations

from collections.abc import Collection

from i18n import ngettext, number
from queries import ask


def may_be_among_them(stages: Collection[str] | None = None) -> str:
    """The sentence on how many submissions state how many signatories without names, at ``stages`` or in all the data.

    Empty where the sources name all signatories.
    """
    rows = ask("unnamed_signatories")
    if stages is not None:
        rows = rows[rows.stage_id.isin(stages)]
    if rows.empty:
        return ""
    submissions, unnamed = int(rows.submissions.sum()), int(rows.unnamed.sum())
    signatories = ngettext(
        "{n} signatory whose name we do not have; it may be this one",
        "{n} signatories whose names we do not have; it may be among them",
        unnamed,
    ).format(n=number(unnamed))
    return ngettext(
        "{n} submission states {signatories}.",
        "{n} submissions state {signatories}.",
        submissions,
    ).format(n=number(submissions), signatories=signatories)
