"""What single cards lead to: cells, marks, rows of tables, answers about an organisation."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import Reader, table

CLAIM = "ch-divides-persist"


def test_a_cell_of_the_heat_map_sets_two_filters_and_lets_them_go(reader: Reader) -> None:
    reader.open("challenges").click_mark("by_group", CLAIM, "government")
    reader.at(claim=[CLAIM], group=["government"])
    assert reader.chips() == ["Stakeholder group: Government", "Claim: Digital divides persist"]
    reader.click_mark("by_group", CLAIM, "government").at()
    assert reader.chips() == []


def test_a_record_of_the_evidence_leads_to_its_submission(reader: Reader) -> None:
    reader.open("challenges", organisation="jpnic", stage="cwg-call")
    link = reader.key("card_evidence").get_by_role("link", name="TCCM, 5 Feb 2025").first
    link.click()
    title = table("submissions").set_index("submission_id").title["tccm-cwg-call"]
    expect(reader.page.locator("h1:visible")).to_have_text(title)
    reader.at(organisation=["jpnic"], stage=["cwg-call"], id=["tccm-cwg-call"])


def test_a_row_of_the_signatures_leads_to_its_submission(reader: Reader) -> None:
    reader.open("who-signed-what", organisation="jprs", stage="rev2", more="yes")
    grid = reader.key("signatures_table")
    grid.scroll_into_view_if_needed()
    expect(grid.locator("canvas").first).to_be_visible()
    box = grid.locator("canvas").first.bounding_box()
    # The table is drawn on a canvas: the box to choose the first row stands at its left, under the headings.
    reader.page.mouse.click(box["x"] + 14, box["y"] + 36 + 18)
    title = table("submissions").set_index("submission_id").title["tccm-rev2"]
    expect(reader.page.locator("h1:visible")).to_have_text(title)
    reader.at(organisation=["jprs"], stage=["rev2"], more=["yes"], id=["tccm-rev2"])


def test_a_bar_of_stated_signatories_leads_to_its_submission(reader: Reader) -> None:
    reader.open("who-signed-what")
    submission = next(iter(reader.marks("stated")))
    reader.click_mark("stated", submission)
    title = table("submissions").set_index("submission_id").title[submission]
    expect(reader.page.locator("h1:visible")).to_have_text(title)
    reader.at(id=[submission])


def test_a_mark_of_the_matrix_filters_by_its_organisation(reader: Reader) -> None:
    reader.open("who-signed-what", stage="rev2", more="yes")
    reader.click_mark("matrix", "jprs", "tccm-rev2")
    reader.at(stage=["rev2"], organisation=["jprs"], more=["yes"])
    assert reader.chips() == ["Organisation: JPRS", "Stage of the review: Revision 2"]


def test_from_an_answer_through_its_door_to_the_evidence(reader: Reader) -> None:
    reader.open()
    claim = next(iter(reader.marks("top_outcome")))
    theme = table("claims").set_index("claim_id").theme_id[claim]
    reader.key("card_top_outcome").get_by_role("link", name="Outcome").click()
    expect(reader.page.locator("h1:visible")).to_have_text("What made it into the adopted text?")
    reader.open("what-became-of-it", open=theme, text="all")
    points = table("points").merge(table("submissions")[["submission_id", "stage_id"]])
    of_review = points[points.stage_id != "gdc"]
    requests = of_review[(of_review.theme_id == theme) & (of_review.kind == "recommendation")]
    heading = reader.page.locator("h1:visible").inner_text()
    title = table("themes").set_index("theme_id").title[theme]
    assert title in heading
    text = reader.page.get_by_test_id("stMain").inner_text()
    assert f"{requests.submission_id.nunique()} of " in text
    reader.open("what-became-of-it", open=theme, text="all", print="1")
    text = reader.page.get_by_test_id("stMain").inner_text()
    passages = table("text_passages")
    for passage in passages[passages.theme_id == theme].says:
        assert passage.removesuffix(".") in text


def test_a_pair_of_themes_leads_to_exactly_the_points_of_both(reader: Reader) -> None:
    reader.open("themes", more="yes")
    pair = next(iter(reader.marks("pairs")))
    first_theme, second_theme = pair.split(" · ")
    reader.click_mark("pairs", pair)
    points = table("points")
    submissions_by_theme = points.groupby("theme_id").submission_id.agg(set)
    both = submissions_by_theme[first_theme] & submissions_by_theme[second_theme]
    panel = reader.key("picked_pairs")
    expect(panel).to_contain_text(f" {len(both)} of ")
    panel.get_by_role("link").first.click()
    reader.page.wait_for_url(lambda url: "also_theme=" in url)
    reader.settled()
    query = reader.query
    assert {query["theme"][0], query["also_theme"][0]} == {first_theme, second_theme}
    mine = points[(points.theme_id == query["theme"][0]) & points.submission_id.isin(both)]
    expected = f"{len(mine)} points in {len(both)} submissions"
    assert expected in reader.key("card_evidence").inner_text()
    address, summaries = reader.page.url, reader.summaries()
    reader.page.goto(address)
    assert reader.settled().summaries() == summaries


def test_from_an_organisation_to_its_co_signer_and_back(reader: Reader) -> None:
    reader.open("organisation", id="jpnic", more="yes")
    expect(reader.page.locator("h1:visible")).to_have_text("Japan Network Information Center")
    reader.click_mark("signs_with", "tccm")
    parties = table("signatories")
    texts = parties.groupby("organisation_id").submission_id.agg(set)
    both = texts["jpnic"] & texts["tccm"]
    panel = reader.key("picked_signs_with")
    expect(panel).to_contain_text(f"{len(both)} ")
    panel.locator('a[href*="also_organisation=tccm"][href*="submissions"]').first.click()
    reader.at(organisation=["jpnic"], also_organisation=["tccm"])
    assert f"{len(both)} submissions" in reader.key("card_submissions").inner_text()
    reader.page.go_back()
    expect(reader.page.locator("h1:visible")).to_have_text("Japan Network Information Center")


@pytest.mark.parametrize(
    ("path", "card"),
    [
        ("through-the-review?more=yes", "by_stage"),
        ("compare?id=itu&id=tccm", "compared"),
        ("action-lines", "by_kind"),
        ("who-signed-what?more=yes", "coalitions"),
        ("what-became-of-it?more=yes", "by_text"),
        ("organisation?id=itu&more=yes", "by_kind"),
    ],
)
def test_a_click_on_a_mark_says_what_is_behind_it(reader: Reader, path: str, card: str) -> None:
    reader.open(path)
    ids = reader.page.evaluate(
        """card => {
            const plot = [...document.querySelectorAll(`.st-key-card_${card} .js-plotly-plot`)].at(-1);
            const traces = plot._fullData.filter(trace => trace.customdata && trace.customdata.length);
            return Array.from(traces.at(-1).customdata[0]).map(String);
        }""",
        card,
    )
    reader.click_mark(card, *ids)
    link = reader.key(f"picked_{card}").get_by_role("link").first
    expect(link).to_be_visible()
    link.click()
    expect(reader.page.get_by_test_id("stMain").locator("h1:visible")).to_be_visible()
    reader.settled()


def test_a_theme_that_is_opened_or_closed_begins_at_its_top(reader: Reader) -> None:
    def down() -> int:
        return reader.page.get_by_test_id("stMain").evaluate("main => main.scrollTop")

    def top() -> None:
        reader.page.wait_for_function(
            "() => document.querySelector('[data-testid=stMain]').scrollTop === 0"
        )
        reader.settled()
        assert down() == 0

    reader.open("what-became-of-it", more="yes", all="by_text")
    reader.click_mark("by_text", "sdg-alignment", "paragraphs")
    link = reader.key("picked_by_text").get_by_role("link", name="Open the theme")
    expect(link).to_be_visible()
    reader.settled()
    assert down() > 500
    link.click()
    reader.at(open=["sdg-alignment"])
    top()
    reader.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight / 2)")
    assert down() > 500
    reader.page.go_back()
    reader.at(more=["yes"], all=["by_text"])
    top()


def test_an_organisations_page_begins_with_what_it_said_and_with_whom_it_signs(
    reader: Reader,
) -> None:
    reader.open("organisation?id=jpnic")
    cards = reader.page.locator('.stVerticalBlock[class*="st-key-card_"]')
    card_keys = cards.evaluate_all(
        "cards => cards.map(card => [...card.classList].find(name => name.startsWith('st-key-card_')))"
    )
    assert card_keys[:2] == ["st-key-card_said", "st-key-card_signs_with"]
    assert reader.key("card_said").locator(".list li").count() == 3
