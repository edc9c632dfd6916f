"""The cards of the page on the action lines: as what they are cited, on which themes, and which goals they serve."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from cards.kit import (
    Card,
    Chart,
    DrillDown,
    Link,
    Record,
    RecordList,
    narrow_to_kind,
    points_link,
    submissions_link,
)
from cards.query import UNITS, Context, query
from charts import KIND_COLOURS
from charts.action_lines import HEAD, Cell, grid, head_height, kind_cells, names
from charts.figure import text as plotted
from i18n import _, dataset_texts, escaping, filter_options, headlines, labels, ngettext, number
from queries import Filters, ask
from queries.filters import POINT_FILTERS

ALL = "all"
"""In the ids of a mark: the column of a line's total."""

KIND_HEADS = {
    ALL: _("All"),
    "achievement": _("Achieve-<br>ments"),
    "challenge": _("Chal-<br>lenges"),
    "recommendation": _("Recommen-<br>dations"),
    "position": _("Positions"),
}
NOT_CITED = _("not cited")
_NOT_CITED_NARROW = _("not<br>cited")
_THROUGH = _("fields")
FEW_CODES = 3
_WIDE_COLUMN = 68
"""Pixels: room for the titles of action lines over their columns."""
FIELDS = {"off": _("Together"), "on": _("Each by itself")}


def parents_of_fields() -> str:
    """The codes of the action lines that have fields, 'action lines' where they are many; empty if there are none."""
    codes = list(dict.fromkeys(ask("action_lines").parent_id.dropna()))
    return _(" and ").join(codes) if len(codes) <= FEW_CODES else _("action lines")


def named_matrix() -> str:
    """What the matrix is called, at the beginning of a sentence."""
    name = dataset_texts.texts().matrix
    return name[:1].upper() + name[1:]


def shown(page: Context, rows: pd.DataFrame) -> pd.DataFrame:
    """The action lines, with their fields where the switch says so; ``rows`` has ``parent_id``."""
    return rows if page.value("fields", tuple(FIELDS)) == "on" else lines_only(rows)


def lines_only(rows: pd.DataFrame) -> pd.DataFrame:
    """The action lines without fields; ``rows`` has ``parent_id``."""
    return rows[rows.parent_id.isna()]


def label(action_line: str) -> str:
    """Code and short title: C2 Infrastructure."""
    return filter_options.option_labels()["action_line"].get(action_line, action_line)


def code(line: Any) -> str:
    """The code of an action line; of a field whose id goes on from that of its line, the line's: C7 of C7-egov."""
    own, parent = str(line.action_line_id), line.parent_id
    return parent if isinstance(parent, str) and own.startswith(f"{parent}-") else own


def field(action_line: str) -> str:
    """A field's short title, without its code: E-health."""
    return label(action_line).partition(" ")[2]


def goal_label(sdg: str) -> str:
    """Number and title: SDG 9: Industry, Innovation and Infrastructure."""
    return filter_options.option_labels()["sdg"].get(sdg, sdg)


def without_lines(page: Context) -> Filters:
    """The selection without the action lines, which the page's cards set out themselves."""
    return page.filters.without("action_line")


def citing(selection: Filters) -> pd.DataFrame:
    """How much of ``selection`` cites an action line or a goal, by measure."""
    return ask("citations", selection).set_index("measure")


def coverage_of(selection: Filters) -> str:
    """How few submissions of a selection name an action line at all, and what that does not mean."""
    counts = citing(selection).loc["submissions"]
    return coverage(
        int(counts.action_lines),
        int(counts.selected),
        narrowed=any(getattr(selection, name) for name in POINT_FILTERS),
    )


def themes_link(selection: Filters) -> Link:
    """A link to what the submissions of a selection speak about, whether or not they name an action line."""
    label = _("What they speak about: themes")
    return Link("themes", label, selection, icon=":material/sell:")


def coverage(count: int, total: int, *, narrowed: bool) -> str:
    """How many of ``total`` submissions name an action line; ``narrowed`` says that only some of their points count."""
    if not total:
        return ""
    among = _(" in the points selected") if narrowed else ""
    if not count:
        return _(
            "None of {total} names an action line{among}. That is not the same as not caring about its subject."
        ).format(total=headlines.counted(total, "submissions"), among=among)
    said = ngettext(
        "{count} of {total} names an action line{among}.",
        "{count} of {total} name an action line{among}.",
        count,
    ).format(count=number(count), total=headlines.counted(total, "submissions"), among=among)
    if count == total:
        return said
    rest = (
        _("Most do not, which is not the same as not caring about its subject.")
        if 2 * count < total
        else _("That the others do not is not the same as not caring about its subject.")
    )
    return f"{said} {rest}"


