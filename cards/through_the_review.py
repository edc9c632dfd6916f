"""The cards of the page on how the review went, stage by stage."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pandas as pd
from babel.dates import format_date

from cards import rankings
from cards.kit import Button, Card, Chart, DrillDown, Link, behind, points_link, submissions_link
from cards.query import Context, query
from charts import ACCENT, KIND_COLOURS
from charts.stages import Column, Event, change_bars, stage_cells, stage_names
from i18n import _, escaping, filter_options, headlines, labels, number, percent
from i18n.dates import LOCALE, day
from i18n.headlines import COMPARABLE, FEW, counted, of
from queries import Filters, ask

KINDS = {"all": _("All"), **labels.KINDS_PLURAL}
GRAIN_NAMES = {"themes": _("Themes"), "families": _("Families")}
WHICH = {"all": _("All stages"), "negotiation": _("The negotiation")}
TOP = 15
CHANGES = 8
"""Rows of themes at first, and how many of those that rose and of those that fell are drawn."""

EVERY = "all"
"""The line of all groups together."""


def kind_of(page: Context) -> str | None:
    """The kind of point that the page's switch sets; None if it leaves that to the filters."""
    shown = page.value("show", tuple(KINDS))
    return None if shown == "all" else shown


def narrowed(page: Context, *own: str) -> Filters:
    """The selection in force without the stage and what a card sets itself, of the kind that the switch sets."""
    selection = page.filters.without("stage", *own)
    kind = kind_of(page)
    return selection.set(kind=(kind,)) if kind else selection


def at_stages(page: Context, asked: Filters) -> Filters:
    """The selection at the stages that the switch shows."""
    shown = page.value("stages", tuple(WHICH))
    return asked.set(stage=negotiation()) if shown == "negotiation" else asked


def negotiation() -> tuple[str, ...]:
    """The stages at which a text of the review was issued."""
    rows = ask("timeline")
    return tuple(rows[rows.event == "text"].stage_id.dropna().unique())


def subtitle(page: Context, asked: Filters, *parts: str) -> str:
    """A card's subtitle; the page's own switch sets the kind."""
    kind = kind_of(page)
    narrowing = asked.without("kind") if kind else asked
    return page.subtitle(narrowing.without("stage"), *map(escaping.one_line, parts), kind=kind)


def stages_of(rows: pd.DataFrame, unit: str) -> list[Column]:
    """The stages in time order, from rows with a stage's total and submissions."""
    whole = rows.drop_duplicates("stage_id").sort_values("position")
    return [
        Column(
            row.stage_id,
            escaping.one_line(row.short_stage),
            f"{escaping.one_line(row.stage)}: {counted(row.total, unit)}",
            row.total,
            row.submissions < FEW,
            row.negotiation,
        )
        for row in whole.itertuples()
    ]


