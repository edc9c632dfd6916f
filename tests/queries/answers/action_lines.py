"""How often action lines and goals are cited, as what, on which themes, and what the matrix links."""

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction

from tests.queries.oracle import Oracle, Row, Rows, Selection, _allows


def _order(line: str) -> tuple[int, str]:
    return int(line.removeprefix("C").partition("-")[0]), line


def _label(oracle: Oracle, line: str) -> str:
    row = next(row for row in oracle.rows["action_lines"] if row["action_line_id"] == line)
    parent = row["parent_id"]
    code = parent if parent and line.startswith(f"{parent}-") else line
    return f"{code} {row['short_title']}"


def _citing(oracle: Oracle, selection: Selection) -> dict[str, set[str]]:
    """Per action line the selected points that cite it or one of its fields."""
    points = defaultdict(set)
    for point in selection.points:
        for line in oracle.covering_lines(point):
            points[line].add(point)
    return points


def action_lines(oracle: Oracle, selection: Selection) -> Rows:
    citing = _citing(oracle, selection)
    rows = []
    for row in oracle.rows["action_lines"]:
        line = row["action_line_id"]
        words = (row["description"], row["facilitators"], row["source_url"])
        counts = selection.measures(citing[line]).values()
        rows.append(
            (_label(oracle, line), row["title"], *counts, *words, row["parent_id"] or None, line)
        )
    return sorted(rows, key=lambda row: _order(row[-1]))


def _parts(
    oracle: Oracle, selection: Selection, unit: str, key: Callable[[dict[str, str]], str]
) -> list[tuple[str, str, Row]]:
    citing = _citing(oracle, selection)
    total = selection.measures(set().union(*citing.values()))[unit]
    rows = []
    for line in sorted(citing, key=_order):
        parts = defaultdict(set)
        for point in citing[line]:
            parts[key(oracle.points[point])].add(point)
        for value, points in parts.items():
            measures = selection.measures(points)
            rows.append(
                (
                    line,
                    value,
                    (
                        measures[unit],
                        total,
                        Fraction(100 * measures[unit], total),
                        *measures.values(),
                    ),
                )
            )
    return rows


def action_lines_by_kind(oracle: Oracle, selection: Selection, unit: str, lines: str) -> Rows:
    rows = [
        (_label(oracle, line), kind, *numbers, line)
        for line, kind, numbers in _parts(oracle, selection, unit, lambda point: point["kind"])
        if lines == "all" or _allows(selection.filters.action_line, line)
    ]
    return sorted(rows, key=lambda row: (*_order(row[-1]), row[1]))


def action_lines_by_theme(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    rows = [
        (_label(oracle, line), oracle.themes[theme]["title"], *numbers, line, theme)
        for line, theme, numbers in _parts(oracle, selection, unit, lambda point: point["theme_id"])
    ]
    return sorted(rows, key=lambda row: (*_order(row[-2]), row[1]))


def goals(oracle: Oracle, selection: Selection) -> Rows:
    rows = []
    for goal in oracle.rows["sdgs"]:
        number = goal["sdg"]
        points = [
            point for point in selection.points if number in oracle.cited_goals.get(point, ())
        ]
        lines = sum(link["sdg"] == number for link in oracle.rows["action_line_sdgs"])
        counts = selection.measures(points).values()
        rows.append((goal["title"], int(number), *counts, lines, number))
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
            fields = sorted(field for field, parent in oracle.parents.items() if parent == line)
            fields = [field for field in fields if (field, goal) in sources]
            both = [point for point in citing[line] if goal in oracle.cited_goals.get(point, ())]
            pages = [
                sources[identifier, goal]
                for identifier in [line, *fields]
                if (identifier, goal) in sources
            ]
            if not pages and not both:
                continue
            if pairs == "filtered" and not (
                _allows(selection.filters.action_line, line)
                and _allows(selection.filters.sdg, goal)
            ):
                continue
            link = "itself" if (line, goal) in sources else "fields" if fields else "none"
            words = (_label(oracle, line), title, int(goal), link, "; ".join(fields) or None)
            counts = selection.measures(both).values()
            rows.append((*words, *counts, min(pages, default=None), line, goal))
    return sorted(rows, key=lambda row: (*_order(row[-2]), row[2]))


def citations(oracle: Oracle, selection: Selection) -> Rows:
    lines = selection.measures(
        [point for point in selection.points if oracle.cited_lines.get(point)]
    )
    cited = selection.measures(
        [point for point in selection.points if oracle.cited_goals.get(point)]
    )
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
