from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from data.build import build
from queries import Database, engines
from tests.api.serving import data_api
from tests.queries import variants
from tests.queries.oracle import Oracle


@pytest.fixture(scope="session")
def harder_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return variants.harder(tmp_path_factory.mktemp("harder"))


@pytest.fixture(scope="session")
def harder_oracle(harder_tables: Path) -> Oracle:
    return Oracle(harder_tables)


@pytest.fixture(scope="session")
def harder_database(harder_tables: Path) -> Database:
    build(harder_tables, harder_tables / "harder.duckdb")
    return Database(harder_tables / "harder.duckdb")


@pytest.fixture
def asking_harder(harder_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """ask() answers from the harder tables."""
    monkeypatch.setattr(engines, "current", lambda: harder_database)
    return harder_database


@pytest.fixture(scope="session")
def api() -> Iterator[TestClient]:
    with data_api() as client:
        yield client
