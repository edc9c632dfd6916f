"""Action lines by kind of point, by theme and by goal."""

from dataclasses import replace

import pandas as pd

from cards.action_lines.naming import (
    ALL,
    LISTED,
    NOT_CITED,
    Mark,
    Marks,
    cells_of,
    citing,
    code,
    counts,
    goal_label,
    how_counted,
    lines_only,
    lines_to_show,
    linked,
    mark_drill_down,
    most_cited,
    selected_lines,
    without_lines,
)
from cards.kit import Card, Chart
from cards.query import Context, query
from charts import KIND_COLOURS
from charts.action_lines import COLUMN, HEAD, Cell, grid, head_height, kind_cells, names
from charts.figure import SMALL
from charts.figure import text as plotted
from data.rows import each
from i18n import (
    N_,
    Words,
    _,
    dataset_texts,
    escaping,
    headlines,
    labels,
    messages,
    ngettext,
    number,
    pgettext,
    sentences,
)
from queries import ask

KIND_HEADS = Words(
    {
        ALL: N_("All"),
        "achievement": N_("Achieve\u00adments"),
        "challenge": N_("Chal\u00adlenges"),
        "recommendation": N_("Recom\u00admen\u00adda\u00adtions"),
        "position": N_("Positions"),
    }
)
"""Headings of narrow columns; a soft hyphen says where a word may be divided."""
_FIELDS_LABEL = N_("fields")

_WIDE_COLUMN = 68
"""Pixels: room for the titles of action lines over their columns."""


def kinds(page: Context) -> Card:
    """The card with the citations of each action line by kind of point."""
    selection, unit = without_lines(page), page.unit
    lines = lines_to_show(page, ask("action_lines", selection)).sort_values(
        unit, ascending=False, kind="stable"
    )
    chosen = selected_lines(page, lines)
    first = page.first("by_kind", lines, LISTED)
    chart_rows = lines[lines.action_line_id.isin([*first.action_line_id, *chosen])]
    total = int(citing(selection).action_lines[unit])
    citations = query("action_lines_by_kind", selection, unit=unit)
    kinds = [kind for kind in labels.KINDS if not selection.kind or kind in selection.kind]
    rows_by_ids = {(row.action_line_id, row.kind): row for row in each(citations.rows)}
    marks: Marks = {}
    for row in each(chart_rows):
        line, name = row.action_line_id, row.action_line
        marks[line, ALL] = Mark(name, {"action_line": (line,)}, counts(row))
        for kind in kinds:
            marks[line, kind] = Mark(
                f"{name} · {labels.KINDS_PLURAL[kind]}",
                {"action_line": (line,), "kind": (kind,)},
                counts(rows_by_ids.get((line, kind))),
            )
    return Chart(
        query=citations,
        title=most_cited(lines_only(lines), total, unit),
        subtitle=page.subtitle(selection, messages.LINES_BY_KIND(unit)),
        draw=lambda: kind_cells(
            cells_of(marks, total, unit, none="–"),
            labels=dict(zip(chart_rows.action_line_id, chart_rows.action_line, strict=True)),
            headings={kind: KIND_HEADS[kind] for kind in (ALL, *kinds)},
            colours=KIND_COLOURS,
            absent=dict.fromkeys(chart_rows.action_line_id[chart_rows[unit] == 0], _(NOT_CITED)),
            chosen=chosen,
        ),
        every=len(lines) if len(lines) > LISTED + 2 else 0,
        drill_down=lambda ids: mark_drill_down(marks, ids, selection, total, unit),
        state=(page.filters.action_line, tuple(chart_rows.action_line_id)),
        unit=unit,
        how=how_counted(),
        empty=_("No point that matches these filters cites an action line"),
    )


def themes(page: Context) -> Card:
    """The card with the citations of each action line by theme, the most frequent themes first."""
    selection, unit = without_lines(page), page.unit
    all_lines = ask("action_lines", selection)
    lines, without_fields = lines_to_show(page, all_lines), lines_only(all_lines)
    any_line = {"action_line": tuple(without_fields.action_line_id)}
    citation_counts = citing(selection).action_lines
    citations = query("action_lines_by_theme", selection, unit=unit)
    themes = ask("themes", selection.set(**any_line), unit=unit)
    rows_by_ids = {(row.theme_id, row.action_line_id): row for row in each(citations.rows)}
    marks: Marks = {(HEAD, ALL): Mark(_("Any action line"), any_line, dict(citation_counts))}
    for row in each(lines):
        where = {"action_line": (row.action_line_id,)}
        marks[HEAD, row.action_line_id] = Mark(row.action_line, where, counts(row))
    chosen = themes[themes.theme_id.isin(page.filters.theme)]
    chart_rows = themes[
        themes.theme_id.isin([*page.first("by_theme", themes).theme_id, *chosen.theme_id])
    ]
    for theme in each(chart_rows):
        of_theme = {"theme": (theme.theme_id,)}
        name = _("{theme} · any action line").format(theme=theme.theme)
        marks[theme.theme_id, ALL] = Mark(name, {**of_theme, **any_line}, counts(theme))
        for row in each(lines):
            marks[theme.theme_id, row.action_line_id] = Mark(
                f"{theme.theme} · {row.action_line}",
                {**of_theme, "action_line": (row.action_line_id,)},
                counts(rows_by_ids.get((theme.theme_id, row.action_line_id))),
            )
    titles = dict(zip(chart_rows.theme_id, chart_rows.theme, strict=True))
    total = int(citation_counts[unit])

    def cells() -> dict[tuple[str, str], Cell]:
        chart_cells = cells_of(marks, total, unit)
        for row in each(lines):
            head = chart_cells[HEAD, row.action_line_id]
            title = plotted(row.action_line.partition(" ")[2], _WIDE_COLUMN - 4, SMALL)
            words = f"{head.words.replace('<br>', ' ')}<br>{title}"
            chart_cells[HEAD, row.action_line_id] = replace(head, words=words)
        return chart_cells

    return Chart(
        query=citations,
        title=closest(
            citations.rows[citations.rows.action_line_id.isin(without_fields.action_line_id)], unit
        ),
        subtitle=page.subtitle(selection, messages.LINES_BY_THEME(unit)),
        draw=lambda: grid(
            cells(),
            labels=titles,
            codes={
                ALL: pgettext("all goals", "All"),
                **{line.action_line_id: code(line) for line in each(lines)},
            },
            column=_WIDE_COLUMN,
        ),
        names=lambda: names(titles, (_("Action line"), _("cited by")), top=head_height(cells())),
        drill_down=lambda ids: mark_drill_down(marks, ids, selection, total, unit),
        state=(page.filters.action_line, tuple(chart_rows.theme_id)),
        every=len(themes),
        unit=unit,
        how=how_counted(),
        empty=_("No point that matches these filters cites an action line"),
    )


def closest(rows: pd.DataFrame, unit: str) -> str:
    """Names the theme and the action line that occur together most often.

    ``rows`` has ``theme``, ``action_line``, ``count``, ``total``.
    """
    if rows.empty:
        return ""
    total, largest = int(rows.total.iloc[0]), int(rows["count"].max())
    if total < headlines.FEW:
        return messages.FEW_CITE(unit, total)
    leaders = rows[rows["count"] == largest]
    share = messages.OF_CITING(unit, total, count=number(largest))
    if len(leaders) > 1:
        return ngettext(
            "No pair leads: {n} pair of theme and action line is at {share}",
            "No pair leads: {n} pairs of theme and action line tie at {share} each",
            len(leaders),
        ).format(n=number(len(leaders)), share=share)
    return _("Most often together: {theme} and {line} ({share})").format(
        theme=escaping.one_line(leaders.theme.iloc[0]),
        line=escaping.one_line(leaders.action_line.iloc[0]),
        share=share,
    )


