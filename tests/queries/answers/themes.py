"""What the questions on one theme, one claim and what goes together must return."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from fractions import Fraction
from itertools import combinations, permutations

from tests.queries.answers.outcome import adopted, made_to_text
from tests.queries.oracle import Oracle, Row, Rows, Selection

FEW = 5


def _share(count: int, total: int) -> Fraction:
    return Fraction(100 * count, total)


def _units(selection: Selection, points: Iterable[str], unit: str) -> set[str]:
    """The units that make some points."""
    points = set(points)
    submissions = {selection.points[point] for point in points}
    if unit == "points":
        return points
    return submissions if unit == "submissions" else selection.behind(submissions)


def _submissions_by(oracle: Oracle, selection: Selection, column: str) -> dict[str, set[str]]:
    """Per theme or claim the submissions that raise or make it."""
    submissions = defaultdict(set)
    for point, submission in selection.points.items():
        if value := oracle.points[point][column]:
            submissions[value].add(submission)
    return submissions


def _points_with(oracle: Oracle, selection: Selection, column: str, *values: str) -> list[str]:
    return [point for point in selection.points if oracle.points[point][column] in values]


def _equivalents(oracle: Oracle, claim: str, part: str) -> list[str]:
    """The claims that are equivalent to a claim, itself included; of a part, only those of that kind."""
    equal = {row["claim_id"]: row["equivalent_id"] for row in oracle.rows["claim_equivalents"]}
    same = equal.get(claim, claim)
    return [
        key
        for key, row in oracle.claims.items()
        if equal.get(key, key) == same and part in ("all", row["kind"])
    ]


def _made_to(oracle: Oracle, selection: Selection, made_to: str) -> Selection:
    return selection if made_to == "any" else made_to_text(oracle, selection, made_to)


def themes_by_kind(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    of_theme, of_kind = defaultdict(set), defaultdict(set)
    for point in selection.points:
        row = oracle.points[point]
        of_theme[row["theme_id"]].add(point)
        of_kind[row["theme_id"], row["kind"]].add(point)
    rows = []
    for (theme_id, kind), points in of_kind.items():
        theme = oracle.themes[theme_id]
        total = len(_units(selection, of_theme[theme_id], unit))
        count = len(_units(selection, points, unit))
        submissions = len(_units(selection, of_theme[theme_id], "submissions"))
        words = (theme_id, theme["title"], theme["family"], kind)
        rows.append((*words, count, total, _share(count, total), submissions))
    return sorted(rows, key=lambda row: (-row[5], row[1], row[3]))


def theme_pairs(oracle: Oracle, selection: Selection) -> Rows:
    raised = _submissions_by(oracle, selection, "theme_id")
    total = len(set(selection.points.values()))
    rows = []
    for theme_id, other in combinations(sorted(raised), 2):
        both = len(raised[theme_id] & raised[other])
        expected = Fraction(len(raised[theme_id]) * len(raised[other]), total)
        enough = expected >= FEW
        words = (theme_id, oracle.themes[theme_id]["title"], other, oracle.themes[other]["title"])
        sizes = (both, len(raised[theme_id]), len(raised[other]), total)
        lift = both / expected
        rows.append((enough, lift, *words, *sizes, expected, lift if enough else None))
    rows.sort(key=lambda row: (-row[0], -row[1], -row[6], row[3], row[5]))
    return [row[2:] for row in rows]


def theme(oracle: Oracle, selection: Selection, theme: str) -> Rows:
    if theme not in oracle.themes:
        return []
    row, points = oracle.themes[theme], _points_with(oracle, selection, "theme_id", theme)
    final, of_text = adopted(oracle), made_to_text(oracle, selection, "adopted")
    asking = {
        submission
        for point, submission in of_text.points.items()
        if oracle.points[point]["theme_id"] == theme
        and oracle.points[point]["kind"] in ("recommendation", "position")
    }
    on_theme = [
        row
        for row in oracle.rows["text_paragraph_themes"]
        if (row["text_id"], row["theme_id"]) == (final, theme)
    ]
    return [
        (
            theme,
            row["title"],
            row["family"],
            row["definition"],
            sum(claim["theme_id"] == theme for claim in oracle.claims.values()),
            len(on_theme),
            sum(paragraph["text_id"] == final for paragraph in oracle.rows["text_paragraphs"]),
            len(asking),
            len(of_text.submissions),
            sum(passage["theme_id"] == theme for passage in oracle.rows["text_passages"]),
            *(len(_units(selection, points, unit)) for unit in ("submissions", "organisations")),
            len(points),
            len(set(selection.points.values())),
        )
    ]


def _together(
    oracle: Oracle, selection: Selection, column: str, *values: str
) -> list[tuple[str, int, int, int, int]]:
    """What else is raised: id, submissions of both, of the one, of the other, of the selection."""
    raised = _submissions_by(oracle, selection, column)
    raising = set().union(*(raised.pop(value, set()) for value in values))
    selected = len(set(selection.points.values()))
    return [
        (other, len(raising & submissions), len(raising), len(submissions), selected)
        for other, submissions in raised.items()
        if raising & submissions
    ]


def theme_neighbours(oracle: Oracle, selection: Selection, theme: str) -> Rows:
    rows = []
    for other, both, raising, submissions, selected in _together(
        oracle, selection, "theme_id", theme
    ):
        expected = Fraction(raising * submissions, selected)
        lift = both / expected if expected >= FEW else None
        words = (other, oracle.themes[other]["title"])
        rows.append(
            (*words, both, raising, _share(both, raising), submissions, selected, expected, lift)
        )
    return sorted(rows, key=lambda row: (-row[2], row[5], row[1]))


def _by_group(
    selection: Selection, unit: str, points: Collection[str]
) -> dict[str, tuple[set[str], int, int]]:
    """Per stakeholder group its units among ``points``, all its units, all its submissions."""
    members, whole, texts = defaultdict(set), defaultdict(set), defaultdict(set)
    for party, point, counted in selection.voices(unit):
        whole[party.group].add(counted)
        texts[party.group].add(party.submission)
        if point in points:
            members[party.group].add(counted)
    return {group: (members[group], len(whole[group]), len(texts[group])) for group in whole}


def theme_groups(oracle: Oracle, selection: Selection, theme: str, unit: str) -> Rows:
    theme_points = _points_with(oracle, selection, "theme_id", theme)
    kinds = {oracle.points[point]["kind"] for point in selection.points}
    of_kind = {
        kind: {point for point in theme_points if oracle.points[point]["kind"] == kind}
        for kind in kinds
    }
    rows = []
    for kind, points in (of_kind | {"any": set(theme_points)}).items():
        for group, (members, whole, texts) in _by_group(selection, unit, points).items():
            rows.append((group, kind, len(members), whole, _share(len(members), whole), texts))
    return sorted(rows, key=lambda row: row[:2])


def claim_groups(
    oracle: Oracle, selection: Selection, claim: str, part: str, made_to: str, unit: str
) -> Rows:
    selection = _made_to(oracle, selection, made_to)
    claim_points = set(
        _points_with(oracle, selection, "claim_id", *_equivalents(oracle, claim, part))
    )
    rows = [
        (group, len(members), whole, _share(len(members), whole), texts)
        for group, (members, whole, texts) in _by_group(selection, unit, claim_points).items()
    ]
    return sorted(rows, key=lambda row: (-row[1], -row[3], row[0]))


def _raised(
    oracle: Oracle,
    selection: Selection,
    theme: str = "",
    claim: str = "",
    part: str = "all",
    made_to: str = "any",
) -> tuple[Selection, list[str]]:
    """The selection that a question on a theme or a claim looks at, and the ids that it counts."""
    values = [theme] if theme else _equivalents(oracle, claim, part)
    return _made_to(oracle, selection, made_to), values


def _by_stage(column: str) -> Callable[..., Rows]:
    def answer(oracle: Oracle, selection: Selection, unit: str, **parameters: str) -> Rows:
        selection, values = _raised(oracle, selection, **parameters)
        of_stage, raising = defaultdict(set), defaultdict(set)
        for point, submission in selection.points.items():
            stage = oracle.submissions[submission]["stage_id"]
            of_stage[stage].add(point)
            if oracle.points[point][column] in values:
                raising[stage].add(point)
        rows = []
        for stage_id, points in of_stage.items():
            stage = oracle.stages[stage_id]
            raised = len(_units(selection, raising[stage_id], unit))
            total = len(_units(selection, points, unit))
            texts = len(_units(selection, points, "submissions"))
            words = (stage_id, stage["title"], stage["short_title"], int(stage["position"]))
            if total:
                rows.append((*words, raised, total, _share(raised, total), texts))
        return sorted(rows, key=lambda row: row[3])

    return answer


def _organisations(column: str) -> Callable[..., Rows]:
    def answer(oracle: Oracle, selection: Selection, **parameters: str) -> Rows:
        selection, values = _raised(oracle, selection, **parameters)
        raising = {
            selection.points[point] for point in _points_with(oracle, selection, column, *values)
        }
        saying = set(selection.points.values())
        parts = defaultdict(list)
        for party in selection.parties:
            if party.submission in saying:
                parts[party.organisation].append(party)
        rows = []
        for organisation_id, all_parties in parts.items():
            matching = [party for party in all_parties if party.submission in raising]
            row = oracle.organisations[organisation_id]
            words = (organisation_id, row["name"], row["label"], row["stakeholder_group"])
            wrote = sum(party.role == "author" for party in matching)
            if matching:
                share = _share(len(matching), len(all_parties))
                rows.append((*words, len(matching), len(all_parties), share, wrote))
        return sorted(rows, key=lambda row: (-row[4], -row[7], row[5], row[1]))

    return answer


def _claim_words(oracle: Oracle, claim_id: str) -> Row:
    claim = oracle.claims[claim_id]
    theme_id = claim["theme_id"]
    return claim_id, claim["title"], claim["kind"], theme_id, oracle.themes[theme_id]["title"]


def claim(oracle: Oracle, selection: Selection, claim: str, part: str, made_to: str) -> Rows:
    if claim not in oracle.claims:
        return []
    selection = _made_to(oracle, selection, made_to)
    row = oracle.claims[claim]
    points = _points_with(oracle, selection, "claim_id", *_equivalents(oracle, claim, part))
    asking = [
        point
        for point in selection.points
        if oracle.points[point]["kind"] in ("recommendation", "position")
    ]
    return [
        (
            *_claim_words(oracle, claim),
            *(row[name] for name in ("definition", "includes", "excludes")),
            *(len(_units(selection, points, unit)) for unit in ("submissions", "organisations")),
            len(points),
            len(set(selection.points.values())),
            len(_units(selection, asking, "submissions")),
        )
    ]


def claim_pairs(
    oracle: Oracle, selection: Selection, claim: str, part: str, made_to: str, kind: str
) -> Rows:
    selection = _made_to(oracle, selection, made_to)
    equivalents = _equivalents(oracle, claim, part)
    rows = []
    for other, both, raising, submissions, selected in _together(
        oracle, selection, "claim_id", *equivalents
    ):
        expected = Fraction(raising * submissions, selected)
        lift = both / expected if both >= FEW else None
        numbers = (both, raising, _share(both, raising), submissions, selected, expected, lift)
        if kind in ("all", oracle.claims[other]["kind"]):
            rows.append((*_claim_words(oracle, other), *numbers))
    return sorted(rows, key=lambda row: (-row[5], row[8], row[1]))


def _opposites(oracle: Oracle, claims: Collection[str]) -> Mapping[str, str]:
    """The claims that oppose some claims, each with the notes that say how."""
    notes_of = defaultdict(list)
    for row in oracle.rows["claim_opposites"]:
        for claim, other in permutations((row["claim_id"], row["opposite_id"])):
            if claim in claims:
                notes_of[other].append(row["note"])
    return {other: " ".join(sorted(notes)) for other, notes in notes_of.items()}


def _made(submissions_by_claim: Mapping[str, set[str]], claims: Collection[str]) -> set[str]:
    """The submissions that make one of some claims."""
    return set().union(*(submissions_by_claim.get(claim, set()) for claim in claims))


def claim_opposites(
    oracle: Oracle, selection: Selection, claim: str, part: str, made_to: str
) -> Rows:
    selection = _made_to(oracle, selection, made_to)
    equivalents = _equivalents(oracle, claim, part)
    submissions_by_claim = _submissions_by(oracle, selection, "claim_id")
    total = len(set(selection.points.values()))
    rows = []
    for other, note in _opposites(oracle, equivalents).items():
        making, opposed = (
            _made(submissions_by_claim, equivalents),
            submissions_by_claim.get(other, set()),
        )
        supporters, opponents = selection.behind(making), selection.behind(opposed)
        counts = [
            len(members) for members in (making, opposed, making & opposed, supporters, opponents)
        ]
        rows.append(
            (*_claim_words(oracle, other), note, *counts, len(supporters & opponents), total)
        )
    return sorted(rows, key=lambda row: (-row[7], row[1])) if total else []


def claim_opposite_organisations(
    oracle: Oracle, selection: Selection, claim: str, part: str, made_to: str
) -> Rows:
    selection = _made_to(oracle, selection, made_to)
    equivalents = _equivalents(oracle, claim, part)
    submissions_by_claim = _submissions_by(oracle, selection, "claim_id")
    rows = []
    for other in _opposites(oracle, equivalents):
        counts = defaultdict(lambda: [0, 0])
        for party in selection.parties:
            for position, making in enumerate(
                (_made(submissions_by_claim, equivalents), submissions_by_claim.get(other, set()))
            ):
                if party.submission in making:
                    counts[party.organisation][position] += 1
        for organisation_id, (making, opposed) in counts.items():
            row = oracle.organisations[organisation_id]
            names = (organisation_id, row["name"], row["label"], row["stakeholder_group"])
            rows.append((other, oracle.claims[other]["title"], *names, making, opposed))
    return sorted(rows, key=lambda row: (row[1], -row[6] - row[7], -row[6], row[3]))


ANSWERS: dict[str, Callable[..., Rows]] = {
    "themes_by_kind": themes_by_kind,
    "theme_pairs": theme_pairs,
    "theme": theme,
    "theme_neighbours": theme_neighbours,
    "theme_groups": theme_groups,
    "theme_stages": _by_stage("theme_id"),
    "theme_organisations": _organisations("theme_id"),
    "claim": claim,
    "claim_groups": claim_groups,
    "claim_stages": _by_stage("claim_id"),
    "claim_organisations": _organisations("claim_id"),
    "claim_pairs": claim_pairs,
    "claim_opposites": claim_opposites,
    "claim_opposite_organisations": claim_opposite_organisations,
}
