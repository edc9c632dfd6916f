from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import SOURCE
from data.build import write_parquet
from data.settings import using
from queries import engines, execution
from queries.engines import spark_engine
from queries.engines.spark_engine import SparkDatabase
from tests.spark.server import Server
from tests.spark.server import spark as running

PATIENCE = 120.0
"""Seconds: what is compared may take longer than a reader would wait."""


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    write_parquet(SOURCE, folder)
    return folder


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("spark")) as started:
        yield started


@pytest.fixture
def opened(server: Server, tables: Path, monkeypatch: pytest.MonkeyPatch) -> SparkDatabase:
    """The shipped tables as Spark answers from them."""
    monkeypatch.setattr(engines, "TIME_LIMIT", PATIENCE)
    return spark_engine.newest(server.address, str(tables))


@pytest.fixture
def answered_by_spark(
    opened: SparkDatabase, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SparkDatabase]:
    """ask(), pages and API are answered by Spark; nothing is kept from before."""
    monkeypatch.setattr(execution, "_answers", OrderedDict())
    with using(spark=opened.address, tables=str(tables)):
        yield opened
