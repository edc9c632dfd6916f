"""What each question on what became of the asks must return, computed without SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache

from queries import Filters
from tests.queries.oracle import Oracle, Row, Rows, Selection, _allows, _none

KINDS = ("achievement", "challenge", "position", "recommendation")


def of_kind(oracle: Oracle, filters: Filters, kind: str) -> Selection:
    """What the filters select of submissions made to the adopted text if the kind of point is ``kind``."""
    selected = oracle.select(filters.set(kind=(kind,)))
    return made_to_text(oracle, selected, "adopted") if _adopted(oracle) else selected


@cache
def _adopted(oracle: Oracle) -> dict[str, str] | None:
    """The last text with a document symbol; the last text if none has one."""
    texts = sorted(oracle.rows["texts"], key=lambda text: int(text["position"]))
    return next(reversed([text for text in texts if text["document_symbol"]] or texts), None)


def adopted(oracle: Oracle) -> str:
    """The id of the adopted text."""
    return _adopted(oracle)["text_id"]


@cache
def in_order(oracle: Oracle) -> list[dict[str, str]]:
    """The texts of the adopted text's process in time order."""
    process = (_adopted(oracle) or {}).get("process")
    texts = sorted(oracle.rows["texts"], key=lambda text: int(text["position"]))
    return [text for text in texts if text["process"] == process]


@cache
def compared_with(oracle: Oracle, submission: str) -> str:
    """The text that a submission was made to: one of another process at its stage, else the adopted one."""
    stage = oracle.submissions[submission]["stage_id"]
    drafts = {text["text_id"] for text in in_order(oracle)}
    others = [text["text_id"] for text in oracle.rows["texts"] if text["text_id"] not in drafts]
    at_stage = [text for text in others if _text(oracle, text)["stage_id"] == stage]
    return at_stage[0] if at_stage else adopted(oracle)


def _text(oracle: Oracle, text: str) -> dict[str, str]:
    return next(row for row in oracle.rows["texts"] if row["text_id"] == text)


def made_to_text(oracle: Oracle, selection: Selection, made_to: str) -> Selection:
    """The part of a selection that was made to the adopted text, or to ``other`` texts."""
    final = adopted(oracle)
    submissions = {
        submission
        for submission in selection.submissions
        if (compared_with(oracle, submission) == final) == (made_to == "adopted")
    }
    return Selection(
        selection.filters,
        frozenset(submissions),
        {
            point: submission
            for point, submission in selection.points.items()
            if submission in submissions
        },
        tuple(party for party in selection.parties if party.submission in submissions),
    )


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
    theme_ids, positions = (
        set(themes),
        {text["text_id"]: int(text["position"]) for text in oracle.rows["texts"]},
    )
    passages = [row for row in oracle.rows["text_passages"] if row["theme_id"] in theme_ids]
    return sorted(
        passages,
        key=lambda row: (positions[row["text_id"]], int(row["passage_id"].rpartition(".")[2])),
    )


def texts(oracle: Oracle, selection: Selection, made_to: str) -> Rows:
    final, drafts = adopted(oracle), in_order(oracle)
    all_texts = sorted(oracle.rows["texts"], key=lambda text: int(text["position"]))
    others = [text for text in all_texts if text not in drafts and text["stage_id"]]
    passages = reported(oracle, listed(oracle, selection))
    rows = []
    for text in drafts if made_to == "adopted" else others:
        on_text = [row for row in passages if row["text_id"] == text["text_id"]]
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
                len(on_text),
                len({row["theme_id"] for row in on_text}),
                text["source_url"],
            )
        )
    return rows


