"""Spark in the place of the database file: time limit, a server that goes and comes back, new data, pages and API."""

import shutil
import sys
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.build import write_parquet
from data.settings import using
from queries import DatabaseUnavailable, QueryTooSlow, ask, current, engines
from queries.engines import spark_engine
from queries.engines.spark_engine import SparkDatabase
from queries.execution import stream
from queries.tables import part_of_table, row_counts, table
from tests.api.serving import data_api
from tests.queries import variants
from tests.spark.server import Server
from tests.spark.server import spark as running
from web.database_watcher import DatabaseWatcher

ROOT = Path(__file__).parents[2]

ENDLESS = "SELECT count(*) AS n FROM points a, points b, points c WHERE a.summary || b.summary <> c.summary"


def test_a_question_is_stopped_at_the_time_limit_and_others_go_on(opened: SparkDatabase) -> None:
    with pytest.raises(QueryTooSlow, match=r"longer than 0\.5 seconds"):
        opened.frame(ENDLESS, {}, limit=0.5)
    assert opened.frame("SELECT count(*) AS n FROM sdgs", {}).n.tolist() == [17]


def test_tables_come_in_the_order_of_their_files(
    answered_by_spark: SparkDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, part = table("points"), part_of_table("points", offset=5, limit=7)
    counts = row_counts()
    first = stream("points", limit=3)
    piece = next(first.frames)
    monkeypatch.undo()
    assert current().version == answered_by_spark.version
    assert whole.equals(table("points"))
    assert next(part.frames).equals(whole.iloc[5:12].reset_index(drop=True))
    assert counts == row_counts()
    assert first.total == counts["points"]
    assert piece.point_id.tolist() == ask("points").point_id.tolist()[:3]


def test_the_api_says_the_same_bytes(
    answered_by_spark: SparkDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/api/v1/themes.csv?group=technical&count=points"
    with data_api() as client:
        by_spark = client.get(address)
    monkeypatch.undo()
    with data_api() as client:
        assert client.get(address).content == by_spark.content
    assert by_spark.status_code == 200
    assert len(by_spark.content) > 500


def test_a_page_shows_the_same(
    answered_by_spark: SparkDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def texts() -> list[str]:
        page = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=240)
        page.query_params["group"] = "technical"
        page.run()
        assert not page.exception
        return [element.proto.body for element in page.get("html")]

    by_spark = texts()
    monkeypatch.undo()
    assert by_spark == texts()
    assert len(by_spark) > 5


def test_new_tables_are_picked_up_and_say_their_version(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "TIME_LIMIT", 120.0)
    monkeypatch.setattr(spark_engine, "LOOK", 0.0)
    source, target = variants.copy(tmp_path / "source"), tmp_path / "tables"
    write_parquet(source, target)
    before = spark_engine.newest(server.address, str(target))
    query = "SELECT title FROM submissions WHERE submission_id = 'tccm-rev2'"
    title = before.frame(query, {}).title[0]
    variants.retitle(source, "tccm-rev2", "Another title")
    write_parquet(source, target)
    after = spark_engine.newest(server.address, str(target))
    assert after.version != before.version
    assert after.frame(query, {}).title.tolist() == ["Another title"]
    assert before.frame(query, {}).title.tolist() == [title]
    shutil.rmtree(target)
    assert spark_engine.newest(server.address, str(target)) is after


def test_a_server_that_goes_is_told_with_what_to_do_and_its_return_is_noticed(
    tmp_path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "TIME_LIMIT", 120.0)
    monkeypatch.setattr(spark_engine, "RETRY", 0.0)
    with running(tmp_path) as server, using(spark=server.address, tables=str(tables)):
        keeper = DatabaseWatcher(server.address)
        assert keeper.ensure()
        opened = current(server.address)
        server.stop()
        with pytest.raises(
            DatabaseUnavailable, match=rf"{server.address}: start its Connect server"
        ):
            opened.frame("SELECT 1 AS one", {})
        assert not keeper.check()
        server.start()
        limit = time.monotonic() + 180
        while not keeper.check() and time.monotonic() < limit:
            time.sleep(1)
        assert current(server.address).frame("SELECT count(*) AS n FROM sdgs", {}).n[0] == 17


def test_without_tables_the_message_says_how_to_make_them(server: Server, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="wsis20 build --to parquet --target FOLDER"):
        SparkDatabase(server.address, str(tmp_path / "nothing"))


def test_without_pyspark_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "queries.engines.spark_engine")
    monkeypatch.delattr("queries.engines.spark_engine")
    monkeypatch.setitem(sys.modules, "grpc", None)
    with pytest.raises(
        DatabaseUnavailable, match=r"grpc is not installed: .*requirements-spark\.txt"
    ):
        current("sc://nowhere")


def test_a_message_does_not_have_the_token() -> None:
    with pytest.raises(DatabaseUnavailable) as error:
        SparkDatabase("sc://127.0.0.1:1/;token=secret", "/nowhere")
    assert "127.0.0.1:1" in str(error.value)
    assert "secret" not in str(error.value)
