"""What was aimed at, and whether the figures meet it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.results import Results
from tests.benchmarks.series import Rows, across, ratios, rows
from tests.benchmarks.sizes import SHIPPED

LARGEST = "1000000"
READERS = 50


@dataclass(frozen=True)
class Found:
    """What the figures say of a target: in words, and whether it is met."""

    said: str
    met: bool


@dataclass(frozen=True)
class Target:
    """A size, what is aimed at there, and how the figures are held against it; None: not measured."""

    size: str
    wanted: str
    judge: Callable[[Results], Found | None]


def _most(key: str, size: str, most: float) -> Callable[[Results], Found | None]:
    def judge(results: Results) -> Found | None:
        value = across(results, key).get(size)
        return None if value is None else Found(f"{value:,.0f}", value <= most)

    return judge


def _readers(results: Results) -> Found | None:
    for one in rows(results, "readers", SHIPPED):
        if one["readers"] == READERS and not one["downloading"] and one["run"]:
            errors = sum(one["errors"].values())
            said = f"{one['run']['p95']:,.0f} ms, {errors} errors"
            return Found(said, one["run"]["p95"] <= 500 and not errors)
    return None


def _named(one: dict[str, Any]) -> str:
    return f"`{one['question']}` under {one['selection']}"


def _beside_sql(results: Results) -> Found | None:
    found = rows(results, "questions", LARGEST)
    if not found:
        return None
    both = [one for one in found if one["ask"]]
    by_ratio = sorted(both, key=lambda one: one["ask"]["median"] / one["sql"]["median"])
    within = sum(ratio <= 1.3 for ratio in ratios(both, "ask", "sql"))
    worst = by_ratio[-1]
    said = (
        f"{within} of {len(found)}; at most {worst['ask']['median'] / worst['sql']['median']:.2f} "
        f"({_named(worst)})" + _stopped(found)
    )
    return Found(said, within == len(found))


def _stopped(found: Rows) -> str:
    number = sum(not one["ask"] for one in found)
    return f"; {number} stopped at the time limit" if number else ""


def _within(filters: int, most: float) -> Callable[[Results], Found | None]:
    def judge(results: Results) -> Found | None:
        found = [one for one in rows(results, "questions", LARGEST) if one["filters"] == filters]
        answered = sorted(
            (one for one in found if one["ask"]), key=lambda one: float(one["ask"]["median"])
        )
        if not answered:
            return None
        within = sum(one["ask"]["median"] <= most for one in answered)
        slowest = answered[-1]
        said = f"{within} of {len(found)}; at most {slowest['ask']['median']:,.0f} ms ({_named(slowest)})"
        return Found(said + _stopped(found), within == len(found))

    return judge


def _times(part: str, of: str, to: str, least: float) -> Callable[[Results], Found | None]:
    def judge(results: Results) -> Found | None:
        found = sorted(ratios(rows(results, part, LARGEST), of, to))
        if not found:
            return None
        middle = found[len(found) // 2]
        return Found(f"{middle:,.1f} x; {found[0]:,.1f} to {found[-1]:,.1f} x", middle >= least)

    return judge


def _memory(results: Results) -> Found | None:
    found = [one["server_peak_megabytes"] for one in rows(results, "readers", LARGEST)]
    found += [value for size, value in across(results, "memory").items() if size == LARGEST]
    return Found(f"{max(found):,.0f} MB", max(found) < 2_000) if found else None


def _sent(results: Results) -> Found | None:
    found = {
        size: sum(one["kilobytes"] for one in rows(results, "pages", size))
        for size in ("10000", LARGEST)
    }
    if not all(found.values()):
        return None
    ratio = found[LARGEST] / found["10000"]
    return Found(f"{ratio:.2f} x from 10,000 to 1,000,000 submissions", ratio <= 1.1)


TARGETS = (
    Target(
        SHIPPED, "page run, server time, middle page: at most 70 ms", _most("pages", SHIPPED, 70)
    ),
    Target(SHIPPED, "click to redrawn chart: at most 300 ms", _most("click", SHIPPED, 300)),
    Target(SHIPPED, "50 readers, 5 s to think: p95 at most 500 ms, no errors", _readers),
    Target(LARGEST, "every question at most 1.3 x its bare SQL", _beside_sql),
    Target(LARGEST, "every question without a filter: at most 100 ms", _within(0, 100)),
    Target(LARGEST, "every question under two filters: at most 150 ms", _within(2, 150)),
    Target(LARGEST, "at least 10 x as fast as pandas", _times("questions", "pandas", "ask", 10)),
    Target(
        LARGEST,
        "at least 20 x as fast as Datasette (JSON beside JSON)",
        _times("facets", "datasette_json", "api", 20),
    ),
    Target(LARGEST, "memory of the server under 2 GB", _memory),
    Target(LARGEST, "what pages send does not grow", _sent),
)
