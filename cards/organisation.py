"""The cards of the page on one organisation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cards.kit import (
    Card,
    Chart,
    DrillDown,
    Link,
    Ranking,
    Record,
    RecordList,
    compare_link,
    narrow_to_kind,
    points_link,
    row_of,
    submissions_link,
)
from cards.query import Context, Query, query
from charts import ACCENT, GROUP_COLOURS, KIND_COLOURS
from charts.action_lines import Cell, kind_cells
from charts.bullet_bars import noted_bars
from i18n import _, escaping, filter_options, headlines, labels, ngettext, number, percent
from i18n.dates import partial
from queries import Filters, ask

MEASURES = {"submissions": labels.UNITS["submissions"], "points": labels.UNITS["points"]}
"""What can be counted of one organisation."""

PARTS = {"either": _("Wrote or signed"), "author": _("Only wrote"), "signatory": _("Only signed")}
COMMON = {"left-out": _("Left out"), "kept": _("Counted")}
SIGNS = {"author": _("○ wrote"), "signatory": _("● signed")}

LISTED, PRINTED = 12, 200
"""Submissions on a page of the list, and on paper."""
TOP, TOP_THEMES = 12, 16
SHARED = 3
"""Shared themes named beside one organisation."""
COMPARED = 3
"""Points that an organisation needs to be compared with others, as the question has it."""
GAP = {"submissions": 10, "points": 5}
"""From how many percentage points on a theme is said to be raised more or less than by the group."""
UNITS_APART = 2

_COMPARED_ON_FEW = _("* compared on fewer than {few} points").format(few=headlines.FEW)
CHOOSING = ("organisation", "group", "country", "region")
"""Filters that choose organisations: where one is shown, the page does."""


@dataclass(frozen=True)
class Organisation:
    """The organisation of the page.

    ``row`` is of the question ``organisation``; ``asked`` the filters in force without those that choose organisations.
    """

    id: str
    row: Any
    asked: Filters

    @property
    def own(self) -> Filters:
        """The selection of what it stands behind."""
        return self.asked.set(organisation=(self.id,))

    @property
    def name(self) -> str:
        """What charts call it."""
        return escaping.one_line(self.row.label)

    @property
    def group(self) -> str:
        """Its stakeholder group, in words within a sentence."""
        group = str(self.row.stakeholder_group)
        return labels.GROUPS.get(group, group).lower()

    @property
    def texts(self) -> str:
        """What counts as its own, for subtitles."""
        roles = self.asked.role
        return {
            "author": _("submissions it wrote"),
            "signatory": _("submissions of others that it signed"),
        }.get(roles[0] if len(roles) == 1 else "", _("submissions it wrote or signed"))


def of(page: Context, identity: str) -> Organisation:
    """The organisation of an id."""
    asked = page.filters.without(*CHOOSING)
    row = next(ask("organisation", asked, organisation=identity).itertuples())
    return Organisation(identity, row, asked)


# What it wrote and signed


def submissions(page: Context, shown: Organisation) -> RecordList:
    """Every submission it wrote or signed, in time order."""
    texts = query("organisation_submissions", shown.asked, organisation=shown.id)

    def record(row: Any) -> Record:
        authors = _("by {authors}").format(authors=escaping.shorten(row.authors, 70))
        about = (
            partial(row.submitted_on, row.date_precision) or _("undated"),
            SIGNS.get(row.role, row.role),
            escaping.one_line(row.stage),
            authors if escaping.one_line(row.authors) != shown.name else "",
            headlines.counted(int(row.points), "points"),
        )
        link = Link("submission", escaping.shorten(row.submission, 160), id=row.submission_id)
        return Record(row.submission_id, link, about, row.source_url)

    return RecordList(
        key="list",
        query=texts,
        title=stages_finding(texts.rows),
        subtitle=_("Oldest first, undated last · ● signed, ○ wrote"),
        scope=page.scope(shown.asked),
        record=record,
        rows=texts.rows,
        size=LISTED,
        printed=PRINTED,
        parameter="list_page",
    )


def stages_finding(rows: pd.DataFrame) -> str:
    """At how many stages of the review, and at which most if there are enough."""
    counts = rows.stage.value_counts()
    said = ngettext(
        "{submissions} at {n} stage of the review",
        "{submissions} at {n} stages of the review",
        len(counts),
    ).format(submissions=headlines.counted(len(rows), "submissions"), n=number(len(counts)))
    first = counts[counts == counts.max()]
    if len(rows) < headlines.FEW or len(first) > 1 or len(counts) == 1:
        return said
    return said + _("; most at {stage}: {n}").format(
        stage=escaping.one_line(first.index[0]), n=number(first.iloc[0])
    )


# What it raises


def themes(page: Context, shown: Organisation) -> Card:
    """Its themes against those of the others of its stakeholder group."""
    unit, asked = page.unit, shown.asked.without("theme")
    shares = query("organisation_themes", asked, organisation=shown.id, measure=unit)
    rows = shares.rows
    more, less = unlike(rows, unit)
    named = {*more.theme_id.head(2), *less.theme_id.head(2)}
    own = rows[rows.raised > 0]
    drawn = rows[rows.theme_id.isin({*own.theme_id.head(TOP), *named, *shown.asked.theme})]

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        row = row_of(rows, theme_id=ids[0])
        if row is None:
            return None
        share = headlines.of(int(row.raised), int(row.total), unit)
        others = _("; of the others of its group {n} of {total}.").format(
            n=number(row.group_raised), total=number(row.group_total)
        )
        on_it = shown.own.set(theme=(row.theme_id,))
        its = (
            points_link(on_it, _("What it says on it")),
            submissions_link(on_it, _("Its submissions that raise it")),
        )
        group = shown.asked.set(theme=(row.theme_id,), group=(row.stakeholder_group,))
        return DrillDown(
            f"{escaping.one_line(row.theme)}: {share} ({percent(row.raised, row.total)}){others}",
            (
                *(its if row.raised else ()),
                points_link(group, _("What its whole group says on it"), ":material/groups:"),
                _theme_link(row.theme_id, row.theme),
            ),
        )

    return Chart(
        key="themes",
        query=shares,
        title=against_group(rows, unit, shown.group),
        subtitle=page.subtitle(
            asked,
            _part_of(len(drawn), len(rows)),
            {
                "submissions": _("bar: share of the {what} that raise it"),
                "points": _("bar: share of the points of the {what}"),
            }[unit].format(what=shown.texts),
            _("tick: the same share of the others of its group, {group}").format(group=shown.group),
        ),
        draw=lambda: noted_bars(
            drawn,
            identifier="theme_id",
            label="theme",
            value="share",
            tick="group_share",
            widest=100 if unit == "submissions" else 0 if drawn.empty else _widest(drawn),
            words=_against,
            hover=lambda row: f"{escaping.one_line(row.theme)}\n{_against(row)}",
            colour=GROUP_COLOURS.get(shown.row.stakeholder_group, ACCENT),
            chosen=shown.asked.theme,
        ),
        drill_down=drill_down,
        selected=shown.asked.theme,
        how=_(
            "Bar: of the {what}, how many raise the theme; in points, how many of their points are on it. Tick: the "
            "same of the other submissions that organisations of its group wrote or signed; what this one stands "
            "behind is left out of them. A text it signed with others counts as its own, so many of these points are "
            "words of a coalition. The sentence names a theme where the two shares are at least {gap} percentage "
            "points apart and its count at least {units} away from what the group's share would make it, if it has "
            "{few} submissions or more and the others of its group {enough}."
        ).format(
            what=shown.texts,
            gap=GAP[unit],
            units=UNITS_APART,
            few=headlines.FEW,
            enough=headlines.COMPARABLE,
        ),
    )


def _theme_link(theme: str, name: object) -> Link:
    return Link("theme", escaping.one_line(name), id=theme, icon=":material/sell:")


def _widest(rows: pd.DataFrame) -> float:
    return float(max(rows.share.max(), rows.group_share.fillna(0).max()))


def _part_of(shown: int, there: int) -> str:
    if shown >= there:
        return _("Themes")
    return _("{n} of {of} themes").format(n=number(shown), of=number(there))


def _against(row: Any) -> str:
    said = _("{raised} of {total} ({share})").format(
        raised=number(row.raised), total=number(row.total), share=percent(row.raised, row.total)
    )
    if not row.group_total:
        return said
    return (
        said
        + " · "
        + _("others {raised} of {total} ({share})").format(
            raised=number(row.group_raised),
            total=number(row.group_total),
            share=percent(row.group_raised, row.group_total),
        )
    )


def unlike(rows: pd.DataFrame, unit: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The themes raised clearly more, and clearly less, than by the others of the group, the most unlike first.

    None where there are too few submissions to compare. ``rows`` is of the question ``organisation_themes``.
    """
    if not comparable(rows):
        return rows.head(0), rows.head(0)
    apart = rows.raised * rows.group_total - rows.group_raised * rows.total
    whole = rows.total * rows.group_total
    clear = (100 * apart.abs() >= GAP[unit] * whole) & (
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


def against_group(rows: pd.DataFrame, unit: str, group: str) -> str:
    """Which themes the organisation raises more and less than its group."""
    if rows.empty:
        return ""
    if not comparable(rows):
        few, others = int(rows.submissions.iloc[0]), int(rows.group_submissions.iloc[0])
        if few < headlines.FEW:
            return _("Too few to compare it with its group: {few}").format(
                few=headlines.counted(few, "submissions")
            )
        return _("Its group has too few others to compare it with: {few}").format(
            few=headlines.counted(others, "submissions")
        )
    more, less = unlike(rows, unit)
    said = []
    if len(more):
        said.append(_("more on {themes}").format(themes=_named_with_shares(more)))
    if len(less):
        said.append(_("less on {themes}").format(themes=_named_with_shares(less)))
    if not said:
        return _("Raises much the same themes as the others of its group, {group}").format(
            group=group
        )
    words = "; ".join(said)
    return _("Against its group, {words}").format(words=words)


def _named_with_shares(rows: pd.DataFrame) -> str:
    return _(" and ").join(
        _("{theme} ({share}, others {group})").format(
            theme=escaping.one_line(row.theme),
            share=percent(row.raised, row.total),
            group=percent(row.group_raised, row.group_total),
        )
        for row in rows.head(2).itertuples()
    )


def kinds(page: Context, shown: Organisation) -> Card:
    """Its themes by kind of point, as cells with counts."""
    unit, asked = page.unit, shown.asked.without("theme")
    own = asked.set(organisation=(shown.id,))
    counts = query("themes_by_kind", own, unit=unit)
    rows = counts.rows
    whole = ask("organisation_themes", asked, organisation=shown.id, measure=unit)
    total = int(whole.total.iloc[0]) if len(whole) else 0
    themes = rows.drop_duplicates("theme_id")
    drawn = themes[
        (themes.index.isin(themes.index[:TOP_THEMES])) | themes.theme_id.isin(shown.asked.theme)
    ]

    def drill_down(ids: Sequence[str]) -> DrillDown:
        theme, kind = ids
        row = row_of(rows, theme_id=theme, kind=kind)
        name = filter_options.option_labels()["theme"].get(theme, theme)
        words = _("{theme}, {kind}: {count}.").format(
            theme=escaping.one_line(name),
            kind=labels.KINDS.get(kind, kind).lower(),
            count=headlines.counted(int(row.count), unit) if row else _("none coded"),
        )
        if row is None:
            return DrillDown(words, (_theme_link(theme, name),))
        cell, notes = narrow_to_kind(own.set(theme=(theme,)), kind)
        its = (
            points_link(cell, _("These points")),
            submissions_link(cell, _("The submissions that make them")),
        )
        return DrillDown(words, (*its, _theme_link(theme, name)), notes)

    return Chart(
        key="by_kind",
        query=counts,
        title=headlines.most(themes.assign(count=themes.total, total=total), "theme", unit),
        subtitle=page.subtitle(
            asked,
            _part_of(len(drawn), len(themes)),
            {
                "submissions": _("{what} that raise a theme as this kind of point"),
                "points": _("points of the {what}"),
            }[unit].format(what=shown.texts),
        ),
        draw=lambda: _cells(rows, list(drawn.theme_id), unit, shown.asked.theme),
        drill_down=drill_down,
        selected=shown.asked.theme,
        how=_(
            "Points of an organisation are the points of the {what}. A submission that raises a theme as several kinds "
            "counts in each. An empty cell means none was coded, not that none was made."
        ).format(what=shown.texts),
    )


def _cells(rows: pd.DataFrame, themes: list[str], unit: str, chosen: tuple[str, ...]) -> Any:
    names = dict(zip(rows.theme_id, rows.theme, strict=True))
    kinds = {kind: labels.KINDS_PLURAL[kind] for kind in labels.ORDER["kind"]}
    most = max(int(rows["count"].max()), 1) if len(rows) else 1
    return kind_cells(
        {
            (row.theme_id, row.kind): Cell(
                words=number(row.count),
                hover=f"{escaping.plot(row.theme)}<br>{escaping.plot(labels.KINDS.get(row.kind, row.kind))}: "
                + headlines.counted(int(row.count), unit),
                strength=row.count / most,
            )
            for row in rows.itertuples()
        },
        labels={theme: names[theme] for theme in themes},
        headings=kinds,
        colours=KIND_COLOURS,
        absent={},
        chosen=chosen,
    )


# What it cites


def action_lines(page: Context, shown: Organisation) -> Card:
    """The action lines that its points cite."""
    unit, asked = page.unit, shown.asked.without("action_line")
    own = asked.set(organisation=(shown.id,))
    every = ask("action_lines", own)
    rows = every[every[unit] > 0].sort_values(unit, ascending=False, kind="stable")
    sizes = ask("organisation", asked, organisation=shown.id)
    total = int(sizes[unit].iloc[0])
    bars = rows.assign(count=rows[unit], total=total)

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        row = row_of(bars, action_line_id=ids[0])
        if row is None:
            return None
        cited = own.set(action_line=(ids[0],))
        name = escaping.one_line(row.action_line)
        return DrillDown(
            f"{name}: {headlines.of(int(row.count), int(row.total), unit)}.",
            (
                points_link(cited, _("The points that cite it")),
                submissions_link(cited, _("The submissions that cite it")),
                Link("action_line", name, id=ids[0], icon=":material/flag:"),
            ),
        )

    return Ranking(
        key="cited",
        query=Query("action_lines", own, shown=every if len(rows) else rows),
        title=cited_finding(bars, unit),
        subtitle=page.subtitle(
            asked,
            {
                "submissions": _("Of the {what}, those that cite it"),
                "points": _("Of the points of the {what}, those that cite it"),
            }[unit].format(what=shown.texts),
        ),
        shown=bars,
        id="action_line_id",
        label="action_line",
        value=lambda row: _("{n} of {total}").format(n=number(row.count), total=number(row.total)),
        hover=lambda row: (
            f"{escaping.plot(row.action_line)}: {headlines.of(row.count, row.total, unit)}"
        ),
        drill_down=drill_down,
        selected=shown.asked.action_line,
        how=_(
            "Only action lines that a point cites by name or number count, and only these are listed; a citation of a "
            "field counts for the line it is part of, too. A text can serve an action line without citing it."
        ),
        empty=cites_none(total, unit),
    )


def cites_none(total: int, unit: str) -> str:
    """That no action line is cited, and of how much this is said."""
    return {
        "submissions": ngettext(
            "Its {n} submission here cites no action line, as far as it was coded",
            "None of its {n} submissions here cites an action line, as far as they were coded",
            total,
        ),
        "points": ngettext(
            "Its {n} point here cites no action line, as far as it was coded",
            "None of its {n} points here cites an action line, as far as they were coded",
            total,
        ),
    }[unit].format(n=number(total))


def cited_finding(rows: pd.DataFrame, unit: str) -> str:
    """How many action lines are cited, and which most if there are enough units; ``rows`` is sorted by ``count``."""
    if rows.empty:
        return ""
    lines = rows[rows.parent_id.isna()]
    said = ngettext("Cites {n} action line", "Cites {n} action lines", len(lines)).format(
        n=number(len(lines))
    )
    fields = len(rows) - len(lines)
    if fields:
        said += " " + ngettext(
            "and {n} field of {lines}", "and {n} fields of {lines}", fields
        ).format(n=number(fields), lines=_(" and ").join(dict.fromkeys(rows.parent_id.dropna())))
    first = lines[lines["count"] == lines["count"].max()]
    if rows.total.iloc[0] < headlines.FEW or len(first) > 1 or len(rows) == 1:
        return said
    return said + _("; most often {line}, in {share}").format(
        line=escaping.one_line(first.action_line.iloc[0]),
        share=headlines.of(int(first["count"].iloc[0]), int(first.total.iloc[0]), unit),
    )


# With whom


def signs_with(page: Context, shown: Organisation) -> Card:
    """Who stands behind the same submissions."""
    asked = shown.asked.without("also_organisation")
    others = query("co_signers", asked, organisation=shown.id)
    rows, selected = others.rows, shown.asked.also_organisation
    drawn = rows[(rows.index < TOP) | rows.organisation_id.isin(selected)]

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        row = row_of(rows, organisation_id=ids[0])
        if row is None:
            return None
        both = asked.set(organisation=(shown.id,), also_organisation=(ids[0],))
        return DrillDown(
            _("{other}: {share} of {name}, and {more} in all.").format(
                other=escaping.one_line(row.organisation),
                share=headlines.of(int(row.count), int(row.total), "submissions"),
                name=shown.name,
                more=headlines.counted(int(row.submissions), "submissions"),
            ),
            (
                submissions_link(both, _("What both stand behind")),
                points_link(both, _("What they say there")),
                *_of_the_other(row, shown),
            ),
        )

    return Chart(
        key="signs_with",
        query=others,
        title=beside_finding(rows),
        subtitle=page.subtitle(
            asked,
            _others(len(drawn), len(rows)),
            _("of the {what}, those that the other wrote or signed too").format(what=shown.texts),
        ),
        draw=lambda: _organisation_bars(
            drawn, "count", float(rows.total.iloc[0]), _beside, selected=selected
        ),
        drill_down=drill_down,
        selected=selected,
        how=_(
            "Standing behind a text is having written or signed it. Organisations that sign the same text need not "
            "know of each other, and signatory lists are often incomplete."
        ),
        empty=_("No other organisation is named behind the same submissions"),
    )


def _organisation_bars(
    rows: pd.DataFrame,
    value: str,
    widest: float,
    words: Callable[[Any], str],
    more: Callable[[Any], str] = lambda row: "",
    selected: Sequence[str] = (),
) -> go.Figure:
    """Bars of organisations with what is said of each, and ``more`` of it on hover."""
    return noted_bars(
        rows,
        identifier="organisation_id",
        label="organisation",
        value=value,
        widest=widest,
        words=words,
        hover=lambda row: "\n".join(
            part for part in (escaping.one_line(row.organisation), words(row), more(row)) if part
        ),
        chosen=selected,
    )


def _others(shown: int, there: int) -> str:
    if shown < there:
        return _("The first {n} of {of} organisations").format(n=number(shown), of=number(there))
    return headlines.counted(there, "organisations") if there else ""


def beside_finding(rows: pd.DataFrame) -> str:
    """Who stands behind the same submissions most often, if there are enough to say; ``rows`` is sorted."""
    if rows.empty:
        return ""
    total, most = int(rows.total.iloc[0]), int(rows["count"].iloc[0])
    leaders = headlines.leaders(rows, "label")
    share = headlines.of(most, total, "submissions")
    if len(rows) == 1 and total < headlines.FEW:
        return _("{other} stands behind {share} too").format(other=leaders[0], share=share)
    if total < headlines.FEW or len(leaders) > 3:
        return _("{others} stand behind some of the same {submissions}").format(
            others=headlines.counted(len(rows), "organisations"),
            submissions=headlines.counted(total, "submissions"),
        )
    return headlines.lead(
        leaders,
        _("Most often with {name}: {share}"),
        _("Most often with {names}: {share} each"),
        "",
        share=share,
    )


def _beside(row: Any) -> str:
    parts = [
        _("{n} of {total}").format(n=number(row.count), total=number(row.total)),
        labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group),
    ]
    if row.wrote:
        parts.insert(
            1,
            _("an author of all of them")
            if row.wrote == row.count
            else _("an author of {n} of them").format(n=number(row.wrote)),
        )
    return " · ".join(parts)


