"""Writes data/macros.sql: leading questions as table macros of the database, such as ``FROM themes(kinds := ['ask'])``.

python -m queries.macros
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data import MACROS
from queries.filter import Filter
from queries.filters import ALL_FILTERS, ALSO_FILTERS, TABLE
from queries.loader import question
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
    one.name: Argument(**vars(one))
    for one in TABLE
    if one.name != "q" and one.name not in ALSO_FILTERS
}
"""Filter -> the argument; words are left out, since Python folds them, and what a submission must have besides."""


def macro(name: str) -> str:
    """The statement that makes the macro of a question."""
    asked = question(name)
    sql = asked.template.render(
        {one.name: one.choices[0] for one in asked.parameters},
        active={one: one == "organisation" for one in ALL_FILTERS},
        narrowing=list(ARGUMENTS.values()),
        rows="all",
    )
    # Where a question file itself compares with the organisations selected, these are all if none is given.
    every = "coalesce(organisations, (SELECT list(organisation_id) FROM organisations))"
    sql = sql.replace("p.organisation_id IN $filter_organisation", f"p.organisation_id IN {every}")
    sql = PLACEHOLDER.sub(lambda found: ARGUMENTS[found[1].removeprefix("filter_")].argument, sql)
    arguments = ",\n    ".join(
        f"{one.argument} := NULL::{'VARCHAR[]' if one.bar else 'DATE'}"
        for one in ARGUMENTS.values()
    )
    return f"CREATE MACRO {name}(\n    {arguments}\n) AS TABLE\n{sql.strip()};\n"


def written() -> str:
    """The content of data/macros.sql."""
    return "\n".join([HEAD, *(macro(name) for name in QUESTIONS)])


if __name__ == "__main__":
    Path(MACROS).write_text(written(), encoding="utf-8")
