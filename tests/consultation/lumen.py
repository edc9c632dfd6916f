"""A fictional consultation as another data set to serve, and what its pages show."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from data.settings import read
from tests.server.running import ROOT

LUMEN = ROOT / "tests" / "consultation" / "lake-lumen"
SETTINGS = read(LUMEN)

OPTIONAL = (
    *("milestones", "claims", "claim_opposites", "claim_equivalents"),
    *("claim_outcomes", "claim_outcome_passages", "claim_coding", "double_coding"),
    *("text_paragraphs", "text_paragraph_themes", "claim_outcome_paragraphs"),
    *("organisation_parents", "merged_submissions"),
    *("action_lines", "point_action_lines", "sdgs", "point_sdgs", "action_line_sdgs"),
    *("texts", "text_passages", "synonyms"),
)
"""Tables that a data set may leave empty."""

SHIPPED = re.compile(r"wsis|\bigf\b|jpnic|internet governance|\bC7\b", re.IGNORECASE)
"""Words of the shipped consultation that no other one's pages may have."""

Pages = list[dict[str, Any]]


def visited(data: Path, folder: Path, *arguments: str) -> Pages:
    """What every page of a data set shows, read by a process that serves it: visits.py, which gets ``arguments``."""
    target = folder / "pages.json"
    process = subprocess.run(
        [sys.executable, "-m", "tests.consultation.visits", str(target), *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "DASHBOARD_DATA": str(data),
            "DASHBOARD_DATABASE": str(folder / "kept.duckdb"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr[-2000:]
    pages: Pages = json.loads(target.read_text(encoding="utf-8"))
    return pages


def sound(pages: Pages) -> None:
    """No page failed, said what is the shipped consultation's, or drew a chart without a mark."""
    assert [(page["page"], page["query"]) for page in pages if "exception" in page] == []
    for page in pages:
        texts = [*page["text"], *(text for chart in page["charts"] for text in chart["texts"])]
        assert [text for text in texts if SHIPPED.search(text)] == [], page["page"]
        assert [text for text in texts if re.search(r"\bnan\b|\bNaT\b", text)] == [], page["page"]
        assert page["errors"] == []
        # What stands beside a wide chart is its lines' names, which are no marks.
        empty = [chart["alt"] for chart in page["charts"] if not chart["marks"]]
        marks = [alt for alt in empty if not alt.startswith("Lines of the chart: ")]
        assert marks == [], (page["page"], page["query"])