def _of_the_other(row: Any, shown: Organisation) -> tuple[Link, Link]:
    """The ways to another organisation, and to a comparison with it."""
    name = escaping.shorten(escaping.one_line(row.label), 60)
    return (
        Link("organisation", name, id=row.organisation_id, icon=":material/apartment:"),
        compare_link(shown.asked, shown.id, row.organisation_id),
    )


# Who says the same


def says_the_same(page: Context, shown: Organisation, common: str) -> Card:
    """Which organisations raise the same themes as the same kind of point."""
    alike = query("similar_organisations", shown.asked, organisation=shown.id, common=common)
    rows = alike.rows
    drawn = rows.head(TOP)

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        row = row_of(rows, organisation_id=ids[0])
        if row is None:
            return None
        two = shown.asked.set(organisation=(shown.id, ids[0]))
        said = _("What the two say on {theme}")
        return DrillDown(
            _("{other}: likeness {likeness}, {sizes}; {common}.").format(
                other=escaping.one_line(row.organisation),
                likeness=f"{row.similarity:.2f}",
                sizes=_sizes(row, shown.name),
                common=_in_common(int(row.common)),
            ),
            (
                *_of_the_other(row, shown),
                *(
                    points_link(two.set(theme=(theme,)), said.format(theme=name))
                    for theme, name in _shared_themes(row)[:SHARED]
                ),
            ),
        )

    return Chart(
        key="says_the_same",
        query=alike,
        title=alike_finding(rows),
        subtitle=page.subtitle(
            shown.asked,
            _others(len(drawn), len(rows)),
            _("likeness of what the two say, 0 to 1"),
            {
                "left-out": _("without the texts both stand behind"),
                "kept": _("with the texts both stand behind, which make them alike"),
            }[common],
            _COMPARED_ON_FEW if _few(drawn).any() else "",
        ),
        draw=lambda: _organisation_bars(
            drawn, "similarity", 1, _alike, lambda row: _sizes(row, shown.name)
        ),
        drill_down=drill_down,
        state=common,
        how=_(
            "The measure is the cosine of two profiles. A profile is how many points are of each kind on each theme, "
            "say 3 challenges on IGF funding and 1 recommendation on skills, among the points of what an organisation "
            "wrote or signed. 1 means the same mix, however long the texts; 0 means nothing alike. Two that signed "
            "the same text are alike by that text alone, so texts that both stand behind are left out of both "
            "profiles unless the switch says otherwise. Only those with at least {least} points left on both sides are "
            "compared. Raising the same theme as the same kind of point is not yet agreeing on it: read the points. "
            "With few points a high figure means little."
        ).format(least=COMPARED),
        empty=nothing_alike(int(shown.row.points)),
    )


