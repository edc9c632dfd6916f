"""Small multiples of the figures as SVG whose text stays text and can be read on light and on dark ground."""

from __future__ import annotations

import io

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tests.benchmarks.results import Results
from tests.benchmarks.series import across, amount, rows
from tests.benchmarks.sizes import SHIPPED

INK, FAINT = "#1b2733", "#dde4ea"
ON_DARK = {INK: "#e4eaef", FAINT: "#33404b"}
"""Colour on light ground -> what it is on dark ground."""

COLOURS = ("#0072b2", "#d55e00", "#009e73")
MARKS = ("o", "s", "^")

PANELS = {
    "A question, milliseconds": {
        "ask": "no filter",
        "ask_two": "two filters",
        "sql": "bare SQL, no filter",
    },
    "Leading questions, milliseconds": {"leading": "dashboard", "pandas": "pandas"},
    "Themes counted, milliseconds": {"api": "our API", "datasette": "Datasette's JSON"},
    "What a reader waits for, milliseconds": {
        "pages": "page run, middle page",
        "slowest": "page run, slowest page",
        "click": "click to redrawn chart",
    },
    "What a page sends, kilobytes": {"sent": "middle page"},
    "Starting and building, seconds": {
        "start": "start",
        "check": "check",
        "build": "build",
    },
    "Memory, megabytes": {"memory": "server", "build_memory": "build"},
    "The database, megabytes": {"database": "file"},
}
"""Title of a panel -> the series it shows over the number of points, and what they are called there."""

STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "benchmarks",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": FAINT,
    "legend.frameon": False,
    "legend.fontsize": 8,
}


def drawn(results: Results) -> dict[str, str]:
    """File name -> the SVG that the figures give; the same figures give the same bytes."""
    with mpl.rc_context(STYLE):
        return {"growth.svg": _svg(_growth(results)), "readers.svg": _svg(_readers(results))}


def _growth(results: Results) -> Figure:
    figure = Figure(figsize=(12, 6.4), layout="constrained")
    for axes, (title, names) in zip(figure.subplots(2, 4).flat, PANELS.items(), strict=True):
        _begin(axes, title, "points")
        for place, (key, name) in enumerate(names.items()):
            values = across(results, key)
            if values:
                points = [amount(results, size) for size in values]
                _line(axes, points, list(values.values()), place, name)
        _end(axes)
    return figure


def _readers(results: Results) -> Figure:
    figure = Figure(figsize=(12, 3.2), layout="constrained")
    alone = [
        one for one in rows(results, "readers", SHIPPED) if not one["downloading"] and one["run"]
    ]
    numbers = [one["readers"] for one in alone]
    panels = (
        (
            "A page run, milliseconds",
            {
                "median": [one["run"]["median"] for one in alone],
                "95th percentile": [one["run"]["p95"] for one in alone],
            },
        ),
        ("Page runs a second", {"runs a second": [one["runs_a_second"] for one in alone]}),
        (
            "Memory of the server, megabytes",
            {"peak": [one["server_peak_megabytes"] for one in alone]},
        ),
    )
    for axes, (title, lines) in zip(figure.subplots(1, 3).flat, panels, strict=True):
        _begin(axes, title, "readers")
        for place, (name, values) in enumerate(lines.items()):
            if values:
                _line(axes, numbers, values, place, name)
        _end(axes)
    return figure


def _begin(axes: Axes, title: str, over: str) -> None:
    axes.set_title(title)
    axes.set_xlabel(over)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.grid(visible=True)
    axes.set_axisbelow(True)


def _line(axes: Axes, amounts: list[int], values: list[float], place: int, name: str) -> None:
    axes.plot(amounts, values, marker=MARKS[place], markersize=4, color=COLOURS[place], label=name)


def _end(axes: Axes) -> None:
    """Say which line is which, and show plain numbers with room around the lines."""
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(
            lambda value, _place: f"{value:,.0f}" if value >= 1 else f"{value:g}"
        )
        axis.set_minor_formatter(lambda value, _place: "")
    if axes.lines:
        values = [float(one) for line in axes.lines for one in line.get_ydata()]
        axes.set_ylim(min(values) / 2, max(values) * 2 ** (1 + len(axes.lines)))
        axes.legend(loc="upper left")


def _svg(figure: Figure) -> str:
    written = io.StringIO()
    figure.savefig(
        written, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
    )
    text = "\n".join(line.rstrip() for line in written.getvalue().splitlines()) + "\n"
    for place, colour in enumerate(ON_DARK):
        text = text.replace(colour, f"var(--colour-{place})")
    light = "; ".join(f"--colour-{place}: {one}" for place, one in enumerate(ON_DARK))
    dark = "; ".join(f"--colour-{place}: {one}" for place, one in enumerate(ON_DARK.values()))
    style = f"<style>svg {{{light}}} @media (prefers-color-scheme: dark) {{svg {{{dark}}}}}</style>"
    head, defs, rest = text.partition(" <defs>")
    return f"{head} {style}\n{defs}{rest}"
