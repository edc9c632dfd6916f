"""What a command says to type next is typed: it does what it says, and to no other data set."""

import re
import shutil
from pathlib import Path

import pytest

from intake.tests.batches.filled import as_csv, in_order
from tests.docs.desk import ROOT, Desk
from tests.docs.first_batch import fill_in

TELLING = {"exports/releases.py", "intake/add.py", "intake/new.py", "intake/template.py"}
"""Commands that print lines to type under "Next:", which are typed: those of the releases in tests/exports."""

PROGRAMS = ("git ", "wsis20 ")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The dashboard's data and commands, with its database."""
    desk = Desk(tmp_path)
    assert desk.types("wsis20 build").startswith("Built ")
    return desk


def next_commands(output: str) -> list[str]:
    """The lines to type that stand under "Next:"."""
    lines = output.partition("\nNext:\n")[2].splitlines()
    commands = [line.strip().partition("    #")[0] for line in lines if line.startswith("  ")]
    return [line for line in commands if line.startswith(PROGRAMS)]


def test_every_command_that_says_what_is_next_is_typed_here() -> None:
    rooms = ("data", "deploy", "exports", "intake", "tools", "web")
    telling = {
        str(path.relative_to(ROOT))
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if re.search(r'Next:(\\n|")', path.read_text(encoding="utf-8"))
    }
    assert telling == TELLING


def test_a_new_consultation_is_made_filled_and_built_and_the_one_that_is_served_stays(
    desk: Desk,
) -> None:
    """As long as it was built in the place of the one that is served, a dashboard went over to it within seconds."""
    served = desk.folder / "data" / "dashboard.duckdb"
    before = served.read_bytes()
    new_output = desk.types("wsis20 new my-folder")
    fill_in(desk.folder / "my-folder" / "new-batch.xlsx")
    (add,) = next_commands(new_output)
    add_output = desk.types(add, "y\n")
    assert "Added to my-folder: " in add_output
    (build,) = next_commands(add_output)
    assert f"{build}    # builds my-folder/dashboard.duckdb, " in add_output
    assert re.search(r"^Built my-folder/dashboard\.duckdb: ", desk.types(build), re.MULTILINE)
    assert served.read_bytes() == before


def test_a_batch_for_the_tables_that_are_served_is_shown_on_the_dashboard(desk: Desk) -> None:
    served = desk.folder / "data" / "dashboard.duckdb"
    as_csv(in_order(), desk.folder / "batch")
    add_output = desk.types("wsis20 add batch", "y\n")
    build, show = next_commands(add_output)
    assert f"{build}    # shows it on the dashboard" in add_output
    before = served.read_bytes()
    assert desk.types(build).startswith(f"Built {served}: ")
    assert served.read_bytes() != before
    assert "+lumen-rev1," in desk.types(show)


@pytest.mark.slow
def test_what_is_made_for_other_tables_names_them_in_what_is_next(desk: Desk) -> None:
    shutil.copytree(ROOT / "tests" / "consultation" / "lake-lumen", desk.folder / "lake")
    (check,) = next_commands(desk.types("wsis20 template batch.xlsx --source lake"))
    assert check == "wsis20 check batch.xlsx --source lake"
    assert "laid over the tables in lake:" in desk.types(check)
