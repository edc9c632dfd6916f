"""What the questions on one organisation must return."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable
from fractions import Fraction

from tests.queries.oracle import Oracle, Rows, Selection

FEWEST_POINTS = 3

Profile = Counter[tuple[str, str]]


def _parts(selection: Selection) -> dict[str, dict[str, str]]:
    """Organisation -> submission -> role."""
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    for party in selection.parties:
        roles[party.organisation][party.submission] = party.role
    return roles


def _points_of(selection: Selection) -> dict[str, list[str]]:
    """Submission -> its selected points."""
    points = defaultdict(list)
    for point, submission in selection.points.items():
        points[submission].append(point)
    return points


def organisation(oracle: Oracle, selection: Selection, organisation: str) -> Rows:
    if organisation not in oracle.organisations:
        return []
    row, points_of = oracle.organisations[organisation], _points_of(selection)
    parts = _parts(selection).get(organisation, {})
    roles = list(parts.values())
    return [
        (
            organisation,
            row["name"],
            row["label"],
            row["short_name"] or None,
            row["stakeholder_group"],
            row["scope"],
            row["country_code"] or None,
            row["country"] or None,
            row["seat"] or None,
            row["region"],
            row["website"] or None,
            roles.count("signatory"),
            roles.count("author"),
            len(roles),
            sum(len(points_of[submission]) for submission in parts),
        )
    ]


def organisation_stages(oracle: Oracle, selection: Selection, organisation: str) -> Rows:
    parts = _parts(selection).get(organisation, {})
    rows = []
    for stage in sorted(oracle.stages.values(), key=lambda stage: int(stage["position"])):
        at_stage = [
            submission
            for submission in parts
            if oracle.submissions[submission]["stage_id"] == stage["stage_id"]
        ]
        roles = [parts[submission] for submission in at_stage]
        rows.append(
            (
                stage["stage_id"],
                stage["title"],
                stage["short_title"],
                int(stage["position"]),
                roles.count("author"),
                sum(
                    parts[submission] == "author" and oracle.reporter(submission) is not None
                    for submission in at_stage
                ),
                roles.count("signatory"),
                at_stage[0] if len(at_stage) == 1 else None,
            )
        )
    return rows


def organisation_submissions(oracle: Oracle, selection: Selection, organisation: str) -> Rows:
    points_of = _points_of(selection)

    sources = {
        row["submission_id"]: row["source_url"]
        for row in oracle.rows["signatories"]
        if row["organisation_id"] == organisation
    }
    parts = _parts(selection).get(organisation, {})
    return [
        (
            oracle.submissions[submission]["title"],
            parts[submission],
            *oracle.dated(submission),
            oracle.stage_of(submission)["title"],
            oracle.submissions[submission]["document_type"],
            oracle.authors(submission),
            len({party.organisation for party in oracle.parties_of[submission]} - {organisation}),
            len(points_of[submission]),
            oracle.reporter(submission),
            sources[submission],
            oracle.submissions[submission]["stage_id"],
            submission,
        )
        for submission in sorted(parts, key=oracle.time)
    ]


def organisation_themes(
    oracle: Oracle, selection: Selection, organisation: str, measure: str
) -> Rows:
    parts, points_of = _parts(selection), _points_of(selection)
    group = oracle.organisations.get(organisation, {}).get("stakeholder_group")
    own_submissions = set(parts.get(organisation, {}))
    beside = {
        submission
        for other, submissions in parts.items()
        for submission in submissions
        if oracle.organisations[other]["stakeholder_group"] == group
    } - own_submissions

    def units(submissions: set[str]) -> dict[str, set[str]]:
        by_theme = defaultdict(set)
        for submission in submissions:
            for point in points_of[submission]:
                unit = point if measure == "points" else submission
                by_theme[oracle.points[point]["theme_id"]].add(unit)
        return by_theme

    ours, theirs = units(own_submissions), units(beside)
    total, group_total = (len(set().union(*by_theme.values())) for by_theme in (ours, theirs))
    if not total:
        return []
    rows = []
    for theme_id in ours.keys() | theirs.keys():
        theme = oracle.themes[theme_id]
        raised, group_raised = len(ours[theme_id]), len(theirs[theme_id])
        rows.append(
            (
                theme_id,
                theme["title"],
                raised,
                total,
                Fraction(100 * raised, total),
                group_raised,
                group_total,
                Fraction(100 * group_raised, group_total) if group_total else None,
                theme["family"],
                group,
                sum(bool(points_of[submission]) for submission in own_submissions),
                sum(bool(points_of[submission]) for submission in beside),
            )
        )
    return sorted(rows, key=lambda row: (-row[2], -row[5], row[1]))


def co_signers(oracle: Oracle, selection: Selection, organisation: str) -> Rows:
    own_submissions = set(_parts(selection).get(organisation, {}))
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    for submission in selection.submissions:
        for party in oracle.parties_of[submission]:
            roles[party.organisation][submission] = party.role
    rows = []
    for other, parts in roles.items():
        both = own_submissions & set(parts)
        if other == organisation or not both:
            continue
        row = oracle.organisations[other]
        rows.append(
            (
                row["name"],
                len(both),
                len(own_submissions),
                Fraction(100 * len(both), len(own_submissions)),
                sum(parts[submission] == "author" for submission in both),
                len(parts),
                row["stakeholder_group"],
                row["country"] or None,
                row["label"],
                other,
            )
        )
    return sorted(rows, key=lambda row: (-row[1], row[5], row[0]))


def _rounded(value: float) -> float:
    return math.floor(100 * value + 0.5) / 100


def similar_organisations(
    oracle: Oracle, selection: Selection, organisation: str, common: str
) -> Rows:
    parts, points_of = _parts(selection), _points_of(selection)
    own_submissions = set(parts.get(organisation, {}))

    def profile(submissions: set[str]) -> Profile:
        points = (
            oracle.points[point] for submission in submissions for point in points_of[submission]
        )
        return Counter((point["theme_id"], point["kind"]) for point in points)

    rows = []
    for other, theirs in parts.items():
        both = own_submissions & set(theirs)
        away = set() if common == "kept" else both
        first, second = profile(own_submissions - away), profile(set(theirs) - away)
        weights: Counter[str] = Counter()
        for cell in first.keys() & second.keys():
            weights[cell[0]] += first[cell] * second[cell]
        if other == organisation or not weights:
            continue
        if min(first.total(), second.total()) < FEWEST_POINTS:
            continue
        squares = sum(count * count for count in first.values()) * sum(
            count * count for count in second.values()
        )
        squared = weights.total() ** 2 / squares
        titles = {theme: oracle.themes[theme]["title"] for theme in weights}
        themes = sorted(weights, key=lambda theme: (-weights[theme], titles[theme]))
        row = oracle.organisations[other]
        rows.append(
            (
                -squared,
                row["name"],
                _rounded(math.sqrt(squared)),
                "; ".join(titles[theme] for theme in themes),
                first.total(),
                second.total(),
                len(both),
                row["stakeholder_group"],
                row["country"] or None,
                row["label"],
                "; ".join(themes),
                other,
            )
        )
    rows.sort(key=lambda row: (row[0], -row[5], row[1]))
    return [row[1:] for row in rows]


ANSWERS: dict[str, Callable[..., Rows]] = {
    "organisation": organisation,
    "organisation_stages": organisation_stages,
    "organisation_submissions": organisation_submissions,
    "organisation_themes": organisation_themes,
    "co_signers": co_signers,
    "similar_organisations": similar_organisations,
}
