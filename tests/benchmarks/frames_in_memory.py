"""The same answers as somebody would compute them with pandas: tables in memory, whole columns at a time.

Ids and closed lists are categories, which is what makes pandas fast here. ``ANSWERS[question](frames, selected, ...)``
gives the columns of the question in its order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from data.text import fold
from queries import Filters

PARTY = {
    "organisation": "organisation_id",
    "role": "role",
    "group": "stakeholder_group",
    "country": "country_code",
    "region": "region",
}
SUBMISSION = {
    "process": "process",
    "stage": "stage_id",
    "type": "document_type",
    "language": "language",
}
POINT = {"claim": "claim_id", "theme": "theme_id", "family": "family", "kind": "kind"}
"""Filter -> the column it is about. Filters of the pandas answers are these and ``q``."""

TABLES = {
    "points": "SELECT point_id, submission_id, kind, theme_id, coalesce(claim_id, 'none') AS claim_id, family "
    "FROM points JOIN themes USING (theme_id)",
    "submissions": "SELECT submission_id, s.title, stage_id, g.title AS stage, process, language, document_type, "
    "submitted_on, date_precision, stated_signatory_count, date_to, search_text FROM submissions s "
    "JOIN stages g USING (stage_id) JOIN submission_search USING (submission_id)",
    "signatories": "SELECT submission_id, organisation_id, role, source_url, stakeholder_group, country_code, region "
    "FROM signatories JOIN organisations USING (organisation_id)",
    "organisations": "SELECT organisation_id, name, label, stakeholder_group, country, region FROM organisations",
    "citations": "SELECT point_id, action_line_id FROM point_action_lines",
    "themes": "SELECT theme_id, title AS theme, family FROM themes",
    "claims": "SELECT claim_id, c.title AS claim, kind, theme_id, t.title AS theme FROM claims c "
    "JOIN themes t USING (theme_id)",
    "stages": "SELECT stage_id, title AS stage, short_title AS short_stage, position, "
    "stage_id IN (SELECT stage_id FROM texts WHERE stage_id IS NOT NULL) AS negotiation FROM stages",
    "action_lines": "FROM action_lines",
}
CATEGORIES = {
    "points": [*POINT.values(), "submission_id"],
    "submissions": [*SUBMISSION.values(), "submission_id"],
    "signatories": [*PARTY.values(), "submission_id"],
}


@dataclass(frozen=True)
class Frames:
    """The tables in memory, by their names; organisations' columns stand in the rows of signatories, too."""

    table: dict[str, pd.DataFrame]

    @classmethod
    def read(cls, database: Path) -> Frames:
        """Read them from a database of the dashboard."""
        with duckdb.connect(str(database), read_only=True) as connection:
            table = {name: connection.execute(sql).df() for name, sql in TABLES.items()}
        submission = pd.CategoricalDtype(table["submissions"]["submission_id"])
        organisation = pd.CategoricalDtype(table["organisations"]["organisation_id"])
        for name, columns in CATEGORIES.items():
            shared = {"submission_id": submission, "organisation_id": organisation}
            kinds = {column: shared.get(column, "category") for column in columns}
            table[name] = table[name].astype(kinds)
        return cls(table)


@dataclass(frozen=True)
class Selected:
    """What filters select, as frames; ``own`` are the signatories that pass the organisation filter, too."""

    submissions: pd.DataFrame
    points: pd.DataFrame
    signatories: pd.DataFrame
    own: pd.DataFrame


def _passing(frame: pd.DataFrame, filters: Filters, columns: dict[str, str]) -> pd.DataFrame:
    for name, column in columns.items():
        if values := getattr(filters, name):
            frame = frame[frame[column].isin(values)]
    return frame


def select(frames: Frames, filters: Filters) -> Selected:
    """What the filters select; filters on points and parties choose submissions, too."""
    submissions = _passing(frames.table["submissions"], filters, SUBMISSION)
    points = _passing(frames.table["points"], filters, POINT)
    others = {name: column for name, column in PARTY.items() if name != "organisation"}
    parties = _passing(frames.table["signatories"], filters, others)
    for word in fold(filters.q).split():
        submissions = submissions[submissions["search_text"].str.contains(word, regex=False)]
    if any(getattr(filters, name) for name in PARTY):
        own = _passing(parties, filters, {"organisation": "organisation_id"})
        submissions = submissions[submissions["submission_id"].isin(own["submission_id"].unique())]
    if any(getattr(filters, name) for name in POINT):
        submissions = submissions[
            submissions["submission_id"].isin(points["submission_id"].unique())
        ]
    if len(submissions) < len(frames.table["submissions"]):
        chosen = submissions["submission_id"]
        points = points[points["submission_id"].isin(chosen)]
        parties = parties[parties["submission_id"].isin(chosen)]
    own = _passing(parties, filters, {"organisation": "organisation_id"})
    return Selected(submissions, points, parties, own)


