"""The parts of the page on one action line."""

from typing import Any

import pandas as pd
import streamlit as st

from cards.query import Query
from charts import ACCENT, GROUP_COLOURS, KIND_COLOURS, bar_list, stacked_bars
from components import action_lines, address, entities, frame
from components.card import Answer, chart_card, empty_state, heading
from components.downloads import toolbar
from components.evidence import evidence_card
from components.filter_bar import scope
from components.patience import patient
from queries import Filters, ask
from words import _, findings, labels, ngettext, number, options, percent, text
from words.options import in_words

ORGANISATIONS = 12
"""How many organisations stand on one page of the list."""


def shown() -> Any | None:
    """The action line that the address names, as a row of ``action_lines``; None, after saying where to go."""
    identity = entities.chosen("action_line")
    if identity is None:
        return None
    rows = ask("action_lines", entities.narrowing("action_line"))
    return next(rows[rows.action_line_id == identity].itertuples(), None)


def citing(line: Any) -> Filters:
    """What cites the line, under the filters in force."""
    return entities.narrowing("action_line").set(action_line=(line.action_line_id,))


def head(line: Any) -> None:
    """Title, what it is about, who facilitates it, what it is part of, and the page that says so."""
    name = title(line)
    frame.name_tab(text.plain(line.action_line))
    entities.title(name)
    said = f"{text.plain(line.description)} {coverage(line) if line.points else ''}"
    st.markdown(text.markdown(said))
    page = text.link(line.source_url)
    with st.container(horizontal=True, gap="small", key="facts", vertical_alignment="center"):
        st.caption(_("Facilitated by"), width="content")
        organisations = {name: key for key, name in options.known()["organisation"].items()}
        for body in text.plain(line.facilitators).split("; "):
            if body in organisations:
                entities.link("organisation", organisations[body], body)
            else:
                st.markdown(text.markdown(body), width="content")
        if isinstance(line.parent_id, str):
            st.caption(_("Field of"), width="content")
            entities.link("action_line", line.parent_id, action_lines.label(line.parent_id))
        if page:
            st.caption(
                _("Read at {page}").format(
                    page=f"[{text.markdown(text.host(line.source_url))}]({page})"
                ),
                width="content",
            )


def title(line: Any) -> str:
    """Code and full title: C2: Information and communication infrastructure."""
    code = action_lines.code(line)
    full = text.plain(line.title)
    return full if full.startswith(code) else f"{code}: {full}"


def coverage(line: Any) -> str:
    """How many of the selection's submissions cite it."""
    total = action_lines.citing(entities.narrowing("action_line")).selected["submissions"]
    share = findings.of(int(line.submissions), int(total), "submissions")
    return _("Cited by {share}.").format(share=share)


def not_cited(line: Any) -> None:
    """That nothing selected cites the line, what that does not mean, and the ways on."""
    selection = entities.narrowing("action_line")
    with st.container(border=True, key="card_not_cited"):
        said = (
            _("No submission in this selection cites {name}")
            if selection.active()
            else _("No submission of this collection cites {name}")
        ).format(name=line.action_line)
        about = _(
            "Not cited is not the same as not cared about: few submissions name action lines."
        )
        empty_state("not_cited", f"{about} · {in_words(selection)}", said)
        with st.container(horizontal=True, gap="small"):
            st.page_link(
                "action_lines.py",
                label=_("All action lines"),
                icon=":material/list:",
                query_params=address.parameters(selection),
            )
            action_lines.themes_link(selection)


@patient
def kinds_card(line: Any) -> None:
    """As which kind of point it is cited."""
    selection, unit = citing(line), address.unit()
    asked = selection.without("kind")
    rows = ask("action_lines_by_kind", asked, unit=unit)
    mine = rows[rows.action_line_id == line.action_line_id]
    named = mine.assign(label=[labels.KINDS_PLURAL.get(k, k) for k in mine.kind])
    named = named.sort_values(["count", "kind"], ascending=[False, True])
    _bars_card(
        "kinds",
        Answer("action_lines_by_kind", asked, mine, {"unit": unit, "lines": "filtered"}),
        named,
        "kind",
        "kind",
        title=leading(
            named.assign(label=named.label.str.lower()),
            unit,
            _("Cited most for {names}: in {share}"),
        ),
        about=_("{unit} that cite it, by kind of point"),
        colour=KIND_COLOURS,
    )


@patient
def themes_card(line: Any) -> None:
    """On which themes it is cited."""
    asked, unit = citing(line).without("theme"), address.unit()
    rows = ask("themes", asked, unit=unit)
    named = rows.assign(label=rows.theme)
    _bars_card(
        "themes",
        Answer("themes", asked, rows, {"unit": unit}),
        named,
        "theme_id",
        "theme",
        title=leading(named, unit, _("Cited most on {names}: in {share}")),
        about=_("{unit} that cite it, by theme"),
    )


