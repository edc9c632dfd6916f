"""What is wrong with the tables or with a batch, said so that whoever edits them can put it right."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 80
"""Characters of a value that a message shows."""

PRINTED = 200
"""Problems written out in a message; how many there are is always stated."""

LISTED = 10_000
"""Rows that are listed for one rule; where more break it, one problem without a line says how many."""


@dataclass(frozen=True)
class Problem:
    """One cell, row or file that breaks a rule.

    `file` may be a sheet (`sheet "points" of new-batch.xlsx`). `line` counts from 1 at the header
    and is where the row begins, so it is right in any editor; in a sheet it is the number of the
    row. It is None where the whole file is meant, `column` where the whole row is, and `value` where
    there is none to show. Where a rule spans columns, `column` and `value` list them with commas.
    `suggestion` is what was probably meant, as it should be written.
    """

    file: str
    line: int | None
    column: str | None
    value: str | None
    rule: str
    suggestion: str | None = None

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            place.append(f"{'row' if self.file.startswith('sheet ') else 'line'} {self.line}")
        if self.column is not None:
            place.append(f"column {self.column}")
        if self.value is not None:
            place.append(f'value "{shown(self.value)}"')
        meant = "" if self.suggestion is None else f' (did you mean "{self.suggestion}"?)'
        return f"{', '.join(place)}: {self.rule}{meant}"


def shown(text: str) -> str:
    """Text as a terminal may show it: its beginning, in one line, without characters that do something.

    >>> shown("two\\nlines"), shown("\\x1b[2J"), len(shown("long" * 100))
    ('two\\\\nlines', '\\\\x1b[2J', 81)
    """
    cut = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in cut
    )


def more_rows(count: int) -> str:
    """What is said of the rows beyond LISTED that break the same rule."""
    return f"has {count} more such rows, beyond the first {LISTED}"


def listed(problems: Sequence[Problem]) -> list[str]:
    """The problems as lines: the first PRINTED of them, and how many more there are."""
    lines = [str(problem) for problem in problems[:PRINTED]]
    if len(problems) > PRINTED:
        lines.append(f"... and {len(problems) - PRINTED} more.")
    return lines


class DataProblems(Exception):
    """The CSV files break rules; `problems` holds every case, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        total = len(self.problems)
        heading = "1 problem in the data:" if total == 1 else f"{total} problems in the data:"
        return "\n".join([heading, *listed(self.problems)])
