"""What a page is on paper: a document without controls, black on white, that says where it comes from."""

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from queries import current
from tests.browser.reading import Reader

PRINTED = ("challenges", "who-signed-what", "submissions?view=table", "data-and-method?part=tables")

CONTROLS = (
    "button, input, [role=tab], [role=radio], [role=combobox], [data-testid=stSidebar], canvas"
)

_LIGHT_TEXT = """() => {
    const light = colour => {
        const parts = (colour.match(/[\\d.]+/g) ?? [0, 0, 0]).map(Number);
        return parts.length > 3 && parts[3] === 0 ? false : parts[0] + parts[1] + parts[2] > 500;
    };
    const shown = element => element.getClientRects().length && element.innerText?.trim();
    return [
        ...[...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, h3, p, a, li, td, th, code)')]
            .filter(element => shown(element) && light(getComputedStyle(element).color)),
        ...[...document.querySelectorAll('.js-plotly-plot :is(.annotation-text, .textpoint text)')]
            .filter(element => light(getComputedStyle(element).fill)),
    ].map(element => element.outerHTML.slice(0, 120));
}"""
"""Texts of the page and of its charts that would be pale on white."""


@pytest.mark.parametrize("print_query", ["print=1", ""], ids=["document", "page"])
@pytest.mark.parametrize("path", PRINTED)
def test_a_page_on_paper(new_reader: Callable[..., Reader], path: str, print_query: str) -> None:
    reader = new_reader(color_scheme="dark")
    query = "&".join(part for part in ("group=technical", print_query) if part)
    reader.open(path + ("&" if "?" in path else "?") + query)
    reader.page.emulate_media(media="print", color_scheme="dark")
    about = reader.page.locator(".print-about").inner_text().replace("\u200b", "")
    assert "Stakeholder group: Technical community" in about
    assert current().version in about
    assert f"{reader.url}/{path.partition('?')[0]}?" in about
    controls = reader.page.locator(CONTROLS).locator("visible=true")
    # Rows of a grid are drawn on a canvas, which only the document replaces by a table.
    assert not [
        control.evaluate("c => c.outerHTML")
        for control in controls.all()
        if not in_grid_or_chart(control)
    ]
    if print_query:
        assert reader.page.locator("canvas").count() == 0
    assert reader.page.evaluate(_LIGHT_TEXT) == []
    grounds = reader.page.evaluate(
        """() => ['html', 'body', '[data-testid=stApp]', '[data-testid=stMain]'].map(
            part => getComputedStyle(document.querySelector(part)).backgroundColor)"""
    )
    assert set(grounds) == {"rgb(255, 255, 255)"}


def in_grid_or_chart(control: object) -> bool:
    """Whether an element belongs to a grid, or to the bar of a chart that shows under the pointer only."""
    return control.evaluate(
        "c => !!c.closest('[data-testid=stDataFrame], [data-testid=stPlotlyChart]')"
    )


def sheets(reader: Reader, path: str) -> list[list[str]]:
    """The lines of each sheet of the document of a page, as a browser prints it on A4."""
    reader.open(path + ("&" if "?" in path else "?") + "print=1")
    pdf = PdfReader(BytesIO(reader.page.pdf(format="A4")))
    return [[*filter(str.strip, sheet.extract_text().splitlines())] for sheet in pdf.pages]


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("", 5),
        ("challenges", 5),
        ("who-signed-what", 6),
        ("theme?id=igf-funding", 5),
        ("what-became-of-it", 5),
    ],
)
def test_a_document_has_few_sheets_and_no_heading_without_what_it_heads(
    reader: Reader, path: str, most: int
) -> None:
    document = sheets(reader, path)
    assert len(document) <= most
    headings = {
        " ".join(words.split())
        for words in reader.page.locator("[data-testid=stMain] :is(h1, h2, h3)").all_inner_texts()
    }
    for sheet in document:
        # Two lines alone on a sheet are a remnant of the one before.
        assert len(sheet) > 2, sheet
        last = " ".join(sheet[-1].split())
        assert not any(heading.endswith(last) for heading in headings), last


ONE_SHEET = (
    *(
        f"organisation?id={identifier}"
        for identifier in ("itu", "apc", "isoc", "tccm", "jpnic", "denic")
    ),
    *(f"organisations?country={country}" for country in ("CHE", "SEN")),
    "ar/organisation?id=itu",
    "ru/organisation?id=itu",
)
"""Organisations, that with most submissions first, and countries."""