def who_cite(unit: str, count: int) -> str:
    """What ``count`` units in a denominator have in common: 'that cite an action line'."""
    if unit == "organisations":
        return _("behind texts that cite an action line")
    return ngettext("that cites an action line", "that cite an action line", count)


def of_citing(count: int, total: int, unit: str) -> str:
    """A count of those that cite an action line: 38 of 88 submissions that cite an action line."""
    return f"{headlines.of(count, total, unit)} {who_cite(unit, total)}"


def most_cited(rows: pd.DataFrame, total: int, unit: str) -> str:
    """Which action line is cited most; ``rows`` has ``action_line`` and a column named like ``unit``.

    Empty if none is cited.
    """
    if not total or not rows[unit].max():
        return ""
    if total < headlines.FEW:
        return _few_cite(total, unit)
    return headlines.lead(
        headlines.leaders(rows, "action_line", unit),
        _("{name} is cited most: by {share}"),
        _("{names} are cited most: each by {share}"),
        _("No single one leads: {n} are cited by {share} each"),
        share=of_citing(int(rows[unit].max()), total, unit),
    )


def _few_cite(total: int, unit: str) -> str:
    return f"{headlines.few_to_rank(total, unit)} {who_cite(unit, total)}"


def lines(page: Context) -> RecordList:
    """Every action line as a link to its page, with who facilitates it and how often it is cited."""
    every = query("action_lines", without_lines(page))
    rows = shown(page, every.rows)
    return RecordList(
        key="action_lines",
        query=every,
        title=_("The action lines"),
        subtitle=_("Who facilitates each, and how often it is cited"),
        scope="",
        record=lambda row: record(row, page.unit),
        rows=rows,
        size=len(rows),
    )


def record(row: Any, unit: str) -> Record:
    """One action line: a link to its page, how often it is cited, who facilitates it."""
    link = Link("action_line", row.action_line, id=row.action_line_id)
    about = (cited_by(int(getattr(row, unit)), unit), escaping.one_line(row.facilitators))
    return Record(f"line_{row.action_line_id}", link, about)


def cited_by(count: int, unit: str) -> str:
    """How often something is cited: 'cited by 38 submissions', or 'not cited'."""
    if not count:
        return NOT_CITED
    if unit == "points":
        return _("cited in {points}").format(points=headlines.counted(count, "points"))
    if unit == "organisations":
        return _("cited in texts of {organisations}").format(
            organisations=headlines.counted(count, "organisations")
        )
    return _("cited by {submissions}").format(submissions=headlines.counted(count, "submissions"))


@dataclass(frozen=True)
class Mark:
    """What one cell stands for: its name, the filters that make it, what is counted there, what else to say of it."""

    name: str
    where: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    said: str = ""


Marks = dict[tuple[str, str], Mark]
"""Marks by the two ids that they carry."""


def counts(row: Any | None) -> dict[str, int]:
    """What a row counts, by unit; nothing if there is no row."""
    return {unit: int(getattr(row, unit)) if row is not None else 0 for unit in UNITS}


def kinds(page: Context) -> Card:
    """As which kind of point each action line is cited."""
    selection, unit = without_lines(page), page.unit
    lines = shown(page, ask("action_lines", selection))
    total = int(citing(selection).action_lines[unit])
    asked = query("action_lines_by_kind", selection, unit=unit)
    kinds = [kind for kind in labels.KINDS if not selection.kind or kind in selection.kind]
    found = {(row.action_line_id, row.kind): row for row in asked.rows.itertuples()}
    marks: Marks = {}
    for row in lines.itertuples():
        line, name = row.action_line_id, row.action_line
        marks[line, ALL] = Mark(name, {"action_line": (line,)}, counts(row))
        for kind in kinds:
            marks[line, kind] = Mark(
                f"{name}, {labels.KINDS_PLURAL[kind].lower()}",
                {"action_line": (line,), "kind": (kind,)},
                counts(found.get((line, kind))),
            )
    return Chart(
        key="by_kind",
        query=asked,
        title=most_cited(lines_only(lines), total, unit),
        subtitle=_(
            "{unit} that cite an action line, by kind of point · – none coded · {scope}"
        ).format(unit=units(unit), scope=page.scope(selection)),
        draw=lambda: kind_cells(
            _cells(marks, total, unit, none="–"),
            labels=dict(zip(lines.action_line_id, lines.action_line, strict=True)),
            headings={kind: KIND_HEADS[kind] for kind in (ALL, *kinds)},
            colours=KIND_COLOURS,
            absent=dict.fromkeys(lines.action_line_id[lines[unit] == 0], NOT_CITED),
            chosen=_selected(page, lines),
        ),
        drill_down=lambda ids: _drill_down(marks, ids, selection, total, unit),
        state=page.filters.action_line,
        unit=unit,
        how=_how(),
        empty=_("No point in this selection cites an action line"),
    )


