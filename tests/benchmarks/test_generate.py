"""The fictional consultations that benchmarks are made with keep the rules and the shape of the shipped one."""

from pathlib import Path

import pandas as pd
import pytest

from data import SOURCE
from data.build import check
from tests.benchmarks.generate import generate, main

SUBMISSIONS = 500


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    generate(folder, SUBMISSIONS, seed=7)
    return folder


def read(folder: Path, table: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{table}.csv")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_generated_consultation_has_as_many_submissions_as_asked_and_keeps_every_rule(
    folder: Path,
) -> None:
    assert len(read(folder, "submissions")) == SUBMISSIONS
    check(folder)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(
    folder: Path, tmp_path: Path
) -> None:
    arguments = ["--submissions", str(SUBMISSIONS), "--to"]
    assert main([*arguments, str(tmp_path / "same"), "--seed", "7"]) == 0
    assert main([*arguments, str(tmp_path / "other"), "--seed", "8"]) == 0
    assert contents(tmp_path / "same") == contents(folder)
    assert contents(tmp_path / "other")["points.csv"] != contents(folder)["points.csv"]


def test_a_folder_with_something_in_it_is_left_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(folder)
    assert main(["--submissions", "1", "--to", str(folder)]) == 2
    assert "empty" in capsys.readouterr().err
    assert contents(folder) == before


def test_nobody_and_no_text_of_the_shipped_data_occurs(folder: Path) -> None:
    for table, column in [
        ("organisations", "name"),
        ("organisations", "organisation_id"),
        ("submissions", "title"),
        ("submissions", "publisher"),
        ("points", "summary"),
    ]:
        assert not set(read(folder, table)[column]) & set(read(SOURCE, table)[column])


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("submissions", "stage_id"),
        ("submissions", "document_type"),
        ("submissions", "date_precision"),
        ("submissions", "language"),
        ("signatories", "role"),
        ("points", "kind"),
        ("points", "theme_id"),
        ("organisations", "stakeholder_group"),
    ],
)
def test_values_of_lists_are_about_as_frequent_as_in_the_shipped_data(
    folder: Path, table: str, column: str
) -> None:
    made, shipped = (
        read(place, table)[column].value_counts(normalize=True) for place in (folder, SOURCE)
    )
    assert made.sub(shipped, fill_value=0).abs().max() < 0.08


@pytest.mark.parametrize(
    ("table", "by", "most"),
    [
        ("points", "submission_id", 4),
        ("signatories", "submission_id", 60),
        ("signatories", "organisation_id", 60),
        ("point_action_lines", "point_id", 2),
    ],
)
def test_as_many_rows_belong_together_as_in_the_shipped_data(
    folder: Path, table: str, by: str, most: int
) -> None:
    made, shipped = (read(place, table).groupby(by).size() for place in (folder, SOURCE))
    assert len(made) == pytest.approx(len(shipped), rel=0.25)
    assert made.mean() == pytest.approx(shipped.mean(), rel=0.3)
    assert made.quantile(0.9) == pytest.approx(shipped.quantile(0.9), rel=0.5, abs=1)
    assert made.max() <= shipped.max() + most


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("organisations", "name"),
        ("organisations", "short_name"),
        ("submissions", "title"),
        ("points", "summary"),
    ],
)
def test_texts_are_about_as_long_as_in_the_shipped_data(
    folder: Path, table: str, column: str
) -> None:
    made, shipped = (read(place, table)[column] for place in (folder, SOURCE))
    assert made.str.len().mean() == pytest.approx(shipped.str.len().mean(), rel=0.2)
    assert made.isna().mean() == pytest.approx(shipped.isna().mean(), abs=0.08)


def test_organisations_grow_more_slowly_than_submissions(tmp_path: Path) -> None:
    counted = {}
    for submissions in (200, 2000):
        generate(tmp_path / str(submissions), submissions)
        counted[submissions] = len(read(tmp_path / str(submissions), "organisations"))
    assert 3 < counted[2000] / counted[200] < 8


def test_more_points_can_be_asked_of_each_submission(tmp_path: Path) -> None:
    generate(tmp_path / "made", SUBMISSIONS, points_per_submission=10)
    assert len(read(tmp_path / "made", "points")) == pytest.approx(10 * SUBMISSIONS, rel=0.1)
    check(tmp_path / "made")
