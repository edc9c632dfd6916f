"""One number for each size, read out of the JSON: what targets, pictures and the table of growth are made of."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.results import Results

Rows = list[dict[str, Any]]


def rows(results: Results, part: str, size: str) -> Rows:
    """What a part measured of a size; nothing if it did not."""
    found: Rows = results.get(part, {}).get(size, {}).get("rows", [])
    return found


def sizes(results: Results) -> list[str]:
    """The sizes that any part measured, by number of points."""
    points = {
        size: entry["taken"]["points"] for part in results.values() for size, entry in part.items()
    }
    return sorted(points, key=points.__getitem__)


def amount(results: Results, size: str, of: str = "points") -> int:
    """How many points (or submissions) a size has."""
    return next(int(part[size]["taken"][of]) for part in results.values() if size in part)


def middle(values: list[float]) -> float | None:
    """The median; None of nothing."""
    return statistics.median(values) if values else None


def ratios(found: Rows, of: str, to: str) -> list[float]:
    """How many times as long one way took as another, where both were measured: medians."""
    return [one[of]["median"] / one[to]["median"] for one in found if one.get(of) and one.get(to)]


def _questions(way: str, filters: int) -> Callable[[Results, str], float | None]:
    def read(results: Results, size: str) -> float | None:
        found = rows(results, "questions", size)
        return middle(
            [one[way]["median"] for one in found if one["filters"] == filters and one.get(way)]
        )

    return read


def _leading(way: str) -> Callable[[Results, str], float | None]:
    def read(results: Results, size: str) -> float | None:
        found = [one for one in rows(results, "questions", size) if one.get("pandas")]
        return middle([one[way]["median"] for one in found if one.get(way)])

    return read


def _facets(way: str) -> Callable[[Results, str], float | None]:
    def read(results: Results, size: str) -> float | None:
        found = [one for one in rows(results, "facets", size) if one["selection"] != "no filter"]
        return middle([one[way]["median"] for one in found])

    return read


def _pages(results: Results, size: str) -> float | None:
    return middle([one["new"]["median"] for one in rows(results, "pages", size)])


def _slowest_page(results: Results, size: str) -> float | None:
    return max((one["new"]["median"] for one in rows(results, "pages", size)), default=None)


def _sent(results: Results, size: str) -> float | None:
    return middle([one["kilobytes"] for one in rows(results, "pages", size)])


def _click(results: Results, size: str) -> float | None:
    found = [one["to_last_chart"] for one in rows(results, "browser", size)[2:]]
    return max((one["median"] for one in found if one), default=None)


def _step(step: str, column: str) -> Callable[[Results, str], float | None]:
    def read(results: Results, size: str) -> float | None:
        found = [one[column] for one in rows(results, "growth", size) if one["step"] == step]
        return float(found[0]) if found else None

    return read


@dataclass(frozen=True)
class Series:
    """One measure across sizes: what it is, its unit, who waits for it (reader or host), and how it is read."""

    name: str
    unit: str
    who: str
    read: Callable[[Results, str], float | None]


SERIES = {
    "ask": Series("a question, no filter", "ms", "reader", _questions("ask", 0)),
    "ask_two": Series("a question, two filters", "ms", "reader", _questions("ask", 2)),
    "sql": Series("its bare SQL, no filter", "ms", "", _questions("sql", 0)),
    "leading": Series("a leading question through ask", "ms", "", _leading("ask")),
    "pandas": Series("the same with pandas", "ms", "", _leading("pandas")),
    "api": Series("themes counted by the data API", "ms", "reader", _facets("api")),
    "datasette": Series("themes counted by Datasette, JSON", "ms", "", _facets("datasette_json")),
    "pages": Series("a page run, new selection, middle page", "ms", "reader", _pages),
    "slowest": Series("a page run, new selection, slowest page", "ms", "reader", _slowest_page),
    "click": Series("click to redrawn chart", "ms", "reader", _click),
    "sent": Series("what a page sends, middle page", "KB", "reader", _sent),
    "start": Series("start of the server", "s", "host", _step("start", "seconds")),
    "check": Series("checking the tables", "s", "host", _step("check", "seconds")),
    "build": Series("building the database", "s", "host", _step("build", "seconds")),
    "build_memory": Series("memory of the build", "MB", "host", _step("build", "megabytes")),
    "memory": Series(
        "memory of the server, after every page",
        "MB",
        "host",
        _step("every page twice", "megabytes"),
    ),
    "database": Series("the database", "MB", "host", _step("database", "megabytes")),
}


def across(results: Results, key: str) -> dict[str, float]:
    """The values of a series by size, where it was measured, in the order of the sizes."""
    found = {size: SERIES[key].read(results, size) for size in sizes(results)}
    return {size: value for size, value in found.items() if value is not None}
