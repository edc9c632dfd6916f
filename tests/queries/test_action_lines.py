"""A field of an action line counts for its line, and never twice; on tables where fields are cited."""

from pathlib import Path

import pandas as pd
import pytest

from queries import Database, Filters, ask


def _read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture
def cited(harder_tables: Path) -> pd.DataFrame:
    """Every citation with its point, and with the line that the cited one is or is a field of."""
    lines = _read(harder_tables, "action_lines")[["action_line_id", "parent_id"]]
    rows = _read(harder_tables, "point_action_lines").merge(lines, on="action_line_id")
    rows["line"] = rows.parent_id.where(rows.parent_id != "", rows.action_line_id)
    return rows.merge(_read(harder_tables, "points"), on="point_id")


def test_a_point_that_cites_c7_and_a_field_of_it_counts_once_for_c7(
    asking_harder: Database, cited: pd.DataFrame
) -> None:
    of_c7 = cited[cited.line == "C7"]
    twice = of_c7.groupby("point_id").action_line_id.nunique()
    assert (twice > 1).any(), "no point cites C7 and a field of it"
    rows = ask("action_lines").set_index("action_line_id")
    assert rows.points["C7"] == of_c7.point_id.nunique() < len(of_c7)
    assert rows.submissions["C7"] == of_c7.submission_id.nunique()
    fields = of_c7[of_c7.action_line_id != "C7"].groupby("action_line_id").point_id.nunique()
    assert dict(rows.points[fields.index]) == dict(fields)
    by_kind = ask("action_lines_by_kind", unit="points")
    kinds = by_kind[by_kind.action_line_id == "C7"].set_index("kind")["count"]
    assert dict(kinds) == dict(of_c7.groupby("kind").point_id.nunique())
    assert by_kind.total.unique().tolist() == [cited.point_id.nunique()]
    assert len(ask("points", Filters(action_line=("C7",)))) == rows.points["C7"]


def test_the_points_of_fields_without_c7_are_those_that_name_them(
    asking_harder: Database, cited: pd.DataFrame
) -> None:
    by_theme = ask("action_lines_by_theme", unit="points")
    for field in ("C7-elea", "C7-egov"):
        mine = cited[cited.action_line_id == field].groupby("theme_id").point_id.nunique()
        found = by_theme[by_theme.action_line_id == field].set_index("theme_id")["count"]
        assert dict(found) == dict(mine)
        assert len(ask("points", Filters(action_line=(field,)))) == mine.sum()


def test_c7_serves_the_goals_of_its_fields_and_says_through_which(
    asking_harder: Database, harder_tables: Path
) -> None:
    links = _read(harder_tables, "action_line_sdgs")
    fields = links[links.action_line_id.str.startswith("C7-")].groupby("sdg").action_line_id
    rows = ask("action_line_goals")
    of_c7 = rows[(rows.action_line_id == "C7") & (rows.link == "fields")]
    assert dict(zip(of_c7.sdg, of_c7.fields, strict=True)) == {
        goal: "; ".join(sorted(some)) for goal, some in fields
    }
    itself = rows[rows.link == "itself"]
    assert set(zip(itself.action_line_id, itself.sdg, strict=True)) == set(
        zip(links.action_line_id, links.sdg, strict=True)
    )