def themes(page: Context) -> Card:
    """On which themes each action line is cited: only those that occur, most first."""
    selection, unit = without_lines(page), page.unit
    every = ask("action_lines", selection)
    lines, whole = shown(page, every), lines_only(every)
    any_line = {"action_line": tuple(whole.action_line_id)}
    cited = citing(selection).action_lines
    asked = query("action_lines_by_theme", selection, unit=unit)
    themes = ask("themes", selection.set(**any_line), unit=unit)
    found = {(row.theme_id, row.action_line_id): row for row in asked.rows.itertuples()}
    marks: Marks = {(HEAD, ALL): Mark(_("Any action line"), any_line, dict(cited))}
    for row in lines.itertuples():
        where = {"action_line": (row.action_line_id,)}
        marks[HEAD, row.action_line_id] = Mark(row.action_line, where, counts(row))
    for theme in themes.itertuples():
        of_theme = {"theme": (theme.theme_id,)}
        name = f"{theme.theme}, {_('any action line')}"
        marks[theme.theme_id, ALL] = Mark(name, {**of_theme, **any_line}, counts(theme))
        for row in lines.itertuples():
            marks[theme.theme_id, row.action_line_id] = Mark(
                f"{theme.theme}, {row.action_line}",
                {**of_theme, "action_line": (row.action_line_id,)},
                counts(found.get((theme.theme_id, row.action_line_id))),
            )
    titles = dict(zip(themes.theme_id, themes.theme, strict=True))
    total = int(cited[unit])

    def cells() -> dict[tuple[str, str], Cell]:
        drawn = _cells(marks, total, unit)
        for row in lines.itertuples():
            head = drawn[HEAD, row.action_line_id]
            title = plotted(row.action_line.partition(" ")[2], 14)
            words = f"{head.words.replace('<br>', ' ')}<br>{title}"
            drawn[HEAD, row.action_line_id] = replace(head, words=words)
        return drawn

    return Chart(
        key="by_theme",
        query=asked,
        title=closest(asked.rows[asked.rows.action_line_id.isin(whole.action_line_id)], unit),
        subtitle=_(
            "{unit} that cite an action line on a theme, the themes that most do first · empty: none coded · {scope}"
        ).format(unit=units(unit), scope=page.scope(selection)),
        draw=lambda: grid(
            cells(),
            labels=titles,
            codes={
                ALL: _("All"),
                **{line.action_line_id: code(line) for line in lines.itertuples()},
            },
            column=_WIDE_COLUMN,
        ),
        names=lambda: names(titles, (_("Action line"), _("cited by")), top=head_height(cells())),
        drill_down=lambda ids: _drill_down(marks, ids, selection, total, unit),
        state=page.filters.action_line,
        unit=unit,
        how=_how(),
        empty=_("No point in this selection cites an action line"),
    )


def closest(rows: pd.DataFrame, unit: str) -> str:
    """Which theme and action line come together most; ``rows`` has ``theme``, ``action_line``, ``count``, ``total``."""
    if rows.empty:
        return ""
    total, first = int(rows.total.iloc[0]), int(rows["count"].max())
    if total < headlines.FEW:
        return _few_cite(total, unit)
    leaders = rows[rows["count"] == first]
    share = of_citing(first, total, unit)
    if len(leaders) > 1:
        return _("No theme and action line lead: {n} come together in {share} each").format(
            n=number(len(leaders)), share=share
        )
    return _("Most often together: “{theme}” and {line}, in {share}").format(
        theme=escaping.one_line(leaders.theme.iloc[0]),
        line=escaping.one_line(leaders.action_line.iloc[0]),
        share=share,
    )


