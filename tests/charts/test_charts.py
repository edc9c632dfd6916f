"""Figures from rows: every row has its mark, every mark its ids, nothing in a label is markup."""

import itertools
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

import charts
from charts import (
    GROUP_COLOURS,
    KIND_COLOURS,
    bar_list,
    group_cells,
    signature_matrix,
    signature_names,
    stacked_bars,
    stated_bars,
)
from charts.figure import ROOM, width
from charts.heatmap import DARKEST, PALEST
from charts.matrix import COLUMN, NAMES
from charts.palette import faded
from tests.charts.drawing import HOSTILE, LONG, texts, traces, words

SIGN = r'span style="(?:color:#[0-9A-F]{6};)?font-size:[0-9]+px"'
"""How a key gives its signs their colours."""
FOLDER = Path(charts.__file__).parent
GROUPS = {group: group.title() for group in GROUP_COLOURS}


def value_text(row: object) -> str:
    return f"{row.count} of {row.total}"


def ranked(counts: list[int], labels: list[str] | None = None) -> pd.DataFrame:
    ids = [f"id{place}" for place in range(len(counts))]
    return pd.DataFrame(
        {"id": ids, "label": labels or ids, "count": counts, "total": [100] * len(counts)}
    )


def bars(rows: pd.DataFrame, **more: object) -> go.Figure:
    return bar_list(
        rows, identifier="id", label="label", value_text=value_text, hover=value_text, **more
    )


