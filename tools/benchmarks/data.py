"""The data for the benchmarks: the shipped ones, and made-up ones of any size with their shape.

A made-up submission takes its stage, kind, language, date and number of points from a shipped one; a made-up point its
kind, theme, claim, action lines and goals from a shipped point of the same stage; a made-up organisation its group and
seat from a shipped one. Names of organisations are invented. Texts are two halves of shipped texts. The content depends
on the number of submissions alone.
"""

from __future__ import annotations

import csv
import math
import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data import DATABASE, SOURCE
from data.build import ensure_database
from tests.server.running import ROOT, Server, serving

SHIPPED = "shipped"
SIZES = (SHIPPED, "100000", "1000000")
FOLDER = ROOT / "build" / "benchmarks"

START_LIMIT = 900.0
"""Seconds that a server may take to start."""

POINTS_PER_SUBMISSION = 10
ORGANISATIONS_GROW = 0.7
"""The number of organisations grows with this power of the number of submissions."""
MOST_SIGNATORIES = 3_000

SQL = Path(__file__).with_name("data.sql")
MADE = (
    "organisations",
    "submissions",
    "signatories",
    "points",
    "claim_coding",
    "double_coding",
    "point_action_lines",
    "point_sdgs",
)
"""Tables that data.sql writes. All others are copied."""


@dataclass(frozen=True)
class Size:
    """Data for a benchmark: ``shipped`` or the number of submissions, the tables, and the database built from them."""

    name: str
    source: Path
    database: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a server with these data and no rate limits."""
        return {
            "DASHBOARD_DATA": str(self.source),
            "DASHBOARD_DATABASE": str(self.database),
            "DASHBOARD_API_RATE": "",
            "DASHBOARD_LIGHT_RATE": "",
            "DASHBOARD_PAGE_RATE": "",
        }

    def served(self) -> AbstractContextManager[Server]:
        """A server with these data during the block."""
        return serving(start_limit=START_LIMIT, **self.environment)


def generate(folder: Path, submissions: int, points_per_submission: float | None = None) -> None:
    """Write made-up tables into the new folder ``folder``. Without a number of points they have as many as shipped."""
    folder.mkdir(parents=True)
    for file in SOURCE.glob("*.csv"):
        if file.stem not in MADE:
            shutil.copy(file, folder)
    # They name submissions and organisations that are not made up.
    _rewrite(folder / "merged_submissions.csv", lambda _row: False)
    _rewrite(folder / "organisation_parents.csv", lambda _row: False)
    _rewrite(folder / "synonyms.csv", lambda row: row["kind"] != "organisation")
    settings = (SOURCE / "settings.toml").read_text(encoding="utf-8")
    settings = re.sub(
        r"^(site|title) = .*$", r'\1 = "A made-up consultation"', settings, flags=re.M
    )
    (folder / "settings.toml").write_text(settings, encoding="utf-8")
    options = {"memory_limit": "4GB", "temp_directory": str(folder / ".temporary")}
    with duckdb.connect(config=options) as connection:
        rows = {}
        for table in MADE:
            connection.execute(
                f"CREATE TABLE shipped_{table} AS FROM read_csv('{SOURCE / table}.csv', all_varchar = true)"
            )
            rows[table] = connection.table(f"shipped_{table}").count("*").fetchall()[0][0]
        growth = submissions / rows["submissions"]
        organisations = min(
            submissions, math.ceil(rows["organisations"] * growth**ORGANISATIONS_GROW)
        )
        as_shipped = rows["points"] / rows["submissions"]
        numbers = {
            "wanted": submissions,
            "organisations": organisations,
            "shipped_organisations": rows["organisations"],
            "submissions": rows["submissions"],
            "points": rows["points"],
            "more_points": (points_per_submission or as_shipped) / as_shipped,
            "most_signatories": min(MOST_SIGNATORIES, 1 + organisations // 4),
        }
        connection.execute(SQL.read_text(encoding="utf-8").format(folder=folder, **numbers))


def _rewrite(file: Path, kept: Callable[[dict[str, str]], bool]) -> None:
    """Remove the rows of a table for which ``kept`` is false."""
    with file.open(encoding="utf-8", newline="") as table:
        reader = csv.DictReader(table)
        rows, columns = [row for row in reader if kept(row)], reader.fieldnames or ()
    with file.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def prepared(name: str, folder: Path = FOLDER) -> Size:
    """The data of a size with an up-to-date database: ``folder``/sN and ``folder``/sN.duckdb, or the shipped data.

    It uses existing tables as they are. Raises ValueError if ``name`` is no size.
    """
    if name == SHIPPED:
        size = Size(name, SOURCE, DATABASE)
    elif name.isdecimal() and int(name):
        size = Size(name, folder / f"s{name}", folder / f"s{name}.duckdb")
        if not size.source.is_dir():
            print(f"Making up {int(name):,} submissions in {size.source}.", flush=True)
            unfinished = folder / f".unfinished-s{name}"
            shutil.rmtree(unfinished, ignore_errors=True)
            generate(unfinished, int(name), POINTS_PER_SUBMISSION)
            unfinished.rename(size.source)
    else:
        raise ValueError(f"{name!r} is no size: {SHIPPED}, or a number of submissions")
    ensure_database(size.database, size.source)
    return size
