"""What is said of ties, of few and of nothing: a row of sentences.csv is a case.

Its ``rows`` are those of a table, with ``/`` between them; ``_`` in a cell stands for a blank, ``-`` for no value.
``given`` are the other arguments. At a ``…`` in what is ``said``, anything may stand.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from cards import (
    action_line,
    action_lines,
    asks,
    coalitions,
    compare,
    goal,
    lineage,
    organisation,
    organisations,
    theme_pairs,
    themes,
)
from cards import through_the_review as review
from cards.coalitions import Member, Web
from cards.compare import Sides
from cards.data_and_method import files, reliability
from i18n import entity_sentences, headlines, labels, messages, units, written_date

Rows = pd.DataFrame
TWO = Sides("organisation", ("tccm", "itu"))


def gap(rows: Rows, chosen: tuple[str, ...] = (), **submissions: int) -> str:
    """The widest gap; a group has ten submissions unless ``submissions`` states another number."""
    of_group = [submissions.get(group, 10) for group in rows.stakeholder_group]
    names = {"a": "First", "b": "Second"}
    order = labels.ORDER["group"]
    return headlines.widest_gap(rows.assign(submissions=of_group), "claim_id", names, order, chosen)


def one_sided(rows: Rows, unit: str) -> str:
    rows = rows.assign(theme_id=rows.theme)
    return themes.one_sided(
        *(themes.leader(rows, kind) for kind in ("challenge", "recommendation")), unit
    )


def from_countries(say: Callable[[Rows, str], str]) -> Callable[..., str]:
    def finding(rows: Rows, unit: str, total: int | None = None) -> str:
        return say(
            rows.assign(
                country_code=rows.country,
                scope=[scope or "national" for scope in rows.scope],
                organisations=rows["count"],
                total=total or rows["count"].sum(),
            ),
            unit,
        )

    return finding


def compared(rows: Rows, submissions: int = 20) -> str:
    of_theme = rows.groupby("theme").side_id
    return compare.finding(
        rows.assign(
            theme_id=rows.theme,
            position=[TWO.ids.index(side) for side in rows.side_id],
            raised_by=of_theme.transform("count"),
            sides=of_theme.transform(lambda sides: ",".join(sides)),
            submissions=submissions,
        ),
        "themes",
        TWO,
    )


def alike(rows: Rows, submissions: int = 20) -> str:
    sizes = {"first_submissions": submissions, "second_submissions": 20}
    shared = {"claims_shared": 3, "claims_either": 9}
    overlaps = rows.themes_overlap.astype(float)
    return compare.alike(rows.assign(themes_overlap=overlaps, **shared, **sizes))


def size(_rows: Rows, **values: float) -> str:
    usual = {"submissions": 21, "organisations": 1, "points": 139, "whole_overlap": 61.2}
    return compare.size(SimpleNamespace(**{**usual, **values}))


def web(rows: Rows) -> Web:
    names = sorted({*rows.label, *rows.other_label})
    members = (Member(name.lower(), name, name, "technical", 4, 3) for name in names)
    ends = (rows[end].map(names.index) for end in ("label", "other_label"))
    links = zip(*ends, rows.together, strict=True)
    return Web(tuple(members), tuple(links), (tuple(range(len(names))),))


def closest(rows: Rows, chosen: tuple[str, ...] = ()) -> str:
    ids = {"organisation_id": rows.label.str.lower()}
    return coalitions.closest(
        rows.assign(**ids, other_organisation_id=rows.other_label.str.lower()), chosen
    )


def days(rows: Rows) -> Rows:
    dated = [None if pd.isna(day) else str(day) for day in rows.submitted_on]
    return rows.assign(submitted_on=pd.Series(dated, dtype=object))


def with_stage(rows: Rows) -> Rows:
    ends = {name: pd.to_datetime(rows[name]) for name in ("opens_on", "closes_on")}
    return days(rows).assign(**ends)


def against_group(rows: Rows, total: int = 10, group_total: int = 100) -> str:
    columns = {"theme_id": rows.theme, "total": total, "submissions": total}
    of_group = {"group_total": group_total, "group_submissions": group_total}
    return organisation.against_group(rows.assign(**columns, **of_group), "submissions")


def at_stages(rows: Rows) -> Rows:
    return rows.assign(theme_id=rows.theme, total=rows.submissions)


def changed(rows: Rows, texts: int | None = None) -> Rows:
    before, after = (texts or rows[total] for total in ("from_total", "to_total"))
    return rows.assign(theme_id=rows.theme, from_submissions=before, to_submissions=after)


def rose_and_fell(
    rows: Rows,
    stages: tuple[str, str] = ("elements", "outcome"),
    unit: str = "submissions",
    texts: int | None = None,
) -> str:
    return review.rose_and_fell(changed(rows, texts), stages, unit)


def of_family(rows: Rows) -> Rows:
    return rows.assign(said=rows.said_id.str.upper())


def story(
    rows: Rows, author: str, texts: tuple[str, ...], submission_id: str, grain: str = "themes"
) -> str:
    submissions = Rows({"submission_id": texts})
    return lineage.story(author, submissions, of_family(rows), submission_id, grain)


def in_most(rows: Rows, author: str, texts: tuple[str, ...], grain: str = "themes") -> str:
    return lineage.in_most(author, Rows({"submission_id": texts}), of_family(rows), grain)


def without_rows(say: Callable[..., str]) -> Callable[..., str]:
    return lambda _rows, **values: say(*values.values())


PAIRS = "theme_id theme other_theme_id other_theme count submissions other_submissions total expected lift"
CHANGE = "theme from_count from_total to_count to_total"
COUNTRIES = "country count scope"
SENTENCES: dict[str, tuple[str, Callable[..., str]]] = {
    "headlines.most": (
        "claim count",
        lambda rows, total: headlines.most(
            rows.assign(total=total), "claim", "submissions", "challenge"
        ),
    ),
    "messages.LARGEST_SHARE": (
        "label count",
        lambda rows, total: headlines.most(
            rows.assign(total=total), "label", "submissions", message=messages.LARGEST_SHARE
        ),
    ),
    "headlines.largest_stage": ("stage_id stage total position", headlines.largest_stage),
    "headlines.stated": ("named stated", headlines.stated),
    "headlines.matrix": (
        "",
        lambda _rows, organisations, texts, joint: headlines.matrix(
            organisations, texts, joint=joint
        ),
    ),
    "headlines.busiest_signatory": ("label signed", headlines.busiest_signatory),
    "headlines.widest_gap": ("claim_id stakeholder_group count total", gap),
    "units.counted": ("", without_rows(units.counted)),
    "units.of": ("", without_rows(units.of)),
    "theme_pairs.in_words": (
        PAIRS,
        lambda rows: " · ".join(theme_pairs.in_words(rows.to_dict("records")[0])),
    ),
    "theme_pairs.closest": (PAIRS, theme_pairs.closest),
    "themes.one_sided": ("theme kind count", one_sided),
    "entity_sentences.most_often": (
        "stage raised total submissions",
        lambda rows: entity_sentences.most_often(rows, "stage", "submissions"),
    ),
    "entity_sentences.part_of": ("", without_rows(entity_sentences.part_of)),
    "entity_sentences.period": (
        "submitted_on",
        lambda rows: " · ".join(entity_sentences.period(days(rows))),
    ),
    "entity_sentences.took_part": (
        "submitted_on",
        lambda rows, wrote, signed: entity_sentences.took_part(
            SimpleNamespace(authored=wrote, signed=signed), days(rows)
        ),
    ),
    "entity_sentences.stated": (
        "role",
        lambda rows, count=float("nan"): entity_sentences.stated(rows, count),
    ),
    "entity_sentences.date": (
        "submitted_on date_precision opens_on closes_on",
        lambda rows: entity_sentences.date(next(with_stage(rows).itertuples())),
    ),
    "entity_sentences.listed": (
        "submitted_on date_precision",
        lambda rows: entity_sentences.listed(
            days(rows), len(rows), int(rows.submitted_on.notna().sum())
        ),
    ),
    "files.size": ("", without_rows(files.size)),
    "dates.written": ("", lambda _rows, day: written_date(day and str(day))),
    "reliability.verdict": ("", without_rows(reliability.verdict)),
    "asks.standing": (
        "verdict strength requests",
        lambda rows, one_organisation: asks.standing(
            rows.loc[rows.index.repeat(rows.requests)], one_organisation=one_organisation
        ),
    ),
    "organisations.countries_finding": (
        COUNTRIES,
        from_countries(organisations.countries_finding),
    ),
    "organisations.spread_finding": (COUNTRIES, from_countries(organisations.spread_finding)),
    "action_lines.most_cited": (
        "action_line submissions",
        lambda rows, total: action_lines.most_cited(rows, total, "submissions"),
    ),
    "action_lines.coverage": (
        "",
        lambda _rows, citing, total, narrowed: action_lines.coverage(
            citing, total, narrowed=narrowed
        ),
    ),
    "action_lines.matrix": (
        "action_line_id number",
        lambda rows, citing, total: action_lines.matrix(rows.assign(link="itself"), citing, total),
    ),
    "action_line.stages_finding": (
        "stage total",
        lambda rows: action_line.stages_finding(rows.assign(stage_id=rows.stage), "submissions"),
    ),
    "action_line.goals_finding": (
        "",
        lambda _rows, goals, fields: action_line.goals_finding(goals, fields=fields),
    ),
    "goal.served": ("", without_rows(goal.served)),
    "goal.coverage": ("", without_rows(goal.coverage)),
    "compare.finding": ("theme side_id count total", compared),
    "compare.alike": ("first second themes_overlap", alike),
    "compare.overlap": ("", without_rows(compare.overlap)),
    "compare.size": ("", size),
    "compare.opposites_finding": (
        "side_claim side_opposite other_opposite other_claim",
        compare.opposites_finding,
    ),
    "coalitions.finding": (
        "label other_label together",
        lambda rows, least, chosen=(): coalitions.finding(web(rows), least, chosen),
    ),
    "coalitions.closest": ("label other_label together", closest),
    "coalitions.who_is_shown": (
        "label other_label together",
        lambda rows, chosen=(): coalitions.who_is_shown(web(rows), chosen),
    ),
    "coalitions.nothing_shared": ("", without_rows(coalitions.nothing_shared)),
    "organisation.stages_finding": ("stage", organisation.stages_finding),
    "organisation.against_group": ("theme raised group_raised", against_group),
    "organisation.cited_finding": (
        "action_line count parent_id",
        lambda rows, total: organisation.cited_finding(rows.assign(total=total), "submissions"),
    ),
    "organisation.beside_finding": (
        "label count",
        lambda rows, total: organisation.beside_finding(rows.assign(total=total)),
    ),
    "organisation.alike_finding": (
        "label similarity own_points points",
        lambda rows: organisation.alike_finding(rows.assign(theme_ids="gender; ai; skills")),
    ),
    "organisation.nothing_alike": ("", without_rows(organisation.nothing_alike)),
    "review.leads": (
        "theme stage_id count submissions",
        lambda rows: review.leads(at_stages(rows), "theme_id", "theme"),
    ),
    "review.rose_and_fell": (CHANGE, rose_and_fell),
    "review.one_is_worth": (
        CHANGE,
        lambda rows, unit: review.one_is_worth(changed(rows), unit),
    ),
    "review.highest": (
        "stakeholder_group stage raised total",
        lambda rows: review.highest(rows.assign(submissions=rows.total), "AI", "submissions"),
    ),
    "review.points": ("", without_rows(review.points)),
    "lineage.story": ("submission_id said_id step", story),
    "lineage.in_most": ("submission_id said_id step", in_most),
    "lineage.step": ("submission_id said_id step", lambda rows: lineage.step(of_family(rows))),
}
"""Name of a sentence -> the columns of its rows, and the function that makes it of rows and other arguments."""

with Path(__file__).with_name("sentences.csv").open(encoding="utf-8", newline="") as file:
    CASES = [
        pytest.param(*row.values(), id=f"{row['sentence']}: {row['case']}")
        for row in csv.DictReader(file)
    ]


def value(word: str) -> Any:
    """What a word of a cell stands for: a number, no value, yes or no, or a text."""
    for read in (int, float):
        try:
            return read(word)
        except ValueError:
            pass
    return {"-": None, "True": True, "False": False}.get(word, word.replace("_", " "))


def arguments(text: str) -> dict[str, Any]:
    """Names and values of arguments; a value with a comma is a tuple."""
    pairs = (pair.split("=") for pair in text.split())
    return {
        name: tuple(filter(None, word.split(","))) if "," in word else value(word)
        for name, word in pairs
    }


@pytest.mark.parametrize(("sentence", "case", "rows", "given", "expected_words"), CASES)
def test_what_is_said_of_rows(
    sentence: str, case: str, rows: str, given: str, expected_words: str
) -> None:
    columns, say = SENTENCES[sentence]
    names = columns.split()
    lines = [[value(word) for word in line.split()] for line in rows.split("/") if line.strip()]
    padded = [line + [None] * (len(names) - len(line)) for line in lines]
    words = say(pd.DataFrame(padded, columns=names), **arguments(given))
    expected = ".*".join(map(re.escape, expected_words.split("…")))
    assert re.fullmatch(expected, words), f"{case}: {words}"


def test_every_sentence_has_cases() -> None:
    assert {case.values[0] for case in CASES} == set(SENTENCES)
