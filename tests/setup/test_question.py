"""`make question` in a copy of the tree: the question is asked, checked by the oracle and shown, everywhere at once."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.settings import data_set
from tests.server.running import ROOT, copy_of_application
from tools.question import NotWritten, files, lines

NAME = "submissions_by_step"
ASKING = """
import json
from cards.query import Context
from cards.registry import cards_of
from i18n import routes
from queries import Filters, ask, question
from tests.api.serving import data_api
from tests.examples import shipped
from tests.pages.visiting import visit
from tests.queries.answers import ANSWERS
from tests.queries.comparing import rows, same

NAME = "submissions_by_step"
for filters in (Filters(), Filters(group=("technical",))):
    expected = ANSWERS[NAME](shipped(), shipped().select(filters))
    same(NAME, rows(ask(NAME, filters)), expected)
    assert len(expected) > 3
with data_api() as api:
    answer = api.get(f"/api/v1/{NAME}.json").json()
    listed = [one["name"] for one in api.get("/api/v1/").json()["questions"]]
    described = list(api.get("/api/v1/openapi.json").json()["paths"])
page = visit("themes")
print(json.dumps({
    "title": question(NAME).title,
    "rows": answer["rows"],
    "listed": NAME in listed,
    "described": f"/{NAME}.{{format}}" in described,
    "cards": list(cards_of("themes", Context())),
    "shown": page.has(f"card_{NAME}"),
}))
"""


def make(copy: Path, name: str, page: str) -> subprocess.CompletedProcess[str]:
    """Run what `make question` runs, in a copy."""
    return python(copy, "-m", "tools.question", name, page)


def python(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "DASHBOARD_DATABASE": str(data_set().database)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree."""
    folder = copy_of_application(tmp_path_factory.mktemp("question"))
    ignore = shutil.ignore_patterns("__pycache__", "golden", "browser", "deploy")
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=ignore)
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=ignore)
    (folder / "locales").symlink_to(ROOT / "locales")
    return folder


@pytest.mark.slow
def test_a_question_that_is_made_is_asked_checked_described_and_shown(copy: Path) -> None:
    process = make(copy, NAME, "themes")
    assert process.returncode == 0, process.stderr
    assert re.findall(r"Wrote (\S+)\.\n", process.stdout) == [
        f"queries/{NAME}.sql",
        f"tests/queries/answers/{NAME}.py",
        f"cards/{NAME}.py",
        "cards/themes.py",
        "pages/themes.py",
    ]
    asking = python(copy, "-c", ASKING)
    assert asking.returncode == 0, asking.stderr
    output = json.loads(asking.stdout)
    assert output["title"] == "Submissions by step"
    assert {*output["rows"][0]} == {"stage_id", "stage", "submissions"}
    assert output["listed"]
    assert output["described"]
    assert output["cards"][-1] == NAME
    assert output["shown"]
    repeated = make(copy, NAME, "themes")
    assert repeated.returncode == 1
    assert f"queries/{NAME}.sql is there already" in repeated.stderr


def test_what_is_made_is_written_as_the_house_writes(copy: Path) -> None:
    assert make(copy, "points_by_stage_too", "organisations").returncode == 0
    for check in (("check",), ("format", "--check")):
        new = ("cards", "pages/organisations.py", "tests/queries/answers")
        config = ("--config", str(ROOT / "pyproject.toml"))
        process = python(copy, "-m", "ruff", *check, *config, "--no-cache", *new)
        assert process.returncode == 0, process.stdout


@pytest.mark.parametrize("name", ["", "A", "2points", "points by", "../x", "class", "x" * 41])
def test_a_name_that_cannot_be_one_is_refused(name: str) -> None:
    with pytest.raises(NotWritten, match="cannot be the name of a question"):
        files(name)


@pytest.mark.parametrize("name", ["themes", "submissions", "rankings", "coalitions"])
def test_a_name_that_is_taken_is_refused(name: str) -> None:
    with pytest.raises(NotWritten, match="is there already: choose another name"):
        files(name)


def test_a_page_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(NotWritten, match=r"'nowhere' is no page .*organisations.*themes"):
        lines(NAME, "nowhere")


def test_without_a_name_or_a_page_an_example_is_given(copy: Path) -> None:
    process = make(copy, "", "")
    assert process.returncode == 1
    assert "make question NAME=points_by_language PAGE=themes" in process.stderr
