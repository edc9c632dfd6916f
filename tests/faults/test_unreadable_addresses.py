"""Cells that look like addresses and cannot be read as one: nothing fails whole because of them.

The rules of the tables may refuse such cells, so they are left out here: what is served must hold without them.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pandas as pd
import pytest

from data import build
from data.settings import using
from exports import package
from tests.faults.asking import Answer, application, ask_all
from tests.pages.visiting import visit
from tests.queries import variants

CELLS = ("https://[TBD]", "https://[", "https://)(", "https://℀.example/", "https://e.example:x/")
COLUMNS = ("website", "source_url", "document_url", "other_source_urls")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables with CELLS in every column of addresses, and their database."""
    folder = variants.copy(tmp_path_factory.mktemp("addresses"))

    def fill(rows: pd.DataFrame) -> pd.DataFrame:
        cells = cycle(CELLS)
        filled = {name: [next(cells) for _row in rows.index] for name in COLUMNS if name in rows}
        return rows.assign(**filled)

    for path in folder.glob("*.csv"):
        variants.edit(folder, path.stem, fill)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "find_problems", lambda *_arguments: [])
        build.build(folder, folder / "addresses.duckdb")
    return folder


@pytest.fixture(autouse=True)
def served(tables: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The dashboard shows them."""
    monkeypatch.setattr(package, "ensure_database", lambda: None)
    with using(source=tables, database=tables / "addresses.duckdb"):
        yield


def answers(*addresses: str) -> list[Answer]:
    received: list[Answer] = []
    ask_all(application(), addresses, received.append)
    assert [(answer.address, answer.status) for answer in received if answer.status != 200] == []
    return received


def test_the_package_is_there_and_names_them_as_they_are() -> None:
    (answer,) = answers("/api/v1/package.zip")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("datapackage.json"))
        descriptor = json.loads(archive.read(name))
    sources = [
        source for resource in descriptor["resources"] for source in resource.get("sources", ())
    ]
    assert {"title": "https://[TBD]", "path": "https://[TBD]"} in sources
    assert all(source["title"] for source in sources)


def test_the_command_line_writes_the_package(tmp_path: Path) -> None:
    assert package.main([str(tmp_path / "release")]) == 0
    assert (tmp_path / "release" / "SHA256SUMS").exists()


def test_everything_else_that_is_served_by_address_is_there() -> None:
    submission, organisation = "tccm-rev2", "jpnic"
    answers(
        *("/", "/feed.atom", "/sitemap.xml", "/robots.txt", "/light/", "/light/submissions"),
        *("/light/organisations", "/light/points", "/light/themes", "/light/claims"),
        *(f"/{where}?id={submission}" for where in ("submission", "api/v1/submission.json")),
        *(f"/{where}?id={organisation}" for where in ("organisation", "api/v1/organisation.json")),
        f"/light/submission/{submission}",
        f"/light/organisation/{organisation}",
        "/light/theme/igf-funding",
        "/light/claim/ch-igf-funding-unstable",
        *("/api/v1/submissions.csv", "/api/v1/submissions.xlsx", "/api/v1/parquet.zip"),
    )


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", {}),
        ("submissions", {}),
        ("points", {}),
        ("through_the_review", {}),
        ("what_became_of_it", {}),
        ("who_signed_what", {}),
        ("action_lines", {}),
        ("submission", {"id": "tccm-rev2"}),
        ("organisation", {"id": "jpnic"}),
        ("goal", {"id": "9"}),
        ("data_and_method", {"part": "tables"}),
    ],
)
def test_full_pages_are_drawn(page: str, query: dict[str, str]) -> None:
    visit(page, **query)