def goals(page: Context) -> Card | None:
    """The matrix of action lines and goals, with how often submissions cite each line, each goal, and both at once."""
    if ask("goals").empty:
        return None
    selection, unit = without_lines(page).without("sdg"), page.unit
    every = ask("action_lines", selection)
    lines = shown(page, every)
    goals = ask("goals", selection)
    asked = query("action_line_goals", selection)
    cited = citing(selection)
    pairs = {(row.action_line_id, row.sdg): row for row in asked.rows.itertuples()}
    any_line = {"action_line": tuple(lines_only(every).action_line_id)}
    marks: Marks = {(HEAD, ALL): Mark(_("Any action line"), any_line, dict(cited.action_lines))}
    for goal in goals.itertuples():
        marks[HEAD, goal.sdg] = Mark(goal_label(goal.sdg), {"sdg": (goal.sdg,)}, counts(goal))
    for line in lines.itertuples():
        of_line = {"action_line": (line.action_line_id,)}
        marks[line.action_line_id, ALL] = Mark(line.action_line, of_line, counts(line))
        for goal in goals.itertuples():
            pair = pairs.get((line.action_line_id, goal.sdg))
            marks[line.action_line_id, goal.sdg] = Mark(
                f"{line.action_line} · {goal_label(goal.sdg)}",
                {**of_line, "sdg": (goal.sdg,)},
                counts(pair),
                linked(pair),
            )

    def cells() -> dict[tuple[str, str], Cell]:
        drawn = _cells(marks, 0, unit)
        for ids, cell in drawn.items():
            if not cell.quiet:
                link = pairs[ids].link if ids in pairs else "none"
                words = f"{cell.words}<br>{_THROUGH}".removeprefix("<br>")
                drawn[ids] = replace(
                    cell,
                    words=words if link == "fields" else cell.words,
                    strength=1.0 if link == "itself" else 0.0,
                    open=link == "fields",
                )
        return drawn

    return Chart(
        key="by_goal",
        query=asked,
        title=matrix(
            asked.rows, int(cited.goals["submissions"]), int(cited.selected["submissions"])
        ),
        subtitle=_(
            "Filled: the matrix links the two · “fields”: it links fields of the action line · a number: "
            "{unit} that cite both in one point · {scope}"
        ).format(unit=units(unit).lower(), scope=page.scope(selection)),
        draw=lambda: grid(
            cells(),
            labels=dict(zip(lines.action_line_id, lines.action_line, strict=True)),
            codes={ALL: _("All"), **{goal: goal for goal in goals.sdg}},
            chosen=_selected(page, lines),
        ),
        names=lambda: names(
            dict(zip(lines.action_line_id, lines.action_line, strict=True)),
            (_("Goal"), _("cited by")),
            top=head_height(cells()),
        ),
        drill_down=lambda ids: _drill_down(marks, ids, selection, 0, unit),
        state=(page.filters.action_line, page.filters.sdg),
        unit=unit,
        how=_(
            "The {matrix} maps action lines to goals; it links each field by itself, and does not depend on the "
            "filters. The numbers do: a goal counts as cited where a submission names it."
        ).format(matrix=escaping.markdown(dataset_texts.texts().matrix))
        + f" {escaping.markdown(dataset_texts.texts().reading)}",
    )


def _cells(marks: Marks, total: int, unit: str, *, none: str = "") -> dict[tuple[str, str], Cell]:
    """The marks as cells, each as full as its count among all but totals; the words of one without any are ``none``."""
    inner = [mark.counts[unit] for ids, mark in marks.items() if HEAD not in ids and ALL not in ids]
    highest = max([1, *inner])
    cells = {}
    for (line, column), mark in marks.items():
        count = mark.counts[unit]
        outer = line == HEAD or column == ALL
        absent = _NOT_CITED_NARROW if outer else none
        cells[line, column] = Cell(
            number(count) if count else absent,
            f"{plotted(mark.name)}<br>{plotted(said(mark, total, unit))}",
            strength=count / highest,
            quiet=outer,
        )
    return cells


def said(mark: Mark, total: int, unit: str) -> str:
    """What a mark says: how many of ``total`` that cite an action line; without a total, how many, and what it adds."""
    count = mark.counts[unit]
    if mark.said:
        return f"{mark.said} {together(count, unit)}"
    if not total or not count:
        named = len(mark.where) > 1
        return _("no such point coded") if named and not count else cited_by(count, unit)
    return of_citing(count, total, unit)


