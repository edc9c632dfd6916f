"""The reader's way: filter, click, read the evidence, take the numbers along, pass the address on."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from playwright.sync_api import Locator, expect

from i18n import labels
from queries import Filters, ask, current
from tests.browser.reading import MENU, Reader, table

CLAIM = "ch-divides-persist"

HAND = 150
"""Milliseconds between two clicks of a quick hand."""


def same(read: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Fail unless a file that was read back has the rows of an answer, and words for kinds; empty cells are missing."""
    assert list(read.pop("kind_label")) == [labels.KINDS[kind] for kind in expected["kind"]]
    assert_frame_equal(read, expected, check_dtype=False, check_column_type=False)


def test_filters_in_the_sidebar_narrow_the_page_and_go_into_the_address(reader: Reader) -> None:
    reader.open().choose("theme", "IGF funding").at(theme=["igf-funding"])
    reader.choose("organisation", "JPNIC").at(theme=["igf-funding"], organisation=["jpnic"])
    assert reader.chips() == ["Organisation: JPNIC", "Theme: IGF funding"]
    selected = ask("totals", Filters(organisation=("jpnic",), theme=("igf-funding",)))
    expected = selected.set_index("measure").selected
    measures = ("submissions", "organisations", "signatures", "points")
    assert reader.figures() == [f"{expected[measure]:,}" for measure in measures]


def test_a_click_on_a_bar_toggles_its_filter_and_keeps_its_neighbours(reader: Reader) -> None:
    reader.open()
    before = reader.marks("top_challenges")
    all_figures = reader.figures()
    reader.click_mark("top_challenges", CLAIM).at(claim=[CLAIM])
    assert reader.chips() == ["Claim: Digital divides persist"]
    assert reader.marks("top_challenges") == before
    assert reader.figures()[0] == f"{before[CLAIM]:g}"
    reader.click_mark("top_challenges", CLAIM).at()
    assert reader.chips() == []
    assert reader.figures() == all_figures


@pytest.mark.slow
def test_clicks_on_several_charts_add_up(reader: Reader) -> None:
    reader.open("organisations").click_mark("groups", "government").at(group=["government"])
    reader.click_mark("groups", "academia").at(group=["academia", "government"])
    reader.follow("Stage by stage").click_mark("stages", "hle-2025", "government")
    reader.at(group=["academia", "government"], stage=["hle-2025"])
    reader.follow("Overview")
    expected = ask("totals", Filters(group=("academia", "government"), stage=("hle-2025",)))
    assert reader.figures()[0] == str(expected.selected.iloc[0])


def test_from_a_bar_to_the_evidence_to_its_source(reader: Reader) -> None:
    reader.open().click_mark("top_challenges", CLAIM).at(claim=[CLAIM])
    reader.key("card_top_challenges").get_by_role("link", name="All challenges").click()
    expect(reader.page.locator("h1:visible")).to_have_text(
        "Which challenges do submissions raise most often?"
    )
    reader.settled()
    points = table("points").set_index("point_id")
    mine = points[points.claim_id == CLAIM]
    assert f"{len(mine)} points in " in reader.key("card_evidence").inner_text()
    records = reader.key("card_evidence").locator(".list li")
    assert records.count() == 5
    for record in records.all():
        summary = record.locator("p").first.inner_text()
        address = record.locator('a[target="_blank"]').get_attribute("href")
        assert address in set(mine[mine.summary == summary].source_url)


def test_the_files_of_a_card_are_its_rows(reader: Reader, tmp_path: Path) -> None:
    reader.open("challenges", theme="igf-funding", count="organisations")
    selection = Filters(theme=("igf-funding",), kind=("challenge",))
    expected = ask("claims", selection, unit="organisations")
    text = reader.download("most", "CSV", tmp_path)
    name = "wsis20-claims-organisations-igf-funding-challenge"
    assert text.name.startswith(f"{name}-{current().release}")
    content = text.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    same(pd.read_csv(text, encoding="utf-8-sig"), expected)
    book = reader.download("most", "Excel", tmp_path)
    same(pd.read_excel(book, "Data"), expected)
    about = pd.read_excel(book, "About", header=None, index_col=0)[1]
    assert "IGF funding" in about["Filters"]
    assert about["Address"] == reader.page.url