def themes(page: Context) -> Card:
    """How often each theme, or family of themes, comes up at each stage, under the milestones of the review."""
    by = rankings.DIMENSIONS[page.value("grain", tuple(GRAIN_NAMES))]
    unit, kind = page.unit, kind_of(page)
    asked = at_stages(page, narrowed(page, by.filter))
    cells = query(f"{by.question}_by_stage", asked, unit=unit)
    rows = cells.rows
    ranked = ask(by.question, asked, unit=unit)
    columns = stages_of(rows, unit)
    selected = rankings.selected_of(page.filters, by, list(ranked[by.id]))
    shown = ranked.head(TOP) if page.value("rows", ("top", "all")) == "top" else ranked
    shown = ranked[ranked[by.id].isin([*shown[by.id], *selected])]
    names = dict(zip(shown[by.id], shown[by.label], strict=True))
    titles = stage_titles(rows)
    if len(columns) > 1:
        texts = int(rows.drop_duplicates("stage_id").submissions.sum())
        total = int(ranked.total.iloc[0])
        every = f"{_('All stages shown')}: {counted(total, unit)}"
        columns = [Column("", _("All shown"), every, total, texts < FEW), *columns]
        shown = shown.assign(stage_id="", submissions=texts)
    drawn = pd.concat([shown, rows[rows[by.id].isin(names)]])
    events = _events()
    key = (_("◆ text of the review"), _("◇ milestone")) if events else ()

    def title(stage: str) -> str:
        return titles.get(stage, _("All stages shown"))

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        identity, stage, *event = ids
        if event:
            return _event(int(event[0]))
        at = asked.set(stage=(stage,)) if stage else asked
        if not identity:
            return _stage(page, "by_stage", stage, title(stage), at)
        if identity not in names:
            return None
        cell = drawn[(drawn[by.id] == identity) & (drawn.stage_id == stage)]
        count = int(cell["count"].iloc[0]) if len(cell) else 0
        total = next(column.total for column in columns if column.stage_id == stage)
        return behind(
            _cell(page, names[identity], title(stage), of(count, total, unit)),
            at.set(**{by.filter: (identity,)}),
            *(_theme_link(identity, names[identity]) if by.filter == "theme" else ()),
            count=len(cell),
        )

    return Chart(
        key="by_stage",
        query=cells,
        title=leads(rows, by.id, by.label),
        subtitle=subtitle(
            page,
            asked,
            _(
                "Share of each stage's {unit} {doing} · stages in their order in time; they overlap and belong to "
                "different processes · blue line: the stage had a text of the negotiation · * under {few} submissions"
            ).format(unit=labels.UNITS[unit].lower(), doing=headlines.doing(kind, unit), few=FEW),
        ),
        draw=lambda: stage_cells(
            drawn,
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
                f"{title(row.stage_id)}: {of(row.count, row.total, unit)} "
                f"({percent(row.count, row.total)})"
            ),
            empty=lambda column: escaping.plot(
                f"{title(column.stage_id)}: {of(0, column.total, unit)}"
            ),
            key_lines=len(key),
        ),
        names=lambda: stage_names(names, columns, events, key=key),
        drill_down=drill_down,
        selected=selected,
        state=(page.filters.stage, tuple(names)),
        unit=unit,
        how=_(
            "A stage's share is the part of its own {unit} with such a point. The order of the stages is the data's; "
            "what is not tied to one stage stands last. The negotiation is the stages at which a text of the review "
            "was issued. An empty cell means none was coded, not that none was made."
        ).format(unit=labels.UNITS[unit].lower()),
    )


def _theme_link(theme: str, name: str) -> tuple[Link]:
    return (Link("theme", name, id=theme, icon=":material/sell:"),)


def stage_titles(rows: pd.DataFrame) -> dict[str, str]:
    """Stage -> its title, as one line of text."""
    whole = rows.drop_duplicates("stage_id")
    return {
        i: escaping.one_line(title) for i, title in zip(whole.stage_id, whole.stage, strict=True)
    }


def leads(rows: pd.DataFrame, identifier: str, label: str) -> str:
    """Which row leads at how many of the stages with FEW submissions or more; rows are of one stage each."""
    large = rows[rows.submissions >= FEW]
    stages = large.stage_id.nunique()
    if not stages:
        return _("Too few submissions at each stage to rank") if len(rows) else ""
    highest = large.groupby("stage_id")["count"].transform("max")
    leading = large[large["count"] == highest]
    first = leading[identifier].value_counts()
    names = dict(zip(leading[identifier], leading[label], strict=True))
    most = int(first.max())
    leaders = sorted(escaping.one_line(names[i]) for i in first.index[first == most])
    if stages == 1:
        return (
            _("At the one stage with {few} submissions or more, {names} comes up most").format(
                few=FEW, names=_(" and ").join(leaders)
            )
            if len(leaders) == 1
            else ""
        )
    share = (
        _("all {stages}").format(stages=number(stages))
        if most == stages
        else _("{n} of the {stages}").format(n=number(most), stages=number(stages))
    )
    where = _("{share} stages with {few} submissions or more").format(share=share, few=FEW)
    if len(leaders) == 1:
        return _("{name} comes up most at {where}").format(name=leaders[0], where=where)
    if len(leaders) <= 3:
        return _("{names} each come up most at {where}").format(
            names=_(" and ").join(leaders), where=where
        )
    return _("No one leads throughout: what comes up most changes from stage to stage")


