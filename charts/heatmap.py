"""Shares within stakeholder groups, as a table of shaded cells."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import SMALL_GROUP, cell_table, highest_share, shaded
from charts.figure import HOVER, LINE, annotation, chart_room, key, text
from data.rows import each


def group_cells(
    rows: pd.DataFrame,
    *,
    identifier: str,
    labels: Mapping[str, str],
    groups: Mapping[str, str],
    colour: str,
    chosen: Collection[str] = (),
    cell_text: Callable[[Any], str],
    hover: Callable[[Any], str],
) -> go.Figure:
    """One line of cells per id in ``labels`` (id -> label, in order), one column per group in ``groups`` (id ->
    name, in order). The columns are numbered: their names stand in the legend above them.

    ``rows`` has ``identifier``, ``stakeholder_group``, ``count``, ``total``, ``submissions`` and ``share`` (percent of
    the group's total). Darker is more; a group with fewer than SMALL_GROUP submissions is paler, and its name has an
    asterisk; a missing pair stays an empty cell. customdata = [identifier, stakeholder_group].
    """
    first_rows = {
        row.stakeholder_group: row for row in each(rows.drop_duplicates("stakeholder_group"))
    }
    group_rows = {group: first_rows[group] for group in groups if group in first_rows}
    legend = key(
        [
            (
                str(number),
                "",
                f"{groups[group]} n={row.total}{'*' if row.submissions < SMALL_GROUP else ''}",
            )
            for number, (group, row) in enumerate(group_rows.items(), 1)
        ]
    )
    numbers = [
        annotation((index + 0.5) / len(group_rows), legend.height, str(index + 1), xanchor="center")
        for index in range(len(group_rows))
    ]
    rows_by_cell = {(getattr(row, identifier), row.stakeholder_group): row for row in each(rows)}
    highest = highest_share(rows)

    def cell(line: str, group: str) -> tuple[str, str, str]:
        row, name = rows_by_cell.get((line, group)), text(labels[line], HOVER)
        if row is None:
            return "", f"{name}<br>–", "rgba(122,122,122,0.07)"
        faint = bool(chosen) and line not in chosen
        ground = shaded(colour, row, highest, faint=faint)
        return cell_text(row), f"{name}<br>{hover(row)}", ground

    return cell_table(
        {line: text(label, chart_room()) for line, label in labels.items()},
        group_rows,
        cell,
        heads=[*legend.notes, *numbers],
        top=legend.height + LINE + 6,
    )
