"""What each question on requests and the texts that they were made to must return, computed without SQL."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction

from tests.queries.answers.comparison import _sides
from tests.queries.answers.outcome import (
    _of_groups,
    _text,
    _units,
    adopted,
    compared_with,
    in_order,
    made_to_text,
)
from tests.queries.oracle import Oracle, Rows, Selection, _allows, _none

VERDICTS = ("taken-up", "partly", "contrary", "silent")
"""The verdicts that say something of the text, in their order."""
STRENGTHS = (
    *("decides", "requests-or-calls-upon", "urges-or-commits", "encourages-or-invites"),
    *("recognises-or-reaffirms", "welcomes", "notes-or-recalls", "none"),
)
"""How firmly a text speaks, in order."""


def ask_of(oracle: Oracle) -> dict[str, str]:
    """Recommendation or position -> the ask that it belongs to; one with an equivalent belongs to that equivalent."""
    ask_by_claim = {key: key for key in oracle.claims if key[:3] in ("re-", "po-")}
    return ask_by_claim | {
        row["claim_id"]: row["equivalent_id"] for row in oracle.rows["claim_equivalents"]
    }


def points_by_ask_and_text(oracle: Oracle, selection: Selection) -> dict[tuple[str, str], set[str]]:
    """Ask and the text that it was made to -> the selected points that make it."""
    ask_by_claim, points_by_ask = ask_of(oracle), defaultdict(set)
    for point, submission in selection.points.items():
        if ask := ask_by_claim.get(oracle.points[point]["claim_id"]):
            points_by_ask[ask, compared_with(oracle, submission)].add(point)
    return points_by_ask


def verdicts_on(oracle: Oracle, text: str) -> dict[str, dict[str, str]]:
    """Claim -> the verdict on a text, with its note."""
    return {row["claim_id"]: row for row in oracle.rows["claim_outcomes"] if row["text_id"] == text}


def _paragraphs(oracle: Oracle, claim: str, text: str) -> str | None:
    """The paragraphs that a verdict rests on, best first."""
    resting = [
        (int(row["position"]), row["paragraph"])
        for row in oracle.rows["claim_outcome_paragraphs"]
        if (row["claim_id"], row["text_id"]) == (claim, text)
    ]
    return _none("; ".join(paragraph for _, paragraph in sorted(resting)))


def asks(
    oracle: Oracle,
    selection: Selection,
    unit: str,
    made_to: str,
    verdict: str,
    strength: str,
    first: str,
) -> Rows:
    selection = made_to_text(oracle, selection, made_to)
    total = _selected(selection, unit)
    asking = len(
        {
            submission
            for point, submission in selection.points.items()
            if oracle.points[point]["kind"] in ("recommendation", "position")
        }
    )
    ask_by_claim = ask_of(oracle)
    text_of = {row["passage_id"]: row["text_id"] for row in oracle.rows["text_passages"]}
    admitted = {"all": VERDICTS, "not-applicable": (*VERDICTS, "not-applicable")}
    rows = []
    for (ask, text), points in points_by_ask_and_text(oracle, selection).items():
        outcome = verdicts_on(oracle, text).get(ask)
        if (
            outcome is None
            or outcome["request"] != ("no" if verdict == "not-applicable" else "yes")
            or outcome["verdict"] not in admitted.get(verdict, (verdict,))
            or strength not in ("all", outcome["strength"])
        ):
            continue
        claim = oracle.claims[ask]
        reported = [
            row
            for row in oracle.rows["claim_outcome_passages"]
            if row["claim_id"] == ask and text_of[row["passage_id"]] == text
        ]
        positions = sorted(
            key for key, value in ask_by_claim.items() if value == ask and key != ask
        )
        count = len(_units(selection, points, unit))
        rank = STRENGTHS.index(outcome["strength"]) if first == "firmest" else 0
        rows.append(
            (
                (rank, -count, -len(points), claim["title"]),
                (
                    ask,
                    claim["title"],
                    claim["kind"],
                    claim["theme_id"],
                    oracle.themes[claim["theme_id"]]["title"],
                    outcome["verdict"],
                    outcome["strength"],
                    outcome["request"],
                    outcome["note"],
                    text,
                    _text(oracle, text)["title"],
                    _paragraphs(oracle, ask, text),
                    len(reported),
                    _none("; ".join(positions)),
                    count,
                    total,
                    Fraction(100 * count, total),
                    *selection.measures(points).values(),
                    asking,
                    _of_groups(selection, points, unit),
                ),
            )
        )
    return [row for _order, row in sorted(rows, key=lambda pair: pair[0])]


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
        position = int(text["position"]), int(row["passage_id"].rpartition(".")[2])
        rows.append(
            (
                (claim["title"], *position),
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
    return [row for _order, row in sorted(rows, key=lambda pair: pair[0])]


def request_paragraphs(oracle: Oracle, selection: Selection) -> Rows:
    filters = selection.filters
    paragraph_by_key = {
        (row["text_id"], row["paragraph"]): row for row in oracle.rows["text_paragraphs"]
    }
    rows = []
    for row in oracle.rows["claim_outcome_paragraphs"]:
        claim, text = oracle.claims[row["claim_id"]], _text(oracle, row["text_id"])
        if not (
            _allows(filters.claim, row["claim_id"])
            and _allows(filters.theme, claim["theme_id"])
            and _allows(filters.family, oracle.themes[claim["theme_id"]]["family"])
            and _allows(filters.kind, claim["kind"])
        ):
            continue
        paragraph = paragraph_by_key[row["text_id"], row["paragraph"]]
        outcome = verdicts_on(oracle, row["text_id"])[row["claim_id"]]
        rows.append(
            (
                (claim["title"], int(text["position"]), int(row["position"])),
                (
                    row["claim_id"],
                    claim["title"],
                    outcome["verdict"],
                    outcome["request"],
                    row["text_id"],
                    text["title"],
                    row["paragraph"],
                    int(paragraph["position"]),
                    paragraph["section"],
                    paragraph["says"],
                    paragraph["strength"],
                    _none(paragraph["addressee"]),
                    paragraph["source_url"],
                ),
            )
        )
    return [row for _order, row in sorted(rows, key=lambda pair: pair[0])]


def paragraphs(oracle: Oracle, selection: Selection, made_to: str) -> Rows:
    selection = made_to_text(oracle, selection, made_to)
    final, points_by_ask = adopted(oracle), points_by_ask_and_text(oracle, selection)
    themes, resting = defaultdict(list), defaultdict(set)
    for row in sorted(oracle.rows["text_paragraph_themes"], key=lambda row: int(row["position"])):
        themes[row["text_id"], row["paragraph"]].append(row["theme_id"])
    for row in oracle.rows["claim_outcome_paragraphs"]:
        if verdicts_on(oracle, row["text_id"])[row["claim_id"]]["request"] == "yes":
            resting[row["text_id"], row["paragraph"]].add(row["claim_id"])
    drafts = {text["text_id"] for text in in_order(oracle)}
    rows = []
    for row in sorted(
        oracle.rows["text_paragraphs"],
        key=lambda row: (int(_text(oracle, row["text_id"])["position"]), int(row["position"])),
    ):
        text, key = row["text_id"], (row["text_id"], row["paragraph"])
        if text != final if made_to == "adopted" else text in drafts:
            continue
        met = {claim for claim in resting[key] if (claim, text) in points_by_ask}
        points = {point for claim in met for point in points_by_ask[claim, text]}
        numbers = selection.measures(points)
        rows.append(
            (
                text,
                row["paragraph"],
                int(row["position"]),
                row["section"],
                row["says"],
                row["strength"],
                _none(row["verb_words"]),
                _none(row["addressee"]),
                _none(row["names"]),
                _none("; ".join(themes[key])),
                len(met),
                numbers["submissions"],
                numbers["organisations"],
                _none(_of_groups(selection, points, "submissions")),
                row["source_url"],
            )
        )
    return rows


def claim_support(
    oracle: Oracle, selection: Selection, claim: str, unit: str, made_to: str
) -> Rows:
    selection = made_to_text(oracle, selection, made_to)
    total = _selected(selection, unit)
    ask_by_claim, drafts = ask_of(oracle), {text["text_id"] for text in in_order(oracle)}
    if claim not in ask_by_claim:
        return []
    final, texts = adopted(oracle), {text["text_id"] for text in oracle.rows["texts"]}
    compared = [final] if made_to == "adopted" else sorted(texts - drafts)
    together = {
        point
        for (ask, _), points in points_by_ask_and_text(oracle, selection).items()
        if ask == ask_by_claim[claim]
        for point in points
    }
    rows = []
    for key in (key for key, value in ask_by_claim.items() if value == ask_by_claim[claim]):
        claim_points = [point for point in together if oracle.points[point]["claim_id"] == key]
        outcomes = [verdict for text in compared if (verdict := verdicts_on(oracle, text).get(key))]
        for outcome in outcomes or [defaultdict(lambda: None)]:
            text = outcome["text_id"]
            rows.append(
                (
                    key,
                    oracle.claims[key]["title"],
                    oracle.claims[key]["kind"],
                    outcome["verdict"],
                    outcome["strength"],
                    outcome["request"],
                    outcome["note"],
                    text,
                    _text(oracle, text)["title"] if text else None,
                    _paragraphs(oracle, key, text) if text else None,
                    len(_units(selection, claim_points, unit)),
                    len(_units(selection, together, unit)),
                    total,
                )
            )
    return sorted(rows, key=lambda row: (row[2] != "recommendation", row[1]))


def _selected(selection: Selection, unit: str) -> int:
    """How many of a unit are selected."""
    return {
        "submissions": len(selection.submissions),
        "organisations": len(selection.behind(selection.submissions)),
        "points": len(selection.points),
    }[unit]


def _by_verdict(
    oracle: Oracle, selection: Selection, points: Iterable[str], words: tuple[object, ...]
) -> list[tuple[object, ...]]:
    """The requests that some points make, by verdict and strength."""
    narrowed = Selection(
        selection.filters,
        selection.submissions,
        {point: selection.points[point] for point in points},
        selection.parties,
    )
    counts, submissions = Counter(), set()
    for (ask, text), ask_points in points_by_ask_and_text(oracle, narrowed).items():
        outcome = verdicts_on(oracle, text).get(ask)
        if outcome and outcome["request"] == "yes":
            counts[outcome["verdict"], outcome["strength"]] += 1
            submissions |= {narrowed.points[point] for point in ask_points}
    total = counts.total()
    return [
        (
            *words,
            verdict,
            strength,
            counts[verdict, strength],
            total,
            Fraction(100 * counts[verdict, strength], total),
            len(submissions),
        )
        for verdict in VERDICTS
        for strength in STRENGTHS
        if counts[verdict, strength]
    ]


def verdicts(oracle: Oracle, selection: Selection, parties: str, made_to: str) -> Rows:
    selection = made_to_text(oracle, selection, made_to)
    names = {
        row["country_code"]: row["country"]
        for row in oracle.organisations.values()
        if row["country"]
    }
    submissions_of = defaultdict(set)
    for party in selection.parties:
        if value := parties if parties == "all" else getattr(party, parties):
            submissions_of[value].add(party.submission)
    rows: Rows = []
    for value, submissions in submissions_of.items():
        points = [point for point, text in selection.points.items() if text in submissions]
        words = (value, names[value] if parties == "country" else None)
        rows += _by_verdict(oracle, selection, points, words)
    return sorted(
        rows, key=lambda row: (-row[7], row[0], VERDICTS.index(row[2]), STRENGTHS.index(row[3]))
    )


def comparison_verdicts(
    oracle: Oracle, selection: Selection, by: str, ids: str, made_to: str
) -> Rows:
    selection = made_to_text(oracle, selection, made_to)
    return [
        row
        for position, side in _sides(oracle, selection, by, ids)
        for row in _by_verdict(oracle, selection, side.points, (side.id, side.name, position))
    ]


def verdict_agreement(oracle: Oracle, selection: Selection) -> Rows:
    """Counted claim by claim, in each text."""
    claims: Counter[tuple[str, str, str]] = Counter()
    adjudicated: Counter[tuple[str, str, str]] = Counter()
    for row in oracle.rows["claim_outcomes"]:
        pair = row["text_id"], row["coder_a"], row["coder_b"]
        claims[pair] += 1
        adjudicated[pair] += bool(row["adjudicated"])
    positions = {row["text_id"]: int(row["position"]) for row in oracle.rows["texts"]}
    return sorted(
        ((*pair, count, adjudicated[pair]) for pair, count in claims.items()),
        key=lambda row: (positions[row[0]], -row[3], row[1], row[2]),
    )


ANSWERS = {
    "asks": asks,
    "ask_passages": ask_passages,
    "request_paragraphs": request_paragraphs,
    "paragraphs": paragraphs,
    "claim_support": claim_support,
    "verdicts": verdicts,
    "comparison_verdicts": comparison_verdicts,
    "verdict_agreement": verdict_agreement,
}
