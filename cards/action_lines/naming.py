"""Action lines and goals: their names, filters and coverage, their list, and their marks in charts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cards.kit import (
    DrillDown,
    Link,
    Record,
    RecordList,
    narrow_to_kind,
    points_link,
    submissions_link,
)
from cards.query import UNITS, Context, query
from charts.action_lines import COLUMN, HEAD, Cell
from charts.figure import SMALL
from charts.figure import text as plotted
from i18n import (
    N_,
    Words,
    _,
    dataset_texts,
    escaping,
    filter_options,
    headlines,
    listed,
    messages,
    ngettext,
    number,
    sentences,
    stating,
)
from queries import Filters, ask
from queries.filters import POINT_FILTERS

NOT_CITED = N_("not cited")
FEW_CODES = 3
FIELDS = Words({"off": N_("As one line"), "on": N_("Show separately")})


def parents_of_fields() -> str:
    """The codes of the action lines that have fields, 'action lines' where they are many; empty if there are none."""
    codes = list(dict.fromkeys(ask("action_lines").parent_id.dropna()))
    return listed(codes) if len(codes) <= FEW_CODES else _("action lines")


def named_matrix() -> str:
    """The name of the matrix with a capital letter."""
    name = dataset_texts.texts().matrix
    return name[:1].upper() + name[1:]


def lines_to_show(page: Context, rows: pd.DataFrame) -> pd.DataFrame:
    """The action lines to show, with fields if the page's switch is on; ``rows`` has ``parent_id``."""
    return rows if page.value("fields", tuple(FIELDS)) == "on" else lines_only(rows)


def lines_only(rows: pd.DataFrame) -> pd.DataFrame:
    """The action lines without fields; ``rows`` has ``parent_id``."""
    return rows[rows.parent_id.isna()]


def label(action_line: str) -> str:
    """Code and short title: C2 Infrastructure."""
    return filter_options.option_labels()["action_line"].get(action_line, action_line)


def code(line: Any) -> str:
    """The code of an action line; for a field whose id begins with that of its line, the line's: C7 for C7-egov."""
    identifier, parent = str(line.action_line_id), line.parent_id
    return parent if isinstance(parent, str) and identifier.startswith(f"{parent}-") else identifier


def field(action_line: str) -> str:
    """A field's short title, without its code: E-health."""
    return label(action_line).partition(" ")[2]


def goal_label(sdg: str) -> str:
    """Number and title: SDG 9: Industry, Innovation and Infrastructure."""
    return filter_options.option_labels()["sdg"].get(sdg, sdg)


def without_lines(page: Context) -> Filters:
    """The filters without the one on action lines, since the page's cards show all action lines."""
    return page.filters.without("action_line")


def citing(selection: Filters) -> pd.DataFrame:
    """Counts what cites an action line or a goal; one row per measure."""
    return ask("citations", selection).set_index("measure")


def coverage_of(selection: Filters) -> str:
    """Says how many submissions name an action line, and what that does not mean."""
    counts = citing(selection).loc["submissions"]
    return coverage(
        int(counts.action_lines),
        int(counts.selected),
        narrowed=any(getattr(selection, name) for name in POINT_FILTERS),
    )


def themes_link(selection: Filters) -> Link:
    """A link to the themes of a selection, which count whether or not a submission names an action line."""
    label = _("Themes of these submissions")
    return Link("themes", label, selection, icon=":material/sell:")


def coverage(count: int, total: int, *, narrowed: bool) -> str:
    """Says how many of ``total`` submissions cite an action line, and what not citing one does not mean.

    ``narrowed`` means that only some of their points count.
    """
    if not total:
        return ""
    sentence = (
        ngettext(
            "{share} cites an action line in the points that match these filters.",
            "{share} cite an action line in the points that match these filters.",
            count,
        )
        if narrowed
        else ngettext("{share} cites an action line.", "{share} cite an action line.", count)
    ).format(share=headlines.of(count, total, "submissions"))
    if count == total:
        return sentence
    caution = _("Not citing an action line does not mean ignoring its subject.")
    return sentences(sentence, caution)


def source(addresses: Iterable[str]) -> tuple[str, str]:
    """The words before the web pages that the matrix was read from, and these pages, each once; empty without any."""
    pages = [page for page in dict.fromkeys(addresses) if escaping.safe_url(page)]
    words = _("Source of the matrix: {pages}").format(pages="").strip() if pages else ""
    return words, " ".join(pages)


LISTED = 12
"""Action lines on a page of the list."""


def most_cited(rows: pd.DataFrame, total: int, unit: str) -> str:
    """Names the action line that is cited most; ``rows`` has ``action_line`` and a column named like ``unit``.

    Empty if none is cited.
    """
    if not total or not rows[unit].max():
        return ""
    if total < headlines.FEW:
        return messages.FEW_CITE(unit, total)
    return headlines.lead(
        headlines.leaders(rows, "action_line", unit),
        messages.CITED_MOST,
        share=messages.OF_CITING(unit, total, count=number(rows[unit].max())),
    )