def by_part(rows: list[tuple[str, str, int]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["stage", "group", "count"])
    frame["total"] = frame.groupby("stage")["count"].transform("sum") if rows else []
    frame["label"] = frame.stage.str.upper() if rows else []
    return frame


def stacks(rows: pd.DataFrame, **more: object) -> go.Figure:
    return stacked_bars(
        rows,
        identifier="stage",
        label="label",
        part="group",
        parts=GROUPS,
        total_text=lambda row: str(row.total),
        **more,
    )


def shares(
    rows: list[tuple[str, str, int, int]], submissions: dict[str, int] | None = None
) -> pd.DataFrame:
    """Rows of cells; a group has as many submissions as units unless ``submissions`` says otherwise."""
    frame = pd.DataFrame(rows, columns=["id", "stakeholder_group", "count", "total"])
    texts = frame.stakeholder_group.map(submissions or {})
    frame["submissions"] = texts.where(texts.notna(), frame["total"]).astype(int)
    frame["share"] = (
        (100 * frame["count"] / frame["total"]).round(1) if rows else pd.Series(dtype=float)
    )
    return frame


def cells(rows: pd.DataFrame, labels: dict[str, str] | None = None, **more: object) -> go.Figure:
    return group_cells(
        rows,
        identifier="id",
        labels=labels if labels is not None else {i: i for i in rows.id},
        groups=GROUPS,
        colour=KIND_COLOURS["challenge"],
        cell_text=lambda row: f"{row.share:.0f}%",
        hover=value_text,
        **more,
    )


def parties(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(
        rows, columns=["organisation_id", "submission_id", "role", "stakeholder_group"]
    )


def matrix(rows: pd.DataFrame, **more: object) -> go.Figure:
    return signature_matrix(
        rows,
        **{
            "organisations": {o: o.upper() for o in rows.organisation_id},
            "submissions": {s: s.upper() for s in rows.submission_id},
            "hovers": [
                f"{o} {s}" for o, s in zip(rows.organisation_id, rows.submission_id, strict=True)
            ],
            "groups": GROUPS,
            **more,
        },
    )


def stated(rows: list[tuple[str, str, int, int]]) -> go.Figure:
    frame = pd.DataFrame(rows, columns=["submission_id", "label", "stated", "named"])
    return stated_bars(frame, value_text=lambda row: f"{row.named} of {row.stated}")


PARTIES = parties(
    [
        ("jprs", "tccm-rev2", "signatory", "technical"),
        ("jpnic", "tccm-rev2", "signatory", "technical"),
        ("tccm", "tccm-rev2", "author", "technical"),
        ("bra", "tccm-gdc", "author", "government"),
        ("jpnic", "tccm-gdc", "author", "technical"),
    ]
)


# Purity


def test_drawing_does_not_load_streamlit() -> None:
    code = "import charts, sys; sys.exit('streamlit' in sys.modules or 'duckdb' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=FOLDER.parent, check=False).returncode == 0
    )


def test_drawing_leaves_the_rows_as_they_are() -> None:
    frames = [
        (ranked([3, 2]), bars),
        (by_part([("a", "government", 2), ("a", "technical", 1)]), stacks),
        (shares([("a", "government", 1, 9)]), cells),
        (PARTIES.copy(), matrix),
    ]
    for rows, draw in frames:
        before = rows.copy(deep=True)
        draw(rows)
        pd.testing.assert_frame_equal(rows, before)


# Marks


def test_a_count_stands_only_on_a_part_that_is_wide_enough_on_the_narrowest_screen() -> None:
    rows = by_part([("a", "government", 970), ("a", "technical", 25), ("a", "academia", 5)])
    figure = stacks(rows)
    bar = ROOM - figure.layout.margin.r
    _whole, *parts = traces(figure)
    fits = {part["customdata"][0][1]: part["text"][0] for part in parts}
    assert fits == {"government": "970", "technical": "", "academia": ""}
    for part in parts:
        if part["text"][0]:
            assert width(part["text"][0], 11) < bar * part["x"][0] / 1000


@pytest.mark.parametrize("value", ["1 of 100", "123,456 submissions, of which more"])
def test_a_value_stands_on_the_line_of_its_bar_and_has_its_room(value: str) -> None:
    rows = ranked([30, 20, 10], ["short", LONG, "short again"])
    figure = bar_list(
        rows, identifier="id", label="label", value_text=lambda _row: value, hover=value_text
    )
    _area, bar = traces(figure)
    values = [note for note in figure.layout.annotations if note.xref == "x"]
    assert [note.x for note in values] == [30, 20, 10]
    assert [note.y for note in values] == bar["y"]
    for note in values:
        assert note.xshift + width(note.text, note.font.size) <= figure.layout.margin.r < ROOM / 2


def test_a_value_touches_no_label() -> None:
    rows = ranked([3, 2, 1], ["short", LONG, "short again"])
    figure = bar_list(
        rows, identifier="id", label="label", value_text=lambda _row: LONG[:100], hover=value_text
    )
    spans = []
    for note in figure.layout.annotations:
        lines = note.text.count("<br>") + 1
        is_value = note.yanchor == "middle"
        height = 15 * lines if is_value else 16 * lines
        top = note.y - height / 2 if is_value else note.y
        spans.append((top, top + height))
    for (_top, bottom), (top, _bottom) in itertools.pairwise(spans):
        assert top >= bottom - 3.5


def test_the_key_says_what_each_colour_means_and_fits_the_narrowest_screen() -> None:
    named = {group: f"{group} community and more" for group in GROUPS}
    rows = by_part([("a", group, 1) for group in GROUPS])
    figure = stacked_bars(
        rows,
        identifier="stage",
        label="label",
        part="group",
        parts=named,
        total_text=lambda row: str(row.total),
    )
    keys = [note for note in figure.layout.annotations if "■" in note.text]
    assert len(keys) > 1
    for group, label in named.items():
        assert any(
            f"color:{GROUP_COLOURS[group]}" in key.text and label in key.text for key in keys
        )
    plain = [re.sub(r"<span[^>]*>|</span>", "", key.text) for key in keys]
    assert all(width(line, 11) <= ROOM for line in plain)
    whole, *_parts = traces(figure)
    first_row = whole["y"][0] - whole["width"][0] / 2
    assert keys[-1].y + 16 <= first_row


def opacity(colour: str) -> float:
    return float(colour.rstrip(")").split(",")[-1])


def strengths(figure: go.Figure) -> dict[tuple[str, ...], float]:
    """The opacity of each cell by its ids."""
    (drawn,) = traces(figure)
    return {
        tuple(ids): opacity(colour)
        for ids, colour in zip(drawn["customdata"], drawn["marker"]["color"], strict=True)
    }


def heads(figure: go.Figure) -> list[str]:
    """The names of the columns with their sizes: the legend has them, each behind its number."""
    legend = " ".join(word for word in words(figure) if "n=" in word)
    return re.findall(r"[A-Z]\w+ n=\d+\*?", legend)


def test_a_group_is_small_by_its_submissions_and_not_by_its_units() -> None:
    rows = shares(
        [("a", "government", 100, 200), ("a", "technical", 2, 4), ("a", "academia", 20, 40)],
        {"government": 4, "technical": 5, "academia": 5},
    )
    figure = cells(rows)
    assert heads(figure) == ["Government n=200*", "Technical n=4", "Academia n=40"]
    strength = strengths(figure)
    assert strength["a", "technical"] == strength["a", "academia"] == pytest.approx(DARKEST)
    assert strength["a", "government"] == pytest.approx(DARKEST / 2)


def test_where_all_groups_are_small_the_highest_of_them_is_darkest() -> None:
    figure = cells(shares([("a", "government", 3, 4), ("b", "academia", 1, 4)]))
    assert heads(figure) == ["Government n=4*", "Academia n=4*"]
    strength = strengths(figure)
    assert strength["a", "government"] == pytest.approx(DARKEST / 2)
    part = PALEST + (DARKEST - PALEST) * 25 / 75
    assert strength["b", "academia"] == pytest.approx(part / 2, abs=0.001)


@pytest.mark.parametrize("count", [1, 2, 40])
def test_the_names_stand_beside_the_lines_of_the_matrix(count: int) -> None:
    rows = parties([(f"o{n}", "s", "signatory", "technical") for n in range(count)])
    drawn = matrix(rows).layout
    names = signature_names({o: o.upper() for o in rows.organisation_id}).layout
    assert names.height == drawn.height
    assert (names.margin.t, names.margin.b) == (drawn.margin.t, drawn.margin.b)
    assert names.yaxis.range == drawn.yaxis.range == (count - 0.5, -0.5)
    assert not drawn.xaxis.automargin
    assert not drawn.yaxis.automargin
    assert drawn.yaxis.showticklabels is False
    assert not drawn.annotations
    assert [note.y for note in names.annotations] == list(range(count))
    assert list(drawn.yaxis.tickvals) == list(range(count))
    for note in names.annotations:
        assert note.yref in (None, "y")
        assert note.yanchor == "middle"


def test_empty_cells_of_a_submission_that_lacks_names_are_hatched_and_no_others() -> None:
    rows = parties(
        [
            ("a", "lacks", "signatory", "technical"),
            ("b", "whole", "signatory", "technical"),
            ("c", "silent", "author", "academia"),
        ]
    )
    stated = pd.DataFrame(
        {
            "submission_id": ["lacks", "whole", "elsewhere"],
            "named": [1, 1, 0],
            "stated": [30, 1, 9],
            "hover": ["1 of 30 named", "1 of 1 named", "0 of 9 named"],
        }
    )
    drawn = matrix(rows, stated=stated, unknown="not known")
    cells, *_rest = traces(drawn)
    assert cells["name"] == "not known"
    assert cells["marker"]["pattern"]["shape"] == "/"
    width = cells["width"]
    places = {
        (round(base + width / 2, 6), line)
        for base, line in zip(cells["base"], cells["y"], strict=True)
    }
    assert places == {(0, 1), (0, 2)}
    assert set(cells["hovertext"]) == {"not known<br>1 of 30 named"}
    words = {
        (x, text): y
        for trace in traces(drawn)
        if trace.get("mode") == "text"
        for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True)
    }
    assert set(words) == {(0, "1"), (0, "30"), (1, "1")}
    assert 2.5 < words[0, "1"] < words[0, "30"] < 4.5
    names = signature_names({o: o for o in "abc"}, ("Named", "of those stated")).layout
    assert names.height == drawn.layout.height
    assert names.yaxis.range == drawn.layout.yaxis.range == (4.5, -0.5)


