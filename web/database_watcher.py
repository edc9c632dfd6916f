"""Keeps data to be shown: builds the database where there is none that can be read, and says what is wrong with it."""

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
"""Seconds until a build is tried again that the machine, not the tables, kept from coming to its end."""

State = tuple[tuple[str, Stamp | None], ...]


class DatabaseWatcher:
    """Looks after the database of this process; to be asked by one thread at a time.

    A database that can be read is left alone. One that cannot is built anew from the tables: once, when both stand
    still; again when one of them has changed, or after PAUSE if it was the machine that failed. So tables that
    break rules are checked once for every time they are saved, and a full disk is tried once a minute. One that does
    not build (``builds``) waits until somebody else has built, and so does one of a Spark Connect server.
    """

    def __init__(
        self, place: Path | str | None = None, source: Path | None = None, *, builds: bool = True
    ) -> None:
        place = place or data_set().answers_from
        self._builds = builds and isinstance(place, Path)
        self._place = place
        self._database = place if isinstance(place, Path) else data_set().database
        self._source = source or data_set().source
        self._told = ""
        self._seen: State = ()
        self._tried: State = ()
        self._again = 0.0

    def start(self) -> bool:
        """Build the database if it is not that of the tables; whether there is data to show, maybe older."""
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

    def look(self) -> bool:
        """Whether there is data to show now, after mending what can be mended."""
        if self._readable() or not self._builds:
            return self._readable()
        state = self._state()
        if state != self._seen:
            self._seen = state
            return False
        if state == self._tried and time.monotonic() < self._again:
            return False
        self._build(lambda: build(self._source, self._database))
        return self._readable()

    def _readable(self) -> bool:
        try:
            opened = current(self._place)
        except DatabaseUnavailable as error:
            if self._told != str(error):
                self._told = str(error)
                LOG.error("There is no data to show. %s", error)
            return False
        if self._told:
            self._told = ""
            LOG.info("There is data to show again: %s", opened.version)
        return True

    def _build(self, make: Callable[[], Release]) -> bool:
        self._seen = self._tried = self._state()
        self._again = time.monotonic() + RETRY_INTERVAL
        try:
            make()
        except DataProblems as problems:
            self._again = float("inf")
            LOG.error("The database was not built. %s", problems)
        except BuildFailed as error:
            LOG.error("The database was not built. %s", error)
        except Exception:
            LOG.exception("The database was not built")
        else:
            return True
        return False

    def _state(self) -> State:
        """The database and the tables as they are, without reading them."""
        tables = [*self._source.glob("*.csv"), self._source / FILE]
        return tuple((path.name, stamp_of(path)) for path in [self._database, *sorted(tables)])