@pytest.mark.parametrize("path", ONE_SHEET)
def test_a_sheet_has_two_sides_at_most_with_their_numbers_and_so_has_the_page(
    reader: Reader, path: str
) -> None:
    document = sheets(reader, path)
    assert len(document) <= 2
    # Chromium writes what is in the margin first or last, in pieces.
    numbers = ["".join(" ".join([*side[:2], *side[-2:]]).split()) for side in document]
    for number, words in enumerate(numbers, 1):
        assert f"{number}/{len(document)}" in words
    whole = "\n".join("\n".join(side) for side in document)
    reader.open(path)
    of_page = PdfReader(BytesIO(reader.page.pdf(format="A4")))
    lines = [side.extract_text().splitlines() for side in of_page.pages]
    assert "\n".join("\n".join(filter(str.strip, side)) for side in lines) == whole
    expect(reader.page.locator(".sheet")).to_be_hidden()


def test_the_frames_of_stages_on_paper_are_as_the_legend_says(reader: Reader) -> None:
    reader.open("organisation?id=jpnic&print=1")
    reader.page.emulate_media(media="print")
    expect(reader.page.locator(".sheet .stages li.wrote").first).to_be_visible()

    def frame(part: str) -> str:
        box = reader.page.locator(f".sheet .stages li.{part}").first
        return box.evaluate(
            "box => { const s = getComputedStyle(box); return s.borderTopWidth + ' ' + s.borderTopStyle }"
        )

    assert (frame("wrote"), frame("signed")) == ("3px solid", "1px solid")
    assert frame("none") == "1px dashed"


def test_the_stages_of_a_found_organisation_are_filled_where_it_wrote_on_paper_too(
    reader: Reader,
) -> None:
    reader.open("search?q=DENIC")
    box = reader.page.locator('.stVerticalBlock[class*="st-key-stage_wrote_"]').first
    expect(box).to_be_visible()
    reader.page.emulate_media(media="print")
    style = box.evaluate(
        "box => { const s = getComputedStyle(box); return [s.backgroundColor, s.printColorAdjust] }"
    )
    assert style == ["rgb(11, 90, 138)", "exact"]
    stage = reader.page.locator('.stVerticalBlock[class*="st-key-stage_signed_"]').first
    assert stage.evaluate("box => getComputedStyle(box).backgroundImage") == "none"


def test_a_document_begins_at_its_top_and_has_a_button_that_prints_it(reader: Reader) -> None:
    reader.page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    reader.open("organisation?id=jpnic")
    main = reader.page.get_by_test_id("stMain")
    main.evaluate("main => main.scrollTo(0, main.scrollHeight)")
    reader.page.get_by_role("link", name="Print view").click()
    expect(reader.key("print_now")).to_be_visible()
    reader.page.wait_for_function(
        "document.querySelector('[data-testid=stMain]').scrollTop === 0", timeout=20_000
    )
    reader.key("print_now").locator("button").click()
    reader.page.wait_for_function("window.printed === 1")


def test_a_card_with_a_chart_stands_on_one_sheet(reader: Reader) -> None:
    reader.open("challenges?print=1")
    reader.page.emulate_media(media="print")
    card = reader.key("card_most")
    assert card.evaluate("card => getComputedStyle(card).breakInside") == "avoid"
    # A sheet of A4 between its margins has 1,032 pixels.
    assert card.bounding_box()["height"] < 1000


def test_words_with_a_definition_are_printed_without_it(reader: Reader) -> None:
    reader.open("?print=1")
    reader.page.emulate_media(media="print")
    term = reader.key("figures").locator(".term").first
    expect(term).to_be_visible()
    expect(term.locator("span")).to_be_hidden()


def test_a_page_is_its_sheet_on_paper_only_where_it_has_one_and_the_server_answers(
    reader: Reader,
) -> None:
    def sheets_on_paper() -> int:
        reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        return reader.page.locator("#on-paper .sheet").count()

    reader.open("organisation?id=jpnic")
    assert sheets_on_paper() == 1
    reader.page.context.set_offline(True)
    assert sheets_on_paper() == 0
    reader.page.context.set_offline(False)
    assert sheets_on_paper() == 1
    reader.key("menu").get_by_role("link").first.click()
    expect(reader.page.locator(".to-sheet")).to_have_count(0)
    assert sheets_on_paper() == 0
