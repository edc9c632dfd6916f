"""The index of the search on a large consultation: every page draws its box."""

import pytest

from finding.index import index
from i18n import filter_options
from queries import engines, execution


def test_no_query_of_the_index_is_stopped_as_early_as_those_of_a_card(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    allowed, seconds_allowed = [], engines.seconds_allowed

    def record(limit: float | None) -> float:
        allowed.append(seconds_allowed(limit))
        return allowed[-1]

    monkeypatch.setattr(engines, "TIME_LIMIT", 5.0)
    monkeypatch.setattr(engines, "seconds_allowed", record)
    monkeypatch.setattr(execution, "_answers", {})
    index.cache_clear()
    assert index().entries
    assert allowed
    assert min(allowed) == filter_options.LONGEST_QUERY
