"""The parts of the page on how the review went, stage by stage."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pandas as pd
import streamlit as st
from babel.dates import format_date

from cards.rankings import DIMENSIONS, subtitle
from charts import ACCENT, KIND_COLOURS, stacked_bars
from charts.stages import Column, Event, change_bars, stage_cells, stage_names
from components import address, entities
from components.card import Answer, chart_card
from components.downloads import toolbar
from components.filter_bar import scope
from components.headings import empty_state, heading
from components.patience import patient
from queries import Filters, ask
from words import _, findings, labels, ngettext, number, options, percent, text
from words.dates import LOCALE, day
from words.findings import COMPARABLE, FEW, counted, of

KINDS = {"all": _("All"), **labels.KINDS_PLURAL}
GRAIN_NAMES = {"themes": _("Themes"), "families": _("Families")}
WHICH = {"all": _("All stages"), "negotiation": _("The negotiation")}
TOP = 15
CHANGES = 8
"""Rows of themes at first, and how many of those that rose and of those that fell are drawn."""

EVERY = "all"
"""The line of all groups together."""


def switches() -> None:
    """What is counted, and at which stages."""
    with st.container(horizontal=True, gap="small"):
        address.choice("show", _("Kind"), KINDS)
        if _negotiation():
            address.choice("stages", _("Stages"), WHICH)
        address.unit_switch()


def _lines() -> None:
    """What a line of the card of themes is, and how many there are."""
    with st.container(horizontal=True, gap="small"):
        address.choice("grain", _("As"), GRAIN_NAMES)
        address.choice("rows", _("Rows"), {"top": _("First {n}").format(n=TOP), "all": _("All")})


def kind_in_address() -> str | None:
    """The kind of point that the page's switch sets; None if it leaves that to the filters."""
    shown = address.value("show", tuple(KINDS))
    return None if shown == "all" else shown


def narrowed(*own: str) -> Filters:
    """The selection in force without the stage and what a card sets itself, of the kind that the switch sets."""
    selection = address.filters().without("stage", *own)
    kind = kind_in_address()
    return selection.set(kind=(kind,)) if kind else selection


def at_stages(asked: Filters) -> Filters:
    """The selection at the stages that the switch shows."""
    shown = address.value("stages", tuple(WHICH))
    return asked.set(stage=_negotiation()) if shown == "negotiation" else asked


def _negotiation() -> tuple[str, ...]:
    """The stages at which a text of the review was issued."""
    rows = ask("timeline")
    return tuple(rows[rows.event == "text"].stage_id.dropna().unique())


def _subtitle(words: str, asked: Filters) -> str:
    kind = kind_in_address()
    narrowing = asked.without("kind") if kind else asked
    return " · ".join((text.plain(words), scope(narrowing.without("stage"), kind)))


def stages_of(rows: pd.DataFrame, unit: str) -> list[Column]:
    """The stages in time order, from rows with a stage's total and submissions."""
    whole = rows.drop_duplicates("stage_id").sort_values("position")
    return [
        Column(
            row.stage_id,
            text.plain(row.short_stage),
            f"{text.plain(row.stage)}: {counted(row.total, unit)}",
            row.total,
            row.submissions < FEW,
            row.negotiation,
        )
        for row in whole.itertuples()
    ]


