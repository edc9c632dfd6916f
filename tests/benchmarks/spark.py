"""Measures when Spark begins to pay: a few questions in DuckDB and through Spark Connect, by turns.

    python -m tests.benchmarks.spark NAME=DATABASE=TABLES ...

takes sizes, each a name, a database file and the folder that `data.build --to parquet` wrote of the same tables, and
writes build/benchmarks/spark.json: medians in milliseconds. Spark runs on this machine.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from queries import Database, Engine, Filters, questions
from queries.engines.spark_engine import SparkDatabase
from tests.queries.comparing import parameters
from tests.server.running import ROOT
from tests.spark.server import spark

QUESTIONS = ("totals", "themes", "themes_by_group", "organisations", "theme_pairs")
FILTERS = Filters(group=("technical",), kind=("challenge",))
ROUNDS = 5
PATIENCE = 300.0
FILE = ROOT / "build" / "benchmarks" / "spark.json"
SERVER = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.buffer.pageSize": "1m",
    "spark.sql.shuffle.partitions": "2",
}


def milliseconds(opened: Engine, name: str) -> float:
    """How long a question takes, answer read."""
    question = questions()[name]
    given = parameters(question)
    statement = question.statement(FILTERS, given)
    begun = time.perf_counter()
    opened.frame(*statement, limit=PATIENCE)
    return 1000 * (time.perf_counter() - begun)


def measured(size: str, engines: dict[str, Engine]) -> list[dict[str, str | float]]:
    """One row for each question: the median of ROUNDS of each engine, after one that does not count."""
    rows: list[dict[str, str | float]] = []
    for name in QUESTIONS:
        taken: dict[str, list[float]] = {engine: [] for engine in engines}
        for _ in range(ROUNDS + 1):
            for engine, opened in engines.items():
                taken[engine].append(milliseconds(opened, name))
        medians = {engine: round(median(times[1:]), 1) for engine, times in taken.items()}
        rows.append({"size": size, "question": name, **medians})
        print(rows[-1], flush=True)
    return rows


def main(sizes: list[str]) -> None:
    """Measure the sizes and write FILE."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, spark(Path(folder), SERVER) as server:
        for one in sizes:
            size, database, tables = one.split("=")
            engines = {
                "duckdb": Database(Path(database).absolute()),
                "spark": SparkDatabase(server.address, str(Path(tables).absolute())),
            }
            rows += measured(size, engines)
    FILE.parent.mkdir(parents=True, exist_ok=True)
    written = {"name": "spark", "unit": "ms", "rows": rows}
    FILE.write_text(json.dumps(written, indent=1), encoding="utf-8")


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    main(sys.argv[1:])
