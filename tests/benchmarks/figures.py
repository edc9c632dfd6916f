"""How measurements are gathered and printed."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def summary(values: Sequence[float]) -> str:
    """Median, 95th percentile and number of values, as columns of fixed width."""
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return f"{statistics.median(ordered):8.0f} {p95:8.0f} {len(ordered):6d}"


HEADER = f"{'median':>8} {'p95':>8} {'runs':>6}"


def line(label: str, values: Sequence[float]) -> str:
    """One measurement: its label, then what ``summary`` says, under ``heading``'s columns."""
    return f"  {label:<44.44} {summary(values)}"


def heading(title: str, unit: str) -> str:
    """The line over a group of measurements."""
    return f"\n{title}\n  {unit:<44} {HEADER}"
