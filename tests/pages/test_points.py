"""The list of points behind a mark, at an address of its own."""

from urllib.parse import parse_qs

import pandas as pd
import pytest

from tests.pages.visiting import seen, table, visit

POINTS = table("points")
PARTIES = table("signatories")


def rows(**query: str) -> pd.DataFrame:
    """The points that pass a few of the filters, by pandas alone."""
    points = POINTS
    for name, column in (("theme", "theme_id"), ("kind", "kind"), ("claim", "claim_id")):
        if name in query:
            points = points[points[column] == query[name]]
    if "also_theme" in query:
        of_kind = POINTS[POINTS.kind == query["kind"]] if "kind" in query else POINTS
        other_submissions = of_kind[of_kind.theme_id == query["also_theme"]].submission_id
        points = points[points.submission_id.isin(other_submissions)]
    if "also_claim" in query:
        other_submissions = POINTS[POINTS.claim_id == query["also_claim"]].submission_id
        points = points[points.submission_id.isin(other_submissions)]
    for name in ("organisation", "also_organisation"):
        if name in query:
            party_submissions = PARTIES[PARTIES.organisation_id == query[name]].submission_id
            points = points[points.submission_id.isin(party_submissions)]
    return points


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
    expected = rows(**query)
    assert len(expected)
    page = visit("points", **query)
    subtitle = page.subtitle("evidence")
    submissions = expected.submission_id.nunique()
    assert subtitle.startswith(f"{len(expected)} points in {submissions} submission")
    texts = {seen(element.value) for element in page.within("card_evidence", "markdown")}
    assert len(texts & set(expected.summary)) == min(len(expected), 8)


def test_the_list_leads_to_the_submissions_and_to_who_wrote_and_signed_them() -> None:
    page = visit("points", theme="igf-mandate", also_theme="igf-funding", count="points")
    for _label, query in page.links("ways"):
        parameters = parse_qs(query)
        assert parameters["theme"] == ["igf-mandate"]
        assert parameters["also_theme"] == ["igf-funding"]
