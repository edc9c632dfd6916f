"""The list of points behind a mark, at an address of its own."""

from urllib.parse import parse_qs

import pytest

from queries import Filters, ask
from tests.pages.visiting import visit, words_in


@pytest.mark.parametrize(
    "query",
    [
        {"theme": "igf-funding"},
        {"theme": "igf-mandate", "also_theme": "igf-funding"},
        {"theme": "igf-mandate", "also_theme": "igf-funding", "kind": "recommendation"},
        {"kind": "recommendation", "also_claim": "ch-divides-persist"},
        {"organisation": "jprs", "also_organisation": "jpnic"},
    ],
    ids=lambda query: " ".join(query),
)
def test_the_list_has_exactly_the_points_of_its_address(query: dict[str, str]) -> None:
    expected = ask("points", Filters(**{name: (value,) for name, value in query.items()}))
    assert len(expected)
    page = visit("points", **query)
    subtitle = page.subtitle("evidence")
    submissions = expected.submission_id.nunique()
    assert subtitle.startswith(f"{len(expected)} points in {submissions} submission")
    entries = page.entries("evidence")
    assert len(entries) == min(len(expected), 8)
    summaries = set(expected.summary)
    assert all(any(text in words_in(entry) for text in summaries) for entry in entries)


def test_the_list_leads_to_the_submissions_and_to_who_wrote_and_signed_them() -> None:
    page = visit("points", theme="igf-mandate", also_theme="igf-funding", count="points")
    for _label, query in page.links("ways"):
        parameters = parse_qs(query)
        assert parameters["theme"] == ["igf-mandate"]
        assert parameters["also_theme"] == ["igf-funding"]
