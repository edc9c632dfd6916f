"""The notebook that begins with the data: that of examples/, for the data set and the site that give it away."""

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
"""The line of its Python and of its R that names where files are fetched from."""

_DATABASE = "wsis20.duckdb"
"""What it calls the database, in the place of which the data set's own name is put."""


def first_look(home: str = "") -> bytes:
    """The notebook, which fetches files that do not lie beside it from the site ``home``, if one is given."""
    base = f"BASE = {json.dumps(f'{home}{routes.API}')}" if home else _NOWHERE
    document = json.loads(_FILE.read_text(encoding="utf-8"))
    for cell in document["cells"]:
        cell["source"] = [
            line.replace(_NOWHERE, base).replace(_DATABASE, dataset_texts.database_file())
            for line in cell["source"]
        ]
    return as_json(document)
