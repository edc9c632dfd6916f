"""What comes up when: themes over the stages, between two of them, by group, and in one author's texts."""

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction

import pandas as pd

from tests.queries.answers.outcome import in_order
from tests.queries.oracle import Oracle, Row, Rows, Selection

FIRST_OF_ALL = pd.Timestamp.min


def _units(selection: Selection, unit: str, point_id: str) -> set[str]:
    """What a point counts as."""
    submission = selection.points[point_id]
    if unit == "organisations":
        return selection.behind([submission])
    return {point_id if unit == "points" else submission}


def _stage_words(oracle: Oracle, stage_id: str) -> Row:
    stage = oracle.stages[stage_id]
    negotiated = any(text["stage_id"] == stage_id for text in in_order(oracle))
    words = (stage_id, stage["title"], stage["short_title"], int(stage["position"]))
    return (*words, negotiated)


def _by_stage(
    oracle: Oracle, selection: Selection, unit: str, key: Callable[[dict[str, str]], str]
) -> list[tuple[str, Row]]:
    raised, whole, texts = defaultdict(set), defaultdict(set), defaultdict(set)
    for point_id, submission in selection.points.items():
        stage = oracle.submissions[submission]["stage_id"]
        counted = _units(selection, unit, point_id)
        raised[key(oracle.points[point_id]), stage] |= counted
        whole[stage] |= counted
        texts[stage].add(submission)
    rows = []
    for (value, stage), members in raised.items():
        total = len(whole[stage])
        share = Fraction(100 * len(members), total)
        numbers = (len(members), total, share, len(texts[stage]))
        rows.append((value, (*_stage_words(oracle, stage), *numbers)))
    return sorted(rows, key=lambda row: (row[0], row[1][3]))