@patient
def groups_card(line: Any) -> None:
    """Which stakeholder groups cite it."""
    asked, unit = citing(line).without("group"), address.unit()
    rows = ask("groups", asked, unit=unit)
    named = rows.assign(label=[labels.GROUPS.get(g, g) for g in rows.stakeholder_group])
    _bars_card(
        "groups",
        Answer("groups", asked, rows, {"unit": unit}),
        named,
        "stakeholder_group",
        "group",
        title=leading(named, unit, _("Most from {names}: {share}")),
        about=_("{unit} that cite it, by stakeholder group of authors and signatories"),
        colour=GROUP_COLOURS,
    )


def _bars_card(
    key: str,
    answer: Query,
    rows: pd.DataFrame,
    identifier: str,
    own: str,
    *,
    title: str,
    about: str,
    colour: dict[str, str] | None = None,
) -> None:
    unit = address.unit()
    filtered = getattr(address.filters(), own)
    chosen = tuple(found for found in filtered if found in set(rows[identifier]))
    chart_card(
        key,
        answer,
        title=title,
        subtitle=f"{about.format(unit=action_lines.units(unit))} · {scope(answer.filters.without('action_line'))}",
        figure=lambda: bar_list(
            rows,
            identifier=identifier,
            label="label",
            colour=colour or ACCENT,
            chosen=chosen,
            value_text=lambda row: f"{number(row.count)} ({percent(row.count, row.total)})",
            hover=lambda row: findings.of(row.count, row.total, unit),
        ),
        sets=own,
        chosen=chosen,
        unit=unit,
    )


def leading(rows: pd.DataFrame, unit: str, sentence: str) -> str:
    """Which rows are first, in a ``sentence`` with names and share; ``rows`` has ``label``, ``count``, ``total``.

    Empty without rows; below findings.FEW no ranking is claimed.
    """
    if rows.empty:
        return ""
    total, first = int(rows.total.iloc[0]), int(rows["count"].max())
    if total < findings.FEW:
        return _("Too few to rank: {few}").format(few=findings.counted(total, unit))
    leaders = [text.plain(name) for name in rows.label[rows["count"] == first]]
    share = findings.of(first, total, unit)
    if len(leaders) > 3:
        return _("No single one leads: {n} with {share} each").format(
            n=number(len(leaders)), share=share
        )
    each = _("{share} each").format(share=share) if len(leaders) > 1 else share
    return sentence.format(names=_(" and ").join(leaders), share=each)


@patient
def stages_card(line: Any) -> None:
    """At which stages of the review it is cited, in time order."""
    selection, unit = citing(line), address.unit()
    asked = selection.without("stage")
    rows = ask("stages", asked, unit=unit)
    filtered = address.filters().stage
    chart_card(
        "stages",
        Answer("stages", asked, rows, {"unit": unit}),
        title=stages_finding(rows, unit),
        subtitle=_(
            "{unit} that cite it, by stage in time order and the authors' stakeholder group · {scope}"
        ).format(unit=action_lines.units(unit), scope=scope(asked.without("action_line"))),
        figure=lambda: stacked_bars(
            rows,
            identifier="stage_id",
            label="stage",
            part="stakeholder_group",
            parts=labels.GROUPS,
            chosen=filtered,
            total_text=lambda row: number(row.total),
        ),
        sets="stage",
        chosen=filtered,
        unit=unit,
        how=_(
            "A text whose authors are of more than one group stands under “Several groups together”, "
            "so that the parts add up."
        ),
    )


def stages_finding(rows: pd.DataFrame, unit: str) -> str:
    """At how many stages it is cited, and at which most; ``rows`` is of ``stages``."""
    stages = rows.drop_duplicates("stage_id")
    if stages.empty:
        return ""
    first = int(stages.total.max())
    leaders = [text.plain(stage) for stage in stages.stage[stages.total == first]]
    said = ngettext("Cited at {n} stage", "Cited at {n} stages", len(stages)).format(
        n=number(len(stages))
    )
    if len(leaders) > 1 or first < findings.FEW:
        return said
    return _("{said}, most at {stage}: {count}").format(
        said=said, stage=leaders[0], count=findings.counted(first, unit)
    )


