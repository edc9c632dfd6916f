"""What the options of the filters select."""

from collections import defaultdict

from queries.filters import PARTY_FILTERS, TABLE
from tests.queries.oracle import Oracle, Rows, Selection, voice

ROWS = {row.name: row for row in TABLE}


def option_counts(oracle: Oracle, selection: Selection, of: str) -> Rows:
    """Selects without each filter in turn, and looks up which of its options the selected submissions have."""
    rows = []
    for name in [row.name for row in TABLE if row.bar]:
        if (name in _shown_first()) == (of == "front"):
            having = _having(oracle, selection, name)
            rows += [
                (name, option, len(submissions))
                for option, submissions in having.items()
                if submissions
            ]
    return sorted(rows, key=lambda row: (row[0], -row[2], row[1]))


def _shown_first() -> list[str]:
    positions = sorted((row.bar, row.name) for row in TABLE if row.bar)
    return [name for _position, name in positions][:8]


def _having(oracle: Oracle, selection: Selection, name: str) -> dict[str, set[str]]:
    """Option -> the submissions that it selects beside the other filters."""
    filters = selection.filters
    others = filters.without(name, "also_theme") if name == "kind" else filters.without(name)
    wider = oracle.select(others)
    having = defaultdict(set)
    if name in PARTY_FILTERS:
        for party in wider.parties:
            option = getattr(party, name)
            if option and (not others.organisation or party.organisation in others.organisation):
                having[option].add(party.submission)
        return having
    if name.startswith("also_"):
        for submission in wider.submissions:
            for option in _besides(oracle, submission, name, filters.kind):
                having[option].add(submission)
        return having
    for submission in wider.submissions if ROWS[name].on == "submission" else ():
        row = {**oracle.stage_of(submission), **oracle.submissions[submission]}
        having[voice(row) if name == "voice" else row[ROWS[name].column]].add(submission)
    for point_id, submission in wider.points.items() if ROWS[name].on == "point" else ():
        point = oracle.points[point_id]
        if name == "kind" and filters.also_theme:
            besides = _besides(oracle, submission, "also_theme", (point["kind"],))
            if not besides & set(filters.also_theme):
                continue
        for option in _of_point(oracle, point, name):
            having[option].add(submission)
    return having


def _besides(oracle: Oracle, submission: str, name: str, kinds: tuple[str, ...]) -> set[str]:
    points = oracle.points_of[submission]
    if name == "also_organisation":
        return {party.organisation for party in oracle.parties_of[submission]}
    if name == "also_theme":
        return {point["theme_id"] for point in points if not kinds or point["kind"] in kinds}
    return {point["claim_id"] for point in points if point["claim_id"]}


def _of_point(oracle: Oracle, point: dict[str, str], name: str) -> set[str]:
    values = {
        "claim": lambda: {point["claim_id"] or "none"},
        "theme": lambda: {point["theme_id"]},
        "family": lambda: {oracle.family(point)},
        "kind": lambda: {point["kind"]},
        "action_line": lambda: oracle.covering_lines(point["point_id"]),
        "sdg": lambda: set(oracle.cited_goals.get(point["point_id"], ())),
    }
    return values[name]() if name in values else {point[ROWS[name].column]}


ANSWERS = {"option_counts": option_counts}
