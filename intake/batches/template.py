"""What the workbook for a new batch has on its sheets, in words: explanations, lists to choose from, an example."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pandas as pd

from data.check import FIRST
from data.commands import PROGRAM, for_tables_in
from data.release import CODE
from data.schema import read_schema
from data.schema_metadata import Described, Field, described
from data.validation_rules import NUL, all_rules
from intake.batches.batch import DAY_ADDED, FILLED_IN, Batch

BATCH_TABLES = (
    "submissions",
    "organisations",
    "signatories",
    "points",
    "point_action_lines",
    "point_sdgs",
)
"""The tables that every batch adds to, in the order in which they are filled in."""

LISTED = 20_000
"""Ids that a list to choose from may have; a table with more has none."""

EXAMPLE_ROWS = 4
"""Points and signatories that the example's submission has at most, if there is one with so few."""

FIRST_BATCH: dict[str, dict[str, str]] = {
    "stages": {
        "stage_id": "first-hearing",
        "position": "1",
        "process": "Review of the charter",
        "title": "First hearing on the charter",
        "short_title": "First hearing",
        "description": "Everybody could send in views.",
    },
    "themes": {
        "theme_id": "water-quality",
        "family": "Water",
        "title": "Water quality",
        "definition": "How clean the lake is, and who watches over it.",
    },
    "submissions": {
        "submission_id": "anglers-first",
        "title": "A letter on the charter",
        "stage_id": "first-hearing",
        "submitted_on": "2026-03-02",
        "date_precision": "day",
        "language": "en",
        "document_type": "open-letter",
        "publisher": "Anglers of the Lake",
        "source_url": "https://lake.example/letter",
    },
    "organisations": {
        "organisation_id": "anglers",
        "name": "Anglers of the Lake",
        "stakeholder_group": "civil-society",
        "scope": "national",
        "country_code": "KEN",
    },
    "signatories": {
        "submission_id": "anglers-first",
        "organisation_id": "anglers",
        "role": "author",
    },
    "points": {
        "point_id": "anglers-first.1",
        "submission_id": "anglers-first",
        "kind": "recommendation",
        "theme_id": "water-quality",
        "summary": "Measure the water every week.",
    },
}
"""Table -> a row, made up: the example of a data set that has no submission yet; docs/own-consultation.md shows it."""

_OWN_SHEETS = ("submissions", "points")
"""Tables whose ids, in a batch, are mostly those of its own sheets."""


@dataclass(frozen=True)
class Choice:
    """What a person chooses a cell from: ``values`` with their titles, or the column ``name`` of a ``sheet``.

    With ``strict``, nothing else may be there.
    """

    name: str
    values: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    sheet: str = ""
    strict: bool = False


@dataclass(frozen=True)
class Guide:
    """A column of a sheet: the comment on its title, its width in characters, and what its cells are chosen from."""

    field: Field
    comment: str
    width: int
    choice: Choice | None


def guides(table: Described, data: Batch, sheets: Sequence[str]) -> list[Guide]:
    """The columns of a table in a workbook with those ``sheets``, added to the data set ``data``."""
    return [_guide(table, field, data, sheets) for field in table.fields]


def _guide(table: Described, field: Field, data: Batch, sheets: Sequence[str]) -> Guide:
    choice = _choice(table, field, data, sheets)
    is_filled_in = (table.name, field.name) in FILLED_IN
    if is_filled_in:
        field = replace(field, required=False)
    lines = [f"{field.meaning}." if field.meaning else ""]
    if (table.name, field.name) == DAY_ADDED:
        lines.append("Leave it empty: it is filled in when the batch is added.")
    elif is_filled_in:
        lines.append(
            "Leave it empty if it is that of the submission: a new row gets that when the batch is added."
        )
    else:
        lines.append("Required." if field.required else "May be empty: not known, or none.")
    if field.among:
        lines.append(f"One of: {', '.join(field.among)}.")
    lines += [
        f"- {rule_text}"
        for rule_table, columns, rule_text in _rules()
        if rule_table == table.name and field.name in columns and rule_text != "must not be empty"
    ]
    return Guide(field, "\n".join(line for line in lines if line), _width(field), choice)


