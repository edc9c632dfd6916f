"""The light pages of one organisation, theme or claim; that of a submission has its own module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from cards import asks
from cards.organisation.stages import NONE, Stage, stages
from cards.topic import Topic
from i18n import (
    _,
    entity_sentences,
    escaping,
    filter_options,
    headlines,
    labels,
    ngettext,
    number,
    percent,
)
from i18n.dates import written
from i18n.labels import tab
from queries import Filters, ask
from web.light import records, sections, topic_sections
from web.light.lists import units
from web.light.models import NAME, TITLE, Cell, Page, Row, Section, figure, lengths, share, source
from web.light.page_request import View
from web.light.submission import submission
from web.light.unknown import known

__all__ = ["claim", "organisation", "submission", "theme"]

SHORT, LONG = 12, 40
"""Rows of lists that have their own page, and rows of lists that are only here."""
MEASURES = ("submissions", "points")
"""The units in which one organisation's themes can be counted."""
CHOOSING = ("organisation", "group", "country", "region")
"""Filters that choose organisations. The page of an organisation ignores them."""


def organisation(view: View, identifier: str) -> Page:
    """An organisation: its themes compared with its group, its submissions, and their points."""
    known("organisation", identifier)
    asked = view.selection.without(*CHOOSING)
    own = asked.set(organisation=(identifier,))
    row = next(ask("organisation", asked, organisation=identifier).itertuples())
    name, short = escaping.one_line(row.organisation), escaping.one_line(row.short_name)
    listed = ask("organisation_submissions", asked, organisation=identifier)
    unit = view.unit if view.unit in MEASURES else MEASURES[0]
    facts: list[tuple[str, tuple[Cell, ...]]] = []
    if short and short != name:
        facts.append((_("Short name"), (Cell(short),)))
    facts.append(
        (
            labels.FILTERS["group"],
            (
                Cell(
                    sections.group(row.stakeholder_group),
                    view.to("organisations", asked.set(group=(row.stakeholder_group,))),
                ),
            ),
        )
    )
    national = row.scope == "national"
    others = view.to("organisations", asked.set(country=(row.country_code,))) if national else ""
    facts.append((labels.FILTERS["country"], (Cell(entity_sentences.place(row), others),)))
    if site := source(row.website):
        facts.append((_("Website"), site))
    facts.append((_("Stages of the review"), _stages(view, identifier)))
    said = entity_sentences.took_part(row, listed)
    return Page(
        title=tab(escaping.shorten(row.label, NAME)),
        heading=escaping.shorten(name, 2 * TITLE),
        description=_("{name}: {said}").format(name=escaping.shorten(name, TITLE), said=said),
        full=view.full("organisation", view.selection.without("organisation"), id=identifier),
        narrowed=asked,
        lede=(said,),
        facts=tuple(facts),
        sections=(
            (
                records.nothing(
                    view, asked, _("No submission of this organisation matches these filters")
                ),
            )
            if listed.empty
            else (
                _raised(view, identifier, asked, unit),
                _wrote(view, identifier, asked, own, listed),
                *_became(view, own),
                records.points(view, own, top=SHORT, title=_("What these submissions say")),
            )
        ),
        units=units(view, MEASURES) if len(listed) else (),
        about=("organisation", identifier),
    )


def _stages(view: View, identifier: str) -> tuple[Cell, ...]:
    """The strip of stages: each a link to what was collected, whatever the filters are."""

    def place(stage: Stage) -> str:
        if stage.part == NONE:
            return ""
        if stage.submission:
            return view.entity("submission", stage.submission)
        return view.to("submissions", stage.filters)

    return tuple(Cell(one.label, place(one)) for one in stages(identifier))


def _became(view: View, own: Filters) -> tuple[Section, ...]:
    """What became of an organisation's asks; none where the data have no verdicts."""
    card = asks.of_organisation(view.context(), own)
    return (sections.records_of(view, card, top=SHORT),) if card else ()


def _raised(view: View, identifier: str, asked: Filters, unit: str) -> Section:
    rows = ask("organisation_themes", asked, organisation=identifier, measure=unit)
    own = rows[rows.raised > 0].assign(count=lambda frame: frame.raised)
    long = lengths(own.raised)
    points = asked.set(organisation=(identifier,))

    def others(row: Any) -> str:
        return percent(row.group_raised, row.group_total) if row.group_total else "–"

    whole = headlines.counted(int(own.total.iloc[0]), unit) if len(own) else ""
    return Section(
        "themes",
        headlines.most(own, "theme", unit) or _("Themes"),
        _(
            "Total: {whole} that it wrote or signed. Others: the same share for the rest of its group ({group})"
        ).format(
            whole=whole, group=sections.group(own.stakeholder_group.iloc[0]) if len(own) else ""
        ),
        [
            Row(
                (
                    Cell(
                        escaping.shorten(row.theme, NAME),
                        view.entity("theme", row.theme_id),
                        bar=long[place],
                    ),
                    figure(row.raised, view.to("points", points.set(theme=(row.theme_id,)))),
                    share(row.raised, row.total),
                    Cell(others(row), kind="number"),
                )
            )
            for place, row in enumerate(own.itertuples())
        ],
        len(own),
        sections.heads(
            labels.FILTERS["theme"], labels.UNITS[unit], _("Share"), _("Others"), numbers=3
        ),
        files=view.files("organisation_themes", asked, organisation=identifier, measure=unit),
    )


