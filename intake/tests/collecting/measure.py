"""How well signatories are found in the made-up letters.

    python -m intake.tests.collecting.measure

prints precision and recall by form and language. A name counts as right if it is the one in the letter but for case,
accents, punctuation and a leading article.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from data.normalise import fold
from intake.suggesting.documents import read_document
from intake.suggesting.signatories import signatories
from intake.tests.collecting.made_up import FOLDER, Letter, letters


@dataclass(frozen=True)
class Found:
    """Names of a letter, in one spelling: those it has, and those that were found."""

    letter: Letter
    named: frozenset[str]
    extracted_names: frozenset[str]


def measured(folder: Path, source: Path = FOLDER) -> list[Found]:
    """What is found in each letter of `source`, which is written into `folder` as a document."""
    return [
        Found(
            letter,
            frozenset(map(plain, letter.named)),
            frozenset(
                plain(signatory.name)
                for signatory in signatories(read_document(letter.write(folder)).pages)
            ),
        )
        for letter in letters(source)
    ]


def plain(name: str) -> str:
    words = re.findall(r"[^\W_]+", fold(name))
    return " ".join(
        words[1:] if words[0] in ("the", "la", "le", "les", "el", "los", "o", "a") else words
    )


def precision(measurements: list[Found]) -> float:
    return share(
        measurements, sum(len(measurement.extracted_names) for measurement in measurements)
    )


def recall(measurements: list[Found]) -> float:
    return share(measurements, sum(len(measurement.named) for measurement in measurements))


def share(measurements: list[Found], total: int) -> float:
    return (
        sum(len(measurement.named & measurement.extracted_names) for measurement in measurements)
        / total
        if total
        else float("nan")
    )


def report(measurements: list[Found]) -> str:
    groups: dict[str, list[Found]] = defaultdict(list)
    for measurement in measurements:
        groups[measurement.letter.form].append(measurement)
    for measurement in measurements:
        groups[measurement.letter.language].append(measurement)
    groups["all"] = measurements
    lines = [f"{'':10}{'letters':>8}{'names':>7}{'precision':>11}{'recall':>8}"]
    lines += [
        f"{name:10}{len(group):>8}{sum(len(measurement.named) for measurement in group):>7}"
        f"{precision(group):>11.2f}{recall(group):>8.2f}"
        for name, group in groups.items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        print(report(measured(Path(made))))
