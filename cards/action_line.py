"""The cards of the page on one action line."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cards import action_lines, entity
from cards.kit import Card, Link, Ranking, Record, RecordList, row_of
from cards.query import Context, Query, query
from cards.rankings import stage_stacks
from charts import ACCENT, GROUP_COLOURS, KIND_COLOURS
from i18n import N_, Words, _, escaping, headlines, labels, listed, ngettext, number, stating
from queries import Filters, ask

ORGANISATIONS = 8
"""Organisations on one page of the list."""


def named(page: Context) -> Any | None:
    """The action line that the address names: a row of ``action_lines``; None if it names none that is known."""
    ids = entity.known(page, "action_line")
    rows = ask("action_lines", entity.without_own(page, "action_line")) if ids else None
    return None if rows is None else row_of(rows, action_line_id=ids[0])


def citing(line: Any, asked: Filters) -> Filters:
    """What cites the line, of a selection."""
    return asked.set(action_line=(line.action_line_id,))


def title(line: Any) -> str:
    """Code and full title: C2: Information and communication infrastructure."""
    code = action_lines.code(line)
    full = escaping.one_line(line.title)
    return full if full.startswith(code) else stating(code, full)


def coverage(line: Any, asked: Filters) -> str:
    """How many of the selection's submissions cite it."""
    total = action_lines.citing(asked).selected["submissions"]
    share = headlines.of(int(line.submissions), int(total), "submissions")
    return _("{share} cite it.").format(share=share)


def kinds(page: Context, line: Any, asked: Filters) -> Card:
    """As which kind of point it is cited."""
    counts = query(
        "action_lines_by_kind",
        citing(line, asked).without("kind"),
        unit=page.unit,
        lines="filtered",
    )
    rows = counts.rows
    named = rows.assign(label=[labels.KINDS_PLURAL.get(k, k) for k in rows.kind])
    named = named.sort_values(["count", "kind"], ascending=[False, True])
    return _ranking(
        page,
        counts,
        named,
        "kind",
        "kind",
        title=leading(
            named,
            page.unit,
            _("Most frequent kind of point: {name} ({share})"),
            _("Most frequent kinds of points, tied at {share}: {names}"),
        ),
        about=_ABOUT["kind", page.unit],
        colours=KIND_COLOURS,
    )


def themes(page: Context, line: Any, asked: Filters) -> Card:
    """On which themes it is cited."""
    counts = query("themes", citing(line, asked).without("theme"), unit=page.unit)
    named = counts.rows.assign(label=counts.rows.theme)
    return _ranking(
        page,
        counts,
        named,
        "theme_id",
        "theme",
        title=leading(
            named,
            page.unit,
            _("Most frequent theme: {name} ({share})"),
            _("Most frequent themes, tied at {share}: {names}"),
        ),
        about=_ABOUT["theme", page.unit],
    )


def groups(page: Context, line: Any, asked: Filters) -> Card:
    """Which stakeholder groups cite it."""
    counts = query("groups", citing(line, asked).without("group"), unit=page.unit)
    rows = counts.rows
    named = rows.assign(label=[labels.GROUPS.get(g, g) for g in rows.stakeholder_group])
    return _ranking(
        page,
        counts,
        named,
        "stakeholder_group",
        "group",
        title=leading(
            named,
            page.unit,
            _("Largest share: {name} ({share})"),
            _("Largest shares, tied at {share}: {names}"),
        ),
        about=_ABOUT["group", page.unit],
        colours=GROUP_COLOURS,
    )


def _ranking(
    page: Context,
    counts: Query,
    rows: pd.DataFrame,
    identifier: str,
    sets: str,
    *,
    title: str,
    about: str,
    colours: str | Mapping[str, str] = ACCENT,
) -> Ranking:
    filtered = getattr(page.filters, sets)
    return Ranking(
        key=f"{sets}s",
        query=counts,
        title=title,
        subtitle=page.subtitle(
            counts.filters.without("action_line"),
            about,
        ),
        shown=rows,
        id=identifier,
        colours=colours,
        sets=sets,
        selected=tuple(found for found in filtered if found in set(rows[identifier])),
        unit=page.unit,
    )


_ABOUT = Words(
    {
        ("kind", "submissions"): N_("Submissions that cite it, by kind of point"),
        ("kind", "organisations"): N_("Organisations that cited it, by kind of point"),
        ("kind", "points"): N_("Points that cite it, by kind"),
        ("theme", "submissions"): N_("Submissions that cite it, by theme"),
        ("theme", "organisations"): N_("Organisations that cited it, by theme"),
        ("theme", "points"): N_("Points that cite it, by theme"),
        ("group", "submissions"): N_(
            "Submissions that cite it, by group of authors and signatories"
        ),
        ("group", "organisations"): N_("Organisations that cited it, by stakeholder group"),
        ("group", "points"): N_("Points that cite it, by group of authors and signatories"),
        ("stage", "submissions"): N_("Submissions that cite it, in time order, by authors' group"),
        ("stage", "organisations"): N_(
            "Organisations that cited it, in time order, by authors' group"
        ),
        ("stage", "points"): N_("Points that cite it, in time order, by authors' group"),
    }
)
"""What is counted, by what -> the subtitle."""


