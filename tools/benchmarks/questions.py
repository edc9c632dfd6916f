"""Every question, without cached answers, without a filter and under a stakeholder group and a theme."""

from __future__ import annotations

import statistics
from functools import partial

import duckdb

from data.settings import data_set, using
from queries import Filters, Question, compiled, current, execution, questions, stream
from tools.benchmarks.data import Size
from tools.benchmarks.document import Rows
from tools.benchmarks.timing import by_turns

FIRST_ROWS = 1_000
"""Rows that are read of an answer that is too long for the cache."""

COUNT = "SELECT theme_id, count(DISTINCT submission_key) FROM points GROUP BY ALL"

MOST = {
    "id": "SELECT submission_id FROM points",
    "organisation": "SELECT organisation_id FROM signatories",
    "group": "SELECT stakeholder_group FROM signatories JOIN organisations USING (organisation_id)",
    "theme": "SELECT theme_id FROM points",
    "claim": "SELECT claim_id FROM points WHERE claim_id IS NOT NULL",
    "stage": "SELECT stage_id FROM submissions JOIN points USING (submission_id)",
    "action_line": "SELECT action_line_id FROM point_action_lines",
    "sdg": "SELECT sdg::VARCHAR FROM point_sdgs",
}
"""Parameter -> a query; the benchmark uses its most frequent values."""


def most() -> dict[str, list[str]]:
    """For each name in MOST the two most frequent values of the data set."""
    with duckdb.connect(str(data_set().database), read_only=True) as connection:
        return {
            name: [
                value
                for (value,) in connection.execute(
                    f"FROM ({sql}) one(value) SELECT value GROUP BY ALL ORDER BY count(*) DESC, value LIMIT 2"
                ).fetchall()
            ]
            for name, sql in MOST.items()
        }


def parameters(question: Question, frequent_values: dict[str, list[str]]) -> dict[str, str]:
    """A value for each parameter of a question."""
    values = {name: values[0] for name, values in frequent_values.items() if values} | {
        "from_stage": frequent_values["stage"][0],
        "to_stage": frequent_values["stage"][-1],
        "ids": ",".join(
            [*frequent_values["organisation"], *frequent_values["group"], *frequent_values["stage"]]
        ),
    }
    return {
        parameter.name: parameter.choices[0] if parameter.choices else values[parameter.name]
        for parameter in question.parameters
    }


def selections(frequent_values: dict[str, list[str]]) -> dict[str, Filters]:
    """Name of a selection -> its filters."""
    filters = Filters(group=(frequent_values["group"][0],), theme=(frequent_values["theme"][0],))
    return {"no filter": Filters(), "group and theme": filters}


def forget() -> None:
    """Empty the cache of answers."""
    execution._answers.clear()
    execution._lengths.clear()


def ask_question(question: Question, filters: Filters, given: dict[str, str]) -> None:
    """Ask a question: the whole answer, or the length and the first rows of a long one."""
    forget()
    for _frame in stream(question.name, filters, limit=FIRST_ROWS, **given).frames:
        pass


def executed(*statements: str) -> None:
    """Run statements one after the other."""
    with current().cursor() as cursor:
        for sql in statements:
            cursor.execute(sql).fetchall()


def planned(question: Question, filters: Filters, given: dict[str, str]) -> None:
    """Have DuckDB plan the query of `ask_question`, but not run it."""
    sql = compiled(question.name, filters, page=(FIRST_ROWS, 0), **given)
    executed(f"PREPARE planned AS {sql}", "DEALLOCATE planned")


def measure(size: Size, quick: bool) -> Rows:
    """For each selection the milliseconds of all questions: the middle, its planning, the slowest, and which stopped.

    For comparison: counting the submissions of each theme, which every page needs.
    """
    rows: Rows = []
    rounds = 3 if quick else 9
    with using(source=size.source, database=size.database):
        frequent_values = most()
        (count,) = by_turns(rounds, partial(executed, COUNT))
        for selection, filters in selections(frequent_values).items():
            medians: dict[str, float] = {}
            plans: list[float] = []
            stopped = []
            for question in questions().values():
                parameter_values = parameters(question, frequent_values)
                measurements = [
                    partial(function, question, filters, parameter_values)
                    for function in (ask_question, planned)
                ]
                median, plan = by_turns(rounds, *measurements)
                plans.append(plan)
                if median is None:
                    stopped.append(question.name)
                else:
                    medians[question.name] = median
            slowest = max(medians, key=medians.__getitem__)
            rows.append(
                {
                    "filters": selection,
                    "questions": len(medians) + len(stopped),
                    "middle": statistics.median(medians.values()),
                    "planning": statistics.median(plans),
                    "one count": count,
                    "slowest": medians[slowest],
                    "which": f"`{slowest}`",
                    "stopped": ", ".join(f"`{name}`" for name in stopped) or "none",
                }
            )
    return rows
