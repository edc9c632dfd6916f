"""The questions answered by Apache Spark, through Spark Connect, from Parquet files that data.build wrote.

One session of Spark belongs to one version of the data. All threads share it; each query runs under its own tag, by
which it can be interrupted. A version's files never change, so answers always belong to the version that they name.
"""

from __future__ import annotations

import logging
import threading
import time
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import duckdb
import grpc
import pandas as pd
import pyarrow as pa

from data import parquet
from queries import engines
from queries.engines import BATCH, RETRY, DatabaseUnavailable, too_slow
from queries.engines.spark_sql import COLUMNS, to_spark
from queries.questions import inline_values

with warnings.catch_warnings():
    # Answers come as Arrow and DuckDB turns them into frames: PySpark's own conversion to pandas is not used.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    from pyspark.errors import PySparkException
    from pyspark.errors.exceptions.connect import SparkConnectGrpcException
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.plan import SQL
    from pyspark.sql.connect.session import SparkSession

logging.getLogger("SQLQueryContextLogger").disabled = True  # it logs errors that are raised anyway

LOOK = 5.0
"""Seconds between two checks of the files' version."""

_REMEDY = (
    "run `wsis20 build --to parquet --target FOLDER` and set DASHBOARD_TABLES to that folder "
    "as Spark sees it"
)

_GONE = (
    "SESSION_NOT_FOUND",
    "SESSION_CLOSED",
    "SESSION_CHANGED",
    "OPERATION_NOT_FOUND",
    "RETRIES_EXCEEDED",
)


class SparkDatabase:
    """One version of the tables under ``tables``, a folder or address as the server at ``address`` sees it."""

    def __init__(self, address: str, tables: str) -> None:
        self.address = address
        self.tables = tables
        with warnings.catch_warnings(), self._answering():
            warnings.simplefilter("ignore", FutureWarning)
            self._session = SparkSession(connection=address)
            quick = DefaultPolicy(max_retries=3, initial_backoff=50, max_backoff=500)
            self._session.client.set_retry_policies([quick])
            self.release, self.version, self.content_hash, self.folder = self._named()
            self._shape = self._registered()
        missing = engines.missing_column(self._shape)
        if missing:
            raise DatabaseUnavailable(
                f"The tables in {tables} were made by another version of the dashboard "
                f"(they have no {missing}): {_REMEDY}."
            )

    def current(self) -> bool:
        """Whether the files are still of this version. Raises DatabaseUnavailable if the server does not answer."""
        with self._answering():
            return self._named()[3] == self.folder

    def frame(
        self, sql: str, parameters: dict[str, Any], limit: float | None = None
    ) -> pd.DataFrame:
        """``Engine.frame``: the rows and types that DuckDB would give."""
        return self._rows(sql, parameters, limit).df()

    def batches(
        self, sql: str, parameters: dict[str, Any], limit: float | None = None
    ) -> Generator[pd.DataFrame]:
        """``Engine.batches``; all rows come from the server at once and stay in memory as Arrow."""
        rows = self._rows(sql, parameters, limit)
        vectors = BATCH // duckdb.__standard_vector_size__
        frame = rows.fetch_df_chunk(vectors)
        yield frame
        while len(frame := rows.fetch_df_chunk(vectors)):
            yield frame

    def _rows(
        self, sql: str, parameters: dict[str, Any], limit: float | None
    ) -> duckdb.DuckDBPyConnection:
        """Spark's rows, cast to the types that DuckDB gives the same query on tables without rows."""
        with self._shape.cursor() as cursor:
            description = cursor.execute(sql, parameters).description
        seconds = engines.seconds_allowed(limit)
        with self._answering(), self._limited(seconds):
            answer = self._arrow_table(to_spark(inline_values(sql, parameters)))
        aliases = [f"c{number}" for number in range(len(description))]
        columns = ", ".join(
            f'{alias}::{type_} AS "{name}"'
            for alias, (name, type_, *_) in zip(aliases, description, strict=True)
        )
        rows = self._shape.cursor()
        rows.register("answer", answer.rename_columns(aliases))
        return rows.execute(f"SELECT {columns} FROM answer")  # noqa: S608 - names and types that DuckDB says

    @contextmanager
    def _limited(self, seconds: float) -> Iterator[None]:
        """Interrupt this thread's query after ``seconds``, again and again until the block ends."""
        tag, done, late = uuid4().hex, threading.Event(), threading.Event()

        def interrupt() -> None:
            if not done.wait(seconds):
                late.set()
            while not done.wait(0.1):
                self._session.interruptTag(tag)

        self._session.addTag(tag)
        threading.Thread(target=interrupt, daemon=True).start()
        try:
            yield
        except PySparkException as error:
            if late.is_set() and not _is_gone(error):
                raise too_slow(seconds) from error
            raise
        finally:
            done.set()
            self._session.removeTag(tag)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Raise DatabaseUnavailable if the server is unreachable, and open a new session later."""
        try:
            yield
        except (PySparkException, grpc.RpcError) as error:
            if not _is_gone(error):
                raise
            _drop(self)
            raise DatabaseUnavailable(
                f"Spark does not answer at {_without_parameters(self.address)}: start its Connect server, or correct "
                "DASHBOARD_DATABASE. The dashboard goes on by itself when it answers."
            ) from error

    def _named(self) -> tuple[str, str, str, str]:
        """Release, version, content hash and folder of the data as they are named now."""
        release_file = f"`{self.tables}/{parquet.RELEASE}`"
        sql = f"SELECT release, data_version, content_hash, folder FROM parquet.{release_file}"  # noqa: S608 - the operator's
        try:
            ((release, version, content, folder),) = self._values(sql)
        except (PySparkException, ValueError) as error:
            if _is_gone(error):
                raise
            first_line = str(error).partition("\n")[0]
            raise DatabaseUnavailable(
                f"Spark cannot read {self.tables}/{parquet.RELEASE}: {_REMEDY}. Spark says: {first_line}"
            ) from error
        return release, version, content, folder

    def _registered(self) -> duckdb.DuckDBPyConnection:
        """Make a view of each table in the session; return a database with the same tables without rows."""
        self._view(parquet.COLUMNS, COLUMNS)
        columns: dict[str, list[str]] = {}
        query = f"SELECT table_name, column_name, data_type FROM {COLUMNS} ORDER BY table_name, column_index"  # noqa: S608
        for table, column, type_ in self._values(query):
            columns.setdefault(table, []).append(f'"{column}" {type_}')
        shape = duckdb.connect(":memory:")
        for table, definitions in columns.items():
            self._view(table, table)
            shape.execute(f'CREATE TABLE "{table}" ({", ".join(definitions)})')
        return shape

    def _view(self, file: str, name: str) -> None:
        path = f"{self.tables}/{self.folder}/{file}.parquet".replace("'", "\\'")
        # USING, so that Spark inspects the files once, here, and not with every question.
        self._session.sql(f"CREATE TEMPORARY VIEW `{name}` USING parquet OPTIONS (path '{path}')")

    def _values(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in self._arrow_table(sql).to_pylist()]

    def _arrow_table(self, sql: str) -> pa.Table:
        """A query's rows in one request: session.sql(...).toArrow() makes three, and Spark analyses it in each."""
        client = self._session.client
        return client.to_table(SQL(sql).to_proto(client), {})[0]


