"""What a data set says of itself, and what is said where it cannot be used."""

import shutil
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import pytest

from data import DATABASE, SOURCE
from data.setting_values import LONGEST
from data.settings import (
    FILE,
    DataSet,
    Settings,
    data_set,
    needed,
    problems,
    read,
    served,
    using,
)
from data.validation_errors import DataProblems
from queries import Database, current

SHIPPED = (SOURCE / FILE).read_text(encoding="utf-8")
WRONG = [
    ("release", 'release = "November"', "but must be year and two digits in quotes"),
    ("release", "release = 2026.11", "but must be year and two digits in quotes"),
    ("release", 'release = "2026.1"', "but must be year and two digits in quotes"),
    ("title", 'title = ""', "but must be a text in quotes"),
    ("title", "title = 5", "but must be a text in quotes"),
    ("title", f'title = "{"x" * (LONGEST + 1)}"', "but must be a text in quotes"),
    ("files", 'files = "Lake Lumen"', "but must be small letters and digits"),
    ("home_page", 'home_page = "javascript:alert(1)"', "but must be an address that begins"),
    ("licence", "licence = 4", "but must be a text in quotes"),
    ("imprint", 'imprint = " "', "but must be a text in quotes"),
    ("privacy", 'privacy = "https://"', "but must be an address that begins with http"),
    ("privacy", 'privacy = "https://a.example and more"', "but must be an address that begins"),
    ("earliest_year", 'earliest_year = "2020"', "but must be a year of four digits"),
    ("earliest_year", "earliest_year = true", "but must be a year of four digits"),
    ("keywords", 'keywords = "lake"', "but must be texts in brackets"),
    ("keywords", "keywords = [1]", "but must be a text in quotes"),
    ("limits", 'limits = ["one"]', "but must be blocks that each begin with [[limits]]"),
    ("limits", 'limits = [{title = "a"}]', "but must be blocks that each begin with [[limits]]"),
    ("stage_groups", 'stage_groups = ["one"]', "but must be blocks that each begin with [[stage"),
    ("stage_groups", 'stage_groups = [{title = "a", stages = []}]', "but must be blocks that each"),
    (
        "stage_groups",
        'stage_groups = [{title = "a", stages = [1]}]',
        "but must be a text in quotes",
    ),
]


