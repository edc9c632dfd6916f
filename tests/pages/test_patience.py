"""A question that is stopped at a limit takes its own card and not the page."""

from typing import Any

import pandas as pd
import pytest

from cards import query
from queries import QueryTooLarge, QueryTooSlow, ask
from tests.pages.visiting import Visit, visit

STOPPED = "so we stopped it."


@pytest.fixture(params=[QueryTooSlow(), QueryTooLarge()], ids=lambda error: type(error).__name__)
def stopped(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Stop the query for the map of the organisations; return the words that tell the reader why."""

    def ask_or_stop(name: str, *arguments: Any, **keywords: Any) -> pd.DataFrame:
        if name == "countries":
            raise request.param
        return ask(name, *arguments, **keywords)

    monkeypatch.setattr(query, "ask", ask_or_stop)
    return "needs more memory" if isinstance(request.param, QueryTooLarge) else "took too long"


def drawn(page: Visit) -> list[str]:
    return [key for key in ("countries", "groups", "organisations") if page.has(f"card_{key}")]


def test_a_card_that_is_stopped_says_so_and_the_others_are_drawn(stopped: str) -> None:
    page = visit("organisations")
    assert STOPPED in page.warnings()
    assert stopped in page.warnings()
    assert drawn(page) == ["groups", "organisations"]


def test_what_has_time_enough_says_nothing() -> None:
    page = visit("organisations")
    assert STOPPED not in page.warnings()
    assert drawn(page) == ["countries", "groups", "organisations"]