def test_no_cell_is_hatched_without_a_word_for_it_or_where_all_are_named() -> None:
    stated = pd.DataFrame(
        {"submission_id": ["tccm-rev2"], "named": [2], "stated": [2], "hover": ["2 of 2 named"]}
    )
    for more in ({"unknown": "not known", "stated": stated}, {"stated": stated}, {}):
        for trace in traces(matrix(PARTIES, **more)):
            assert "name" not in trace or trace["name"] != "not known"


def test_the_hatched_part_of_a_bar_is_what_is_stated_and_not_named() -> None:
    _area, missing, named = traces(stated([("a", "First", 7, 2), ("b", "Second", 3, 4)]))
    assert missing["marker"]["pattern"]["shape"] == "/"
    assert "pattern" not in named["marker"]
    assert (named["base"], named["x"]) == ([0, 0], [2, 3])
    assert (missing["base"], missing["x"]) == ([2, 3], [5, 0])


@pytest.mark.parametrize("count", [30, 200])
def test_the_matrix_is_as_wide_as_its_columns_need(count: int) -> None:
    rows = parties([("o", f"s{n}", "signatory", "technical") for n in range(count)])
    drawn = matrix(rows).layout
    assert drawn.width - drawn.margin.l - drawn.margin.r == COLUMN * count
    assert drawn.xaxis.range == (-0.5, count - 0.5)
    assert list(drawn.xaxis.ticktext) == [f"S{n}" for n in range(count)]


def test_a_narrow_matrix_still_has_room_for_its_legend() -> None:
    drawn = matrix(PARTIES).layout
    assert drawn.width == 300
    assert drawn.xaxis.range == (-0.5, 1.5)


# Chosen and faded


def test_chosen_organisations_stand_out_in_the_matrix() -> None:
    for trace in traces(matrix(PARTIES, chosen=("jprs",))):
        for ids, strength in zip(
            trace.get("customdata", []), trace["marker"].get("opacity", []), strict=False
        ):
            assert (strength == 1) == (ids[0] == "jprs")


