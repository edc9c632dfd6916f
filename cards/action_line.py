"""The cards of the page on one action line."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from cards import action_lines, entity
from cards.kit import Card, Cards, Link, Ranking, Record, RecordList, row_of
from cards.points import evidence
from cards.query import Context, Query, query
from cards.rankings import stage_stacks
from charts import ACCENT, GROUP_COLOURS, KIND_COLOURS
from i18n import _, escaping, headlines, labels, listed, messages, ngettext, number, stating
from i18n.messages import Message
from queries import Filters, ask

ORGANISATIONS = 8
"""Organisations on one page of the list."""


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    filters = entity.without_own(page, "action_line")
    return entity.about(
        page,
        named,
        kinds=partial(kinds, selection=filters),
        themes=partial(themes, selection=filters),
        groups=partial(groups, selection=filters),
        evidence=lambda _page, line: evidence(citing(line, filters), _("The points that cite it")),
        stages=partial(stages, selection=filters),
        organisations=partial(organisations, selection=filters),
        fields=partial(fields, selection=filters),
        goals=partial(goals, selection=filters),
    )


def named(page: Context) -> Any | None:
    """The action line that the address names, a row of ``action_lines``; None if it names no known action line."""
    ids = entity.ids_of_kind(page, "action_line")
    rows = ask("action_lines", entity.without_own(page, "action_line")) if ids else None
    return None if rows is None else row_of(rows, action_line_id=ids[0])


def citing(line: Any, selection: Filters) -> Filters:
    """The ``selection``, narrowed to what cites the line."""
    return selection.set(action_line=(line.action_line_id,))


def title(line: Any) -> str:
    """Code and full title: C2: Information and communication infrastructure."""
    code = action_lines.code(line)
    full = escaping.one_line(line.title)
    return full if full.startswith(code) else stating(code, full)


def coverage(line: Any, selection: Filters) -> str:
    """How many of the selection's submissions cite it."""
    total = action_lines.citing(selection).selected["submissions"]
    share = headlines.of(line.submissions, total, "submissions")
    return _("{share} cite it.").format(share=share)


def kinds(page: Context, line: Any, selection: Filters) -> Card:
    """Which kinds of points cite it."""
    counts = query(
        "action_lines_by_kind",
        citing(line, selection).without("kind"),
        unit=page.unit,
        lines="filtered",
    )
    rows = counts.rows
    labelled_rows = rows.assign(label=[labels.KINDS_PLURAL.of(kind) for kind in rows.kind])
    labelled_rows = labelled_rows.sort_values(["count", "kind"], ascending=[False, True])
    return _ranking(
        page,
        counts,
        labelled_rows,
        "kind",
        "kind",
        message=messages.MOST_FREQUENT_KIND,
        about=messages.CITE_IT_BY_KIND,
        colours=KIND_COLOURS,
    )


def themes(page: Context, line: Any, selection: Filters) -> Card:
    """The themes of the points that cite it."""
    counts = query("themes", citing(line, selection).without("theme"), unit=page.unit)
    labelled_rows = counts.rows.assign(label=counts.rows.theme)
    return _ranking(
        page,
        counts,
        labelled_rows,
        "theme_id",
        "theme",
        message=messages.MOST_FREQUENT_THEME,
        about=messages.CITE_IT_BY_THEME,
    )


def groups(page: Context, line: Any, selection: Filters) -> Card:
    """Which stakeholder groups cite it."""
    counts = query("groups", citing(line, selection).without("group"), unit=page.unit)
    rows = counts.rows
    labelled_rows = rows.assign(label=[labels.GROUPS.of(group) for group in rows.stakeholder_group])
    return _ranking(
        page,
        counts,
        labelled_rows,
        "stakeholder_group",
        "group",
        message=messages.LARGEST_SHARE,
        about=messages.CITE_IT_BY_GROUP,
        colours=GROUP_COLOURS,
    )


def _ranking(
    page: Context,
    counts: Query,
    rows: pd.DataFrame,
    identifier: str,
    sets: str,
    *,
    message: Message,
    about: Message,
    colours: str | Mapping[str, str] = ACCENT,
) -> Ranking:
    filter_values = getattr(page.filters, sets)
    return Ranking(
        query=counts,
        title=headlines.most(rows, "label", page.unit, message=message),
        subtitle=page.subtitle(counts.filters.without("action_line"), about(page.unit)),
        bars=rows,
        id=identifier,
        colours=colours,
        sets=sets,
        selected=tuple(value for value in filter_values if value in set(rows[identifier])),
        unit=page.unit,
    )


