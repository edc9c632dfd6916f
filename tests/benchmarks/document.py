"""docs/BENCHMARKS.md and its pictures, made of the JSON: `python -m tests.benchmarks.document`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tests.benchmarks import pictures, results
from tests.benchmarks.exponents import doubled_at, exponent
from tests.benchmarks.results import Results
from tests.benchmarks.series import SERIES, across, amount, middle, ratios, rows, sizes
from tests.benchmarks.sizes import ROOT, SHIPPED
from tests.benchmarks.targets import TARGETS

DOCUMENT = ROOT / "docs" / "BENCHMARKS.md"

BEGINNING = """# Benchmarks: what a reader waits for

What a reader waits for, beside what they would otherwise use and beside the limit, and how that grows with the data.
`make bench` measured it and wrote this page; every figure is in [benchmarks/figures.json](benchmarks/figures.json).
Nothing here is passed or failed by a test: figures are of one machine at one time.

## How to repeat it

    make bench                                            # every size and part: about two hours, 12 GB of disk
    make bench SIZES="shipped 10000"                      # some sizes; other numbers of submissions, too
    make bench SIZES=shipped PARTS="questions pages"      # some parts
    make bench SIZES=shipped QUICK=1                      # fewer rounds, for a first look
    make bench DATA=folder SIZES=100000                   # on folder/s100000 and folder/s100000.duckdb
    make bench-compare BASE=main~5                        # ratios of this code to that of another commit

What a part measures of a size takes the place of what it measured before, so a long run can be done in pieces.
Consultations other than the shipped one are made up with its shape, ten points to a submission, and kept in
`build/benchmarks`. Measure on a machine that does nothing else: the load before and after each part is told below.
"""

WHY = """Why not more, with profiles and what the floor is: [a page run](benchmarks/page-run.md),
[questions at a million submissions](benchmarks/layout.md)."""

READING = """## What the figures mean

- **Median and p95**: half of the measurements took no longer than the median, 95 of 100 no longer than p95.
- **Ratios** are of medians of one run, in which the ways of doing the same took turns (A B C A B C).
- **ask** is the whole way of a question in the server, answered anew (what it keeps is thrown away before each).
  **Bare SQL** is the same statement with the same parameters on the same file in DuckDB by itself, up to the DataFrame:
  the limit. Of answers of more than 5,000 rows both count the rows and read the first 1,000, as lists do.
- **pandas** computes the same answer from tables in memory, ids and closed lists as categories; it is measured for the
  leading questions, and a test holds its answers equal to ours. Reading the tables into memory is not counted.
- **Datasette** serves the points from SQLite with an index for each filter that is used, foreign keys and no time
  limit, faceted by theme. Our page shows much more than that facet; our API gives the same counts, which a test
  holds equal.
- **A page run** is from the request on a WebSocket to the last message. A new selection finds no answer kept, one seen
  before finds all.
- **In the browser** is Chromium on this machine, so nothing is lost on the way; bytes are as they come over the wire.
- **Readers** are WebSocket clients of a process of their own, on the same cores as the server.
- **Growth** is the exponent by which a figure grows with the points: 0 does not grow, 1 doubles when they double.
"""


def number(value: float) -> str:
    """With as many digits as say something."""
    if isinstance(value, int):
        return f"{value:,}"
    return (
        f"{value:,.0f}"
        if abs(value) >= 100
        else f"{value:.1f}"
        if abs(value) >= 10
        else f"{value:.2f}"
    )


def cell(value: object) -> str:
    """What stands in a cell: a number, a summary's median and p95, text; a dash for nothing."""
    if value is None:
        return "–"
    if isinstance(value, dict):
        return f"{number(value['median'])} / {number(value['p95'])}"
    return number(value) if isinstance(value, float | int) else str(value)