def _is_gone(error: Exception) -> bool:
    """Whether an error means that the server is unreachable or lost the session."""
    if isinstance(error, grpc.RpcError):
        return True
    code = error.getGrpcStatusCode() if isinstance(error, SparkConnectGrpcException) else None
    return code is grpc.StatusCode.UNAVAILABLE or any(sign in str(error) for sign in _GONE)


def _without_parameters(address: str) -> str:
    """The address without its parameters, which may include a token."""
    return address.partition("/;")[0]


_lock = threading.RLock()
_serving: SparkDatabase | None = None
_checked_at = float("-inf")
_failed = ""


def newest(address: str, tables: str) -> SparkDatabase:
    """The tables as they are named now, checked at most every LOOK seconds.

    If the tables now named are unreadable, the earlier ones go on serving. Raises DatabaseUnavailable while the server
    does not answer, and asks it again only after RETRY seconds.
    """
    global _serving, _checked_at, _failed
    database, waited = _serving, time.monotonic() - _checked_at
    if (
        database is not None
        and database.address == address
        and database.tables == tables
        and waited < LOOK
    ):
        return database
    with _lock:
        database, waited = _serving, time.monotonic() - _checked_at
        if database is not None and (database.address, database.tables) != (address, tables):
            database = _serving = None
            waited = RETRY
        if database is None and waited < RETRY:
            raise DatabaseUnavailable(_failed)
        if database is None or waited >= LOOK:
            _checked_at = time.monotonic()
            try:
                if database is None or not database.current():
                    _serving = SparkDatabase(address, tables)
            except DatabaseUnavailable as error:
                _failed = str(error)
                if _serving is None:
                    raise
        if _serving is None:
            raise DatabaseUnavailable(_failed)
        return _serving


def _drop(gone: SparkDatabase) -> None:
    """Open a new session at the next question, because the server lost this one."""
    global _serving, _checked_at
    with _lock:
        if _serving is gone:
            _serving = None
            _checked_at = float("-inf")