def _percent(part: pd.Series, whole: pd.Series | float) -> pd.Series:
    exact = 100.0 * part / whole
    return np.sign(exact) * np.floor(exact.abs() * 10 + 0.5) / 10


def _behind(raised: pd.DataFrame, parties: pd.DataFrame, *by: str) -> pd.DataFrame:
    """Each of ``by`` with each organisation behind a submission that raises it."""
    pairs = raised[[*by, "submission_id"]].drop_duplicates()
    return pairs.merge(parties[["submission_id", "organisation_id"]], on="submission_id")


def _measured(selected: Selected, column: str, unit: str) -> pd.DataFrame:
    points, parties = selected.points, selected.signatories
    grouped = points.groupby(column, observed=True)
    behind = _behind(points, parties, column)
    found = pd.DataFrame(
        {
            "submissions": grouped["submission_id"].nunique(),
            "organisations": behind.groupby(column, observed=True)["organisation_id"].nunique(),
            "points": grouped.size(),
        }
    )
    found["organisations"] = found["organisations"].fillna(0).astype("int64")
    saying = parties["submission_id"].isin(points["submission_id"].unique())
    totals = {
        "submissions": points["submission_id"].nunique(),
        "organisations": parties.loc[saying, "organisation_id"].nunique(),
        "points": len(points),
    }
    found["count"], found["total"] = found[unit], totals[unit]
    found["share"] = _percent(found["count"], found["total"])
    return found.reset_index()


MEASURES = ["count", "total", "share", "submissions", "organisations", "points"]


def themes(frames: Frames, selected: Selected, unit: str) -> pd.DataFrame:
    found = _measured(selected, "theme_id", unit).merge(frames.table["themes"], on="theme_id")
    found = found.sort_values(["count", "points", "theme"], ascending=[False, False, True])
    return found[["theme_id", "theme", "family", *MEASURES]]


def families(frames: Frames, selected: Selected, unit: str) -> pd.DataFrame:
    found = _measured(selected, "family", unit)
    found["family"] = found["family"].astype("str")
    found = found.sort_values(["count", "points", "family"], ascending=[False, False, True])
    return found[["family", *MEASURES]]


def claims(frames: Frames, selected: Selected, unit: str) -> pd.DataFrame:
    found = _measured(selected, "claim_id", unit)
    found = found.merge(frames.table["claims"], on="claim_id", how="left")
    found["none"] = found["claim_id"] == "none"
    order = ["none", "count", "points", "claim"]
    found = found.sort_values(order, ascending=[True, False, False, True])
    return found[["claim_id", "claim", "kind", "theme_id", "theme", *MEASURES]]


UNITS = {"submissions": "submission_id", "organisations": "organisation_id", "points": "point_id"}


def themes_by_group(frames: Frames, selected: Selected, unit: str) -> pd.DataFrame:
    parties = selected.signatories
    columns = {"points": ["theme_id", "submission_id", "point_id"]}.get(unit)
    raised = selected.points[columns or ["theme_id", "submission_id"]].drop_duplicates()
    sides = parties[
        ["submission_id", "stakeholder_group"]
        + (["organisation_id"] if unit == "organisations" else [])
    ].drop_duplicates()
    raised = raised.merge(sides, on="submission_id")
    groups = raised.groupby("stakeholder_group", observed=True)
    totals = pd.DataFrame(
        {"total": groups[UNITS[unit]].nunique(), "submissions": groups["submission_id"].nunique()}
    )
    cells = raised.groupby(["theme_id", "stakeholder_group"], observed=True)[UNITS[unit]]
    found = cells.nunique().rename("count").reset_index()
    found = found.merge(totals.reset_index(), on="stakeholder_group")
    found = found.merge(frames.table["themes"], on="theme_id")
    found["share"] = _percent(found["count"], found["total"])
    found["stakeholder_group"] = found["stakeholder_group"].astype("str")
    found = found.sort_values(["theme_id", "stakeholder_group"])
    return found[
        ["theme_id", "theme", "stakeholder_group", "count", "total", "share", "submissions"]
    ]


