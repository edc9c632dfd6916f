"""Batches for tests: one that is in order, as sheets of rows, each of which a test may change."""

import csv
from pathlib import Path
from typing import Any

PAGE = "https://lumen.example/statement"

Rows = list[list[Any]]


def in_order() -> dict[str, Rows]:
    """A new submission by a new organisation, signed by a known one, with two points."""
    return {
        "organisations": [
            [
                "organisation_id",
                "name",
                "short_name",
                "stakeholder_group",
                "scope",
                "country_code",
                "website",
            ],
            [
                *("lumen-watch", "Lumen Watch", None, "civil-society", "national", "KEN"),
                "https://lumen.example",
            ],
        ],
        "submissions": [
            [
                *(
                    "submission_id",
                    "title",
                    "stage_id",
                    "submitted_on",
                    "date_precision",
                    "language",
                ),
                *("document_type", "publisher", "source_url"),
            ],
            [
                *(
                    "lumen-rev1",
                    "Lumen Watch on the first revision",
                    "rev1",
                    "2025-11",
                    "month",
                    "en",
                ),
                *("open-letter", "Lumen Watch", PAGE),
            ],
        ],
        "signatories": [
            ["submission_id", "organisation_id", "role", "source_url"],
            ["lumen-rev1", "lumen-watch", "author", PAGE],
            ["lumen-rev1", "jpnic", "signatory", PAGE],
        ],
        "points": [
            ["point_id", "submission_id", "kind", "theme_id", "claim_id", "summary", "source_url"],
            [
                "lumen-rev1.1",
                "lumen-rev1",
                "challenge",
                "igf-funding",
                None,
                "Money is short, again.",
                PAGE,
            ],
            [
                "lumen-rev1.2",
                "lumen-rev1",
                "position",
                "human-rights",
                None,
                "Rights hold online.",
                PAGE,
            ],
        ],
    }


def as_csv(sheets: dict[str, Rows], folder: Path) -> Path:
    """Write the sheets into a new folder, as CSV files."""
    folder.mkdir()
    for table, rows in sheets.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder
