"""One theme by stakeholder group and stage."""

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from cards.kit import Card, Chart, DrillDown, behind, theme_link
from cards.query import Context, query
from cards.through_the_review.selection import (
    at_stages,
    cell_in_words,
    kind_of,
    narrowed,
    stage_drill_down,
    stage_titles,
    stages_of,
    subtitle,
)
from cards.through_the_review.stage_change import most_changed
from charts import ACCENT, KIND_COLOURS
from charts.stages import stage_cells, stage_names
from data.rows import each
from i18n import (
    _,
    aside,
    escaping,
    filter_options,
    headlines,
    labels,
    listed,
    ngettext,
    number,
    percent,
    pgettext,
    stating,
    units,
)
from i18n.headlines import FEW, counted, of
from queries import ask

EVERY = "all"
"""The id of the line that counts all groups together."""


def theme_in_address(page: Context) -> str:
    """The theme that the card shows: the one in the address, else the one that changed most."""
    themes = filter_options.option_labels()["theme"]
    return page.value("about", (most_changed(page), *themes))


def groups(page: Context, about: str) -> Card:
    """One theme by stakeholder group and stage."""
    unit, kind = page.unit, kind_of(page)
    theme = escaping.one_line(filter_options.option_labels()["theme"][about])
    selection = at_stages(page, narrowed(page, "theme", "group"))
    cells = query("theme_by_stage_and_group", selection, theme=about, unit=unit)
    rows = headlines.by_fewest(cells.rows, unit)
    all_groups = ask("themes_by_stage", selection, unit=unit)
    columns, titles = stages_of(all_groups, unit), stage_titles(all_groups)
    present = set(rows.stakeholder_group)
    names = {
        EVERY: pgettext("all stakeholder groups", "All"),
        **{group: labels.GROUPS[group] for group in labels.ORDER["group"] if group in present},
    }
    chart_rows = pd.concat([headlines.by_fewest(every(all_groups, about), unit), rows])

    def drill_down(ids: Sequence[str]) -> DrillDown:
        group, stage = ids
        stage_selection = selection.set(stage=(stage,))
        if not group:
            return stage_drill_down(
                page, "by_stage_and_group", stage, titles.get(stage, ""), stage_selection
            )
        cell = chart_rows[(chart_rows.stakeholder_group == group) & (chart_rows.stage_id == stage)]
        where = f"{titles.get(stage, '')} · {names.get(group, '')}"
        if cell.empty:
            return DrillDown(notes=(escaping.markdown(f"{where} · {counted(0, unit)}"),))
        row = cell.iloc[0]
        exact = stage_selection.set(theme=(about,))
        return behind(
            cell_in_words(page, theme, where, int(row.raised), int(row.total)),
            exact if group == EVERY else exact.set(group=(group,)),
            theme_link(about, theme),
            count=row.raised,
        )

    return Chart(
        key="by_stage_and_group",
        query=cells,
        title=highest(rows, theme, unit),
        subtitle=subtitle(
            page,
            selection,
            _("{theme}: share of each group at each stage. Counted: {unit}").format(
                theme=theme, unit=units.unit_name(unit, kind)
            ),
            headlines.few_marked(unit),
        ),
        draw=lambda: stage_cells(
            chart_rows,
            identifier="stakeholder_group",
            labels=names,
            columns=columns,
            colour=KIND_COLOURS.get(kind or "", ACCENT),
            chosen=(EVERY, *page.filters.group) if page.filters.group else (),
            chosen_stages=page.filters.stage,
            cell_text=lambda row: (
                percent(row.raised, row.total)
                + ("*" if row.submissions < FEW else "")
                + f"<br>{number(row.raised)}/{number(row.total)}"
            ),
            hover=lambda row: escaping.plot(
                stating(
                    titles.get(row.stage_id, ""),
                    aside(of(row.raised, row.total, unit), percent(row.raised, row.total)),
                )
            ),
            empty=lambda column: escaping.plot(
                stating(titles.get(column.stage_id, ""), counted(0, unit))
            ),
            least=36,
        ),
        names=lambda: stage_names(names, columns, least=36),
        drill_down=drill_down,
        state=(about, page.filters.group, page.filters.stage),
        unit=unit,
        how=_(
            "A submission by several groups is counted in each. Shares are out of the group's own submissions at "
            "that stage. An empty cell means that the group has none there."
        ),
    )


def every(whole: pd.DataFrame, theme: str) -> pd.DataFrame:
    """Sums the groups at each stage, as rows like those of one group; ``whole`` has a row per theme and stage."""
    stages = whole.drop_duplicates("stage_id").set_index("stage_id")
    raised = whole[whole.theme_id == theme].set_index("stage_id")["count"]
    counts = raised.reindex(stages.index, fill_value=0)
    rows = stages.assign(stakeholder_group=EVERY, raised=counts, share=100 * counts / stages.total)
    return rows.reset_index()


def highest(rows: pd.DataFrame, theme: str, unit: str) -> str:
    """Names the group and stage that raise the theme most, among those with FEW submissions or more."""
    if rows.empty:
        return ""
    if not rows.raised.any():
        return _("No group that matches these filters raises {theme}").format(theme=theme)
    large = rows[(rows.submissions >= FEW) & (rows.raised > 0)]
    if large.empty:
        return _("Only groups with fewer than {few} submissions at a stage raise {theme}").format(
            theme=theme, few=FEW
        )
    shares = {row.Index: Fraction(int(row.raised), int(row.total)) for row in large.itertuples()}
    most = max(shares.values())
    leaders = large.loc[[index for index, share in shares.items() if share == most]]
    if len(leaders) > 2:
        return ngettext(
            "{theme} has its highest share, {share}, for {n} group and stage",
            "{theme} has its highest share, {share}, for {n} groups and stages",
            len(leaders),
        ).format(
            theme=theme,
            share=percent(leaders.raised.iloc[0], leaders.total.iloc[0]),
            n=number(len(leaders)),
        )
    parts = [
        _("{group}, {stage} ({share})").format(
            group=labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group),
            stage=escaping.one_line(row.stage),
            share=of(row.raised, row.total, unit),
        )
        for row in each(leaders)
    ]
    return _("{theme} has its highest share at: {who}").format(theme=theme, who=listed(parts))
