"""The database holds what the tables hold, is replaced in one step or not at all, never stale."""

import fcntl
import hashlib
import os
import pty
import shutil
import signal
import struct
import subprocess
import sys
import termios
import threading
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from data import DATABASE, SOURCE, fill_tables
from data import build as building
from data import release as releasing
from data.build import build, check, ensure_database, main
from data.normalise import fold
from data.release import Release, release_of
from data.schema import SCHEMA
from data.settings import DataSet, read, using
from data.validation_errors import DataProblems
from intake import new
from tests.data.conftest import Tables

ROOT = Path(__file__).parents[2]

LUMEN = ROOT / "tests" / "consultation" / "lake-lumen"

CSV_TABLES = sorted(path.stem for path in SOURCE.glob("*.csv"))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("database") / "dashboard.duckdb"
    build(SOURCE, target)
    return target


@pytest.fixture
def built(database: Path, tables: Tables, tmp_path: Path) -> Path:
    """A database of a test's own tables, before it changes them."""
    return Path(shutil.copy(database, tmp_path / "dashboard.duckdb"))


def ask(target: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{target}' AS built (READ_ONLY)")
        connection.execute("USE built")
        return connection.execute(query, values).fetchall()


def content(target: Path) -> dict[str, list[tuple[Any, ...]]]:
    tables = ask(target, "SELECT table_name FROM duckdb_tables() WHERE database_name = 'built'")
    return {table: ask(target, f"SELECT * FROM {table}") for (table,) in tables}


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=SOURCE.parent,
    )


# What is in it


@pytest.mark.parametrize("table", CSV_TABLES)
def test_every_row_of_a_table_is_there_in_order(database: Path, table: str) -> None:
    rows = pd.read_csv(SOURCE / f"{table}.csv", dtype=str, keep_default_na=False)
    texts = ", ".join(f"coalesce(CAST({column} AS VARCHAR), '')" for column in rows.columns)
    assert ask(database, f"SELECT {texts} FROM {table} ORDER BY rowid") == list(
        rows.itertuples(index=False, name=None)
    )
    assert ask(database, "SELECT row_count FROM source_tables WHERE table_name = ?", table) == [
        (len(rows),)
    ]


def test_keys_lead_to_the_rows_that_ids_lead_to(database: Path) -> None:
    for table, owner in [
        ("signatories", "submission"),
        ("signatories", "organisation"),
        ("points", "submission"),
        ("point_action_lines", "point"),
        ("point_sdgs", "point"),
        ("claim_coding", "point"),
        ("submission_search", "submission"),
    ]:
        by_key = f"SELECT b.{owner}_id FROM {table} a JOIN {owner}s b USING ({owner}_key) ORDER BY a.rowid"
        by_id = f"SELECT {owner}_id FROM {table} ORDER BY rowid"
        assert ask(database, by_key) == ask(database, by_id), (table, owner)
    assert ask(database, "SELECT count(*) = count(DISTINCT submission_key) FROM submissions") == [
        (True,)
    ]


def test_only_the_tables_of_the_codebook_and_the_derived_ones_are_there(database: Path) -> None:
    assert content(database).keys() == {
        *CSV_TABLES,
        "submission_search",
        "outcome_summaries",
        "data_release",
        "source_tables",
    }