def _few(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each is compared on too few points to be ranked."""
    return (rows.own_points < headlines.FEW) | (rows.points < headlines.FEW)


def nothing_alike(points: int) -> str:
    """Why no other organisation is alike one with so many points."""
    if points < COMPARED:
        return _("Too few points to compare: {points}, at least {least} are needed").format(
            points=headlines.counted(points, "points"), least=number(COMPARED)
        )
    return _("No other organisation has {least} points to compare, and raises the same").format(
        least=number(COMPARED)
    )


def alike_finding(rows: pd.DataFrame) -> str:
    """Which organisation is most alike, on which themes, among those with points enough; ``rows`` is sorted."""
    if rows.empty:
        return ""
    large = rows[~_few(rows)]
    if large.empty:
        return _("Too few points to say who is most alike")
    first = large.iloc[0]
    return _("Most alike: {name} ({likeness}), on {themes}").format(
        name=escaping.one_line(first.label),
        likeness=f"{first.similarity:.2f}",
        themes=_(" and ").join(name for _theme, name in _shared_themes(first)[:2]),
    )


def _alike(row: Any) -> str:
    few = "*" if min(row.own_points, row.points) < headlines.FEW else ""
    themes = _shared_themes(row)
    more = len(themes) - SHARED
    said = f"{row.similarity:.2f}{few} · " + ", ".join(name for _theme, name in themes[:SHARED])
    if more > 0:
        said += " " + ngettext("and {n} more", "and {n} more", more).format(n=number(more))
    if row.common:
        said += " · " + _in_common(int(row.common))
    return said


def _shared_themes(row: Any) -> list[tuple[str, str]]:
    """Id and title of the themes that make two organisations alike, the weightiest first."""
    names = filter_options.option_labels()["theme"]
    return [(theme, escaping.one_line(names[theme])) for theme in row.theme_ids.split("; ")]


def _in_common(count: int) -> str:
    if not count:
        return _("no text in common")
    return ngettext("{n} text in common", "{n} texts in common", count).format(n=number(count))


def _sizes(row: Any, name: str) -> str:
    return _("{points} compared with {own} of {name}").format(
        points=headlines.counted(int(row.points), "points"), own=number(row.own_points), name=name
    )
