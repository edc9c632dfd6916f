"""The tables of a light page about a theme or claim: who raises it, and in which part of the submissions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cards import topic
from cards.query import ALL
from cards.topic import Topic
from i18n import (
    N_,
    Words,
    _,
    entity_sentences,
    escaping,
    filter_options,
    headlines,
    labels,
    number,
)
from queries import Filters
from web.light import sections
from web.light.models import NAME, Cell, Row, Section, lengths
from web.light.page_request import View

_OF_STAGES = Words(
    {
        "submissions": N_("In time order, share of each stage's submissions"),
        "organisations": N_("In time order, share of each stage's organisations"),
        "points": N_("In time order, share of each stage's points"),
    }
)
_OF_GROUPS = Words(
    {
        "submissions": N_("Share of each group's submissions"),
        "organisations": N_("Share of each group's organisations"),
        "points": N_("Share of each group's points"),
    }
)


def parts(view: View, shown: Topic, column: str) -> Section:
    """The share of each stage's or group's units (``column``) that raises a theme or makes a claim."""
    declare, alone, subtitles = {
        "stage": (topic.stages, _("Stages of the review"), _OF_STAGES),
        "group": (topic.groups, _("Stakeholder groups"), _OF_GROUPS),
    }[column]
    card = declare(replace(view.context(), view={ALL: ["when"]}), shown)
    rows = card.rows
    about = [
        subtitles[view.unit],
        *left_aside(shown.asked, card.query.filters),
    ]
    if (rows.submissions < headlines.FEW).any():
        about.append(_("* fewer than {few} submissions").format(few=headlines.FEW))

    def counted(row: Any) -> Cell:
        words = entity_sentences.part_of(int(row.raised), int(row.total), int(row.submissions))
        if not row.raised:
            return Cell(words, kind="number")
        return Cell(words, view.to("points", card.narrowed(getattr(row, card.id))), "behind")

    return Section(
        f"{column}s",
        card.title or alone,
        " · ".join(about),
        [
            Row(
                (
                    Cell(escaping.shorten(getattr(row, card.label), NAME), bar=float(row.share)),
                    counted(row),
                )
            )
            for row in rows.itertuples()
        ],
        len(rows),
        sections.heads(labels.FILTERS[column], labels.UNITS[view.unit], numbers=1),
        files=sections.files(view, card.query),
    )


def left_aside(selection: Filters, asked: Filters) -> list[str]:
    """A sentence for each filter that a table ignores."""
    return [
        filter_options.left_out_in_words(name)
        for name in selection.active()
        if getattr(asked, name) != getattr(selection, name)
    ]


def raisers(view: View, shown: Topic, *, top: int) -> Section:
    """The organisations that raise a theme or make a claim most often."""
    card = topic.organisations(view.context(), shown)
    rows = card.query.rows
    own = shown.points(card.query.filters)
    return Section(
        card.key,
        card.title,
        " · ".join(
            (
                _(
                    "Of the submissions that each organisation wrote or signed, those that make this claim"
                ),
                *left_aside(shown.asked, card.query.filters),
            )
        ),
        [
            Row(
                (
                    Cell(
                        escaping.shorten(row.label, NAME),
                        view.entity("organisation", row.organisation_id),
                        bar=bar,
                        note=sections.group(row.stakeholder_group),
                    ),
                    Cell(
                        _("{count} of {total}").format(
                            count=number(row.count), total=number(row.total)
                        ),
                        view.to("points", own.set(organisation=(row.organisation_id,))),
                        "behind",
                    ),
                )
            )
            for row, bar in zip(rows.head(top).itertuples(), lengths(rows["count"]), strict=False)
        ],
        len(rows),
        sections.heads(labels.FILTERS["organisation"], labels.UNITS["submissions"], numbers=1),
        Cell(_("All organisations"), view.to("organisations", own)),
        sections.files(view, card.query),
    )
