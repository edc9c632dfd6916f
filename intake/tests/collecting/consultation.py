"""A small data set whose submissions stand on a site of this machine, with letters that name signatories."""

import csv
import shutil
from collections.abc import Collection
from pathlib import Path

from data import SOURCE
from intake.tests.collecting.made_up import letters
from intake.tests.collecting.site import Site, page, redirect, status
from intake.tests.suggesting import making

NAMES = (
    "Access Now",
    "ARTICLE 19",
    "Lake Lumen Digital Commons (LLDC)",
    "Japan Network Information Centre",
    "Wikimedia Foundatoin",
)

KNOWN = ("a19", "access-now", "wmf")
"""Organisations that the data set knows, as signatories of foc-general."""

LETTER = f"""<!DOCTYPE html><html lang="en"><head><title>Letter</title></head><body><main>
<h1>Joint letter on the zero draft</h1><p>3 October 2025</p>
<p>We welcome the draft. This letter is signed by 24 organisations.</p>
<h2>Signatories</h2><ul>{"".join(f"<li>{name}</li>" for name in NAMES)}</ul></main></body></html>"""

COLUMNS = ("source_url", "document_url", "stated_signatory_count", "submitted_on", "date_precision")


def submissions(site: Site) -> dict[str, tuple[str, str, str, str, str]]:
    """Id of a submission -> its cells in COLUMNS; the ids are of the shipped data set."""
    at = site.address
    return {
        "tccm-gdc": (at("/page"), at("/letter.html"), "19", "2025-10", "month"),
        "foc-general": (at("/columns.pdf"), "", "40", "2025-03-10", "day"),
        "5rights-gdc": (at("/gone"), at("/moved"), "9", "2023-04-25", "day"),
        "gdjf-hle-2025": (at("/private/list"), at("/busy"), "100", "2025-07-08", "day"),
        "unesco-unesco": (at("/logos"), "", "", "2021-10-15", "day"),
    }


def made(folder: Path, site: Site) -> Path:
    """The tables of the shipped data set with no submissions but those above, and some who signed one of them."""
    folder.mkdir()
    for path in [*SOURCE.glob("*.csv"), SOURCE / "settings.toml"]:
        shutil.copy(path, folder)
    settings = folder / "settings.toml"
    lines = settings.read_text(encoding="utf-8")
    settings.write_text('contact = "data@lumen.example"\n' + lines, encoding="utf-8")
    cells_by_id = submissions(site)
    texts = _rows(folder, "submissions", "submission_id", cells_by_id)
    for row in texts:
        row |= dict(zip(COLUMNS, cells_by_id[row["submission_id"]], strict=True))
    signatories = _rows(folder, "signatories", "submission_id", cells_by_id)
    first = next(row for row in signatories if row["submission_id"] == "foc-general")
    signatories += [
        {**first, "organisation_id": identifier, "role": "signatory"} for identifier in KNOWN
    ]
    points = _rows(folder, "points", "submission_id", cells_by_id)
    ids = {row["point_id"] for row in points}
    parties = {row["organisation_id"] for row in signatories}
    synonyms = _rows(folder, "synonyms")
    tables = {
        "submissions": texts,
        "signatories": signatories,
        "points": points,
        "merged_submissions": _rows(folder, "merged_submissions", "submission_id", cells_by_id),
        "double_coding": _rows(folder, "double_coding", "submission_id", cells_by_id),
        "organisations": _rows(folder, "organisations", "organisation_id", parties),
        "organisation_parents": [
            row
            for row in _rows(folder, "organisation_parents", "organisation_id", parties)
            if row["parent_id"] in parties
        ],
        "synonyms": [
            row for row in synonyms if row["kind"] != "organisation" or row["id"] in parties
        ],
    } | {
        table: _rows(folder, table, "point_id", ids)
        for table in ("point_action_lines", "point_sdgs", "claim_coding")
    }
    for table, rows in tables.items():
        path = folder / f"{table}.csv"
        columns = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def _rows(
    folder: Path, table: str, column: str = "", values: Collection[str] = ()
) -> list[dict[str, str]]:
    """The rows of a table; with a column, those that have a wanted cell there."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not column or row[column] in values]


def fill(site: Site, folder: Path) -> None:
    """Put the pages onto the site; `folder` is for files that are made on the way."""
    columns = next(
        letter for letter in letters() if (letter.form, letter.language) == ("columns", "en")
    )
    pdf = columns.write(folder).read_bytes()
    word = making.word(folder / "letter.docx", making.word_letter).read_bytes()
    site.pages |= {
        "/robots.txt": page("User-agent: *\nDisallow: /private/", "text/plain"),
        "/page": page(
            "<main><h1>Letter on the draft is out</h1><p>Read it here.</p></main>", ETag='"1"'
        ),
        "/letter.html": page(LETTER, ETag='"2"'),
        "/columns.pdf": page(pdf, "application/octet-stream"),
        "/moved": redirect("/letter.docx", 301),
        "/letter.docx": page(word, "application/octet-stream"),
        "/gone": status(404),
        "/busy": status(503),
        "/logos": page(
            "<main><h1>Our joint call</h1><h2>Signatories</h2>"
            '<img src="a.png" alt="Logo of Access Now"><img src="b.png" alt="ARTICLE 19 logo">'
            '<img src="c.png" alt="Flag of Kenya"><img src="d.png"></main>'
        ),
    }
