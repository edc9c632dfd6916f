"""How well the term lists reproduce what coders gave the points' summaries.

The lists were written while looking at the points of half the submissions; they are measured on
those of the other half. Which half a submission belongs to hangs on its id alone (`held_out`), so it
never changes. Pure functions on rows; who reads the rows is `data.measure_terms` and the page.
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
    """What a list proposed for `points` summaries, counted in ids (of themes, of action lines).

    `coded` ids were given by the coders, `proposed` by the list, `right` by both. `by_id` has one
    row per id that has terms or was coded: id · coded, proposed, right (counts) · precision,
    recall, f1 (0 to 1; missing where nothing was proposed, coded, either) · has_terms.
    """

    points: int
    coded: int
    proposed: int
    right: int
    by_id: pd.DataFrame

    @property
    def precision(self) -> float:
        """The share (0 to 1) of what the list proposed that the coders gave, too."""
        return _share(self.right, self.proposed)

    @property
    def recall(self) -> float:
        """The share (0 to 1) of what the coders gave that the list proposed, too."""
        return _share(self.right, self.coded)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.right, self.coded + self.proposed)

    @property
    def macro_f1(self) -> float:
        """The mean of the ids' own f1, each counting alike; of those that have terms and were coded."""
        counted = self.by_id[self.by_id.has_terms & (self.by_id.coded > 0)]
        return float(counted.f1.mean()) if len(counted) else nan


def held_out(submission_id: str) -> bool:
    """Whether a submission is of the half on which lists are measured, not of that they were made from."""
    digest = hashlib.md5(submission_id.encode(), usedforsecurity=False).hexdigest()
    return digest[0] in "13579bdf"


def measure_themes(points: pd.DataFrame, terms: TermList) -> Measured:
    """How well `terms` find the theme of held-out points: the one theme that a summary speaks for most.

    `points` has the columns submission_id, summary and theme_id.
    """

    def best(summary: str) -> list[str]:
        found = terms.best(summary)
        return [found.id] if found else []

    rows = _held_out(points)
    return _measured(rows.summary, [{theme} for theme in rows.theme_id], best, terms)


def measure_action_lines(points: pd.DataFrame, terms: TermList) -> Measured:
    """How well `terms` find the action lines of held-out points that cite any: all that are clear enough.

    `points` has the columns submission_id, summary and action_lines (ids with semicolons between
    them, missing where none is cited). Points that cite none are left out: coders noted an action
    line only where the document names it, not wherever its subject comes up.
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
        lambda summary: [one.id for one in terms.enough(summary)],
        terms,
    )


def _held_out(points: pd.DataFrame) -> pd.DataFrame:
    halves = {one: held_out(one) for one in points.submission_id.unique()}
    return points[points.submission_id.map(halves).astype(bool)]


def _measured(
    summaries: Iterable[str],
    coded: Sequence[set[str]],
    propose: Callable[[str], list[str]],
    terms: TermList,
) -> Measured:
    proposed = [set(propose(summary)) for summary in summaries]
    given, said, both = Counter[str](), Counter[str](), Counter[str]()
    for theirs, ours in zip(coded, proposed, strict=True):
        given.update(theirs)
        said.update(ours)
        both.update(theirs & ours)
    ids = [*terms.ids, *sorted(set(given) - set(terms.ids))]
    rows = [
        (
            id_,
            given[id_],
            said[id_],
            both[id_],
            _share(both[id_], said[id_]),
            _share(both[id_], given[id_]),
            _share(2 * both[id_], given[id_] + said[id_]),
            id_ in terms.ids,
        )
        for id_ in ids
    ]
    names = ["id", "coded", "proposed", "right", "precision", "recall", "f1", "has_terms"]
    by_id = pd.DataFrame(rows, columns=names)
    return Measured(len(coded), given.total(), said.total(), both.total(), by_id)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else nan