def _drill_down(
    marks: Marks, ids: Sequence[str], selection: Filters, total: int, unit: str
) -> DrillDown | None:
    """What a clicked mark is, the points and submissions that it counts, and the pages of what it names."""
    mark = marks.get((ids[0], ids[1]))
    if mark is None:
        return None
    exact = selection.set(**mark.where)
    links: list[Link] = []
    notes: tuple[str, ...] = ()
    if mark.counts["points"]:
        behind = exact
        if "kind" in mark.where:
            behind, notes = narrow_to_kind(exact.set(kind=selection.kind), *exact.kind)
        points, texts = (
            headlines.counted(mark.counts[one], one) if behind == exact else ""
            for one in ("points", "submissions")
        )
        links = [points_link(behind, points), submissions_link(behind, texts)]
    known = filter_options.option_labels()
    for name in ("theme", "action_line", "sdg"):
        if len(named := mark.where.get(name, ())) == 1:
            links.append(Link(name, known[name][named[0]], id=named[0]))
    return DrillDown(f"{mark.name}: {said(mark, total, unit)}", links, notes)


def _selected(page: Context, lines: pd.DataFrame) -> tuple[str, ...]:
    return tuple(line for line in page.filters.action_line if line in set(lines.action_line_id))


def linked(row: Any | None) -> str:
    """What the matrix says of an action line and a goal; ``row`` is of ``action_line_goals``, None if there is none."""
    if row is None or row.link == "none":
        return _("The {matrix} does not link the two.").format(matrix=dataset_texts.texts().matrix)
    if row.link == "itself":
        return _("The {matrix} links the two.").format(matrix=dataset_texts.texts().matrix)
    fields = [field(one) for one in str(row.fields).split("; ")]
    return _("The {matrix} links the goal with {fields}.").format(
        matrix=dataset_texts.texts().matrix, fields=", ".join(fields)
    )


def together(count: int, unit: str) -> str:
    """How many cite an action line and a goal in one point."""
    if not count:
        return _("No selected point cites both.")
    return {
        "submissions": ngettext(
            "{n} submission cites both in one point.",
            "{n} submissions cite both in one point.",
            count,
        ),
        "organisations": ngettext(
            "{n} organisation stands behind texts that cite both in one point.",
            "{n} organisations stand behind texts that cite both in one point.",
            count,
        ),
        "points": ngettext("{n} point cites both.", "{n} points cite both.", count),
    }[unit].format(n=number(count))


def matrix(rows: pd.DataFrame, citing: int, selected: int) -> str:
    """Which goal most action lines serve, and how few submissions cite any; ``rows`` is of ``action_line_goals``."""
    links = rows[rows.link == "itself"]
    if links.empty:
        return ""
    served = links.groupby("number").size()
    first = int(served.max())
    leaders = [f"SDG {goal}" for goal in served.index[served == first]]
    share = _("{count} of {total}").format(
        count=number(first), total=number(links.action_line_id.nunique())
    )
    said = headlines.lead(
        leaders,
        _("The matrix links {name} with more action lines and fields than any other goal: {share}"),
        _(
            "The matrix links {names} with more action lines and fields than any other goal: {share} each"
        ),
        _("The matrix links {n} goals with {share} action lines and fields each"),
        share=share,
    )
    cite = (
        ngettext("{n} of {total} cites a goal", "{n} of {total} cite a goal", citing).format(
            n=number(citing), total=headlines.counted(selected, "submissions")
        )
        if citing
        else _("no submission selected cites a goal")
    )
    return f"{said}; {cite}"


def units(unit: str) -> str:
    """What is counted, at the beginning of a subtitle that goes on with 'that cite ...'."""
    return _("Organisations behind texts") if unit == "organisations" else labels.UNITS[unit]


def _how() -> str:
    return _(
        "A point counts for every action line that it names; one that names a field counts for the field and, "
        "once, for the line it is part of. “Not cited” means that no selected point names the line, not that nobody "
        "speaks about its subject."
    )


def source(addresses: Iterable[str]) -> str:
    """Markdown: where the matrix was read, each page once."""
    pages = [page for page in dict.fromkeys(addresses) if escaping.safe_url(page)]
    read = " · ".join(
        f"[{escaping.markdown(escaping.host(page))}]({escaping.safe_url(page)})" for page in pages
    )
    return _("Matrix read at {pages}").format(pages=read) if read else ""
