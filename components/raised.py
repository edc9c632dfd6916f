"""Who raises a theme or makes a claim, and when: what the pages of both show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from cards.query import Query
from charts import GROUP_COLOURS, bar_list
from charts.palette import ACCENT, faded
from components import address, entities, printing
from components.card import Answer, chart_card, heading
from components.downloads import toolbar
from components.filter_bar import scope
from components.patience import patient
from queries import Filters, ask
from words import _, findings, labels, ngettext, number
from words.findings import COMPARABLE, FEW
from words.records import most_often, part_of
from words.text import markdown, plain

LISTED, PRINTED = 15, 60
"""How many organisations stand on one page of the list, and how many on paper."""


@dataclass(frozen=True)
class Subject:
    """A theme or a claim, and the selection that its page looks at.

    ``name`` is the filter (theme or claim) and begins the names of its questions; ``asked`` is the selection without
    that filter; ``kind`` is the one kind of point that a claim has.
    """

    name: str
    identifier: str
    asked: Filters
    kind: str | None = None

    def parameter(self) -> dict[str, str]:
        """What its questions take."""
        return {self.name: self.identifier}

    def points(self, asked: Filters | None = None, **more: tuple[str, ...]) -> Filters:
        """The points of it in a selection (else in its own), narrowed by ``more``."""
        return (asked or self.asked).set(**{self.name: (self.identifier,)}, **more)

    def scope(self, asked: Filters) -> str:
        """What narrows a card that asks ``asked``."""
        return scope(asked.without("kind") if self.kind else asked, self.kind)


def door(words: str, points: Filters, *more: tuple[str, str, str], kind: str | None = None) -> None:
    """What a clicked mark is, the points behind it (of one ``kind`` if given), the submissions, and pages of
    (entity, id, label).
    """
    st.markdown(words)
    points = entities.as_kind(points, kind) if kind else points
    with st.container(horizontal=True, gap="small"):
        entities.points_link(points)
        entities.submissions_link(points)
        for name, identifier, label in more:
            entities.link(name, identifier, label)


@patient
def stages_card(subject: Subject) -> None:
    """At which stages of the review, in time order: the part of each stage's units."""
    asked = subject.asked.without("stage")
    selection = address.filters()
    unit = address.unit()
    rows = ask(f"{subject.name}_stages", asked, unit=unit, **subject.parameter())
    said = most_often(rows, "stage", unit)
    _parts(
        "when",
        subject,
        Answer(f"{subject.name}_stages", asked, rows, {"unit": unit, **subject.parameter()}),
        identifier="stage_id",
        label="stage",
        title=said
        and _("Of stages with {n} or more submissions, most often at {said}").format(
            n=COMPARABLE, said=said
        ),
        subtitle=_("In time order, share of each stage's {unit}"),
        chosen=selection.stage,
        narrow=lambda stage: subject.points(asked, stage=(stage,)),
    )


@patient
def groups_card(subject: Subject) -> None:
    """From which stakeholder groups: the part of each group's units."""
    asked = subject.asked.without("group", "organisation")
    selection = address.filters()
    unit = address.unit()
    rows = ask(f"{subject.name}_groups", asked, unit=unit, **subject.parameter())
    named = rows.assign(group=[labels.GROUPS.get(g, g) for g in rows.stakeholder_group])
    named = named.sort_values("share", ascending=False, kind="stable")
    said = most_often(named, "group", unit)
    _parts(
        "who",
        subject,
        Answer(f"{subject.name}_groups", asked, rows, {"unit": unit, **subject.parameter()}),
        identifier="stakeholder_group",
        label="group",
        named=named,
        colours=GROUP_COLOURS,
        title=said
        and _("Of groups with {n} or more submissions, most often from {said}").format(
            n=COMPARABLE, said=said
        ),
        subtitle=_("Share of each group's {unit}"),
        chosen=selection.group,
        narrow=lambda group: subject.points(asked, group=(group,)),
    )


