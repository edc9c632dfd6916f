"""The same answers from what a reader might use instead: pandas on tables in memory, and Datasette's JSON API."""

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
from tools.benchmarks.questions import asked, most, parameters, selections
from tools.benchmarks.timing import by_turns

MOST_SUBMISSIONS = 100_000
"""Larger data are not measured here."""

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
    """Tables in memory, or what a selection leaves of them."""

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
        """What filters by theme and stakeholder group select."""
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
    found = pd.DataFrame(
        {
            "submissions": raised.groupby("theme_id", observed=True).size(),
            "organisations": behind.groupby("theme_id", observed=True)["organisation_id"].nunique(),
            "points": points.groupby("theme_id", observed=True).size(),
        }
    )
    found["organisations"] = found["organisations"].fillna(0).astype("int64")
    found["count"], found["total"] = found["submissions"], points["submission_id"].nunique()
    found["share"] = _percent(found["count"], found["total"])
    found = found.reset_index().merge(chosen.themes, on="theme_id")
    found = found.sort_values(["count", "points", "theme"], ascending=[False, False, True])
    columns = ["theme_id", "theme", "family", "count", "total", "share"]
    return found[[*columns, "submissions", "organisations", "points"]]


def _organisations(_every: Frames, chosen: Frames) -> pd.DataFrame:
    made = chosen.points.groupby("submission_id", observed=True).size().rename("points")
    parts = chosen.signatories[["submission_id", "organisation_id", "role"]]
    parts = parts.join(made, on="submission_id").assign(
        signed=parts["role"] == "signatory", authored=parts["role"] == "author", submissions=1
    )
    counted = ["signed", "authored", "submissions", "points"]
    sums = parts.groupby("organisation_id", observed=True)[counted].sum().astype("int64")
    found = sums.reset_index().merge(chosen.organisations).rename(columns={"name": "organisation"})
    order = ["signed", "authored", "organisation"]
    found = found.sort_values(order, ascending=[False, False, True])
    columns = [
        "organisation_id",
        "organisation",
        "label",
        "stakeholder_group",
        "scope",
        "country",
        "region",
    ]
    return found[[*columns, *counted]]


def _totals(every: Frames, chosen: Frames) -> pd.DataFrame:
    def counted(frames: Frames) -> dict[str, int]:
        roles = frames.signatories["role"].value_counts()
        return {
            "submissions": len(frames.submissions),
            "organisations": frames.signatories["organisation_id"].nunique(),
            "authorships": roles.get("author", 0),
            "signatures": roles.get("signatory", 0),
            "points": len(frames.points),
            "stages": frames.submissions["stage_id"].nunique(),
        }

    counts = pd.DataFrame({"selected": counted(chosen), "whole": counted(every)})
    counts.loc["stages", "whole"] = len(every.stages)
    return counts.rename_axis("measure").reset_index()


PANDAS: dict[str, Callable[[Frames, Frames], pd.DataFrame]] = {
    "themes": _themes,
    "organisations": _organisations,
    "totals": _totals,
}
"""Question -> its answer, with the defaults of its parameters, from all tables and from what is selected."""


def answer(frames: Frames, name: str, filters: Filters) -> pd.DataFrame:
    """What ``ask(name, filters)`` answers."""
    return PANDAS[name](frames, frames.selected(filters))


def pandas(size: Size, quick: bool) -> Rows:
    """For each question and selection the median milliseconds of ours and of pandas."""
    rows: Rows = []
    with using(source=size.source, database=size.database):
        frames, found = Frames.read(size.database), most()
        for name in PANDAS:
            row: dict[str, Any] = {"question": f"`{name}`"}
            given = parameters(question(name), found)
            for selection, filters in selections(found).items():
                ours, theirs = by_turns(
                    3 if quick else 9,
                    partial(asked, question(name), filters, given),
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
    "kind": [{"kind": one} for one in ("challenge", "recommendation", "position", "achievement")],
}
"""Selections that are asked for one after the other: the second time we would have the answer ready."""


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
    """Serve the points of a database of the dashboard with Datasette until the block is left."""
    with TemporaryDirectory(dir=database.parent, prefix=".building-") as folder:
        file = Path(folder) / "points.sqlite"
        into_sqlite(database, file)
        settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, value)]
        command = [sys.executable, "-m", "datasette", "--immutable", str(file), *settings]
        with serving(program=lambda _folder, port: [*command, "--port", str(port)]) as server:
            yield server


def counted_by_datasette(server: Server, filters: dict[str, str]) -> dict[str, int]:
    """Theme -> points, as Datasette counts them."""
    found = server.get("/points/points.json?" + urlencode({"_facet": "theme_id", **filters}))
    facets = json.loads(found.body)["facet_results"]
    return {one["value"]: one["count"] for one in facets["theme_id"]["results"]}


def counted_by_us(server: Server, filters: dict[str, str]) -> dict[str, int]:
    """Theme -> points, as our data API counts them."""
    found = server.get("/api/v1/themes.json?" + urlencode(filters))
    return {one["theme_id"]: one["points"] for one in json.loads(found.body)["rows"]}


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
