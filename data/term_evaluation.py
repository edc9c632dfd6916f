"""How well the term lists reproduce the coders' codes of the points' summaries.

The authors of the lists looked at the points of half the submissions; the lists are measured on
the points of the other half. A submission's half depends on its id alone (`held_out`), so it
never changes. Pure functions on rows; `data.measure_terms` and the page read the rows.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import nan

import pandas as pd

from data.lexicon import TermList


@dataclass(frozen=True)
class Measured:
    """The proposals of a list for `points` summaries, counted in ids (of themes, of action lines).

    The coders gave `coded` ids, the list proposed `proposed`, and `right` are the ids of both. `by_id` has one
    row per id that has terms or was coded: id · coded, proposed, right (counts) · precision,
    recall, f1 (0 to 1; missing if nothing was proposed, coded, either) · has_terms.
    """

    points: int
    coded: int
    proposed: int
    right: int
    by_id: pd.DataFrame

    @property
    def precision(self) -> float:
        """The share (0 to 1) of the list's proposals that the coders gave, too."""
        return _share(self.right, self.proposed)

    @property
    def recall(self) -> float:
        """The share (0 to 1) of the coders' ids that the list proposed, too."""
        return _share(self.right, self.coded)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.right, self.coded + self.proposed)

    @property
    def macro_f1(self) -> float:
        """The unweighted mean of f1 over the ids that have terms and were coded."""
        rows = self.by_id[self.by_id.has_terms & (self.by_id.coded > 0)]
        return float(rows.f1.mean()) if len(rows) else nan


def held_out(submission_id: str) -> bool:
    """Whether a submission is in the half on which lists are measured, not in the half that served to write them."""
    digest = hashlib.md5(submission_id.encode(), usedforsecurity=False).hexdigest()
    return digest[0] in "13579bdf"


def measure_themes(points: pd.DataFrame, terms: TermList) -> Measured:
    """How well `terms` find the theme of held-out points: the theme with the highest score in a summary.

    `points` has the columns submission_id, summary and theme_id.
    """

    def best(summary: str) -> list[str]:
        match = terms.best(summary)
        return [match.id] if match else []

    rows = _held_out(points)
    return _measured(rows.summary, [{theme} for theme in rows.theme_id], best, terms)


def measure_action_lines(points: pd.DataFrame, terms: TermList) -> Measured:
    """How well `terms` find the action lines of held-out points that cite any: all with a sufficient score.

    `points` has the columns submission_id, summary and action_lines (ids with semicolons between
    them, missing if the point cites none). Points that cite none are left out: coders noted an action
    line only if the document names it, not whenever its subject comes up.
    """
    rows = _held_out(points)
    cited = [
        {line.strip() for line in cell.split(";")} if isinstance(cell, str) and cell else set()
        for cell in rows.action_lines
    ]
    rows = rows[[bool(lines) for lines in cited]]
    return _measured(
        rows.summary,
        [lines for lines in cited if lines],
        lambda summary: [match.id for match in terms.enough(summary)],
        terms,
    )


def _held_out(points: pd.DataFrame) -> pd.DataFrame:
    halves = {
        submission_id: held_out(submission_id) for submission_id in points.submission_id.unique()
    }
    return points[points.submission_id.map(halves).astype(bool)]


def _measured(
    summaries: Iterable[str],
    coded: Sequence[set[str]],
    propose: Callable[[str], list[str]],
    terms: TermList,
) -> Measured:
    proposed = [set(propose(summary)) for summary in summaries]
    coded_counts, proposed_counts, common_counts = Counter[str](), Counter[str](), Counter[str]()
    for coded_ids, proposed_ids in zip(coded, proposed, strict=True):
        coded_counts.update(coded_ids)
        proposed_counts.update(proposed_ids)
        common_counts.update(coded_ids & proposed_ids)
    ids = [*terms.ids, *sorted(set(coded_counts) - set(terms.ids))]
    rows = [
        (
            identifier,
            coded_counts[identifier],
            proposed_counts[identifier],
            common_counts[identifier],
            _share(common_counts[identifier], proposed_counts[identifier]),
            _share(common_counts[identifier], coded_counts[identifier]),
            _share(
                2 * common_counts[identifier],
                coded_counts[identifier] + proposed_counts[identifier],
            ),
            identifier in terms.ids,
        )
        for identifier in ids
    ]
    names = ["id", "coded", "proposed", "right", "precision", "recall", "f1", "has_terms"]
    by_id = pd.DataFrame(rows, columns=names)
    return Measured(
        len(coded), coded_counts.total(), proposed_counts.total(), common_counts.total(), by_id
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else nan