@patient
def themes_card() -> None:
    """How often each theme, or family of themes, comes up at each stage, under the milestones of the review."""
    grain = address.value("grain", tuple(GRAIN_NAMES))
    by = DIMENSIONS[grain]
    identifier, label, own = by.id, by.label, by.filter
    unit, kind, selection = address.unit(), kind_in_address(), address.filters()
    asked = at_stages(narrowed(own))
    rows = ask(f"{grain}_by_stage", asked, unit=unit)
    ranked = ask(grain, asked, unit=unit)
    columns = stages_of(rows, unit)
    chosen = tuple(found for found in getattr(selection, own) if found in set(ranked[identifier]))
    shown = ranked.head(TOP) if address.value("rows", ("top", "all")) == "top" else ranked
    shown = ranked[ranked[identifier].isin([*shown[identifier], *chosen])]
    names = dict(zip(shown[identifier], shown[label], strict=True))
    titles = stage_titles(rows)
    if len(columns) > 1:
        texts = int(rows.drop_duplicates("stage_id").submissions.sum())
        total = int(ranked.total.iloc[0])
        said = f"{_('All stages shown')}: {counted(total, unit)}"
        columns = [Column("", _("All shown"), said, total, texts < FEW), *columns]
        shown = shown.assign(stage_id="", submissions=texts)
    drawn = pd.concat([shown, rows[rows[identifier].isin(names)]])
    events = _events()
    key = (_("◆ text of the review"), _("◇ milestone")) if events else ()

    def at(stage: str) -> Filters:
        return asked.set(stage=(stage,)) if stage else asked

    def doors(ids: list[str]) -> None:
        identity, stage, *which = ids
        if which:
            _event_doors(int(which[0]))
        elif not identity:
            _stage_doors("by_stage", stage, titles.get(stage, ""), at(stage))
        elif identity in names:
            row = next(
                iter(
                    drawn[(drawn[identifier] == identity) & (drawn.stage_id == stage)].itertuples()
                ),
                None,
            )
            total = next(column.total for column in columns if column.stage_id == stage)
            said = of(int(row.count) if row else 0, total, unit)
            _cell_doors(names[identity], titles.get(stage, _("All stages shown")), said, kind)
            if row:
                with st.container(horizontal=True, gap="small"):
                    exact = at(stage).set(**{own: (identity,)})
                    entities.points_link(exact)
                    entities.submissions_link(exact)
                    if own == "theme":
                        entities.link("theme", identity, names[identity], icon=":material/sell:")

    def empty(column: Column) -> str:
        where = titles.get(column.stage_id, _("All stages shown"))
        return text.plot(f"{where}: {of(0, column.total, unit)}")

    chart_card(
        "by_stage",
        Answer(f"{grain}_by_stage", asked, rows, {"unit": unit}),
        title=leads(rows, identifier, label),
        subtitle=_subtitle(
            _(
                "Share of each stage's {unit} {doing} · stages in their order in time; they overlap and belong to "
                "different processes · blue line: the stage had a text of the negotiation · * under {few} submissions"
            ).format(unit=labels.UNITS[unit].lower(), doing=findings.doing(kind, unit), few=FEW),
            asked,
        ),
        figure=lambda: stage_cells(
            drawn,
            identifier=identifier,
            labels=names,
            columns=columns,
            events=events,
            colour=KIND_COLOURS.get(kind or "", ACCENT),
            chosen=chosen,
            chosen_stages=selection.stage,
            cell_text=lambda row: (
                percent(row.count, row.total) + ("*" if row.submissions < FEW else "")
            ),
            hover=lambda row: text.plot(
                f"{titles.get(row.stage_id, _('All stages shown'))}: {of(row.count, row.total, unit)} "
                f"({percent(row.count, row.total)})"
            ),
            empty=empty,
            key_lines=len(key),
        ),
        names=lambda: stage_names(names, columns, events, key=key),
        doors=doors,
        beneath=_lines,
        chosen=(chosen, selection.stage, tuple(names)),
        unit=unit,
        how=_(
            "A stage's share is the part of its own {unit} with such a point. The order of the stages is the data's; "
            "what is not tied to one stage stands last. The negotiation is the stages at which a text of the review "
            "was issued. An empty cell means none was coded, not that none was made."
        ).format(unit=labels.UNITS[unit].lower()),
    )


def stage_titles(rows: pd.DataFrame) -> dict[str, str]:
    """Stage -> its title, as one line of text."""
    whole = rows.drop_duplicates("stage_id")
    return {i: text.plain(title) for i, title in zip(whole.stage_id, whole.stage, strict=True)}


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
    leaders = sorted(text.plain(names[i]) for i in first.index[first == most])
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


def _cell_doors(name: str, where: str, said: str, kind: str | None) -> None:
    words = _("{where}: “{name}” in {said} {doing}").format(
        where=where, name=text.plain(name), said=said, doing=findings.doing(kind, address.unit())
    )
    st.markdown(text.markdown(words))


