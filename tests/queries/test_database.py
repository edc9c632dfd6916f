"""The database file: read only, locked, limited in time, and replaced under its readers."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from cachetools import LRUCache

from data import DATABASE, SOURCE, settings
from data.build import build
from queries import (
    Database,
    DatabaseUnavailable,
    Filters,
    QueryTooLarge,
    QueryTooSlow,
    Question,
    ask,
    count_rows,
    current,
    engines,
    execution,
    one_version,
    within,
)
from queries.engines import TIME_LIMIT, duckdb_engine
from queries.questions import Statement
from tests.queries import variants

OTHER_TITLE = "Entirely unprecedented"
TITLE = "SELECT title FROM submissions WHERE submission_id = 'tccm-rev2'"
ENDLESS = "SELECT sum(a.range * b.range) FROM range(10000000) a CROSS JOIN range(10000000) b"
LARGE = "SELECT count(DISTINCT range) AS n FROM range(5_000_000)"


@pytest.fixture(scope="module")
def database() -> Database:
    return Database(DATABASE)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another build, with one title changed."""
    folder = variants.copy(tmp_path_factory.mktemp("rebuilt"))
    variants.retitle(folder, "tccm-rev2", OTHER_TITLE)
    build(folder, folder / "rebuilt.duckdb")
    return folder / "rebuilt.duckdb"


@pytest.fixture
def database_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a database of the test's own stands; nothing is open yet."""
    monkeypatch.setattr(duckdb_engine, "_current", None)
    return Path(shutil.copy(DATABASE, tmp_path / "dashboard.duckdb"))


def test_a_cursor_is_kept_for_the_next_caller_unless_something_went_wrong(
    database: Database,
) -> None:
    with database.cursor() as first, database.cursor() as other:
        assert other is not first
    with database.cursor() as again:
        assert again is first
        assert again.execute(TITLE).fetchone()
    with pytest.raises(duckdb.Error), database.cursor() as failed:
        failed.execute("SELECT no_column FROM submissions")
    with database.cursor() as fresh:
        assert fresh is not failed
        assert fresh.execute(TITLE).fetchone()


def replace(database_path: Path, build: Path) -> None:
    """Put another build in its place in one step, as data.build does."""
    beside = database_path.with_name("beside.duckdb")
    shutil.copy(build, beside)
    beside.replace(database_path)


def title(database: Database) -> str:
    return database.frame(TITLE, {})["title"][0]


class TestReadOnly:
    @pytest.mark.parametrize(
        "sql",
        [
            "INSERT INTO sdgs VALUES (18, 'Another')",
            "UPDATE submissions SET title = 'x'",
            "DELETE FROM points",
            "DROP TABLE points",
            "CREATE TABLE mine (a INTEGER)",
        ],
    )
    def test_nothing_can_be_written(self, database: Database, sql: str) -> None:
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            database.frame(sql, {})
        assert len(database.frame("SELECT * FROM sdgs", {})) == 17

    @pytest.mark.parametrize(
        "sql",
        [
            "SELECT * FROM read_csv('{csv}')",
            "SELECT * FROM '{csv}'",
            "SELECT * FROM read_text('{csv}')",
            "SELECT * FROM glob('{folder}/*')",
            "COPY sdgs TO '{folder}/out.csv'",
            "ATTACH '{folder}/other.duckdb'",
            "INSTALL httpfs",
        ],
    )
    def test_no_other_file_can_be_reached(
        self, database: Database, tmp_path: Path, sql: str
    ) -> None:
        file = tmp_path / "real.csv"
        file.write_text("a\n1\n")
        with pytest.raises(duckdb.PermissionException):
            database.frame(sql.format(csv=file, folder=tmp_path), {})
        assert list(tmp_path.iterdir()) == [file]

    @pytest.mark.parametrize(
        "sql",
        [
            "SET enable_external_access = true",
            "SET lock_configuration = false",
            "SET memory_limit = '1GB'",
            "PRAGMA threads = 1",
        ],
    )
    def test_the_configuration_is_locked(self, database: Database, sql: str) -> None:
        with pytest.raises(duckdb.InvalidInputException, match="locked"):
            database.frame(sql, {})

    def test_it_tells_release_and_version_of_its_data(self, database: Database) -> None:
        assert database.release == settings.read(SOURCE).release
        assert database.version == f"{database.release}+{database.content_hash[:8]}"


