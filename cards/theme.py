"""The cards of the page on one theme."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cards.kit import (
    Card,
    Chart,
    DrillDown,
    Link,
    Ranking,
    behind,
    points_link,
    submissions_link,
    theme_link,
)
from cards.query import Context, query
from cards.themes import SHORT_KINDS, pair, pairing
from cards.topic import Topic, most_from, of_groups
from charts import KIND_COLOURS
from charts.palette import ACCENT
from charts.themes import kind_cells
from i18n import _, headlines, labels, number, percent
from i18n.entity_sentences import part_of
from i18n.escaping import one_line, plot
from i18n.headlines import FEW

TOP = 15

ANY = _("In all")
"""The column for points of whatever kind."""


def groups(page: Context, topic: Topic) -> Card:
    """Which stakeholder groups raise it, and as what."""
    unit = page.unit
    asked = topic.asked.without("group", "organisation")
    cells = topic.query("groups", asked, unit=unit)
    rows = cells.rows
    present = set(rows.kind)
    kinds = {"any": ANY} | {k: words for k, words in SHORT_KINDS.items() if k in present}
    whole = of_groups(rows)

    def drill_down(ids: Sequence[str]) -> DrillDown:
        group, kind = ids
        row = rows[(rows.stakeholder_group == group) & (rows.kind == kind)].iloc[0]
        share = headlines.of(int(row.raised), int(row.total), unit)
        return behind(
            f"{labels.GROUPS.get(group, group)}, {_as_what(kind)}: {share}",
            topic.points(asked, group=(group,)),
            kind=None if kind == "any" else kind,
            count=row.raised,
        )

    return Chart(
        key="by_group",
        query=cells,
        title=most_from(whole, unit),
        subtitle=page.subtitle(
            asked,
            _("Share of each group's {unit}, with their number").format(
                unit=labels.UNITS[unit].lower()
            ),
            _("* under {few} submissions").format(few=FEW),
        ),
        draw=lambda: kind_cells(
            rows,
            groups=_largest_first(whole),
            kinds=kinds,
            chosen=page.filters.group,
            total_text=lambda row: f"n={number(row.total)}{'*' if row.submissions < FEW else ''}",
            cell_text=lambda row: f"{percent(row.raised, row.total)} ({number(row.raised)})",
            hover=lambda row: (
                f"{_as_what(row.kind)}: {part_of(row.raised, row.total, row.submissions)}"
            ),
        ),
        drill_down=drill_down,
        state=page.filters.group,
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


def claims(page: Context, topic: Topic) -> Card:
    """What is said on the theme most: the claims that its points make."""
    unit = page.unit
    asked = topic.points(topic.asked.without("claim"))
    counts = query("claims", asked, unit=unit)
    named = counts.rows[counts.rows.claim_id != "none"]
    shown = named.head(TOP)

    def drill_down(ids: Sequence[str]) -> DrillDown:
        row = named[named.claim_id == ids[0]].iloc[0]
        words = f"{one_line(row.claim)}: {headlines.of(int(row['count']), int(row.total), unit)}"
        claim = Link("claim", _("Page of the claim"), id=ids[0])
        return behind(words, asked.set(claim=(ids[0],)), claim)

    return Ranking(
        key="claims",
        query=counts,
        title=headlines.most(named, "claim", unit),
        subtitle=page.subtitle(
            asked.without("theme"),
            _(
                "{unit} that raise the theme and say so, claims made most first: {top} of {all}"
            ).format(unit=labels.UNITS[unit], top=number(len(shown)), all=number(len(named))),
        ),
        shown=shown.assign(
            label=[
                f"{labels.KINDS.get(kind, kind)}: {one_line(claim)}"
                for kind, claim in zip(shown.kind, shown.claim, strict=True)
            ]
        ),
        id="claim_id",
        colours={
            claim: KIND_COLOURS.get(kind, ACCENT)
            for claim, kind in zip(shown.claim_id, shown.kind, strict=True)
        },
        hover=lambda row: f"{plot(row.label)}: {headlines.of(row.count, row.total, unit)}",
        drill_down=drill_down,
        unit=unit,
        how=_(
            "Claims are counted by points on this theme; a claim that belongs to another theme can be among them. "
            "What fits no claim is in the table."
        ),
    )


def neighbours(page: Context, topic: Topic) -> Card:
    """What else the submissions raise that raise it."""
    asked = pairing(page.filters)
    others = topic.query("neighbours", asked)
    shown = others.rows.head(TOP)
    by_id = {str(row["theme_id"]): row for row in others.rows.to_dict("records")}

    def drill_down(ids: Sequence[str]) -> DrillDown:
        row, this, other = by_id[ids[0]], topic.id, ids[0]
        return DrillDown(
            f"{one_line(row['theme'])}: {with_it(row)}",
            (
                points_link(pair(asked, this, other), _("Their points on this theme")),
                points_link(pair(asked, other, this), _("Their points on the other")),
                submissions_link(pair(asked, this, other)),
                theme_link(other, row["theme"]),
            ),
        )

    return Ranking(
        key="neighbours",
        query=others,
        title=together(others.rows),
        subtitle=page.subtitle(
            asked,
            _("Other themes that the same submissions raise, the {top} most frequent").format(
                top=len(shown)
            ),
        ),
        shown=shown,
        id="theme_id",
        label="theme",
        value=lambda row: (
            f"{number(row.count)} ({percent(row.count, row.total)})"
            + ("" if math.isnan(row.lift) else f" · {row.lift:.1f}×")
        ),
        hover=lambda row: f"{plot(row.theme)}: {with_it(by_id[row.theme_id])}",
        drill_down=drill_down,
        state=topic.id,
        empty=_("No submission of this selection raises another theme besides"),
        how=_(
            "“2×” means that twice as many raise both as if the two had nothing to do with each other. Where fewer "
            "than {few} are expected the figure would mean little and is left out."
        ).format(few=FEW),
    )


def with_it(row: Mapping[str, Any]) -> str:
    """How many of those that raise the theme raise another: '39 of 44 submissions; 3.8 times the 10.4 expected'."""
    sentence = headlines.of(int(row["count"]), int(row["total"]), "submissions")
    expected = number(row["expected"])
    if math.isnan(row["lift"]):
        return sentence + "; " + _("{expected} expected, too few to tell").format(expected=expected)
    return (
        sentence
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
        theme=one_line(first.theme),
        share=headlines.of(int(first["count"]), int(first.total), "submissions"),
    )
