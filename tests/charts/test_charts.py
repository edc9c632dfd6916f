"""Figures from rows: every row has its mark, every mark its ids, nothing in a label is markup."""

import itertools
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

import charts
from charts import GROUP_COLOURS, KIND_COLOURS, bar_list, group_cells, stacked_bars, stated_bars
from charts.cells import DARKEST
from charts.figure import ROOM, SMALL, width
from charts.matrix import BESIDE, COLUMN, NAMES, Column, Line, SignatureMatrix
from charts.measure import BOLDER
from charts.mirror import mirrored
from charts.stage_heads import placed, words_over
from charts.stated_foot import Stated
from tests.charts.drawing import HOSTILE, LONG, texts, traces, words

SIGN = r'span style="(?:color:#[0-9A-F]{6};)?font-size:[0-9]+px"'
"""How a key gives its signs their colours."""
FOLDER = Path(charts.__file__).parent
GROUPS = {group: group.title() for group in GROUP_COLOURS}


def value_text(row: object) -> str:
    return f"{row.count} of {row.total}"


def ranked(counts: list[int], labels: list[str] | None = None) -> pd.DataFrame:
    ids = [f"id{index}" for index in range(len(counts))]
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
        labels=labels if labels is not None else {identifier: identifier for identifier in rows.id},
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


def signatures(rows: pd.DataFrame, **more: object) -> SignatureMatrix:
    """A matrix of some marks whose submissions were all made at one stage, each with its number."""
    organisations = rows.drop_duplicates("organisation_id")
    submissions = list(dict.fromkeys(rows.submission_id))
    signed = rows[rows.role == "signatory"].groupby("organisation_id").size()
    hovers = [
        f"{organisation} {submission}"
        for organisation, submission in zip(rows.organisation_id, rows.submission_id, strict=True)
    ]
    return SignatureMatrix(
        **{
            "rows": rows.assign(hover=hovers),
            "lines": [
                Line(
                    organisation.organisation_id,
                    organisation.organisation_id.upper(),
                    organisation.stakeholder_group,
                    int(signed.get(organisation.organisation_id, 0)),
                )
                for organisation in organisations.itertuples()
            ],
            "columns": [
                Column(submission, "Rev 2", str(number))
                for number, submission in enumerate(submissions, 1)
            ],
            "groups": GROUPS,
            "total": "Signed",
            **more,
        }
    )


