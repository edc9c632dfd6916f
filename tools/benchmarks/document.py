"""docs/BENCHMARKS.md, written from the figures in docs/benchmarks.json: `python -m tools.benchmarks.document`."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import psutil

from queries.engines import LONGEST_QUERY, TIME_LIMIT
from tests.server.running import ROOT
from tools.benchmarks.data import SHIPPED, Size

DOCUMENT = ROOT / "docs" / "BENCHMARKS.md"
FIGURES = ROOT / "docs" / "benchmarks.json"

LIBRARIES = ("streamlit", "duckdb", "pandas", "plotly", "datasette")

Rows = list[dict[str, Any]]
"""The measurements of a part at a size, in rows: title of a column -> its cell."""

Figures = dict[str, dict[str, dict[str, Any]]]
"""Part -> size -> ``taken``, the circumstances, and ``rows``."""

BEGINNING = f"""# Benchmarks

How long the dashboard takes, at three sizes and beside two other tools. `make bench` writes this page from the figures
in [benchmarks.json](benchmarks.json). No test asserts a speed.

    make bench                                         # every part at every size
    make bench SIZES="shipped 20000" DATA=folder       # any number of submissions; those in folder/s20000
    make bench PARTS="pages questions" QUICK=1         # some parts, by the names in the headings, and fewer rounds
    make bench-compare BASE=main~5                     # page runs and questions beside another commit's

New figures of a part and size replace the old ones. So rows can be of different commits: the last column says
which, a + where files had been changed since, `quick` where there were fewer rounds, and the load average before.

## Limits

- One machine at one time: an hour later, the same code took 1.6 times as long. Server, browser and readers share it.
- Sizes are numbers of submissions. All but the shipped data are made up with their shape, ten points to a submission.
- A question is stopped after {TIME_LIMIT:g} seconds ({LONGEST_QUERY:g} without filters); its card then says so. Such
  runs count as errors or as stopped."""

PARTS = {
    "ratios": """## Beside an earlier version (`make bench-compare WRITE=1`)

Milliseconds of this code and of an earlier commit, by turns in one run, each time under another selection: medians of
all page runs and of all questions, and the median of the ratios, this code : the earlier. Below 1 is faster.""",
    "pages": """## Page runs (`pages`)

Milliseconds of server time from a request on the WebSocket to the last message, under a selection that nobody asked for
before: median of each page, of these the middle and the slowest. *The same again*: with all answers kept, so without
questions, of which planning (see there) is half and more. *Streamlit alone*: a page of captions only, with as many
messages. *Stopped*: runs with a stopped question or an error. Target: 55 ms for the middle page, shipped data.""",
    "sight": """## At first sight (`sight`)

Milliseconds in Chromium from a first visit of Challenges until the answer in its HTML is painted and until the first
chart stands in its place. *Streamlit alone*: until a page of one chart and nothing else has drawn it, as Streamlit and
Plotly do by themselves. *Shift*: cumulative layout shift. Targets: 300 ms (slow network: 1,000), 1,200 ms; 0.05.""",
    "click": """## From a click to the redrawn chart (`click`)

Milliseconds in Chromium from a click on a bar of the first page until its first chart is redrawn, those in sight (two
to four), and all six. *Answers kept*: those in sight when a choice is taken back, without questions. *Scripts*,
*style*, *other work*: how long the browser is at each. Below: Streamlit's pages with the same charts, made before.
Target: 250 ms (shipped).""",
    "readers": """## Readers at once (`readers`)

Milliseconds of a page run while readers choose filters and pages, pausing about 5 s. Target: p95 400 ms (shipped).
Floor: a process runs Python on one thread at a time. *Runs a second*, times the seconds of the middle page run, is the
share of the time in which it works. Near 1, readers wait for each other; a second process helps (docs/hosting.md).""",
    "questions": """## All questions (`questions`)