def _cell(page: Context, name: str, where: str, share: str) -> str:
    return _("{where}: “{name}” in {said} {doing}").format(
        where=where,
        name=escaping.one_line(name),
        said=share,
        doing=headlines.doing(kind_of(page), page.unit),
    )


def _stage(page: Context, card: str, stage: str, title: str, asked: Filters) -> DrillDown:
    """A stage as a whole, with a button that filters by it; without ``stage`` all that are shown."""
    if not stage:
        return DrillDown(title, (submissions_link(asked), points_link(asked)))
    label = (
        _("Drop the filter by this stage")
        if stage in page.filters.stage
        else _("Filter by this stage")
    )
    toggled = page.filters.toggle("stage", stage)
    return DrillDown(
        title,
        (
            submissions_link(asked, _("Its submissions")),
            points_link(asked, _("Its points")),
            Button(f"filter_by_stage_{card}", label, ":material/filter_alt:", toggled),
        ),
    )


def _events() -> list[Event]:
    """The dated events of the review, for the strip over the stages."""
    return [
        Event(
            row.stage_id,
            place,
            format_date(row.starts_on, "d MMM yy", LOCALE),
            f"{_when(row)}<br>{escaping.plot(row.title)}",
            row.event == "text",
        )
        for place, row in enumerate(ask("timeline").itertuples())
        if isinstance(row.stage_id, str) and not pd.isna(row.starts_on)
    ]


def _when(row: Any) -> str:
    """The day or days of an event: 9 Jun 2025 to 10 Jun 2025."""
    if pd.isna(row.starts_on):
        return _("Day not found")
    if pd.isna(row.ends_on) or row.ends_on == row.starts_on:
        return day(row.starts_on)
    return _("{first} to {last}").format(first=day(row.starts_on), last=day(row.ends_on))


def event_line(row: Any) -> str:
    """Markdown: when, what, at which stage, and the page that says so."""
    mark = "◆" if row.event == "text" else "◇"
    stage = f" ({escaping.one_line(row.stage)})" if isinstance(row.stage, str) else ""
    said = f"{mark} {escaping.markdown(_when(row))} · {escaping.markdown(escaping.one_line(row.title) + stage)}"
    if source := escaping.safe_url(row.source_url):
        said += f" · [{escaping.markdown(escaping.host(row.source_url))}]({source})"
    return said


def _event(place: int) -> DrillDown | None:
    rows = ask("timeline")
    if place >= len(rows):
        return None
    row = next(rows.iloc[[place]].itertuples())
    return DrillDown(markdown=event_line(row), notes=(escaping.markdown(row.description),))


def compared(columns: Sequence[Column], texts: dict[str, int]) -> tuple[str, str] | None:
    """The two stages compared at first: the first and the last of the negotiation with FEW submissions or more.

    Without two of these, the two stages with the most submissions, in time order; None if there is but one stage.
    """
    order = [column.stage_id for column in columns]
    negotiated = [c.stage_id for c in columns if c.negotiation and texts[c.stage_id] >= FEW]
    if len(negotiated) > 1:
        return negotiated[0], negotiated[-1]
    if len(order) < 2:
        return None
    first, second = sorted(order, key=lambda stage: (-texts[stage], order.index(stage)))[:2]
    return (first, second) if order.index(first) < order.index(second) else (second, first)


def usual_pair(page: Context) -> tuple[str, str] | None:
    """The two stages of the selection that are compared at first; None if there are no two."""
    stages = ask("themes_by_stage", narrowed(page, "theme"), unit=page.unit)
    texts = stages.groupby("stage_id").submissions.first().astype(int).to_dict()
    return compared(stages_of(stages, page.unit), texts)


