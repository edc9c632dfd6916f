"""A batch laid over the tables: changes are counted, problems said at their place, files changed readably."""

import difflib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data import SOURCE
from data.build import check
from intake.batches import merging
from intake.batches.merging import TablesChanged, merge
from intake.batches.reading import read_batch
from intake.tests.batches.filled import PAGE, in_order
from tests.data.conftest import Tables

pytestmark = pytest.mark.long

Write = Callable[..., Path]
TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def similar_rows_are_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """test_likeness.py searches for them."""
    monkeypatch.setattr(merging, "find_alike", lambda *_arguments: [])


def counted(path: Path, folder: Path) -> dict[str, tuple[int, int, int, int]]:
    with merge(read_batch(path), folder) as changes:
        return {
            count.table: (count.new, count.changed, count.unchanged, count.refused)
            for count in changes.counts
        }


def problems(path: Path, folder: Path) -> list[str]:
    with merge(read_batch(path), folder) as changes:
        return [str(problem) for problem in changes.problems]


def add(path: Path, folder: Path) -> None:
    with merge(read_batch(path), folder, TODAY) as changes:
        assert changes.problems == []
        changes.write()


def changed_lines(table: str, folder: Path) -> list[str]:
    """Lines taken out of a table of the data set, and put in, as a diff has them."""
    before, after = (
        (directory / f"{table}.csv").read_text(encoding="utf-8").splitlines()
        for directory in (SOURCE, folder)
    )
    lines = difflib.unified_diff(before, after, n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


# What changes


def test_the_data_set_added_to_an_empty_folder_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    with merge(read_batch(SOURCE), tmp_path) as changes:
        assert changes.problems == []
        changes.write()
    tables = sorted(path.name for path in SOURCE.glob("*.csv"))
    assert tables == sorted(path.name for path in tmp_path.glob("*.csv"))
    for table in tables:
        assert (tmp_path / table).read_bytes() == (SOURCE / table).read_bytes(), table


def test_a_new_submission_is_counted_and_added_where_it_belongs(
    workbook: Write, tables: Tables
) -> None:
    path = workbook(in_order())
    assert counted(path, tables.folder) == {
        "organisations": (1, 0, 0, 0),
        "submissions": (1, 0, 0, 0),
        "signatories": (2, 0, 0, 0),
        "points": (2, 0, 0, 0),
    }
    add(path, tables.folder)
    assert changed_lines("organisations", tables.folder) == [
        "+lumen-watch,Lumen Watch,,civil-society,national,KEN,https://lumen.example"
    ]
    assert changed_lines("submissions", tables.folder) == [
        "+lumen-rev1,Lumen Watch on the first revision,rev1,2025-11,month,en,open-letter,Lumen Watch,"
        f"{PAGE},,,,{TODAY}"
    ]
    assert changed_lines("points", tables.folder) == [
        f'+lumen-rev1.1,lumen-rev1,challenge,igf-funding,,"Money is short, again.",{PAGE}',
        f"+lumen-rev1.2,lumen-rev1,position,human-rights,,Rights hold online.,{PAGE}",
    ]
    assert changed_lines("themes", tables.folder) == []
    check(tables.folder)


def test_what_was_added_is_unchanged_the_next_time_and_no_file_is_touched(
    workbook: Write, tables: Tables
) -> None:
    path = workbook(in_order())
    add(path, tables.folder)
    before = {file: file.read_bytes() for file in tables.folder.iterdir()}
    with merge(read_batch(path), tables.folder, TODAY + timedelta(days=3)) as changes:
        assert not changes.any
        assert sum(count.unchanged for count in changes.counts) == 6
        changes.write()
    assert {file: file.read_bytes() for file in tables.folder.iterdir()} == before


def test_rows_taken_out_again_leave_the_tables_as_they_were(
    workbook: Write, tables: Tables
) -> None:
    add(workbook(in_order()), tables.folder)
    for file in tables.folder.glob("*.csv"):
        lines = file.read_bytes().splitlines(keepends=True)
        file.write_bytes(b"".join(line for line in lines if b"lumen" not in line))
        assert file.read_bytes() == (SOURCE / file.name).read_bytes()


def test_new_rows_of_a_known_submission_stand_behind_its_others(
    workbook: Write, tables: Tables
) -> None:
    rows = tables.read("points")
    submission = rows[0]["submission_id"]
    last_index = max(row for row, cells in enumerate(rows) if cells["submission_id"] == submission)
    number = sum(cells["submission_id"] == submission for cells in rows)
    new = [f"{submission}.{number + 1}", submission, "position", "igf-mandate", "More.", PAGE]
    columns = ["point_id", "submission_id", "kind", "theme_id", "summary", "source_url"]
    add(workbook({"points": [columns, new]}), tables.folder)
    after = tables.read("points")
    assert after[last_index + 1]["point_id"] == new[0]
    assert after[: last_index + 1] + after[last_index + 2 :] == rows


def test_an_absent_column_is_left_as_it_is_and_an_empty_cell_empties(
    workbook: Write, tables: Tables
) -> None:
    tables.change("organisations", 1, short_name="A19", website="https://www.article19.org")
    path = workbook({"organisations": [["organisation_id", "website"], ["a19", None]]})
    with merge(read_batch(path), tables.folder) as changes:
        (difference,) = changes.differences("organisations", 5)
        assert (difference.row, difference.key, difference.is_known) == (2, "a19", True)
        assert difference.cells == {"website": ("https://www.article19.org", None)}
        changes.write()
    row = tables.read("organisations")[1]
    assert (row["short_name"], row["website"]) == ("A19", "")


def test_a_known_submission_keeps_the_day_it_was_added(workbook: Write, tables: Tables) -> None:
    submission = tables.read("submissions")[0]
    path = workbook(
        {
            "submissions": [
                ["submission_id", "title", "added_on"],
                [submission["submission_id"], "A better title", None],
            ]
        }
    )
    add(path, tables.folder)
    assert tables.read("submissions")[0] == submission | {"title": "A better title"}


def test_a_batch_may_bring_the_theme_and_the_claim_it_needs(
    workbook: Write, tables: Tables
) -> None:
    sheets = in_order()
    sheets["themes"] = [
        ["theme_id", "family", "title", "definition"],
        ["lighthouses", "Other", "Lighthouses", "Whether and how they are lit."],
    ]
    sheets["claims"] = [
        ["claim_id", "kind", "theme_id", "title", "definition", "includes", "excludes"],
        ["ch-dark", "challenge", "lighthouses", "It is dark", "Says so.", "Night", "Day"],
    ]
    sheets["points"][1][3:5] = ["lighthouses", "ch-dark"]
    add(workbook(sheets), tables.folder)
    assert check(tables.folder)


def test_cells_with_quotes_commas_line_breaks_and_formulas_come_back_as_they_are(
    workbook: Write, tables: Tables
) -> None:
    text = 'She said "no, #1", then\nleft; =1+1 <b>é</b> \u202e'.strip()
    sheets = in_order()
    sheets["points"][1][5] = text
    add(workbook(sheets), tables.folder)
    assert [
        row["summary"] for row in tables.read("points") if row["point_id"] == "lumen-rev1.1"
    ] == [text]
    assert counted(workbook(sheets), tables.folder)["points"] == (0, 0, 2, 0)


def test_a_carriage_return_that_is_there_outlives_a_change_of_its_table(
    workbook: Write, tables: Tables
) -> None:
    tables.replace("organisations", b"JPNIC,", b'"JP\rNIC",')
    before = tables.path("organisations").read_bytes()
    add(workbook(in_order()), tables.folder)
    assert tables.path("organisations").read_bytes().startswith(before)
    check(tables.folder)


# What is filled in: the address of the page that was read


def without_addresses() -> dict[str, list[list[Any]]]:
    """The batch with the address of its submission alone: no column for it in signatories, no cell in points."""
    sheets = in_order()
    sheets["signatories"] = [row[:-1] for row in sheets["signatories"]]
    sheets["points"][1:] = [[*row[:-1], None] for row in sheets["points"][1:]]
    return sheets


def test_rows_without_an_address_get_that_of_their_submission(
    workbook: Write, tables: Tables
) -> None:
    add(workbook(without_addresses()), tables.folder)
    for table in ("signatories", "points"):
        new_rows = [row for row in tables.read(table) if row["submission_id"] == "lumen-rev1"]
        assert [row["source_url"] for row in new_rows] == [PAGE, PAGE]
    check(tables.folder)
    with merge(read_batch(workbook(without_addresses())), tables.folder) as changes:
        assert not changes.any


def test_a_new_row_of_a_submission_that_is_there_gets_its_address(
    workbook: Write, tables: Tables
) -> None:
    submission = tables.read("submissions")[0]
    number = 1 + sum(
        row["submission_id"] == submission["submission_id"] for row in tables.read("points")
    )
    columns = ["point_id", "submission_id", "kind", "theme_id", "summary"]
    point = f"{submission['submission_id']}.{number}"
    row = [point, submission["submission_id"], "position", "igf-mandate", "More."]
    add(workbook({"points": [columns, row]}), tables.folder)
    (new_row,) = (row for row in tables.read("points") if row["point_id"] == point)
    assert new_row["source_url"] == submission["source_url"]


def test_an_address_of_its_own_is_kept_by_a_row_that_has_one(
    workbook: Write, tables: Tables
) -> None:
    address = "https://lumen.example/who-signed"
    sheets = without_addresses()
    sheets["points"][1][-1] = address
    add(workbook(sheets), tables.folder)
    sheets["points"][1][-1] = None
    with merge(read_batch(workbook(sheets)), tables.folder) as changes:
        assert not changes.any
    addresses = {row["point_id"]: row["source_url"] for row in tables.read("points")}
    assert (addresses["lumen-rev1.1"], addresses["lumen-rev1.2"]) == (address, PAGE)


def test_where_no_address_can_be_taken_it_is_said_why(workbook: Write, tables: Tables) -> None:
    sheets = without_addresses()
    sheets["points"][2][1] = "lumen-rev2"
    messages = problems(workbook(sheets), tables.folder)
    assert messages
    assert not any("source_url" in problem for problem in messages)

    sheets = without_addresses()
    sheets["submissions"][1][-1] = None
    assert problems(workbook(sheets), tables.folder) == [
        'sheet "submissions" of new-batch.xlsx, row 2, column source_url, value "": must not be empty'
    ]


def test_an_address_that_is_missing_in_the_tables_is_still_a_problem(
    workbook: Write, tables: Tables
) -> None:
    tables.change("points", 0, source_url="")
    assert problems(workbook(in_order()), tables.folder) == [
        'points.csv, line 2, column source_url, value "": must not be empty'
    ]


# What is wrong


def spoiled(table: str, row: int, column: str, value: Any) -> dict[str, list[list[Any]]]:
    sheets = in_order()
    sheets[table][row - 1][sheets[table][0].index(column)] = value
    return sheets


@pytest.mark.wide(5)
@pytest.mark.parametrize(
    ("table", "row", "column", "value", "rule"),
    [
        ("organisations", 2, "stakeholder_group", "Civil society", 'did you mean "civil-society"?'),
        ("organisations", 2, "scope", None, "must not be empty"),
        ("organisations", 2, "scope", "National", 'did you mean "national"?'),
        ("organisations", 2, "scope", "world", "must be one of national, regional, international"),
        ("organisations", 2, "website", "javascript:alert(1)", "begins with http:// or https://"),
        ("submissions", 2, "stage_id", "rev-1", 'did you mean "rev1"?'),
        ("submissions", 2, "submitted_on", "2025-13", "must be a date that exists"),
        ("submissions", 2, "submitted_on", "2999-01", "must not be in the future"),
        ("signatories", 3, "organisation_id", "jpnik", 'did you mean "jpnic"?'),
        ("points", 3, "theme_id", None, "must not be empty"),
        ("points", 3, "theme_id", "Human rigths", "did you mean"),
        ("points", 3, "source_url", "lumen.example", "begins with http:// or https://"),
        ("points", 3, "source_url", "https://[TBD]", "an address that can be opened"),
        ("organisations", 2, "website", "https://tbd/", "an address that can be opened"),
    ],
)
def test_a_wrong_cell_is_said_with_sheet_row_column_and_what_is_right(
    workbook: Write, tables: Tables, table: str, row: int, column: str, value: Any, rule: str
) -> None:
    (problem,) = problems(workbook(spoiled(table, row, column, value)), tables.folder)
    start = (
        f'sheet "{table}" of new-batch.xlsx, row {row}, column {column}, value "{value or ""}": '
    )
    assert problem.startswith(start)
    assert rule in problem


def test_all_problems_are_said_at_once_in_the_order_of_sheets_and_rows(
    workbook: Write, tables: Tables
) -> None:
    sheets = spoiled("points", 3, "kind", "wish")
    sheets["points"][1][3] = "igf-fundng"
    sheets["organisations"][1][5] = "Kenya"
    sheets["signatories"].append(sheets["signatories"][2])
    path = workbook(sheets)
    positions = [problem.partition(": ")[0] for problem in problems(path, tables.folder)]
    assert positions == [
        'sheet "organisations" of new-batch.xlsx, row 2, column country_code, value "Kenya"',
        'sheet "signatories" of new-batch.xlsx, row 4, column submission_id, organisation_id, '
        'value "lumen-rev1, jpnic"',
        'sheet "points" of new-batch.xlsx, row 2, column theme_id, value "igf-fundng"',
        'sheet "points" of new-batch.xlsx, row 3, column kind, value "wish"',
    ]
    assert counted(path, tables.folder) == {
        "organisations": (0, 0, 0, 1),
        "submissions": (1, 0, 0, 0),
        "signatories": (2, 0, 0, 1),
        "points": (0, 0, 0, 2),
    }


def test_rows_are_counted_as_the_sheet_shows_them_with_empty_ones_between(
    workbook: Write, tables: Tables
) -> None:
    sheets = spoiled("points", 3, "kind", "wish")
    sheets["points"][2:2] = [[None] * 7] * 3
    (problem,) = problems(workbook(sheets), tables.folder)
    assert ', row 6, column kind, value "wish"' in problem


def test_a_column_that_new_rows_need_is_missed_once(workbook: Write, tables: Tables) -> None:
    sheets = in_order()
    sheets["points"] = [row[:3] + row[4:] for row in sheets["points"]]
    assert problems(workbook(sheets), tables.folder) == [
        'sheet "points" of new-batch.xlsx, row 1, column theme_id: is missing from the header, and row 2 is new '
        '("lumen-rev1.1"): add the column, or correct that'
    ]


def test_a_wrong_id_where_one_column_changes_is_said(workbook: Write, tables: Tables) -> None:
    identifier = tables.read("organisations")[0]["organisation_id"]
    sheets = {
        "organisations": [["organisation_id", "name"], [identifier, "A"], [f"{identifier}x", "B"]]
    }
    messages = problems(workbook(sheets), tables.folder)
    assert f'row 3 is new ("{identifier}x"): add the column, or correct that' in messages[0]


def test_a_key_column_is_missed_once(workbook: Write, tables: Tables) -> None:
    sheets = {"themes": [["title"], ["Lighthouses"], ["Ships"]]}
    assert problems(workbook(sheets), tables.folder) == [
        'sheet "themes" of new-batch.xlsx, row 1, column theme_id: is missing from the header: add it'
    ]


def test_a_misspelt_sheet_is_said_once_and_its_rows_are_not_missed_elsewhere(
    workbook: Write, tables: Tables
) -> None:
    sheets = in_order()
    sheets["organisation"] = sheets.pop("organisations")
    (problem,) = problems(workbook(sheets), tables.folder)
    assert problem.startswith('sheet "organisation" of new-batch.xlsx: is no table of the data set')
    assert problem.endswith('(did you mean "organisations"?)')


def test_a_misspelt_column_is_said_with_the_one_that_was_meant(
    workbook: Write, tables: Tables
) -> None:
    sheets = in_order()
    sheets["points"][0][3] = "thme_id"
    messages = problems(workbook(sheets), tables.folder)
    assert [problem.partition(":")[0] for problem in messages] == [
        'sheet "points" of new-batch.xlsx, row 1, column thme_id',
        'sheet "points" of new-batch.xlsx, row 1, column theme_id',
    ]
    assert messages[0].endswith('(did you mean "theme_id"?)')


def test_a_row_that_is_there_and_that_the_batch_breaks_is_said_at_its_line(
    workbook: Write, tables: Tables
) -> None:
    row = next(row for row, cells in enumerate(tables.read("points")) if cells["claim_id"])
    claim = tables.read("points")[row]["claim_id"]
    kind, theme = next(
        (cells["kind"], cells["theme_id"])
        for cells in tables.read("claims")
        if cells["claim_id"] == claim
    )
    other_kind = "challenge" if kind != "challenge" else "position"
    path = workbook({"claims": [["claim_id", "kind", "theme_id"], [claim, other_kind, theme]]})
    messages = problems(path, tables.folder)
    assert (
        f'points.csv, line {row + 2}, column kind, value "{kind}": must be the kind of its claim'
        in ("\n".join(messages))
    )
    assert messages[0].startswith('sheet "claims" of new-batch.xlsx, row 2, column claim_id, kind')


def test_an_action_line_that_is_its_own_parent_is_refused(workbook: Write, tables: Tables) -> None:
    columns = ["action_line_id", "parent_id"]
    messages = problems(workbook({"action_lines": [columns, ["C7", "C7"]]}), tables.folder)
    assert messages
    assert all("row 2" in problem or "action_lines.csv" in problem for problem in messages)


def test_a_table_that_has_gone_is_a_problem_and_is_not_made_anew(
    workbook: Write, tables: Tables
) -> None:
    tables.path("sdgs").unlink()
    assert "sdgs.csv: is missing: put the file back" in problems(
        workbook(in_order()), tables.folder
    )


def test_dates_are_held_against_the_latest_day_on_earth(workbook: Write, tables: Tables) -> None:
    latest = (datetime.now(UTC) + timedelta(hours=14)).date()
    for day, expected in ((latest, 0), (latest + timedelta(days=2), 1)):
        sheets = in_order()
        sheets["signatories"][0].append("signed_on")
        for row in sheets["signatories"][1:]:
            row.append(None)
        sheets["signatories"][2][-1] = str(day)
        assert len(problems(workbook(sheets), tables.folder)) == expected


def test_tables_that_changed_meanwhile_are_not_written_over(
    workbook: Write, tables: Tables
) -> None:
    with merge(read_batch(workbook(in_order())), tables.folder) as changes:
        tables.change("sdgs", 3, title="Education")
        before = tables.path("submissions").read_bytes()
        with pytest.raises(TablesChanged, match="Nothing was added"):
            changes.write()
    assert tables.path("submissions").read_bytes() == before
    assert tables.read("sdgs")[3]["title"] == "Education"
