"""A question that is stopped at the time limit takes its own card and not the page."""

from typing import Any

import pandas as pd
import pytest

from components import organisations
from queries import QueryTooSlow, ask
from tests.pages.visiting import Visit, visit

STOPPED = "This question took too long and was stopped."


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The question for the map of the organisations is stopped."""

    def asked(name: str, *given: Any, **named: Any) -> pd.DataFrame:
        if name == "countries":
            raise QueryTooSlow("stopped")
        return ask(name, *given, **named)

    monkeypatch.setattr(organisations, "ask", asked)


def drawn(shown: Visit) -> list[str]:
    return [key for key in ("countries", "groups", "organisations") if shown.has(f"card_{key}")]


def test_a_card_that_takes_too_long_says_so_and_the_others_are_drawn(slow: None) -> None:
    shown = visit("organisations")
    assert STOPPED in shown.warnings()
    assert drawn(shown) == ["groups", "organisations"]


def test_what_has_time_enough_says_nothing() -> None:
    shown = visit("organisations")
    assert STOPPED not in shown.warnings()
    assert drawn(shown) == ["countries", "groups", "organisations"]