@patient
def organisations_card(line: Any) -> None:
    """Every organisation behind a submission that cites it, most such submissions first."""
    selection = citing(line)
    rows = ask("organisations", selection)
    ranked = rows.sort_values(
        ["submissions", "organisation"], ascending=[False, True], kind="stable"
    )
    with st.container(border=True, key="card_organisations"):
        heading(
            _("Behind them: {who}").format(who=findings.counted(len(rows), "organisations")),
            _("Authors and signatories of texts that cite it · {scope}").format(
                scope=scope(selection.without("action_line"))
            ),
        )
        place = st.container()
        part = ranked.iloc[address.page(len(ranked), ORGANISATIONS, key="names_page")]
        with place:
            for row in part.itertuples():
                with st.container(gap=None, key=f"point_{row.organisation_id}"):
                    entities.link("organisation", row.organisation_id, row.organisation)
                    about = [
                        labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group),
                        text.plain(row.country),
                        findings.counted(int(row.submissions), "submissions"),
                    ]
                    st.caption(text.markdown(" · ".join(part for part in about if part)))
        with st.container(horizontal=True, gap="small", key="tools_organisations"):
            toolbar("organisations", Answer("organisations", selection, rows))


@patient
def goals_card(line: Any) -> None:
    """Which goals it serves by the matrix, each a link, and how often both are cited in one point."""
    selection = entities.narrowing("action_line").without("sdg")
    rows = ask("action_line_goals", selection)
    mine = rows[rows.action_line_id == line.action_line_id]
    linked = mine[mine.link != "none"]
    with st.container(border=True, key="card_goals"):
        heading(
            goals_finding(len(linked), fields=bool((linked.link == "fields").any())),
            _("{matrix}; it does not depend on the filters").format(
                matrix=action_lines.named_matrix()
            ),
        )
        for row in mine.itertuples():
            with st.container(gap=None, key=f"point_goal_{row.sdg}"):
                entities.link("sdg", row.sdg, action_lines.goal_label(row.sdg))
                if about := _about_goal(row):
                    st.caption(text.markdown(about))
        if read := action_lines.source(linked.source_url):
            st.caption(read)
        with st.container(horizontal=True, gap="small", key="tools_goals"):
            own = selection.set(action_line=(line.action_line_id,))
            toolbar("goals", Answer("action_line_goals", own, mine, {"pairs": "filtered"}))


def goals_finding(count: int, *, fields: bool) -> str:
    """How many goals the matrix links a line with; ``fields`` says that it does so through its fields."""
    if not count:
        return _("The matrix links it with no goal")
    if fields:
        said = ngettext(
            "Its fields serve {n} of the 17 goals", "Its fields serve {n} of the 17 goals", count
        )
    else:
        said = ngettext("It serves {n} of the 17 goals", "It serves {n} of the 17 goals", count)
    return said.format(n=number(count))


def _about_goal(row: Any) -> str:
    parts = []
    if row.link == "fields":
        names = [action_lines.field(one) for one in str(row.fields).split("; ")]
        parts.append(_("through {fields}").format(fields=", ".join(names)))
    if row.link == "none":
        parts.append(_("not linked by the matrix"))
    if row.points:
        parts.append(
            ngettext("{n} point cites both", "{n} points cite both", row.points).format(
                n=number(row.points)
            )
        )
    return " · ".join(parts)


@patient
def fields_card(line: Any) -> None:
    """The fields of a line that has some, or the other fields of the line that a field is part of."""
    rows = ask("action_lines", entities.narrowing("action_line"))
    whole = line.parent_id if isinstance(line.parent_id, str) else line.action_line_id
    fields = rows[rows.parent_id == whole]
    if fields.empty:
        return
    unit = address.unit()
    cited = int((fields[unit] > 0).sum())
    with st.container(border=True, key="card_fields"):
        heading(
            ngettext("{n} field of {line}", "{n} fields of {line}", len(fields)).format(
                n=number(len(fields)), line=action_lines.label(whole)
            ),
            _("None is cited by name in this selection; {line} itself may be").format(line=whole)
            if not cited
            else _("{n} of them cited by name in this selection").format(n=number(cited)),
        )
        for row in fields.itertuples():
            action_lines.record(row, unit)


@patient
def points_card(line: Any) -> None:
    """Every point that cites it."""
    evidence_card(
        citing(line), title=_("The points that cite {name}").format(name=line.action_line)
    )


def neighbours(line: Any) -> None:
    """Links to the action lines, or fields, before and after it."""
    rows = ask("action_lines", entities.narrowing("action_line"))
    own = rows.parent_id.isna() if not isinstance(line.parent_id, str) else rows.parent_id.notna()
    order = rows.action_line_id[own].tolist()
    around("action_line", order, line.action_line_id, action_lines.label)


def around(name: str, order: list[str], identity: str, label: Any) -> None:
    """Links to the ids before and after ``identity`` in ``order``."""
    place = order.index(identity)
    with st.container(
        horizontal=True, gap="small", key="neighbours", horizontal_alignment="distribute"
    ):
        if place:
            before = order[place - 1]
            entities.link(name, before, label(before), icon=":material/arrow_back:")
        if place + 1 < len(order):
            after = order[place + 1]
            entities.link(name, after, label(after), icon=":material/arrow_forward:")
