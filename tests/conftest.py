import os
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from cards import registry
from cards.query import Query
from components import downloads
from components.disclosure import Disclosure
from data.build import ensure_database
from data.settings import VARIABLES, using
from queries import engines
from tests import durations, garbage_collection, reliability
from tests.examples import shipped
from tests.pages import hostile
from tests.queries.oracle import Oracle
from web import first_paint

settings.register_profile(
    "busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy machine")

# Hypothesis also tries constants of whichever modules are loaded by then: without these, examples that are to be the
# same in every run are so whichever tests run before.
providers._get_local_constants = providers.Constants

for inherited in ("MAKELEVEL", "MAKEFLAGS", "MFLAGS", "MAKEOVERRIDES", *VARIABLES):
    # `make test` hands the first on; a user's make, which the tests start, begins without them. The others would name
    # another data set than the one that comes with the dashboard.
    os.environ.pop(inherited, None)


TESTS = Path(__file__).parent

SLOW = (
    *("benchmarks/", "browser/", "deploy/", "faults/", "server/"),
    *("setup/test_other_systems.py", "spark/"),
)
"""Tests that take long, or need packages that only `make test-slow` installs."""

ALONE = (
    *("benchmarks/", "deploy/", "spark/", "faults/test_full_disk.py", "faults/test_killed_"),
    *("faults/test_running_server.py", "server/test_fair_share.py", "server/test_flood.py"),
    *(
        "server/test_leaving.py",
        "server/test_start.py",
        "server/test_watchdog.py",
        "server/test_websocket.py",
    ),
)
"""Slow tests that run one after the other: they kill, flood, fill or wait, and would disturb others."""

JOURNEY = TESTS / "browser" / "test_journey.py"
"""The reader's way in a real browser, which every run of `make test` goes."""


LONG = (
    *("golden/", "pages/", "consultation/", "docs/test_adding.py", "docs/test_suggesting.py"),
    *("docs/test_own_consultation.py", "data/test_parquet.py"),
    *("api/test_by_schemathesis.py", "api/test_parity.py", "api/test_sql.py"),
)
"""Tests that `make quick` leaves out, besides those marked so: they visit pages or run commands many times."""

EVERY_PAGE = TESTS / "pages" / "test_every_page.py"
"""One visit of each page, which `make quick` makes, too."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Without the slow tests, do not even import them: what they need may not be installed. Nor the long ones."""
    expression = str(config.option.markexpr)
    if collection_path in (TESTS, JOURNEY.parent, EVERY_PAGE.parent):
        return None
    slow = expression.startswith(("not slow", "rest")) and is_slow(collection_path)
    return slow or ("not long" in expression and is_long(collection_path)) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by where they stand, and what of the wide ones is left to `make test-slow`."""
    wide: dict[str, list[pytest.Function]] = {}
    for item in items:
        if item.path == JOURNEY:
            item.add_marker("browser")
        elif is_slow(item.path):
            item.add_marker("slow")
            if os.path.relpath(item.path, TESTS).startswith(ALONE):
                item.add_marker("alone")
        elif is_long(item.path):
            item.add_marker("long")
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("random")
        if item.get_closest_marker("wide") and isinstance(item, pytest.Function):
            wide.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for cases in wide.values():
        chosen = some_of(cases)
        for item in cases:
            if item not in chosen:
                item.add_marker("rest")


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end."""
    garbage_collection.collect_seldom()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Keep what the tests that passed have counted, and how long all took."""
    passed = terminalreporter.stats.get("passed", [])
    reliability.keep((report.nodeid, report.user_properties) for report in passed)
    all_reports = chain.from_iterable(terminalreporter.stats.values())
    durations.keep(
        (report.nodeid, report.duration)
        for report in all_reports
        if isinstance(report, pytest.TestReport)
    )


@pytest.fixture(autouse=True)
def cards_made_anew(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the cache of cards before and after each test that patches something."""
    patched = "monkeypatch" in request.fixturenames
    if patched:
        registry._where_filled.cache_clear()
    yield
    if patched:
        registry._where_filled.cache_clear()


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Count what a test tried, by a name of ``reliability.ROWS``."""

    def count(**numbers: int) -> None:
        for name, number in numbers.items():
            label = name.replace("_", " ")
            assert label in reliability.ROWS
            record_property(f"{reliability.PREFIX}{label}", number)

    return count


def some_of(cases: list[pytest.Function]) -> list[pytest.Function]:
    """As many cases of a test as its mark says, evenly spread; else a few that have each value of each parameter."""
    marker = cases[0].get_closest_marker("wide")
    if marker and marker.args:
        number = min(marker.args[0], len(cases))
        return [cases[index * len(cases) // number] for index in range(number)]
    chosen: list[pytest.Function] = []
    value_counts: Counter[tuple[str, int]] = Counter()
    while any(values(case) - value_counts.keys() for case in cases):
        chosen.append(
            max(
                cases,
                key=lambda case: (
                    len(values(case) - value_counts.keys()),
                    -sum(value_counts[value] for value in values(case)),
                ),
            )
        )
        value_counts.update(values(chosen[-1]))
    return chosen


def values(case: pytest.Function) -> set[tuple[str, int]]:
    """The values of a case's parameters, which cases share as the same objects."""
    return {(name, id(value)) for name, value in case.callspec.params.items()}


def is_slow(path: Path) -> bool:
    """Whether a test module, or all modules of a folder, take long."""
    return f"{os.path.relpath(path, TESTS)}/".startswith(SLOW) and path != JOURNEY


def is_long(path: Path) -> bool:
    """Whether `make quick` leaves a test module out."""
    return os.path.relpath(path, TESTS).startswith(LONG) and path != EVERY_PAGE


@pytest.fixture(scope="session", autouse=True)
def database() -> None:
    """The database of the shipped tables is there and up to date."""
    ensure_database()


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """A busy machine may take longer than the seconds that a reader's question or a first paint has."""
    engines.TIME_LIMIT = first_paint._LATEST = 60.0


@pytest.fixture(scope="session")
def oracle() -> Oracle:
    """The oracle of the shipped tables."""
    return shipped()


@pytest.fixture(scope="session")
def hostile_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database whose texts look like markup."""
    return hostile.built(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def hostile_data(hostile_database: Path) -> Iterator[None]:
    """Pages are filled from the hostile tables."""
    with using(database=hostile_database):
        yield


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Query]:
    """The queries that the cards of visited pages offer as files, by the cards' keys."""
    queries: dict[str, Query] = {}
    original = downloads.files_button

    def files_button(key: str, query: Query, *arguments: Any, **options: Any) -> Disclosure:
        queries[key] = query
        return original(key, query, *arguments, **options)

    monkeypatch.setattr(downloads, "files_button", files_button)
    return queries
