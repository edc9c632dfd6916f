"""The themes that an organisation raises: against its group, and by kind of point."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cards.kit import (
    Card,
    Chart,
    DrillDown,
    narrow_to_kind,
    of_row,
    points_link,
    row_of,
    submissions_link,
    theme_link,
)
from cards.organisation.subject import Organisation
from cards.query import Context, query
from charts import ACCENT, GROUP_COLOURS, KIND_COLOURS
from charts.action_lines import Cell, kind_cells
from charts.bars import noted_bars
from data.rows import each
from i18n import _, escaping, filter_options, headlines, labels, listed, number, percent, stating
from queries import ask

GAP = {"submissions": 10, "points": 5}
"""A theme counts as raised more or less than by the group if the shares differ by this many percentage points."""
UNITS_APART = 2


def themes(page: Context, organisation: Organisation) -> Card:
    """The card that compares its themes with those of its stakeholder group."""
    unit, selection = page.unit, organisation.other_filters.without("theme")
    shares = query("organisation_themes", selection, organisation=organisation.id, measure=unit)
    rows = shares.rows
    more, less = unlike(rows, unit)
    headline_themes = {*more.theme_id.head(2), *less.theme_id.head(2)}
    raised = rows[rows.raised > 0]
    chart_rows = rows[
        rows.theme_id.isin(
            {
                *page.first("themes", raised).theme_id,
                *headline_themes,
                *organisation.other_filters.theme,
            }
        )
    ]

    def describe(row: Any) -> DrillDown:
        share = headlines.of(row.raised, row.total, unit)
        theme_selection = organisation.selection.set(theme=(row.theme_id,))
        links = (
            points_link(theme_selection, _("What it says on this theme")),
            submissions_link(theme_selection, _("Its submissions on this theme")),
        )
        group_selection = organisation.other_filters.set(
            theme=(row.theme_id,), group=(row.stakeholder_group,)
        )
        return DrillDown(
            _("{theme}: {share} ({percent}); of the others of its group {n} of {total}.").format(
                theme=escaping.one_line(row.theme),
                share=share,
                percent=percent(row.raised, row.total),
                n=number(row.group_raised),
                total=number(row.group_total),
            ),
            (
                *(links if row.raised else ()),
                points_link(
                    group_selection,
                    _("What its whole group says on this theme"),
                    ":material/groups:",
                ),
                theme_link(row.theme_id, row.theme),
            ),
        )

    return Chart(
        query=shares,
        title=against_group(rows, unit),
        subtitle=page.subtitle(
            selection,
            organisation.counted(unit),
            _(
                "Bar: share on the theme. Tick: share of the other organisations in its group ({group})"
            ).format(group=organisation.group),
        ),
        every=len(raised),
        draw=lambda: noted_bars(
            chart_rows,
            identifier="theme_id",
            label="theme",
            value="share",
            tick="group_share",
            widest=100 if unit == "submissions" else 0 if chart_rows.empty else _widest(chart_rows),
            words=_shares_text,
            hover=lambda row: f"{escaping.one_line(row.theme)}\n{_shares_text(row)}",
            colour=GROUP_COLOURS.get(organisation.row.stakeholder_group, ACCENT),
            chosen=organisation.other_filters.theme,
        ),
        drill_down=of_row(rows, describe, "theme_id"),
        behind=lambda row: (
            points_link(organisation.selection.set(theme=(row.theme_id,))) if row.raised else None
        ),
        selected=organisation.other_filters.theme,
        how=_(
            "Bar: how many of its submissions raise the theme (or, if you count points, how many of its points are "
            "on it). Tick: the same for the other organisations of its group, without submissions that this one "
            "wrote or signed. A submission signed with others counts as its own, so many of these points are the "
            "words of a coalition. The headline names a theme if the two shares differ by at least {gap} "
            "percentage points and its count is at least {units} away from what the group's share would give; it "
            "must have at least {few} submissions, and the others of its group {enough}."
        ).format(gap=GAP[unit], units=UNITS_APART, few=headlines.FEW, enough=headlines.COMPARABLE),
    )


def _widest(rows: pd.DataFrame) -> float:
    return float(max(rows.share.max(), rows.group_share.fillna(0).max()))


def _shares_text(row: Any) -> str:
    words = {
        "raised": number(row.raised),
        "total": number(row.total),
        "share": percent(row.raised, row.total),
    }
    if not row.group_total:
        return _("{raised} of {total} ({share})").format(**words)
    return _(
        "{raised} of {total} ({share}), others {other_raised} of {other_total} ({other_share})"
    ).format(
        **words,
        other_raised=number(row.group_raised),
        other_total=number(row.group_total),
        other_share=percent(row.group_raised, row.group_total),
    )


def unlike(rows: pd.DataFrame, unit: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The themes raised clearly more, and clearly less, than by the others of the group, the most unlike first.

    None where there are too few submissions to compare. ``rows`` is of the question ``organisation_themes``.
    """
    if not comparable(rows):
        return rows.head(0), rows.head(0)
    apart = rows.raised * rows.group_total - rows.group_raised * rows.total
    denominator = rows.total * rows.group_total
    clear = (100 * apart.abs() >= GAP[unit] * denominator) & (
        apart.abs() >= UNITS_APART * rows.group_total
    )
    ordered = rows.assign(apart=apart)[clear].sort_values("apart", kind="stable")
    less, more = ordered[ordered.apart < 0], ordered[ordered.apart > 0]
    return more.sort_values("apart", ascending=False, kind="stable"), less