class TestTimeLimit:
    def test_an_endless_query_is_stopped_and_the_reader_told_without_sql(
        self, database: Database
    ) -> None:
        begun = time.monotonic()
        with pytest.raises(QueryTooSlow) as error:
            database.frame(ENDLESS, {}, limit=0.2)
        assert time.monotonic() - begun < 5
        message = str(error.value)
        assert "longer than 0.2 seconds" in message
        assert "Use more filters" in message
        assert not any(word in message.upper() for word in ("SELECT", "RANGE", "INTERRUPT"))

    def test_after_a_stopped_query_the_next_is_answered(self, database: Database) -> None:
        with pytest.raises(QueryTooSlow):
            database.frame(ENDLESS, {}, limit=0.1)
        assert title(database).startswith("TCCM input")

    def test_a_stopped_query_does_not_disturb_others(self, database: Database) -> None:
        with ThreadPoolExecutor(5) as pool:
            endless = pool.submit(database.frame, ENDLESS, {}, limit=0.5)
            others = [pool.submit(title, database) for _ in range(20)]
            assert {other.result() for other in others} == {title(database)}
            assert isinstance(endless.exception(), QueryTooSlow)

    def test_the_limit_is_five_seconds_unless_said_otherwise(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert TIME_LIMIT == 5
        monkeypatch.setattr(engines, "TIME_LIMIT", 0.1)
        with pytest.raises(QueryTooSlow):
            database.frame(ENDLESS, {})

    def test_a_block_can_have_a_shorter_one_for_all_its_queries(self, database: Database) -> None:
        with within(0.2):
            with pytest.raises(QueryTooSlow):
                database.frame(ENDLESS, {})
            with pytest.raises(QueryTooSlow):
                title(database)
        assert title(database).startswith("TCCM input")


class TestMemoryLimit:
    @pytest.fixture
    def narrow(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Database:
        """A database that may take 30 MB; the working directory is empty."""
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(duckdb_engine, "MEMORY", 30_000_000)
        monkeypatch.setattr(duckdb_engine, "SHARE", 2**40)
        return Database(DATABASE)

    def test_a_question_that_needs_more_is_stopped_and_the_reader_told_without_sql(
        self, narrow: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engines, "current", lambda: narrow)
        monkeypatch.setattr(execution, "_answers", LRUCache(1000, execution._cells))
        monkeypatch.setattr(Question, "statement", lambda *_, **__: Statement(LARGE, {}))
        with pytest.raises(QueryTooLarge) as error:
            ask("table_columns")
        message = str(error.value)
        assert "needs more memory" in message
        assert "Use more filters" in message
        assert not any(word in message.upper() for word in ("SELECT", "RANGE", "LIMIT", "BYTE"))

    def test_so_is_one_that_is_read_by_and_by(self, narrow: Database) -> None:
        with pytest.raises(QueryTooLarge):
            list(narrow.batches(LARGE, {}))

    def test_the_next_is_answered_and_nothing_was_laid_on_the_disk(
        self, narrow: Database, tmp_path: Path
    ) -> None:
        with pytest.raises(QueryTooLarge):
            narrow.frame(LARGE, {})
        assert title(narrow).startswith("TCCM input")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("share", [1, 4, 10_000])
    def test_it_is_a_gigabyte_or_a_share_of_what_duckdb_would_take(
        self, share: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(duckdb_engine, "SHARE", share)
        with duckdb.connect() as connection:
            default = duckdb_engine._memory(connection)
            connection.execute(f"SET memory_limit = '{max(1_000_000_000, default // share)}B'")
            expected = connection.execute("SELECT current_setting('memory_limit')").fetchone()
        assert (self._limit(Database(DATABASE)),) == expected

    def test_a_small_machine_gives_what_duckdb_would_take_of_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        default = duckdb.connect().execute("SELECT current_setting('memory_limit')").fetchall()
        monkeypatch.setattr(duckdb_engine, "MEMORY", 2**60)
        assert [(self._limit(Database(DATABASE)),)] == default

    def _limit(self, database: Database) -> str:
        limit = database.frame("SELECT current_setting('memory_limit') AS said", {}).said[0]
        return str(limit)


class TestThreads:
    @pytest.mark.long
    def test_eight_threads_get_the_answers_that_one_gets(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(execution, "CACHED_ROWS", -1)
        monkeypatch.setattr(execution, "MAX_CACHED_CELLS", 0)
        kinds = ("challenge", "recommendation", "position", "achievement")
        groups = ("technical", "government", "civil-society")
        calls = [
            partial(ask, name, Filters(kind=(kind,), group=(group,)))
            for name in ("totals", "themes", "submissions", "organisations")
            for kind in kinds
            for group in groups
        ]
        calls += calls[:2]
        expected = [call() for call in calls]

        def ask_all(start: int) -> list[pd.DataFrame]:
            turned = [calls[(index + start) % len(calls)]() for index in range(len(calls))]
            return [turned[(index - start) % len(calls)] for index in range(len(calls))]

        assert len(calls) == 50
        with ThreadPoolExecutor(8) as pool:
            for answers in pool.map(ask_all, range(0, 48, 6)):
                assert all(
                    answer.equals(wanted) for answer, wanted in zip(answers, expected, strict=True)
                )


class TestCache:
    @pytest.fixture
    def queries_run(
        self, harder_database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[list[str]]:
        """The statements that reach the database."""
        run: list[str] = []
        frame: Callable[..., pd.DataFrame] = harder_database.frame

        def counted(sql: str, *parameters: object) -> pd.DataFrame:
            run.append(sql)
            return frame(sql, *parameters)

        monkeypatch.setattr(harder_database, "frame", counted)
        monkeypatch.setattr(engines, "current", lambda: harder_database)
        execution._answers.clear()
        yield run
        execution._answers.clear()

    def test_the_same_question_is_put_to_the_database_once(self, queries_run: list[str]) -> None:
        for themes in (("ai", "skills"), ("skills", "ai", "ai")):
            ask("themes", Filters(theme=themes))
        assert len(queries_run) == 1

    def test_other_filters_or_parameters_are_other_questions(self, queries_run: list[str]) -> None:
        ask("themes")
        ask("themes", unit="points")
        ask("themes", Filters(kind=("challenge",)))
        assert len(queries_run) == 3

    def test_large_answers_are_not_kept(
        self, queries_run: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(execution, "MAX_CACHED_CELLS", 1000)
        ask("points")
        ask("points")
        assert len(queries_run) == 2

    def test_what_was_asked_longest_ago_makes_room(
        self, queries_run: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sizes = {name: execution._cells(ask(name)) for name in ("totals", "families", "groups")}
        small = LRUCache(sizes["families"] + sizes["groups"], execution._cells)
        monkeypatch.setattr(execution, "_answers", small)
        queries_run.clear()
        for name in sizes:
            ask(name)
        ask("groups")
        ask("families")
        assert len(queries_run) == 3
        ask("totals")
        assert len(queries_run) == 4

    def test_answers_without_rows_take_room_too(self) -> None:
        rows = ask("themes", Filters(q="no such word anywhere"))
        assert rows.empty
        assert execution._cells(rows) > 0


class TestProcessorThreads:
    def test_a_small_database_is_read_by_one_thread(self, database: Database) -> None:
        with database.cursor() as cursor:
            assert cursor.execute("SELECT current_setting('threads')").fetchall() == [(1,)]

    @pytest.mark.parametrize(
        ("name", "of_another_version"),
        [("USEFUL", {"filter_pushdown", "other_step"}), ("STEPS", "FROM other_function()")],
    )
    def test_a_duckdb_without_a_useful_step_or_their_list_takes_all_its_steps(
        self, monkeypatch: pytest.MonkeyPatch, name: str, of_another_version: set[str] | str
    ) -> None:
        setting = "SELECT current_setting('disabled_optimizers')"
        with Database(DATABASE).cursor() as cursor:
            ((left_out,),) = cursor.execute(setting).fetchall()
        assert {"join_order", "statistics_propagation"} <= set(left_out.split(","))
        assert not duckdb_engine.USEFUL & set(left_out.split(","))
        monkeypatch.setattr(duckdb_engine, name, of_another_version)
        other = Database(DATABASE)
        with other.cursor() as cursor:
            assert cursor.execute(setting).fetchall() == [("",)]
        assert other.frame("SELECT 1 AS one", {}).one.tolist() == [1]

    def test_a_larger_one_by_as_many_as_the_machine_has(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        threads = duckdb.connect().execute("SELECT current_setting('threads')").fetchall()
        monkeypatch.setattr(duckdb_engine, "ROW_GROUP", 100)
        with Database(DATABASE).cursor() as cursor:
            assert cursor.execute("SELECT current_setting('threads')").fetchall() == threads


class TestReplacement:
    def test_the_file_is_opened_once_while_it_stays_the_same(self, database_path: Path) -> None:
        assert current(database_path) is current(database_path)

    def test_a_rebuilt_file_is_picked_up_and_the_old_one_still_answers(
        self, database_path: Path, rebuilt: Path
    ) -> None:
        before = current(database_path)
        replace(database_path, rebuilt)
        after = current(database_path)
        assert after is not before
        assert after.version != before.version
        assert title(after) == OTHER_TITLE
        assert title(before).startswith("TCCM input")
        assert current(database_path) is after

    def test_the_version_that_an_inner_block_finds_is_that_of_the_outer_one(
        self, database_path: Path, rebuilt: Path
    ) -> None:
        with one_version():
            with one_version():
                before = current(database_path)
            replace(database_path, rebuilt)
            assert current(database_path) is before
        assert current(database_path) is not before

    def test_an_answer_kept_of_the_old_build_is_not_given_for_the_new_one(
        self, database_path: Path, rebuilt: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engines, "current", partial(current, database_path))
        assert ask("submission", id="tccm-rev2")["title"][0].startswith("TCCM input")
        replace(database_path, rebuilt)
        assert ask("submission", id="tccm-rev2")["title"][0] == OTHER_TITLE

    def test_twenty_threads_read_through_several_replacements(
        self, database_path: Path, rebuilt: Path
    ) -> None:
        stop = threading.Event()
        first = title(current(database_path))

        def read() -> set[str]:
            seen = set()
            while not stop.is_set():
                seen.add(title(current(database_path)))
            return seen

        with ThreadPoolExecutor(20) as pool:
            readers = [pool.submit(read) for _ in range(20)]
            try:
                for build in (rebuilt, DATABASE, rebuilt, DATABASE, rebuilt):
                    time.sleep(0.15)
                    replace(database_path, build)
                time.sleep(0.3)
            finally:
                stop.set()
            seen = [reader.result() for reader in readers]
        assert set.union(*seen) == {first, OTHER_TITLE}
        assert all(OTHER_TITLE in titles for titles in seen)
        assert title(current(database_path)) == OTHER_TITLE

    def test_when_the_file_is_removed_the_open_one_goes_on_serving(
        self, database_path: Path
    ) -> None:
        opened = current(database_path)
        database_path.unlink()
        assert current(database_path) is opened
        assert title(opened).startswith("TCCM input")

    def test_when_the_file_becomes_unreadable_the_open_one_goes_on_serving(
        self, database_path: Path, rebuilt: Path, tmp_path: Path
    ) -> None:
        opened = current(database_path)
        garbage = tmp_path / "garbage"
        garbage.write_bytes(b"no database" * 1000)
        replace(database_path, garbage)
        assert current(database_path) is opened
        assert title(current(database_path)).startswith("TCCM input")
        replace(database_path, rebuilt)
        assert title(current(database_path)) == OTHER_TITLE


class TestUnavailable:
    @pytest.mark.parametrize(
        "content", [b"no database" * 1000, b"x", b""], ids=["garbage", "one byte", "empty"]
    )
    def test_a_file_that_is_no_database_says_what_to_do(
        self, database_path: Path, content: bytes
    ) -> None:
        database_path.write_bytes(content)
        with pytest.raises(DatabaseUnavailable, match=r"run `wsis20 build`"):
            current(database_path)

    def test_a_cut_off_file_says_what_to_do(self, database_path: Path) -> None:
        database_path.write_bytes(database_path.read_bytes()[:20_000])
        with pytest.raises(DatabaseUnavailable, match=r"run `wsis20 build`"):
            current(database_path)

    def test_a_database_of_something_else_says_what_to_do(self, database_path: Path) -> None:
        database_path.unlink()
        with duckdb.connect(str(database_path)) as connection:
            connection.execute("CREATE TABLE other (a INTEGER)")
        with pytest.raises(DatabaseUnavailable, match=r"run `wsis20 build`"):
            current(database_path)

    def test_a_missing_file_says_what_to_do(self, database_path: Path) -> None:
        database_path.unlink()
        with pytest.raises(
            DatabaseUnavailable,
            match=r"dashboard\.duckdb is not there: run `wsis20 build`",
        ):
            current(database_path)

    def test_once_the_file_is_there_it_is_served(self, database_path: Path) -> None:
        database_path.unlink()
        with pytest.raises(DatabaseUnavailable):
            current(database_path)
        shutil.copy(DATABASE, database_path)
        assert title(current(database_path)).startswith("TCCM input")

    def test_a_path_with_a_quote_is_opened(self, database_path: Path) -> None:
        quoted = database_path.with_name("o'brien.duckdb")
        database_path.rename(quoted)
        assert title(Database(quoted)).startswith("TCCM input")


@pytest.mark.parametrize(
    ("question", "filters", "parameters", "seconds"),
    [
        ("paragraphs", Filters(), {"made_to": "other"}, 60),
        ("paragraphs", Filters(region=("africa",)), {}, 5),
        ("theme", Filters(), {"theme": "access"}, 5),
    ],
    ids=["about all data", "with a filter", "with free text"],
)
def test_a_question_about_all_data_may_run_longer(
    monkeypatch: pytest.MonkeyPatch,
    question: str,
    filters: Filters,
    parameters: dict[str, str],
    seconds: float,
) -> None:
    allowed, frame = [], Database.frame

    def record(self: Database, sql: str, values: dict, limit: float | None = None) -> pd.DataFrame:
        allowed.append(engines.seconds_allowed(limit))
        return frame(self, sql, values, limit)

    monkeypatch.setattr(engines, "TIME_LIMIT", 5.0)
    monkeypatch.setattr(Database, "frame", record)
    monkeypatch.setattr(execution, "_answers", {})
    monkeypatch.setattr(execution, "_lengths", {})
    ask(question, filters, **parameters)
    count_rows(question, filters, **parameters)
    assert set(allowed) == {seconds}
