"""What sides have in common: organisations, stakeholder groups or stages, whose ids are given."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from fractions import Fraction
from itertools import combinations

from tests.queries.oracle import Oracle, Rows, Selection

FEW_POINTS = 3


class Side:
    """A side that is compared, and its part of a selection."""

    def __init__(self, oracle: Oracle, selection: Selection, by: str, identifier: str) -> None:
        filtered = selection.filters.organisation
        self.id = identifier
        self.by = by
        self.selection = selection
        if by == "organisation":
            self.name = oracle.organisations[identifier]["label"]
            submissions = {
                party.submission for party in selection.parties if party.organisation == identifier
            }
        elif by == "group":
            self.name = identifier
            submissions = {
                party.submission
                for party in selection.parties
                if party.group == identifier and (not filtered or party.organisation in filtered)
            }
        else:
            self.name = oracle.stages[identifier]["title"]
            submissions = {
                submission
                for submission in selection.submissions
                if oracle.submissions[submission]["stage_id"] == identifier
            }
        self.submissions = submissions
        self.points = {
            point: submission
            for point, submission in selection.points.items()
            if submission in submissions
        }

    def units(self, unit: str, points: Collection[str]) -> set[str]:
        """The units that some of its points count as."""
        texts = {self.points[point] for point in points}
        if unit == "organisations":
            return self.behind(texts)
        return set(points) if unit == "points" else texts

    def behind(self, texts: Collection[str]) -> set[str]:
        """Who stands behind some of its submissions; of a group, those of the group."""
        return {
            party.organisation
            for party in self.selection.parties
            if party.submission in texts and (self.by != "group" or party.group == self.id)
        }

    def claims(self, oracle: Oracle) -> dict[str, set[str]]:
        """Claim -> its submissions that make it."""
        submissions = defaultdict(set)
        for point, text in self.points.items():
            if claim := oracle.points[point]["claim_id"]:
                submissions[claim].add(text)
        return submissions


def _sides(oracle: Oracle, selection: Selection, by: str, ids: str) -> list[tuple[int, Side]]:
    identifiers = oracle.filter_ids[by]
    return [
        (position, Side(oracle, selection, by, identifier))
        for position, identifier in enumerate(ids.split(","), 1)
        if identifier in identifiers
    ]


def _compared(
    oracle: Oracle,
    sides: list[tuple[int, Side]],
    unit: str,
    key: Callable[[dict[str, str]], str],
    words: Callable[[str], tuple[object, ...]],
    title: Callable[[str], str],
) -> Rows:
    items = defaultdict(dict)
    for position, side in sides:
        raised = defaultdict(set)
        for point in side.points:
            raised[key(oracle.points[point])].add(point)
        total = len(side.units(unit, side.points))
        for value, points in raised.items():
            if value:
                items[value][position] = (side, len(side.units(unit, points)), total)
    rows = []
    for value, cells in items.items():
        positions = sorted(cells)
        sides_of = ",".join(cells[position][0].id for position in positions)
        least = min(Fraction(count, total) for _, count, total in cells.values())
        counts = sum(count for _, count, _ in cells.values())
        for position in positions:
            side, count, total = cells[position]
            rows.append(
                (
                    (-len(positions), positions, -least, -counts, title(value), position),
                    (
                        *words(value),
                        side.id,
                        side.name,
                        position,
                        sides_of,
                        len(positions),
                        count,
                        total,
                        Fraction(100 * count, total),
                        len(set(side.points.values())),
                    ),
                )
            )
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _comparing(
    key: Callable[[Oracle, dict[str, str]], str],
    words: Callable[[Oracle, str], tuple[object, ...]],
    title: Callable[[Oracle, str], str],
) -> Callable[..., Rows]:
    """The oracle of what sides say: by ``key`` of a point, with ``words`` as first columns, ordered by ``title``."""

    def answer(
        oracle: Oracle,
        selection: Selection,
        ids: str,
        by: str = "organisation",
        unit: str = "submissions",
    ) -> Rows:
        return _compared(
            oracle,
            _sides(oracle, selection, by, ids),
            unit,
            lambda point: key(oracle, point),
            lambda value: words(oracle, value),
            lambda value: title(oracle, value),
        )

    return answer


def _theme(oracle: Oracle, theme: str) -> tuple[object, ...]:
    row = oracle.themes[theme]
    return theme, row["title"], row["family"]


def _claim(oracle: Oracle, claim: str) -> tuple[object, ...]:
    row = oracle.claims[claim]
    return claim, row["title"], row["kind"], row["theme_id"]


def _overlap(
    oracle: Oracle, first_points: Collection[str], second_points: Collection[str]
) -> Fraction | None:
    """How far two mixes of themes coincide, in percent: theme by theme the smaller share of points."""
    if min(len(first_points), len(second_points)) < FEW_POINTS:
        return None
    first, second = (
        Counter(oracle.points[point]["theme_id"] for point in points)
        for points in (first_points, second_points)
    )
    shares = [
        min(Fraction(first[theme], len(first_points)), Fraction(count, len(second_points)))
        for theme, count in second.items()
    ]
    return 100 * sum(shares, Fraction(0))


def comparison_sides(
    oracle: Oracle, selection: Selection, ids: str, by: str = "organisation"
) -> Rows:
    return [
        (
            side.id,
            side.name,
            position,
            len(side.submissions),
            len(side.behind(side.submissions)),
            len(side.points),
            _overlap(oracle, side.points, selection.points),
        )
        for position, side in _sides(oracle, selection, by, ids)
    ]


def comparison_pairs(
    oracle: Oracle, selection: Selection, ids: str, by: str = "organisation"
) -> Rows:
    rows = []
    present = [side for _, side in _sides(oracle, selection, by, ids) if side.submissions]
    for first, second in combinations(present, 2):
        overlap = _overlap(oracle, first.points, second.points)
        claims = [set(side.claims(oracle)) for side in (first, second)]
        shared, either = claims[0] & claims[1], claims[0] | claims[1]
        comparable = overlap is not None and either
        rows.append(
            (
                first.id,
                first.name,
                second.id,
                second.name,
                overlap,
                Fraction(100 * len(shared), len(either)) if comparable else None,
                len(shared),
                len(either),
                len(first.submissions & second.submissions),
                len(first.submissions),
                len(second.submissions),
                len(first.points),
                len(second.points),
            )
        )
    return rows


def comparison_shared(
    oracle: Oracle, selection: Selection, ids: str, by: str = "organisation"
) -> Rows:
    sides = [side for _, side in _sides(oracle, selection, by, ids)]
    counted = Counter(text for side in sides for text in side.submissions)
    points = Counter(selection.points.values())
    return [
        (
            text,
            oracle.submissions[text]["title"],
            "; ".join(side.name for side in sides if text in side.submissions),
            counted[text],
            oracle.stage_of(text)["title"],
            *oracle.dated(text),
            points[text],
            oracle.reporter(text),
        )
        for text in oracle.latest_first(text for text, count in counted.items() if count > 1)
    ]


def comparison_opposites(
    oracle: Oracle, selection: Selection, ids: str, by: str = "organisation"
) -> Rows:
    sides = _sides(oracle, selection, by, ids)
    counts = {
        position: {claim: len(texts) for claim, texts in side.claims(oracle).items()}
        for position, side in sides
    }
    pairs = [
        (row["claim_id"], row["opposite_id"], row["note"]) for row in oracle.rows["claim_opposites"]
    ]
    pairs += [(opposite, claim, note) for claim, opposite, note in pairs]
    rows = []
    for (first, side), (second, other) in combinations(sides, 2):
        for claim, opposite, note in pairs:
            first_claims, first_opposes = (
                counts[first].get(claim, 0),
                counts[first].get(opposite, 0),
            )
            second_opposes, second_claims = (
                counts[second].get(opposite, 0),
                counts[second].get(claim, 0),
            )
            if first_claims > first_opposes and second_opposes > second_claims:
                order = (
                    -min(first_claims - first_opposes, second_opposes - second_claims),
                    -first_claims - second_opposes,
                    claim,
                    opposite,
                )
                rows.append(
                    (
                        (*order, first, second),
                        (
                            claim,
                            oracle.claim_title(claim),
                            side.id,
                            side.name,
                            first_claims,
                            first_opposes,
                            opposite,
                            oracle.claim_title(opposite),
                            other.id,
                            other.name,
                            second_opposes,
                            second_claims,
                            note,
                        ),
                    )
                )
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


ANSWERS = {
    "comparison_claims": _comparing(
        lambda _oracle, point: point["claim_id"],
        _claim,
        lambda oracle, claim: oracle.claims[claim]["title"],
    ),
    "comparison_families": _comparing(
        Oracle.family,
        lambda _oracle, family: (family, family),
        lambda _oracle, family: family,
    ),
    "comparison_opposites": comparison_opposites,
    "comparison_pairs": comparison_pairs,
    "comparison_shared": comparison_shared,
    "comparison_sides": comparison_sides,
    "comparison_themes": _comparing(
        lambda _oracle, point: point["theme_id"],
        _theme,
        lambda oracle, theme: oracle.themes[theme]["title"],
    ),
}
