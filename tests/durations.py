"""How long each test took when it was run last: build/durations.json, the slowest first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

KEPT = Path(__file__).parents[1] / "build" / "durations.json"
"""Test -> its seconds, with what was set up for it and taken down again."""


def keep(reported: Iterable[tuple[str, float]]) -> None:
    """Keep the seconds of tests (a test's name and those of one of its phases) in the place of those from before."""
    taken: dict[str, float] = defaultdict(float)
    for test, seconds in reported:
        taken[test] += seconds
    if taken:
        whole = {**_kept(), **taken}
        slowest = sorted(whole, key=lambda test: -whole[test])
        KEPT.parent.mkdir(exist_ok=True)
        written = {test: round(whole[test], 3) for test in slowest}
        KEPT.write_text(json.dumps(written, indent=1, ensure_ascii=False), encoding="utf-8")


def _kept() -> dict[str, float]:
    try:
        kept: dict[str, float] = json.loads(KEPT.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return kept