def test_a_click_leaves_no_mark_faded_by_the_browser() -> None:
    figures = [
        bars(ranked([3, 2])),
        stacks(by_part([("a", "government", 2)])),
        cells(shares([("a", "government", 1, 9)])),
        matrix(PARTIES),
        stated([("a", "First", 7, 2)]),
    ]
    for figure in figures:
        for trace in traces(figure):
            if "customdata" in trace:
                assert trace["unselected"]["marker"]["opacity"] == 1


# Labels


def hostile_figures(label: str) -> list[go.Figure]:
    """Every chart with a label that came from the data."""
    return [
        bars(ranked([1], [label])),
        stacks(by_part([("a", "government", 2)]).assign(label=label)),
        cells(shares([("a", "government", 1, 9)]), labels={"a": label}),
        matrix(PARTIES[:1], organisations={"jprs": label}, submissions={"tccm-rev2": label}),
        stated([("a", label, 7, 2)]),
    ]


def headings(figure: go.Figure) -> list[str]:
    """The headings of a matrix's columns, unescaped."""
    return [unescape(label) for label in figure.layout.xaxis.ticktext]


def test_nothing_in_a_label_is_markup() -> None:
    for figure in [*hostile_figures(HOSTILE), signature_names({"jprs": HOSTILE})]:
        for text in texts(_json(figure)):
            assert not re.search(rf"<(?!br>|extra>|/extra>|/span>|{SIGN}>)", text), text


def test_no_label_is_cut_or_lost() -> None:
    for figure in hostile_figures(HOSTILE)[:3] + hostile_figures(HOSTILE)[4:]:
        assert " ".join(HOSTILE.split()) in words(figure)
    for figure in hostile_figures(LONG)[:3] + hostile_figures(LONG)[4:]:
        assert LONG.strip() in words(figure)


def test_a_name_beside_or_over_a_matrix_ends_where_its_room_does() -> None:
    short = "ITU & UNESCO <b>"
    assert words(signature_names({"jprs": short})) == [short]
    assert headings(hostile_figures(short)[3]) == [short]
    for label in (HOSTILE, LONG, "国際電気通信連合と国連教育科学文化機関の共同声明" * 3):
        for said, size, room in (
            (*words(signature_names({"jprs": label})), 12, NAMES),
            (*headings(hostile_figures(label)[3]), 11, 190),
        ):
            assert said.endswith("…")
            assert label.startswith(said.removesuffix("…"))
            assert 0.85 * room < width(said, size) <= room


def test_a_label_that_no_name_is_as_long_as_is_cut_and_turns_no_text_around() -> None:
    figure = bars(ranked([1], ["\u202e" + "N" * 10_000]))
    (label,) = [said for said in words(figure) if "N" in said]
    assert len(label) < 1_100
    assert label.endswith("…")
    assert "\u202e" not in label
    assert figure.layout.height < 700


def test_a_long_label_takes_more_lines_and_the_figure_more_height() -> None:
    for long, short in zip(hostile_figures(LONG), hostile_figures("Short"), strict=True):
        if long.layout.annotations:
            assert long.layout.height > short.layout.height + 100
            for note in long.layout.annotations:
                assert "span" in note.text or width(note.text, note.font.size or 13) <= ROOM


def test_an_empty_label_still_has_a_line() -> None:
    figure = bars(ranked([1, 2], ["", "b"]))
    assert words(figure)[0] == "–"


def _json(figure: go.Figure) -> object:
    return figure.to_plotly_json() | {"data": traces(figure)}


# Nothing


@pytest.mark.parametrize(
    "draw",
    [
        lambda: bars(ranked([])),
        lambda: stacks(by_part([])),
        lambda: cells(shares([]), labels={}),
        lambda: cells(shares([]), labels={"a": "A"}),
        lambda: matrix(parties([])),
        lambda: signature_names({}),
        lambda: stated([]),
        lambda: bars(ranked([0, 0])),
        lambda: stated([("a", "A", 0, 0)]),
    ],
    ids=[
        "bars",
        "stacks",
        "cells",
        "cells with labels",
        "matrix",
        "names",
        "stated",
        "zeros",
        "zero stated",
    ],
)
def test_without_rows_a_figure_is_empty_and_valid(draw: object) -> None:
    figure = draw()
    assert go.Figure(figure.to_plotly_json()).to_json()
    assert figure.layout.height >= 40


# Colours


def test_a_faded_colour_is_the_same_with_an_opacity() -> None:
    assert faded("#0B5A8A", 0.35) == "rgba(11, 90, 138, 0.35)"