def lines(page: Context) -> RecordList:
    """The list card of all action lines: link, facilitators, number of citations."""
    citations = query("action_lines", without_lines(page))
    rows = lines_to_show(page, citations.rows)
    return RecordList(
        query=citations,
        title=_("Each action line has its own page"),
        subtitle=_("How often each is cited, and which UN body facilitates it"),
        record=lambda row: record(row, page.unit),
        rows=rows,
        size=LISTED,
        printed=len(rows),
        parameter="lines_page",
    )


def record(row: Any, unit: str) -> Record:
    """One action line: a link to its page, how often it is cited, who facilitates it."""
    link = Link("action_line", row.action_line, id=row.action_line_id)
    about = (cited_by(int(getattr(row, unit)), unit), escaping.one_line(row.facilitators))
    return Record(f"line_{row.action_line_id}", link, about)


def cited_by(count: int, unit: str) -> str:
    """How often something is cited: 'cited by 38 submissions', or 'not cited'."""
    return messages.CITED_BY(unit, count) if count else _(NOT_CITED)


ALL = "all"
"""In the ids of a mark: the column of a line's total."""
_NOT_CITED_NARROW = N_("not cited")


@dataclass(frozen=True)
class Mark:
    """One cell of a chart: its name, its filters, its counts, and a further sentence."""

    name: str
    where: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    sentence: str = ""


Marks = dict[tuple[str, str], Mark]
"""Marks by the two ids that they carry."""


def counts(row: Any | None) -> dict[str, int]:
    """The counts of a row by unit; empty without a row."""
    return {unit: int(getattr(row, unit)) if row is not None else 0 for unit in UNITS}


def cells_of(marks: Marks, total: int, unit: str, *, none: str = "") -> dict[tuple[str, str], Cell]:
    """Turns marks into cells. The largest count that is no total sets the strength; ``none`` is shown for zero."""
    inner = [mark.counts[unit] for ids, mark in marks.items() if HEAD not in ids and ALL not in ids]
    highest = max([1, *inner])
    cells = {}
    for (line, column), mark in marks.items():
        count = mark.counts[unit]
        outer = line == HEAD or column == ALL
        absent = plotted(_(_NOT_CITED_NARROW), COLUMN - 4, SMALL) if outer else none
        cells[line, column] = Cell(
            number(count) if count else absent,
            f"{plotted(mark.name)}<br>{plotted(mark_sentence(mark, total, unit))}",
            strength=count / highest,
            quiet=outer,
        )
    return cells


def mark_sentence(mark: Mark, total: int, unit: str) -> str:
    """The sentence on a mark: its count, as part of ``total`` if that is given, and the mark's further sentence."""
    count = mark.counts[unit]
    if mark.sentence:
        return f"{mark.sentence} {together(count, unit)}"
    if not total or not count:
        several_filters = len(mark.where) > 1
        return _("no such point") if several_filters and not count else cited_by(count, unit)
    return messages.OF_CITING(unit, total, count=number(count))


def mark_drill_down(
    marks: Marks, ids: Sequence[str], selection: Filters, total: int, unit: str
) -> DrillDown | None:
    """Describes a clicked mark and links to its points, its submissions and the pages of what it names."""
    mark = marks.get((ids[0], ids[1]))
    if mark is None:
        return None
    exact = selection.set(**mark.where)
    links: list[Link] = []
    notes: tuple[str, ...] = ()
    if mark.counts["points"]:
        point_filters = exact
        if "kind" in mark.where:
            point_filters, notes = narrow_to_kind(exact.set(kind=selection.kind), *exact.kind)
        points, texts = (
            headlines.counted(mark.counts[measure], measure) if point_filters == exact else ""
            for measure in ("points", "submissions")
        )
        links = [points_link(point_filters, points), submissions_link(point_filters, texts)]
    option_labels = filter_options.option_labels()
    for name in ("theme", "action_line", "sdg"):
        if len(identifiers := mark.where.get(name, ())) == 1:
            links.append(Link(name, option_labels[name][identifiers[0]], id=identifiers[0]))
    return DrillDown(stating(mark.name, mark_sentence(mark, total, unit)), links, notes)


def selected_lines(page: Context, lines: pd.DataFrame) -> tuple[str, ...]:
    return tuple(line for line in page.filters.action_line if line in set(lines.action_line_id))


def linked(row: Any | None) -> str:
    """The matrix's text on an action line and a goal; ``row`` is of ``action_line_goals``, or None."""
    if row is None or row.link == "none":
        return _("The {matrix} does not link the two.").format(matrix=dataset_texts.texts().matrix)
    if row.link == "itself":
        return _("The {matrix} links the two.").format(matrix=dataset_texts.texts().matrix)
    fields = [field(identifier) for identifier in str(row.fields).split("; ")]
    return _("The {matrix} links the goal with {fields}.").format(
        matrix=dataset_texts.texts().matrix, fields=listed(fields)
    )


def together(count: int, unit: str) -> str:
    """How many cite an action line and a goal in one point."""
    if not count:
        return _("No point that matches these filters cites both.")
    return messages.CITES_BOTH(unit, count)


def how_counted() -> str:
    return _(
        "A point is counted under every action line that it cites. A point that cites a field is counted under "
        "that field and once under its action line. “Not cited” means that no point matching the filters cites the "
        "line, not that nobody writes about its subject."
    )