def matrix(rows: pd.DataFrame, **more: object) -> go.Figure:
    return signatures(rows, **more).marks()


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
    labels = {group: f"{group} community and more" for group in GROUPS}
    rows = by_part([("a", group, 1) for group in GROUPS])
    figure = stacked_bars(
        rows,
        identifier="stage",
        label="label",
        part="group",
        parts=labels,
        total_text=lambda row: str(row.total),
    )
    keys = [note for note in figure.layout.annotations if "■" in note.text]
    assert len(keys) > 1
    for group, label in labels.items():
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
    (trace,) = traces(figure)
    return {
        tuple(ids): opacity(colour)
        for ids, colour in zip(trace["customdata"], trace["marker"]["color"], strict=True)
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


@pytest.mark.parametrize("count", [1, 2, 40])
@pytest.mark.parametrize("grouped", [True, False])
def test_the_names_stand_beside_the_lines_of_the_matrix(count: int, grouped: bool) -> None:
    rows = parties([(f"o{n}", "s", "signatory", "technical") for n in range(count)])
    chart = signatures(rows, grouped=grouped, names_beside=True)
    figure, names = chart.marks(), chart.names().layout
    assert names.height == figure.layout.height
    assert (names.margin.t, names.margin.b) == (figure.layout.margin.t, figure.layout.margin.b)
    assert names.yaxis.range == figure.layout.yaxis.range
    lines = dict(zip([ids[0] for ids in marked(figure)], middles(figure), strict=True))
    beside = {note.text: note.y for note in names.annotations}
    assert {f"o{n}".upper(): lines[f"o{n}"] for n in range(count)}.items() <= beside.items()
    assert len(beside) == count + grouped
    assert len(set(lines.values())) == count


def marked(figure: go.Figure) -> list[list[str]]:
    """The ids of the marks of a matrix."""
    return [ids for trace in traces(figure) for ids in trace.get("customdata", [])]


def middles(figure: go.Figure) -> list[float]:
    """Where the marks of a matrix are, in pixels from the top."""
    return [y for trace in traces(figure) if "customdata" in trace for y in trace["y"]]


def test_lines_of_a_group_stand_under_its_heading_and_columns_of_a_stage_under_its_title() -> None:
    chart = signatures(
        PARTIES,
        grouped=True,
        columns=[Column("tccm-rev2", "Revision 2"), Column("tccm-gdc", "Compact")],
    )
    heads = {
        re.sub("<.*>", "", note.text).strip(): (note.x, note.y)
        for note in chart.marks().layout.annotations
        if note.font.weight == 700
    }
    technical, government = heads["Technical"], heads["Government"]
    assert technical[1] < government[1]
    lines = dict(
        zip([ids[0] for ids in marked(chart.marks())], middles(chart.marks()), strict=True)
    )
    assert technical[1] < lines["jprs"] < government[1] < lines["bra"]
    assert heads["Revision 2"][0] < heads["Compact"][0]
    turned = mirrored(chart.marks()).layout
    places = [(line.x0, line.x1) for line in chart.marks().layout.shapes]
    assert [(line.x0, line.x1) for line in turned.shapes] == places


@pytest.mark.parametrize("pixels", [17, 28, 60])
def test_words_over_stages_do_not_touch_and_are_over_their_columns(pixels: int) -> None:
    titles = ("Global Digital Compact", "ITU call", "Elements", "Zero draft", "Rev 1", "Rev 2")
    heads = placed({title: (n * 1.45, n * 1.45 + 1) for n, title in enumerate(titles)}, 8.25, 17)
    assert [head.words for head in heads] == list(titles)
    rows: dict[int, list[tuple[float, float]]] = {}
    for head, note in zip(heads, words_over(heads, 100), strict=True):
        left = note["x"] * pixels + note.get("xshift", 0)
        right = left + BOLDER * width(head.words, 12)
        assert -0.01 < left < (head.first + head.last) / 2 * pixels < right
        rows.setdefault(head.row, []).append((left, right))
    for row in rows.values():
        assert all(right < left for (_, right), (left, _) in pairwise(sorted(row)))


def test_stages_over_few_columns_are_whole_and_may_begin_over_the_names() -> None:
    titles = ["Нулевой проект", "Элементы", "Итог"]
    columns = [Column(identifier, title) for identifier, title in zip("abc", titles, strict=True)]
    rows = parties([("jprs", identifier, "signatory", "technical") for identifier in "abc"])
    chart = signatures(rows, columns=columns, total="Подписант")
    notes = {note["text"]: note for note in chart.marks().to_dict()["layout"]["annotations"]}
    assert set(titles) <= set(notes)
    least = (ROOM - BESIDE - width("Подписант", SMALL) - 10) / 3.9
    for title in titles:
        left = notes[title]["x"] * least + notes[title]["xshift"]
        assert left >= -BESIDE
        assert left + BOLDER * width(title, SMALL) <= 3.9 * least + 1


def test_no_cell_is_hatched_without_a_word_for_it_or_where_all_are_named() -> None:
    stated = {"tccm-rev2": Stated(2, 2, "2 of 2 named")}
    for more in ({"unknown": "not known", "stated": stated}, {"stated": stated}, {}):
        hatched = [
            trace for trace in traces(matrix(PARTIES, **more)) if trace.get("name") == "not known"
        ]
        assert not any(trace["x"] for trace in hatched)


def test_the_hatched_part_of_a_bar_is_what_is_stated_and_not_named() -> None:
    _area, missing, named = traces(stated([("a", "First", 7, 2), ("b", "Second", 3, 4)]))
    assert missing["marker"]["pattern"]["shape"] == "/"
    assert "pattern" not in named["marker"]
    assert (named["base"], named["x"]) == ([0, 0], [2, 3])
    assert (missing["base"], missing["x"]) == ([2, 3], [5, 0])


@pytest.mark.parametrize(("count", "scrolled"), [(5, False), (30, False), (200, True)])
def test_the_matrix_fills_its_room_and_is_scrolled_only_where_it_needs_more(
    count: int, scrolled: bool
) -> None:
    rows = parties([("o", f"s{n}", "signatory", "technical") for n in range(count)])
    layout = matrix(rows, names_beside=True).layout
    assert layout.xaxis.range == (0, count)
    assert layout.width == (COLUMN * count + layout.margin.r if scrolled else None)
    numbers = [note.text for note in layout.annotations if note.xanchor == "center"]
    assert numbers == [str(n) for n in range(1, count + 1)]
    assert matrix(rows).layout.width is None


# Chosen and faded


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
        labelled(label),
        stated([("a", label, 7, 2)]),
    ]


def labelled(label: str) -> go.Figure:
    """A matrix with a label for its organisation and its stage."""
    return matrix(
        PARTIES[:1],
        lines=[Line("jprs", label, "technical", 1)],
        columns=[Column("tccm-rev2", label)],
    )


def test_nothing_in_a_label_is_markup() -> None:
    for figure in hostile_figures(HOSTILE):
        for text in texts(_json(figure)):
            assert not re.search(rf"<(?!br>|extra>|/extra>|/span>|{SIGN}>)", text), text


def test_no_label_is_cut_or_lost() -> None:
    for figure in hostile_figures(HOSTILE)[:3] + hostile_figures(HOSTILE)[4:]:
        assert " ".join(HOSTILE.split()) in words(figure)
    for figure in hostile_figures(LONG)[:3] + hostile_figures(LONG)[4:]:
        assert LONG.strip() in words(figure)


def test_a_name_beside_or_over_a_matrix_ends_where_its_room_does() -> None:
    for label in (HOSTILE, LONG, "国際電気通信連合と国連教育科学文化機関の共同声明" * 3):
        chart = signatures(PARTIES[:1], lines=[Line("jprs", label, "technical", 1)])
        (name,) = words(chart.names())
        assert name.endswith("…")
        assert label.startswith(name.removesuffix("…"))
        assert 0.8 * NAMES < width(name, 12) <= NAMES


def test_a_label_that_no_name_is_as_long_as_is_cut_and_turns_no_text_around() -> None:
    figure = bars(ranked([1], ["\u202e" + "N" * 10_000]))
    (label,) = [text for text in words(figure) if "N" in text]
    assert len(label) < 1_100
    assert label.endswith("…")
    assert "\u202e" not in label
    assert figure.layout.height < 700


def test_a_long_label_takes_more_lines_and_the_figure_more_height() -> None:
    several = [index for index in range(5) if index != 3]  # A matrix has one line for a name.
    for index in several:
        long, short = hostile_figures(LONG)[index], hostile_figures("Short")[index]
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
        lambda: signatures(parties([])).names(),
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
