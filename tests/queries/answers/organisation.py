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
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for party in selection.parties:
        found[party.organisation][party.submission] = party.role
    return found


def _made(selection: Selection) -> dict[str, list[str]]:
    """Submission -> its selected points."""
    found = defaultdict(list)
    for point, submission in selection.points.items():
        found[submission].append(point)
    return found


def organisation(oracle: Oracle, selection: Selection, organisation: str) -> Rows:
    if organisation not in oracle.organisations:
        return []
    row, made = oracle.organisations[organisation], _made(selection)
    own = _parts(selection).get(organisation, {})
    roles = list(own.values())
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
            sum(len(made[submission]) for submission in own),
        )
    ]


def organisation_stages(oracle: Oracle, selection: Selection, organisation: str) -> Rows:
    own = _parts(selection).get(organisation, {})
    rows = []
    for stage in sorted(oracle.stages.values(), key=lambda stage: int(stage["position"])):
        there = [s for s in own if oracle.submissions[s]["stage_id"] == stage["stage_id"]]
        roles = [own[submission] for submission in there]
        rows.append(
            (
                stage["stage_id"],
                stage["title"],
                stage["short_title"],
                int(stage["position"]),
                roles.count("author"),
                sum(own[s] == "author" and oracle.reporter(s) is not None for s in there),
                roles.count("signatory"),
                there[0] if len(there) == 1 else None,
            )
        )
    return rows


def organisation_submissions(oracle: Oracle, selection: Selection, organisation: str) -> Rows:
    made = _made(selection)

    sources = {
        row["submission_id"]: row["source_url"]
        for row in oracle.rows["signatories"]
        if row["organisation_id"] == organisation
    }
    own = _parts(selection).get(organisation, {})
    return [
        (
            oracle.submissions[submission]["title"],
            own[submission],
            *oracle.dated(submission),
            oracle.stage_of(submission)["title"],
            oracle.submissions[submission]["document_type"],
            oracle.authors(submission),
            len({party.organisation for party in oracle.parties_of[submission]} - {organisation}),
            len(made[submission]),
            oracle.reporter(submission),
            sources[submission],
            oracle.submissions[submission]["stage_id"],
            submission,
        )
        for submission in sorted(own, key=oracle.time)
    ]


def organisation_themes(
    oracle: Oracle, selection: Selection, organisation: str, measure: str
) -> Rows:
    parts, made = _parts(selection), _made(selection)
    group = oracle.organisations.get(organisation, {}).get("stakeholder_group")
    own = set(parts.get(organisation, {}))
    beside = {
        submission
        for other, submissions in parts.items()
        for submission in submissions
        if oracle.organisations[other]["stakeholder_group"] == group
    } - own

    def units(submissions: set[str]) -> dict[str, set[str]]:
        found = defaultdict(set)
        for submission in submissions:
            for point in made[submission]:
                unit = point if measure == "points" else submission
                found[oracle.points[point]["theme_id"]].add(unit)
        return found

    ours, theirs = units(own), units(beside)
    total, group_total = (len(set().union(*found.values())) for found in (ours, theirs))
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
                sum(bool(made[submission]) for submission in own),
                sum(bool(made[submission]) for submission in beside),
            )
        )
    return sorted(rows, key=lambda row: (-row[2], -row[5], row[1]))


def co_signers(oracle: Oracle, selection: Selection, organisation: str) -> Rows:
    own = set(_parts(selection).get(organisation, {}))
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    for submission in selection.submissions:
        for party in oracle.parties_of[submission]:
            roles[party.organisation][submission] = party.role
    rows = []
    for other, parts in roles.items():
        both = own & set(parts)
        if other == organisation or not both:
            continue
        row = oracle.organisations[other]
        rows.append(
            (
                row["name"],
                len(both),
                len(own),
                Fraction(100 * len(both), len(own)),
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
    parts, made = _parts(selection), _made(selection)
    own = set(parts.get(organisation, {}))

    def profile(submissions: set[str]) -> Profile:
        points = (oracle.points[p] for submission in submissions for p in made[submission])
        return Counter((point["theme_id"], point["kind"]) for point in points)

    rows = []
    for other, theirs in parts.items():
        both = own & set(theirs)
        away = set() if common == "kept" else both
        one, two = profile(own - away), profile(set(theirs) - away)
        weights: Counter[str] = Counter()
        for cell in one.keys() & two.keys():
            weights[cell[0]] += one[cell] * two[cell]
        if other == organisation or not weights:
            continue
        if min(one.total(), two.total()) < FEWEST_POINTS:
            continue
        squares = sum(n * n for n in one.values()) * sum(n * n for n in two.values())
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
                one.total(),
                two.total(),
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
