"""A fictional consultation as another data set to serve, and what its pages show."""

from __future__ import annotations

import json
import os
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

Pages = list[dict[str, Any]]


def visited(data: Path, folder: Path) -> Pages:
    """What every page of a data set shows, read by a process that serves it."""
    target = folder / "pages.json"
    ended = subprocess.run(
        [sys.executable, "-m", "tests.consultation.visits", str(target)],
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
    assert ended.returncode == 0, ended.stderr[-2000:]
    pages: Pages = json.loads(target.read_text(encoding="utf-8"))
    return pages