def goals(page: Context) -> Card | None:
    """The card with the matrix of action lines and goals, and how often submissions cite each and both together."""
    if ask("goals").empty:
        return None
    selection, unit = without_lines(page).without("sdg"), page.unit
    all_lines = ask("action_lines", selection)
    lines = lines_to_show(page, all_lines)
    goals = ask("goals", selection)
    citations = query("action_line_goals", selection)
    citation_counts = citing(selection)
    pairs = {(row.action_line_id, row.sdg): row for row in each(citations.rows)}
    any_line = {"action_line": tuple(lines_only(all_lines).action_line_id)}
    marks: Marks = {
        (HEAD, ALL): Mark(_("Any action line"), any_line, dict(citation_counts.action_lines))
    }
    for goal in each(goals):
        marks[HEAD, goal.sdg] = Mark(goal_label(goal.sdg), {"sdg": (goal.sdg,)}, counts(goal))
    for line in each(lines):
        of_line = {"action_line": (line.action_line_id,)}
        marks[line.action_line_id, ALL] = Mark(line.action_line, of_line, counts(line))
        for goal in each(goals):
            pair = pairs.get((line.action_line_id, goal.sdg))
            marks[line.action_line_id, goal.sdg] = Mark(
                f"{line.action_line} · {goal_label(goal.sdg)}",
                {**of_line, "sdg": (goal.sdg,)},
                counts(pair),
                linked(pair),
            )

    def cells() -> dict[tuple[str, str], Cell]:
        chart_cells = cells_of(marks, 0, unit)
        for ids, cell in chart_cells.items():
            if not cell.quiet:
                link = pairs[ids].link if ids in pairs else "none"
                fields_label = plotted(_(_FIELDS_LABEL), COLUMN - 2, SMALL)
                words = f"{cell.words}<br>{fields_label}".removeprefix("<br>")
                chart_cells[ids] = replace(
                    cell,
                    words=words if link == "fields" else cell.words,
                    strength=1.0 if link == "itself" else 0.0,
                    open=link == "fields",
                )
        return chart_cells

    return Chart(
        query=citations,
        title=_(
            "For reference: the goals that each action line serves, according to the {matrix}"
        ).format(matrix=dataset_texts.texts().matrix),
        subtitle=page.subtitle(selection, messages.LINES_BY_GOAL(unit)),
        below=(
            matrix(
                citations.rows,
                int(citation_counts.goals["submissions"]),
                int(citation_counts.selected["submissions"]),
            ),
        ),
        draw=lambda: grid(
            cells(),
            labels=dict(zip(lines.action_line_id, lines.action_line, strict=True)),
            codes={ALL: pgettext("all goals", "All"), **{goal: goal for goal in goals.sdg}},
            chosen=selected_lines(page, lines),
        ),
        names=lambda: names(
            dict(zip(lines.action_line_id, lines.action_line, strict=True)),
            (_("Goal"), _("cited by")),
            top=head_height(cells()),
        ),
        drill_down=lambda ids: mark_drill_down(marks, ids, selection, 0, unit),
        state=(page.filters.action_line, page.filters.sdg),
        unit=unit,
        how=_(
            "The {matrix} maps action lines to goals. It links each field separately and does not depend on the "
            "filters. The numbers do: a goal counts as cited if a submission mentions it."
        ).format(matrix=escaping.markdown(dataset_texts.texts().matrix))
        + f" {escaping.markdown(dataset_texts.texts().reading)}",
    )


def matrix(rows: pd.DataFrame, citing: int, selected: int) -> str:
    """Names the goal that most action lines serve, and how few submissions cite any.

    ``rows`` is of ``action_line_goals``.
    """
    links = rows[rows.link == "itself"]
    if links.empty:
        return ""
    served = links.groupby("number").size()
    largest = int(served.max())
    sentence = headlines.lead(
        [f"SDG {goal}" for goal in served.index[served == largest]],
        messages.LINKED_TO_MOST,
        count=number(largest),
        total=number(links.action_line_id.nunique()),
    )
    cite = ngettext("{share} cites a goal.", "{share} cite a goal.", citing).format(
        share=headlines.of(citing, selected, "submissions")
    )
    return sentences(sentence, cite)
