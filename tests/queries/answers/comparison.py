"""What sides have in common: organisations, stakeholder groups or stages, whose ids are given."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from fractions import Fraction
from itertools import combinations

from tests.queries.oracle import Oracle, Rows, Selection

FEW_POINTS = 3


class Side:
    """One of those compared, and the part of a selection that is its."""

    def __init__(self, oracle: Oracle, selection: Selection, by: str, identifier: str) -> None:
        filtered = selection.filters.organisation
        self.id = identifier
        self.by = by
        self.selection = selection
        if by == "organisation":
            self.name = oracle.organisations[identifier]["label"]
            mine = {p.submission for p in selection.parties if p.organisation == identifier}
        elif by == "group":
            self.name = identifier
            mine = {
                p.submission
                for p in selection.parties
                if p.group == identifier and (not filtered or p.organisation in filtered)
            }
        else:
            self.name = oracle.stages[identifier]["title"]
            mine = {
                s for s in selection.submissions if oracle.submissions[s]["stage_id"] == identifier
            }
        self.submissions = mine
        self.points = {p: s for p, s in selection.points.items() if s in mine}

    def units(self, unit: str, points: Collection[str]) -> set[str]:
        """What some of its points count as."""
        texts = {self.points[point] for point in points}
        if unit == "organisations":
            return self.behind(texts)
        return set(points) if unit == "points" else texts

    def behind(self, texts: Collection[str]) -> set[str]:
        """Who stands behind some of its submissions; of a group, those of the group."""
        return {
            p.organisation
            for p in self.selection.parties
            if p.submission in texts and (self.by != "group" or p.group == self.id)
        }

    def claims(self, oracle: Oracle) -> dict[str, set[str]]:
        """Claim -> its submissions that make it."""
        made = defaultdict(set)
        for point, text in self.points.items():
            if claim := oracle.points[point]["claim_id"]:
                made[claim].add(text)
        return made


def _sides(oracle: Oracle, selection: Selection, by: str, ids: str) -> list[tuple[int, Side]]:
    known = oracle.known[by]
    return [
        (place, Side(oracle, selection, by, one))
        for place, one in enumerate(ids.split(","), 1)
        if one in known
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
    for place, side in sides:
        raised = defaultdict(set)
        for point in side.points:
            raised[key(oracle.points[point])].add(point)
        total = len(side.units(unit, side.points))
        for value, points in raised.items():
            if value:
                items[value][place] = (side, len(side.units(unit, points)), total)
    rows = []
    for value, cells in items.items():
        places = sorted(cells)
        sides_of = ",".join(cells[place][0].id for place in places)
        least = min(Fraction(count, total) for _, count, total in cells.values())
        counts = sum(count for _, count, _ in cells.values())
        for place in places:
            side, count, total = cells[place]
            rows.append(
                (
                    (-len(places), places, -least, -counts, title(value), place),
                    (
                        *words(value),
                        side.id,
                        side.name,
                        place,
                        sides_of,
                        len(places),
                        count,
                        total,
                        Fraction(100 * count, total),
                        len(set(side.points.values())),
                    ),
                )
            )
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


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


def _overlap(oracle: Oracle, one: Collection[str], two: Collection[str]) -> Fraction | None:
    """How far two mixes of themes coincide, in percent: theme by theme the smaller share of points."""
    if min(len(one), len(two)) < FEW_POINTS:
        return None
    first, second = (Counter(oracle.points[p]["theme_id"] for p in points) for points in (one, two))
    shares = [
        min(Fraction(first[theme], len(one)), Fraction(n, len(two))) for theme, n in second.items()
    ]
    return 100 * sum(shares, Fraction(0))


def comparison_sides(
    oracle: Oracle, selection: Selection, ids: str, by: str = "organisation"
) -> Rows:
    return [
        (
            side.id,
            side.name,
            place,
            len(side.submissions),
            len(side.behind(side.submissions)),
            len(side.points),
            _overlap(oracle, side.points, selection.points),
        )
        for place, side in _sides(oracle, selection, by, ids)
    ]


def comparison_pairs(
    oracle: Oracle, selection: Selection, ids: str, by: str = "organisation"
) -> Rows:
    rows = []
    present = [side for _, side in _sides(oracle, selection, by, ids) if side.submissions]
    for one, two in combinations(present, 2):
        overlap = _overlap(oracle, one.points, two.points)
        claims = [set(side.claims(oracle)) for side in (one, two)]
        shared, either = claims[0] & claims[1], claims[0] | claims[1]
        known = overlap is not None and either
        rows.append(
            (
                one.id,
                one.name,
                two.id,
                two.name,
                overlap,
                Fraction(100 * len(shared), len(either)) if known else None,
                len(shared),
                len(either),
                len(one.submissions & two.submissions),
                len(one.submissions),
                len(two.submissions),
                len(one.points),
                len(two.points),
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
        for text in oracle.latest_first(text for text, n in counted.items() if n > 1)
    ]


def comparison_opposites(
    oracle: Oracle, selection: Selection, ids: str, by: str = "organisation"
) -> Rows:
    sides = _sides(oracle, selection, by, ids)
    made = {
        place: {claim: len(texts) for claim, texts in side.claims(oracle).items()}
        for place, side in sides
    }
    pairs = [(r["claim_id"], r["opposite_id"], r["note"]) for r in oracle.rows["claim_opposites"]]
    pairs += [(opposite, claim, note) for claim, opposite, note in pairs]
    rows = []
    for (first, side), (second, other) in combinations(sides, 2):
        for claim, opposite, note in pairs:
            own, against = made[first].get(claim, 0), made[first].get(opposite, 0)
            theirs, ours = made[second].get(opposite, 0), made[second].get(claim, 0)
            if own > against and theirs > ours:
                order = (-min(own - against, theirs - ours), -own - theirs, claim, opposite)
                rows.append(
                    (
                        (*order, first, second),
                        (
                            claim,
                            oracle.claim_title(claim),
                            side.id,
                            side.name,
                            own,
                            against,
                            opposite,
                            oracle.claim_title(opposite),
                            other.id,
                            other.name,
                            theirs,
                            ours,
                            note,
                        ),
                    )
                )
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


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
