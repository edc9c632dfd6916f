"""The commands that add a batch and check one: they show, ask, and change all or nothing."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from data import SOURCE
from data.atomic_replace import queued
from data.release import release_of
from intake import add, check, template
from intake.batches import commands, merging
from intake.tests.batches.conftest import workbook
from intake.tests.batches.filled import Rows, as_csv, in_order
from tests.data.conftest import Tables

pytestmark = pytest.mark.long

__all__ = ["workbook"]

Write = Callable[..., Path]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def batch(workbook: Write) -> Path:
    return workbook(in_order())


@pytest.fixture
def csv_batch(tmp_path: Path) -> Path:
    """The same as a folder of CSV files, which need no process of their own to be read."""
    return as_csv(in_order(), tmp_path / "new-batch")


@pytest.fixture
def looks_alike(workbook: Write) -> Path:
    return workbook(with_one_that_looks_alike())


def with_one_that_looks_alike() -> dict[str, Rows]:
    sheets = in_order()
    sheets["organisations"][1][1:3] = ["The Internet Society Inc.", None]
    sheets["organisations"][1][4:] = ["international", None, None]
    return sheets


@pytest.fixture
def consultation() -> Path:
    return SOURCE.parent / "tests" / "consultation" / "lake-lumen"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("[!.]*"))}


def add_to(tables: Tables, *arguments: object) -> int:
    return add.main(["--source", str(tables.folder), *map(str, arguments)])


def check_in(tables: Tables, *arguments: object) -> int:
    return check.main(["--source", str(tables.folder), *map(str, arguments)])


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """A function that answers each question on a terminal with a text, and returns the list of questions."""

    def answering(text: str) -> list[str]:
        questions: list[str] = []

        def reply(question: str) -> str:
            questions.append(question)
            return text

        monkeypatch.setattr("builtins.input", reply)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        return questions

    return answering


def test_it_shows_what_changes_asks_and_adds(
    tables: Tables, batch: Path, answer: Callable[[str], list[str]], capsys: Capture
) -> None:
    questions = answer("y")
    assert add_to(tables, batch) == 0
    assert questions == ["\nAdd this? [y/N] "]
    output = capsys.readouterr().out
    assert output.startswith(f"new-batch.xlsx, laid over the tables in {tables.folder}:\n\n")
    for line in (
        "                     new",
        "  signatories          2",
        "  row 2: new lumen-rev1 (Lumen Watch on the first revision)",
        "  row 3: new lumen-rev1, jpnic",
        f"Added to {tables.folder}: 1 new in organisations, 1 new in submissions, 2 new in signatories, "
        "2 new in points.",
    ):
        assert line in output.splitlines(), line
    assert any(row["submission_id"] == "lumen-rev1" for row in tables.read("submissions"))
    assert add_to(tables, batch) == 0
    assert capsys.readouterr().out == "Nothing to add: the tables say all of this already.\n"


def test_problems_are_said_first_and_what_happens_to_no_row_is_left_out(
    tables: Tables, workbook: Write, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    sheets = in_order()
    sheets["points"][1][sheets["points"][0].index("theme_id")] = "no-such-theme"
    path = workbook(sheets)
    monkeypatch.setattr(sys, "stderr", sys.stdout)
    assert check_in(tables, path) == 1
    output = capsys.readouterr().out
    assert output.startswith("1 problem:\n")
    lines = output.partition("laid over the tables in")[2].splitlines()[2:]
    assert lines[0].split() == ["new", "refused"]
    assert {line.split()[0] for line in lines[1:]} == {
        "organisations",
        "submissions",
        "signatories",
        "points",
    }


def test_addresses_that_are_taken_from_the_submission_are_said(
    tables: Tables, workbook: Write, capsys: Capture
) -> None:
    sheets = in_order()
    sheets["signatories"] = [row[:-1] for row in sheets["signatories"]]
    sheets["points"][1][-1] = None
    assert check_in(tables, workbook(sheets)) == 0
    assert (
        "\nsource_url is empty, so that of the submission is taken: 2 of signatories, 1 of points\n"
        in capsys.readouterr().out
    )
    assert check_in(tables, workbook(in_order())) == 0
    assert "so that of the submission is taken" not in capsys.readouterr().out


def test_what_an_update_empties_is_marked_before_the_question_however_many_rows_change(
    tables: Tables, workbook: Write, answer: Callable[[str], list[str]], capsys: Capture
) -> None:
    organisations = tables.read("organisations")[:30]
    sites = [f"https://{number}.example" for number in range(30)]
    rows = [
        [organisation["organisation_id"], organisation["name"], site]
        for organisation, site in zip(organisations, sites, strict=True)
    ]
    titles = ["organisation_id", "name", "website"]
    answer("y")
    assert add_to(tables, workbook({"organisations": [titles, *rows]})) == 0
    assert "Careful" not in capsys.readouterr().out

    changed_rows = [[row[0], f"{row[1]} (new)", row[2]] for row in rows]
    changed_rows[20][2] = None
    answer("n")
    assert add_to(tables, workbook({"organisations": [titles, *changed_rows]})) == 0
    assert capsys.readouterr().out.endswith(
        "\n  ... and 20 more.\n\n"
        "Careful: 1 row empties what organisations holds (leave a column out to keep it):\n"
        f'  row 22: {rows[20][0]} loses website "{sites[20]}"\nNothing was added.\n'
    )

    changed_rows = [[*row[:2], None] for row in changed_rows]
    assert check_in(tables, workbook({"organisations": [titles, *changed_rows]})) == 0
    output = capsys.readouterr().out
    assert "Careful: 30 rows empty what organisations holds" in output
    assert output.count(" loses website ") == 10
    assert output.endswith("\n  ... and 20 more.\n\nThe batch is in order.\n")


def test_a_changed_cell_is_shown_as_it_was_and_as_it_becomes(
    tables: Tables, workbook: Write, capsys: Capture
) -> None:
    path = workbook({"organisations": [["organisation_id", "short_name"], ["jpnic", "JP\x1b[2J"]]})
    assert check_in(tables, path) == 0
    assert (
        '  row 2: changed jpnic: short_name "JPNIC" becomes "JP\\x1b[2J"\n'
        in capsys.readouterr().out
    )


def test_an_empty_template_has_nothing_to_add(
    tables: Tables, tmp_path: Path, capsys: Capture
) -> None:
    empty = tmp_path / "new-batch.xlsx"
    assert template.main([str(empty)]) == 0
    assert check_in(tables, empty) == 0
    assert capsys.readouterr().out.endswith("\nNothing to add: the batch has no rows.\n")
    assert add_to(tables, empty, "--yes") == 0
    assert capsys.readouterr().out == "Nothing to add: the batch has no rows.\n"


@pytest.mark.wide(2)
@pytest.mark.parametrize("reply", ["", "n", "no", "what?"])
def test_any_other_answer_adds_nothing(
    tables: Tables, csv_batch: Path, answer: Callable[[str], list[str]], reply: str
) -> None:
    before = content(tables.folder)
    answer(reply)
    assert add_to(tables, csv_batch) == 0
    assert content(tables.folder) == before


def test_without_a_terminal_and_without_yes_it_is_refused(
    tables: Tables, batch: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(SystemExit) as ended:
        add_to(tables, batch)
    assert ended.value.code == 2
    assert "add --yes" in capsys.readouterr().err


def test_problems_are_all_said_and_nothing_is_added(
    tables: Tables, workbook: Write, capsys: Capture
) -> None:
    sheets = in_order()
    sheets["points"][1][2] = "wish"
    sheets["points"][2][3] = None
    before = content(tables.folder)
    path = workbook(sheets)
    assert add_to(tables, path, "--yes") == 1
    captured = capsys.readouterr()
    assert "  points               0        2\n" in captured.out
    assert "2 problems:\n" in captured.err
    assert 'row 2, column kind, value "wish": must be one of achievement' in captured.err
    marked_path = path.with_name("new-batch.marked.xlsx")
    assert (
        f"\nNothing was added. Each of them is marked in {marked_path}: mend it there"
        in captured.err
    )
    assert marked_path.is_file()
    assert content(tables.folder) == before
    assert check_in(tables, path) == 1
    assert "2 problems:\n" in capsys.readouterr().err


def test_the_marked_copy_goes_where_it_is_asked_for_but_never_over_the_batch(
    tables: Tables, looks_alike: Path, tmp_path: Path, capsys: Capture
) -> None:
    before = looks_alike.read_bytes()
    marked_path = tmp_path / "mended.xlsx"
    assert check_in(tables, looks_alike, "--marked", marked_path) == 1
    assert f"Each of them is marked in {marked_path}" in capsys.readouterr().err
    comments = [
        cell.comment.text
        for row in openpyxl.load_workbook(marked_path)["organisations"].iter_rows()
        for cell in row
        if cell.comment
    ]
    assert len(comments) == 1
    assert "the name of isoc (Internet Society)" in comments[0]
    assert check_in(tables, looks_alike, "--marked", looks_alike) == 2
    assert looks_alike.read_bytes() == before
    capsys.readouterr()
    table = tmp_path / "points.csv"
    assert check_in(tables, looks_alike, "--marked", table) == 2
    assert "points.csv must end in .xlsx" in capsys.readouterr().err
    assert not table.exists()
    assert check_in(tables, looks_alike, "--marked", tmp_path / "none" / "mended.xlsx") == 2
    output = capsys.readouterr().err
    assert f"copy {tmp_path / 'none' / 'mended.xlsx'} cannot be written (No such file or" in output


def test_what_was_added_is_not_denied_where_its_report_cannot_be_read(
    tables: Tables, csv_batch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = os.pipe()
    monkeypatch.setattr(add, "_git_command", lambda _source: os.close(reader))
    with os.fdopen(writer, "w") as stream, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stream)
        assert add_to(tables, csv_batch, "--yes") == 0
    assert any(row["submission_id"] == "lumen-rev1" for row in tables.read("submissions"))


def test_files_that_could_not_be_moved_are_not_called_not_added(
    tables: Tables, csv_batch: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if path.name == "signatories.csv":
            raise OSError("the disk has gone")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    assert add_to(tables, csv_batch, "--yes") == 2
    assert "run it again, and what was decided is finished" in capsys.readouterr().err
    monkeypatch.undo()
    assert add_to(tables, csv_batch, "--yes") == 0
    assert "Nothing to add" in capsys.readouterr().out


def test_a_row_that_looks_like_another_is_added_once_it_is_said_to_be_another(
    tables: Tables, tmp_path: Path, capsys: Capture
) -> None:
    batch = as_csv(with_one_that_looks_alike(), tmp_path / "new-batch")
    before = content(tables.folder)
    assert check_in(tables, batch) == 1
    assert add_to(tables, batch, "--yes") == 1
    assert "1 row looks like another:\n" in capsys.readouterr().err
    assert check_in(tables, batch, "--another", "somebody-else") == 1
    assert content(tables.folder) == before
    assert check_in(tables, batch, "--another", "all") == 0
    assert add_to(tables, batch, "--yes", "--another", "lumen-watch") == 0
    assert any(row["organisation_id"] == "lumen-watch" for row in tables.read("organisations"))


@pytest.mark.parametrize(
    ("name", "apart"),
    [
        ("new-batch.xlsx", True),
        ("new-batch.zip", True),
        ("points.json", True),
        ("points.parquet", True),
        ("points.csv", False),
        ("points.tsv", False),
        ("tables/points.csv", False),
        ("tables/points.parquet", True),
        ("described/datapackage.json", False),
    ],
)
def test_all_files_but_csv_are_read_in_a_process_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, apart: bool
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"resources": [{"name": "points", "path": "points.csv"}]}', encoding="utf-8")
    (path.parent / "points.csv").write_text("point_id\na.1\n", encoding="utf-8")
    called: list[bool] = []
    monkeypatch.setattr(commands, "run", lambda *_arguments, **_limits: called.append(True))
    monkeypatch.setattr(commands, "read_batch", lambda *_arguments: called.append(False))
    commands.read(path.parent if path.parent.name == "tables" else path)
    assert called == [apart]


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (
            {"MEMORY": 10_000_000},
            "it takes more than 0 GB of memory, or it makes the program crash.",
        ),
        ({"SECONDS": 0.01}, "it takes longer than 0 minutes."),
    ],
)
def test_a_batch_that_takes_too_much_to_read_is_refused_and_nothing_is_added(
    tables: Tables,
    batch: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
    limit: dict[str, float],
    words: str,
) -> None:
    before = content(tables.folder)
    for name, value in limit.items():
        monkeypatch.setattr(commands, name, value)
    assert check_in(tables, batch) == 2
    assert add_to(tables, batch, "--yes") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    advice = "Give it in several parts, or as a folder of CSV files; if it is a small file, it was made to do harm."
    refusal = f"new-batch.xlsx is not read: {words} {advice}\n"
    assert captured.err == f"{refusal}{refusal}Nothing was added.\n"
    assert content(tables.folder) == before


def test_a_batch_that_takes_too_much_to_mark_leaves_nothing_behind(
    tables: Tables, looks_alike: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked_path = tmp_path / "marked.xlsx"
    marked_path.write_bytes(b"mine")
    before = sorted(tmp_path.iterdir())
    batch = commands.read(looks_alike)
    with commands.laid_over(batch, tables.folder) as changes:
        monkeypatch.setattr(commands, "MEMORY", 10_000_000)
        with pytest.raises(OSError, match=r"marked\.xlsx is not written: it takes more than"):
            commands.mark(changes, ["lumen-watch"], marked_path)
    assert sorted(tmp_path.iterdir()) == before
    assert marked_path.read_bytes() == b"mine"


def test_on_a_terminal_it_is_seen_what_is_read(
    batch: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert commands.read(batch).problems == []
    assert 'Reading sheet "points"' in capsys.readouterr().err


def test_what_cannot_be_read_is_said_and_nothing_is_added(
    tables: Tables, tmp_path: Path, capsys: Capture
) -> None:
    garbage = tmp_path / "garbage.xlsx"
    garbage.write_bytes(b"PK no workbook")
    for path in (garbage, tmp_path / "none.xlsx"):
        assert add_to(tables, path, "--yes") == 2
        assert capsys.readouterr().err.rstrip().endswith("Nothing was added.")
        assert check_in(tables, path) == 2
        capsys.readouterr()
    table = SOURCE / "sdgs.csv"
    assert add.main([str(table), "--yes", "--source", str(tmp_path / "nowhere")]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_a_full_disk_changes_nothing_and_says_so(
    tables: Tables, csv_batch: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    before = content(tables.folder)
    write_table = merging.write_table

    def full(connection: duckdb.DuckDBPyConnection, table: str, *others: object) -> None:
        if table == "points":
            raise OSError(errno.ENOSPC, "No space left on device")
        write_table(connection, table, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(merging, "write_table", full)
    assert add_to(tables, csv_batch, "--yes") == 2
    assert (
        "The disk is full: make room and run it again. Nothing was added."
        in capsys.readouterr().err
    )
    assert content(tables.folder) == before
    monkeypatch.undo()
    assert add_to(tables, csv_batch, "--yes") == 0


def test_while_someone_else_adds_it_waits_or_is_refused(
    tables: Tables, csv_batch: Path, capsys: Capture
) -> None:
    with queued(tables.folder, None):
        assert add_to(tables, csv_batch, "--yes", "--no-wait") == 4
        assert "Someone else is adding" in capsys.readouterr().err
        codes: list[int] = []
        waiting = threading.Thread(target=lambda: codes.append(add_to(tables, csv_batch, "--yes")))
        waiting.start()
        output = ""
        while "waiting until that is done" not in output:
            assert waiting.is_alive()
            waiting.join(0.05)
            output += capsys.readouterr().err
        assert codes == []
    waiting.join(60)
    assert codes == [0]


def test_the_tables_are_checked_without_a_batch(tables: Tables, capsys: Capture) -> None:
    assert check_in(tables) == 0
    version = release_of(tables.folder).data_version
    assert capsys.readouterr().out.splitlines()[0] == f"The tables are in order: {version}."
    tables.change("points", 0, kind="wish")
    before = sorted(tables.folder.iterdir())
    assert check_in(tables) == 1
    assert "points.csv, line 2, column kind" in capsys.readouterr().err
    assert sorted(tables.folder.iterdir()) == before


def test_a_check_of_a_batch_writes_nothing(tables: Tables, batch: Path, capsys: Capture) -> None:
    release_of(tables.folder)  # whoever reads the folder first makes the file that is locked
    before = content(tables.folder), sorted(tables.folder.iterdir())
    assert check_in(tables, batch) == 0
    assert capsys.readouterr().out.endswith("\nThe batch is in order.\n")
    assert (content(tables.folder), sorted(tables.folder.iterdir())) == before


def test_of_a_folder_without_tables_it_makes_a_data_set(
    tmp_path: Path, consultation: Path, capsys: Capture
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    assert add.main([str(consultation), "--yes", "--another", "all", "--source", str(folder)]) == 0
    output = capsys.readouterr().out
    assert f"  write {folder / 'settings.toml'}    # docs/own-consultation.md says how\n" in output
    for table in consultation.glob("*.csv"):
        assert (folder / table.name).read_bytes() == table.read_bytes()
    (folder / "settings.toml").write_bytes((consultation / "settings.toml").read_bytes())
    assert check.main(["--source", str(folder)]) == 0


def test_what_to_do_next_fits_the_folder(
    tables: Tables, csv_batch: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert add_to(tables, csv_batch, "--yes") == 0
    output = capsys.readouterr().out
    assert f"wsis20 build --source {tables.folder}" in output
    assert "git" not in output
    monkeypatch.chdir(tables.folder.parent)
    for command in (["init", "-q"], ["add", "tables"]):
        subprocess.run(["git", *command], check=True)
    tables.write("sdgs", tables.read("sdgs")[:-1])
    assert add_to(tables, SOURCE / "sdgs.csv", "--yes") == 0
    assert "  git -C tables diff -- .  " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answered", "left"),
    [
        ("", "publisher, contact, licence"),
        ('contact = "mailto:we@lumen.example"', "publisher, licence"),
        ('publisher = "We"\ncontact = "we@lumen.example"\nlicence = "CC BY 4.0"', None),
    ],
)
def test_what_of_the_settings_is_still_to_be_decided_is_said_in_one_line_and_is_no_failure(
    tables: Tables, capsys: Capture, answered: str, left: str | None
) -> None:
    settings = tables.folder / "settings.toml"
    lines = [
        line
        for line in settings.read_text(encoding="utf-8").splitlines()
        if not line.startswith(("publisher", "contact", "licence"))
    ]
    settings.write_text("\n".join([answered, *lines]), encoding="utf-8")
    assert check_in(tables) == 0
    captured = capsys.readouterr()
    warnings = [line for line in captured.out.splitlines() if line.startswith("settings.toml")]
    assert warnings == (
        [f"settings.toml leaves empty: {left}. docs/own-consultation.md says what each is for."]
        if left
        else []
    )
    assert captured.err == ""
