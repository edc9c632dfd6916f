"""Writes data/macros.sql: leading questions as table macros of the database, such as ``FROM themes(kinds := ['ask'])``.

python -m queries.macros
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data import MACROS
from queries.execution import question
from queries.filter import Filter
from queries.filters import ALL_FILTERS, ALSO_FILTERS, TABLE
from queries.questions import PLACEHOLDER

QUESTIONS = (
    "totals",
    "themes",
    "claims",
    "themes_by_kind",
    "themes_by_group",
    "themes_by_stage",
    "organisations",
    "groups",
    "countries",
    "action_lines",
)
"""The questions that have a macro; each of their own parameters has its default."""

_PLURALS = {"country": "countries", "family": "families", "process": "processes"}

HEAD = """-- Table macros of the database, one for each leading question.
-- FROM themes(kinds := ['challenge'], groups := ['technical'])
-- Each argument is a filter: a list of ids, or a date; a filter that is not given, or NULL, does not narrow.
-- Written by python -m queries.macros from the question files.
"""


@dataclass(frozen=True)
class Argument(Filter):
    """A filter whose value is an argument of a macro, which may be NULL."""

    @property
    def argument(self) -> str:
        """The argument's name."""
        return _PLURALS.get(self.name, f"{self.name}s") if self.bar else self.name

    @property
    def condition(self) -> str:
        """The condition on a row; it is true if the argument is NULL."""
        return f"({self.unset} OR {super().condition})"

    @property
    def unset(self) -> str:
        """The condition that the argument is absent."""
        return f"{self.argument} IS NULL"


ARGUMENTS = {
    row.name: Argument(**vars(row))
    for row in TABLE
    if row.name != "q" and row.name not in ALSO_FILTERS
}
"""Filter -> its argument, without the filter of words, which Python folds, and without ALSO_FILTERS."""


def macro(name: str) -> str:
    """The statement that makes the macro of a question."""
    definition = question(name)
    sql = definition.template.render(
        {parameter.name: parameter.choices[0] for parameter in definition.parameters},
        active={name: name == "organisation" for name in ALL_FILTERS},
        narrowing=list(ARGUMENTS.values()),
        rows="all",
    )
    # Where a question file itself compares with the selected organisations, it compares with all if none is given.
    organisations = "coalesce(organisations, (SELECT list(organisation_id) FROM organisations))"
    sql = sql.replace(
        "p.organisation_id IN $filter_organisation", f"p.organisation_id IN {organisations}"
    )
    sql = PLACEHOLDER.sub(lambda match: ARGUMENTS[match[1].removeprefix("filter_")].argument, sql)
    arguments = ",\n    ".join(
        f"{argument.argument} := NULL::{'VARCHAR[]' if argument.bar else 'DATE'}"
        for argument in ARGUMENTS.values()
    )
    return f"CREATE MACRO {name}(\n    {arguments}\n) AS TABLE\n{sql.strip()};\n"


def written() -> str:
    """The content of data/macros.sql."""
    return "\n".join([HEAD, *(macro(name) for name in QUESTIONS)])


if __name__ == "__main__":
    Path(MACROS).write_text(written(), encoding="utf-8")
