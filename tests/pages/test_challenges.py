import re
from urllib.parse import parse_qs

import pytest

from cards.points import SIZE as PAGE
from i18n import labels
from tests.pages.visiting import Visit, table, visit, words_in

POINTS = table("points")
THEMES = table("themes").set_index("theme_id")
POINTS["family"] = POINTS.theme_id.map(THEMES.family)
GRAINS = {"claims": "claim_id", "themes": "theme_id", "families": "family"}


def evidence(page: Visit) -> list[str]:
    """The summaries of the points listed, as a reader sees them."""
    return [words_in(re.search("<p>(.*?)</p>", entry)[1]) for entry in page.entries("evidence")]


def test_a_cell_is_what_filtering_by_its_group_and_claim_gives() -> None:
    cells = visit("challenges").chart("by_group").figure["data"][0]
    hovers = dict(zip(map(tuple, cells["customdata"]), cells["hovertext"], strict=True))
    cell_count = 0
    for (claim, group), hover in list(hovers.items())[:40:5]:
        if not (match := re.search(r": (\d+) of \d+ submissions", hover)):
            continue
        cell_count += 1
        page = visit("challenges", claim=claim, group=group)
        assert re.search(rf" in {match[1]} submissions?,", page.subtitle("evidence"))
    assert cell_count > 3


def test_the_points_that_fit_no_claim_are_counted_and_open() -> None:
    unfit = POINTS[(POINTS.kind == "challenge") & (POINTS.claim_id == "")]
    page = visit("challenges")
    button = page.app.button(key="unfit")
    assert button.label.startswith(f"{len(unfit)} more points match no claim")
    button.click().run()
    assert dict(page.succeeds().app.query_params) == {"claim": "none"}
    assert page.subtitle("evidence").startswith(f"{len(unfit)} points in ")
    assert set(evidence(page)) <= {" ".join(summary.split()) for summary in unfit.summary}
    page.app.button(key="unfit").click().run()
    assert dict(page.succeeds().app.query_params) == {}


@pytest.mark.parametrize(
    ("page_number", "index"), [("999999", -1), ("-1", 0), ("abc", 0), ("99999999999", 0)]
)
def test_a_page_that_is_not_there_is_the_nearest_or_the_first(page_number: str, index: int) -> None:
    claim = "ch-divides-persist"
    pages = -(-(POINTS.claim_id == claim).sum() // PAGE)
    nearest_page = visit("challenges", claim=claim, page=str(range(1, pages + 1)[index]))
    assert evidence(visit("challenges", claim=claim, page=page_number)) == evidence(nearest_page)


def test_a_record_leads_to_its_submission_theme_and_claim_and_keeps_the_filters() -> None:
    page = visit("challenges", organisation="jpnic", stage="cwg-call", count="points")
    points = POINTS[(POINTS.submission_id == "tccm-cwg-call") & (POINTS.kind == "challenge")]
    ids = ["tccm-cwg-call"] * len(points) + [
        *points.theme_id,
        *points.claim_id[points.claim_id != ""],
    ]
    filters = "organisation=jpnic&stage=cwg-call&count=points"
    assert sorted(query for _label, query in page.links("card_evidence")) == sorted(
        f"{filters}&id={identity}" for identity in ids
    )


@pytest.mark.parametrize(
    ("grain", "parameter", "chosen"),
    [
        ("claims", "claim", ["ch-divides-persist", "ch-igf-funding-unstable"]),
        ("themes", "theme", ["gender"]),
        ("families", "family", ["Governance"]),
        ("claims", "claim", ["none"]),
    ],
)
def test_a_clicked_bar_leads_to_its_page_and_to_exactly_its_points(
    grain: str, parameter: str, chosen: list[str]
) -> None:
    assert not visit("challenges", grain=grain).has("picked_most")
    page = visit("challenges", grain=grain, **{parameter: chosen})
    *pages, (label, points) = page.links("picked_most")
    ids = [query.rpartition("id=")[2] for _label, query in pages]
    assert ids == [
        identifier for identifier in chosen if parameter != "family" and identifier != "none"
    ]
    assert label == "See the points"
    query = parse_qs(points)
    assert query == {parameter: chosen, "kind": ["challenge"]}
    expected = POINTS[
        (POINTS.kind == "challenge") & POINTS[GRAINS[grain]].replace("", "none").isin(chosen)
    ]
    points_page = visit("points", **query)
    assert points_page.subtitle("evidence").startswith(f"{len(expected)} point")


def test_changing_kind_grain_or_unit_goes_into_the_address_and_to_the_first_page() -> None:
    page = visit("challenges", theme="igf-funding", page="2")
    page.app.button_group(key="view_show").set_value("recommendation").run()
    assert dict(page.succeeds().app.query_params) == {
        "theme": "igf-funding",
        "show": "recommendation",
    }
    page.app.button_group(key="view_grain").set_value("themes").run()
    page.app.button_group(key="view_count").set_value("organisations").run()
    page.app.button_group(key="view_show").set_value("challenge").run()
    assert dict(page.succeeds().app.query_params) == {
        "theme": "igf-funding",
        "grain": "themes",
        "count": "organisations",
    }


@pytest.mark.parametrize("card", ["most", "by_group"])
def test_the_table_of_a_card_has_the_rows_of_its_chart(card: str) -> None:
    page = visit("challenges", grain="themes", theme="igf-funding")
    trace = page.chart(card).figure["data"][-1]
    rows = page.table(card)
    columns = ["theme_id", "stakeholder_group"][: len(trace["customdata"][0])]
    ids = {words: identity for identity, words in labels.GROUPS.items()}
    row_ids = {
        tuple(ids.get(value, value) for value in row)
        for row in rows[columns].itertuples(index=False)
    }
    mark_ids = {
        tuple(mark)
        for mark, value in zip(trace["customdata"], trace.get("text") or trace["x"], strict=True)
        if value
    }
    assert mark_ids <= row_ids
