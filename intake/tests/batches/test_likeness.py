"""New rows that look like others are proposed to a person, and the others are let pass."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intake.batches import merging
from intake.batches.batch import Batch
from intake.batches.duplicate_detection import Alike, acronym, plain_address, plain_name
from intake.batches.merging import merge
from intake.batches.reading import read_batch
from intake.tests.batches.filled import in_order
from tests.data.conftest import Tables

pytestmark = pytest.mark.long

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def no_rule_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checking the rules takes longer than the search for similar rows, and test_merging.py does it."""
    monkeypatch.setattr(merging, "_problems", lambda *_arguments: [])


def alike(path: Path, folder: Path) -> list[Alike]:
    with merge(read_batch(path), folder) as changes:
        return changes.alike


def organisation(**cells: str) -> dict[str, list[list[Any]]]:
    sheets = in_order()
    header, row = sheets["organisations"]
    row[header.index("scope")] = "international"
    row[header.index("country_code")] = row[header.index("website")] = None
    for column, cell in cells.items():
        row[header.index(column)] = cell
    return sheets


@pytest.mark.wide(4)
@pytest.mark.parametrize(
    ("cells", "other"),
    [
        ({"name": "The Internet Society, Inc."}, "isoc"),
        ({"name": "INTERNET SOCIETY"}, "isoc"),
        ({"name": "Internt Society"}, "isoc"),
        ({"name": "Society Internet"}, "isoc"),
        ({"name": "ISOC"}, "isoc"),
        ({"name": "I.S.O.C."}, "isoc"),
        ({"name": "Lumen Watch", "short_name": "APC"}, "apc"),
        ({"name": "Association des Centres", "website": "http://article19.org/"}, "a19"),
        ({"name": "Article Nineteen", "website": "https://www.article19.org/?utm_source=x"}, "a19"),
    ],
)
def test_an_organisation_under_another_spelling_is_proposed(
    workbook: Write, tables: Tables, cells: dict[str, str], other: str
) -> None:
    (duplicate,) = alike(workbook(organisation(**cells)), tables.folder)
    assert (duplicate.table, duplicate.id, duplicate.other) == (
        "organisations",
        "lumen-watch",
        other,
    )
    assert str(duplicate.problem).startswith(
        f'sheet "organisations" of new-batch.xlsx, row 2, column name, value "{cells["name"]}": '
    )
    assert f"use the id {other} instead" in duplicate.problem.rule
    assert "--another lumen-watch" in duplicate.problem.rule


@pytest.mark.wide(3)
@pytest.mark.parametrize(
    "cells",
    [
        {"name": "Internet Safety"},
        {"name": "Lumen Watch", "short_name": "APC", "country_code": "KEN"},
        {"name": "Internet Society of Lake Lumen"},
        {"name": "Government of Chadland"},
        {"name": "Article 20", "short_name": "A20"},
        {"name": "Lake Lumen Union for Progressive Communications"},
    ],
)
def test_another_organisation_is_let_pass(
    workbook: Write, tables: Tables, cells: dict[str, str]
) -> None:
    assert alike(workbook(organisation(**cells)), tables.folder) == []


@pytest.mark.parametrize(
    ("name", "why"),
    [("Internt Society", "is called nearly as"), ("The Internet Society", "has the name of")],
)
def test_one_of_nearly_the_same_name_in_another_country_is_asked_about(
    workbook: Write, tables: Tables, name: str, why: str
) -> None:
    seat = {"scope": "national", "country_code": "KEN"}
    rows = tables.read("organisations")
    index = next(number for number, row in enumerate(rows) if row["organisation_id"] == "isoc")
    tables.change("organisations", index, country_code="USA")
    (duplicate,) = alike(workbook(organisation(name=name, **seat)), tables.folder)
    assert duplicate.other == "isoc"
    assert duplicate.problem.rule.startswith(
        f"is in another country, but {why} isoc (Internet Society)"
    )


def test_of_two_new_ones_that_look_alike_the_second_is_named(
    workbook: Write, tables: Tables
) -> None:
    sheets = in_order()
    sheets["organisations"].append(
        ["lumen-watchers", "The Lumen-Watch Ltd.", None, "civil-society", "national", "KEN", None]
    )
    sheets["signatories"].append(["lumen-rev1", "lumen-watchers", "signatory", "https://a.example"])
    (duplicate,) = alike(workbook(sheets), tables.folder)
    assert (duplicate.id, duplicate.other, duplicate.problem.line) == (
        "lumen-watchers",
        "lumen-watch",
        3,
    )


def test_a_known_organisation_is_not_asked_about_again(workbook: Write, tables: Tables) -> None:
    path = workbook(organisation(name="ISOC"))
    with merge(read_batch(path), tables.folder) as changes:
        assert changes.alike
        changes.write()
    assert alike(path, tables.folder) == []


