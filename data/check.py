"""Checks the tables as a build does, and names those that must have rows but have none yet."""

import sys
from pathlib import Path

from data import settings, translations
from data.build import check
from data.csv_staging import has_rows

FIRST = {
    "stages": "write the stages of the consultation first",
    "themes": "write the themes that points are sorted into first",
    "submissions": "add a submission first",
    "organisations": "name the organisation that wrote it",
    "signatories": "say who wrote and who signed it",
    "points": "add what it says, at least one point",
}
"""Table that must have rows -> what to do if it has none, in the order of the steps."""

TO_DECIDE = ("publisher", "contact", "licence")
"""Settings that may be empty, although readers need them to know whom to cite, whom to ask and what is allowed."""


def no_rows_yet(source: Path) -> list[str]:
    """The tables of a folder that must have rows and have none, in the order in which they are filled."""
    return [table for table in FIRST if not has_rows(source / f"{table}.csv")]


def check_tables(source: Path) -> int:
    """Say whether the tables in a folder are in order, and which have no rows yet; return the exit code.

    It also names the settings TO_DECIDE that are empty.

    Raises DataProblems, OSError and duckdb.Error like `data.build.check`.
    """
    release = check(source)
    if empty := no_rows_yet(source):
        print(
            f"The tables break no rule, but {len(empty)} of those that must have rows have none yet:",
            *(f"{table}.csv has no rows: {FIRST[table]}." for table in empty),
            "The dashboard can be served meanwhile, and says that there is nothing yet. "
            "docs/own-consultation.md says how to fill the tables.",
            sep="\n",
            file=sys.stderr,
        )
        return 1
    print(f"The tables are in order: {release.data_version}.")
    for line in translations.check(source):
        print(line)
    current_settings = settings.read(source)
    if empty := [name for name in TO_DECIDE if not getattr(current_settings, name)]:
        print(
            f"{settings.FILE} leaves empty: {', '.join(empty)}. docs/own-consultation.md says what each is for."
        )
    return 0
