"""What a reader types into a list: the same names come first in all lists, and what none has is told."""

import re

import pytest
from playwright.sync_api import Locator, expect

from finding.index import SHORTEST_BEGINNING, index
from finding.named import fitting_of_kind
from finding.words import meaningful, words_of
from i18n import filter_options
from tests.browser.reading import Reader

LISTS = {
    "the filter": ("organisations", "filter_organisation", "organisation"),
    "Compare": ("compare", "view_id", "id"),
    "an organisation's page": ("organisation?id=jpnic", "view_organisation", "id"),
}
"""Where organisations are chosen: the page, the key of the list, the parameter of the address."""

NAMES = "/option-names.json"

UNNAMED = "17 submissions state 668 signatories whose names we do not have; it may be among them."


def typed(reader: Reader, key: str, words: str) -> Locator:
    """The options of a list into which words are typed."""
    field = reader.key(key).locator("input")
    field.click()
    field.fill(words)
    expect(reader.page.get_by_role("option").first).to_be_visible()
    return reader.page.get_by_role("option")


@pytest.mark.parametrize("list_name", LISTS)
def test_enter_takes_the_organisation_of_just_that_name_and_no_longer_one(
    reader: Reader, list_name: str
) -> None:
    page, key, parameter = LISTS[list_name]
    reader.open(page)
    options = typed(reader, key, "ITU")
    listed = [words for words in options.all_inner_texts() if not words.startswith("Look for:")]
    assert listed[0].startswith("ITU · International Telecommunication Union")
    assert all(re.search(r"\bITU\b", words) for words in listed)
    reader.page.keyboard.press("Enter")
    reader.at(**{parameter: ["itu"]})


@pytest.mark.parametrize("list_name", LISTS)
def test_an_organisation_that_is_not_there_is_told_and_none_like_it_is_offered(
    reader: Reader, list_name: str
) -> None:
    page, key, _parameter = LISTS[list_name]
    reader.open(page)
    address = reader.page.url
    expect(typed(reader, key, "Mozilla")).to_have_text(["Look for: Mozilla"])
    reader.page.keyboard.press("Enter")
    message = reader.key(f"typed_{key}")
    expect(message).to_contain_text(f"We have no organisation called “Mozilla”. {UNNAMED}")
    expect(message.get_by_role("button")).to_have_count(0)
    assert reader.settled().page.url == address
    expect(reader.key(key).locator("input")).not_to_have_value("Mozilla")
    assert not reader.errors


def test_a_slip_is_offered_below_and_a_click_takes_it(reader: Reader) -> None:
    reader.open("compare", id="itu")
    typed(reader, "view_id", "Nomnet")
    reader.page.keyboard.press("Enter")
    message = reader.key("typed_view_id")
    expect(message).to_contain_text("Did you mean one of these?")
    message.get_by_role("button", name="Nominet", exact=True).click()
    reader.at(id=["itu", "nominet"])
    expect(message).to_have_count(0)


def test_what_is_typed_stands_in_the_list_in_the_language_of_the_reader(reader: Reader) -> None:
    reader.open("es/compare")
    expect(typed(reader, "view_id", "Mozilla")).to_have_text(["Buscar: Mozilla"])


@pytest.mark.parametrize(("words", "title"), [("ITU", "ITU"), ("Mozilla", None)])
def test_the_search_box_finds_the_same(reader: Reader, words: str, title: str | None) -> None:
    reader.open("themes")
    options = typed(reader, "view_search", words)
    expect(options.first).to_have_text(f"Look for: {words}")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(lambda url: f"q={words}" in url)
    expect(reader.page.locator("h1:visible")).to_contain_text(words)
    reader.settled()
    if title:
        link = reader.key("card_organisation").get_by_role("link").first
        expect(link).to_have_text(title)
    else:
        expect(reader.page.locator("[data-testid=stMain]")).to_contain_text(UNNAMED)
        expect(reader.key("card_organisation")).to_have_count(0)


def test_a_browser_ranks_organisations_as_the_search_does(reader: Reader) -> None:
    reader.open("compare")
    with reader.page.expect_response(f"**{NAMES}"):
        reader.key("view_id").locator("input").focus()
    words = filter_options.descriptions("organisation")
    entries = index().entries
    queries = [
        *("ITU", "internet", "Internet Society", "net", "nomi", "Association francaise pour le"),
        *(
            "ministry",
            "Government of J",
            "council",
            "ccTLD",
            "global digital",
            "Mozilla",
            "united nations",
        ),
        *(
            "japan",
            "ICANN",
            "igf",
            "working group on",
            "brazil",
            "côte",
            "CETIC.br",
            "w3c",
            "WMF",
            "RSF",
            "国境なき",
        ),
        *(words[identifier].split(" · ")[0] for identifier in list(words)[::12]),
        *(words[identifier].split(" · ")[-1][:14] for identifier in list(words)[::12]),
    ]
    options = [{"label": label, "value": identifier} for identifier, label in words.items()]
    for typed_words in queries:
        if meaningful(words_of(typed_words)) != words_of(typed_words):
            continue  # A search passes over words of grammar, which a list takes as they are typed.
        ids = reader.page.evaluate(
            "([options, words]) => fittingOptions(options, words).map(option => option.value)",
            [options, typed_words],
        )
        matches = {
            entries[position].id: match
            for position, match in fitting_of_kind("organisation", typed_words).items()
        }
        # Those that fit equally well stand in the order of the list.
        expected = sorted(
            (identifier for identifier in words if identifier in matches), key=matches.__getitem__
        )
        if len(words_of(typed_words)[-1]) < SHORTEST_BEGINNING:
            # A list shows what begins with the first letter that is typed.
            ids = [identifier for identifier in ids if identifier in expected]
        assert ids == expected, typed_words
