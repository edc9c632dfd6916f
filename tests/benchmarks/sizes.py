"""The consultations that are measured: the shipped one, and made-up ones with the same shape."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.build import ensure_database
from tests.benchmarks.generate import generate

ROOT = Path(__file__).parents[2]
SHIPPED = "shipped"
ALL = (SHIPPED, "10000", "100000", "1000000")
POINTS_PER_SUBMISSION = 10.0
FOLDER = ROOT / "build" / "benchmarks"
START_LIMIT = 900.0
"""Seconds that a server may take to start, however many the submissions."""


@dataclass(frozen=True)
class Size:
    """A consultation: its name (``shipped``, or how many submissions it has), its tables and its database."""

    name: str
    source: Path
    database: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a process that serves or asks it finds in its environment; the data API has no limits there."""
        return {
            "DASHBOARD_DATA": str(self.source),
            "DASHBOARD_DATABASE": str(self.database),
            "DASHBOARD_API_RATE": "",
        }


def prepared(name: str, folder: Path = FOLDER) -> Size:
    """The consultation of that name: ``folder``/sN and ``folder``/sN.duckdb.

    Tables that are there are taken as they are, a database only if this code would build the same.
    Raises ValueError if ``name`` is no size.
    """
    if name == SHIPPED:
        size = Size(name, ROOT / "data", ROOT / "data" / "dashboard.duckdb")
    elif name.isdecimal() and int(name):
        folder.mkdir(parents=True, exist_ok=True)
        size = Size(name, folder / f"s{name}", folder / f"s{name}.duckdb")
        if not size.source.is_dir():
            print(f"Making up {int(name):,} submissions in {size.source}.", flush=True)
            unfinished = folder / f".unfinished-s{name}"
            generate(unfinished, int(name), points_per_submission=POINTS_PER_SUBMISSION)
            unfinished.replace(size.source)
    else:
        raise ValueError(f"{name!r} is no size: {SHIPPED}, or a number of submissions")
    ensure_database(size.database, size.source)
    return size