def themes_by_stage(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    rows = _by_stage(oracle, selection, unit, lambda point: point["theme_id"])
    return [(theme, oracle.themes[theme]["title"], *numbers) for theme, numbers in rows]


def families_by_stage(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    rows = _by_stage(oracle, selection, unit, oracle.family)
    return [(family, family, *numbers) for family, numbers in rows]


def theme_by_stage_and_group(oracle: Oracle, selection: Selection, theme: str, unit: str) -> Rows:
    raised, whole, texts = defaultdict(set), defaultdict(set), defaultdict(set)
    for party, point_id, counted in selection.voices(unit):
        key = party.group, oracle.submissions[party.submission]["stage_id"]
        whole[key].add(counted)
        texts[key].add(party.submission)
        if oracle.points[point_id]["theme_id"] == theme:
            raised[key].add(counted)
    rows = []
    for (group, stage), members in whole.items():
        count, total = len(raised[group, stage]), len(members)
        numbers = (count, total, Fraction(100 * count, total), len(texts[group, stage]))
        rows.append((group, *_stage_words(oracle, stage), *numbers))
    return sorted(rows, key=lambda row: (row[0], row[4]))


def stage_change(
    oracle: Oracle, selection: Selection, from_stage: str, to_stage: str, unit: str
) -> Rows:
    def at(stage: str) -> tuple[dict[str, set[str]], set[str], set[str]]:
        raised, whole, texts = defaultdict(set), set(), set()
        for point_id, submission in selection.points.items():
            if oracle.submissions[submission]["stage_id"] == stage:
                counted = _units(selection, unit, point_id)
                raised[oracle.points[point_id]["theme_id"]] |= counted
                whole |= counted
                texts.add(submission)
        return raised, whole, texts

    before, before_whole, before_texts = at(from_stage)
    after, after_whole, after_texts = at(to_stage)
    if not before_whole or not after_whole:
        return []

    def numbers(raised: dict[str, set[str]], whole: set[str], theme: str) -> Row:
        count = len(raised.get(theme, ()))
        return count, len(whole), Fraction(100 * count, len(whole))

    rows = []
    for theme in before.keys() | after.keys():
        earlier, later = numbers(before, before_whole, theme), numbers(after, after_whole, theme)
        words = (theme, oracle.themes[theme]["title"], oracle.themes[theme]["family"])
        rows.append(
            (*words, *earlier, *later, later[2] - earlier[2], len(before_texts), len(after_texts))
        )
    return sorted(rows, key=lambda row: (-row[9], row[1]))


def timeline(oracle: Oracle, selection: Selection) -> Rows:
    def day(written: str) -> pd.Timestamp | None:
        return pd.Timestamp(written) if written else None

    events = []
    for row in oracle.rows["milestones"]:
        first, last = day(row["starts_on"]), day(row["ends_on"])
        events.append(((first, 0), "milestone", row, first, last))
    latest = None
    for row in in_order(oracle):
        issued = day(row["issued_on"])
        latest = max(filter(None, (latest, issued)), default=None)
        events.append(((latest or FIRST_OF_ALL, int(row["position"])), "text", row, issued, None))
    rows = []
    for order, event, row, first, last in events:
        stage = oracle.stages.get(row["stage_id"])
        words = (stage["stage_id"], stage["title"], stage["short_title"]) if stage else (None,) * 3
        details = (row["title"], first, last, row["description"], row["source_url"])
        within = int(stage["position"]) if stage else 0
        rows.append(((*order, within, row["title"]), (event, *words, *details)))
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def _authored(oracle: Oracle, id: str) -> dict[str, list[str]]:
    """Per author of a submission its submissions in time order, the undated last."""

    authors = {
        party.organisation for party in oracle.parties_of.get(id, ()) if party.role == "author"
    }
    return {
        author: sorted(
            (
                party.submission
                for party in oracle.parties
                if party.organisation == author and party.role == "author"
            ),
            key=oracle.time,
        )
        for author in authors
    }


def submission_family(oracle: Oracle, selection: Selection, id: str) -> Rows:
    rows = []
    for author, submissions in _authored(oracle, id).items():
        for position, submission in enumerate(submissions):
            stage = oracle.stage_of(submission)
            label = oracle.organisations[author]["label"]
            row = (
                author,
                label,
                submission,
                oracle.submissions[submission]["title"],
                stage["stage_id"],
                stage["title"],
                stage["short_title"],
                *oracle.dated(submission),
                len(oracle.points_of.get(submission, ())),
            )
            rows.append(((label, author, position), row))
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def submission_family_said(
    oracle: Oracle, selection: Selection, id: str, grain: str = "themes", kind: str = "all"
) -> Rows:
    column, titles = {
        "themes": ("theme_id", oracle.themes),
        "claims": ("claim_id", oracle.claims),
    }[grain]

    def kinds_by_item(submission: str) -> dict[str, list[str]]:
        kinds = defaultdict(list)
        for point in oracle.points_of.get(submission, ()):
            if kind in ("all", point["kind"]) and point[column]:
                kinds[point[column]].append(point["kind"])
        return kinds

    def common_kind(kinds: list[str]) -> str:
        return kinds[0] if len(set(kinds)) == 1 else "several"

    def full_row(author: str, submission: str, item: str, row: Row) -> Row:
        sent = oracle.submissions[submission]
        called = oracle.organisations[author]
        return (
            titles[item]["title"],
            sent["title"],
            oracle.dated(submission)[0],
            *row,
            called["label"],
            author,
            submission,
            item,
        )

    rows = []
    for author, submissions in _authored(oracle, id).items():
        before: dict[str, list[str]] | None = None
        for position, submission in enumerate(submissions):
            now = kinds_by_item(submission)
            dated = oracle.spans[submission] is not None
            for item, kinds in now.items():
                step = "undated" if not dated else "first" if before is None else ""
                step = step or ("kept" if item in (before or {}) else "added")
                row = (step, common_kind(kinds), len(kinds))
                rows.append(
                    ((author, submission != id, position), full_row(author, submission, item, row))
                )
            if dated and before is not None:
                for item in before.keys() - now.keys():
                    row = ("dropped", common_kind(before[item]), 0)
                    rows.append(
                        (
                            (author, submission != id, position),
                            full_row(author, submission, item, row),
                        )
                    )
            before = now
    return [row for _, row in sorted(rows, key=lambda row: (row[0], row[1][0], row[1][-1]))]


ANSWERS = {
    answer.__name__: answer
    for answer in (
        families_by_stage,
        stage_change,
        submission_family,
        submission_family_said,
        theme_by_stage_and_group,
        themes_by_stage,
        timeline,
    )
}
