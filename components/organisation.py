"""The parts of the page on one organisation."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from charts import ACCENT, GROUP_COLOURS, KIND_COLOURS, bar_list
from charts.action_lines import Cell, kind_cells
from charts.organisation import noted_bars
from components import address, choosing, entities, frame, printing
from components.card import Answer, chart_card
from components.downloads import toolbar
from components.filter_bar import scope
from components.headings import empty_state, heading
from components.patience import patient
from queries import Filters, ask
from words import _, findings, labels, ngettext, number, options, percent, records, text
from words.dates import partial

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

_COMPARED_ON_FEW = _("* compared on fewer than {few} points").format(few=findings.FEW)
_WHO = ("organisation", "group", "country", "region")
"""Filters that choose organisations: here the page does."""
_OWN_PAGES = ("list_page", "common")


@dataclass(frozen=True)
class Shown:
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
        return text.plain(self.row.label)

    @property
    def group(self) -> str:
        """Its stakeholder group, in words within a sentence."""
        group = str(self.row.stakeholder_group)
        return labels.GROUPS.get(group, group).lower()


def chosen() -> Shown | None:
    """The organisation that the address names; None, after saying where to go, if there is none."""
    identity = entities.chosen("organisation")
    if identity is None:
        return None
    asked = address.filters().without(*_WHO)
    return Shown(
        identity, next(ask("organisation", asked, organisation=identity).itertuples()), asked
    )


def measure() -> str:
    """What the page counts: submissions or points."""
    return address.value("count", tuple(MEASURES))


def chooser(shown: Shown | None) -> None:
    """A box to choose another organisation by name."""
    if printing.wanted():
        return
    key = "view_organisation"
    choices = choosing.offered("organisation", [shown.id] if shown else [], key=key)
    st.session_state[key] = shown.id if shown else None

    def changed() -> None:
        if picked := st.session_state[key]:
            address.write(
                entities.narrowing("organisation"),
                id=picked,
                **dict.fromkeys(_OWN_PAGES),
            )

    st.selectbox(
        _("Choose another organisation"),
        list(choices),
        index=None,
        key=key,
        format_func=lambda identifier: choices.get(identifier, identifier),
        placeholder=_("Choose an organisation: type a part of its name"),
        label_visibility="collapsed",
        on_change=changed,
    )


def head(shown: Shown) -> None:
    """Who it is, how much it took part, and ways on."""
    row = shown.row
    name = text.plain(row.organisation)
    frame.name_tab(shown.name)
    entities.title(name)
    short = text.plain(row.short_name)
    parts = [
        f"**{text.markdown(short)}**" if short and short != name else "",
        text.markdown(labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group)),
        text.markdown(row.country) or _("international body, without a country"),
    ]
    if site := text.link(row.website):
        parts.append(f"[{text.markdown(text.host(row.website))}]({site})")
    said = text.markdown(records.took_part(row, _submissions(shown)))
    with st.container(key="facts"):
        st.markdown(" · ".join(part for part in parts if part) + f"  \n{said}")
    if not printing.wanted():
        _ways_on(shown)


def takes_part(shown: Shown) -> bool:
    """Whether it has a submission in the selection; if not, that is said, with a way out."""
    if not _submissions(shown).empty:
        return True
    with st.container(border=True, key="card_nothing"):
        empty_state(
            "organisation",
            scope(shown.asked),
            _("No submission of this organisation is in this selection"),
        )
    return False


def _submissions(shown: Shown) -> pd.DataFrame:
    return ask("organisation_submissions", shown.asked, organisation=shown.id)


def _ways_on(shown: Shown) -> None:
    row = shown.row
    with st.container(horizontal=True, gap="small", key="ways"):
        st.page_link(
            "compare.py",
            label=_("Compare it with another"),
            icon=":material/compare_arrows:",
            query_params={**address.parameters(shown.asked), "by": "organisation", "id": shown.id},
        )
        if row.submissions:
            entities.points_link(shown.own, _("Everything it says"))
        st.page_link(
            "organisations.py",
            label=_("Others of its group"),
            icon=":material/groups:",
            query_params=address.parameters(shown.asked.set(group=(row.stakeholder_group,))),
        )
        if country := text.plain(row.country):
            st.page_link(
                "organisations.py",
                label=text.markdown(_("Others from {country}").format(country=country)),
                icon=":material/public:",
                query_params=address.parameters(shown.asked.set(country=(row.country_code,))),
            )


def switches() -> None:
    """What is counted, and which of its submissions: the second is the filter by role."""
    if printing.wanted():
        return
    with st.container(horizontal=True, gap="small"):
        address.choice("count", labels.COUNT, MEASURES)
        key, roles = "view_part", address.filters().role
        st.session_state[key] = roles[0] if len(roles) == 1 else "either"

        def changed() -> None:
            picked = st.session_state[key]
            role = () if picked in (None, "either") else (picked,)
            address.write(address.filters().set(role=role), list_page=None)

        st.segmented_control(
            _("Of the texts it"),
            tuple(PARTS),
            key=key,
            format_func=PARTS.__getitem__,
            required=True,
            on_change=changed,
            wrap=True,
        )


def _stands_behind() -> str:
    """What counts as the organisation's, for subtitles."""
    roles = address.filters().role
    return {
        "author": _("submissions it wrote"),
        "signatory": _("submissions of others that it signed"),
    }.get(roles[0] if len(roles) == 1 else "", _("submissions it wrote or signed"))


