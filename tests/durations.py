"""How long each test took when it was run last: build/durations.json, the slowest first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

KEPT = Path(__file__).parents[1] / "build" / "durations.json"
"""Test -> its seconds, with what was set up for it and taken down again."""


def keep(reported: Iterable[tuple[str, float]]) -> None:
    """Store the seconds of tests (a test's name, the seconds of one of its phases) in place of those from before."""
    durations: dict[str, float] = defaultdict(float)
    for test, seconds in reported:
        durations[test] += seconds
    if durations:
        all_durations = {**_recorded(), **durations}
        slowest = sorted(all_durations, key=lambda test: -all_durations[test])
        KEPT.parent.mkdir(exist_ok=True)
        rounded = {test: round(all_durations[test], 3) for test in slowest}
        KEPT.write_text(json.dumps(rounded, indent=1, ensure_ascii=False), encoding="utf-8")


def _recorded() -> dict[str, float]:
    try:
        recorded: dict[str, float] = json.loads(KEPT.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return recorded
