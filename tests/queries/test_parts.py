"""Some rows of an answer are rows of the whole, however they are read, and reading holds nothing longer than needed."""

from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import (
    Database,
    Filters,
    QueryTooSlow,
    ask,
    count_rows,
    current,
    execution,
    fetch_rows,
    length,
    questions,
    stream,
)
from queries.engines import duckdb_engine
from queries.tables import part_of_table, table
from tests.queries.comparing import parameters, rows
from tests.queries.selections import PROFILE

ENDLESS = "SELECT sum(a.range * b.range) AS n FROM range(10_000_000) a, range(10_000_000) b"
SLOWLY = "SELECT range AS n FROM range(20_000) ORDER BY n"


@pytest.fixture
def none_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every answer is read as a very long one is: from the database, a frame at a time."""
    monkeypatch.setattr(execution, "CACHED_ROWS", -1)
    monkeypatch.setattr(execution, "MAX_CACHED_CELLS", 0)
    execution._answers.clear()
    yield
    execution._answers.clear()


def same(frames: list[pd.DataFrame], whole: pd.DataFrame) -> None:
    """Fail unless the frames hold the rows; nullable whole numbers may be floats in some of them."""
    assert all(list(frame.columns) == list(whole.columns) for frame in frames)
    assert [row for frame in frames for row in rows(frame)] == rows(whole)


@pytest.mark.parametrize("name", [name for name in questions() if name != "totals"])
def test_read_a_frame_at_a_time_an_answer_is_the_same(none_kept: None, name: str) -> None:
    arguments = parameters(questions()[name])
    whole = ask(name, **arguments)
    part = stream(name, limit=100_000, **arguments)
    assert (part.total, part.offset, part.rows) == (len(whole), 0, len(whole))
    same(list(part.frames), whole)


@settings(PROFILE, max_examples=25)
@given(offset=st.integers(0, 2_500), limit=st.integers(1, 2_500))
@pytest.mark.parametrize("kept", [True, False], ids=["kept", "read"])
def test_any_window_of_an_answer_is_those_rows_of_it(kept: bool, offset: int, limit: int) -> None:
    whole = ask("points")
    with pytest.MonkeyPatch.context() as patch:
        if not kept:
            patch.setattr(execution, "CACHED_ROWS", -1)
            patch.setattr(execution, "MAX_CACHED_CELLS", 0)
            patch.setattr(execution, "_answers", OrderedDict())
        part = stream("points", offset=offset, limit=limit)
        frames = list(part.frames)
    expected = whole.iloc[offset : offset + limit]
    assert (part.total, part.offset, part.rows) == (len(whole), offset, len(expected))
    assert frames
    assert sum(map(len, frames)) == len(expected)
    same(frames, expected)


@settings(PROFILE, max_examples=25)
@given(offset=st.integers(0, 2_500), limit=st.integers(1, 2_500))
def test_so_is_any_window_of_a_table(offset: int, limit: int) -> None:
    part = part_of_table("points", offset=offset, limit=limit)
    whole = table("points")
    expected = whole.iloc[offset : offset + limit]
    assert (part.total, part.rows) == (len(whole), len(expected))
    same(list(part.frames), expected)


def test_the_rows_of_a_long_answer_are_counted_once(
    none_kept: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []
    count = execution._PreparedQuery.count
    monkeypatch.setattr(execution, "_lengths", OrderedDict())
    monkeypatch.setattr(
        execution._PreparedQuery, "count", lambda query: counted.append(query) or count(query)
    )
    parts = [stream("points", offset=offset, limit=10) for offset in (0, 10, 20)]
    assert {part.total for part in parts} == {len(ask("points"))}
    stream("points", Filters(kind=("challenge",)), limit=10)
    assert len(counted) == 2


@pytest.mark.parametrize("selection", [Filters(), Filters(kind=("challenge",), q="data")])
@pytest.mark.parametrize(
    "name", ["points", "submissions", "signatures", "additions", "themes", "options", "asks"]
)
def test_of_a_long_answer_a_page_reads_its_rows_and_how_many_there_are(
    none_kept: None, name: str, selection: Filters
) -> None:
    whole = ask(name, selection)
    assert count_rows(name, selection) == length(name, selection) == len(whole)
    same([fetch_rows(name, selection, rows=slice(3, 20))], whole.iloc[3:20])


def test_the_first_rows_of_a_long_list_are_read_once(
    monkeypatch: pytest.MonkeyPatch, none_kept: None
) -> None:
    whole = ask("points")
    monkeypatch.setattr(execution, "CACHED_ROWS", 100)
    monkeypatch.setattr(execution, "_lengths", OrderedDict())
    put = []
    frame = Database.frame
    monkeypatch.setattr(
        Database,
        "frame",
        lambda opened, sql, *arguments: put.append(sql) or frame(opened, sql, *arguments),
    )
    batches = Database.batches
    monkeypatch.setattr(
        Database,
        "batches",
        lambda opened, sql, *arguments: put.append(sql) or batches(opened, sql, *arguments),
    )
    assert length("points") == len(whole)
    same([fetch_rows("points", rows=slice(0, 100))], whole.iloc[:100])
    same([fetch_rows("points", rows=slice(90, 100))], whole.iloc[90:100])
    same(list(stream("points", offset=20, limit=50).frames), whole.iloc[20:70])
    assert len(put) == 2
    same([fetch_rows("points", rows=slice(90, 110))], whole.iloc[90:110])
    assert len(put) == 3


def test_a_selection_of_nothing_is_one_frame_with_all_columns(none_kept: None) -> None:
    part = stream("points", Filters(q="nobody said this"), limit=10)
    (frame,) = part.frames
    assert (part.total, part.rows, len(frame)) == (0, 0, 0)
    assert list(frame.columns) == [column.name for column in questions()["points"].columns]


def test_a_part_says_of_which_build_of_the_data_it_is(asking_harder: Database) -> None:
    assert stream("themes", limit=1).version == asking_harder.version != current().version


def test_a_long_answer_comes_in_frames_of_a_few_thousand_rows() -> None:
    frames = list(current().batches(SLOWLY, {}))
    assert max(map(len, frames)) <= duckdb_engine.BATCH
    assert [value for frame in frames for value in frame.n] == list(range(20_000))


class TestReading:
    @pytest.fixture
    def open_cursors(self, monkeypatch: pytest.MonkeyPatch) -> set[int]:
        """The cursors that are open, by a number of each."""
        opened: set[int] = set()
        cursor = Database.cursor

        class Counted:
            def __init__(self, database: Database) -> None:
                self._context = cursor(database)

            def __enter__(self) -> object:
                opened.add(id(self))
                return self._context.__enter__()

            def __exit__(self, *failure: object) -> object:
                opened.discard(id(self))
                return self._context.__exit__(*failure)

        monkeypatch.setattr(Database, "cursor", lambda database: Counted(database))
        return opened

    def test_nothing_is_open_before_the_first_frame_or_after_the_last(
        self, open_cursors: set[int]
    ) -> None:
        frames = current().batches(SLOWLY, {})
        assert not open_cursors
        next(frames)
        assert len(open_cursors) == 1
        assert sum(map(len, frames)) > 0
        assert not open_cursors

    @pytest.mark.parametrize("way", ["closed", "dropped"])
    def test_who_stops_reading_gives_the_cursor_back(
        self, open_cursors: set[int], way: str
    ) -> None:
        frames = current().batches(SLOWLY, {})
        next(frames)
        if way == "closed":
            frames.close()
        del frames
        assert not open_cursors

    def test_a_failing_query_gives_it_back(self, open_cursors: set[int]) -> None:
        with pytest.raises(QueryTooSlow):
            next(current().batches(ENDLESS, {}, limit=0.1))
        assert not open_cursors

    def test_the_time_that_the_reader_takes_does_not_count(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        frames = current().batches(SLOWLY, {}, limit=1)
        count = 0
        for number, frame in enumerate(frames):
            count += len(frame)
            if number == 0:
                monkeypatch.setattr(duckdb_engine.time, "monotonic", _later(3600))
        assert count == 20_000

    def test_rows_are_read_on_whichever_thread_asks_for_them(self) -> None:
        frames = current().batches(SLOWLY, {})
        values = []
        while True:
            with ThreadPoolExecutor(1) as another:
                frame = another.submit(next, frames, None).result()
            if frame is None:
                break
            values += list(frame.n)
        assert values == list(range(20_000))


def _later(seconds: float) -> object:
    now = duckdb_engine.time.monotonic

    return lambda: now() + seconds