def submission(tables: Tables, source_url: str, **cells: str) -> dict[str, list[list[Any]]]:
    sheets = in_order()
    header, row = sheets["submissions"]
    for column, cell in ({"source_url": source_url} | cells).items():
        row[header.index(column)] = cell
    return sheets


def test_a_submission_by_the_same_author_on_the_same_page_is_proposed(
    workbook: Write, tables: Tables
) -> None:
    signatory = next(row for row in tables.read("signatories") if row["role"] == "author")
    address = next(
        row["source_url"]
        for row in tables.read("submissions")
        if row["submission_id"] == signatory["submission_id"]
    )
    written_otherwise = address.replace("https://", "http://www.") + "/#page"
    sheets = submission(tables, written_otherwise)
    assert alike(workbook(sheets), tables.folder) == []
    sheets["signatories"][1][1] = signatory["organisation_id"]
    sheets["signatories"][2][1] = "lumen-watch"
    (duplicate,) = alike(workbook(sheets), tables.folder)
    assert (duplicate.id, duplicate.other) == ("lumen-rev1", signatory["submission_id"])
    assert duplicate.problem.column == "source_url"
    assert duplicate.problem.line == 2


def written(tables: Tables, **cells: str) -> tuple[dict[str, list[list[Any]]], dict[str, str]]:
    """A new submission by the author of a known one, its title and day too unless ``cells`` differ; the known row."""
    original = next(row for row in tables.read("submissions") if row["date_precision"] == "day")
    author = next(
        row["organisation_id"]
        for row in tables.read("signatories")
        if (row["submission_id"], row["role"]) == (original["submission_id"], "author")
    )
    defaults = {
        name: original[name] for name in ("title", "submitted_on", "date_precision", "stage_id")
    }
    sheets = submission(tables, "https://elsewhere.example/letter", **{**defaults, **cells})
    sheets["signatories"][1][1] = author
    sheets["signatories"][2][1] = "lumen-watch"
    return sheets, original


def test_the_same_title_by_the_same_author_at_another_address_is_proposed(
    workbook: Write, tables: Tables
) -> None:
    sheets, original = written(tables, submitted_on="2025-11", date_precision="month")
    (duplicate,) = alike(workbook(sheets), tables.folder)
    assert (duplicate.id, duplicate.other) == ("lumen-rev1", original["submission_id"])
    assert (duplicate.problem.column, duplicate.problem.value) == ("title", original["title"])
    assert duplicate.problem.rule.startswith("has title and author of")
    sheets["signatories"][1][1], sheets["signatories"][2][1] = "lumen-watch", "jpnic"
    assert alike(workbook(sheets), tables.folder) == []


def test_nearly_the_same_title_by_the_same_author_on_the_same_day_is_proposed(
    workbook: Write, tables: Tables
) -> None:
    _sheets, original = written(tables)
    similar_title = original["title"].replace("e", "a", 1)
    sheets, _original = written(tables, title=similar_title)
    (duplicate,) = alike(workbook(sheets), tables.folder)
    assert duplicate.other == original["submission_id"]
    assert "nearly the title" in duplicate.problem.rule
    for cells in (
        {"title": similar_title, "submitted_on": "2020-02-02"},
        {"title": f"{similar_title} and on quite another matter besides"},
    ):
        sheets, _original = written(tables, **cells)
        assert alike(workbook(sheets), tables.folder) == []


def test_a_document_that_is_there_already_is_proposed_whoever_wrote_it(
    workbook: Write, tables: Tables
) -> None:
    tables.change("submissions", 4, document_url="https://docs.example/a.pdf")
    sheets = submission(tables, "https://www.docs.example/a.pdf")
    (duplicate,) = alike(workbook(sheets), tables.folder)
    assert duplicate.other == tables.read("submissions")[4]["submission_id"]


def test_names_and_addresses_are_compared_without_what_varies() -> None:
    assert plain_name("Réseau  des Élus e.V.") == plain_name("RESEAU ELUS")
    assert plain_name("日本ネットワーク") != ""
    assert plain_name("The") == "the"
    assert acronym("World Wide Web Foundation") == "wwwf"
    assert plain_address("https://a.example/watch?v=aB") != plain_address(
        "https://a.example/watch?v=Ab"
    )
    assert plain_address("https://[broken") == "https://[broken"


def test_a_batch_without_organisations_and_submissions_asks_nothing(tables: Tables) -> None:
    with merge(Batch(tables.folder, {}), tables.folder) as changes:
        assert (changes.alike, changes.problems, changes.counts) == ([], [], [])