def pair(page: Context) -> tuple[str, str] | None:
    """The two stages that the address compares, else the usual ones; None if the selection has no two stages."""
    usual = usual_pair(page)
    if usual is None:
        return None
    ids = list(stages_to_choose(page))
    return page.value("from", (usual[0], *ids)), page.value("to", (usual[1], *ids))


def stages_to_choose(page: Context) -> dict[str, str]:
    """The stages that can be compared, with how much each has."""
    stages = ask("themes_by_stage", narrowed(page, "theme"), unit=page.unit)
    return {
        column.stage_id: f"{column.heading} (n={number(column.total)})"
        for column in stages_of(stages, page.unit)
    }


def changes(page: Context) -> pd.DataFrame:
    """What rose and fell between the two stages; no rows if the selection has no two."""
    first, second = pair(page) or ("", "")
    asked = narrowed(page, "theme")
    return ask("stage_change", asked, unit=page.unit, from_stage=first, to_stage=second)


def change(page: Context) -> Card:
    """Which themes rose and which fell between two stages that the reader chooses."""
    unit, kind = page.unit, kind_of(page)
    asked = narrowed(page, "theme")
    titles = stage_titles(ask("themes_by_stage", asked, unit=unit).sort_values("position"))
    two = pair(page) or ("", "")
    compared = query("stage_change", asked, unit=unit, from_stage=two[0], to_stage=two[1])
    rows = compared.rows
    rose, fell = rows[rows.change > 0].head(CHANGES), rows[rows.change < 0].tail(CHANGES)

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        row = next(rows[rows.theme_id == ids[0]].itertuples(), None)
        if row is None:
            return None
        at = asked.set(theme=(row.theme_id,))
        links: list[Link | Button] = [
            points_link(
                at.set(stage=(stage,)), _("The points at {stage}").format(stage=titles[stage])
            )
            for stage, count in zip(two, (row.from_count, row.to_count), strict=True)
            if count
        ]
        groups_below = Button(
            "about_this",
            _("Its groups, below"),
            ":material/groups:",
            view={"about": row.theme_id},
        )
        return DrillDown(
            f"“{escaping.one_line(row.theme)}”: {both(row, titles, two, unit)}",
            (*links, *_theme_link(row.theme_id, row.theme), groups_below),
        )

    return Chart(
        key="change",
        query=compared,
        title=rose_and_fell(rows, unit),
        subtitle=subtitle(
            page,
            asked,
            _(
                "Share of the {unit} {doing} at {second} less that at {first}, percentage points"
            ).format(
                unit=labels.UNITS[unit].lower(),
                doing=headlines.doing(kind, unit),
                first=titles.get(two[0], ""),
                second=titles.get(two[1], ""),
            ),
            _("up to {n} that rose and {n} that fell; all in the table").format(n=CHANGES),
            caution(rows, unit),
        ),
        draw=lambda: change_bars(
            pd.concat([rose, fell]),
            value_text=lambda row: points(row.change),
            below=lambda row: (
                f"{number(row.from_count)} of {number(row.from_total)} ({percent(row.from_count, row.from_total)}) → "
                f"{number(row.to_count)} of {number(row.to_total)} ({percent(row.to_count, row.to_total)})"
            ),
            hover=lambda row: escaping.plot(
                f"{escaping.one_line(row.theme)}: {both(row, titles, two, unit)}"
            ),
        ),
        drill_down=drill_down,
        state=tuple(rows.theme_id),
        unit=unit,
        how=_(
            "Different organisations speak at different stages, so a change in shares is a change in who spoke as much "
            "as in what was said. Themes raised at neither stage are left out."
        ),
    )


