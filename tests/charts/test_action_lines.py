"""Tables of action lines: a mark with ids for every cell, names whole and in line with their cells, nothing markup."""

import itertools
from html import unescape

import pytest

from charts.action_lines import (
    COLUMN,
    HEAD,
    NAMES,
    ROW,
    Cell,
    grid,
    head_height,
    kind_cells,
    names,
)
from charts.palette import KIND_COLOURS
from tests.charts.drawing import HOSTILE, LONG, traces, words

KINDS = {"all": "All", "challenge": "Challenges", "position": "Positions"}
LABELS = {"C1": "C1 First", "C2": "C2 Second", "C3": "C3 Third"}
CODES = {"all": "All", "1": "1", "2": "2"}


def cells(lines: list[str], columns: list[str], **more: object) -> dict[tuple[str, str], Cell]:
    return {
        (line, column): Cell(f"{place}", f"{line} {column}", 0.5, quiet=column == "all", **more)
        for place, line in enumerate(lines, 1)
        for column in columns
    }


def by_kind(**more: object) -> object:
    given = {"labels": LABELS, "headings": KINDS, "colours": KIND_COLOURS, "absent": {}, **more}
    return kind_cells(cells(list(given["labels"]), list(KINDS)), **given)


def test_a_line_that_is_absent_says_so_across_all_columns() -> None:
    drawn = by_kind(absent={"C2": "not cited"})
    (trace,) = traces(drawn)
    of_line = [place for place, ids in enumerate(trace["customdata"]) if ids[0] == "C2"]
    assert len(of_line) == 1
    assert trace["customdata"][of_line[0]] == ["C2", "all"]
    assert trace["x"][of_line[0]] > 2 * trace["x"][0]
    assert words(drawn).count("not cited") == 1
    assert "2" not in words(drawn)


@pytest.mark.parametrize("draw", ["kinds", "grid"])
def test_lines_that_are_not_chosen_are_paler_and_keep_their_words(draw: str) -> None:
    def drawn(chosen: tuple[str, ...]) -> object:
        if draw == "kinds":
            return by_kind(chosen=chosen)
        return grid(cells(list(LABELS), list(CODES)), labels=LABELS, codes=CODES, chosen=chosen)

    whole, some = drawn(()), drawn(("C1",))
    column = "challenge" if draw == "kinds" else "1"

    def strength(figure: object, line: str) -> float:
        (trace,) = traces(figure)
        colour = trace["marker"]["color"][trace["customdata"].index([line, column])]
        return float(colour.rstrip(")").rpartition(",")[2])

    assert strength(some, "C1") == strength(whole, "C1") > strength(some, "C2") > 0
    assert words(some) == words(whole)


def test_names_stand_in_line_with_their_cells_however_long_they_are() -> None:
    labels = {"C1": "C1", "C2": "Indigenous and marginalised communities of everywhere", "C3": LONG}
    made = cells([HEAD, *labels], list(CODES))
    drawn = grid(made, labels=labels, codes=CODES)
    beside = names(labels, ("Goal", "cited by"), top=head_height(made))
    assert beside.layout.height == drawn.layout.height
    assert beside.layout.width == NAMES
    assert drawn.layout.width == COLUMN * len(CODES)
    (trace,) = traces(drawn)
    middle = {ids[0]: y for ids, y in zip(trace["customdata"], trace["y"], strict=True) if ids[0]}
    height = {ids[0]: high for ids, high in zip(trace["customdata"], trace["width"], strict=True)}
    shown = beside.layout.annotations[2:]
    assert [note.y for note in shown] == [middle[line] for line in labels]
    for note, line in zip(shown, labels, strict=True):
        assert unescape(note.text.replace("<br>", " ")) == labels[line].strip()
        assert 14 * (note.text.count("<br>") + 1) <= height[line] + 4
    assert height["C1"] == ROW - 4


def test_lines_do_not_overlap() -> None:
    labels = {"a": LONG, "b": "B", "c": LONG}
    for drawn in (
        by_kind(labels=labels),
        grid(cells([HEAD, *labels], ["1"]), labels=labels, codes={"1": "1"}),
    ):
        (trace,) = traces(drawn)
        spans = sorted(
            {
                (y - high / 2, y + high / 2)
                for y, high in zip(trace["y"], trace["width"], strict=True)
            }
        )
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
        assert spans[-1][1] <= drawn.layout.height - 8


def test_heads_make_room_for_their_words() -> None:
    low = head_height({(HEAD, "1"): Cell("7")})
    high = head_height({(HEAD, "1"): Cell("7"), (HEAD, "2"): Cell("not cited<br>a<br>b<br>c")})
    assert high > low
    assert head_height({("C1", "1"): Cell("a<br>b<br>c<br>d")}) == low


def test_labels_and_codes_are_text_not_markup() -> None:
    labels = {"C1": HOSTILE}
    for drawn in (
        by_kind(labels=labels),
        grid(cells(["C1"], ["1"]), labels=labels, codes={"1": HOSTILE}),
        names(labels, (HOSTILE, HOSTILE), top=50),
    ):
        traces(drawn)
        assert not any("<script" in (note.text or "") for note in drawn.layout.annotations)
        assert not any("<a href" in (note.text or "") for note in drawn.layout.annotations)


def test_nothing_draws_an_empty_figure() -> None:
    for drawn in (
        by_kind(labels={}),
        grid({}, labels={}, codes={}),
        names({}, ("", ""), top=head_height({})),
    ):
        traces(drawn)
        assert drawn.layout.height >= 40