def text_passages(oracle: Oracle, selection: Selection) -> Rows:
    text_by_id = {text["text_id"]: text for text in oracle.rows["texts"]}
    return [
        (
            row["passage_id"],
            row["theme_id"],
            oracle.themes[row["theme_id"]]["title"],
            row["text_id"],
            text_by_id[row["text_id"]]["title"],
            int(text_by_id[row["text_id"]]["position"]),
            _none(text_by_id[row["text_id"]]["issued_on"]),
            _none(text_by_id[row["text_id"]]["document_symbol"]),
            _none(row["paragraph"]),
            row["says"],
            _none(row["change"]),
            row["publisher"],
            row["source_url"],
        )
        for row in reported(oracle, listed(oracle, selection))
    ]


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
        selected = of_kind(oracle, selection.filters, kind)
        if not _allows(selection.filters.kind, kind):
            selected = Selection(selected.filters, frozenset(), {}, ())
        totals[kind] = len(_units(selected, selected.points, unit))
        points_by_theme = defaultdict(set)
        for point in selected.points:
            points_by_theme[oracle.points[point]["theme_id"]].add(point)
        counts[kind] = {
            theme: (
                len(_units(selected, points, unit)),
                len(_units(selected, points, "submissions")),
            )
            for theme, points in points_by_theme.items()
        }
    final = (_adopted(oracle) or {}).get("text_id")
    paragraphs = sum(row["text_id"] == final for row in oracle.rows["text_paragraphs"])
    on_themes = [row for row in oracle.rows["text_paragraph_themes"] if row["text_id"] == final]
    rows: dict[str, list[object]] = {}
    for theme in listed(oracle, selection):
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
            sum(row["theme_id"] == theme for row in on_themes),
            paragraphs,
            in_challenges,
            asking,
        ]
    compared = [
        key for key, row in rows.items() if paragraphs and row[10] >= 5 and row[2] != "Other"
    ]
    request_places = middle_places({key: rows[key][3] for key in compared})
    text_places = middle_places({key: rows[key][7] for key in compared})
    for key, row in rows.items():
        apart = text_places[key] - request_places[key] if key in request_places else None
        row += [request_places.get(key), text_places.get(key), apart]
    return [tuple(row) for row in sorted(rows.values(), key=lambda row: (-row[3], -row[5], row[1]))]


def outcome_groups(oracle: Oracle, selection: Selection, theme: str, unit: str) -> Rows:
    rows: list[Row] = []
    for kind in ("challenge", "recommendation"):
        if not _allows(selection.filters.kind, kind):
            continue
        selected = of_kind(oracle, selection.filters, kind)
        group_rows = []
        for group in {party.group for party in selected.parties}:
            parties = tuple(party for party in selected.parties if party.group == group)
            texts = {party.submission for party in parties}
            of_group = {point: text for point, text in selected.points.items() if text in texts}
            group_selection = Selection(selected.filters, frozenset(texts), of_group, parties)
            on_theme = [point for point in of_group if oracle.points[point]["theme_id"] == theme]
            count, total = (
                len(_units(group_selection, points, unit)) for points in (on_theme, of_group)
            )
            if count:
                share = Fraction(100 * count, total)
                submissions = len(set(of_group.values()))
                group_rows.append((kind, group, count, total, share, submissions))
        rows += sorted(group_rows, key=lambda row: (-row[2], row[1]))
    return rows


def outcome_claims(oracle: Oracle, selection: Selection, theme: str, unit: str) -> Rows:
    rows: list[Row] = []
    for kind in KINDS:
        if not _allows(selection.filters.kind, kind):
            continue
        selected = of_kind(oracle, selection.filters, kind)
        points_by_claim = defaultdict(set)
        for point in selected.points:
            if oracle.points[point]["theme_id"] == theme:
                points_by_claim[oracle.points[point]["claim_id"] or "none"].add(point)
        total = len(
            _units(
                selected, [point for points in points_by_claim.values() for point in points], unit
            )
        )
        claim_rows = []
        for claim, points in points_by_claim.items():
            count = len(_units(selected, points, unit))
            words = (kind, claim, oracle.claim_title(claim))
            numbers = (count, total, Fraction(100 * count, total))
            submissions = len(_units(selected, points, "submissions"))
            groups = _of_groups(selected, points, unit)
            claim_rows.append((*words, *numbers, submissions, len(points), groups))
        order: Callable[[Row], tuple[object, ...]] = lambda row: (  # noqa: E731
            row[1] == "none",
            -row[3],
            -row[7],
            row[2] or "",
        )
        rows += sorted(claim_rows, key=order)
    return rows


def _of_groups(selection: Selection, points: set[str], unit: str) -> str:
    """Stakeholder groups with their units, most first."""
    of_group = defaultdict(set)
    for party in selection.parties:
        for point in points:
            if selection.points[point] == party.submission:
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


ANSWERS = {
    "texts": texts,
    "text_passages": text_passages,
    "outcome_themes": outcome_themes,
    "outcome_groups": outcome_groups,
    "outcome_claims": outcome_claims,
}