def _wrote(
    view: View, identifier: str, asked: Filters, own: Filters, listed: pd.DataFrame
) -> Section:
    def entry(row: Any) -> Row:
        others = int(row.others)
        about = (
            written(row.submitted_on),
            labels.ROLES.get(row.role, row.role),
            escaping.shorten(row.stage, NAME),
            _("by {authors}").format(authors=escaping.shorten(row.authors, 70)),
            ngettext("{n} other organisation", "{n} other organisations", others).format(
                n=number(others)
            )
            if others
            else "",
            headlines.counted(int(row.points), "points"),
        )
        title = Cell(
            escaping.shorten(row.submission, TITLE), view.entity("submission", row.submission_id)
        )
        return Row((title, *(Cell(part) for part in about if part), *source(row.source_url)))

    return Section(
        "submissions",
        _("What it wrote and signed: {submissions}").format(
            submissions=headlines.counted(len(listed), "submissions")
        ),
        _(
            "Oldest first, undated last. If something is missing here, we did not collect it; it may still have "
            "been said."
        ),
        [entry(row) for row in listed.head(LONG).itertuples()],
        len(listed),
        rest=Cell(_("See all"), view.to("submissions", own)),
        files=view.files("organisation_submissions", asked, organisation=identifier),
    )


def theme(view: View, identifier: str) -> Page:
    """A theme: its definition, who raises it at which stage, its claims and points."""
    known("theme", identifier)
    asked = view.selection.without("theme")
    row = next(ask("theme", asked, theme=identifier).itertuples())
    own = asked.set(theme=(identifier,))
    said = entity_sentences.raised(row)
    ways: tuple[Cell, ...] = ()
    if row.passages:
        words = ngettext(
            "What the drafts and the adopted text say on it: {n} passage",
            "What the drafts and the adopted text say on it: {n} passages",
            row.passages,
        ).format(n=number(row.passages))
        ways = (Cell(words, view.full("what-became-of-it", asked, open=identifier)),)
    return Page(
        title=tab(escaping.shorten(row.theme, NAME)),
        heading=escaping.shorten(row.theme, TITLE),
        description=escaping.shorten(row.definition, 2 * TITLE),
        full=view.full("theme", asked, id=identifier),
        narrowed=asked,
        lede=(escaping.shorten(row.definition, 600), said[0].upper() + said[1:]),
        facts=((labels.FILTERS["family"], (Cell(escaping.shorten(row.family, NAME)),)),),
        sections=_subject(
            view,
            "theme",
            identifier,
            asked,
            bool(row.points),
            _("No submission that matches these filters raises it"),
            lambda: (sections.claims(view, own, None, top=SHORT, key="claims"),),
        ),
        units=units(view) if row.points else (),
        ways=ways,
        about=("theme", identifier),
    )


def claim(view: View, identifier: str) -> Page:
    """A claim: its definition, who makes it at which stage, and its points."""
    known("claim", identifier)
    kind = str(ask("codebook_claims").set_index("claim_id").kind[identifier])
    asked = view.selection.without("claim").set(kind=(kind,))
    row = next(ask("claim", asked, claim=identifier).itertuples())
    title = escaping.shorten(row.claim, TITLE)
    names = filter_options.option_labels()["claim"]
    borders = []
    for words, claims in entity_sentences.elsewhere(row.excludes, names):
        if words:
            borders.append(Cell(escaping.shorten(words, 300)))
        borders += [
            Cell(escaping.shorten(names[one], TITLE), view.entity("claim", one)) for one in claims
        ]
    facts: list[tuple[str, tuple[Cell, ...]]] = [
        (labels.FILTERS["kind"], (Cell(labels.KINDS.get(row.kind, row.kind)),)),
        (
            labels.FILTERS["theme"],
            (Cell(escaping.shorten(row.theme, NAME), view.entity("theme", row.theme_id)),),
        ),
    ]
    if includes := escaping.shorten(row.includes, 600):
        facts.append((_("Includes"), (Cell(includes),)))
    if borders:
        facts.append((_("Belongs to other claims"), tuple(borders)))
    context = view.context()
    if verdict := asks.of_claim(context, identifier):
        facts.insert(
            0, (_(labels.VERDICT), (Cell(labels.verdict(verdict.verdict), note=verdict.note),))
        )
        for passage in asks.passages_of_claim(identifier).rows.itertuples():
            said, page = asks.reported(passage)
            facts.append((_("Passage"), (Cell(said), *source(page))))
        rows = asks.support(context, identifier)
        wanted = [Cell(asks.who_wants_it(rows, identifier, view.unit))]
        wanted += [
            Cell(escaping.shorten(one.claim, TITLE), view.entity("claim", one.claim_id))
            for one in rows[rows.claim_id != identifier].itertuples()
        ]
        facts.append((_("Who asks for it"), tuple(wanted)))
    return Page(
        title=tab(title),
        heading=title,
        description=escaping.shorten(row.definition, 2 * TITLE),
        full=view.full("claim", view.selection.without("claim"), id=identifier),
        narrowed=asked.without("kind"),
        lede=(escaping.shorten(row.definition, 600), entity_sentences.made(row)),
        facts=tuple(facts),
        sections=_subject(
            view,
            "claim",
            identifier,
            asked,
            bool(row.points),
            _("No submission that matches these filters makes this claim"),
        ),
        units=units(view) if row.points else (),
        about=("claim", identifier),
    )


def _subject(
    view: View,
    key: str,
    identifier: str,
    asked: Filters,
    raised: bool,
    nothing: str,
    more: Callable[[], tuple[Section, ...]] = tuple,
) -> tuple[Section, ...]:
    """The sections that the pages of a theme and of a claim share."""
    if not raised:
        return (records.nothing(view, asked, nothing),)
    shown = Topic(key, identifier, asked)
    known = ("theme",) if key == "theme" else ("kind", "claim")
    return (
        *more(),
        topic_sections.parts(view, shown, "group"),
        topic_sections.raisers(view, shown, top=SHORT),
        topic_sections.parts(view, shown, "stage"),
        records.points(view, shown.points(), top=SHORT, known=known),
    )
