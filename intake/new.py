"""Make an empty consultation: settings with questions to answer, tables to fill, and the workbook to fill them with.

The folder can be served as it is: every page says that nothing has been added yet.
"""

from __future__ import annotations

import csv
import datetime
import errno
import json
import shlex
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from data.atomic_replace import fill
from data.commands import PROGRAM, declared, path_argument
from data.settings import FILE, Settings, needed
from intake.batches.template import described_tables
from intake.batches.workbooks import write_workbook

WORKBOOK = "new-batch.xlsx"

_HEADING = """\
# What the consultation says of itself. Each line answers the question above it: write your own answers.
# A line that begins with a # is not read: take the # away once you have an answer. docs/own-consultation.md says more.
"""

_ANSWERS: dict[str, str | int | list[str]] = {
    "site": "A new consultation",
    "title": "A new consultation",
    "short": "Consultation",
    "review": "a new consultation",
    "files": "consultation",
    "introduction": "What this consultation is about is not said yet.",
    "abstract": "What the data set holds is not said yet.",
    "collection": "How far the data carry is not said yet.",
    "footnote": "How far the data carry is not said yet.",
    "reading": "How the texts were read is not said yet.",
    "keywords": ["first keyword", "second keyword"],
    "contact": "name@example.org",
    "doi": "10.5281/zenodo.1234567",
    "home_page": "https://example.org/",
    "action_lines": "Action lines",
    "matrix": "matrix of action lines and goals",
    "examples": ["first example", "second example"],
    "earliest_year": 1900,
}
"""Key -> its value until somebody answers the question; each is true until then. Any other key is a text."""

_BLOCKS = {
    "limits": ('title = "Letters only."', 'text = "What was said in meetings is not here."'),
    "stage_groups": ('title = "Hearings"', 'stages = ["first-hearing", "second-hearing"]'),
}
"""Key -> the lines of an example. These may be there several times, and stand at the end of the file."""


def make(folder: Path) -> None:
    """Make an empty consultation in a folder that is not there, or empty. Raises what ``fill`` raises."""

    def write(inside: Path) -> None:
        (inside / FILE).write_text(settings_to_answer(), encoding="utf-8")
        for table in described_tables().values():
            with (inside / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(field.name for field in table.fields)
        tables = list(described_tables())
        write_workbook(inside / WORKBOOK, {}, tables=tables, source=inside, folder=folder)

    fill(folder, write)


def settings_to_answer(today: datetime.date | None = None) -> str:
    """The text of a settings.toml with every key, the question that it answers above it.

    It can be used as it is. Optional keys are comments.
    """
    answers = {"release": f"{today or datetime.date.today():%Y.%m}", **_ANSWERS}
    return "\n".join([_HEADING, *_lines(answers)])


def _lines(answers: dict[str, str | int | list[str]]) -> Iterator[str]:
    single = [field for field in fields(Settings) if field.name not in _BLOCKS]
    blocks = [field for field in fields(Settings) if field.name in _BLOCKS]
    for field in (*single, *blocks):
        meaning = field.metadata["meaning"]
        remark = "" if needed(field) else " (may be left out)"
        yield f"# {meaning[0].upper()}{meaning[1:]}{remark}"
        if field in blocks:
            yield from (f"# {line}" for line in (f"[[{field.name}]]", *_BLOCKS[field.name]))
        else:
            answer = json.dumps(answers.get(field.name, "..."))  # which TOML writes alike
            yield f"{'' if needed(field) else '# '}{field.name} = {answer}"
        yield ""


@declared(
    "new",
    example="my-folder",
    exit_codes={
        0: "made",
        2: "wrong usage, the folder is there and not empty, or it cannot be written",
    },
)
@path_argument("folder", "FOLDER")
def command(folder: Path) -> int:
    """Make the folder of a consultation of your own, with empty tables.

    In it are settings with questions to answer, tables with their headings only, and the workbook to fill them with.
    """
    try:
        make(folder)
    except OSError as error:
        disk_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "The disk is full: make room and run it again." if disk_full else str(error)
        print(f"{reason} Nothing was made.", file=sys.stderr)
        return 2
    quoted_folder, workbook = (shlex.quote(str(path)) for path in (folder, folder / WORKBOOK))
    print(
        f"Made {folder}: {FILE}, {len(described_tables())} tables with their headings, and {WORKBOOK}.\n"
        "Next:\n"
        f"  answer the questions in {folder / FILE}\n"
        f"  fill in {workbook}: stages and themes first, then a submission\n"
        f"  {PROGRAM} add {workbook} --source {quoted_folder}    # adds what it holds"
    )
    return 0


main = command.run


if __name__ == "__main__":
    sys.exit(main())
