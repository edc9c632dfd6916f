"""Whatever is wrong with the tables is found, all of it at once, and said with its place."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data import SOURCE, csv_staging, validation, validation_rules
from data.build import check
from data.schema import SCHEMA, read_schema
from data.settings import read
from data.validation_errors import PRINTED, DataProblems, Problem
from data.validation_rules import RULES, Rule, read_rules
from tests.data.conftest import Tables

ADDRESS = "must be an address that begins with http:// or https://"
OPENED = (
    "must be an address that can be opened, as a browser shows it: a site such as example.org behind https://, "
    "at most 2,000 characters, and none of them invisible"
)
PARTIAL_DATE = "must be a date that exists, as YYYY-MM-DD, YYYY-MM or YYYY"

BREACHES = pd.read_csv(Path(__file__).with_name("breaches.csv"), keep_default_na=False)
"""Cells (as JSON) that break the rule of some columns, together with what the rule says."""


def problems_of(folder: Path) -> list[Problem]:
    """The problems of the tables, without what was probably meant."""
    with pytest.raises(DataProblems) as raised:
        check(folder)
    return [replace(problem, suggestion=None) for problem in raised.value.problems]


def all_rules() -> list[Rule]:
    return validation_rules.all_rules(read_schema())


def test_the_data_set_has_no_problem() -> None:
    check(SOURCE)


def test_a_problem_is_said_with_file_line_column_value_and_rule(tables: Tables) -> None:
    tables.change("submissions", 15, date_precision="weak")
    assert [str(problem) for problem in problems_of(tables.folder)] == [
        'submissions.csv, line 17, column date_precision, value "weak": '
        "must be one of day, month, year"
    ]


@pytest.mark.long
def test_what_was_probably_meant_is_proposed(tables: Tables) -> None:
    cases: list[tuple[str, str, str, str | None]] = [
        ("organisations", "stakeholder_group", "Civil society", "civil-society"),
        ("organisations", "stakeholder_group", "civil-societty", "civil-society"),
        ("organisations", "stakeholder_group", "farmers", None),
        ("organisations", "country_code", "Japan", "JPN"),
        ("submissions", "language", "French", "fr"),
        ("points", "theme_id", "igf-fundng", "igf-funding"),
        ("points", "theme_id", "IGF mandate", "igf-mandate"),
        ("signatories", "organisation_id", "Japan Network Information Center", "jpnic"),
        ("signatories", "organisation_id", "JPNIC", "jpnic"),
        ("signatories", "organisation_id", "zzzzzzzzzzzz", None),
    ]
    for row, (table, column, value, _) in enumerate(cases):
        tables.change(table, row, **{column: value})
    with pytest.raises(DataProblems) as raised:
        check(tables.folder)
    for row, (table, column, value, meant) in enumerate(cases):
        (problem, *_) = [
            problem
            for problem in raised.value.problems
            if (problem.file, problem.line, problem.column, problem.value)
            == (f"{table}.csv", row + 2, column, value)
        ]
        assert problem.suggestion == meant, value
        assert str(problem).endswith(f'(did you mean "{meant}"?)') == (meant is not None)


def test_every_breach_is_found_when_all_are_made_at_once(tables: Tables) -> None:
    expected = []
    for table, breaches in BREACHES.groupby("table"):
        rows = tables.read(table)
        for row, breach in enumerate(breaches.itertuples()):
            rows[row] |= json.loads(breach.cells)
            value = ", ".join(rows[row][column] for column in breach.columns.split(", "))
            expected.append(Problem(f"{table}.csv", row + 2, breach.columns, value, breach.rule))
        tables.write(table, rows)
    problems = problems_of(tables.folder)
    assert [problem for problem in expected if problem not in problems] == []


def test_a_synonym_can_stand_for_whatever_a_closed_list_has(tables: Tables) -> None:
    closed = {(rule.table, rule.columns): rule.choices for rule in all_rules() if rule.choices}
    rows = [
        {"term": choice, "kind": kind, "id": choice}
        for kind, table, column in (
            ("group", "organisations", "stakeholder_group"),
            ("kind", "points", "kind"),
            ("type", "submissions", "document_type"),
        )
        for choice in closed[table, (column,)]
    ]
    tables.write("synonyms", rows)
    check(tables.folder)


def test_a_count_below_the_number_of_names_is_found(tables: Tables) -> None:
    row = next(
        row
        for row, cells in enumerate(tables.read("submissions"))
        if cells["stated_signatory_count"]
    )
    tables.change("submissions", row, stated_signatory_count="1")
    (problem,) = problems_of(tables.folder)
    assert problem == Problem(
        "submissions.csv",
        row + 2,
        "stated_signatory_count",
        "1",
        "must not be smaller than the number of organisations named in signatories.csv",
    )


@pytest.mark.long
@pytest.mark.parametrize(
    ("words", "spoil"),
    [
        ("must not be empty", lambda cell: ""),
        ("must not begin or end with a blank", lambda cell: cell + "\u00a0"),
        ("must not hold the character NUL: take it out", lambda cell: f"{cell}\0x"),
        ("must be a whole number", lambda cell: "1.5"),
        ("must be a whole number", lambda cell: "01"),
        ("must be a date that exists, as YYYY-MM-DD", lambda cell: "2025-02-30"),
        ("must be a date that exists, as YYYY-MM-DD", lambda cell: "2025-2-3"),
        (r"must be in column \w+ of \w+.csv: correct it, or add it there", lambda cell: "99"),
    ],
)
def test_every_rule_for_one_cell_is_checked_in_every_column(tables, words, spoil) -> None:
    assert_found_in_every_column(tables, words, spoil)


@pytest.mark.long
@pytest.mark.wide(2)
@pytest.mark.parametrize(
    "address",
    [
        "https://[TBD]",
        "https://)(",
        "https://itu.int/\u202eabc",
        f"https://itu.int/{'x' * 2_000}",
    ],
)
def test_that_an_address_can_be_opened_is_checked_in_every_column(
    tables: Tables, address: str
) -> None:
    assert_found_in_every_column(tables, OPENED, lambda _cell: address)


def assert_found_in_every_column(tables: Tables, words: str, spoil: Callable[[str], str]) -> None:
    """Spoil a cell of each column that has the rule of these words: each is found."""
    rules = [rule for rule in all_rules() if re.fullmatch(words, rule.text)]
    assert rules
    expected = []
    for table in {rule.table for rule in rules}:
        rows = tables.read(table)
        for row, rule in enumerate(rule for rule in rules if rule.table == table):
            (column,) = rule.columns
            rows[row][column] = spoil(rows[row][column] or "x")
            expected.append(Problem(f"{table}.csv", row + 2, column, rows[row][column], rule.text))
        tables.write(table, rows)
    problems = problems_of(tables.folder)
    assert [problem for problem in expected if problem not in problems] == []


def test_every_address_of_a_cell_with_several_is_looked_at_and_each_problem_said_once(
    tables: Tables,
) -> None:
    tables.change("submissions", 4, other_source_urls="https://a.org/x https://tbd/x")
    tables.change("submissions", 5, source_url="https://", other_source_urls="https://a.org, b")
    problems = [
        (problem.line, problem.column, problem.rule) for problem in problems_of(tables.folder)
    ]
    words = (
        "must be addresses that begin with http:// or https://, one blank between two and no commas"
    )
    assert problems == [
        (6, "other_source_urls", OPENED),
        (7, "source_url", ADDRESS),
        (7, "other_source_urls", words),
    ]


def test_every_key_that_stands_twice_is_found_with_its_first_line(tables: Tables) -> None:
    rules = [rule for rule in all_rules() if rule.text == "must not be the same in two rows"]
    assert {rule.table for rule in rules} == {path.stem for path in SOURCE.glob("*.csv")}
    expected = []
    for table in {rule.table for rule in rules}:
        rows = tables.read(table)
        while len(rows) < 4:
            rows.append({column: f"{cell}-{len(rows)}" for column, cell in rows[0].items()})
        for row, rule in enumerate((rule for rule in rules if rule.table == table), start=2):
            rows[row] |= {column: rows[1][column] for column in rule.columns}
            value = ", ".join(rows[1][column] for column in rule.columns)
            text = f"{rule.text} (first in line 3)"
            expected.append(Problem(f"{table}.csv", row + 2, ", ".join(rule.columns), value, text))
        tables.write(table, rows)
    problems = problems_of(tables.folder)
    assert [problem for problem in expected if problem not in problems] == []


def test_the_breaches_above_cover_every_rule() -> None:
    covered = {*zip(BREACHES.table, BREACHES["columns"], BREACHES.rule, strict=True)}
    for rule in all_rules():
        by_other_tests = (
            "must not be ",
            "must not begin",
            "must not hold the character NUL",
            "must be a whole",
            "must be a date that exists, as YYYY-MM-DD",
            "must be an address that can be opened",
        )
        if rule.text == PARTIAL_DATE or not (
            rule.text.startswith(by_other_tests) or rule.text.endswith("add it there")
        ):
            assert (rule.table, ", ".join(rule.columns), rule.text) in covered


def test_every_check_and_rule_in_the_files_is_read() -> None:
    schema, rules = SCHEMA.read_text(encoding="utf-8"), RULES.read_text(encoding="utf-8")
    derived = ("region IN", "(region =", "date_from <=")
    validation = [line for line in schema.splitlines() if line.startswith("    CHECK (")]
    of_cells = [line for line in validation if not any(part in line for part in derived)]
    checks = {
        (rule.table, rule.columns, rule.text) for rule in all_rules() if "NOT (" in rule.query
    }
    assert len(checks) == len(of_cells)
    assert len(validation) == schema.count("CHECK (")
    assert len(list(read_rules(rules))) == len(re.findall("^SELECT", rules, re.MULTILINE))


def test_a_missing_table_is_named_and_not_held_against_others(tables: Tables) -> None:
    tables.path("organisations").unlink()
    tables.change("points", 4, kind="x")
    assert [
        str(problem) for problem in problems_of(tables.folder) if problem.rule[:4] != "must"
    ] == ["organisations.csv: is missing: put the file back"]
    assert {problem.file for problem in problems_of(tables.folder)} == {
        "organisations.csv",
        "points.csv",
    }


def test_a_field_above_its_action_line_is_found(tables: Tables) -> None:
    rows = tables.read("action_lines")
    tables.write("action_lines", rows[::-1])
    assert {(problem.file, problem.column) for problem in problems_of(tables.folder)} == {
        ("action_lines.csv", "parent_id")
    }


def test_headers_are_held_against_the_schema(tables: Tables) -> None:
    tables.replace("themes", b"theme_id,family,title,", b"theme_id,title,title,note,")
    tables.path("sdgs").write_bytes(b"")
    assert [
        (problem.file, problem.line, problem.column, problem.rule)
        for problem in problems_of(tables.folder)
    ] == [
        ("themes.csv", 1, "family", "is missing from the header: add it"),
        ("themes.csv", 1, "title", "must stand in the header once"),
        ("themes.csv", 1, "note", "is no column of this table: remove it or correct its name"),
        ("sdgs.csv", 1, "sdg", "is missing from the header: add it"),
        ("sdgs.csv", 1, "title", "is missing from the header: add it"),
    ]


def test_columns_may_stand_in_any_order(tables: Tables) -> None:
    rows = tables.read("themes")
    tables.write("themes", [dict(reversed(row.items())) for row in rows])
    check(tables.folder)


def test_rows_with_cells_too_many_or_too_few_are_found(tables: Tables) -> None:
    tables.replace("sdgs", b"\n3,Good Health", b"\n3\n4,a,b\n3,Good Health")
    tables.replace("sdgs", b"Life on Land", b"Life on Land ")
    assert [str(problem) for problem in problems_of(tables.folder)] == [
        "sdgs.csv, line 4: must have 2 cells, but has 1: look at commas and quotes",
        "sdgs.csv, line 5: must have 2 cells, but has 3: look at commas and quotes",
        'sdgs.csv, line 18, column title, value "Life on Land ": '
        "must not begin or end with a blank",
    ]


def test_text_that_is_not_utf8_is_found(tables: Tables) -> None:
    tables.replace("organisations", "Association française".encode(), b"Association fran\xe7aise")
    (problem,) = problems_of(tables.folder)
    assert (problem.file, problem.line, problem.column) == ("organisations.csv", 7, "name")
    assert problem.value is not None
    assert problem.value.startswith(r"Association fran\xe7aise")
    assert problem.rule == "must be UTF-8: save the file in that encoding"


def test_quotes_that_do_not_pair_are_found(tables: Tables) -> None:
    tables.replace("sdgs", b"\n15,Life on Land", b'\n15,"Life on Land')
    assert [str(problem) for problem in problems_of(tables.folder)] == [
        "sdgs.csv, line 16: must have its quotes in pairs: the file cannot be read from here on"
    ]


@pytest.mark.parametrize("also_malformed", [False, True])
def test_lines_are_right_behind_cells_with_line_breaks(
    tables: Tables, also_malformed: bool
) -> None:
    tables.replace("sdgs", b"\n2,Zero Hunger", b'\n2,"Zero\r\n\nHunger"\n')
    tables.replace("sdgs", b"\n15,Life on Land", b"\nfifteen,Life on Land")
    if also_malformed:
        tables.replace("sdgs", b"\n17,", b"\n17")
    problem = problems_of(tables.folder)[0]
    assert (problem.line, problem.column, problem.value) == (19, "sdg", "fifteen")
    assert tables.path("sdgs").read_bytes().splitlines()[18] == b"fifteen,Life on Land"


@pytest.mark.parametrize("table", ["sdgs", "submissions"])
def test_a_byte_order_mark_and_other_line_ends_are_let_pass(tables: Tables, table: str) -> None:
    path = tables.path(table)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    check(tables.folder)


def test_a_cell_longer_than_the_reader_expects_is_let_pass(tables: Tables) -> None:
    tables.change("points", 3, summary="long " * 10_000 + "end")
    check(tables.folder)


def test_what_is_wrong_with_the_settings_is_named_with_what_is_wrong_with_the_tables(
    tables: Tables,
) -> None:
    path = tables.folder / "settings.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(read(SOURCE).release, "November"), "utf-8"
    )
    tables.change("points", 0, kind="x")
    problems = problems_of(tables.folder)
    assert problems[0].file == "settings.toml"
    assert {problem.file for problem in problems} >= {"settings.toml", "points.csv"}


def test_many_problems_are_counted_and_the_first_printed(tables: Tables) -> None:
    rows = tables.read("points")
    tables.write("points", [row | {"kind": "x"} for row in rows])
    with pytest.raises(DataProblems) as raised:
        check(tables.folder)
    lines = str(raised.value).splitlines()
    of_kind = [problem for problem in raised.value.problems if problem.column == "kind"]
    assert {problem.line for problem in of_kind} == set(range(2, len(rows) + 2))
    total = len(raised.value.problems)
    assert lines[0] == f"{total} problems in the data:"
    assert lines[-1] == f"... and {total - PRINTED} more."
    assert len(lines) == PRINTED + 2


def test_beyond_so_many_rows_that_break_a_rule_the_others_are_counted(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validation, "LISTED", 5)
    monkeypatch.setattr(csv_staging, "LISTED", 3)
    rows = tables.read("submissions")
    tables.write("submissions", [row | {"document_type": "x"} for row in rows])
    lines = tables.path("sdgs").read_text().splitlines()
    tables.path("sdgs").write_text("\n".join([lines[0], *(line + ",x" for line in lines[1:])]))
    problems = problems_of(tables.folder)
    of_type = [problem for problem in problems if problem.column == "document_type"]
    assert [problem.line for problem in of_type] == [None, 2, 3, 4, 5, 6]
    assert f"{len(rows) - 5} more such rows" in of_type[0].rule
    of_file = [problem for problem in problems if problem.file == "sdgs.csv"]
    assert [problem.line for problem in of_file] == [None, 2, 3, 4]
    assert f"{len(lines) - 1 - 3} more such rows" in of_file[0].rule


def test_a_file_that_is_read_row_by_row_is_read_in_parts(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_staging, "ROWS_AT_A_TIME", 4)
    tables.replace("sdgs", b"\n17,", b"\n17")
    tables.replace("sdgs", b"\n15,Life on Land", b"\nfifteen,Life on Land")
    positions = [(problem.line, problem.column) for problem in problems_of(tables.folder)]
    assert (16, "sdg") in positions
    assert (18, None) in positions
