"""What a page sends to the browser does not grow with the data."""

from collections.abc import Iterator

import pytest

from data.build import build
from tests.server.reader import Run, reading, subjects
from tests.server.running import Server, serving
from tools.benchmarks.data import generate

SUBMISSIONS = 3_000
"""About 14 times the shipped ones, and more than any list, table or chart has room for."""

FACTOR = 2
LARGEST = 2_000_000
"""Bytes of a page, as they are before they are compressed."""


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("larger")
    data, database = folder / "data", folder / "larger.duckdb"
    generate(data, SUBMISSIONS)
    build(data, database)
    with serving(DASHBOARD_DATA=str(data), DASHBOARD_DATABASE=str(database)) as server:
        yield server


def runs(server: Server) -> dict[str, Run]:
    """A run of every page without filters, by the page's name."""
    with reading(server.address) as reader:
        pages = reader.run().pages
        of_pages = subjects(reader, pages)
        return {
            page.page_name: reader.run(page, of_pages.get(page.page_script_hash, ""))
            for page in pages
        }


def test_no_page_sends_much_more_of_a_larger_consultation(server: Server, larger: Server) -> None:
    shipped, large = runs(server), runs(larger)
    assert shipped.keys() == large.keys()
    growth = {
        name: f"{shipped[name].size:,} -> {run.size:,} bytes"
        for name, run in large.items()
        if run.size > min(FACTOR * shipped[name].size, LARGEST)
    }
    assert growth == {}
