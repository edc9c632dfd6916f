"""How often action lines and goals are cited, as what, on which themes, and what the matrix links."""

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction

from tests.queries.oracle import Oracle, Row, Rows, Selection, _allows


def _place(line: str) -> tuple[int, str]:
    return int(line.removeprefix("C").partition("-")[0]), line


def _named(oracle: Oracle, line: str) -> str:
    own = next(row for row in oracle.rows["action_lines"] if row["action_line_id"] == line)
    parent = own["parent_id"]
    code = parent if parent and line.startswith(f"{parent}-") else line
    return f"{code} {own['short_title']}"


def _citing(oracle: Oracle, selection: Selection) -> dict[str, set[str]]:
    """Per action line the selected points that cite it or one of its fields."""
    found = defaultdict(set)
    for point in selection.points:
        for line in oracle.covering_lines(point):
            found[line].add(point)
    return found


def action_lines(oracle: Oracle, selection: Selection) -> Rows:
    citing = _citing(oracle, selection)
    rows = []
    for a in oracle.rows["action_lines"]:
        line = a["action_line_id"]
        words = (a["description"], a["facilitators"], a["source_url"])
        counts = selection.measures(citing[line]).values()
        rows.append(
            (_named(oracle, line), a["title"], *counts, *words, a["parent_id"] or None, line)
        )
    return sorted(rows, key=lambda row: _place(row[-1]))


def _parts(
    oracle: Oracle, selection: Selection, unit: str, key: Callable[[dict[str, str]], str]
) -> list[tuple[str, str, Row]]:
    citing = _citing(oracle, selection)
    total = selection.measures(set().union(*citing.values()))[unit]
    rows = []
    for line in sorted(citing, key=_place):
        parts = defaultdict(set)
        for point in citing[line]:
            parts[key(oracle.points[point])].add(point)
        for value, points in parts.items():
            m = selection.measures(points)
            rows.append(
                (line, value, (m[unit], total, Fraction(100 * m[unit], total), *m.values()))
            )
    return rows


def action_lines_by_kind(oracle: Oracle, selection: Selection, unit: str, lines: str) -> Rows:
    rows = [
        (_named(oracle, line), kind, *numbers, line)
        for line, kind, numbers in _parts(oracle, selection, unit, lambda point: point["kind"])
        if lines == "all" or _allows(selection.filters.action_line, line)
    ]
    return sorted(rows, key=lambda row: (*_place(row[-1]), row[1]))


def action_lines_by_theme(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    rows = [
        (_named(oracle, line), oracle.themes[theme]["title"], *numbers, line, theme)
        for line, theme, numbers in _parts(oracle, selection, unit, lambda point: point["theme_id"])
    ]
    return sorted(rows, key=lambda row: (*_place(row[-2]), row[1]))


def goals(oracle: Oracle, selection: Selection) -> Rows:
    rows = []
    for g in oracle.rows["sdgs"]:
        number = g["sdg"]
        points = [p for p in selection.points if number in oracle.cited_goals.get(p, ())]
        lines = sum(link["sdg"] == number for link in oracle.rows["action_line_sdgs"])
        counts = selection.measures(points).values()
        rows.append((g["title"], int(number), *counts, lines, number))
    return sorted(rows, key=lambda row: row[1])


def action_line_goals(oracle: Oracle, selection: Selection, pairs: str) -> Rows:
    sources = {
        (row["action_line_id"], row["sdg"]): row["source_url"]
        for row in oracle.rows["action_line_sdgs"]
    }
    titles = {row["sdg"]: row["title"] for row in oracle.rows["sdgs"]}
    citing = _citing(oracle, selection)
    rows = []
    for line in oracle.parents:
        for goal, title in titles.items():
            fields = sorted(f for f, p in oracle.parents.items() if p == line)
            fields = [field for field in fields if (field, goal) in sources]
            both = [p for p in citing[line] if goal in oracle.cited_goals.get(p, ())]
            pages = [sources[one, goal] for one in [line, *fields] if (one, goal) in sources]
            if not pages and not both:
                continue
            if pairs == "filtered" and not (
                _allows(selection.filters.action_line, line)
                and _allows(selection.filters.sdg, goal)
            ):
                continue
            link = "itself" if (line, goal) in sources else "fields" if fields else "none"
            words = (_named(oracle, line), title, int(goal), link, "; ".join(fields) or None)
            counts = selection.measures(both).values()
            rows.append((*words, *counts, min(pages, default=None), line, goal))
    return sorted(rows, key=lambda row: (*_place(row[-2]), row[2]))


def citations(oracle: Oracle, selection: Selection) -> Rows:
    lines = selection.measures([p for p in selection.points if oracle.cited_lines.get(p)])
    cited = selection.measures([p for p in selection.points if oracle.cited_goals.get(p)])
    whole = {
        "submissions": len(selection.submissions),
        "organisations": len(selection.behind(selection.submissions)),
        "points": len(selection.points),
    }
    return [(name, lines[name], cited[name], whole[name]) for name in whole]


ANSWERS = {
    answer.__name__: answer
    for answer in (
        action_line_goals,
        action_lines,
        action_lines_by_kind,
        action_lines_by_theme,
        citations,
        goals,
    )
}