# What it wrote and signed


@patient
def submissions_card(shown: Shown) -> None:
    """Every submission it wrote or signed, in time order."""
    rows = _submissions(shown)
    with st.container(border=True, key="card_list"):
        heading(
            stages_finding(rows),
            _("Oldest first, undated last · ● signed, ○ wrote · {scope}").format(
                scope=scope(shown.asked)
            ),
        )
        place = st.container(gap="small")
        size = PRINTED if printing.wanted() else LISTED
        part = rows.iloc[address.page(len(rows), size, key="list_page")]
        with place:
            for row in part.itertuples():
                _submission(row, shown)
        with st.container(horizontal=True, gap="small", key="tools_list"):
            toolbar(
                "list",
                Answer("organisation_submissions", shown.asked, rows, {"organisation": shown.id}),
            )


def stages_finding(rows: pd.DataFrame) -> str:
    """At how many stages of the review, and at which most if there are enough."""
    counts = rows.stage.value_counts()
    said = ngettext(
        "{submissions} at {n} stage of the review",
        "{submissions} at {n} stages of the review",
        len(counts),
    ).format(submissions=findings.counted(len(rows), "submissions"), n=number(len(counts)))
    first = counts[counts == counts.max()]
    if len(rows) < findings.FEW or len(first) > 1 or len(counts) == 1:
        return said
    return said + _("; most at {stage}: {n}").format(
        stage=text.plain(first.index[0]), n=number(first.iloc[0])
    )


def _submission(row: Any, shown: Shown) -> None:
    with st.container(gap="xxsmall", key=f"point_{row.submission_id}"):
        entities.link("submission", row.submission_id, text.shorten(row.submission, 160))
        when = partial(row.submitted_on, row.date_precision) or _("undated")
        parts = [when, SIGNS.get(row.role, row.role), text.plain(row.stage)]
        if text.plain(row.authors) != shown.name:
            parts.append(_("by {authors}").format(authors=text.shorten(row.authors, 70)))
        parts.append(findings.counted(int(row.points), "points"))
        source = text.link(row.source_url)
        where = f" · [{text.markdown(text.host(row.source_url))}]({source})" if source else ""
        st.caption(text.markdown(" · ".join(parts)) + where)


# What it raises


