"""A consultation whose points are sorted into themes only: what comes first on its pages is counted by theme."""

import csv
import shutil
from collections.abc import Iterator

import pytest

from data.build import ensure_database
from data.settings import using
from tests.consultation.lumen import LUMEN
from tests.pages.visiting import seen, visit

OF_CLAIMS = (
    *("claims", "claim_opposites", "claim_equivalents", "claim_outcomes"),
    *("claim_outcome_passages", "claim_coding", "double_coding"),
)


@pytest.fixture(scope="module", autouse=True)
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("own") / "lumen"
    shutil.copytree(LUMEN, folder)
    for name in OF_CLAIMS:
        file = folder / f"{name}.csv"
        file.write_text(
            file.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8"
        )
    with (folder / "points.csv").open(encoding="utf-8", newline="") as file:
        rows = [row | {"claim_id": ""} for row in csv.DictReader(file)]
    with (folder / "points.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    with using(source=folder):
        ensure_database()
        yield


def themes_of(kind: str) -> set[str]:
    """The titles of the themes that points of one kind are sorted into."""
    with (LUMEN / "points.csv").open(encoding="utf-8", newline="") as file:
        ids = {row["theme_id"] for row in csv.DictReader(file) if row["kind"] == kind}
    with (LUMEN / "themes.csv").open(encoding="utf-8", newline="") as file:
        return {row["title"] for row in csv.DictReader(file) if row["theme_id"] in ids}


@pytest.mark.parametrize("grain", [None, "claims"])
def test_challenges_are_counted_by_theme_and_claims_are_no_choice(grain: str | None) -> None:
    page = visit("challenges", **({"grain": grain} if grain else {}))
    assert set(page.chart("most").texts()) >= themes_of("challenge")
    switch = page.app.button_group(key="view_grain")
    assert switch.options == ["Themes", "Families"]
    assert switch.value == "themes"
    assert page.has("card_by_group")


def test_the_overview_shows_which_themes_come_up_most() -> None:
    page = visit("overview")
    assert set(page.chart("top_challenges").texts()) & themes_of("challenge")
    assert set(page.chart("top_outcome").texts()) & themes_of("recommendation")
    assert "Nothing to show here" not in seen("\n".join(page.markdown()))


def test_organisations_are_compared_by_theme_or_family_only() -> None:
    page = visit("compare", by="group", id=["government", "civil-society"], grain="claims")
    assert page.app.selectbox(key="view_grain").options == ["Themes", "Families"]
