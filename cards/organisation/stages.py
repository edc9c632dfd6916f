"""The strip of stages: at which stages of the review an organisation wrote or signed, and where that is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards.kit import Link
from data.rows import each
from i18n import N_, _, escaping, listed, ngettext, number, pgettext, sentences, unnamed
from queries import Filters, ask

WROTE, REPORTED, SIGNED = "wrote", "reported", "signed"
UNKNOWN, NONE = "unknown", "none"
"""An organisation's part in a stage, the first of these that applies: it wrote in its own words; others report what it
said; it signed what others wrote; we found nothing, and sources do not name all who signed; nothing, and they do."""


@dataclass(frozen=True)
class Stage:
    """One stage of the strip: its id and short title, the organisation's part in it, and that in words.

    ``submission`` is what it wrote or signed, where that is one submission; ``filters`` select what it is.
    """

    id: str
    title: str
    name: str
    part: str
    part_in_words: str
    submission: str
    filters: Filters

    @property
    def label(self) -> str:
        """The stage and the organisation's part: 'Rev 2: signed 1'."""
        return _("{stage}: {part}").format(stage=self.title, part=self.part_in_words)

    @property
    def link(self) -> Link | None:
        """To the submission, or the list of them; None where nothing was collected."""
        if self.part in (UNKNOWN, NONE):
            return None
        if self.submission:
            return Link("submission", self.label, Filters(), id=self.submission)
        return Link("submissions", self.label, self.filters)


def stages(organisation: str) -> list[Stage]:
    """Every stage of the review, whatever the filters are."""
    gaps = set(ask("unnamed_signatories").stage_id)
    return [
        _stage(row, organisation, nothing=UNKNOWN if row.stage_id in gaps else NONE)
        for row in each(ask("organisation_stages", organisation=organisation))
    ]


def _stage(row: Any, organisation: str, nothing: str) -> Stage:
    """A stage of the strip; ``nothing`` is the organisation's part in it where we found none of its submissions."""
    counts = {
        WROTE: int(row.authored) - int(row.reported),
        REPORTED: int(row.reported),
        SIGNED: int(row.signed),
    }
    part = next((part for part, count in counts.items() if count), nothing)
    return Stage(
        row.stage_id,
        escaping.one_line(row.short_stage),
        escaping.one_line(row.stage),
        part,
        _part_in_words(counts, part),
        escaping.one_line(row.submission_id),
        Filters(organisation=(organisation,), stage=(row.stage_id,)),
    )


def _part_in_words(counts: dict[str, int], part: str) -> str:
    if part == UNKNOWN:
        return pgettext("whether it signed at this stage", "not known")
    if part == NONE:
        return pgettext("no submission at this stage", "none")
    words = {
        WROTE: _("wrote {n}"),
        REPORTED: _("as reported {n}"),
        SIGNED: _("signed {n}"),
    }
    return listed([words[role].format(n=number(count)) for role, count in counts.items() if count])


def heading(name: str, strip: Sequence[Stage]) -> str:
    """Says at how many of the stages the organisation called ``name`` wrote or signed."""
    took_part = sum(stage.part not in (UNKNOWN, NONE) for stage in strip)
    return ngettext(
        "{name} wrote or signed submissions at {n} of {all} stage of the review",
        "{name} wrote or signed submissions at {n} of {all} stages of the review",
        len(strip),
    ).format(name=name, n=number(took_part), all=number(len(strip)))


_NONE_FOUND = N_("Dashed: we found none, but it may still have spoken.")

_BOXES = {
    WROTE: N_("Filled: it wrote a submission, in its own words."),
    REPORTED: N_("Blue lines: others report what it said."),
    SIGNED: N_("Thick edge: it signed a submission by others."),
    UNKNOWN: N_("Grey lines: not known, as sources do not name all who signed."),
    NONE: _NONE_FOUND,
}
_FRAMES = {
    WROTE: N_("Thick frame: it wrote."),
    REPORTED: N_("Thick frame: others report what it said."),
    SIGNED: N_("Thin: it signed a submission by others."),
    UNKNOWN: N_("Dotted: not known."),
    NONE: _NONE_FOUND,
}


def legend(strip: Sequence[Stage]) -> str:
    """What the boxes of a strip mean."""
    return _meanings(strip, _BOXES)


def frames(strip: Sequence[Stage]) -> str:
    """What the frames of a strip on paper mean."""
    return _meanings(strip, _FRAMES)


def _meanings(strip: Sequence[Stage], meanings: Mapping[str, str]) -> str:
    parts = {stage.part for stage in strip}
    return sentences(*(_(words) for part, words in meanings.items() if part in parts))


def unknown(strip: Sequence[Stage]) -> str:
    """Says how many signatories sources leave unnamed at the stages where the organisation's part is unknown.

    Empty where sources name all.
    """
    return unnamed.may_be_among_them([stage.id for stage in strip if stage.part == UNKNOWN])
