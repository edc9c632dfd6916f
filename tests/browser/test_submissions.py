"""The list of submissions in a real browser: words typed at its head narrow it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.reading import Reader, table

SUBMISSIONS = table("submissions").set_index("submission_id")


def test_words_typed_above_the_list_narrow_it_and_back_undoes_them(reader: Reader) -> None:
    reader.open("submissions", group="technical")
    finding = reader.finding("submissions")
    field = reader.key("filter_q").locator("input")
    expect(field).to_have_count(1)
    list_ = reader.key("card_submissions").bounding_box()
    box = field.bounding_box()
    assert list_["x"] <= box["x"]
    assert box["y"] + box["height"] <= list_["y"]
    field.fill("cwg jpnic tccm")
    field.press("Enter")
    reader.at(group=["technical"], q=["cwg jpnic tccm"])
    assert reader.finding("submissions") != finding
    assert reader.finding("submissions").startswith("1 submission, ")
    title = SUBMISSIONS.title["tccm-cwg-call"]
    expect(reader.key("card_submissions").get_by_role("link", name=title)).to_be_visible()
    reader.page.go_back()
    reader.at(group=["technical"])
    expect(reader.key("card_submissions").locator("h2").first).to_have_text(finding)
    # For a moment the field that had the words stands there, too.
    expect(field).to_have_count(1)
    expect(field).to_have_value("")


def test_the_field_is_at_the_list_on_a_phone_and_in_the_filters_of_other_pages(
    new_reader: Callable[..., Reader],
) -> None:
    phone = new_reader(width=390, has_touch=True).open("submissions")
    expect(phone.key("filter_q").locator("input")).to_be_in_viewport()
    wide = new_reader().open("submissions", q="internet").follow("What is new")
    expect(
        wide.page.locator('[data-testid="stSidebar"]').locator(
            ".st-key-filter_q, [class*='st-key-filter_q__']"
        )
    ).to_have_count(1)
    expect(wide.key("filter_q").locator("input")).to_have_value("internet")
