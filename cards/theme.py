"""The cards of the page on one theme."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cards import entity
from cards import topic as topics
from cards.kit import (
    Card,
    Cards,
    Chart,
    DrillDown,
    Link,
    Ranking,
    behind,
    of_row,
    points_link,
    submissions_link,
    theme_link,
)
from cards.query import Context, query
from cards.rankings import has_claims
from cards.theme_pairs import pair, pairing
from cards.themes import SHORT_KINDS, total_head
from cards.topic import Topic, few_marked, most_from, of_groups
from charts import ACCENT, KIND_COLOURS
from charts.themes import kind_cells
from data.rows import each
from i18n import _, aside, decimal, headlines, labels, messages, number, percent, stating
from i18n.entity_sentences import part_of
from i18n.escaping import one_line, plot
from i18n.headlines import FEW
from i18n.units import unit_name


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return entity.about(
        page,
        topics.theme_of,
        by_group=groups,
        when=topics.stages,
        evidence=lambda _page, topic: topics.evidence(topic, "theme"),
        claims=claims,
        neighbours=neighbours,
        organisations=topics.organisations,
    )


def groups(page: Context, topic: Topic) -> Card:
    """Which stakeholder groups raise the theme, and as what kind of point."""
    unit = page.unit
    selection = topic.other_filters.without("group", "organisation")
    cells = topic.query("groups", selection, unit=unit)
    rows = headlines.by_fewest(cells.rows, unit)
    present = set(rows.kind)
    kinds = {"any": total_head()} | {
        kind: words for kind, words in SHORT_KINDS.items() if kind in present
    }
    group_rows = of_groups(rows)
    group_names = _largest_first(group_rows)

    def drill_down(ids: Sequence[str]) -> DrillDown:
        group, kind = ids
        row = rows[(rows.stakeholder_group == group) & (rows.kind == kind)].iloc[0]
        share = headlines.of(row.raised, row.total, unit)
        return behind(
            _("{group} · {kind}: {share}").format(
                group=labels.GROUPS.of(group), kind=_as_what(kind), share=share
            ),
            topic.points(selection, group=(group,)),
            kind=None if kind == "any" else kind,
            count=row.raised,
        )

    return Chart(
        query=cells,
        title=most_from(group_rows, unit),
        subtitle=page.subtitle(
            selection,
            _("Share and number in each group. Counted: {what}").format(what=unit_name(unit)),
            few_marked(rows, unit),
        ),
        draw=lambda: kind_cells(
            rows,
            groups=group_names,
            kinds=kinds,
            chosen=page.filters.group,
            total_text=lambda row: f"n={number(row.total)}{'*' if row.submissions < FEW else ''}",
            cell_text=lambda row: aside(percent(row.raised, row.total), number(row.raised)),
            short_text=lambda row: percent(row.raised, row.total),
            hover=lambda row: stating(
                _as_what(row.kind), part_of(row.raised, row.total, row.submissions)
            ),
        ),
        drill_down=drill_down,
        state=page.filters.group,
        order={"stakeholder_group": list(group_names), "kind": list(kinds)},
        unit=unit,
        how=_(
            "Each share is out of what the group itself said. A submission by several groups is counted in each, "
            "and one that raises the theme in several kinds of points under each kind. An empty cell means that we "
            "coded no such point, not that nobody made one."
        ),
    )


def _as_what(kind: str) -> str:
    return total_head() if kind == "any" else labels.KINDS.of(kind)


def _largest_first(whole: pd.DataFrame) -> dict[str, str]:
    """The groups, those with the largest share first; small groups last."""
    ordered = whole.assign(small=whole.submissions < FEW).sort_values(
        ["small", "share", "total"], ascending=[True, False, False], kind="stable"
    )
    return dict(zip(ordered.stakeholder_group, ordered.group, strict=True))


def claims(page: Context, topic: Topic) -> Card | None:
    """The claims that most points on the theme make; None where no point makes one."""
    if not has_claims():
        return None
    unit = page.unit
    selection = topic.points(topic.other_filters.without("claim"))
    counts = query("claims", selection, unit=unit)
    claim_rows = counts.rows[counts.rows.claim_id != "none"]
    bars = page.first("claims", claim_rows)

    def describe(row: Any) -> DrillDown:
        words = stating(one_line(row.claim), headlines.of(row.count, row.total, unit))
        claim = Link("claim", _("Page of the claim"), id=row.claim_id)
        return behind(words, selection.set(claim=(row.claim_id,)), claim)

    return Ranking(
        query=counts,
        title=headlines.most(claim_rows, "claim", unit),
        subtitle=page.subtitle(selection.without("theme"), messages.CLAIMS_ON_THEME(unit)),
        bars=bars.assign(
            label=[
                stating(labels.KINDS.of(kind), one_line(claim))
                for kind, claim in zip(bars.kind, bars.claim, strict=True)
            ]
        ),
        id="claim_id",
        colours={row.claim_id: KIND_COLOURS.get(row.kind, ACCENT) for row in each(bars)},
        hover=lambda row: stating(plot(row.label), headlines.of(row.count, row.total, unit)),
        drill_down=of_row(claim_rows, describe, "claim_id"),
        state=tuple(bars.claim_id),
        every=len(claim_rows),
        unit=unit,
        how=_(
            "The counts are of the points on this theme. Some of their claims can belong to another theme. The "
            "table also lists points that match no claim."
        ),
    )


def neighbours(page: Context, topic: Topic) -> Card:
    """The other themes that submissions on this theme raise."""
    selection = pairing(page.filters)
    others = topic.query("neighbours", selection)
    bars = page.first("neighbours", others.rows)
    by_id = {str(row["theme_id"]): row for row in others.rows.to_dict("records")}

    def drill_down(ids: Sequence[str]) -> DrillDown:
        row, this, other = by_id[ids[0]], topic.id, ids[0]
        return DrillDown(
            stating(one_line(row["theme"]), with_it(row)),
            (
                points_link(pair(selection, this, other), _("Points on this theme")),
                points_link(pair(selection, other, this), _("Points on the other theme")),
                submissions_link(pair(selection, this, other)),
                theme_link(other, row["theme"]),
            ),
        )

    return Ranking(
        query=others,
        title=together(others.rows),
        subtitle=page.subtitle(
            selection, _("Submissions that raise both; “2×”: twice as many as by chance")
        ),
        bars=bars,
        id="theme_id",
        label="theme",
        value=lambda row: (
            aside(number(row.count), percent(row.count, row.total))
            + ("" if math.isnan(row.lift) else f" · {decimal(row.lift, 1)}×")
        ),
        hover=lambda row: stating(plot(row.theme), with_it(by_id[row.theme_id])),
        drill_down=drill_down,
        state=(topic.id, len(bars)),
        every=len(others.rows),
        empty=_("No submission on this theme that matches these filters raises another theme"),
        how=_(
            "“By chance” is how many submissions would raise both themes if the two were unrelated. We leave the "
            "figure out where fewer than {few} would be expected."
        ).format(few=FEW),
    )


def with_it(row: Mapping[str, Any]) -> str:
    """How many of the submissions on the theme raise another, and how many would by chance."""
    words = (
        _("{share}; expected by chance: {expected}; too few to tell")
        if math.isnan(row["lift"])
        else _("{share}; {lift} times as many as expected by chance ({expected})")
    )
    return words.format(
        share=headlines.of(row["count"], row["total"], "submissions"),
        lift=decimal(row["lift"], 1),
        expected=number(row["expected"]),
    )


def together(rows: pd.DataFrame) -> str:
    """The other theme that most submissions on this theme raise; empty where there are too few to rank."""
    if rows.empty or rows["count"].iloc[0] < FEW:
        return ""
    neighbour = rows.iloc[0]
    return _("Most often raised together with {theme} ({share})").format(
        theme=one_line(neighbour.theme),
        share=headlines.of(neighbour["count"], neighbour.total, "submissions"),
    )