def _stage_doors(card: str, stage: str, title: str, asked: Filters) -> None:
    st.markdown(text.markdown(title or _("All stages shown")))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        entities.submissions_link(asked, _("Its submissions") if stage else "")
        entities.points_link(asked, _("Its points") if stage else "")
        if stage:
            held = address.filters()
            st.button(
                _("Drop the filter by this stage")
                if stage in held.stage
                else _("Filter by this stage"),
                key=f"filter_by_stage_{card}",
                type="tertiary",
                icon=":material/filter_alt:",
                on_click=address.write,
                args=(held.toggle("stage", stage),),
                kwargs={"page": None},
            )


def _events() -> list[Event]:
    """The dated events of the review, for the strip over the stages."""
    return [
        Event(
            row.stage_id,
            place,
            format_date(row.starts_on, "d MMM yy", LOCALE),
            f"{_when(row)}<br>{text.plot(row.title)}",
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


def _event_line(row: Any) -> str:
    """Markdown: when, what, at which stage, and the page that says so."""
    mark = "◆" if row.event == "text" else "◇"
    stage = f" ({text.plain(row.stage)})" if isinstance(row.stage, str) else ""
    said = f"{mark} {text.markdown(_when(row))} · {text.markdown(text.plain(row.title) + stage)}"
    if source := text.link(row.source_url):
        said += f" · [{text.markdown(text.host(row.source_url))}]({source})"
    return said


def _event_doors(place: int) -> None:
    rows = ask("timeline")
    if place < len(rows):
        row = next(rows.iloc[[place]].itertuples())
        st.markdown(_event_line(row))
        st.caption(text.markdown(row.description))


@patient
def timeline_card() -> None:
    """Every milestone and text of the review, with the page that says so."""
    rows = ask("timeline")
    if rows.empty:
        return
    texts = int((rows.event == "text").sum())
    with st.container(border=True, key="card_timeline"):
        heading(
            _("{milestones} and {texts} of the review").format(
                milestones=ngettext("{n} milestone", "{n} milestones", len(rows) - texts).format(
                    n=number(len(rows) - texts)
                ),
                texts=ngettext("{n} text", "{n} texts", texts).format(n=number(texts)),
            ),
            _(
                "In time order, whatever the filters · ◆ text, ◇ milestone · each with the page that says so"
            ),
        )
        st.caption("  \n".join(_event_line(row) for row in rows.itertuples()))
        with st.container(horizontal=True, gap="small", key="tools_timeline"):
            toolbar("timeline", Answer("timeline", Filters(), rows))


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


def pair() -> tuple[str, str] | None:
    """The two stages that the address compares, else the usual ones; None if the selection has no two stages."""
    stages = ask("themes_by_stage", narrowed("theme"), unit=address.unit())
    columns = stages_of(stages, address.unit())
    texts = stages.groupby("stage_id").submissions.first().astype(int).to_dict()
    usual = compared(columns, texts)
    if usual is None:
        return None
    ids = [column.stage_id for column in columns]
    return (
        address.value("from", (usual[0], *ids)),
        address.value("to", (usual[1], *ids)),
    )


def changes() -> pd.DataFrame:
    """What rose and fell between the two stages; no rows if the selection has no two."""
    two = pair()
    stages = two or ("", "")
    return ask(
        "stage_change",
        narrowed("theme"),
        unit=address.unit(),
        from_stage=stages[0],
        to_stage=stages[1],
    )


@patient
def change_card() -> None:
    """Which themes rose and which fell between two stages that the reader chooses."""
    unit, kind = address.unit(), kind_in_address()
    asked = narrowed("theme")
    stages = ask("themes_by_stage", asked, unit=unit)
    titles = stage_titles(stages.sort_values("position"))
    texts = stages.groupby("stage_id").submissions.first().astype(int).to_dict()
    usual, two, rows = compared(stages_of(stages, unit), texts), pair(), changes()
    if usual is None or two is None:
        with st.container(border=True, key="card_change"):
            empty_state(
                "change",
                _subtitle(labels.UNITS[unit], asked),
                _("No two stages to compare in this selection"),
            )
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="compared"):
        choices = {
            column.stage_id: f"{column.heading} (n={number(column.total)})"
            for column in stages_of(stages, unit)
        }
        address.selected("from", _("From"), choices, default=usual[0])
        address.selected("to", _("To"), choices, default=usual[1])
        st.button(
            _("Swap"),
            icon=":material/swap_horiz:",
            key="swap",
            on_click=address.show,
            kwargs={"from": two[1], "to": two[0]},
        )
    names = dict(zip(rows.theme_id, rows.theme, strict=True))
    shown = pd.concat([rows[rows.change > 0].head(CHANGES), rows[rows.change < 0].tail(CHANGES)])

    def doors(ids: list[str]) -> None:
        row = next(rows[rows.theme_id == ids[0]].itertuples(), None)
        if row is None:
            return
        st.markdown(text.markdown(f"“{text.plain(row.theme)}”: {both(row, titles, two, unit)}"))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            for stage, count in zip(two, (row.from_count, row.to_count), strict=True):
                if count:
                    exact = asked.set(theme=(row.theme_id,), stage=(stage,))
                    entities.points_link(
                        exact, _("The points at {stage}").format(stage=titles[stage])
                    )
            entities.link("theme", row.theme_id, row.theme, icon=":material/sell:")
            st.button(
                _("Its groups, below"),
                key="about_this",
                type="tertiary",
                icon=":material/groups:",
                on_click=address.show,
                kwargs={"about": row.theme_id},
            )

    chart_card(
        "change",
        Answer(
            "stage_change", asked, rows, {"unit": unit, "from_stage": two[0], "to_stage": two[1]}
        ),
        title=rose_and_fell(rows, unit),
        subtitle=_subtitle(
            " · ".join(
                part
                for part in (
                    _(
                        "Share of the {unit} {doing} at {second} less that at {first}, percentage points"
                    ).format(
                        unit=labels.UNITS[unit].lower(),
                        doing=findings.doing(kind, unit),
                        first=titles[two[0]],
                        second=titles[two[1]],
                    ),
                    _("up to {n} that rose and {n} that fell; all in the table").format(n=CHANGES),
                    caution(rows, unit),
                )
                if part
            ),
            asked,
        ),
        figure=lambda: change_bars(
            shown,
            value_text=lambda row: points(row.change),
            below=lambda row: (
                f"{number(row.from_count)} of {number(row.from_total)} ({percent(row.from_count, row.from_total)}) → "
                f"{number(row.to_count)} of {number(row.to_total)} ({percent(row.to_count, row.to_total)})"
            ),
            hover=lambda row: text.plot(f"{text.plain(row.theme)}: {both(row, titles, two, unit)}"),
        ),
        doors=doors,
        chosen=tuple(names),
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
                theme=text.plain(row.theme),
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


def most_changed() -> str:
    """The theme that changed most between the two stages; else the one that comes up most, else the first there is."""
    rows = telling(changes())
    if len(rows):
        return str(
            max(rows.itertuples(), key=lambda row: (abs(_exact(row)), row.theme_id)).theme_id
        )
    ranked = ask("themes", narrowed("theme"), unit=address.unit())
    return str(ranked.theme_id.iloc[0]) if len(ranked) else next(iter(options.known()["theme"]))


@patient
def groups_card() -> None:
    """One theme by stakeholder group and stage."""
    unit, kind, selection = address.unit(), kind_in_address(), address.filters()
    about = address.selected(
        "about",
        _("By stakeholder group: the theme"),
        options.known()["theme"],
        default=most_changed(),
    )
    theme = text.plain(options.known()["theme"][about])
    asked = at_stages(narrowed("theme", "group"))
    rows = ask("theme_by_stage_and_group", asked, theme=about, unit=unit)
    whole = ask("themes_by_stage", asked, unit=unit)
    columns, titles = stages_of(whole, unit), stage_titles(whole)
    groups = {group: labels.GROUPS[group] for group in labels.ORDER["group"]}
    names = {
        EVERY: _("All"),
        **{g: n for g, n in groups.items() if g in set(rows.stakeholder_group)},
    }
    drawn = pd.concat([every(whole, about), rows])

    def exact(group: str, stage: str) -> Filters:
        at = asked.set(theme=(about,), stage=(stage,))
        return at if group == EVERY else at.set(group=(group,))

    def doors(ids: list[str]) -> None:
        group, stage = ids
        if not group:
            at = asked.set(stage=(stage,))
            _stage_doors("by_stage_and_group", stage, titles.get(stage, ""), at)
            return
        row = next(
            drawn[(drawn.stakeholder_group == group) & (drawn.stage_id == stage)].itertuples(), None
        )
        where = f"{titles.get(stage, '')}, {names.get(group, '').lower()}"
        if row is None:
            st.caption(text.markdown(f"{where}: {counted(0, unit)}"))
            return
        _cell_doors(theme, where, of(row.raised, row.total, unit), kind)
        if row.raised:
            with st.container(horizontal=True, gap="small"):
                entities.points_link(exact(group, stage))
                entities.submissions_link(exact(group, stage))
                entities.link("theme", about, theme, icon=":material/sell:")

    chart_card(
        "by_stage_and_group",
        Answer("theme_by_stage_and_group", asked, rows, {"unit": unit, "theme": about}),
        title=highest(rows, theme, unit),
        subtitle=_subtitle(
            _(
                "Share of each group's {unit} {doing} at a stage that raise “{theme}”, and how many of how many · "
                "* under {few} submissions"
            ).format(
                unit=labels.UNITS[unit].lower(),
                doing=findings.doing(kind, unit),
                theme=theme,
                few=FEW,
            ),
            asked,
        ),
        figure=lambda: stage_cells(
            drawn,
            identifier="stakeholder_group",
            labels=names,
            columns=columns,
            colour=KIND_COLOURS.get(kind or "", ACCENT),
            chosen=(EVERY, *selection.group) if selection.group else (),
            chosen_stages=selection.stage,
            cell_text=lambda row: (
                percent(row.raised, row.total)
                + ("*" if row.submissions < FEW else "")
                + f"<br>{number(row.raised)}/{number(row.total)}"
            ),
            hover=lambda row: text.plot(
                f"{titles.get(row.stage_id, '')}: {of(row.raised, row.total, unit)} "
                f"({percent(row.raised, row.total)})"
            ),
            empty=lambda column: text.plot(
                f"{titles.get(column.stage_id, '')}: {counted(0, unit)}"
            ),
            least=36,
        ),
        names=lambda: stage_names(names, columns, least=36),
        doors=doors,
        chosen=(about, selection.group, selection.stage),
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
            stage=text.plain(row.stage),
            share=of(row.raised, row.total, unit),
        )
        for row in leaders.itertuples()
    ]
    return _("“{theme}” has its highest share from {who}").format(
        theme=theme, who=_(" and ").join(said)
    )


@patient
def stages_card() -> None:
    """How contributions spread over the stages of the review, in time order, by stakeholder group."""
    unit = address.unit()
    selection = address.filters()
    asked = selection.without("stage")
    rows = ask("stages", asked, unit=unit)
    chart_card(
        "stages",
        Answer("stages", asked, rows, {"unit": unit}),
        title=findings.largest_stage(rows, unit),
        subtitle=_("{unit} by stage, in time order, and by the authors' stakeholder group").format(
            unit=labels.UNITS[unit]
        )
        + " · "
        + subtitle(address.context(), asked).partition(" · ")[2],
        figure=lambda: stacked_bars(
            rows,
            identifier="stage_id",
            label="stage",
            part="stakeholder_group",
            parts=labels.GROUPS,
            chosen=selection.stage,
            total_text=lambda row: number(row.total),
        ),
        sets="stage",
        chosen=selection.stage,
        unit=unit,
        how=_(
            "A text whose authors are of more than one group stands under “Several groups together”, "
            "so that the parts add up."
        ),
    )