def _parts(
    key: str,
    subject: Subject,
    answer: Query,
    *,
    identifier: str,
    label: str,
    title: str,
    subtitle: str,
    chosen: tuple[str, ...],
    narrow: Callable[[str], Filters],
    named: pd.DataFrame | None = None,
    colours: dict[str, str] | None = None,
) -> None:
    """Bars of shares, each with its counts. A clicked bar leads to the points in ``narrow(id)``."""
    unit = address.unit()
    rows = answer.rows if named is None else named
    shades = {
        row.id: _shade((colours or {}).get(row.id, ACCENT), row.submissions, row.id, chosen)
        for row in rows.rename(columns={identifier: "id"}).itertuples()
    }

    def said(row: Any) -> str:
        return part_of(int(row.raised), int(row.total), int(row.submissions))

    def doors(ids: list[str]) -> None:
        row = rows[rows[identifier] == ids[0]].iloc[0]
        share = findings.of(int(row.raised), int(row.total), unit)
        words = _("{name}: {share}").format(name=plain(row[label]), share=share)
        if row.raised:
            door(markdown(words), narrow(ids[0]))
        else:
            st.markdown(markdown(words))

    doing = findings.doing(subject.kind, unit)
    parts = (
        f"{subtitle.format(unit=labels.UNITS[unit].lower())} {doing}".strip(),
        _("* under {few} submissions").format(few=FEW),
        subject.scope(answer.filters),
    )
    chart_card(
        key,
        answer,
        title=title,
        subtitle=" · ".join(parts),
        figure=lambda: bar_list(
            rows.assign(count=rows.share),
            identifier=identifier,
            label=label,
            colour=shades,
            value_text=said,
            hover=lambda row: f"{plain(getattr(row, label))}: {said(row)}",
        ),
        doors=doors,
        chosen=chosen,
        unit=unit,
        how=_(
            "A bar is the part of the stage's or group's own {unit}, so that large and small ones can be compared; a "
            "text by several groups counts in each. None means none was coded, not that none was said."
        ).format(unit=labels.UNITS[unit].lower()),
    )


def _shade(colour: str, submissions: int, identifier: str, chosen: tuple[str, ...]) -> str:
    """A mark's colour: paler where FEW submissions are not reached, or where others are chosen."""
    if submissions >= FEW and (not chosen or identifier in chosen):
        return colour
    return faded(colour, 0.35)


def unit_switch() -> None:
    """The counting switch, but not on paper."""
    if not printing.wanted():
        address.unit_switch()


def switch(name: str, label: str, choices: Mapping[str, str]) -> str:
    """A switch of a page that stands at the first of ``choices`` unless the address says else; not drawn on paper."""
    if printing.wanted():
        return address.value(name, tuple(choices))
    return address.choice(name, label, choices)


@patient
def organisations_card(subject: Subject) -> None:
    """Which organisations most, each a link, with how many of its submissions."""
    asked = subject.asked.without("organisation")
    rows = ask(f"{subject.name}_organisations", asked, **subject.parameter())
    with st.container(border=True, key="card_organisations"):
        heading(
            ngettext(
                "{n} organisation stands behind it",
                "{n} organisations stand behind it",
                len(rows),
            ).format(n=number(len(rows))),
            _("By submissions they wrote or signed, of all theirs in the selection {doing}")
            .format(doing=findings.doing(subject.kind, "submissions"))
            .strip()
            + " · "
            + subject.scope(asked),
        )
        place = st.container()
        size = PRINTED if printing.wanted() else LISTED
        shown = rows.iloc[address.page(len(rows), size, key="names_page")]
        with place:
            for row in shown.itertuples():
                _organisation(row, subject.points(asked, organisation=(row.organisation_id,)))
        with st.container(horizontal=True, gap="small", key="tools_organisations"):
            toolbar(
                "organisations",
                Answer(f"{subject.name}_organisations", asked, rows, subject.parameter()),
            )


def _organisation(row: Any, points: Filters) -> None:
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="small",
        key=f"point_{row.organisation_id}",
    ):
        group = labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group)
        entities.link("organisation", row.organisation_id, row.label, help=group)
        its = ngettext(
            "{n} of its {all} submission", "{n} of its {all} submissions", int(row.total)
        ).format(n=number(row.count), all=number(row.total))
        entities.points_link(points, its)
