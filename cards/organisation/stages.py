"""The strip of stages: at which stages of the review an organisation wrote or signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cards.kit import Link
from i18n import _, escaping, ngettext, number, pgettext
from queries import Filters, ask

WROTE, SIGNED, NONE = "wrote", "signed", "none"
"""An organisation's part in a stage. Whoever wrote may have signed other texts there, too."""


@dataclass(frozen=True)
class Stage:
    """One stage of the strip: its id and short title, the organisation's part in it, and that in words.

    ``submission`` is what it wrote or signed, where that is one submission; ``filters`` select what it is.
    """

    id: str
    title: str
    name: str
    part: str
    said: str
    submission: str
    filters: Filters

    @property
    def label(self) -> str:
        """The stage and the organisation's part: 'Rev 2: signed 1'."""
        return _("{stage}: {part}").format(stage=self.title, part=self.said)

    @property
    def link(self) -> Link | None:
        """To the submission, or the list of them; None where nothing was collected."""
        if self.part == NONE:
            return None
        if self.submission:
            return Link("submission", self.label, Filters(), id=self.submission)
        return Link("submissions", self.label, self.filters)


def stages(organisation: str) -> list[Stage]:
    """Every stage of the review, whatever the filters are."""
    return [
        _stage(row, organisation)
        for row in ask("organisation_stages", organisation=organisation).itertuples()
    ]


def _stage(row: Any, organisation: str) -> Stage:
    part = WROTE if row.authored else SIGNED if row.signed else NONE
    return Stage(
        row.stage_id,
        escaping.one_line(row.short_stage),
        escaping.one_line(row.stage),
        part,
        _said(int(row.authored), int(row.signed)),
        escaping.one_line(row.submission_id),
        Filters(organisation=(organisation,), stage=(row.stage_id,)),
    )


def _said(wrote: int, signed: int) -> str:
    if wrote and signed:
        return _("wrote {wrote}, signed {signed}").format(
            wrote=number(wrote), signed=number(signed)
        )
    if wrote:
        return _("wrote {n}").format(n=number(wrote))
    if signed:
        return _("signed {n}").format(n=number(signed))
    return pgettext("no submission at this stage", "none")


def heading(name: str, strip: Sequence[Stage]) -> str:
    """At how many of the stages the organisation of that name wrote or signed."""
    took_part = sum(one.part != NONE for one in strip)
    return ngettext(
        "{name} wrote or signed submissions at {n} of {all} stage of the review",
        "{name} wrote or signed submissions at {n} of {all} stages of the review",
        len(strip),
    ).format(name=name, n=number(took_part), all=number(len(strip)))


def legend() -> str:
    """What the boxes mean."""
    return _(
        "Filled: it wrote a submission. Outlined: it signed a submission by others. Empty: we found none, but it "
        "may still have spoken."
    )
