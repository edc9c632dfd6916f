"""No click of a reader is lost: what was clicked last is selected, however late the server answers."""

import random
import re
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Locator, expect

from queries import Filters
from tests.browser.clicking import MARKS_OF_CARD, Hand
from tests.browser.late_answers import Way, late
from tests.browser.reading import Reader
from tests.server.running import Server

ACTS = 10
"""What a hand does in a sequence."""


def claim(selection: Filters, ids: Sequence[str]) -> Filters:
    """What a click on the bar of a claim makes of a selection."""
    return selection.toggle("claim", ids[0])


def claim_of_group(selection: Filters, ids: Sequence[str]) -> Filters:
    """What a click on the share of a group that makes a claim makes of a selection."""
    both = {"claim": (ids[0],), "group": (ids[1],)}
    if all(getattr(selection, name) == value for name, value in both.items()):
        return selection.without(*both)
    return selection.set(**both)


MARKS = {
    "": {"top_challenges": claim},
    "challenges": {"most": claim, "by_group": claim_of_group},
    "themes": {},
}
"""Pages, and the cards on them whose marks are clicked."""

LATE = (0.4, 1.0, 3.0)
"""Seconds."""

SENDS_LATE = """() => {
    const plain = setTimeout;
    window.setTimeout = (action, wait, ...rest) => plain(
        action, String(action).includes('sendUpdateWidgetsMessage') && window.sendsLate || wait, ...rest);
}"""
"""A processor so slow that what is clicked is sent ``sendsLate`` milliseconds later."""

HAND = 150
"""Milliseconds between two clicks of a quick hand."""


@pytest.fixture(scope="module")
def way(server: Server) -> Iterator[Way]:
    with late(server) as way:
        yield way


@pytest.fixture
def late_reader(reader: Reader, way: Way) -> Reader:
    """A reader whose pages come at once, until the way is made late."""
    way.seconds = 0.0
    reader.url = way.url
    return reader


@pytest.mark.parametrize(
    ("seed", "seconds", "slower"),
    [*((seed, late, 1) for seed, late in enumerate(LATE, 1)), (4, 0, 4)],
)
def test_a_sequence_of_clicks_ends_in_what_was_clicked_when_answers_are_late(
    late_reader: Reader, way: Way, seconds: float, slower: int, seed: int
) -> None:
    """In every second one the reader goes back in the middle; one has a processor a quarter as fast."""
    reader = late_reader
    processor = reader.page.context.new_cdp_session(reader.page)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    chance = random.Random(seed)
    page = chance.choice(list(MARKS))
    reader.open(page)
    way.seconds = seconds
    hand = Hand(reader, chance, MARKS[page])
    for number in range(ACTS):
        hand.act()
        if number == ACTS // 2 and seed % 2:
            hand.back()
        else:
            hand.rest()
    hand.ends_right()


def test_a_click_that_hits_after_the_hand_gave_it_up_counts(reader: Reader) -> None:
    hand = Hand(reader.open("themes"), random.Random(0), {})
    reader.key("filter_group").get_by_role("button", name=re.compile("^Academia")).click()
    hand.ends_right()
    assert hand.selection == Filters(group=("academia",))


def test_a_click_on_a_group_of_stages_after_a_reset_counts(late_reader: Reader, way: Way) -> None:
    reader = late_reader.open("themes", theme="gender", stage="hle-2025")
    way.seconds = 1.0
    groups = reader.key("filter_stage_group").locator("button")
    reader.key("reset").locator("button").click()
    groups.first.click()
    reader.page.wait_for_url(
        lambda url: "stage=" in url and "theme=" not in url, wait_until="commit"
    )
    expect(groups.first).to_have_attribute("aria-checked", "true")


def test_a_link_to_another_page_right_after_a_click_keeps_the_filter(
    late_reader: Reader, way: Way
) -> None:
    reader = late_reader.open("themes", theme="gender")
    way.seconds = 1.0
    pills = reader.key("filter_group")
    pills.get_by_role("button", name=re.compile("^Academia")).click()
    reader.key("menu-pages").get_by_role("link", name="Challenges and requests").click()
    expect(reader.page.locator("h1:visible")).to_have_text(re.compile("challenges"))
    reader.settled()
    assert reader.chips() == ["Stakeholder group: Academia", "Theme: Gender equality"]
    reader.at(theme=["gender"], group=["academia"])