def settings(folder: Path, text: str | bytes) -> Path:
    (folder / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def without(*keys: str) -> str:
    """The shipped settings that are one line each, but for some."""
    lines = SHIPPED.partition("[[")[0].splitlines(keepends=True)
    omitted = ("keywords", *keys)
    return "".join(
        line for line in lines if line[0].islower() and line.partition(" = ")[0] not in omitted
    )


def test_the_shipped_settings_are_read_as_they_stand() -> None:
    shipped = tomllib.loads(SHIPPED)
    parsed = read(SOURCE)
    for field in fields(parsed):
        if isinstance(getattr(parsed, field.name), (str, int)) and field.name in shipped:
            assert getattr(parsed, field.name) == shipped[field.name]
    assert [(limit.title, limit.text) for limit in parsed.limits] == [
        (block["title"], block["text"]) for block in shipped["limits"]
    ]
    assert list(parsed.keywords) == shipped["keywords"]


def test_what_need_not_be_there_has_a_default(tmp_path: Path) -> None:
    optional = [field.name for field in fields(Settings) if not needed(field)]
    parsed = read(settings(tmp_path, without(*optional)))
    assert {name: getattr(parsed, name) for name in optional} == {
        field.name: field.default for field in fields(Settings) if field.name in optional
    }


def test_an_imprint_keeps_its_lines(tmp_path: Path) -> None:
    text = without() + 'imprint = """\n  Lake   Lumen desk\n\n1 Pier Road  \n"""\n'
    assert read(settings(tmp_path, text)).imprint == "Lake Lumen desk\n1 Pier Road"


@pytest.mark.parametrize(("key", "line", "rule"), WRONG)
def test_a_value_that_cannot_be_used_is_named_with_what_is_right(
    key: str, line: str, rule: str, tmp_path: Path
) -> None:
    (problem,) = problems(settings(tmp_path, f"{without(key)}{line}\n"))
    assert str(problem).startswith(f"{FILE}: {key} is ")
    assert rule in str(problem)
    assert len(str(problem)) < 300


def test_a_group_of_stages_has_stages_of_the_data_set(tmp_path: Path) -> None:
    shutil.copy(SOURCE / "stages.csv", tmp_path)
    group = '[[stage_groups]]\ntitle = "Drafts"\nstages = ["zero-draft", "rev9"]\n'
    (problem,) = problems(settings(tmp_path, without() + group))
    assert str(problem).endswith("names the stage rev9, which stages.csv does not have")
    assert not problems(settings(tmp_path, (without() + group).replace("rev9", "rev1")))


def test_all_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    text = without("title", "review") + 'titel = "x"\nearliest_year = 20\n'
    with pytest.raises(DataProblems) as raised:
        read(settings(tmp_path, text.replace("earliest_year = 2021\n", "")))
    message = str(raised.value)
    assert message.startswith("4 problems in the data:")
    for part in (
        "title is missing: add it, ",
        "review is missing: add it, ",
        "titel is no key: did you mean title?",
        "earliest_year is 20, but must be",
    ):
        assert part in message


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("title = ", "must have lines such as"),
        (b"\xff", "must be saved as UTF-8"),
        (None, "is missing: put the file back"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(
    text: str | bytes | None, rule: str, tmp_path: Path
) -> None:
    if text is not None:
        settings(tmp_path, text)
    (problem,) = problems(tmp_path)
    assert (problem.file, rule in problem.rule) == (FILE, True)


def test_every_key_says_what_it_is_for() -> None:
    for field in fields(Settings):
        assert len(field.metadata["meaning"]) > 20, field.name


@pytest.mark.parametrize(
    ("given", "source", "database", "answers_from"),
    [
        ({}, SOURCE, DATABASE, DATABASE),
        ({"DASHBOARD_DATA": " ", "DASHBOARD_DATABASE": ""}, SOURCE, DATABASE, DATABASE),
        ({"DASHBOARD_DATA": "/own"}, *map(Path, ("/own", *["/own/dashboard.duckdb"] * 2))),
        ({"DASHBOARD_DATABASE": "/one.duckdb"}, SOURCE, *[Path("/one.duckdb")] * 2),
        ({"DASHBOARD_DATABASE": "sc://spark:15002"}, SOURCE, DATABASE, "sc://spark:15002"),
    ],
)
def test_the_environment_names_the_data_set(
    given: dict[str, str], source: Path, database: Path, answers_from: Path | str
) -> None:
    dataset = DataSet.read({**given, "DASHBOARD_TABLES": "s3://tables/ "})
    assert (dataset.source, dataset.database, dataset.answers_from) == (
        source,
        database,
        answers_from,
    )
    assert dataset.tables == "s3://tables"


def test_a_block_can_serve_another_data_set_and_what_was_served_comes_back(tmp_path: Path) -> None:
    before, title = data_set(), served().title
    settings(tmp_path, SHIPPED.replace(f'title = "{title}"', 'title = "Another"'))
    with using(source=tmp_path):
        assert data_set() == DataSet(tmp_path, tmp_path / DATABASE.name)
        assert served().title == "Another"
        with using(database=tmp_path / "other.duckdb"):
            assert data_set() == DataSet(tmp_path, tmp_path / "other.duckdb")
        assert data_set() == DataSet(tmp_path, tmp_path / DATABASE.name)
    assert (data_set(), served().title) == (before, title)
    with pytest.raises(ZeroDivisionError), using(source=tmp_path):
        raise ZeroDivisionError
    assert data_set() == before


def test_in_such_a_block_questions_are_answered_from_the_other_database(tmp_path: Path) -> None:
    copy = Path(shutil.copy(DATABASE, tmp_path))
    with using(database=copy), ThreadPoolExecutor(1) as threads:
        opened = threads.submit(current).result()
        assert isinstance(opened, Database)
        assert opened.path == copy
    assert current() is not opened
