"""The notebook for a first look at the data: that of examples/, adapted to the data set and the site that offers it."""

from __future__ import annotations

import json
from pathlib import Path

from exports.dataset import Fixed
from exports.zip_export import as_json
from i18n import N_, dataset_texts, routes

NOTEBOOK = Fixed(
    "first-look.ipynb",
    N_("A notebook that begins with the whole data set in pandas, DuckDB and R"),
    "application/x-ipynb+json",
)

_FILE = Path(__file__).parents[1] / "examples" / NOTEBOOK.name

_NOWHERE = 'BASE = ""'
"""The line of its Python and R code that names the site from which it fetches files."""

_DATABASE = "wsis20.duckdb"
"""The database's name in the notebook of examples/; ``first_look`` replaces it by the data set's own."""


def first_look(home: str = "") -> bytes:
    """The notebook. It fetches files that are not in its folder from the site ``home``, if that is given."""
    base = f"BASE = {json.dumps(f'{home}{routes.API}')}" if home else _NOWHERE
    document = json.loads(_FILE.read_text(encoding="utf-8"))
    for cell in document["cells"]:
        cell["source"] = [
            line.replace(_NOWHERE, base).replace(_DATABASE, dataset_texts.database_file())
            for line in cell["source"]
        ]
    return as_json(document)
