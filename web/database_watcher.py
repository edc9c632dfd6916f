"""Watches the database of this process: builds it if it cannot be read, and logs what is wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from streamlit.logger import get_logger

from data.build import BuildFailed, build, ensure_database
from data.release import Release
from data.settings import FILE, data_set
from data.validation_errors import DataProblems
from queries import DatabaseUnavailable, current
from queries.engines.duckdb_engine import Stamp, stamp_of

LOG = get_logger("wsis20")

RETRY_INTERVAL = 60.0
"""Seconds before the watcher retries a build that failed for another reason than the tables."""

State = tuple[tuple[str, Stamp | None], ...]


class DatabaseWatcher:
    """Checks and rebuilds the database of this process. Only one thread may use it at a time.

    A readable database is left alone. An unreadable one is built from the tables once neither it nor the tables have
    changed between two checks. A failed build is retried when database or tables change, and also after
    RETRY_INTERVAL unless the tables break rules. So a full disk is retried once a minute, and bad tables are checked
    once per save. With ``builds`` false, or with a Spark Connect server, the watcher only waits for others to build.
    """

    def __init__(
        self, location: Path | str | None = None, source: Path | None = None, *, builds: bool = True
    ) -> None:
        location = location or data_set().answers_from
        self._builds = builds and isinstance(location, Path)
        self._place = location
        self._database = location if isinstance(location, Path) else data_set().database
        self._source = source or data_set().source
        self._last_logged = ""
        self._last_state: State = ()
        self._tried_state: State = ()
        self._retry_at = 0.0

    def ensure(self) -> bool:
        """Build the database unless it matches the tables. Return whether there is data to show, possibly older."""
        if not self._builds:
            return self._readable()
        built = self._build(lambda: ensure_database(self._database, self._source))
        if built and not self._readable():
            built = self._build(lambda: build(self._source, self._database))
        if not self._readable():
            return False
        if not built:
            LOG.warning("The database of an earlier build is served instead")
        return True

    def check(self) -> bool:
        """Rebuild an unreadable database if it is time to. Return whether there is data to show."""
        if self._readable() or not self._builds:
            return self._readable()
        state = self._state()
        if state != self._last_state:
            self._last_state = state
            return False
        if state == self._tried_state and time.monotonic() < self._retry_at:
            return False
        self._build(lambda: build(self._source, self._database))
        return self._readable()

    def _readable(self) -> bool:
        try:
            engine = current(self._place)
        except DatabaseUnavailable as error:
            if self._last_logged != str(error):
                self._last_logged = str(error)
                LOG.error("There is no data to show. %s", error)
            return False
        if self._last_logged:
            self._last_logged = ""
            LOG.info("There is data to show again: %s", engine.version)
        return True

    def _build(self, make: Callable[[], Release]) -> bool:
        self._last_state = self._tried_state = self._state()
        self._retry_at = time.monotonic() + RETRY_INTERVAL
        try:
            make()
        except DataProblems as problems:
            self._retry_at = float("inf")
            LOG.error("The database was not built. %s", problems)
        except BuildFailed as error:
            LOG.error("The database was not built. %s", error)
        except Exception:
            LOG.exception("The database was not built")
        else:
            return True
        return False

    def _state(self) -> State:
        """Stamps of the database and of the tables' files, to notice changes without reading them."""
        tables = [*self._source.glob("*.csv"), self._source / FILE]
        return tuple((path.name, stamp_of(path)) for path in [self._database, *sorted(tables)])