def test_the_list_of_points_comes_as_a_file(reader: Reader, tmp_path: Path) -> None:
    reader.open("challenges", claim=CLAIM, group="government")
    file = reader.download("evidence", "CSV", tmp_path)
    rows = ask("points", Filters(claim=(CLAIM,), group=("government",), kind=("challenge",)))
    records = pd.read_csv(file, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    assert list(records.point_id) == list(rows.point_id)
    assert list(records.summary) == list(rows.summary)


@pytest.mark.wide(1)
@pytest.mark.parametrize("path", ["", "who-signed-what"])
def test_a_copied_address_shows_another_reader_the_same(new_reader, path: str) -> None:
    first = new_reader().open(path, stage="hle-2025")
    first.choose("theme", "Digital divide").at(stage=["hle-2025"], theme=["digital-divide"])
    second = new_reader()
    second.page.goto(first.page.url)
    second.settled()
    assert len(second.chips()) == 2
    assert second.view() == first.view()


def test_the_address_to_copy_is_the_one_in_the_browser(reader: Reader) -> None:
    reader.open("challenges", theme="igf-funding", q="co-operation ü & more", grain="themes")
    reader.open("challenges", theme="igf-funding", show="recommendation", count="points")
    reader.opens("use_most").click()
    code = reader.page.locator(".copy-box code").locator("visible=true").first
    expect(code).to_have_text(reader.page.url)


def test_back_and_forward_undo_and_redo_filters(reader: Reader) -> None:
    reader.open().click_mark("top_signers", "jprs", "tccm-rev2").at(organisation=["jprs"])
    with_one = reader.view()
    claim = next(iter(reader.marks("top_challenges")))
    reader.click_mark("top_challenges", claim).at(claim=[claim], organisation=["jprs"])
    with_both = reader.view()
    reader.page.go_back()
    reader.at(organisation=["jprs"])
    expect(reader.key(f"chip_claim_{claim}")).to_have_count(0)
    assert reader.settled().view() == with_one
    reader.page.go_forward()
    reader.at(claim=[claim], organisation=["jprs"])
    expect(reader.key(f"chip_claim_{claim}")).to_be_visible()
    assert reader.settled().view() == with_both


@pytest.mark.slow
def test_back_leads_to_the_page_before_with_its_filters(reader: Reader) -> None:
    reader.open("challenges", theme="igf-funding", show="recommendation")
    before = reader.view()
    reader.follow("Action lines").at(theme=["igf-funding"])
    reader.page.go_back()
    expect(reader.page.locator("h1:visible")).to_have_text(
        "What do submissions ask for most often?"
    )
    reader.at(theme=["igf-funding"], show=["recommendation"])
    assert reader.view() == before


def test_a_reload_shows_the_same(reader: Reader) -> None:
    reader.open("challenges", theme="digital-divide", group="government", grain="themes", page="2")
    before = reader.view()
    reader.page.reload()
    assert reader.settled().view() == before


@pytest.mark.slow
def test_every_page_of_the_menu_keeps_the_filters(reader: Reader) -> None:
    reader.open(theme="igf-funding", group="technical", count="organisations")
    chips = reader.chips()
    for words, path in MENU.items():
        reader.follow(words)
        reader.page.wait_for_url(lambda url, path=path: urlsplit(url).path == path)
        reader.at(theme=["igf-funding"], group=["technical"], count=["organisations"])
        assert reader.chips() == chips


def test_one_click_resets_every_filter(reader: Reader) -> None:
    reader.open(
        "challenges", theme="igf-funding", group="technical", q="internet", since="2024-01-01"
    )
    assert len(reader.chips()) == 4
    reader.key("reset").get_by_role("button", name="Reset").click()
    reader.at()
    assert reader.chips() == []


def test_an_empty_selection_leads_out_with_one_click(reader: Reader) -> None:
    reader.open("challenges", theme="igf-funding", stage="unesco")
    reader.page.get_by_role("button", name="Reset all filters").first.click()
    reader.at()
    expect(reader.key("card_most").locator(".js-plotly-plot")).to_be_visible()


NAMES_ARE_THERE = """() => performance.getEntriesByType('resource').some(({ name }) => name.includes('option-names'))"""
"""By these names, too, lists find what is typed; the order of what they offer is another one before."""


def ask_the_box(reader: Reader, words: str, *keys: str) -> None:
    """Type words into the box, wait for what it offers, and press keys."""
    box = reader.key("view_search").locator("input")
    box.focus()
    reader.page.wait_for_function(NAMES_ARE_THERE)
    reader.page.keyboard.type(words)
    expect(box).to_have_attribute("aria-activedescendant", re.compile("."))
    for key in keys:
        reader.page.keyboard.press(key)


def heading(reader: Reader) -> Locator:
    return reader.page.locator("h1:visible")


@pytest.mark.slow
def test_words_in_the_box_lead_to_what_is_found_and_back_leads_back(reader: Reader) -> None:
    reader.open("challenges", theme="igf-funding", show="recommendation")
    before = reader.view()
    ask_the_box(reader, "Internet Socety", "Enter")
    expect(heading(reader)).to_have_text("Results for “Internet Socety”")
    reader.at(theme=["igf-funding"], q=["Internet Socety"])
    hit = reader.key("card_organisation").get_by_role("link").first
    expect(hit).to_have_text("ISOC")
    reader.page.go_back()
    expect(heading(reader)).to_have_text("What do submissions ask for most often?")
    reader.at(theme=["igf-funding"], show=["recommendation"])
    assert reader.view() == before
    ask_the_box(reader, "permanent IGF", "Enter")
    reader.at(theme=["igf-funding"], q=["permanent IGF"])
    reader.key("card_claim").get_by_role("link", name="Make the IGF permanent").click()
    expect(heading(reader)).to_have_text("Make the IGF permanent")
    reader.at(theme=["igf-funding"], id=["re-make-igf-permanent"])


def test_the_box_names_the_kind_of_what_it_offers_and_opens_it_by_keyboard(reader: Reader) -> None:
    reader.open("themes", group="technical")
    ask_the_box(reader, "Nominet")
    words, *options = reader.page.get_by_role("option").all()
    assert [option.inner_text() for option in options] == ["Nominet · organisation"]
    style = "[getComputedStyle(element, '::before').content, getComputedStyle(element).display]"
    assert words.evaluate(f"element => {style}")[0] == '"Search for"'
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    expect(heading(reader)).to_have_text("Nominet")
    reader.at(group=["technical"], id=["nominet"])
    reader.page.go_back()
    expect(heading(reader)).to_have_text("Which themes do submissions raise most often?")
    reader.at(group=["technical"])


def test_did_jprs_sign_the_rev_2_input(reader: Reader) -> None:
    reader.open(theme="gender")
    ask_the_box(reader, "JPRS", "ArrowDown", "Enter")
    expect(heading(reader)).to_have_text("Japan Registry Services Co., Ltd.")
    reader.at(theme=["gender"], id=["jprs"])
    strip = reader.key("stages")
    expect(strip.get_by_text("CSTD: none")).to_be_visible()
    strip.get_by_role("link", name="Rev 2: signed 1").click()
    title = table("submissions").set_index("submission_id").title["tccm-rev2"]
    expect(heading(reader)).to_have_text(title)
    reader.at(theme=["gender"], id=["tccm-rev2"])


def test_a_plain_question_leads_to_its_submissions(reader: Reader) -> None:
    reader.open("search", q="women in Asia blokchain")
    card = reader.key("card_question")
    expect(card).to_contain_text("Words we did not understand: “blokchain”")
    offer = card.get_by_role("link", name="World region: Asia; Theme: Gender equality")
    count = offer.inner_text().rpartition("(")[2].split()[0]
    offer.click()
    reader.at(region=["asia"], theme=["gender"])
    expect(reader.page.get_by_test_id("stSidebar")).to_contain_text(f"{count} of 665 submissions")


def test_page_buttons_turn_the_pages_of_the_evidence(reader: Reader) -> None:
    reader.open("challenges", show="recommendation", theme="igf-funding")
    first = reader.summaries()
    reader.key("card_evidence").get_by_role("button", name="Next page").click()
    reader.at(show=["recommendation"], theme=["igf-funding"], page=["2"])
    second = reader.summaries()
    assert len(first) == len(second) == 5
    assert not set(second) & set(first)
    # A filter changes what the pages are of, so it starts again at the first.
    reader.click_mark("by_group", next(iter(reader.marks("most"))), "government")
    reader.page.wait_for_url(lambda url: "group=government" in url and "page=" not in url)


def test_rapid_changes_of_filters_are_all_kept(reader: Reader) -> None:
    reader.open("themes")
    groups = ["Government", "Academia", "Private sector", "Civil society"]
    bar = reader.key("filter_group")
    for name in groups:
        bar.get_by_role("button", name=re.compile(rf"^{name} [0-9]")).click()
        reader.page.wait_for_timeout(HAND)
    kinds = reader.key("filter_kind")
    for name in ("Challenge", "Position"):
        kinds.get_by_role("button", name=re.compile(rf"^{name} [0-9]")).click()
        reader.page.wait_for_timeout(HAND)
    reader.at(
        group=["academia", "civil-society", "government", "private-sector"],
        kind=["challenge", "position"],
    )
    assert len(reader.chips()) == 6
    for name in groups:
        bar.get_by_role("button", name=re.compile(rf"^{name} [0-9]")).click()
        reader.page.wait_for_timeout(HAND)
    reader.at(kind=["challenge", "position"])
    assert len(reader.chips()) == 2


@pytest.mark.slow
def test_a_change_of_page_in_the_middle_of_a_run_keeps_the_filters(reader: Reader) -> None:
    reader.open(theme="igf-funding")
    reader.key("filter_group").get_by_role("button", name=re.compile("^Academia [0-9]")).click()
    reader.page.wait_for_url(lambda url: "academia" in url, wait_until="commit")
    reader.follow("Challenges and requests")
    assert "Theme: IGF funding" in reader.chips()
