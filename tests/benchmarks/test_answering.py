"""What is measured is the way to an answer, not to one that is kept."""

import pytest

from queries import Database, ask, length
from tests.benchmarks.answering import forget


def test_a_question_is_put_to_the_database_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    put: list[str] = []
    frame = Database.frame
    monkeypatch.setattr(
        Database, "frame", lambda opened, sql, *given: put.append(sql) or frame(opened, sql, *given)
    )
    monkeypatch.setattr("queries.asking.CACHED_ROWS", 100)
    for _ in range(3):
        forget()
        ask("themes")
        length("points")
    assert len(put) == 3 * 3
