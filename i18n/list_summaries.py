"""Summaries of lists. Count queries summarise long lists."""

from __future__ import annotations

import pandas as pd

from i18n import entity_sentences
from queries import Filters, ask, fetch_rows, run_if_small


def points(selection: Filters) -> tuple[int, int]:
    """How many points are selected, and how many submissions make them."""
    rows = run_if_small("points", selection)
    if rows is not None:
        return len(rows), rows.submission_id.nunique()
    counts = _lengths(selection)
    return counts["points"], counts["making_points"]


def submissions(selection: Filters) -> str:
    """How many submissions are selected, with the first and the last date."""
    rows = run_if_small("submissions", selection)
    if rows is not None:
        return entity_sentences.listed(rows, len(rows), int(rows.submitted_on.notna().sum()))
    counts = _lengths(selection)
    return entity_sentences.listed(
        newest_and_oldest(selection), counts["submissions"], counts["dated"]
    )


def newest_and_oldest(selection: Filters) -> pd.DataFrame:
    """The selected submissions that have a date, newest first; if they are many, only the newest and the oldest."""
    rows = run_if_small("submissions", selection)
    if rows is None:
        dated = _lengths(selection)["dated"]
        ends = (slice(0, 1), slice(max(dated - 1, 0), max(dated, 1)))
        rows = pd.concat([fetch_rows("submissions", selection, rows=end) for end in ends])
    return rows[rows.submitted_on.notna()]


def signatures(selection: Filters) -> tuple[int, int]:
    """How many signatures and how many authorships are selected."""
    rows = run_if_small("signatures", selection)
    if rows is not None:
        signed = int((rows.role == "signatory").sum())
        return signed, len(rows) - signed
    totals = ask("totals", selection).set_index("measure").selected
    return int(totals["signatures"]), int(totals["authorships"])


def _lengths(selection: Filters) -> dict[str, int]:
    rows = ask("lengths", selection)
    return dict(zip(rows.measure, rows["count"].tolist(), strict=True))
