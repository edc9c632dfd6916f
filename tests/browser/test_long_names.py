"""Names of ten thousand characters, without a blank or with direction overrides: no page becomes wider for them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser

from tests.browser.reading import PATIENCE, Reader
from tests.queries import variants
from tests.server.running import ROOT, Server, serving

LUMEN = ROOT / "tests" / "consultation" / "lake-lumen"
NAMES = ("N" * 10_000, "\u202eevil\u202etxt.exe\u2066 " * 700 + "end")
COLUMNS = {"submissions": "title", "organisations": "name", "points": "summary"}
SUBMISSIONS, ORGANISATIONS = (
    pd.read_csv(LUMEN / f"{table}.csv", nrows=len(NAMES))[f"{table[:-1]}_id"].tolist()
    for table in ("submissions", "organisations")
)
FULL = (
    *("", "submissions", "organisations", "organisations?print=1", "who-signed-what", "points"),
    *(f"submission?id={identifier}" for identifier in SUBMISSIONS),
    *(f"organisation?id={identifier}" for identifier in ORGANISATIONS),
)
LIGHT = (
    *("light/", "light/submissions", "light/organisations", "light/points"),
    *(f"light/submission/{identifier}" for identifier in SUBMISSIONS),
    *(f"light/organisation/{identifier}" for identifier in ORGANISATIONS),
)
SIDEWAYS = """() => Math.max(
    document.scrollingElement.scrollWidth - innerWidth,
    ...[...document.querySelectorAll('[data-testid="stMain"]')].map(one => one.scrollWidth - one.clientWidth),
)"""
HEADINGS = """() => [...document.querySelectorAll(
    ':is(h1, h2, h3), [data-testid="stMain"] :is(.links, .list) a'
)].filter(one => one.getBoundingClientRect().height > innerHeight).map(one => one.innerText.slice(0, 60))"""


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The fictional consultation with long cells in its first rows."""
    folder = Path(shutil.copytree(LUMEN, tmp_path_factory.mktemp("long") / "data"))
    for table, column in COLUMNS.items():

        def fill(rows: pd.DataFrame, column: str = column) -> pd.DataFrame:
            rows.loc[: len(NAMES) - 1, column] = NAMES
            return rows

        variants.edit(folder, table, fill)
    environment = {"DASHBOARD_DATA": str(folder), "DASHBOARD_DATABASE": str(folder / "long.duckdb")}
    with serving(
        **environment, DASHBOARD_API_RATE="", DASHBOARD_LIGHT_RATE="", DASHBOARD_PAGE_RATE=""
    ) as server:
        yield server


@pytest.fixture(scope="module")
def phone(long_names: Server, browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    yield Reader(context.new_page(), long_names.url)
    context.close()


@pytest.mark.parametrize("path", [*FULL, *LIGHT])
def test_long_names_are_cut_or_wrapped(phone: Reader, path: str) -> None:
    answer = phone.page.goto(f"{phone.url}/{path}")
    assert answer is not None
    assert answer.status == 200
    if path in FULL:
        phone.settled()
    assert phone.page.evaluate(SIDEWAYS) <= 0
    assert phone.page.evaluate(HEADINGS) == []