@patient
def themes_card(shown: Shown) -> None:
    """Its themes against those of the others of its stakeholder group."""
    unit = measure()
    asked = shown.asked.without("theme")
    rows = ask("organisation_themes", asked, organisation=shown.id, measure=unit)
    more, less = unlike(rows, unit)
    named = {*more.theme_id.head(2), *less.theme_id.head(2)}
    own = rows[rows.raised > 0]
    drawn = rows[rows.theme_id.isin({*own.theme_id.head(TOP), *named, *shown.asked.theme})]
    chart_card(
        "themes",
        Answer("organisation_themes", asked, rows, {"organisation": shown.id, "measure": unit}),
        title=against_group(rows, unit, shown.group),
        subtitle=" · ".join(
            (
                _part_of(len(drawn), len(rows)),
                _share_of(unit).format(what=_stands_behind()),
                _("tick: the same share of the others of its group, {group}").format(
                    group=shown.group
                ),
                scope(asked),
            )
        ),
        figure=lambda: noted_bars(
            drawn,
            identifier="theme_id",
            label="theme",
            value="share",
            tick="group_share",
            widest=100 if unit == "submissions" else 0 if drawn.empty else _widest(drawn),
            words=_against,
            hover=lambda row: f"{text.plain(row.theme)}\n{_against(row)}",
            colour=GROUP_COLOURS.get(shown.row.stakeholder_group, ACCENT),
            chosen=shown.asked.theme,
        ),
        doors=lambda ids: _theme_doors(ids[0], rows, shown, unit),
        chosen=shown.asked.theme,
        how=_(
            "Bar: of the {what}, how many raise the theme; in points, how many of their points are on it. Tick: the "
            "same of the other submissions that organisations of its group wrote or signed; what this one stands "
            "behind is left out of them. A text it signed with others counts as its own, so many of these points are "
            "words of a coalition. The sentence names a theme where the two shares are at least {gap} percentage "
            "points apart and its count at least {units} away from what the group's share would make it, if it has "
            "{few} submissions or more and the others of its group {enough}."
        ).format(
            what=_stands_behind(),
            gap=GAP[unit],
            units=UNITS_APART,
            few=findings.FEW,
            enough=findings.COMPARABLE,
        ),
    )


def _widest(rows: pd.DataFrame) -> float:
    return float(max(rows.share.max(), rows.group_share.fillna(0).max()))


def _share_of(unit: str) -> str:
    return {
        "submissions": _("bar: share of the {what} that raise it"),
        "points": _("bar: share of the points of the {what}"),
    }[unit]


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
        and rows.submissions.iloc[0] >= findings.FEW
        and rows.group_submissions.iloc[0] >= findings.COMPARABLE
    )


def against_group(rows: pd.DataFrame, unit: str, group: str) -> str:
    """Which themes the organisation raises more and less than its group."""
    if rows.empty:
        return ""
    if not comparable(rows):
        few, others = int(rows.submissions.iloc[0]), int(rows.group_submissions.iloc[0])
        if few < findings.FEW:
            return _("Too few to compare it with its group: {few}").format(
                few=findings.counted(few, "submissions")
            )
        return _("Its group has too few others to compare it with: {few}").format(
            few=findings.counted(others, "submissions")
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
            theme=text.plain(row.theme),
            share=percent(row.raised, row.total),
            group=percent(row.group_raised, row.group_total),
        )
        for row in rows.head(2).itertuples()
    )


def _theme_doors(theme: str, rows: pd.DataFrame, shown: Shown, unit: str) -> None:
    found = rows[rows.theme_id == theme]
    if found.empty:
        return
    row = next(found.itertuples())
    st.markdown(
        text.markdown(
            f"{text.plain(row.theme)}: {findings.of(int(row.raised), int(row.total), unit)}"
            f" ({percent(row.raised, row.total)})"
            + _("; of the others of its group {n} of {total}.").format(
                n=number(row.group_raised), total=number(row.group_total)
            )
        )
    )
    asked = shown.asked.set(theme=(theme,))
    with st.container(horizontal=True, gap="small"):
        if row.raised:
            own = shown.own.set(theme=(theme,))
            entities.points_link(own, _("What it says on it"))
            entities.submissions_link(own, _("Its submissions that raise it"))
        entities.points_link(
            asked.set(group=(row.stakeholder_group,)),
            _("What its whole group says on it"),
            icon=":material/groups:",
        )
        entities.link("theme", theme, text.plain(row.theme), icon=":material/sell:")


