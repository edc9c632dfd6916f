"""The action lines that an organisation cites."""

from typing import Any

import pandas as pd

from cards.kit import Card, DrillDown, Link, Ranking, of_row, points_link, submissions_link
from cards.organisation.subject import Organisation
from cards.query import Context, Query
from i18n import _, escaping, headlines, listed, messages, ngettext, number, stating
from queries import ask
from queries.tables import has_rows


def action_lines(page: Context, organisation: Organisation) -> Card | None:
    """The card with the action lines that the organisation's points cite; None where the data have none."""
    if not has_rows("action_lines"):
        return None
    unit, selection = page.unit, organisation.other_filters.without("action_line")
    organisation_selection = selection.set(organisation=(organisation.id,))
    lines = ask("action_lines", organisation_selection)
    rows = lines[lines[unit] > 0].sort_values(unit, ascending=False, kind="stable")
    sizes = ask("organisation", selection, organisation=organisation.id)
    total = int(sizes[unit].iloc[0])
    bars = rows.assign(count=rows[unit], total=total)

    def describe(row: Any) -> DrillDown:
        line_selection = organisation_selection.set(action_line=(row.action_line_id,))
        name = escaping.one_line(row.action_line)
        return DrillDown(
            stating(name, headlines.of(row.count, row.total, unit)),
            (
                points_link(line_selection, _("The points that cite it")),
                submissions_link(line_selection, _("The submissions that cite it")),
                Link("action_line", name, id=row.action_line_id, icon=":material/flag:"),
            ),
        )

    return Ranking(
        query=Query(
            "action_lines", organisation_selection, rows_to_show=lines if len(rows) else rows
        ),
        title=cited_finding(bars, unit),
        subtitle=page.subtitle(
            selection, organisation.counted(unit), _("Those that cite the action line")
        ),
        bars=bars,
        id="action_line_id",
        label="action_line",
        value=lambda row: _("{n} of {total}").format(n=number(row.count), total=number(row.total)),
        hover=lambda row: stating(
            escaping.plot(row.action_line), headlines.of(row.count, row.total, unit)
        ),
        drill_down=of_row(bars, describe, "action_line_id"),
        selected=organisation.other_filters.action_line,
        how=_(
            "An action line is counted and listed if a point cites it by name or number. Citing a field also "
            "counts as citing its action line. A submission can serve an action line without citing it."
        ),
        empty=messages.CITES_NO_LINE(unit, total),
    )


def cited_finding(rows: pd.DataFrame, unit: str) -> str:
    """How many action lines are cited, and which most if there are enough units; ``rows`` is sorted by ``count``."""
    if rows.empty:
        return ""
    lines = rows[rows.parent_id.isna()]
    fields = rows[rows.parent_id.notna()]
    first = lines[lines["count"] == lines["count"].max()]
    has_leader = rows.total.iloc[0] >= headlines.FEW and len(first) == 1 and len(rows) > 1
    if len(fields):
        sentence = (
            _(
                "Action lines cited: {n}; fields of {lines} cited: {fields}. Most often: {line} ({share})"
            )
            if has_leader
            else _("Action lines cited: {n}; fields of {lines} cited: {fields}")
        )
    elif has_leader:
        sentence = ngettext(
            "Cites {n} action line, most often {line} ({share})",
            "Cites {n} action lines, most often {line} ({share})",
            len(lines),
        )
    else:
        sentence = ngettext("Cites {n} action line", "Cites {n} action lines", len(lines))
    return sentence.format(
        n=number(len(lines)),
        fields=number(len(fields)),
        lines=listed(list(dict.fromkeys(fields.parent_id))),
        line=escaping.one_line(first.action_line.iloc[0]),
        share=headlines.of(first["count"].iloc[0], first.total.iloc[0], unit),
    )
