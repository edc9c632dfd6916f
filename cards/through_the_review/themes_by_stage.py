"""Themes by stage, one of them by stakeholder group too, and the submissions of each stage."""

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from cards import rankings
from cards.kit import Card, Chart, DrillDown, behind, theme_link
from cards.query import Context, query
from cards.through_the_review.events import dated_events, event_drill_down
from cards.through_the_review.selection import (
    GRAIN_NAMES,
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
from charts.stages import Column, stage_cells, stage_names
from data.rows import each
from i18n import (
    Nn_,
    _,
    aside,
    escaping,
    filter_options,
    headlines,
    labels,
    listed,
    messages,
    ngettext,
    number,
    percent,
    pgettext,
    stating,
    units,
)
from i18n.headlines import FEW, counted, of
from queries import ask


def themes(page: Context) -> Card:
    """The card with each theme's or family's share at each stage, and the milestones of the review above it."""
    by = rankings.DIMENSIONS[page.value("grain", tuple(GRAIN_NAMES))]
    unit, kind = page.unit, kind_of(page)
    selection = at_stages(page, narrowed(page, by.filter))
    cells = query(f"{by.question}_by_stage", selection, unit=unit)
    rows = headlines.by_fewest(cells.rows, unit)
    ranked = ask(by.question, selection, unit=unit)
    columns = stages_of(rows, unit)
    selected = rankings.selected_of(page.filters, by, list(ranked[by.id]))
    first_rows = ranked[ranked[by.id].isin([*page.first("by_stage", ranked)[by.id], *selected])]
    names = dict(zip(first_rows[by.id], first_rows[by.label], strict=True))
    titles = stage_titles(rows)
    if len(columns) > 1:
        submission_count = int(cells.rows.drop_duplicates("stage_id").submissions.sum())
        total = int(ranked.total.iloc[0])
        together = _("All stages shown: {count}").format(count=counted(total, unit))
        columns = [Column("", _("All shown"), together, total, submission_count < FEW), *columns]
        first_rows = first_rows.assign(stage_id="", submissions=submission_count)
    chart_rows = pd.concat([first_rows, rows[rows[by.id].isin(names)]])
    events = dated_events()
    marks = {True: _("◆ draft or adopted text"), False: _("◇ milestone")}
    kinds = {event.is_text for event in events}
    key = [words for is_text, words in marks.items() if is_text in kinds]

    def title(stage: str) -> str:
        return titles.get(stage, _("All stages shown"))

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        identifier, stage, *event = ids
        if event:
            return event_drill_down(int(event[0]))
        stage_selection = selection.set(stage=(stage,)) if stage else selection
        if not identifier:
            return stage_drill_down(page, "by_stage", stage, title(stage), stage_selection)
        if identifier not in names:
            return None
        cell = chart_rows[(chart_rows[by.id] == identifier) & (chart_rows.stage_id == stage)]
        count = int(cell["count"].iloc[0]) if len(cell) else 0
        total = next(column.total for column in columns if column.stage_id == stage)
        return behind(
            cell_in_words(page, names[identifier], title(stage), count, total),
            stage_selection.set(**{by.filter: (identifier,)}),
            *((theme_link(identifier, names[identifier]),) if by.filter == "theme" else ()),
            count=len(cell),
        )

    return Chart(
        query=cells,
        title=leads(rows, by.id, by.label),
        subtitle=subtitle(
            page,
            selection,
            _("Share at each stage. Counted: {unit}").format(unit=units.unit_name(unit, kind)),
            _("blue line: a draft was open for comments")
            if any(column.negotiation for column in columns)
            else "",
            headlines.few_marked(unit),
        ),
        draw=lambda: stage_cells(
            chart_rows,
            identifier=by.id,
            labels=names,
            columns=columns,
            events=events,
            colour=KIND_COLOURS.get(kind or "", ACCENT),
            chosen=selected,
            chosen_stages=page.filters.stage,
            cell_text=lambda row: (
                percent(row.count, row.total) + ("*" if row.submissions < FEW else "")
            ),
            hover=lambda row: escaping.plot(
                stating(
                    title(row.stage_id),
                    aside(of(row.count, row.total, unit), percent(row.count, row.total)),
                )
            ),
            empty=lambda column: escaping.plot(
                stating(title(column.stage_id), of(0, column.total, unit))
            ),
            key=key,
        ),
        names=lambda: stage_names(names, columns, events, key=key),
        drill_down=drill_down,
        selected=selected,
        state=(page.filters.stage, tuple(names)),
        every=len(ranked),
        unit=unit,
        how=_(
            "Shares are of everything counted at the same stage. Stages are in the order of the data; they overlap "
            "and belong to different processes. Submissions without a stage come last. “Only stages with a draft” "
            "shows the stages at which a draft or the adopted text was issued. An empty cell means that we found "
            "none, not that there was none."
        ),
    )


_LEADING = {
    True: Nn_(
        "{names} is the most frequent at all {n} stage with {few} submissions or more",
        "{names} is the most frequent at all {n} stages with {few} submissions or more",
    ),
    False: Nn_(
        "{names} is the most frequent at {most} of {n} stage with {few} submissions or more",
        "{names} is the most frequent at {most} of {n} stages with {few} submissions or more",
    ),
}
_LEADING_TOGETHER = {
    True: Nn_(
        "{names} are the most frequent at all {n} stage with {few} submissions or more",
        "{names} are the most frequent at all {n} stages with {few} submissions or more",
    ),
    False: Nn_(
        "{names} are each the most frequent at {most} of {n} stage with {few} or more submissions",
        "{names} are each the most frequent at {most} of {n} stages with {few} or more submissions",
    ),
}
"""Whether one or several lead, and whether at all stages -> the headline."""


def leads(rows: pd.DataFrame, identifier: str, label: str) -> str:
    """Names the theme that leads at most stages that have FEW submissions or more; each row is of one stage."""
    large = rows[rows.submissions >= FEW]
    stages = large.stage_id.nunique()
    if not stages:
        return _("Too few submissions at each stage to rank") if len(rows) else ""
    highest = large.groupby("stage_id")["count"].transform("max")
    leading = large[large["count"] == highest]
    lead_counts = leading[identifier].value_counts()
    names = dict(zip(leading[identifier], leading[label], strict=True))
    most = int(lead_counts.max())
    leaders = sorted(
        escaping.one_line(names[item]) for item in lead_counts.index[lead_counts == most]
    )
    if stages == 1:
        if len(leaders) > 1:
            return ""
        return _(
            "{name} is the most frequent at the one stage with {few} submissions or more"
        ).format(few=FEW, name=leaders[0])
    if len(leaders) > 3:
        return _("No theme leads throughout: the most frequent changes from stage to stage")
    sentences = _LEADING if len(leaders) == 1 else _LEADING_TOGETHER
    return ngettext(*sentences[most == stages], stages).format(
        names=listed(leaders), most=number(most), n=number(stages), few=FEW
    )


def stages(page: Context) -> Card:
    """The card with the submissions of each stage, in time order, by stakeholder group."""
    counts = query("stages", page.filters.without("stage"), unit=page.unit)
    return rankings.stage_stacks(
        page,
        counts,
        title=headlines.largest_stage(counts.rows, page.unit),
        subtitle=page.subtitle(counts.filters, messages.BY_STAGE(page.unit)),
    )


EVERY = "all"
"""The id of the line that counts all groups together."""


def theme_in_address(page: Context) -> str:
    """The theme that the card shows: the one in the address, else the one that changed most."""
    themes = filter_options.option_labels()["theme"]
    return page.value("about", (most_changed(page), *themes))


def groups(page: Context) -> Card:
    """One theme by stakeholder group and stage."""
    about = theme_in_address(page)
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
            group=labels.GROUPS.of(row.stakeholder_group),
            stage=escaping.one_line(row.stage),
            share=of(row.raised, row.total, unit),
        )
        for row in each(leaders)
    ]
    return _("{theme} has its highest share at: {who}").format(theme=theme, who=listed(parts))
