"""What rose and fell between two stages."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from cards.kit import Button, Card, Chart, DrillDown, Link, of_row, points_link, theme_link
from cards.query import MORE, Context, query
from cards.through_the_review.selection import (
    kind_of,
    narrowed,
    negotiation,
    stage_titles,
    stages_of,
    subtitle,
)
from charts.figure import HOVER, text
from charts.slopes import slopes
from charts.stages import Column
from data.rows import each
from i18n import N_, _, escaping, filter_options, listed, messages, number, percent, stating, units
from i18n.headlines import COMPARABLE, FEW, counted, of
from queries import ask, memory, per_version

CHANGES = 3
"""How many of the themes that rose, and of those that fell, have their names in the chart."""
MOST_LEADERS = 2
"""How many themes that moved alike a headline names."""


def compared(columns: Sequence[Column], texts: dict[str, int]) -> tuple[str, str] | None:
    """The two stages compared at first: the first and the last of the negotiation with FEW submissions or more.

    Without two of these, the two stages with the most submissions, in time order; None if there is but one stage.
    """
    order = [column.stage_id for column in columns]
    negotiated = [
        column.stage_id
        for column in columns
        if column.negotiation and texts[column.stage_id] >= FEW
    ]
    if len(negotiated) > 1:
        return negotiated[0], negotiated[-1]
    if len(order) < 2:
        return None
    first, second = sorted(order, key=lambda stage: (-texts[stage], order.index(stage)))[:2]
    return (first, second) if order.index(first) < order.index(second) else (second, first)


def usual_pair(page: Context) -> tuple[str, str] | None:
    """The two stages of the selection that are compared at first; None if there are no two."""
    rows = _rows_by_stage(page)
    texts = dict(zip(rows.stage_id, rows.submissions.tolist(), strict=True))
    return compared(_stages(page), texts)


def _rows_by_stage(page: Context) -> pd.DataFrame:
    return ask("themes_by_stage", narrowed(page, "theme"), unit=page.unit)


@per_version(1_000_000, memory)
def _stages(page: Context) -> tuple[Column, ...]:
    return tuple(stages_of(_rows_by_stage(page), page.unit))


def pair(page: Context) -> tuple[str, str] | None:
    """The two stages that the address compares, in time order, else the usual ones; None if there are no two."""
    usual = usual_pair(page)
    if usual is None:
        return None
    ids = list(stages_to_choose(page))
    chosen = page.value("from", (usual[0], *ids)), page.value("to", (usual[1], *ids))
    earlier, later = sorted(chosen, key=ids.index)
    return earlier, later


def stages_to_choose(page: Context) -> dict[str, str]:
    """Stage -> its name and total, for the two menus."""
    return {
        column.stage_id: f"{column.heading} (n={number(column.total)})" for column in _stages(page)
    }


def changes(page: Context) -> pd.DataFrame:
    """The rows of ``stage_change`` for the two stages; no rows if the selection has no two stages."""
    first, second = pair(page) or ("", "")
    selection = narrowed(page, "theme")
    return ask("stage_change", selection, unit=page.unit, from_stage=first, to_stage=second)


def change(page: Context) -> Card:
    """The card with the themes that rose and fell between two stages that the reader chooses."""
    unit, kind = page.unit, kind_of(page)
    selection = narrowed(page, "theme")
    titles = stage_titles(_rows_by_stage(page))
    stage_pair = pair(page) or ("", "")
    compared = query(
        "stage_change", selection, unit=unit, from_stage=stage_pair[0], to_stage=stage_pair[1]
    )
    rows = compared.rows
    named = most_moved(rows, CHANGES)

    def describe(row: Any) -> DrillDown:
        theme_selection = selection.set(theme=(row.theme_id,))
        links: list[Link | Button] = [
            points_link(
                theme_selection.set(stage=(stage,)),
                _("Points at {stage}").format(stage=titles[stage]),
            )
            for stage, count in zip(stage_pair, (row.from_count, row.to_count), strict=True)
            if count
        ]
        groups_below = Button(
            "about_this",
            _("Show it by stakeholder group"),
            ":material/groups:",
            view={"about": row.theme_id, MORE: "yes"},
        )
        return DrillDown(
            stating(escaping.one_line(row.theme), both(row, titles, stage_pair, unit)),
            (*links, theme_link(row.theme_id, row.theme), groups_below),
        )

    return Chart(
        query=compared,
        title=rose_and_fell(rows, stage_pair, unit),
        subtitle=subtitle(
            page,
            selection,
            _("Share of each theme, from {first} to {second}: {unit}").format(
                unit=units.unit_name(unit, kind),
                first=titles.get(stage_pair[0], ""),
                second=titles.get(stage_pair[1], ""),
            ),
            _("we name up to {n} that rose and {n} that fell").format(n=CHANGES),
            one_is_worth(rows, unit),
        ),
        draw=lambda: slopes(
            rows,
            named=named,
            headings=heads(rows, stage_pair, titles),
            share_text=percent,
            hover=lambda row: text(
                f"{row.theme} ({points(row.change)}): {both(row, titles, stage_pair, unit)}", HOVER
            ),
        ),
        drill_down=of_row(rows, describe, "theme_id"),
        state=tuple(rows.theme_id),
        unit=unit,
        how=_(
            "Different organisations take part at different stages, so a share can change simply because others "
            "took part. Themes raised at neither stage are left out."
        ),
    )


def most_moved(rows: pd.DataFrame, most: int) -> list[str]:
    """The ids of the themes that rose most and that fell most, ``most`` of each.

    Of themes that moved alike the first in the alphabet is taken.
    """
    change = {
        row.theme_id: row.to_count * row.from_total - row.from_count * row.to_total
        for row in sorted(each(rows), key=lambda row: row.theme)
    }
    moved = sorted(change, key=lambda theme: abs(change[theme]), reverse=True)
    rose = [theme for theme in moved if change[theme] > 0]
    return [*rose[:most], *[theme for theme in moved if change[theme] < 0][:most]]


def heads(
    rows: pd.DataFrame, stage_pair: tuple[str, str], titles: Mapping[str, str]
) -> tuple[str, str]:
    """The headings over the ends of the lines: each stage and its total."""
    if rows.empty:
        return "", ""
    row = rows.iloc[0]
    first, second = (
        _("{stage} (n={n})").format(stage=titles.get(stage, ""), n=number(int(total)))
        for stage, total in zip(stage_pair, (row.from_total, row.to_total), strict=True)
    )
    return first, second


def both(row: Any, titles: dict[str, str], stage_pair: tuple[str, str], unit: str) -> str:
    """A theme at two stages: Elements paper: 3 of 26 submissions; Outcome adopted: 9 of 30 submissions."""
    return _("{first}: {one}; {second}: {other}").format(
        one=of(row.from_count, row.from_total, unit),
        first=titles[stage_pair[0]],
        other=of(row.to_count, row.to_total, unit),
        second=titles[stage_pair[1]],
    )


def points(change: float) -> str:
    """A change in percentage points with its sign: +12.4, −3, 0."""
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return sign + number(abs(change))


def _exact(row: Any) -> Fraction:
    """A theme's change as a share of 1."""
    return Fraction(int(row.to_count), int(row.to_total)) - Fraction(
        int(row.from_count), int(row.from_total)
    )


