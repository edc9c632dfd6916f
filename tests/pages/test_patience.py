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
    """The question for the map of the organisations is stopped: how a reader is told."""

    def asked(name: str, *given: Any, **named: Any) -> pd.DataFrame:
        if name == "countries":
            raise request.param
        return ask(name, *given, **named)

    monkeypatch.setattr(query, "ask", asked)
    return "needs more memory" if isinstance(request.param, QueryTooLarge) else "took too long"


def drawn(shown: Visit) -> list[str]:
    return [key for key in ("countries", "groups", "organisations") if shown.has(f"card_{key}")]


def test_a_card_that_is_stopped_says_so_and_the_others_are_drawn(stopped: str) -> None:
    shown = visit("organisations")
    assert STOPPED in shown.warnings()
    assert stopped in shown.warnings()
    assert drawn(shown) == ["groups", "organisations"]


def test_what_has_time_enough_says_nothing() -> None:
    shown = visit("organisations")
    assert STOPPED not in shown.warnings()
    assert drawn(shown) == ["countries", "groups", "organisations"]
