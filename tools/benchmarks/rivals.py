"""The same answers from the tools that a reader might use instead: pandas on tables in memory, and Datasette's API."""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

import duckdb
import numpy as np
import pandas as pd

from data.settings import using
from queries import Filters, question
from tests.server.running import Server, serving
from tools.benchmarks.data import Size
from tools.benchmarks.document import Rows
from tools.benchmarks.questions import ask_question, most, parameters, selections
from tools.benchmarks.timing import by_turns

MOST_SUBMISSIONS = 100_000
"""The largest size that this module measures."""

TABLES = {
    "points": "SELECT submission_id, theme_id FROM points",
    "submissions": "SELECT submission_id, stage_id FROM submissions",
    "signatories": "SELECT submission_id, organisation_id, role, stakeholder_group "
    "FROM signatories JOIN organisations USING (organisation_id)",
    "organisations": "SELECT organisation_id, name, label, stakeholder_group, scope, country, region "
    "FROM organisations",
    "themes": "SELECT theme_id, title AS theme, family FROM themes",
    "stages": "SELECT stage_id FROM stages",
}
CATEGORIES = (
    "submission_id",
    "theme_id",
    "stage_id",
    "organisation_id",
    "role",
    "stakeholder_group",
)
"""Columns that are read as categories, which pandas counts and filters fast."""


@dataclass(frozen=True)
class Frames:
    """Tables in memory, or the rows of them that a selection has."""

    points: pd.DataFrame
    submissions: pd.DataFrame
    signatories: pd.DataFrame
    organisations: pd.DataFrame
    themes: pd.DataFrame
    stages: pd.DataFrame

    @classmethod
    def read(cls, database: Path) -> Frames:
        """Read them from a database of the dashboard."""
        with duckdb.connect(str(database), read_only=True) as connection:
            tables = {name: connection.execute(sql).df() for name, sql in TABLES.items()}
        for column in CATEGORIES:
            holders = [table for table in tables.values() if column in table]
            kind = pd.CategoricalDtype(pd.concat([table[column] for table in holders]).unique())
            for name in ("points", "submissions", "signatories"):
                if column in tables[name]:
                    tables[name] = tables[name].astype({column: kind})
        return cls(**tables)

    def selected(self, filters: Filters) -> Frames:
        """The rows that filters by theme and stakeholder group select."""
        submissions = self.submissions
        points, signatories = self.points, self.signatories
        if filters.group:
            signatories = signatories[signatories["stakeholder_group"].isin(filters.group)]
            behind = signatories["submission_id"].unique()
            submissions = submissions[submissions["submission_id"].isin(behind)]
        if filters.theme:
            points = points[points["theme_id"].isin(filters.theme)]
            saying = points["submission_id"].unique()
            submissions = submissions[submissions["submission_id"].isin(saying)]
        if filters.active():
            chosen = submissions["submission_id"]
            points = points[points["submission_id"].isin(chosen)]
            signatories = signatories[signatories["submission_id"].isin(chosen)]
        return Frames(
            points, submissions, signatories, self.organisations, self.themes, self.stages
        )


def _percent(part: pd.Series, whole: pd.Series | int) -> pd.Series:
    return np.floor(1000.0 * part / whole + 0.5) / 10


def _themes(_every: Frames, chosen: Frames) -> pd.DataFrame:
    points, signatories = chosen.points, chosen.signatories
    raised = points[["theme_id", "submission_id"]].drop_duplicates()
    behind = raised.merge(signatories[["submission_id", "organisation_id"]], on="submission_id")
    themes = pd.DataFrame(
        {
            "submissions": raised.groupby("theme_id", observed=True).size(),
            "organisations": behind.groupby("theme_id", observed=True)["organisation_id"].nunique(),
            "points": points.groupby("theme_id", observed=True).size(),
        }
    )
    themes["organisations"] = themes["organisations"].fillna(0).astype("int64")
    themes["count"], themes["total"] = themes["submissions"], points["submission_id"].nunique()
    themes["share"] = _percent(themes["count"], themes["total"])
    themes = themes.reset_index().merge(chosen.themes, on="theme_id")
    themes = themes.sort_values(["count", "points", "theme"], ascending=[False, False, True])
    columns = ["theme_id", "theme", "family", "count", "total", "share"]
    return themes[[*columns, "submissions", "organisations", "points"]]


def _organisations(_every: Frames, chosen: Frames) -> pd.DataFrame:
    point_counts = chosen.points.groupby("submission_id", observed=True).size().rename("points")
    parts = chosen.signatories[["submission_id", "organisation_id", "role"]]
    parts = parts.join(point_counts, on="submission_id").assign(
        signed=parts["role"] == "signatory", authored=parts["role"] == "author", submissions=1
    )
    measures = ["signed", "authored", "submissions", "points"]
    sums = parts.groupby("organisation_id", observed=True)[measures].sum().astype("int64")
    organisations = (
        sums.reset_index().merge(chosen.organisations).rename(columns={"name": "organisation"})
    )
    order = ["signed", "authored", "organisation"]
    organisations = organisations.sort_values(order, ascending=[False, False, True])
    columns = [
        "organisation_id",
        "organisation",
        "label",
        "stakeholder_group",
        "scope",
        "country",
        "region",
    ]
    return organisations[[*columns, *measures]]