Milliseconds of each question, with nothing kept of earlier answers: its median, of these the middle and the slowest;
of more than 5,000 rows, the first 1,000 and their number are read, as pages do. *Planning*: what DuckDB takes for the
middle question before it reads a row; it plans prepared statements anew, too. *One count*: of the submissions of each
theme. A page asks 3 to 10 questions, most with such counts. Target: none stopped.""",
    "pandas": """## Beside pandas (`pandas`)

Milliseconds of a question, ours and computed with pandas from tables in memory, without a filter and filtered by
stakeholder group and theme. Reading the tables into memory is not counted.""",
    "datasette": """## Beside Datasette (`datasette`)

Milliseconds of points by theme: from our data API, and as a facet from Datasette's JSON API on SQLite with indexes.
Floor: what the question itself takes stands above (`themes`, beside pandas); HTTP and JSON take the rest.""",
}
"""Part -> the text above its table."""


def cell(value: object) -> str:
    """A number with its significant digits, or text; a dash for None."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 20 else f"{value:.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def table(of_sizes: dict[str, dict[str, Any]]) -> str:
    """The rows of a part at all sizes."""
    lines = []
    for size in sorted(of_sizes, key=lambda name: 0 if name == SHIPPED else int(name)):
        conditions, rows = of_sizes[size]["taken"], of_sizes[size]["rows"]
        if not lines:
            titles = ["submissions", *rows[0], "measured"]
            lines += ["| " + " | ".join(titles) + " |", "|---" * len(titles) + "|"]
        label = size if size == SHIPPED else f"{int(size):,}"
        quick = " quick" if conditions["quick"] else ""
        measured = (
            f"{conditions['date']} `{conditions['commit']}`{quick}, load {conditions['load']:.1f}"
        )
        for row in rows:
            cells = [label, *map(cell, row.values()), measured]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def circumstances(figures: Figures) -> str:
    """Machines and versions, with their commits if there are several, and the versions of the data."""
    entries = [
        (size, size_figures["taken"])
        for part in figures.values()
        for size, size_figures in part.items()
    ]
    lines = []
    for title in ("machine", "versions"):
        commits: dict[str, set[str]] = {}
        for _size, conditions in entries:
            commits.setdefault(conditions[title], set()).add(f"`{conditions['commit']}`")
        several = len(commits) > 1
        descriptions = [
            f"{value} ({', '.join(sorted(ids))})" if several else value
            for value, ids in commits.items()
        ]
        lines.append(f"- {title.capitalize()}: {'; '.join(descriptions)}")
    data = {f"{size}: {conditions['data_version']}" for size, conditions in entries}
    return "\n".join([*lines, f"- Data versions: {'; '.join(sorted(data))}"])


def text(figures: Figures) -> str:
    """The document that the figures give."""
    sections = [f"{PARTS[part]}\n\n{table(figures[part])}" for part in PARTS if part in figures]
    return "\n\n".join([f"{BEGINNING}\n{circumstances(figures)}", *sections]) + "\n"


def taken(size: Size, quick: bool) -> dict[str, Any]:
    """The circumstances of the present measurement. Nothing in them names the machine."""
    processor = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = psutil.virtual_memory().total / 2**30
    describe = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    commit = subprocess.run(describe, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    with duckdb.connect(str(size.database), read_only=True) as connection:
        released = connection.execute("SELECT data_version FROM data_release").fetchall()
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": commit.strip(),
        "quick": quick,
        "load": round(os.getloadavg()[0], 1),
        "machine": f"{os.cpu_count()} cores ({processor[1] if processor else platform.machine()}), "
        f"{memory:.0f} GiB of memory, {platform.system()}",
        "versions": f"Python {platform.python_version()}, {libraries}",
        "data_version": released[0][0],
    }


def read() -> Figures:
    """The figures so far."""
    figures: Figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    return figures


def add(part: str, size: Size, taken: dict[str, Any], rows: Rows) -> None:
    """Replace the figures of a part at a size, and write the document anew."""
    figures = read()
    figures.setdefault(part, {})[size.name] = {"taken": taken, "rows": rows}
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    write()


def write() -> None:
    """Write the document from the figures."""
    DOCUMENT.write_text(text(read()), encoding="utf-8")


if __name__ == "__main__":
    write()
