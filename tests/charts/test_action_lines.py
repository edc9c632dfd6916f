"""Tables of action lines: a mark with ids for every cell, names whole and in line with their cells, nothing markup."""

import itertools

from charts.action_lines import HEAD, Cell, grid, head_height, kind_cells, names
from charts.palette import KIND_COLOURS
from tests.charts.drawing import HOSTILE, LONG, has_markup, traces

KINDS = {"all": "All", "challenge": "Challenges", "position": "Positions"}
LABELS = {"C1": "C1 First", "C2": "C2 Second", "C3": "C3 Third"}


def cells(lines: list[str], columns: list[str], **more: object) -> dict[tuple[str, str], Cell]:
    return {
        (line, column): Cell(f"{number}", f"{line} {column}", 0.5, quiet=column == "all", **more)
        for number, line in enumerate(lines, 1)
        for column in columns
    }


def by_kind(**more: object) -> object:
    parameters = {
        "labels": LABELS,
        "headings": KINDS,
        "colours": KIND_COLOURS,
        "absent": {},
        **more,
    }
    return kind_cells(cells(list(parameters["labels"]), list(KINDS)), **parameters)


def test_lines_do_not_overlap() -> None:
    labels = {"a": LONG, "b": "B", "c": LONG}
    for figure in (
        by_kind(labels=labels),
        grid(cells([HEAD, *labels], ["1"]), labels=labels, codes={"1": "1"}),
    ):
        (trace,) = traces(figure)
        spans = sorted(
            {
                (y - high / 2, y + high / 2)
                for y, high in zip(trace["y"], trace["width"], strict=True)
            }
        )
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
        assert spans[-1][1] <= figure.layout.height - 8


def test_heads_make_room_for_their_words() -> None:
    low = head_height({(HEAD, "1"): Cell("7")})
    high = head_height({(HEAD, "1"): Cell("7"), (HEAD, "2"): Cell("not cited<br>a<br>b<br>c")})
    assert high > low
    assert head_height({("C1", "1"): Cell("a<br>b<br>c<br>d")}) == low


def test_labels_and_codes_are_text_not_markup() -> None:
    labels = {"C1": HOSTILE}
    assert not has_markup(
        by_kind(labels=labels),
        grid(cells(["C1"], ["1"]), labels=labels, codes={"1": HOSTILE}),
        names(labels, (HOSTILE, HOSTILE), top=50),
    )


def test_nothing_draws_an_empty_figure() -> None:
    for figure in (
        by_kind(labels={}),
        grid({}, labels={}, codes={}),
        names({}, ("", ""), top=head_height({})),
    ):
        traces(figure)
        assert figure.layout.height >= 40