@cache
def _rules() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Table, columns and words of every rule but those of closed lists, and what no cell of a workbook can break."""
    rules = all_rules(read_schema())
    return tuple(
        (rule.table, rule.columns, rule.text)
        for rule in rules
        if not rule.text.startswith(("must be one of", "must not begin or end", NUL))
    )


def _width(field: Field) -> int:
    if field.type == "INTEGER":
        width = 8
    elif field.among:
        width = max(map(len, field.among)) + 4
    elif field.pattern or field.name.endswith("_id") or field.type == "DATE":
        width = 26 if field.name.endswith("_id") else 16
    else:
        width = 48
    return max(width, len(field.name) + 4)


def _choice(table: Described, field: Field, data: Batch, sheets: Sequence[str]) -> Choice | None:
    if field.among:
        return Choice(field.name, field.among, strict=True)
    for reference in table.references:
        if reference.columns != (field.name,):
            continue
        batch_table = data.tables.get(reference.table)
        if reference.table in _OWN_SHEETS or batch_table is None or batch_table.cells.empty:
            if reference.table not in sheets:
                return None
            return Choice(reference.other_columns[0], sheet=reference.table)
        if len(batch_table.cells) > LISTED:
            return None
        ids = batch_table.cells[reference.other_columns[0]]
        return Choice(reference.table, tuple(ids), tuple(_titles(batch_table.cells, len(ids))))
    return None


def _titles(cells: pd.DataFrame, rows: int) -> Sequence[str]:
    """What the rows of a table are called."""
    for column in ("title", "name"):
        if column in cells:
            return list(cells[column].fillna(""))
    return [""] * rows


@cache
def described_tables() -> dict[str, Described]:
    """The tables that have a CSV file, by name."""
    return {table.name: table for table in described()}


@cache
def one_row_is() -> dict[str, str]:
    """Table -> what one row of it is, as CODEBOOK.md says."""
    text = (CODE / "CODEBOOK.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| (\w+) \| ([^|]+?) \|", text, re.MULTILINE))


def example(data: Batch) -> dict[str, pd.DataFrame]:
    """Rows of one submission in the data set, by table, with its organisations and points; else one made up."""
    tables = {name: table.cells for name, table in data.tables.items()}
    if any(name not in tables or tables[name].empty for name in ("submissions", "points")):
        return {name: pd.DataFrame([row]) for name, row in FIRST_BATCH.items()}
    submission = _example_submission(tables)
    examples = {
        "submissions": _of(tables["submissions"], submission),
        "points": _of(tables["points"], submission),
    }
    if "signatories" in tables:
        examples["signatories"] = _of(tables["signatories"], submission)
        if "organisations" in tables:
            is_named = tables["organisations"].organisation_id.isin(
                examples["signatories"].organisation_id
            )
            examples["organisations"] = tables["organisations"][is_named]
    for name in ("point_action_lines", "point_sdgs"):
        if name in tables:
            is_cited = tables[name].point_id.isin(examples["points"].point_id)
            examples[name] = tables[name][is_cited]
    return {name: examples[name] for name in BATCH_TABLES if name in examples}


def _of(cells: pd.DataFrame, submission: str) -> pd.DataFrame:
    return cells[cells.submission_id == submission]


def _example_submission(tables: Mapping[str, pd.DataFrame]) -> str:
    """The submission that shows most in few rows: it has signatories, a few points, and cites."""
    points = tables["points"]
    point_counts = points.groupby("submission_id").size()
    scores = point_counts.between(2, EXAMPLE_ROWS) * 4
    for name in ("point_sdgs", "point_action_lines"):
        if name in tables:
            citing = points[points.point_id.isin(tables[name].point_id)].submission_id
            scores += scores.index.isin(citing.unique()) * 1
    if "signatories" in tables:
        signatories = tables["signatories"]
        signed = signatories[signatories.role == "signatory"].submission_id.value_counts()
        scores += scores.index.isin(signed[signed <= EXAMPLE_ROWS].index) * 3
    return str(scores.idxmax())


_FILE = "NAME-OF-THIS-FILE.xlsx"


def _typed(command: str, folder: Path) -> str:
    """The line to type for a command on a workbook that is added to the tables in a folder."""
    return f"{PROGRAM} {command} {_FILE}{for_tables_in(folder)}"


def read_me(sheets: Sequence[str], folder: Path) -> list[tuple[str, str]]:
    """The sheet that explains the others, of a batch for the tables in ``folder``: lines as (heading or name, text)."""
    descriptions = one_row_is()
    tables = f"the tables in {folder.resolve().name}"
    required = [sheet for sheet in sheets if sheet in FIRST]
    optional = [sheet for sheet in sheets if sheet not in FIRST]
    return [
        ("A new batch", ""),
        ("", f"Fill in the sheets below, one row for each thing. Then check them, and add them to {tables}:"),
        ("Check", f"{_typed('check', folder)} says all that is wrong, and writes nothing."),
        ("Add", f"{_typed('add', folder)} shows what would change, and asks before it writes."),
        ("", ""),
        ("Needed, in this order", ""),
        *((sheet, f"One row is {descriptions[sheet]}.") for sheet in required),
        ("", ""),
        ("May stay empty", ""),
        *((sheet, f"One row is {descriptions[sheet]}.") for sheet in optional),
        ("", ""),
        ("To look at", ""),
        ("Example", "One submission, as it would be filled in. It is not imported."),
        ("Lists", "What the drop-downs hold, with titles. It is not imported."),
        ("", ""),
        ("How to fill them in", ""),
        ("Titles", "Rest the pointer on the title of a column to see what it holds and what must be true of it."),
        ("*", "A column with a star and a dark title must be filled in. Others may be left empty: not known."),
        ("Drop-downs", "Click a cell to see whether it has a list. Where ids are listed, new ones may be typed too."),
        ("Ids", "Small letters and digits, joined by hyphens. They tie rows together and never change."),
        ("Dates", "2025-10-03; where the day or the month is not known 2025-10 or 2025."),
        ("Lines", "Rows may be in any order. Empty rows are skipped. A row that is in the data set already may stay."),
        ("Own notes", "Begin the title of a column with review: and it is not imported. "
         "Sheets whose names begin with Notes are not imported either."),
        ("Saving", "Keep it a workbook (.xlsx or .ods), without macros and without links to other files."),
    ]  # fmt: skip