def _totals(every: Frames, chosen: Frames) -> pd.DataFrame:
    def counts_of(frames: Frames) -> dict[str, int]:
        roles = frames.signatories["role"].value_counts()
        return {
            "submissions": len(frames.submissions),
            "organisations": frames.signatories["organisation_id"].nunique(),
            "authorships": roles.get("author", 0),
            "signatures": roles.get("signatory", 0),
            "points": len(frames.points),
            "stages": frames.submissions["stage_id"].nunique(),
        }

    counts = pd.DataFrame({"selected": counts_of(chosen), "whole": counts_of(every)})
    counts.loc["stages", "whole"] = len(every.stages)
    return counts.rename_axis("measure").reset_index()


PANDAS: dict[str, Callable[[Frames, Frames], pd.DataFrame]] = {
    "themes": _themes,
    "organisations": _organisations,
    "totals": _totals,
}
"""Question -> the function that computes its answer from all rows and the selected rows, with default parameters."""


def answer(frames: Frames, name: str, filters: Filters) -> pd.DataFrame:
    """The answer of ``ask(name, filters)``."""
    return PANDAS[name](frames, frames.selected(filters))


def pandas(size: Size, quick: bool) -> Rows:
    """For each question and selection the median milliseconds of ours and of pandas."""
    rows: Rows = []
    with using(source=size.source, database=size.database):
        frames, frequent_values = Frames.read(size.database), most()
        for name in PANDAS:
            row: dict[str, Any] = {"question": f"`{name}`"}
            parameter_values = parameters(question(name), frequent_values)
            for selection, filters in selections(frequent_values).items():
                ours, theirs = by_turns(
                    3 if quick else 9,
                    partial(ask_question, question(name), filters, parameter_values),
                    partial(answer, frames, name, filters),
                )
                row |= {f"{selection}: ours": ours, f"{selection}: pandas": theirs}
            rows.append(row)
    return rows


INDEXES = """
    CREATE INDEX points_by_theme ON points (theme_id);
    CREATE INDEX points_by_kind ON points (kind, theme_id);
    ANALYZE;
"""
SETTINGS = {
    "sql_time_limit_ms": "60000",
    "facet_time_limit_ms": "60000",
    "facet_suggest_time_limit_ms": "50",
    "default_facet_size": "100",
}
FILTERS = {
    "no filter": [{}],
    "kind": [{"kind": kind} for kind in ("challenge", "recommendation", "position", "achievement")],
}
"""Name -> the selections of one measurement, each used once, since our second answer would come from the cache."""


def into_sqlite(database: Path, file: Path) -> None:
    """Write the points of a database of the dashboard into an SQLite database with indexes."""
    with duckdb.connect(str(database), read_only=True) as source:
        points = source.execute(
            "SELECT point_id, submission_id, kind, theme_id, summary FROM points"
        ).df()
    with closing(sqlite3.connect(file)) as target:
        points.to_sql("points", target, index=False)
        target.executescript(INDEXES)


@contextmanager
def serving_datasette(database: Path) -> Iterator[Server]:
    """Serve the points of a database of the dashboard with Datasette during the block."""
    with TemporaryDirectory(dir=database.parent, prefix=".building-") as folder:
        file = Path(folder) / "points.sqlite"
        into_sqlite(database, file)
        settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, value)]
        command = [sys.executable, "-m", "datasette", "--immutable", str(file), *settings]
        with serving(program=lambda _folder, port: [*command, "--port", str(port)]) as server:
            yield server


def counted_by_datasette(server: Server, filters: dict[str, str]) -> dict[str, int]:
    """Theme -> points, as Datasette counts them."""
    response = server.get("/points/points.json?" + urlencode({"_facet": "theme_id", **filters}))
    facets = json.loads(response.body)["facet_results"]
    return {facet["value"]: facet["count"] for facet in facets["theme_id"]["results"]}


def counted_by_us(server: Server, filters: dict[str, str]) -> dict[str, int]:
    """Theme -> points, as our data API counts them."""
    response = server.get("/api/v1/themes.json?" + urlencode(filters))
    return {row["theme_id"]: row["points"] for row in json.loads(response.body)["rows"]}


def datasette(size: Size, _quick: bool) -> Rows:
    """For each kind of selection the median milliseconds of our data API and of Datasette's JSON."""
    rows = []
    with size.served() as server, serving_datasette(size.database) as other:
        for name, several in FILTERS.items():
            times = [
                by_turns(
                    1,
                    partial(counted_by_us, server, filters),
                    partial(counted_by_datasette, other, filters),
                )
                for filters in several
            ]
            ours, theirs = map(statistics.median, zip(*times, strict=True))
            rows.append({"filters": name, "ours": ours, "Datasette": theirs})
    return rows
