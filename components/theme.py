"""The parts of the page on one theme."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from charts import KIND_COLOURS, bar_list
from charts.palette import ACCENT
from charts.themes import kind_cells
from components import address, codebook, entities, frame, printing
from components.card import Answer, chart_card, empty_state
from components.evidence import evidence_card
from components.filter_bar import scope
from components.patience import patient
from components.raised import Subject, door, unit_switch
from components.themes import SHORT_KINDS, pair, pairing
from queries import ask
from words import _, findings, labels, ngettext, number, options, percent, records
from words.findings import COMPARABLE, FEW
from words.records import most_often, part_of
from words.text import markdown, plain

TOP = 15

ANY = _("In all")
"""The column for points of whatever kind."""


def chosen() -> Subject | None:
    """The theme that the address names; None, after saying where to go, if none is known."""
    identifier = entities.chosen("theme")
    return Subject("theme", identifier, entities.narrowing("theme")) if identifier else None


def head(subject: Subject) -> bool:
    """What the theme is and how often it is raised; whether it is raised in the selection at all."""
    row = next(ask("theme", subject.asked, theme=subject.identifier).itertuples())
    frame.name_tab(plain(row.theme))
    entities.title(row.theme)
    st.markdown(markdown(row.definition))
    st.caption(
        markdown(f"{_('Theme')} · {row.family} · {records.raised(row)} · {scope(subject.asked)}")
    )
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        _ways(subject, row)
        if row.points:
            unit_switch()
    if not row.points:
        with st.container(border=True, key="card_nothing"):
            empty_state("nothing", scope(subject.asked), _("Nobody raises it in this selection"))
    return bool(row.points)


def _ways(subject: Subject, row: Any) -> None:
    """Ways on."""
    if printing.wanted():
        return
    with st.container(horizontal=True, gap="small", key="ways", width="content"):
        if row.passages:
            said = ngettext(
                "What the review's texts say on it: {n} passage",
                "What the review's texts say on it: {n} passages",
                row.passages,
            )
            st.page_link(
                "what_became_of_it.py",
                label=markdown(said.format(n=number(row.passages))),
                icon=":material/description:",
                query_params=address.parameters(subject.asked, open=subject.identifier),
            )
        st.page_link(
            "themes.py",
            label=_("All themes, and which go together"),
            icon=":material/list:",
            query_params=address.parameters(subject.asked),
        )


@patient
def groups_card(subject: Subject) -> None:
    """Which stakeholder groups raise it, and as what."""
    unit = address.unit()
    selection = address.filters()
    asked = subject.asked.without("group", "organisation")
    rows = ask("theme_groups", asked, unit=unit, theme=subject.identifier)
    present = set(rows.kind)
    kinds = {"any": ANY} | {k: words for k, words in SHORT_KINDS.items() if k in present}
    whole = rows[rows.kind == "any"]
    whole = whole.assign(group=[labels.GROUPS.get(g, g) for g in whole.stakeholder_group])
    said = most_often(whole, "group", unit)

    def doors(ids: list[str]) -> None:
        group, kind = ids
        row = rows[(rows.stakeholder_group == group) & (rows.kind == kind)].iloc[0]
        words = f"{labels.GROUPS.get(group, group)}, {_as_what(kind)}: " + findings.of(
            int(row.raised), int(row.total), unit
        )
        if not row.raised:
            st.markdown(markdown(words))
            return
        points = subject.points(asked, group=(group,))
        door(markdown(words), points, kind=None if kind == "any" else kind)

    chart_card(
        "by_group",
        Answer("theme_groups", asked, rows, {"unit": unit, "theme": subject.identifier}),
        title=said
        and _("Of groups with {n} or more submissions, most often from {said}").format(
            n=COMPARABLE, said=said
        ),
        subtitle=_("Share of each group's {unit}, with their number").format(
            unit=labels.UNITS[unit].lower()
        )
        + " · "
        + _("* under {few} submissions").format(few=FEW)
        + " · "
        + scope(asked),
        figure=lambda: kind_cells(
            rows,
            groups=_largest_first(whole),
            kinds=kinds,
            chosen=selection.group,
            total_text=lambda row: f"n={number(row.total)}{'*' if row.submissions < FEW else ''}",
            cell_text=lambda row: f"{percent(row.raised, row.total)} ({number(row.raised)})",
            hover=lambda row: (
                f"{_as_what(row.kind)}: {part_of(row.raised, row.total, row.submissions)}"
            ),
        ),
        doors=doors,
        chosen=selection.group,
        unit=unit,
        how=_(
            "A cell is the part of the group's own {unit} that raise the theme as this kind; a text by several groups "
            "counts in each, and one that raises it as several kinds in each of these. An empty cell means none was "
            "coded, not that none was said."
        ).format(unit=labels.UNITS[unit].lower()),
    )


def _as_what(kind: str) -> str:
    if kind == "any":
        return _("in all")
    return _("as {kind}").format(kind=labels.KINDS.get(kind, kind).lower())


def _largest_first(whole: pd.DataFrame) -> dict[str, str]:
    """The groups, those with the largest part first; small groups last."""
    ordered = whole.assign(small=whole.submissions < FEW).sort_values(
        ["small", "share", "total"], ascending=[True, False, False], kind="stable"
    )
    return dict(zip(ordered.stakeholder_group, ordered.group, strict=True))


@patient
def claims_card(subject: Subject) -> None:
    """What is said on the theme most: the claims that its points make."""
    unit = address.unit()
    asked = subject.points(subject.asked.without("claim"))
    rows = ask("claims", asked, unit=unit)
    named = rows[rows.claim_id != "none"]
    shown = named.head(TOP)
    shown = shown.assign(
        label=[
            f"{labels.KINDS.get(kind, kind)}: {plain(claim)}"
            for kind, claim in zip(shown.kind, shown.claim, strict=True)
        ]
    )

    def doors(ids: list[str]) -> None:
        row = named[named.claim_id == ids[0]].iloc[0]
        words = f"“{plain(row.claim)}”: {findings.of(int(row['count']), int(row.total), unit)}"
        door(markdown(words), asked.set(claim=(ids[0],)), ("claim", ids[0], _("Page of the claim")))

    chart_card(
        "claims",
        Answer("claims", asked, rows, {"unit": unit}),
        title=findings.most(named, "claim", unit, quoted=True),
        subtitle=_(
            "{unit} that raise the theme and say so, claims made most first: {top} of {all}"
        ).format(unit=labels.UNITS[unit], top=number(len(shown)), all=number(len(named)))
        + " · "
        + scope(asked.without("theme")),
        figure=lambda: bar_list(
            shown,
            identifier="claim_id",
            label="label",
            colour={
                claim: KIND_COLOURS.get(kind, ACCENT)
                for claim, kind in zip(shown.claim_id, shown.kind, strict=True)
            },
            value_text=lambda row: f"{number(row.count)} ({percent(row.count, row.total)})",
            hover=lambda row: f"{plain(row.label)}: {findings.of(row.count, row.total, unit)}",
        ),
        doors=doors,
        unit=unit,
        how=_(
            "Claims are counted by points on this theme; a claim that belongs to another theme can be among them. "
            "What fits no claim is in the table."
        ),
    )


@patient
def neighbours_card(subject: Subject) -> None:
    """What else the submissions raise that raise it."""
    asked = pairing(address.filters())
    rows = ask("theme_neighbours", asked, theme=subject.identifier)
    shown = rows.head(TOP)
    records = {str(row["theme_id"]): row for row in rows.to_dict("records")}

    def doors(ids: list[str]) -> None:
        row = records[ids[0]]
        st.markdown(markdown(f"{plain(row['theme'])}: {with_it(row)}"))
        with st.container(horizontal=True, gap="small"):
            own, other = subject.identifier, ids[0]
            entities.points_link(pair(asked, own, other), _("Their points on this theme"))
            entities.points_link(pair(asked, other, own), _("Their points on the other"))
            entities.submissions_link(pair(asked, own, other))
            entities.link("theme", other, plain(row["theme"]), icon=":material/sell:")

    chart_card(
        "neighbours",
        Answer("theme_neighbours", asked, rows, {"theme": subject.identifier}),
        title=together(rows),
        subtitle=_("Other themes that the same submissions raise, the {top} most frequent").format(
            top=len(shown)
        )
        + " · "
        + scope(asked),
        figure=lambda: bar_list(
            shown,
            identifier="theme_id",
            label="theme",
            value_text=lambda row: (
                f"{number(row.count)} ({percent(row.count, row.total)})"
                + ("" if row.lift != row.lift else f" · {row.lift:.1f}×")
            ),
            hover=lambda row: f"{plain(row.theme)}: {with_it(records[row.theme_id])}",
        ),
        doors=doors,
        chosen=subject.identifier,
        empty=_("No submission of this selection raises another theme besides"),
        how=_(
            "“2×” means that twice as many raise both as if the two had nothing to do with each other. Where fewer "
            "than {few} are expected the figure would mean little and is left out."
        ).format(few=FEW),
    )


def with_it(row: Mapping[str, Any]) -> str:
    """How many of those that raise the theme raise another: '39 of 44 submissions; 3.8 times the 10.4 expected'."""
    said = findings.of(int(row["count"]), int(row["total"]), "submissions")
    expected = number(row["expected"])
    if math.isnan(row["lift"]):
        return said + "; " + _("{expected} expected, too few to tell").format(expected=expected)
    return (
        said
        + "; "
        + _("{lift} times the {expected} expected").format(
            lift=f"{row['lift']:.1f}", expected=expected
        )
    )


def together(rows: pd.DataFrame) -> str:
    """Which theme most of those raise, too, that raise the theme; empty where there are too few to rank."""
    if rows.empty or rows["count"].iloc[0] < FEW:
        return ""
    first = rows.iloc[0]
    return _("Those who raise it most often raise {theme}, too: {share}").format(
        theme=plain(first.theme),
        share=findings.of(int(first["count"]), int(first.total), "submissions"),
    )


@patient
def codebook_card(subject: Subject) -> None:
    """The claims defined within the theme with their borders, by kind, behind a fold; not on paper."""
    book = ask("codebook_claims", subject.asked)
    title = options.known()["theme"][subject.identifier]
    rows = book[book.theme == title]
    if rows.empty or printing.wanted():
        return
    said = ngettext("Its {n} claim, with borders", "Its {n} claims, with borders", len(rows))
    fold = st.expander(said.format(n=number(len(rows))), key="fold_claims", on_change="rerun")
    if not fold.open:
        return
    titles = dict(zip(book.claim_id, book.claim, strict=True))
    with fold:
        for kind, words in labels.KINDS_PLURAL.items():
            its = rows[rows.kind == kind]
            if len(its):
                st.markdown(f"**{words}**")
            for row in its.itertuples():
                codebook.claim(row, codebook.borders(row.excludes, titles))


def evidence(subject: Subject) -> None:
    """All points on the theme, in the coders' words."""
    evidence_card(subject.points(), title=_("In which words"))
