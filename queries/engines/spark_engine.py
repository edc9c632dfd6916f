"""The questions answered by Apache Spark, through Spark Connect, from Parquet files that data.build wrote.

One session of Spark belongs to one version of the data; all threads share it, and what each asks runs under a tag of
its own, by which it can be interrupted. A version's files never change, so that answers are of the version they say.
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
from queries.engines import base
from queries.engines.base import BATCH, RETRY, DatabaseUnavailable, too_slow
from queries.engines.spark_sql import COLUMNS, to_spark
from queries.literals import inline_values

with warnings.catch_warnings():
    # Answers come as Arrow and become frames in DuckDB: PySpark's own way to pandas is not gone.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    from pyspark.errors import PySparkException
    from pyspark.errors.exceptions.connect import SparkConnectGrpcException
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.plan import SQL
    from pyspark.sql.connect.session import SparkSession

logging.getLogger("SQLQueryContextLogger").disabled = True  # it writes out errors that are raised

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
        missing = base.missing_column(self._shape)
        if missing:
            raise DatabaseUnavailable(
                f"The tables in {tables} were made by another version of the dashboard "
                f"(they have no {missing}): {_REMEDY}."
            )

    def current(self) -> bool:
        """Whether the files are still of this version; DatabaseUnavailable if the server does not say."""
        with self._answering():
            return self._named()[3] == self.folder

    def frame(
        self, sql: str, parameters: dict[str, Any], limit: float | None = None
    ) -> pd.DataFrame:
        """What DuckDB would answer to ``sql``, in the same types (``Engine.frame``)."""
        return self._rows(sql, parameters, limit).df()

    def batches(
        self, sql: str, parameters: dict[str, Any], limit: float | None = None
    ) -> Generator[pd.DataFrame]:
        """``Engine.batches``; the rows come from the server at once and are held as Arrow."""
        rows = self._rows(sql, parameters, limit)
        vectors = BATCH // duckdb.__standard_vector_size__
        frame = rows.fetch_df_chunk(vectors)
        yield frame
        while len(frame := rows.fetch_df_chunk(vectors)):
            yield frame

    def _rows(
        self, sql: str, parameters: dict[str, Any], limit: float | None
    ) -> duckdb.DuckDBPyConnection:
        """Spark's rows, typed by DuckDB, which asks the same of tables without rows."""
        with self._shape.cursor() as cursor:
            described = cursor.execute(sql, parameters).description
        seconds = base.seconds_allowed(limit)
        with self._answering(), self._limited(seconds):
            answer = self._asked(to_spark(inline_values(sql, parameters)))
        places = [f"c{place}" for place in range(len(described))]
        typed = ", ".join(
            f'{place}::{type_} AS "{name}"'
            for place, (name, type_, *_) in zip(places, described, strict=True)
        )
        rows = self._shape.cursor()
        rows.register("answer", answer.rename_columns(places))
        return rows.execute(f"SELECT {typed} FROM answer")  # noqa: S608 - names and types that DuckDB says

    @contextmanager
    def _limited(self, seconds: float) -> Iterator[None]:
        """Interrupt what this thread asks in the block when ``seconds`` are over, until it has ended."""
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
                f"Spark does not answer at {_shown(self.address)}: start its Connect server, or correct "
                "DASHBOARD_DATABASE. The dashboard goes on by itself when it answers."
            ) from error

    def _named(self) -> tuple[str, str, str, str]:
        """Release, version, content hash and folder of the data as they are named now."""
        said = f"`{self.tables}/{parquet.RELEASE}`"
        sql = f"SELECT release, data_version, content_hash, folder FROM parquet.{said}"  # noqa: S608 - the operator's
        try:
            ((release, version, content, folder),) = self._values(sql)
        except (PySparkException, ValueError) as error:
            if _is_gone(error):
                raise
            first = str(error).partition("\n")[0]
            raise DatabaseUnavailable(
                f"Spark cannot read {self.tables}/{parquet.RELEASE}: {_REMEDY}. Spark says: {first}"
            ) from error
        return release, version, content, folder

    def _registered(self) -> duckdb.DuckDBPyConnection:
        """Make a view of each table in the session; return a database with the same tables without rows."""
        self._view(parquet.COLUMNS, COLUMNS)
        columns: dict[str, list[str]] = {}
        listed = f"SELECT table_name, column_name, data_type FROM {COLUMNS} ORDER BY table_name, column_index"  # noqa: S608
        for table, column, type_ in self._values(listed):
            columns.setdefault(table, []).append(f'"{column}" {type_}')
        shape = duckdb.connect(":memory:")
        for table, defined in columns.items():
            self._view(table, table)
            shape.execute(f'CREATE TABLE "{table}" ({", ".join(defined)})')
        return shape

    def _view(self, file: str, name: str) -> None:
        path = f"{self.tables}/{self.folder}/{file}.parquet".replace("'", "\\'")
        # USING, so that the files are looked at once, here, and not again with every question.
        self._session.sql(f"CREATE TEMPORARY VIEW `{name}` USING parquet OPTIONS (path '{path}')")

    def _values(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in self._asked(sql).to_pylist()]

    def _asked(self, sql: str) -> pa.Table:
        """A query's rows in one request: session.sql(...).toArrow() makes three, and Spark analyses it in each."""
        client = self._session.client
        return client.to_table(SQL(sql).to_proto(client), {})[0]


def _is_gone(error: Exception) -> bool:
    """Whether an error means that the server is unreachable or lost the session."""
    if isinstance(error, grpc.RpcError):
        return True
    code = error.getGrpcStatusCode() if isinstance(error, SparkConnectGrpcException) else None
    return code is grpc.StatusCode.UNAVAILABLE or any(sign in str(error) for sign in _GONE)


def _shown(address: str) -> str:
    """The address without its parameters, which may include a token."""
    return address.partition("/;")[0]


_lock = threading.RLock()
_serving: SparkDatabase | None = None
_looked = float("-inf")
_failed = ""


def newest(address: str, tables: str) -> SparkDatabase:
    """The tables as they are named now, checked at most every LOOK seconds.

    While other tables that cannot be read have been named, the earlier ones go on serving. Raises DatabaseUnavailable,
    for RETRY seconds without asking again, while the server does not answer.
    """
    global _serving, _looked, _failed
    opened, waited = _serving, time.monotonic() - _looked
    if (
        opened is not None
        and opened.address == address
        and opened.tables == tables
        and waited < LOOK
    ):
        return opened
    with _lock:
        opened, waited = _serving, time.monotonic() - _looked
        if opened is not None and (opened.address, opened.tables) != (address, tables):
            opened = _serving = None
            waited = RETRY
        if opened is None and waited < RETRY:
            raise DatabaseUnavailable(_failed)
        if opened is None or waited >= LOOK:
            _looked = time.monotonic()
            try:
                if opened is None or not opened.current():
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
    global _serving, _looked
    with _lock:
        if _serving is gone:
            _serving = None
            _looked = float("-inf")
