"""Copies of the tables with changed cells, for what the shipped tables have no case of."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from data import SOURCE


def copy(folder: Path) -> Path:
    """Copy the shipped tables and settings into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in [*SOURCE.glob("*.csv"), SOURCE / "settings.toml"]:
        shutil.copy(path, folder / path.name)
    return folder


def edit(folder: Path, table: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """Rewrite one table of `folder` as `change` returns it."""
    path = folder / f"{table}.csv"
    change(pd.read_csv(path, dtype=str, keep_default_na=False)).to_csv(path, index=False)


def retitle(folder: Path, submission_id: str, title: str) -> Path:
    """Give one submission another title."""

    def change(rows: pd.DataFrame) -> pd.DataFrame:
        rows.loc[rows["submission_id"] == submission_id, "title"] = title
        return rows

    edit(folder, "submissions", change)
    return folder


def harder(folder: Path) -> Path:
    """The shipped tables with many more rare cases in them.

    Fields of C7, goals, points without a claim, partial and missing dates, organisations without
    seat or short name, texts with several authors and many signatories, days of addition.
    """
    copy(folder)
    for table, change in (
        ("point_action_lines", _cite_fields),
        ("point_sdgs", _cite_goals),
        ("points", _drop_claims),
        ("claim_coding", _drop_coded_claims),
        ("submissions", _blur_dates),
        ("submissions", _spread_additions),
        ("organisations", _unsettle),
        ("signatories", _add_parties),
    ):
        edit(folder, table, change)
    return folder


def _points() -> pd.Series:
    return pd.read_csv(SOURCE / "points.csv", dtype=str, keep_default_na=False)["point_id"]


def _claimless() -> set[str]:
    return set(_points()[::9])


def _cite_fields(rows: pd.DataFrame) -> pd.DataFrame:
    cited = rows["action_line_id"] == "C7"
    rows.loc[cited & (rows.index % 2 == 0), "action_line_id"] = "C7-egov"
    more = pd.DataFrame({"point_id": _points()[::23], "action_line_id": "C7-elea"})
    both = pd.DataFrame({"point_id": _points()[::46], "action_line_id": "C7"})
    return pd.concat([rows, more, both]).drop_duplicates()


def _cite_goals(rows: pd.DataFrame) -> pd.DataFrame:
    more = [(point, str(index % 17 + 1)) for index, point in enumerate(_points()[::7])]
    more += [(point, str(index * 5 % 17 + 1)) for index, point in enumerate(_points()[::14])]
    return pd.concat([rows, pd.DataFrame(more, columns=rows.columns)]).drop_duplicates()


def _drop_claims(rows: pd.DataFrame) -> pd.DataFrame:
    rows.loc[rows["point_id"].isin(_claimless()), "claim_id"] = ""
    return rows


def _drop_coded_claims(rows: pd.DataFrame) -> pd.DataFrame:
    claimless = rows["point_id"].isin(_claimless())
    rows.loc[claimless, ["coder_a", "coder_b", "adjudicated"]] = ["none", "none", ""]
    return rows


def _blur_dates(rows: pd.DataFrame) -> pd.DataFrame:
    for step, length, precision in ((4, 7, "month"), (7, 4, "year"), (11, 0, "")):
        blurred = (rows.index % step == 0) & (rows["submitted_on"].str.len() > length)
        rows.loc[blurred, "submitted_on"] = rows["submitted_on"].str[:length]
        rows.loc[blurred, "date_precision"] = precision
    rows.loc[rows["stated_signatory_count"] != "", "stated_signatory_count"] = "500"
    return rows


def _spread_additions(rows: pd.DataFrame) -> pd.DataFrame:
    rows.loc[rows.index % 5 == 0, "added_on"] = "2027-01-31"
    rows.loc[rows.index % 8 == 0, "added_on"] = "2027-02-01"
    return rows


def _unsettle(rows: pd.DataFrame) -> pd.DataFrame:
    rows.loc[rows.index % 13 == 0, "short_name"] = ""
    rows.loc[rows.index % 17 == 0, ["scope", "country_code"]] = ["international", ""]
    rows.loc[rows.index % 19 == 0, "country_code"] = "NAM"
    return rows


def _add_parties(rows: pd.DataFrame) -> pd.DataFrame:
    organisations = list(dict.fromkeys(rows["organisation_id"]))
    more = rows[rows.index % 6 == 0]
    added = [rows]
    for shift, role in ((1, "author"), (7, "signatory"), (40, "signatory"), (90, "signatory")):
        indices = (more.index * 3 + shift) % len(organisations)
        names = [organisations[index] for index in indices]
        added.append(more.assign(organisation_id=names, role=role))
    return pd.concat(added).drop_duplicates(["submission_id", "organisation_id"])
