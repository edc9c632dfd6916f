import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import DATABASE
from data.settings import using
from queries import execution
from queries.engines import duckdb_engine


@pytest.fixture
def database_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the dashboard's database stands in this test: a sound copy, not opened yet, no answer kept."""
    copy = tmp_path / "data" / DATABASE.name
    copy.parent.mkdir()
    shutil.copy(DATABASE, copy)
    monkeypatch.setattr(duckdb_engine, "_current", None)
    monkeypatch.setattr(duckdb_engine, "_failed", None)
    execution._answers.clear()
    execution._lengths.clear()
    with using(database=copy):
        yield copy