def both(row: Any, titles: dict[str, str], two: tuple[str, str], unit: str) -> str:
    """A theme at two stages: 3 of 26 submissions at Elements paper, 9 of 30 submissions at Outcome adopted."""
    return _("{one} at {first}, {other} at {second}").format(
        one=of(row.from_count, row.from_total, unit),
        first=titles[two[0]],
        other=of(row.to_count, row.to_total, unit),
        second=titles[two[1]],
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


def rose_and_fell(rows: pd.DataFrame, unit: str) -> str:
    """Which theme rose most and which fell most, with counts; modest where a stage has few submissions."""
    if rows.empty:
        return ""
    few = min(int(rows.from_submissions.iloc[0]), int(rows.to_submissions.iloc[0]))
    if few < FEW:
        return _("Too few to compare: one of the stages has {few}").format(
            few=counted(few, "submissions")
        )
    exact = {row.theme_id: (_exact(row), row) for row in telling(rows).itertuples()}
    parts = []
    for words, best in ((_("rose most"), max), (_("fell most"), min)):
        top = best((change for change, _row in exact.values()), default=Fraction(0))
        leaders = [row for change, row in exact.values() if change == top]
        if len(leaders) != 1 or (top <= 0 if best is max else top >= 0):
            continue
        row = leaders[0]
        parts.append(
            _("{theme} {went}, from {first} to {second}").format(
                theme=escaping.one_line(row.theme),
                went=words,
                first=_("{count} of {total}").format(
                    count=number(row.from_count), total=number(row.from_total)
                ),
                second=of(row.to_count, row.to_total, unit),
            )
        )
    if not parts:
        return _("No theme that comes up {few} times or more stands out").format(few=FEW)
    return "; ".join(parts)


def caution(rows: pd.DataFrame, unit: str) -> str:
    """How much one unit more or less changes, where a stage has fewer than COMPARABLE; else empty."""
    if rows.empty:
        return ""
    first = rows.iloc[0]
    smallest = min(int(first.from_total), int(first.to_total))
    texts = min(int(first.from_submissions), int(first.to_submissions))
    if texts >= COMPARABLE:
        return ""
    one = {
        "submissions": _("submission"),
        "organisations": _("organisation"),
        "points": _("point"),
    }[unit]
    return _(
        "careful: one of the stages has {texts}, and one {unit} more or less is {change} points"
    ).format(texts=counted(texts, "submissions"), unit=one, change=number(round(100 / smallest, 1)))


def most_changed(page: Context) -> str:
    """The theme that changed most between the two stages; else the one that comes up most, else the first there is."""
    rows = telling(changes(page))
    if len(rows):
        return str(
            max(rows.itertuples(), key=lambda row: (abs(_exact(row)), row.theme_id)).theme_id
        )
    ranked = ask("themes", narrowed(page, "theme"), unit=page.unit)
    return (
        str(ranked.theme_id.iloc[0])
        if len(ranked)
        else next(iter(filter_options.option_labels()["theme"]))
    )


def groups(page: Context, about: str) -> Card:
    """One theme by stakeholder group and stage."""
    unit, kind = page.unit, kind_of(page)
    theme = escaping.one_line(filter_options.option_labels()["theme"][about])
    asked = at_stages(page, narrowed(page, "theme", "group"))
    cells = query("theme_by_stage_and_group", asked, theme=about, unit=unit)
    rows = cells.rows
    whole = ask("themes_by_stage", asked, unit=unit)
    columns, titles = stages_of(whole, unit), stage_titles(whole)
    present = set(rows.stakeholder_group)
    names = {
        EVERY: _("All"),
        **{one: labels.GROUPS[one] for one in labels.ORDER["group"] if one in present},
    }
    drawn = pd.concat([every(whole, about), rows])

    def drill_down(ids: Sequence[str]) -> DrillDown:
        group, stage = ids
        at = asked.set(stage=(stage,))
        if not group:
            return _stage(page, "by_stage_and_group", stage, titles.get(stage, ""), at)
        cell = drawn[(drawn.stakeholder_group == group) & (drawn.stage_id == stage)]
        where = f"{titles.get(stage, '')}, {names.get(group, '').lower()}"
        if cell.empty:
            return DrillDown(notes=(escaping.markdown(f"{where}: {counted(0, unit)}"),))
        row = cell.iloc[0]
        exact = at.set(theme=(about,))
        return behind(
            _cell(page, theme, where, of(int(row.raised), int(row.total), unit)),
            exact if group == EVERY else exact.set(group=(group,)),
            *_theme_link(about, theme),
            count=row.raised,
        )

    return Chart(
        key="by_stage_and_group",
        query=cells,
        title=highest(rows, theme, unit),
        subtitle=subtitle(
            page,
            asked,
            _(
                "Share of each group's {unit} {doing} at a stage that raise “{theme}”, and how many of how many · "
                "* under {few} submissions"
            ).format(
                unit=labels.UNITS[unit].lower(),
                doing=headlines.doing(kind, unit),
                theme=theme,
                few=FEW,
            ),
        ),
        draw=lambda: stage_cells(
            drawn,
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
                f"{titles.get(row.stage_id, '')}: {of(row.raised, row.total, unit)} "
                f"({percent(row.raised, row.total)})"
            ),
            empty=lambda column: escaping.plot(
                f"{titles.get(column.stage_id, '')}: {counted(0, unit)}"
            ),
            least=36,
        ),
        names=lambda: stage_names(names, columns, least=36),
        drill_down=drill_down,
        state=(about, page.filters.group, page.filters.stage),
        unit=unit,
        how=_(
            "A text by several groups counts in each. A group's share at a stage is the part of its own {unit} there; "
            "an empty cell means the group has none there with a point."
        ).format(unit=labels.UNITS[unit].lower()),
    )