def test_what_must_be_true_of_a_row_holds_in_the_database_too(
    database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.duckdb"
    shutil.copy(database, copy)
    with duckdb.connect(str(copy)) as connection:
        for values in ("(18, 'New')", "(NULL, 'New')", "(17, NULL)"):
            with pytest.raises(duckdb.ConstraintException):
                connection.execute(f"INSERT INTO sdgs VALUES {values}")


def test_columns_have_the_types_and_meanings_of_the_schema(database: Path) -> None:
    columns = """
        SELECT table_name, column_index, column_name, data_type, is_nullable, comment
        FROM duckdb_columns() WHERE database_name = current_database() ORDER BY ALL
    """
    tables = """
        SELECT table_name, comment FROM duckdb_tables()
        WHERE database_name = current_database() ORDER BY ALL
    """
    with duckdb.connect(":memory:") as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        for question in (columns, tables):
            assert ask(database, question) == connection.execute(question).fetchall()


@pytest.mark.long
def test_two_builds_hold_the_same_however_many_search_texts_are_made_at_a_time(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fill_tables, "SEARCH_TEXTS_AT_A_TIME", 100)
    build(SOURCE, tmp_path / "x.duckdb")
    assert content(tmp_path / "x.duckdb") == content(database)


def test_regions_are_those_of_un_m49(tables: Tables, tmp_path: Path) -> None:
    seats = {
        "NAM": ("Namibia", "africa", "Southern Africa"),
        "CCK": ("Cocos (Keeling) Islands", "oceania", "Australia and New Zealand"),
        "FLK": ("Falkland Islands", "americas", "South America"),
        "CUB": ("Cuba", "americas", "Caribbean"),
        "CYP": ("Cyprus", "asia", "Western Asia"),
        "RUS": ("Russia", "europe", "Eastern Europe"),
        "WSM": ("Samoa", "oceania", "Polynesia"),
    }
    for row, code in enumerate(seats):
        tables.change(
            "organisations", row, country_code=code, scope="national", stakeholder_group="academia"
        )
    build(tables.folder, tmp_path / "x.duckdb")
    derived = ask(
        tmp_path / "x.duckdb",
        "SELECT country_code, country, region, subregion FROM organisations ORDER BY rowid",
    )
    assert {code: tuple(cells) for code, *cells in derived[: len(seats)]} == seats


@pytest.mark.long
def test_a_country_without_a_region_is_a_problem(tables: Tables) -> None:
    codes = ["ATA", "ANT", "SUN"]
    for row, code in enumerate(codes):
        tables.change("organisations", row, country_code=code)
    with pytest.raises(DataProblems) as raised:
        check(tables.folder)
    for row, code in enumerate(codes):
        expected = f'line {row + 2}, column country_code, value "{code}"'
        assert expected in str(raised.value)


def test_search_text_holds_title_points_and_organisations_folded(database: Path) -> None:
    ((text,),) = ask(
        database,
        "SELECT search_text FROM submission_search WHERE submission_id = 'tccm-cwg-call'",
    )
    points = ask(
        database,
        "SELECT summary FROM points WHERE submission_id = 'tccm-cwg-call' ORDER BY rowid",
    )
    lines = text.split("\n")
    assert lines[0].startswith("tccm statement to the itu cwg-wsis&sdgs call")
    assert lines[1:-4] == [fold(summary) for (summary,) in points]
    assert lines[-4:] == [
        "technical community coalition for multistakeholderism",
        "tccm",
        "japan network information center",
        "jpnic",
    ]
    accented = "SELECT count(*) FROM submission_search WHERE contains(search_text, ?)"
    assert ask(database, accented, "association francaise pour le nommage") != [(0,)]
    assert ask(database, accented, "ç") == [(0,)]
    assert ask(database, "SELECT count(*) FROM submission_search") == ask(
        database, "SELECT count(*) FROM submissions"
    )


def test_the_words_of_a_submission_are_those_of_its_title_authors_and_stage(database: Path) -> None:
    ((words,),) = ask(
        database,
        "SELECT title_words FROM submission_search WHERE submission_id = 'tccm-cwg-call'",
    )
    for word in ("cwg-wsis&sdgs", "cwg", "sdgs", "tccm", "coalition", "itu", "group's"):
        assert f" {word} " in words, word
    assert " network " not in words, "JPNIC only signed it"


# Which data it is


def test_the_release_is_stored_with_the_hashes_of_the_files(database: Path) -> None:
    release = release_of(SOURCE)
    assert ask(database, "SELECT * FROM data_release") == [
        (release.release, release.content_hash, release.data_version, release.build_hash)
    ]
    assert release.release == read(SOURCE).release
    assert release.data_version == f"{release.release}+{release.content_hash[:8]}"
    stored = dict(ask(database, "SELECT table_name, sha256 FROM source_tables"))
    assert stored == {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in SOURCE.glob("*.csv")
    }


def test_the_same_content_has_the_same_hash_wherever_and_whenever(
    tables: Tables, tmp_path: Path
) -> None:
    for name in reversed(CSV_TABLES):
        os.utime(tables.path(name), (0, 0))
    (tables.folder / "notes.csv").write_text("not,a,table\n")
    assert check(tables.folder) == release_of(SOURCE)


def test_a_changed_cell_changes_the_hash(tables: Tables) -> None:
    tables.change("sdgs", 3, title="Education")
    assert check(tables.folder).content_hash != release_of(SOURCE).content_hash


def test_rows_that_changed_tables_change_the_hash(tables: Tables) -> None:
    before = releasing.make_release(tables.folder, releasing.table_hashes(tables.folder))
    first, second = tables.path("stages"), tables.path("texts")
    first_bytes, second_bytes = first.read_bytes(), second.read_bytes()
    first.write_bytes(second_bytes)
    second.write_bytes(first_bytes)
    after = releasing.make_release(tables.folder, releasing.table_hashes(tables.folder))
    assert after.content_hash != before.content_hash


# Replaced in one step, or not at all


@pytest.mark.long
def test_a_build_that_finds_problems_leaves_the_old_database(
    tables: Tables, built: Path, tmp_path: Path
) -> None:
    before = built.read_bytes()
    tables.change("points", 0, kind="x")
    for attempt in (build, lambda source, target: ensure_database(target, source)):
        with pytest.raises(DataProblems):
            attempt(tables.folder, built)
    assert built.read_bytes() == before
    assert ask(built, "SELECT count(*) FROM points") == [(len(tables.read("points")),)]
    assert left_in(tmp_path) == ["dashboard.duckdb", "dashboard.duckdb.lock", "tables"]


def test_a_first_build_that_finds_problems_leaves_no_database(
    tables: Tables, tmp_path: Path
) -> None:
    tables.change("points", 0, kind="x")
    with pytest.raises(DataProblems):
        ensure_database(tmp_path / "dashboard.duckdb", tables.folder)
    assert left_in(tmp_path) == ["dashboard.duckdb.lock", "tables"]


@pytest.mark.long
def test_a_build_that_fails_at_the_last_step_leaves_the_old_database(
    tables: Tables, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built.read_bytes()
    tables.change("sdgs", 3, title="Education")

    def full(path: Path) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(building, "flush", full)
    with pytest.raises(OSError, match="No space left"):
        build(tables.folder, built)
    assert built.read_bytes() == before
    assert left_in(tmp_path) == ["dashboard.duckdb", "dashboard.duckdb.lock", "tables"]


@pytest.mark.long
@pytest.mark.wide(1)
@pytest.mark.parametrize("step", ["fill", "flush"])
def test_a_killed_build_leaves_the_old_database_and_the_next_one_tidies_up(
    tables: Tables, built: Path, tmp_path: Path, step: str
) -> None:
    before = built.read_bytes()
    tables.change("sdgs", 3, title="Education")
    script = f"""
import sys, time
from pathlib import Path
from data import build as building
from intake import new
building.{step} = lambda *_: (print("reached", flush=True), time.sleep(60))
building.build(Path(sys.argv[1]), Path(sys.argv[2]))
"""
    process = run(script, tables.folder, built)
    assert process.stdout is not None
    assert process.stdout.readline() == "reached\n"
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    process.stdout.close()
    assert any(name.startswith(".building-") for name in left_in(tmp_path))
    assert built.read_bytes() == before
    assert ask(built, "SELECT title FROM sdgs WHERE sdg = 4") == [("Quality Education",)]

    other = tmp_path / f".building-{process.pid}-other-dashboard.duckdb"
    other.touch()
    ensure_database(built, tables.folder)
    assert ask(built, "SELECT title FROM sdgs WHERE sdg = 4") == [("Education",)]
    assert left_in(tmp_path) == [other.name, "dashboard.duckdb", "dashboard.duckdb.lock", "tables"]


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Never stale, built once


def test_a_database_that_fits_is_not_built_again(tables: Tables, tmp_path: Path) -> None:
    target = tmp_path / "dashboard.duckdb"
    first = ensure_database(target, tables.folder)
    built = target.stat().st_ino
    os.utime(tables.path("points"))
    (tmp_path / "dashboard.duckdb.lock").unlink()
    assert ensure_database(target, tables.folder) == first
    assert target.stat().st_ino == built
    assert left_in(tmp_path) == ["dashboard.duckdb", "tables"]


@pytest.mark.long
@pytest.mark.wide(2)
@pytest.mark.parametrize("changed", ["cell", "release", "SCHEMA", "RULES"])
def test_a_database_of_other_data_or_code_is_built_again(
    tables: Tables,
    built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    changed: str,
) -> None:
    before = ensure_database(built, tables.folder)
    if changed == "cell":
        tables.change("sdgs", 3, title="Education")
    elif changed == "release":
        settings = tables.folder / "settings.toml"
        settings.write_text(
            settings.read_text("utf-8").replace(read(SOURCE).release, "1999.12"), "utf-8"
        )
    else:
        altered = tmp_path / "altered.sql"
        altered.write_text(getattr(releasing, changed).read_text() + "-- altered\n")
        monkeypatch.setattr(releasing, changed, altered)
    after = ensure_database(built, tables.folder)
    assert after != before
    assert ask(built, "SELECT * FROM data_release") == [tuple(vars(after).values())]


@pytest.mark.long
@pytest.mark.wide(2)
@pytest.mark.parametrize("file_content", [b"", b"this is no database", None])
def test_a_file_that_is_not_our_database_is_replaced(
    tables: Tables, tmp_path: Path, file_content: bytes | None
) -> None:
    target = tmp_path / "dashboard.duckdb"
    if file_content is None:
        with duckdb.connect(str(target)) as connection:
            connection.execute("CREATE TABLE something_else (a INTEGER)")
    else:
        target.write_bytes(file_content)
    release = ensure_database(target, tables.folder)
    assert ask(target, "SELECT data_version FROM data_release") == [(release.data_version,)]


@pytest.mark.long
def test_a_reader_keeps_the_old_database_while_it_is_replaced(tables: Tables, built: Path) -> None:
    with duckdb.connect(str(built), read_only=True) as reader:
        tables.change("sdgs", 3, title="Education")
        first = ensure_database(built, tables.folder)
        assert ensure_database(built, tables.folder) == first
        query = "SELECT title FROM sdgs WHERE sdg = 4"
        assert reader.execute(query).fetchall() == [("Quality Education",)]
        assert ask(built, query) == [("Education",)]


@pytest.mark.long
def test_of_many_processes_one_builds_and_the_others_wait(tables: Tables, tmp_path: Path) -> None:
    target, log = tmp_path / "dashboard.duckdb", tmp_path / "log"
    script = """
import sys
from pathlib import Path
from data import build as building
from intake import new
source, target, log = map(Path, sys.argv[1:])
once = building._build
def logged(*arguments):
    with log.open("a") as file:
        file.write("built\\n")
    return once(*arguments)
building._build = logged
print(building.ensure_database(target, source).data_version)
"""
    processes = [run(script, tables.folder, target, log) for _ in range(4)]
    answers = {process.communicate()[0] for process in processes}
    assert [process.returncode for process in processes] == [0] * 4
    assert answers == {release_of(tables.folder).data_version + "\n"}
    assert log.read_text() == "built\n"


@pytest.mark.long
def test_of_many_threads_one_builds_and_the_others_wait(
    tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "dashboard.duckdb"
    builds: list[Path] = []
    once = building._build

    def logged(source: Path, target: Path) -> Release:
        builds.append(target)
        return once(source, target)

    monkeypatch.setattr(building, "_build", logged)
    answers: list[Release] = []
    threads = [
        threading.Thread(target=lambda: answers.append(ensure_database(target, tables.folder)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert builds == [target]
    assert answers == [release_of(tables.folder)] * 4


# The command line


def test_the_command_builds_and_says_which_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "dashboard.duckdb"
    assert main(["--target", str(target)]) == 0
    assert capsys.readouterr().out == f"Built {target}: {release_of(SOURCE).data_version}.\n"
    assert target.exists()


def test_the_database_of_another_folder_is_built_in_that_folder(
    tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And not in the place of the one that is served."""
    folder = tmp_path / "own"
    shutil.copytree(LUMEN, folder)
    served = tmp_path / "served.duckdb"
    with using(source=tables.folder, database=served):
        assert main([]) == 0
        before = served.read_bytes()
        capsys.readouterr()
        assert main(["--source", str(folder)]) == 0
        target = folder / "dashboard.duckdb"
        assert capsys.readouterr().out == f"Built {target}: {release_of(folder).data_version}.\n"
    assert served.read_bytes() == before
    assert ask(target, "SELECT data_version FROM data_release") == [
        (release_of(folder).data_version,)
    ]


def test_a_database_of_another_data_set_is_left_alone_unless_it_is_named(
    tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "kept.duckdb"
    build(tables.folder, database)
    before = database.read_bytes()
    submissions = len(tables.read("submissions"))
    with using(source=LUMEN, database=database):
        assert main([]) == 2
        error = capsys.readouterr().err
        assert error.startswith(
            f"{database} was left as it is: it holds another data set, of whose "
        )
        assert f" {submissions} submissions none is in {LUMEN}. " in error
        assert database.read_bytes() == before
        assert {path.name for path in tmp_path.glob(".building-*")} == set()
        arguments = error.partition("wsis20 build ")[2].split()
        assert main(arguments) == 0
    assert ask(database, "SELECT data_version FROM data_release") == [
        (release_of(LUMEN).data_version,)
    ]


@pytest.mark.wide(2)
@pytest.mark.parametrize("there", ["nothing", "garbage", "its own before", "without submissions"])
def test_what_holds_no_other_data_set_is_replaced(
    tables: Tables, tmp_path: Path, there: str
) -> None:
    database = tmp_path / "kept.duckdb"
    if there == "garbage":
        database.write_bytes(b"no database")
    elif there == "its own before":
        build(tables.folder, database)
        with duckdb.connect(str(database)) as connection:  # as by an earlier version of the code
            connection.execute("DROP TABLE data_release")
        tables.change("submissions", 0, title="Another title")
    elif there == "without submissions":
        new.make(tmp_path / "empty")
        build(tmp_path / "empty", database)
    with using(source=tables.folder, database=database):
        assert main([]) == 0
    assert ask(database, "SELECT data_version FROM data_release") == [
        (release_of(tables.folder).data_version,)
    ]


def test_a_folder_s_own_database_is_replaced_whatever_it_holds(
    tables: Tables, tmp_path: Path
) -> None:
    """As where the first submissions were only tried."""
    folder = tmp_path / "own"
    shutil.copytree(LUMEN, folder)
    build(tables.folder, folder / "dashboard.duckdb")
    assert main(["--source", str(folder)]) == 0


def test_a_terminal_is_shown_how_far_a_build_is(tmp_path: Path) -> None:
    target = tmp_path / "dashboard.duckdb"
    terminal, ours = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 90, 0, 0))
    command = [sys.executable, "-m", "data.build", "--target", str(target)]
    with subprocess.Popen(command, cwd=ROOT, stdout=ours, stderr=ours) as building_it:
        os.close(ours)
        output = b"".join(iter(partial(written_to, terminal), b"")).decode()
    os.close(terminal)
    assert building_it.returncode == 0
    for step in ("Reading:", "Checking:", "Filling:", "Indexing:"):
        assert step in output
    assert output.split("\r")[-2].endswith(f"Built {target}: {release_of(SOURCE).data_version}.")


def written_to(terminal: int) -> bytes:
    """What was written to a terminal; nothing once its last writer is gone."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_the_command_says_what_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--source", str(tmp_path / "none"), "--target", str(tmp_path / "x")]) == 2
    assert main(["--target", str(tmp_path / "none" / "x.duckdb")]) == 2
    assert capsys.readouterr().err.count("none") == 2
    with pytest.raises(SystemExit) as stopped:
        main(["--wrong"])
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("given", "source", "database"),
    [
        ({}, SOURCE, DATABASE),
        ({"DASHBOARD_DATA": "", "DASHBOARD_DATABASE": " "}, SOURCE, DATABASE),
        ({"DASHBOARD_DATA": "own"}, "own", "own/dashboard.duckdb"),
        ({"DASHBOARD_DATABASE": "kept/one.duckdb"}, SOURCE, "kept/one.duckdb"),
        ({"DASHBOARD_DATA": "own", "DASHBOARD_DATABASE": "two.duckdb"}, "own", "two.duckdb"),
    ],
)
def test_the_environment_names_folder_and_database(
    given: dict[str, str],
    source: Path | str,
    database: Path | str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    dataset = DataSet.read(given)
    assert (dataset.source, dataset.database) == (tmp_path / source, tmp_path / database)


def test_a_process_serves_what_its_environment_names(tmp_path: Path) -> None:
    environment = {"DASHBOARD_DATA": "own", "DASHBOARD_DATABASE": "two.duckdb"}
    tell = "from data.settings import data_set as d; print(d().source, d().database, sep='\\n')"
    process = subprocess.run(
        [sys.executable, "-c", tell],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert process.stdout.splitlines() == [str(tmp_path / "own"), str(tmp_path / "two.duckdb")]


def test_the_default_target_is_beside_the_tables() -> None:
    assert DATABASE.name == "dashboard.duckdb"
    assert DATABASE.parent == SOURCE
    assert (SOURCE / "points.csv").exists()
