"""What comes up when, and one author's texts, as figures: every row its mark, every mark its ids, labels whole."""

import re

import pandas as pd
import pytest

from charts.lineage import Text, family_matrix, family_names
from charts.stages import Column, Event, stage_cells, stage_names
from tests.charts.drawing import HOSTILE, LONG, has_markup, traces, words

COLUMNS = [
    Column("gdc", "Zero draft", "Zero draft: 52 submissions", 52),
    Column("unesco", "UNESCO", "UNESCO: 1 submission", 1, few=True),
    Column("rev1", "Rev 1", "Revision 1: 10 submissions", 10, negotiation=True),
]
LABELS = {"long": LONG, "short": "Gender", "hostile": HOSTILE}
ROWS = pd.DataFrame(
    [
        ("long", "gdc", 26, 52, 50.0, 52),
        ("long", "unesco", 1, 1, 100.0, 1),
        ("short", "rev1", 0, 10, 0.0, 10),
        ("hostile", "rev1", 1, 10, 10.0, 10),
    ],
    columns=["theme_id", "stage_id", "count", "total", "share", "submissions"],
)
EVENTS = [
    Event("gdc", 3, "9 Jun 25", f"9 Jun 2025<br>{LONG}", is_text=False),
    Event("gdc", 4, "20 Jun 25", "20 Jun 2025<br>A text", is_text=True),
    Event("elsewhere", 5, "1 Jan 25", "not shown", is_text=False),
]


def cells(**more: object) -> object:
    parameters = {
        "identifier": "theme_id",
        "labels": LABELS,
        "columns": COLUMNS,
        "cell_text": lambda row: f"{row.share:.0f}%",
        "hover": lambda row: f"{row.count} of {row.total}",
        "empty": lambda column: f"0 of {column.total}",
    }
    return stage_cells(ROWS, **{**parameters, **more})


def unspaced(words: str) -> str:
    """A label without blanks: long words are broken where they do not fit."""
    return "".join(words.split())


def strength(colour: str) -> float:
    return float(re.search(r", ([\d.e-]+)\)$", colour)[1])


def test_more_is_darker_few_is_paler_and_what_is_not_chosen_is_paler_still() -> None:
    def at(figure: object, *ids: str) -> float:
        trace = traces(figure)[-1]
        index = trace["customdata"].index(list(ids))
        return strength(trace["marker"]["color"][index])

    assert (
        at(cells(), "long", "gdc") > at(cells(), "hostile", "rev1") > at(cells(), "short", "rev1")
    )
    assert at(cells(), "long", "unesco") < at(cells(), "long", "gdc")
    for chosen in ({"chosen": ["long"]}, {"chosen_stages": ["gdc"]}):
        assert at(cells(**chosen), "hostile", "rev1") < at(cells(), "hostile", "rev1")
        assert at(cells(**chosen), "long", "gdc") == at(cells(), "long", "gdc")


def test_a_click_can_be_drawn() -> None:
    """The browser's plotly fails on a click where only the text of what is not selected has a font."""
    trace = traces(cells())[-1]
    assert trace["unselected"]["textfont"] == trace["selected"]["textfont"]
    assert trace["unselected"]["marker"]["opacity"] == 1


def test_lines_of_cells_stand_below_the_headings_and_never_overlap() -> None:
    headings, *_strip, cells_ = traces(cells(events=EVENTS))
    spans = [
        (y - height / 2, y + height / 2)
        for y, height in zip(cells_["y"], cells_["width"], strict=True)
    ][:: len(COLUMNS)]
    edges = [headings["y"][0] + headings["width"] / 2, *[edge for span in spans for edge in span]]
    assert edges == sorted(edges)


@pytest.mark.parametrize("least", [22, 36])
@pytest.mark.parametrize("events", [(), EVENTS])
def test_names_stand_whole_beside_their_cells(least: int, events: list[Event]) -> None:
    key = ("◆ text", "◇ milestone", "and a third line")
    names = stage_names(LABELS, COLUMNS, events, key=key, least=least)
    figure = cells(events=events, least=least, key=key)
    assert names.layout.height == figure.layout.height
    labels = [label for label in words(names) if label not in key]
    assert [unspaced(label) for label in labels] == [unspaced(label) for label in LABELS.values()]
    middles = traces(figure)[-1]["y"][:: len(COLUMNS)]
    notes = [note for note in names.layout.annotations if note.text not in key]
    for note, middle in zip(notes, middles, strict=True):
        assert note.y < middle < note.y + 16 * (note.text.count("<br>") + 1)


def test_data_cannot_bring_markup_into_the_cells() -> None:
    event = [Event("gdc", 1, HOSTILE, "said", is_text=True)]
    column = [Column("gdc", HOSTILE, HOSTILE, 1)]
    assert not has_markup(
        cells(events=event, columns=column),
        stage_names(LABELS, column, event, key=(HOSTILE,)),
        matrix(),
        family_names(LABELS, TEXTS, HOSTILE),
    )


SAID = pd.DataFrame(
    [
        ("long", "a", "challenge", "first"),
        ("short", "a", "several", "first"),
        ("long", "b", "challenge", "dropped"),
        ("hostile", "b", "position", "added"),
    ],
    columns=["said_id", "submission_id", "kind", "step"],
)
TEXTS = [
    Text("a", "Call\n5 Feb 2025", "first", is_current=False),
    Text("b", f"Rev 2\n{HOSTILE}", "+1 =0 −1", is_current=True),
]


def matrix() -> object:
    return family_matrix(SAID, labels=LABELS, texts=TEXTS, hovers=["h"] * len(SAID))


def test_family_names_stand_whole_beside_their_marks() -> None:
    names = family_names(LABELS, TEXTS, "added, kept, dropped")
    figure = matrix()
    assert names.layout.height == figure.layout.height
    assert words(names)[0] == "added, kept, dropped"
    assert [unspaced(label) for label in words(names)[1:]] == [
        unspaced(label) for label in LABELS.values()
    ]
    rules = [shape.y0 for shape in figure.layout.shapes if shape.type == "line"]
    for note, middle in zip(names.layout.annotations[1:], rules, strict=True):
        assert note.y < middle < note.y + 16 * (note.text.count("<br>") + 1)
