"""What each question on what became of the asks must return, by another way than SQL."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction

from queries import Filters
from tests.queries.answers.comparison import _sides
from tests.queries.oracle import Oracle, Row, Rows, Selection, _allows, _none

CHANGES = ("new", "strengthened", "weakened", "removed", "kept")
KINDS = ("achievement", "challenge", "position", "recommendation")


def of_kind(oracle: Oracle, filters: Filters, kind: str) -> Selection:
    """What the filters select if the kind of point is ``kind``."""
    return oracle.select(filters.set(kind=(kind,)))


def in_order(oracle: Oracle) -> list[dict[str, str]]:
    """The texts in time order."""
    return sorted(oracle.rows["texts"], key=lambda text: int(text["position"]))


def adopted(oracle: Oracle) -> str:
    """The id of the last text with a document symbol; of the last text if none has one."""
    texts = in_order(oracle)
    return ([text for text in texts if text["document_symbol"]] or texts)[-1]["text_id"]


def listed(oracle: Oracle, selection: Selection) -> list[str]:
    """The themes that the filters theme and family leave."""
    filters = selection.filters
    return [
        key
        for key, theme in oracle.themes.items()
        if _allows(filters.theme, key) and _allows(filters.family, theme["family"])
    ]


def reported(oracle: Oracle, themes: Iterable[str]) -> list[dict[str, str]]:
    """The passages on some themes, in the order of texts and of their numbers."""
    wanted, place = set(themes), {t["text_id"]: int(t["position"]) for t in oracle.rows["texts"]}
    passages = [row for row in oracle.rows["text_passages"] if row["theme_id"] in wanted]
    return sorted(
        passages,
        key=lambda row: (place[row["text_id"]], int(row["passage_id"].rpartition(".")[2])),
    )


def changes(passages: Iterable[dict[str, str]]) -> tuple[int, ...]:
    """How many of some passages changed in which way."""
    counts = Counter(row["change"] for row in passages)
    return tuple(counts[change] for change in CHANGES)


def texts(oracle: Oracle, selection: Selection) -> Rows:
    final = adopted(oracle)
    passages = reported(oracle, listed(oracle, selection))
    rows = []
    for text in in_order(oracle):
        own = [row for row in passages if row["text_id"] == text["text_id"]]
        stage = oracle.stages.get(text["stage_id"], {}).get("short_title")
        rows.append(
            (
                text["text_id"],
                text["title"],
                int(text["position"]),
                _none(text["stage_id"]),
                stage,
                _none(text["issued_on"]),
                _none(text["document_symbol"]),
                text["text_id"] == final,
                text["description"],
                len(own),
                len({row["theme_id"] for row in own}),
                text["source_url"],
            )
        )
    return rows


def text_passages(oracle: Oracle, selection: Selection) -> Rows:
    of = {text["text_id"]: text for text in oracle.rows["texts"]}
    return [
        (
            row["passage_id"],
            row["theme_id"],
            oracle.themes[row["theme_id"]]["title"],
            row["text_id"],
            of[row["text_id"]]["title"],
            int(of[row["text_id"]]["position"]),
            _none(of[row["text_id"]]["issued_on"]),
            _none(of[row["text_id"]]["document_symbol"]),
            _none(row["paragraph"]),
            row["says"],
            _none(row["change"]),
            row["publisher"],
            row["source_url"],
        )
        for row in reported(oracle, listed(oracle, selection))
    ]


def outcome_cells(oracle: Oracle, selection: Selection) -> Rows:
    final, rows = adopted(oracle), []
    for theme in sorted(listed(oracle, selection), key=lambda key: oracle.themes[key]["title"]):
        passages = reported(oracle, [theme])
        for text in in_order(oracle):
            own = [row for row in passages if row["text_id"] == text["text_id"]]
            paragraphs = "; ".join(row["paragraph"] for row in own if row["paragraph"])
            words = (theme, oracle.themes[theme]["title"], text["text_id"], text["title"])
            place = (int(text["position"]), text["text_id"] == final)
            rows.append((*words, *place, len(own), *changes(own), _none(paragraphs)))
    return rows


def middle_places(values: dict[str, int]) -> dict[str, float]:
    """The place of each value from the largest; equal ones share the middle of their places."""
    ordered = sorted(values.values(), reverse=True)
    return {
        key: ordered.index(value) + 1 + (ordered.count(value) - 1) / 2
        for key, value in values.items()
    }


def _units(selection: Selection, points: Iterable[str], unit: str) -> set[str]:
    """The units that make some points of the selection."""
    points = set(points)
    if unit == "points":
        return points
    submissions = {selection.points[point] for point in points}
    return selection.behind(submissions) if unit == "organisations" else submissions


def outcome_themes(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    """Challenges and requests are those that a filter by kind alone would leave."""
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    totals = {}
    for kind in ("challenge", "recommendation"):
        own = of_kind(oracle, selection.filters, kind)
        if not _allows(selection.filters.kind, kind):
            own = Selection(own.filters, frozenset(), {}, ())
        totals[kind] = len(_units(own, own.points, unit))
        on = defaultdict(set)
        for point in own.points:
            on[oracle.points[point]["theme_id"]].add(point)
        counts[kind] = {
            theme: (len(_units(own, points, unit)), len(_units(own, points, "submissions")))
            for theme, points in on.items()
        }
    final = adopted(oracle)
    rows: dict[str, list[object]] = {}
    for theme in listed(oracle, selection):
        passages = reported(oracle, [theme])
        at_last = sum(row["text_id"] == final for row in passages)
        challenges, in_challenges = counts["challenge"].get(theme, (0, 0))
        asks, asking = counts["recommendation"].get(theme, (0, 0))
        rows[theme] = [
            theme,
            oracle.themes[theme]["title"],
            oracle.themes[theme]["family"],
            asks,
            totals["recommendation"],
            challenges,
            totals["challenge"],
            at_last,
            len(passages) - at_last,
            *changes(passages),
            in_challenges,
            asking,
        ]
    compared = [key for key, row in rows.items() if row[15] >= 5 and row[2] != "Other"]
    asked = middle_places({key: rows[key][3] for key in compared})
    said = middle_places({key: rows[key][7] for key in compared})
    for key, row in rows.items():
        apart = said[key] - asked[key] if key in asked else None
        row += [asked.get(key), said.get(key), apart]
    return [tuple(row) for row in sorted(rows.values(), key=lambda row: (-row[3], -row[5], row[1]))]


def outcome_groups(oracle: Oracle, selection: Selection, theme: str, unit: str) -> Rows:
    rows: list[Row] = []
    for kind in ("challenge", "recommendation"):
        if not _allows(selection.filters.kind, kind):
            continue
        own = of_kind(oracle, selection.filters, kind)
        found = []
        for group in {party.group for party in own.parties}:
            parties = tuple(party for party in own.parties if party.group == group)
            texts = {party.submission for party in parties}
            of_group = {point: text for point, text in own.points.items() if text in texts}
            seen = Selection(own.filters, frozenset(texts), of_group, parties)
            here = [p for p in of_group if oracle.points[p]["theme_id"] == theme]
            count, total = (len(_units(seen, some, unit)) for some in (here, of_group))
            if count:
                share = Fraction(100 * count, total)
                submissions = len(set(of_group.values()))
                found.append((kind, group, count, total, share, submissions))
        rows += sorted(found, key=lambda row: (-row[2], row[1]))
    return rows


def outcome_claims(oracle: Oracle, selection: Selection, theme: str, unit: str) -> Rows:
    rows: list[Row] = []
    for kind in KINDS:
        if not _allows(selection.filters.kind, kind):
            continue
        own = of_kind(oracle, selection.filters, kind)
        made = defaultdict(set)
        for point in own.points:
            if oracle.points[point]["theme_id"] == theme:
                made[oracle.points[point]["claim_id"] or "none"].add(point)
        total = len(_units(own, [p for points in made.values() for p in points], unit))
        found = []
        for claim, points in made.items():
            count = len(_units(own, points, unit))
            words = (kind, claim, oracle.claim_title(claim))
            numbers = (count, total, Fraction(100 * count, total))
            submissions = len(_units(own, points, "submissions"))
            groups = _of_groups(own, points, unit)
            found.append((*words, *numbers, submissions, len(points), groups))
        order: Callable[[Row], tuple[object, ...]] = lambda row: (  # noqa: E731
            row[1] == "none",
            -row[3],
            -row[7],
            row[2] or "",
        )
        rows += sorted(found, key=order)
    return rows


def _of_groups(own: Selection, points: set[str], unit: str) -> str:
    """Stakeholder groups with their units, most first."""
    of_group = defaultdict(set)
    for party in own.parties:
        for point in points:
            if own.points[point] == party.submission:
                of_group[party.group].add(
                    {
                        "points": point,
                        "submissions": party.submission,
                        "organisations": party.organisation,
                    }[unit]
                )
    counts = sorted(((len(units), group) for group, units in of_group.items()), key=_most_first)
    return "; ".join(f"{group} {count}" for count, group in counts)


def _most_first(counted: tuple[int, str]) -> tuple[int, str]:
    return -counted[0], counted[1]


VERDICTS = ("taken-up", "partly", "contrary", "not-found")
"""The verdicts that say something of the text, in their order."""


def ask_of(oracle: Oracle) -> dict[str, str]:
    """The ask that each recommendation and position belongs to: a position to what it is equivalent with."""
    of = {key: key for key in oracle.claims if key[:3] in ("re-", "po-")}
    return of | {row["claim_id"]: row["equivalent_id"] for row in oracle.rows["claim_equivalents"]}


def asked(oracle: Oracle, selection: Selection) -> dict[str, set[str]]:
    """Ask -> the selected points that make it."""
    of, made = ask_of(oracle), defaultdict(set)
    for point in selection.points:
        if ask := of.get(oracle.points[point]["claim_id"]):
            made[ask].add(point)
    return made


def on_adopted(oracle: Oracle) -> dict[str, dict[str, str]]:
    """Claim -> the verdict on the adopted text, with its note."""
    final = adopted(oracle)
    return {
        row["claim_id"]: row for row in oracle.rows["claim_outcomes"] if row["text_id"] == final
    }


def asks(oracle: Oracle, selection: Selection, unit: str, verdict: str) -> Rows:
    titles = {text["text_id"]: text["title"] for text in oracle.rows["texts"]}
    total = len(_units(selection, selection.points, unit))
    of, outcomes = ask_of(oracle), on_adopted(oracle)
    text_of = {row["passage_id"]: row["text_id"] for row in oracle.rows["text_passages"]}
    rows = []
    for ask, points in asked(oracle, selection).items():
        outcome = outcomes.get(ask)
        if outcome is None or verdict not in ("all", outcome["verdict"]):
            continue
        claim = oracle.claims[ask]
        resting = [
            row
            for row in oracle.rows["claim_outcome_passages"]
            if row["claim_id"] == ask and text_of[row["passage_id"]] == outcome["text_id"]
        ]
        positions = sorted(key for key, value in of.items() if value == ask and key != ask)
        count = len(_units(selection, points, unit))
        rows.append(
            (
                ask,
                claim["title"],
                claim["kind"],
                claim["theme_id"],
                oracle.themes[claim["theme_id"]]["title"],
                outcome["verdict"],
                outcome["note"],
                outcome["text_id"],
                titles[outcome["text_id"]],
                len(resting),
                _none("; ".join(positions)),
                count,
                total,
                Fraction(100 * count, total),
                *selection.measures(points).values(),
                _of_groups(selection, points, unit),
            )
        )
    return sorted(rows, key=lambda row: (-row[11], -row[16], row[1]))


def ask_passages(oracle: Oracle, selection: Selection) -> Rows:
    filters = selection.filters
    texts = {text["text_id"]: text for text in oracle.rows["texts"]}
    passages = {row["passage_id"]: row for row in oracle.rows["text_passages"]}
    verdicts = {
        (row["claim_id"], row["text_id"]): row["verdict"] for row in oracle.rows["claim_outcomes"]
    }
    rows = []
    for row in oracle.rows["claim_outcome_passages"]:
        claim, passage = oracle.claims[row["claim_id"]], passages[row["passage_id"]]
        if not (
            _allows(filters.claim, row["claim_id"])
            and _allows(filters.theme, claim["theme_id"])
            and _allows(filters.family, oracle.themes[claim["theme_id"]]["family"])
            and _allows(filters.kind, claim["kind"])
        ):
            continue
        text = texts[passage["text_id"]]
        place = int(text["position"]), int(row["passage_id"].rpartition(".")[2])
        rows.append(
            (
                (claim["title"], *place),
                (
                    row["claim_id"],
                    claim["title"],
                    verdicts[row["claim_id"], passage["text_id"]],
                    row["passage_id"],
                    passage["text_id"],
                    text["title"],
                    _none(passage["paragraph"]),
                    passage["says"],
                    _none(passage["change"]),
                    passage["publisher"],
                    passage["source_url"],
                ),
            )
        )
    return [row for _place, row in sorted(rows, key=lambda one: one[0])]


def claim_support(oracle: Oracle, selection: Selection, claim: str, unit: str) -> Rows:
    titles = {text["text_id"]: text["title"] for text in oracle.rows["texts"]}
    total = len(_units(selection, selection.points, unit))
    of, outcomes = ask_of(oracle), on_adopted(oracle)
    if claim not in of:
        return []
    together = asked(oracle, selection)[of[claim]]
    rows = []
    for key in (key for key, value in of.items() if value == of[claim]):
        own = [point for point in together if oracle.points[point]["claim_id"] == key]
        outcome = outcomes.get(key, {"verdict": None, "note": None, "text_id": None})
        rows.append(
            (
                key,
                oracle.claims[key]["title"],
                oracle.claims[key]["kind"],
                outcome["verdict"],
                outcome["note"],
                outcome["text_id"],
                titles.get(outcome["text_id"] or ""),
                len(_units(selection, own, unit)),
                len(_units(selection, together, unit)),
                total,
            )
        )
    return sorted(rows, key=lambda row: (row[2] != "recommendation", row[1]))


def _judged(oracle: Oracle, points: Iterable[str]) -> tuple[dict[str, set[str]], set[str]]:
    """Verdict -> the asks that some points make and that have it, and the submissions of those points."""
    of, outcomes = ask_of(oracle), on_adopted(oracle)
    found, submissions = defaultdict(set), set()
    for point in points:
        ask = of.get(oracle.points[point]["claim_id"])
        if ask in outcomes and outcomes[ask]["verdict"] in VERDICTS:
            found[outcomes[ask]["verdict"]].add(ask)
            submissions.add(oracle.points[point]["submission_id"])
    return found, submissions


def _by_verdict(
    oracle: Oracle, points: Iterable[str], words: tuple[object, ...]
) -> list[tuple[object, ...]]:
    found, submissions = _judged(oracle, points)
    total = sum(len(asks) for asks in found.values())
    return [
        (
            *words,
            verdict,
            len(found[verdict]),
            total,
            Fraction(100 * len(found[verdict]), total),
            len(submissions),
        )
        for verdict in VERDICTS
        if verdict in found
    ]


def verdicts(oracle: Oracle, selection: Selection, parties: str) -> Rows:
    names = {
        row["country_code"]: row["country"]
        for row in oracle.organisations.values()
        if row["country"]
    }
    submissions_of = defaultdict(set)
    for party in selection.parties:
        if value := getattr(party, parties):
            submissions_of[value].add(party.submission)
    rows: Rows = []
    for value, submissions in submissions_of.items():
        points = [point for point, text in selection.points.items() if text in submissions]
        words = (value, names[value] if parties == "country" else None)
        rows += _by_verdict(oracle, points, words)
    return sorted(rows, key=lambda row: (-row[6], row[0], VERDICTS.index(row[2])))


def comparison_verdicts(oracle: Oracle, selection: Selection, by: str, ids: str) -> Rows:
    return [
        row
        for place, side in _sides(oracle, selection, by, ids)
        for row in _by_verdict(oracle, side.points, (side.id, side.name, place))
    ]


def verdict_agreement(oracle: Oracle, selection: Selection) -> Rows:
    """Counted claim by claim."""
    claims: Counter[tuple[str, str]] = Counter()
    adjudicated: Counter[tuple[str, str]] = Counter()
    for row in oracle.rows["claim_outcomes"]:
        pair = row["coder_a"], row["coder_b"]
        claims[pair] += 1
        adjudicated[pair] += bool(row["adjudicated"])
    return sorted(
        ((*pair, count, adjudicated[pair]) for pair, count in claims.items()),
        key=lambda row: (-row[2], row[0], row[1]),
    )


ANSWERS = {
    "asks": asks,
    "ask_passages": ask_passages,
    "claim_support": claim_support,
    "verdicts": verdicts,
    "comparison_verdicts": comparison_verdicts,
    "verdict_agreement": verdict_agreement,
    "texts": texts,
    "text_passages": text_passages,
    "outcome_cells": outcome_cells,
    "outcome_themes": outcome_themes,
    "outcome_groups": outcome_groups,
    "outcome_claims": outcome_claims,
}