@patient
def kinds_card(shown: Shown) -> None:
    """Its themes by kind of point, as cells with counts."""
    unit = measure()
    asked = shown.asked.without("theme")
    own = asked.set(organisation=(shown.id,))
    rows = ask("themes_by_kind", own, unit=unit)
    whole = ask("organisation_themes", asked, organisation=shown.id, measure=unit)
    total = int(whole.total.iloc[0]) if len(whole) else 0
    themes = rows.drop_duplicates("theme_id")
    drawn = themes[
        (themes.index.isin(themes.index[:TOP_THEMES])) | themes.theme_id.isin(shown.asked.theme)
    ]
    ranked = themes.assign(count=themes.total, total=total)
    chart_card(
        "by_kind",
        Answer("themes_by_kind", own, rows, {"unit": unit}),
        title=findings.most(ranked, "theme", unit),
        subtitle=" · ".join(
            (
                _part_of(len(drawn), len(themes)),
                {
                    "submissions": _("{what} that raise a theme as this kind of point"),
                    "points": _("points of the {what}"),
                }[unit].format(what=_stands_behind()),
                scope(asked),
            )
        ),
        figure=lambda: _cells(rows, list(drawn.theme_id), unit, shown.asked.theme),
        doors=lambda ids: _kind_doors(ids, rows, own, unit),
        chosen=shown.asked.theme,
        how=_(
            "Points of an organisation are the points of the {what}. A submission that raises a theme as several kinds "
            "counts in each. An empty cell means none was coded, not that none was made."
        ).format(what=_stands_behind()),
    )


