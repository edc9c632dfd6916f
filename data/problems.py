"""What is wrong with the CSV files, said so that whoever edits them can put it right."""

from collections.abc import Sequence
from dataclasses import dataclass

PRINTED = 200
"""Problems written out in the message of DataProblems; how many there are is always stated."""


@dataclass(frozen=True)
class Problem:
    """One cell, row or file that breaks a rule.

    `line` counts from 1 at the header and is where the row begins, so it is right in any editor.
    It is None where the whole file is meant, `column` where the whole row is, and `value` where
    there is none to show. Where a rule spans columns, `column` and `value` list them with commas.
    """

    file: str
    line: int | None
    column: str | None
    value: str | None
    rule: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.column is not None:
            place.append(f"column {self.column}")
        if self.value is not None:
            shown = self.value if len(self.value) <= 80 else self.value[:80] + "…"
            place.append(f'value "{shown}"')
        return f"{', '.join(place)}: {self.rule}"


class DataProblems(Exception):
    """The CSV files break rules; `problems` holds every case, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        total = len(self.problems)
        lines = ["1 problem in the data:" if total == 1 else f"{total} problems in the data:"]
        lines += [str(problem) for problem in self.problems[:PRINTED]]
        if total > PRINTED:
            lines.append(f"... and {total - PRINTED} more.")
        return "\n".join(lines)
