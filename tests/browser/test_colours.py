"""Charts on a dark ground: marks stand out, text can be read, and a picture that is taken of one is dark on white."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.reading import Reader

LEAST_OF_MARKS, LEAST_OF_TEXT = 3.0, 4.5
"""Contrasts that WCAG asks for."""

PAGES = ("organisations", "through-the-review", "who-signed-what", "themes", "what-became-of-it")

_LIGHT = """colour => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
        .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}"""

_MARKS = f"""() => {{
    const light = {_LIGHT};
    const ground = light(getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor);
    const full = mark => +getComputedStyle(mark).fillOpacity === 1 && +getComputedStyle(mark).opacity === 1;
    const found = {{}};
    for (const mark of document.querySelectorAll('.js-plotly-plot .bars path, .js-plotly-plot .legendlines path')) {{
        const fill = getComputedStyle(mark).fill;
        if (!/^rgb\\(/.test(fill) || !full(mark)) continue;
        const [low, high] = [ground, light(fill)].sort((one, other) => one - other);
        found[fill] = (high + 0.05) / (low + 0.05);
    }}
    return found;
}}"""
"""Contrast of each colour that bars have with the page's ground; of those at full strength."""

_TEXTS = f"""() => {{
    const light = {_LIGHT};
    const ground = light(getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor);
    return [...document.querySelectorAll('.js-plotly-plot text')]
        .filter(text => text.textContent.trim() && text.getClientRects().length)
        .filter(text => !text.closest('.hoverlayer, .bars .point'))
        .map(text => [text.textContent, getComputedStyle(text).fill])
        .filter(([, fill]) => /^rgb/.test(fill))
        .map(([words, fill]) => [words, [ground, light(fill)].sort((one, other) => one - other)])
        .map(([words, [low, high]]) => [words, (high + 0.05) / (low + 0.05)]);
}}"""
"""What stands on the page's ground in charts, and its contrast with that."""


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_marks_and_text_of_charts_stand_out_from_the_ground(
    new_reader: Callable[..., Reader], scheme: str
) -> None:
    reader = new_reader(color_scheme=scheme)
    accents = set()
    for path in PAGES:
        reader.open(path)
        marks = reader.page.evaluate(_MARKS)
        if scheme == "dark":
            assert {
                colour: ratio for colour, ratio in marks.items() if ratio < LEAST_OF_MARKS
            } == {}, path
        accents |= {"rgb(43, 123, 176)", "rgb(11, 90, 138)"} & marks.keys()
        texts = reader.page.evaluate(_TEXTS)
        assert texts
        assert [text for text in texts if text[1] < LEAST_OF_TEXT] == [], path
    assert accents == {"rgb(43, 123, 176)" if scheme == "dark" else "rgb(11, 90, 138)"}


def test_marks_keep_standing_out_when_one_is_chosen_or_pointed_at(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader(color_scheme="dark").open("organisations", more="yes")
    country = next(iter(reader.marks("top_countries")))
    reader.click_mark("top_countries", country).at(country=[country], more=["yes"])
    reader.key("card_top_countries").locator(".js-plotly-plot").last.hover()
    marks = reader.page.evaluate(_MARKS)
    assert "rgb(43, 123, 176)" in marks
    assert min(marks.values()) >= LEAST_OF_MARKS


def test_on_paper_the_accent_is_that_of_the_light_scheme(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(color_scheme="dark").open("organisations", more="yes")
    reader.page.emulate_media(media="print")
    marks = reader.page.evaluate(_MARKS)
    assert "rgb(11, 90, 138)" in marks
    assert "rgb(43, 123, 176)" not in marks