def _by_stage(selected: Selected, unit: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Units by theme and stage, and per stage all its units and its submissions with points."""
    stages = selected.submissions[["submission_id", "stage_id"]]
    raised = selected.points[["theme_id", "submission_id", "point_id"]].merge(
        stages, on="submission_id"
    )
    if unit == "organisations":
        raised = _behind(raised, selected.signatories, "stage_id", "theme_id")
    by_stage = raised.groupby("stage_id", observed=True)
    totals = pd.DataFrame(
        {
            "total": by_stage[UNITS[unit]].nunique(),
            "submissions": by_stage["submission_id"].nunique(),
        }
    ).reset_index()
    cells = raised.groupby(["theme_id", "stage_id"], observed=True)[UNITS[unit]].nunique()
    return cells.rename("count").reset_index(), totals


def themes_by_stage(frames: Frames, selected: Selected, unit: str) -> pd.DataFrame:
    found, totals = _by_stage(selected, unit)
    found = found.merge(totals, on="stage_id").merge(frames.table["stages"], on="stage_id")
    found = found.merge(frames.table["themes"], on="theme_id")
    found["share"] = _percent(found["count"], found["total"])
    found = found.sort_values(["theme_id", "position"])
    words = ["theme_id", "theme", "stage_id", "stage", "short_stage", "position", "negotiation"]
    return found[[*words, "count", "total", "share", "submissions"]]


def stage_change(
    frames: Frames, selected: Selected, from_stage: str, to_stage: str, unit: str
) -> pd.DataFrame:
    counts, totals = _by_stage(selected, unit)
    totals = totals.astype({"stage_id": "str"}).set_index("stage_id")
    found = counts.astype({"stage_id": "str"}).pivot_table(
        index="theme_id", columns="stage_id", values="count", fill_value=0, observed=True
    )
    if not {from_stage, to_stage} <= {*found.columns}:
        return pd.DataFrame()
    found = (
        found[[from_stage, to_stage]].astype("int64").set_axis(["from_count", "to_count"], axis=1)
    )
    found = found[found.sum(axis=1) > 0].reset_index().merge(frames.table["themes"], on="theme_id")
    for end, stage in (("from", from_stage), ("to", to_stage)):
        found[f"{end}_total"] = totals.loc[stage, "total"]
        found[f"{end}_submissions"] = totals.loc[stage, "submissions"]
        found[f"{end}_share"] = _percent(found[f"{end}_count"], found[f"{end}_total"])
    risen = found["to_count"] * found["from_total"] - found["from_count"] * found["to_total"]
    found["risen"] = risen
    found["change"] = _percent(risen, found["from_total"] * found["to_total"])
    found = found.sort_values(["risen", "theme"], ascending=[False, True])
    columns = ["theme_id", "theme", "family", "from_count", "from_total", "from_share"]
    columns += ["to_count", "to_total", "to_share", "change"]
    return found[[*columns, "from_submissions", "to_submissions"]]


def action_lines(frames: Frames, selected: Selected) -> pd.DataFrame:
    lines = frames.table["action_lines"]
    cited = frames.table["citations"].merge(selected.points[["point_id", "submission_id"]])
    covering = cited.merge(lines[["action_line_id", "parent_id"]]).dropna(subset="parent_id")
    covering = covering.drop(columns="action_line_id").rename(
        columns={"parent_id": "action_line_id"}
    )
    cited = pd.concat([cited, covering], ignore_index=True).drop_duplicates()
    grouped = cited.groupby("action_line_id")
    behind = _behind(cited, selected.signatories, "action_line_id")
    counts = pd.DataFrame(
        {
            "submissions": grouped["submission_id"].nunique(),
            "organisations": behind.groupby("action_line_id")["organisation_id"].nunique(),
            "points": grouped["point_id"].nunique(),
        }
    ).reindex(lines["action_line_id"])
    found = lines.join(counts.fillna(0).astype("int64"), on="action_line_id")
    found["action_line"] = found["action_line_id"] + " " + found["short_title"]
    found["number"] = found["action_line_id"].str.extract(r"(\d+)", expand=False).astype("Int64")
    found = found.sort_values(["number", "action_line_id"])
    columns = ["action_line", "title", "submissions", "organisations", "points", "description"]
    return found[[*columns, "facilitators", "source_url", "parent_id", "action_line_id"]]


def organisations(frames: Frames, selected: Selected, whose: str) -> pd.DataFrame:
    parties = selected.own
    made = selected.points.groupby("submission_id", observed=True).size().rename("points")
    parts = parties[["submission_id", "organisation_id", "role"]].join(made, on="submission_id")
    parts = parts.assign(
        signed=parts["role"] == "signatory", authored=parts["role"] == "author", submissions=1
    )
    sums = parts.groupby("organisation_id", observed=True)[
        ["signed", "authored", "submissions", "points"]
    ].sum()
    found = sums.astype("int64").reset_index().merge(frames.table["organisations"])
    found = found.rename(columns={"name": "organisation"}).sort_values(
        ["signed", "authored", "organisation"], ascending=[False, False, True]
    )
    words = ["organisation_id", "organisation", "label", "stakeholder_group", "country", "region"]
    return found[[*words, "signed", "authored", "submissions", "points"]]


def signatures(frames: Frames, selected: Selected) -> pd.DataFrame:
    all_parties = frames.table["signatories"]
    signed = (all_parties["role"] == "signatory").groupby(
        all_parties["submission_id"], observed=True
    )
    named = signed.sum().rename("named_signatories")
    found = selected.own.drop(columns=["stakeholder_group", "region"])
    found = found.merge(frames.table["organisations"], on="organisation_id")
    found = found.merge(selected.submissions, on="submission_id").join(named, on="submission_id")
    found = found.astype({"role": "str", "submission_id": "str", "stage_id": "str"})
    found = found.sort_values(["role", "name"]).sort_values("submission_id", kind="stable")
    found = found.sort_values("date_to", ascending=False, na_position="last", kind="stable")
    found = found.rename(
        columns={
            "name": "organisation",
            "title": "submission",
            "stated_signatory_count": "stated_signatories",
        }
    )
    columns = ["organisation_id", "organisation", "label", "stakeholder_group", "country", "role"]
    columns += ["submission_id", "submission", "stage_id", "stage", "submitted_on"]
    return found[
        [*columns, "date_precision", "stated_signatories", "named_signatories", "source_url"]
    ]


def co_signers(frames: Frames, selected: Selected, organisation: str) -> pd.DataFrame:
    parties = selected.signatories
    own = parties.loc[parties["organisation_id"] == organisation, "submission_id"]
    parts = frames.table["signatories"]
    parts = parts[parts["submission_id"].isin(selected.submissions["submission_id"])]
    parts = parts[parts["organisation_id"] != organisation]
    both = parts["submission_id"].isin(own)
    parts = parts[["organisation_id"]].assign(
        count=both, wrote=both & (parts["role"] == "author"), submissions=1
    )
    found = parts.groupby("organisation_id", observed=True).sum().astype("int64")
    found = found[found["count"] > 0].reset_index().merge(frames.table["organisations"])
    found["total"] = len(own)
    found["share"] = _percent(found["count"], found["total"])
    found = found.sort_values(["count", "submissions", "name"], ascending=[False, True, True])
    found = found.rename(columns={"name": "organisation"})
    columns = ["organisation", "count", "total", "share", "wrote", "submissions"]
    return found[[*columns, "stakeholder_group", "country", "label", "organisation_id"]]


def totals(frames: Frames, selected: Selected) -> pd.DataFrame:
    def counted(of: Selected) -> dict[str, int]:
        roles = of.own["role"].value_counts()
        return {
            "submissions": len(of.submissions),
            "organisations": of.signatories["organisation_id"].nunique(),
            "authorships": roles.get("author", 0),
            "signatures": roles.get("signatory", 0),
            "points": len(of.points),
            "stages": of.submissions["stage_id"].nunique(),
        }

    parties = frames.table["signatories"]
    whole = Selected(frames.table["submissions"], frames.table["points"], parties, parties)
    counts = pd.DataFrame({"selected": counted(selected), "whole": counted(whole)})
    counts.loc["organisations", "whole"] = len(frames.table["organisations"])
    counts.loc["stages", "whole"] = len(frames.table["stages"])
    return counts.rename_axis("measure").reset_index()


ANSWERS: dict[str, Callable[..., pd.DataFrame]] = {
    "themes": themes,
    "families": families,
    "claims": claims,
    "themes_by_group": themes_by_group,
    "themes_by_stage": themes_by_stage,
    "stage_change": stage_change,
    "action_lines": action_lines,
    "organisations": organisations,
    "signatures": signatures,
    "co_signers": co_signers,
    "totals": totals,
}


def answer(frames: Frames, question: str, filters: Filters, **parameters: str) -> pd.DataFrame:
    """What ``ask(question, filters, **parameters)`` answers, selected and computed anew."""
    return ANSWERS[question](frames, select(frames, filters), **parameters)