def stages(page: Context, line: Any, selection: Filters) -> Card:
    """At which stages of the review it is cited, in time order."""
    counts = query("stages", citing(line, selection).without("stage"), unit=page.unit)
    return stage_stacks(
        page,
        counts,
        title=stages_finding(counts.rows, page.unit),
        subtitle=page.subtitle(
            counts.filters.without("action_line"), messages.CITE_IT_BY_STAGE(page.unit)
        ),
    )


def stages_finding(rows: pd.DataFrame, unit: str) -> str:
    """At how many stages it is cited, and at which most; ``rows`` are of the question ``stages``."""
    stages = rows.drop_duplicates("stage_id")
    if stages.empty:
        return ""
    highest_count = int(stages.total.max())
    leaders = [escaping.one_line(stage) for stage in stages.stage[stages.total == highest_count]]
    sentence = ngettext("Cited at {n} stage", "Cited at {n} stages", len(stages)).format(
        n=number(len(stages))
    )
    if len(leaders) > 1 or highest_count < headlines.FEW:
        return sentence
    return ngettext(
        "Cited at {n} stage: {stage} ({count})",
        "Cited at {n} stages, most at {stage} ({count})",
        len(stages),
    ).format(n=number(len(stages)), stage=leaders[0], count=headlines.counted(highest_count, unit))


def organisations(page: Context, line: Any, selection: Filters) -> RecordList:
    """Every organisation that wrote or signed a submission that cites it, most such submissions first."""
    citing_organisations = query("organisations", citing(line, selection))
    return RecordList(
        query=citing_organisations,
        title=ngettext(
            "{n} organisation cited it",
            "{n} organisations cited it",
            len(citing_organisations.rows),
        ).format(n=number(len(citing_organisations.rows))),
        subtitle=_("Authors and signatories of the submissions that cite it"),
        scope=page.scope(selection),
        record=_organisation,
        rows=citing_organisations.rows.sort_values(
            ["submissions", "organisation"], ascending=[False, True], kind="stable"
        ),
        size=ORGANISATIONS,
        parameter="names_page",
    )


def _organisation(row: Any) -> Record:
    link = Link("organisation", row.organisation, id=row.organisation_id)
    about = (
        labels.GROUPS.of(row.stakeholder_group),
        escaping.one_line(row.country),
        headlines.counted(row.submissions, "submissions"),
    )
    return Record(row.organisation_id, link, about)


def goals(page: Context, line: Any, selection: Filters) -> RecordList:
    """Which goals it serves by the matrix, each a link, and how often both are cited in one point."""
    pairs = ask("action_line_goals", selection.without("sdg"))
    line_pairs = pairs[pairs.action_line_id == line.action_line_id]
    linked_pairs = line_pairs[line_pairs.link != "none"]
    footnote, pages = action_lines.source(linked_pairs.source_url)
    return RecordList(
        query=Query(
            "action_line_goals",
            citing(line, selection.without("sdg")),
            {"pairs": "filtered"},
            line_pairs,
        ),
        title=goals_finding(len(linked_pairs), fields=bool((linked_pairs.link == "fields").any())),
        subtitle=_("{matrix} · does not depend on the filters").format(
            matrix=action_lines.named_matrix()
        ),
        record=lambda row: Record(
            f"goal_{row.sdg}",
            Link("sdg", action_lines.goal_label(row.sdg), id=row.sdg),
            _about_goal(row),
        ),
        rows=line_pairs,
        footnote=footnote,
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
        names = [action_lines.field(identifier) for identifier in str(row.fields).split("; ")]
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


def fields(page: Context, line: Any, selection: Filters) -> RecordList | None:
    """The fields of a line that has some, or the other fields of the line that a field is part of."""
    lines = query("action_lines", selection)
    parent_id = line.parent_id if isinstance(line.parent_id, str) else line.action_line_id
    rows = lines.rows[lines.rows.parent_id == parent_id]
    if rows.empty:
        return None
    cited_count = int((rows[page.unit] > 0).sum())
    return RecordList(
        query=lines,
        title=ngettext("{n} field of {line}", "{n} fields of {line}", len(rows)).format(
            n=number(len(rows)), line=action_lines.label(parent_id)
        ),
        subtitle=ngettext(
            "{n} of them is cited by name", "{n} of them are cited by name", cited_count
        ).format(n=number(cited_count))
        if cited_count
        else _("No field is cited by name; {line} itself may be").format(line=parent_id),
        record=lambda row: action_lines.record(row, page.unit),
        rows=rows,
        files=False,
    )
