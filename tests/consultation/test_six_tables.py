"""A consultation of the six tables that must have rows: it has no page, and no word, of what the others would hold."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.build import ensure_database
from data.schema_metadata import described
from data.settings import using
from i18n import page_menu, routes
from intake.batches.template import FIRST_BATCH
from intake.new import make
from tests.consultation import empty
from tests.consultation.lumen import SHIPPED
from tests.pages.visiting import seen, visit

OF_OTHER_TABLES = {"action_lines", "what_became_of_it"}
"""Pages that have nothing to show without action lines, or without texts."""


@pytest.fixture(scope="module", autouse=True)
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("six") / "own"
    make(folder)
    for name, row in FIRST_BATCH.items():
        fill(folder / f"{name}.csv", row)
    with using(source=folder):
        ensure_database()
        yield


def fill(path: Path, row: dict[str, str]) -> None:
    """Write a table of one row, with what an import fills in."""
    (table,) = [one for one in described() if one.name == path.stem]
    filled = {
        "added_on": "2026-03-03",
        "source_url": FIRST_BATCH["submissions"]["source_url"],
        **row,
    }
    columns = [field.name for field in table.fields]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerow(filled)


def test_no_menu_list_or_search_names_a_page_that_has_nothing_to_show() -> None:
    assert not OF_OTHER_TABLES & {
        page.name for pages in page_menu.grouped().values() for page in pages
    }
    assert "outcome" not in page_menu.grouped()
    asked = empty.client()
    for address in ("/llms.txt", "/sitemap.xml", "/light/challenges"):
        said = asked.get(address).text
        for name in OF_OTHER_TABLES:
            page = routes.PAGES[name]
            assert f"/light/{page.light}" not in said, address
            assert f"/{page.path}<" not in said, address


@pytest.mark.parametrize("name", sorted(OF_OTHER_TABLES))
def test_such_a_page_says_so_to_whom_an_old_link_leads_there(name: str) -> None:
    said = seen("\n".join(visit(name).markdown()))
    assert "contain no action lines" in said or "contains no draft or adopted text" in said


def test_the_overview_has_no_word_of_another_consultation() -> None:
    said = seen("\n".join(visit("overview").markdown()))
    assert not SHIPPED.search(said)
    assert "A new consultation" in said