def every(whole: pd.DataFrame, theme: str) -> pd.DataFrame:
    """All groups together at each stage, as rows like those of one group; ``whole`` has a row per theme and stage."""
    stages = whole.drop_duplicates("stage_id").set_index("stage_id")
    raised = whole[whole.theme_id == theme].set_index("stage_id")["count"]
    counts = raised.reindex(stages.index, fill_value=0)
    rows = stages.assign(stakeholder_group=EVERY, raised=counts, share=100 * counts / stages.total)
    return rows.reset_index()


def highest(rows: pd.DataFrame, theme: str, unit: str) -> str:
    """Which group at which stage raises the theme most, among those with FEW submissions or more there."""
    if rows.empty:
        return ""
    if not rows.raised.any():
        return _("No group raises “{theme}” in this selection").format(theme=theme)
    large = rows[(rows.submissions >= FEW) & (rows.raised > 0)]
    if large.empty:
        return _(
            "“{theme}” comes up only where a group has fewer than {few} submissions at a stage"
        ).format(theme=theme, few=FEW)
    shares = {row.Index: Fraction(int(row.raised), int(row.total)) for row in large.itertuples()}
    most = max(shares.values())
    leaders = large.loc[[index for index, share in shares.items() if share == most]]
    if len(leaders) > 2:
        return _("“{theme}” has its highest share, {share}, in {n} places").format(
            theme=theme,
            share=percent(leaders.raised.iloc[0], leaders.total.iloc[0]),
            n=number(len(leaders)),
        )
    said = [
        _("{group} at {stage}, {share}").format(
            group=labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group).lower(),
            stage=escaping.one_line(row.stage),
            share=of(row.raised, row.total, unit),
        )
        for row in leaders.itertuples()
    ]
    return _("“{theme}” has its highest share from {who}").format(
        theme=theme, who=_(" and ").join(said)
    )


def stages(page: Context) -> Card:
    """How contributions spread over the stages of the review, in time order, by stakeholder group."""
    counts = query("stages", page.filters.without("stage"), unit=page.unit)
    return rankings.stage_stacks(
        page,
        counts,
        title=headlines.largest_stage(counts.rows, page.unit),
        subtitle=page.subtitle(
            counts.filters,
            _("{unit} by stage, in time order, and by the authors' stakeholder group").format(
                unit=labels.UNITS[page.unit]
            ),
        ),
    )
