"""Problems of the tables or of a batch, in words that tell their editor how to correct them."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 80
"""Characters of a value that a message shows."""

PRINTED = 200
"""The most problems that a message lists; it always states their number."""

LISTED = 10_000
"""The most rows that are listed for one rule; if more break it, one problem without a line says how many."""


@dataclass(frozen=True)
class Problem:
    """One cell, row or file that breaks a rule.

    `file` may be a sheet (`sheet "points" of new-batch.xlsx`). `line` counts from 1 at the header
    and is where the row begins, so it is right in any editor; in a sheet it is the number of the
    row. It is None if the problem concerns the whole file, `column` if it concerns the whole row, and
    `value` if there is none to show. If a rule spans columns, `column` and `value` list them with commas.
    `suggestion` is the value that was probably meant, as it should be written.
    """

    file: str
    line: int | None
    column: str | None
    value: str | None
    rule: str
    suggestion: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.line is not None:
            parts.append(f"{'row' if self.file.startswith('sheet ') else 'line'} {self.line}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        if self.value is not None:
            parts.append(f'value "{excerpt(self.value)}"')
        suggestion = "" if self.suggestion is None else f' (did you mean "{self.suggestion}"?)'
        return f"{', '.join(parts)}: {self.rule}{suggestion}"


def excerpt(text: str) -> str:
    """Text that is safe for a terminal: its beginning, in one line, with control characters escaped.

    >>> excerpt("two\\nlines"), excerpt("\\x1b[2J"), len(excerpt("long" * 100))
    ('two\\\\nlines', '\\\\x1b[2J', 81)
    """
    beginning = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in beginning
    )


def more_rows(count: int) -> str:
    """The message on the rows beyond LISTED that break the same rule."""
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