def leading(rows: pd.DataFrame, unit: str, one: str, several: str) -> str:
    """Which rows are first, in the sentence for ``one`` or for ``several``, with names and share; ``rows`` has
    ``label``, ``count``, ``total``.

    Empty without rows; below findings.FEW no ranking is claimed.
    """
    if rows.empty:
        return ""
    total, first = int(rows.total.iloc[0]), int(rows["count"].max())
    if total < headlines.FEW:
        return headlines.few_to_rank(total, unit)
    return headlines.lead(
        headlines.leaders(rows, "label"),
        one,
        several,
        _("{n} tie at {share} each"),
        share=headlines.of(first, total, unit),
    )


def stages(page: Context, line: Any, asked: Filters) -> Card:
    """At which stages of the review it is cited, in time order."""
    counts = query("stages", citing(line, asked).without("stage"), unit=page.unit)
    return stage_stacks(
        page,
        counts,
        title=stages_finding(counts.rows, page.unit),
        subtitle=page.subtitle(
            counts.filters.without("action_line"),
            _ABOUT["stage", page.unit],
        ),
    )


def stages_finding(rows: pd.DataFrame, unit: str) -> str:
    """At how many stages it is cited, and at which most; ``rows`` is of ``stages``."""
    stages = rows.drop_duplicates("stage_id")
    if stages.empty:
        return ""
    first = int(stages.total.max())
    leaders = [escaping.one_line(stage) for stage in stages.stage[stages.total == first]]
    said = ngettext("Cited at {n} stage", "Cited at {n} stages", len(stages)).format(
        n=number(len(stages))
    )
    if len(leaders) > 1 or first < headlines.FEW:
        return said
    return ngettext(
        "Cited at {n} stage: {stage} ({count})",
        "Cited at {n} stages, most at {stage} ({count})",
        len(stages),
    ).format(n=number(len(stages)), stage=leaders[0], count=headlines.counted(first, unit))


def organisations(page: Context, line: Any, asked: Filters) -> RecordList:
    """Every organisation that wrote or signed a submission that cites it, most such submissions first."""
    behind = query("organisations", citing(line, asked))
    return RecordList(
        key="organisations",
        query=behind,
        title=ngettext(
            "{n} organisation cited it", "{n} organisations cited it", len(behind.rows)
        ).format(n=number(len(behind.rows))),
        subtitle=_("Authors and signatories of the submissions that cite it"),
        scope=page.scope(asked),
        record=_organisation,
        rows=behind.rows.sort_values(
            ["submissions", "organisation"], ascending=[False, True], kind="stable"
        ),
        size=ORGANISATIONS,
        parameter="names_page",
    )


def _organisation(row: Any) -> Record:
    link = Link("organisation", row.organisation, id=row.organisation_id)
    about = (
        labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group),
        escaping.one_line(row.country),
        headlines.counted(int(row.submissions), "submissions"),
    )
    return Record(row.organisation_id, link, about)


def goals(page: Context, line: Any, asked: Filters) -> RecordList:
    """Which goals it serves by the matrix, each a link, and how often both are cited in one point."""
    pairs = ask("action_line_goals", asked.without("sdg"))
    mine = pairs[pairs.action_line_id == line.action_line_id]
    linked = mine[mine.link != "none"]
    said, pages = action_lines.source(linked.source_url)
    return RecordList(
        key="goals",
        query=Query(
            "action_line_goals",
            citing(line, asked.without("sdg")),
            {"pairs": "filtered"},
            mine,
        ),
        title=goals_finding(len(linked), fields=bool((linked.link == "fields").any())),
        subtitle=_("{matrix} · does not depend on the filters").format(
            matrix=action_lines.named_matrix()
        ),
        scope="",
        record=lambda row: Record(
            f"goal_{row.sdg}",
            Link("sdg", action_lines.goal_label(row.sdg), id=row.sdg),
            _about_goal(row),
        ),
        rows=mine,
        size=max(len(mine), 1),
        footnote=said,
        read_at=pages,
    )


def goals_finding(count: int, *, fields: bool) -> str:
    """How many goals the matrix links a line with; ``fields`` says that it does so through its fields."""
    if not count:
        return _("The matrix links it to no goal")
    sentence = (
        _("Its fields serve {n} of the 17 goals") if fields else _("It serves {n} of the 17 goals")
    )
    return sentence.format(n=number(count))


def _about_goal(row: Any) -> list[str]:
    parts = []
    if row.link == "fields":
        names = [action_lines.field(one) for one in str(row.fields).split("; ")]
        parts.append(_("through {fields}").format(fields=listed(names)))
    if row.link == "none":
        parts.append(_("not linked by the matrix"))
    if row.points:
        parts.append(
            ngettext("{n} point cites both", "{n} points cite both", row.points).format(
                n=number(row.points)
            )
        )
    return parts


def fields(page: Context, line: Any, asked: Filters) -> RecordList | None:
    """The fields of a line that has some, or the other fields of the line that a field is part of."""
    every = query("action_lines", asked)
    whole = line.parent_id if isinstance(line.parent_id, str) else line.action_line_id
    rows = every.rows[every.rows.parent_id == whole]
    if rows.empty:
        return None
    cited = int((rows[page.unit] > 0).sum())
    return RecordList(
        key="fields",
        query=every,
        title=ngettext("{n} field of {line}", "{n} fields of {line}", len(rows)).format(
            n=number(len(rows)), line=action_lines.label(whole)
        ),
        subtitle=ngettext(
            "{n} of them is cited by name", "{n} of them are cited by name", cited
        ).format(n=number(cited))
        if cited
        else _("No field is cited by name; {line} itself may be").format(line=whole),
        scope="",
        record=lambda row: action_lines.record(row, page.unit),
        rows=rows,
        size=len(rows),
        files=False,
    )
