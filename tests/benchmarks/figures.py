"""How measurements are gathered and printed."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def p95(values: Sequence[float]) -> float:
    """The smallest value that at least 95 of 100 values do not exceed."""
    ordered = sorted(values)
    return ordered[-(-95 * len(ordered) // 100) - 1]


def summary(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and number of values, as they stand in the JSON."""
    return {
        "median": round(statistics.median(values), 3),
        "p95": round(p95(values), 3),
        "number": len(values),
    }


HEADER = f"{'median':>8} {'p95':>8} {'runs':>6}"


def line(label: str, values: Sequence[float]) -> str:
    """One measurement: its label, then median, 95th percentile and number of values under ``heading``'s columns."""
    if not values:
        return f"  {label:<44.44} {'none':>8}"
    return f"  {label:<44.44} {statistics.median(values):8.1f} {p95(values):8.1f} {len(values):6d}"


def heading(title: str, unit: str) -> str:
    """The line over a group of measurements."""
    return f"\n{title}\n  {unit:<44} {HEADER}"
