"""Text of a trace stands where the annotation would stand that it replaces."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly
import pytest

from charts.figure import annotation, coloured, figure
from charts.mirror import mirrored
from charts.text_marks import with_text_marks
from tests.browser.reading import Reader

PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
SIZES = (9.5, 11, 12, 13)
PLACES = """async figure => {
    document.body.innerHTML = '<div id="drawn" style="width: 700px"></div>';
    await Plotly.newPlot('drawn', figure.data, figure.layout);
    const words = [...document.querySelectorAll('#drawn :is(.annotation-text, .textpoint text)')];
    return Object.fromEntries(words.map(one => {
        const box = one.getBoundingClientRect();
        return [one.textContent, [box.left, box.top, box.right, box.bottom]];
    }));
}"""


def notes() -> list[dict[str, Any]]:
    """A note of each form and size, with words that no other has."""
    annotations: list[dict[str, Any]] = []
    for size in SIZES:
        top = 120.0 * SIZES.index(size)
        options: dict[str, Any] = {"font": {"size": size}}
        annotations += [
            annotation(0, top, f"name {size}", **options),
            annotation(0, top + 30, f"name {size}<br>of two lines", **options),
            annotation(20, top + 10, f"{size}", xref="x", yanchor="middle", xshift=6, **options),
            annotation(1, top, f"end {size}", right=True, xshift=-5, **options),
            annotation(1, top + 40, f"beside {size}", xshift=40, **options),
            annotation(0.5, top, f"middle {size}", xanchor="center", align="center", **options),
            annotation(0.6, top, f"{coloured('■', '#0072B2', size + 3)} key {size}", **options),
        ]
    return annotations


@pytest.mark.parametrize("direction", ["left to right", "right to left"])
def test_words_stand_where_annotations_would(
    new_reader: Callable[..., Reader], direction: str
) -> None:
    whole = figure(500, [], notes(), (0, 60), left=40, right=120)
    if direction == "right to left":
        whole = mirrored(whole)
    page = new_reader().page
    page.goto("about:blank")
    page.add_script_tag(path=PLOTLY)
    before = page.evaluate(PLACES, whole.to_dict())
    changed = with_text_marks(whole).to_dict()
    assert not changed["layout"]["annotations"]
    after = page.evaluate(PLACES, changed)
    assert len(before) == len(notes())
    assert {
        words: [round(a - b, 1) for a, b in zip(after[words], box, strict=True)]
        for words, box in before.items()
        if any(abs(a - b) > 1.5 for a, b in zip(after[words], box, strict=True))
    } == {}