def _cells(rows: pd.DataFrame, themes: list[str], unit: str, chosen: tuple[str, ...]) -> Any:
    names = dict(zip(rows.theme_id, rows.theme, strict=True))
    kinds = {kind: labels.KINDS_PLURAL[kind] for kind in labels.ORDER["kind"]}
    most = max(int(rows["count"].max()), 1) if len(rows) else 1
    return kind_cells(
        {
            (row.theme_id, row.kind): Cell(
                words=number(row.count),
                hover=f"{text.plot(row.theme)}<br>{text.plot(labels.KINDS.get(row.kind, row.kind))}: "
                + findings.counted(int(row.count), unit),
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


def _kind_doors(ids: list[str], rows: pd.DataFrame, own: Filters, unit: str) -> None:
    theme, kind = ids[0], ids[1]
    found = rows[(rows.theme_id == theme) & (rows.kind == kind)]
    name = options.known()["theme"].get(theme, theme)
    count = int(found["count"].iloc[0]) if len(found) else 0
    st.markdown(
        text.markdown(
            _("{theme}, {kind}: {count}.").format(
                theme=text.plain(name),
                kind=labels.KINDS.get(kind, kind).lower(),
                count=findings.counted(count, unit) if count else _("none coded"),
            )
        )
    )
    with st.container(horizontal=True, gap="small"):
        if count:
            cell = entities.as_kind(own.set(theme=(theme,)), kind)
            entities.points_link(cell, _("These points"))
            entities.submissions_link(cell, _("The submissions that make them"))
        entities.link("theme", theme, text.plain(name), icon=":material/sell:")


# What it cites


@patient
def action_lines_card(shown: Shown) -> None:
    """The action lines that its points cite."""
    unit = measure()
    asked = shown.asked.without("action_line")
    own = asked.set(organisation=(shown.id,))
    every = ask("action_lines", own)
    rows = every[every[unit] > 0].sort_values(unit, ascending=False, kind="stable")
    sizes = ask("organisation", asked, organisation=shown.id)
    total = int(sizes[unit].iloc[0])
    bars = rows.assign(count=rows[unit], total=total)
    chart_card(
        "cited",
        Answer("action_lines", own, every if len(rows) else rows),
        title=cited_finding(bars, unit),
        subtitle=" · ".join(
            (
                {
                    "submissions": _("Of the {what}, those that cite it"),
                    "points": _("Of the points of the {what}, those that cite it"),
                }[unit].format(what=_stands_behind()),
                scope(asked),
            )
        ),
        figure=lambda: bar_list(
            bars,
            identifier="action_line_id",
            label="action_line",
            chosen=shown.asked.action_line,
            value_text=lambda row: _("{n} of {total}").format(
                n=number(row.count), total=number(row.total)
            ),
            hover=lambda row: (
                f"{text.plot(row.action_line)}: {findings.of(row.count, row.total, unit)}"
            ),
        ),
        doors=lambda ids: _line_doors(ids[0], bars, own, unit),
        chosen=shown.asked.action_line,
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
    if rows.total.iloc[0] < findings.FEW or len(first) > 1 or len(rows) == 1:
        return said
    return said + _("; most often {line}, in {share}").format(
        line=text.plain(first.action_line.iloc[0]),
        share=findings.of(int(first["count"].iloc[0]), int(first.total.iloc[0]), unit),
    )


def _line_doors(line: str, rows: pd.DataFrame, own: Filters, unit: str) -> None:
    found = rows[rows.action_line_id == line]
    if found.empty:
        return
    row = next(found.itertuples())
    st.markdown(
        text.markdown(
            f"{text.plain(row.action_line)}: {findings.of(int(row.count), int(row.total), unit)}."
        )
    )
    cited = own.set(action_line=(line,))
    with st.container(horizontal=True, gap="small"):
        entities.points_link(cited, _("The points that cite it"))
        entities.submissions_link(cited, _("The submissions that cite it"))
        entities.link("action_line", line, text.plain(row.action_line), icon=":material/flag:")


# With whom


@patient
def signs_with_card(shown: Shown) -> None:
    """Who stands behind the same submissions."""
    asked = shown.asked.without("also_organisation")
    rows = ask("co_signers", asked, organisation=shown.id)
    drawn = rows[(rows.index < TOP) | rows.organisation_id.isin(shown.asked.also_organisation)]
    chart_card(
        "signs_with",
        Answer("co_signers", asked, rows, {"organisation": shown.id}),
        title=beside_finding(rows),
        subtitle=" · ".join(
            (
                *_others(len(drawn), len(rows)),
                _("of the {what}, those that the other wrote or signed too").format(
                    what=_stands_behind()
                ),
                scope(asked),
            )
        ),
        figure=lambda: noted_bars(
            drawn,
            identifier="organisation_id",
            label="organisation",
            value="count",
            widest=float(rows.total.iloc[0]),
            words=_beside,
            hover=lambda row: f"{text.plain(row.organisation)}\n{_beside(row)}",
            chosen=shown.asked.also_organisation,
        ),
        doors=lambda ids: _beside_doors(ids[0], rows, shown, asked),
        chosen=shown.asked.also_organisation,
        how=_(
            "Standing behind a text is having written or signed it. Organisations that sign the same text need not "
            "know of each other, and signatory lists are often incomplete."
        ),
        empty=_("No other organisation is named behind the same submissions"),
    )


def _others(shown: int, there: int) -> list[str]:
    if shown < there:
        return [_("The first {n} of {of} organisations").format(n=number(shown), of=number(there))]
    return [findings.counted(there, "organisations")] if there else []


def beside_finding(rows: pd.DataFrame) -> str:
    """Who stands behind the same submissions most often, if there are enough to say; ``rows`` is sorted."""
    if rows.empty:
        return ""
    total, most = int(rows.total.iloc[0]), int(rows["count"].iloc[0])
    leaders = [text.plain(name) for name in rows.label[rows["count"] == most]]
    if total < findings.FEW or len(leaders) > 3:
        return (
            _("{others} stand behind some of the same {submissions}").format(
                others=findings.counted(len(rows), "organisations"),
                submissions=findings.counted(total, "submissions"),
            )
            if len(rows) > 1
            else _("{other} stands behind {share} too").format(
                other=leaders[0], share=findings.of(most, total, "submissions")
            )
        )
    share = findings.of(most, total, "submissions")
    if len(leaders) == 1:
        return _("Most often with {name}: {share}").format(name=leaders[0], share=share)
    return _("Most often with {names}: {share} each").format(
        names=_(" and ").join(leaders), share=share
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


def _beside_doors(other: str, rows: pd.DataFrame, shown: Shown, asked: Filters) -> None:
    found = rows[rows.organisation_id == other]
    if found.empty:
        return
    row = next(found.itertuples())
    both = asked.set(organisation=(shown.id,), also_organisation=(other,))
    st.markdown(
        text.markdown(
            _("{other}: {share} of {name}, and {more} in all.").format(
                other=text.plain(row.organisation),
                share=findings.of(int(row.count), int(row.total), "submissions"),
                name=shown.name,
                more=findings.counted(int(row.submissions), "submissions"),
            )
        )
    )
    with st.container(horizontal=True, gap="small"):
        entities.submissions_link(both, _("What both stand behind"))
        entities.points_link(both, _("What they say there"))
        _of_the_other(other, text.plain(row.label), shown)


def _of_the_other(other: str, name: str, shown: Shown) -> None:
    """The ways to another organisation, and to a comparison with it."""
    entities.link("organisation", other, text.shorten(name, 60), icon=":material/apartment:")
    entities.compare_link(shown.asked, shown.id, other)


# Who says the same


@patient
def says_the_same_card(shown: Shown) -> None:
    """Which organisations raise the same themes as the same kind of point."""
    common = address.choice("common", _("Texts that both stand behind"), COMMON)
    rows = ask("similar_organisations", shown.asked, organisation=shown.id, common=common)
    drawn = rows.head(TOP)
    chart_card(
        "says_the_same",
        Answer(
            "similar_organisations", shown.asked, rows, {"organisation": shown.id, "common": common}
        ),
        title=alike_finding(rows),
        subtitle=" · ".join(
            (
                *_others(len(drawn), len(rows)),
                _("likeness of what the two say, 0 to 1"),
                {
                    "left-out": _("without the texts both stand behind"),
                    "kept": _("with the texts both stand behind, which make them alike"),
                }[common],
                *([_COMPARED_ON_FEW] if _few(drawn).any() else []),
                scope(shown.asked),
            )
        ),
        figure=lambda: noted_bars(
            drawn,
            identifier="organisation_id",
            label="organisation",
            value="similarity",
            widest=1,
            words=_alike,
            hover=lambda row: (
                f"{text.plain(row.organisation)}\n{_alike(row)}\n{_sizes(row, shown.name)}"
            ),
        ),
        doors=lambda ids: _alike_doors(ids[0], rows, shown),
        chosen=common,
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
    return (rows.own_points < findings.FEW) | (rows.points < findings.FEW)


def nothing_alike(points: int) -> str:
    """Why no other organisation is alike one with so many points."""
    if points < COMPARED:
        return _("Too few points to compare: {points}, at least {least} are needed").format(
            points=findings.counted(points, "points"), least=number(COMPARED)
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
        name=text.plain(first.label),
        likeness=f"{first.similarity:.2f}",
        themes=_(" and ").join(name for _theme, name in _shared_themes(first)[:2]),
    )


def _alike(row: Any) -> str:
    few = "*" if min(row.own_points, row.points) < findings.FEW else ""
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
    names = options.known()["theme"]
    return [(theme, text.plain(names[theme])) for theme in row.theme_ids.split("; ")]


def _in_common(count: int) -> str:
    if not count:
        return _("no text in common")
    return ngettext("{n} text in common", "{n} texts in common", count).format(n=number(count))


def _sizes(row: Any, name: str) -> str:
    return _("{points} compared with {own} of {name}").format(
        points=findings.counted(int(row.points), "points"), own=number(row.own_points), name=name
    )


def _alike_doors(other: str, rows: pd.DataFrame, shown: Shown) -> None:
    found = rows[rows.organisation_id == other]
    if found.empty:
        return
    row = next(found.itertuples())
    st.markdown(
        text.markdown(
            _("{other}: likeness {likeness}, {sizes}; {common}.").format(
                other=text.plain(row.organisation),
                likeness=f"{row.similarity:.2f}",
                sizes=_sizes(row, shown.name),
                common=_in_common(int(row.common)),
            )
        )
    )
    with st.container(horizontal=True, gap="small"):
        _of_the_other(other, text.plain(row.label), shown)
        for theme, name in _shared_themes(row)[:SHARED]:
            both = shown.asked.set(organisation=(shown.id, other), theme=(theme,))
            entities.points_link(both, _("What the two say on {theme}").format(theme=name))
