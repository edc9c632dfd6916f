import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import DATABASE
from data.settings import using
from queries import asking
from queries import database as databases


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the dashboard's database stands in this test: a sound copy, not opened yet, no answer kept."""
    copy = tmp_path / "data" / DATABASE.name
    copy.parent.mkdir()
    shutil.copy(DATABASE, copy)
    monkeypatch.setattr(databases, "_current", None)
    monkeypatch.setattr(databases, "_failed", None)
    asking._answers.clear()
    asking._lengths.clear()
    with using(database=copy):
        yield copy