def test_words_typed_while_the_field_is_emptied_stay(late_reader: Reader, way: Way) -> None:
    reader = late_reader.open("themes", q="internet", since="2025-01-01")
    way.seconds = 1.0
    for name, words in (("since", "2024-02"), ("q", "rights")):
        field = reader.key(f"filter_{name}").locator("input")
        before = field.input_value()
        chip = reader.page.locator(f".st-key-chip_{name}_None button")
        chip.first.click()
        field.click()
        field.fill(words)
        expect(chip).to_have_count(0)
        assert before != words
        expect(field).to_have_value(words)
        expect(field).to_be_focused()
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url(lambda url, words=words: words in url, wait_until="commit")
    reader.at(q=["rights"], since=["2024-02-01"])


def test_a_mark_clicked_right_after_another_was_hovered_is_the_one_selected(
    reader: Reader,
) -> None:
    reader.open("challenges")
    first, second = list(reader.marks("most"))[-2:]
    positions = {mark: reader.position("most", mark) for mark in (first, second)}
    reader.page.mouse.move(*positions[first])
    reader.page.wait_for_timeout(200)
    # Plotly hears of a pointer at most every 50 ms: the second movement comes too soon for it.
    reader.page.mouse.move(positions[first][0] + 1, positions[first][1])
    reader.page.mouse.click(*positions[second])
    reader.at(claim=[second])


def test_a_mark_drawn_below_a_pointer_that_does_not_move_is_selected(reader: Reader) -> None:
    reader.open("challenges")
    first = list(reader.marks("most"))[-1]
    position = reader.position("most", first)
    reader.page.mouse.move(*position)
    for selected in ({"claim": [first]}, {}):
        # Streamlit draws a chart once more, right after the first time, before it takes clicks.
        reader.page.wait_for_function(
            "() => [...document.querySelectorAll('.st-key-card_most .js-plotly-plot')].at(-1)"
            "._fullLayout.clickmode.includes('select')"
        )
        reader.page.mouse.down()
        reader.page.mouse.up()
        reader.at(**selected)


def test_a_mark_is_sent_though_its_chart_is_replaced_first(late_reader: Reader, way: Way) -> None:
    reader = late_reader.open("challenges")
    first, second = list(reader.marks("most"))[-2:]
    reader.open("challenges", claim=first)
    position = reader.position("most", second)
    reader.page.evaluate(SENDS_LATE)
    way.seconds = 0.5
    reader.page.locator('.st-key-chips [class*="st-key-chip_claim"] button').first.click()
    reader.page.evaluate("window.sendsLate = 2000")
    reader.page.mouse.click(*position)
    reader.page.wait_for_url(lambda url: "claim=" not in url, wait_until="commit")
    reader.at(claim=[second])


def test_a_bar_and_the_ground_behind_it_are_clicked_one_after_the_other(
    late_reader: Reader, way: Way
) -> None:
    reader = late_reader.open("challenges")
    way.seconds = 1.0
    reader.position("most", next(iter(reader.marks("most"))))
    marks = reader.page.evaluate(MARKS_OF_CARD, "most")
    ids, bar = min(marks, key=lambda mark: mark[1]["width"])
    ground = max((box for its, box in marks if its == ids), key=lambda box: box["width"])
    for across in ((bar["left"] + bar["right"]) / 2, (bar["right"] + ground["right"]) / 2):
        reader.page.mouse.click(across, (bar["top"] + bar["bottom"]) / 2)
        reader.page.wait_for_timeout(HAND)
    reader.key("filter_group").get_by_role("button", name=re.compile("^Government")).click()
    reader.at(group=["government"])


def test_the_number_of_an_option_is_in_its_name_for_screen_readers(reader: Reader) -> None:
    reader.open("themes", group="technical")
    pills = reader.key("filter_group").locator(".stButtonGroup button")
    names = [snapshot.split('"')[1] for snapshot in map(Locator.aria_snapshot, pills.all())]
    names = [name for name in names if not name.startswith("Help")]
    assert len(names) == 7
    assert all(re.search(r"[a-z] [\d,]+$", name) for name in names), names
    reader.key("filter_theme").locator("input").click()
    option = reader.page.get_by_role("option").first
    assert re.search(r"\([\d,]+\)", option.aria_snapshot())