def comparable(rows: pd.DataFrame) -> bool:
    """Whether organisation and group have enough submissions to be compared in a sentence."""
    return bool(
        len(rows)
        and rows.submissions.iloc[0] >= headlines.FEW
        and rows.group_submissions.iloc[0] >= headlines.COMPARABLE
    )


def against_group(rows: pd.DataFrame, unit: str) -> str:
    """Which themes the organisation raises more and less than its group."""
    if rows.empty:
        return ""
    if not comparable(rows):
        few, others = int(rows.submissions.iloc[0]), int(rows.group_submissions.iloc[0])
        if few < headlines.FEW:
            return _("Too few to compare it with its group: {few}").format(
                few=headlines.counted(few, "submissions")
            )
        return _("Too few other organisations in its group to compare: {few}").format(
            few=headlines.counted(others, "submissions")
        )
    more, less = (_themes_with_shares(unlike_rows) for unlike_rows in unlike(rows, unit))
    if more and less:
        return _("Raises {more} more than its group, and {less} less").format(more=more, less=less)
    if more:
        return _("Raises {themes} more than its group").format(themes=more)
    if less:
        return _("Raises {themes} less than its group").format(themes=less)
    return _("Raises much the same themes as other organisations in its group")


def _themes_with_shares(rows: pd.DataFrame) -> str:
    return listed(
        [
            _("{theme} ({share}, others {group})").format(
                theme=escaping.one_line(row.theme),
                share=percent(row.raised, row.total),
                group=percent(row.group_raised, row.group_total),
            )
            for row in each(rows.head(2))
        ]
    )


def kinds(page: Context, organisation: Organisation) -> Card:
    """The card with its themes by kind of point."""
    unit, selection = page.unit, organisation.other_filters.without("theme")
    organisation_selection = selection.set(organisation=(organisation.id,))
    counts = query("themes_by_kind", organisation_selection, unit=unit)
    rows = counts.rows
    all_themes = ask("organisation_themes", selection, organisation=organisation.id, measure=unit)
    total = int(all_themes.total.iloc[0]) if len(all_themes) else 0
    themes = rows.drop_duplicates("theme_id")
    first = page.first("by_kind", themes).theme_id
    chart_rows = themes[themes.theme_id.isin({*first, *organisation.other_filters.theme})]

    def drill_down(ids: Sequence[str]) -> DrillDown:
        theme, kind = ids
        row = row_of(rows, theme_id=theme, kind=kind)
        name = filter_options.option_labels()["theme"].get(theme, theme)
        names = {"theme": escaping.one_line(name), "kind": labels.KINDS.of(kind)}
        if row is None:
            words = _("{theme}, {kind}: none coded.").format(**names)
            return DrillDown(words, (theme_link(theme, name),))
        count = headlines.counted(row.count, unit)
        words = _("{theme}, {kind}: {count}.").format(**names, count=count)
        cell, notes = narrow_to_kind(organisation_selection.set(theme=(theme,)), kind)
        links = (
            points_link(cell, _("These points")),
            submissions_link(cell, _("The submissions that make them")),
        )
        return DrillDown(words, (*links, theme_link(theme, name)), notes)

    return Chart(
        query=counts,
        title=headlines.most(themes.assign(count=themes.total, total=total), "theme", unit),
        subtitle=page.subtitle(
            selection,
            organisation.counted(unit),
            _("How often it raises each theme, and with which kind of point"),
        ),
        every=len(themes),
        draw=lambda: _cells(
            rows, list(chart_rows.theme_id), unit, organisation.other_filters.theme
        ),
        drill_down=drill_down,
        selected=organisation.other_filters.theme,
        how=_(
            "A submission that raises a theme in several kinds of points is counted under each. An empty cell "
            "means that we coded none, not that none was made."
        ),
    )


def _cells(rows: pd.DataFrame, themes: list[str], unit: str, chosen: tuple[str, ...]) -> Any:
    names = dict(zip(rows.theme_id, rows.theme, strict=True))
    kinds = {kind: labels.KINDS_PLURAL[kind] for kind in labels.ORDER["kind"]}
    most = max(int(rows["count"].max()), 1) if len(rows) else 1
    return kind_cells(
        {
            (row.theme_id, row.kind): Cell(
                words=number(row.count),
                hover=f"{escaping.plot(row.theme)}<br>"
                + stating(
                    escaping.plot(labels.KINDS.of(row.kind)), headlines.counted(row.count, unit)
                ),
                strength=row.count / most,
            )
            for row in each(rows)
        },
        labels={theme: names[theme] for theme in themes},
        headings=kinds,
        colours=KIND_COLOURS,
        absent={},
        chosen=chosen,
    )