def table(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """A table of Markdown; columns after the first are set to the right."""
    ruler = "|".join(["---", *["---:"] * (len(heads) - 1)])
    body = ["| " + " | ".join(cell(one) for one in line) + " |" for line in lines]
    return "\n".join([f"| {' | '.join(heads)} |", f"|{ruler}|", *body])


def called(size: str) -> str:
    """A size in words."""
    return size if size == SHIPPED else f"{int(size):,}"


def _targets(found: Results) -> str:
    lines = []
    for target in TARGETS:
        judged = target.judge(found)
        said, met = (
            (judged.said, "met" if judged.met else "**not met**")
            if judged
            else (None, "not measured")
        )
        lines.append((target.wanted, called(target.size), said, met))
    return table(["aimed at", "submissions", "measured", ""], lines)


def _circumstances(found: Results) -> str:
    entries = [
        (part, size, found[part][size]["taken"])
        for size in sizes(found)
        for part in found
        if size in found[part]
    ]
    machines = sorted({one["machine"] for _part, _size, one in entries})
    versions = sorted({one["versions"] for _part, _size, one in entries})
    lines = [
        (
            f"{called(size)}: {part}" + (", quick" if one["quick"] else ""),
            f"{one['points']:,}",
            one["date"],
            f"`{one['commit']}`",
            f"{one['load_before']:.1f} → {one['load_after']:.1f}",
            one["seconds"],
        )
        for part, size, one in entries
    ]
    told = [f"- Machine: {one}" for one in machines] + [f"- Versions: {one}" for one in versions]
    heads = ["submissions: part", "points", "measured on", "commit", "load average", "seconds"]
    return "\n".join([*told, "", table(heads, lines)])


def _questions(found: Results) -> str:
    lines = []
    for size in sizes(found):
        for filters, called_ in ((0, "none"), (1, "one"), (2, "two")):
            those = [one for one in rows(found, "questions", size) if one["filters"] == filters]
            if those:
                beside = sorted(ratios(those, "ask", "sql"))
                lines.append(
                    (
                        f"{called(size)}, {called_}",
                        len(those),
                        middle([one["ask"]["median"] for one in those if one["ask"]]),
                        max((one["ask"]["median"] for one in those if one["ask"]), default=None),
                        middle(beside),
                        beside[-1] if beside else None,
                        middle(ratios(those, "pandas", "ask")),
                        sum(not one["ask"] for one in those) or "none",
                    )
                )
    heads = ["submissions, filters", "asked", "ask, ms", "slowest, ms", "ask : bare SQL", "highest"]
    return table([*heads, "pandas : ask", "stopped at the limit"], lines)


def _leading(found: Results) -> str:
    """Leading questions without a filter: ours, the limit and pandas, by size."""
    lines = [
        (f"`{one['question']}`, {called(size)}", one["rows"], one["ask"], one["sql"], one["pandas"])
        for size in sizes(found)
        for one in rows(found, "questions", size)
        if one["filters"] == 0 and one.get("pandas")
    ]
    heads = ["question, submissions", "rows", "ask", "bare SQL", "pandas"]
    return table(heads, lines)


def _every_question(found: Results) -> str:
    shown = sizes(found)
    by_name: dict[str, dict[str, dict[str, Any]]] = {}
    for size in shown:
        for one in rows(found, "questions", size):
            if one["filters"] in (0, 2):
                slowest = by_name.setdefault(one["question"], {})
                key = f"{size} {one['filters']}"
                if key not in slowest or _longer(one, slowest[key]):
                    slowest[key] = one
    heads = [f"{called(size)}, {filters}" for size in shown for filters in ("none", "two")]
    lines = []
    for name, of in by_name.items():
        cells = [of.get(f"{size} {filters}") for size in shown for filters in (0, 2)]
        lines.append((f"`{name}`", *(_with_ratio(one) for one in cells)))
    return table(["question", *heads], lines)


def _longer(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return not one["ask"] or bool(other["ask"] and one["ask"]["median"] > other["ask"]["median"])


def _with_ratio(one: dict[str, Any] | None) -> str | None:
    if one is None:
        return None
    if not one["ask"]:
        return "stopped"
    median = one["ask"]["median"]
    return f"{number(median)} ({median / one['sql']['median']:.2f})"


def _facets(found: Results) -> str:
    lines = []
    for size in sizes(found):
        for one in rows(found, "facets", size):
            ways = [one[way] for way in ("datasette_page", "page", "datasette_json", "api")]
            ratio = one["datasette_json"]["median"] / one["api"]["median"]
            lines.append((f"{called(size)}, {one['selection']}", *ways, ratio))
    heads = ["submissions, filters", "Datasette's page", "our page", "Datasette's JSON", "our API"]
    return table([*heads, "Datasette : ours, JSON"], lines)


def _pages(found: Results) -> str:
    shown = [size for size in sizes(found) if rows(found, "pages", size)]
    heads = ["page"]
    for size in shown:
        heads += [f"{called(size)}, new", "seen before", "KB"]
    names = list(dict.fromkeys(one["page"] for size in shown for one in rows(found, "pages", size)))
    lines = []
    for name in names:
        line: list[object] = [name]
        for size in shown:
            of = next((one for one in rows(found, "pages", size) if one["page"] == name), {})
            line += [of.get("new"), of.get("again"), of.get("kilobytes")]
        lines.append(line)
    troubles = {size: sum(one["troubles"] for one in rows(found, "pages", size)) for size in shown}
    said = "; ".join(f"{called(size)}: {count}" for size, count in troubles.items() if count)
    wrong = (
        f"\n\nRuns in which a question was stopped at a limit or a page failed: {said}."
        if said
        else ""
    )
    return table(heads, lines) + wrong


def _browser(found: Results) -> str:
    lines = [
        (
            f"{called(size)}, {one['what']}",
            one.get("answered"),
            one.get("to_first_chart"),
            one.get("to_last_chart"),
            one.get("megabytes"),
            one.get("requests"),
        )
        for size in sizes(found)
        for one in rows(found, "browser", size)
    ]
    heads = ["submissions, what", "server", "to the first chart", "to the last chart", "MB"]
    return table([*heads, "requests"], lines)


def _readers(found: Results) -> str:
    lines = []
    for size in sizes(found):
        for one in rows(found, "readers", size):
            beside = f", {one['downloading']} downloading" if one["downloading"] else ""
            errors = ", ".join(f"{count} {what}" for what, count in one["errors"].items())
            lines.append(
                (
                    f"{called(size)}, {one['readers']} for {one['seconds']:g} s{beside}",
                    one["run"],
                    one["first_visit"],
                    one["runs_a_second"],
                    errors or "none",
                    one["server_peak_megabytes"],
                    f"{one['server_processor_share']:.2f}",
                    f"{one['clients_processor_share']:.2f}",
                )
            )
    heads = ["submissions, readers", "page run", "first visit", "runs a second", "errors"]
    return table([*heads, "server, MB", "processors: server", "readers"], lines)


def _servers(found: Results) -> str:
    lines = [
        (
            f"`{one['program']}`",
            *(one[what] for what in ("new", "again", "first_visits", "answer")),
            one["runs_a_second"],
            sum(one["errors"].values()) or "none",
        )
        for one in rows(found, "servers", SHIPPED)
    ]
    heads = ["started with", "page run, new", "seen before", "10 first visits at once"]
    return table([*heads, "answer of the API", "runs a second, 10 readers", "errors"], lines)


def _processes(found: Results) -> str:
    lines = [
        (
            f"{one['processes']}: {one['readers']} readers, "
            + (f"{one['think']:g} s to think" if one["think"] else "no pause"),
            one["run"],
            one["runs_a_second"],
            sum(one["errors"].values()) or "none",
            one["megabytes"],
            f"{one['clients_processor_share']:.2f}",
        )
        for one in rows(found, "processes", SHIPPED)
    ]
    heads = ["processes", "page run", "runs a second", "errors", "together, MB"]
    return table([*heads, "processors: readers"], lines)


def _growth(found: Results) -> str:
    shown = sizes(found)
    lines: list[list[object]] = []
    for key, series in SERIES.items():
        values = across(found, key)
        if values:
            points = [amount(found, size) for size in values]
            slope = exponent(points, list(values.values()))
            line: list[object] = [f"{series.name}, {series.unit}"]
            line += [values.get(size) for size in shown]
            lines.append([*line, None if slope is None else f"{slope:.2f}"])
    heads = ["what", *(f"{called(size)} ({amount(found, size):,} points)" for size in shown)]
    return table([*heads, "exponent"], lines)


def _bends(found: Results) -> str:
    """Which part doubles first, for who waits for it."""
    sentences = []
    for who, waiting in (("reader", "a reader"), ("host", "whoever hosts it")):
        doubled: list[tuple[float, str]] = []
        flat = []
        for key, series in SERIES.items():
            values = across(found, key)
            if series.who != who or len(values) < 2:
                continue
            at = doubled_at([amount(found, size) for size in values], list(values.values()))
            if at is None:
                flat.append(series.name)
            else:
                doubled.append((at, series.name))
        if doubled:
            told = [f"{name} (at about {_round(at)} points)" for at, name in sorted(doubled)]
            sentences.append(
                f"Of what {waiting} waits for, these take twice as much first: {', then '.join(told)}."
            )
        if flat:
            sentences.append(f"Not twice as much at any size measured: {', '.join(flat)}.")
    return " ".join(sentences) or "One size was measured; growth needs two."


def _round(value: float) -> str:
    digits = len(str(int(value))) - 2
    return f"{round(value, -max(digits, 0)):,.0f}"


def text(found: Results) -> str:
    """The document that the figures give."""
    parts = [
        BEGINNING,
        "## What was aimed at\n\n" + _targets(found) + "\n\n" + WHY,
        "## Where, when and under which load\n\n" + _circumstances(found),
        "## Growth at a glance\n\n![Small multiples: each measure over the number of points, both axes as logarithms]"
        "(benchmarks/growth.svg)\n\n" + _bends(found),
        "## Questions\n\nMilliseconds of `ask`: the median of the questions' medians, and the slowest of them.\n\n"
        + _questions(found),
        "Leading questions without a filter, milliseconds, median / p95:\n\n" + _leading(found),
        "<details><summary>Every question: milliseconds of <code>ask</code> (times the bare SQL), without a filter and "
        "under the two filters that take longest</summary>\n\n"
        + _every_question(found)
        + "\n\n</details>",
        "## Beside Datasette\n\nPoints by theme, milliseconds, median / p95; the last column is a ratio of medians.\n\n"
        + _facets(found),
        "## A page run\n\nMilliseconds of server time, median / p95, and what the page sends without a filter.\n\n"
        + _pages(found),
        "## In the browser\n\nMilliseconds, median / p95. A choice counts from the click; of it the server takes what "
        "stands in the first column, the rest is the browser's.\n\n" + _browser(found),
        "## Many readers\n\nMilliseconds, median / p95; readers think 5 seconds in the mean between two choices; the "
        "last two columns are shares of one processor.\n\n"
        "![Page runs and memory over the number of readers](benchmarks/readers.svg)\n\n"
        + _readers(found),
        "## Several processes\n\nBehind nginx with the settings of `deploy/`, on one database; milliseconds, "
        "median / p95.\n\n" + _processes(found),
        "## What it is started with\n\nMilliseconds, median / p95, with the shipped data; `make run` uses "
        "`python -m server.serve`.\n\n" + _servers(found),
        "## Growth\n\n" + _growth(found),
        READING,
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def write() -> None:
    """Write document and pictures from the JSON."""
    found = results.read()
    DOCUMENT.write_text(text(found), encoding="utf-8")
    for name, drawn in pictures.drawn(found).items():
        (results.FOLDER / name).write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    write()