def telling(rows: pd.DataFrame) -> pd.DataFrame:
    """The changes that rest on FEW or more units at one of the stages."""
    return rows[rows[["from_count", "to_count"]].max(axis=1) >= FEW]


def rose_and_fell(rows: pd.DataFrame, stage_pair: tuple[str, str], unit: str) -> str:
    """Names the themes that rose and fell most, with their shares at both of two stages.

    It names none between stages that are no steps of one negotiation, nor where one of them has fewer than COMPARABLE
    units or submissions.
    """
    if rows.empty:
        return ""
    steps = negotiation()
    if steps and not set(stage_pair) <= set(steps):
        return _("These two stages are not steps of one negotiation, so we name no rise or fall")
    first = rows.iloc[0]
    texts = min(int(first.from_submissions), int(first.to_submissions))
    units = min(int(first.from_total), int(first.to_total))
    if min(texts, units) < COMPARABLE:
        few = counted(units, unit) if units < texts else counted(texts, "submissions")
        return _("Too few to compare: one of the stages has {few}").format(few=few)
    moved = telling(rows)
    rose, fell = _leaders(moved, max), _leaders(moved, min)
    if not rose and not fell:
        return _("No theme counted {few} times or more rose or fell clearly").format(few=FEW)
    return _(_ROSE_AND_FELL[bool(rose), bool(fell)]).format(
        **_headline_fields("up", rose), **_headline_fields("down", fell)
    )


_ROSE_AND_FELL = {
    (True, True): N_(
        "{up} rose most ({up_from} to {up_to}), {down} fell most ({down_from} to {down_to})"
    ),
    (True, False): N_("{up} rose most, from {up_from} to {up_to}"),
    (False, True): N_("{down} fell most, from {down_from} to {down_to}"),
}


def _leaders(rows: pd.DataFrame, best: Callable[..., Fraction]) -> list[Any]:
    """The themes that rose (``max``) or fell (``min``) most: one, or two with the same shares; else none."""
    exact = [(_exact(row), row) for row in each(rows)]
    top = best((change for change, _row in exact), default=Fraction(0))
    if not (top > 0 if best is max else top < 0):
        return []
    leaders = sorted((row for change, row in exact if change == top), key=lambda row: row.theme)
    alike = len({(row.from_count, row.to_count) for row in leaders}) == 1
    return leaders if alike and len(leaders) <= MOST_LEADERS else []


def _headline_fields(name: str, leaders: Sequence[Any]) -> dict[str, str]:
    """The themes and their shares at both stages, for the fields of a headline that begin with ``name``."""
    if not leaders:
        return {}
    row = leaders[0]
    return {
        name: listed([escaping.one_line(leader.theme) for leader in leaders]),
        f"{name}_from": percent(row.from_count, row.from_total),
        f"{name}_to": percent(row.to_count, row.to_total),
    }


def one_is_worth(rows: pd.DataFrame, unit: str) -> str:
    """How many percentage points one unit is worth at each of the two stages; empty without rows."""
    if rows.empty:
        return ""
    first = rows.iloc[0]
    return messages.ONE_IS_WORTH(
        unit,
        before=number(round(100 / int(first.from_total), 1)),
        after=number(round(100 / int(first.to_total), 1)),
    )


def most_changed(page: Context) -> str:
    """The theme that changed most between the two stages; else the most frequent, else the first there is."""
    rows = telling(changes(page))
    if len(rows):
        return str(max(each(rows), key=lambda row: (abs(_exact(row)), row.theme_id)).theme_id)
    ranked = ask("themes", narrowed(page, "theme"), unit=page.unit)
    return (
        str(ranked.theme_id.iloc[0])
        if len(ranked)
        else next(iter(filter_options.option_labels()["theme"]))
    )
