"""What a page is on paper: a document without controls, black on white, that says where it comes from."""

from collections.abc import Callable

import pytest

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
        ...[...document.querySelectorAll('.js-plotly-plot .annotation-text')]
            .filter(element => light(getComputedStyle(element).fill)),
    ].map(element => element.outerHTML.slice(0, 120));
}"""
"""Texts of the page and of its charts that would be pale on white."""


@pytest.mark.parametrize("asked", ["print=1", ""], ids=["document", "page"])
@pytest.mark.parametrize("path", PRINTED)
def test_a_page_on_paper(new_reader: Callable[..., Reader], path: str, asked: str) -> None:
    reader = new_reader(color_scheme="dark")
    query = "&".join(part for part in ("group=technical", asked) if part)
    reader.open(path + ("&" if "?" in path else "?") + query)
    reader.page.emulate_media(media="print", color_scheme="dark")
    about = reader.key("print_about").inner_text().replace("\u200b", "")
    assert "Stakeholder group: Technical community" in about
    assert current().version in about
    assert f"{reader.url}/{path.partition('?')[0]}?" in about
    controls = reader.page.locator(CONTROLS).locator("visible=true")
    # Rows of a grid are drawn on a canvas, which only the document replaces by a table.
    assert not [c.evaluate("c => c.outerHTML") for c in controls.all() if not in_grid_or_chart(c)]
    if asked:
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
