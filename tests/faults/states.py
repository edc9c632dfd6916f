"""Databases in the states in which a server may find them, each made in the place of one that is sound."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb

HEADER, VERSION_AT = 4096, 12
"""Bytes of DuckDB's first header, and where in it the version of the file's storage stands; a checksum leads it."""

LOCKING = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("locked", flush=True)
sys.stdin.read()
"""


def removed(database: Path) -> None:
    """Nothing is there."""
    database.unlink()


def truncated(database: Path) -> None:
    """Written over with its first half."""
    content = database.read_bytes()
    database.write_bytes(content[: len(content) // 2])


def cut_at_its_end(database: Path) -> None:
    """The last bytes are missing, which DuckDB itself does not notice until it needs them."""
    content = database.read_bytes()
    database.write_bytes(content[:-2000])


def empty(database: Path) -> None:
    """No byte is left, as after a disk was full."""
    database.write_bytes(b"")


def garbage(database: Path) -> None:
    """As many bytes of something else."""
    database.write_bytes(b"no database " * (database.stat().st_size // 12))


def damaged_within(database: Path) -> None:
    """Sound at its beginning and end, so that it opens, and other bytes in every block of a table."""
    content = bytearray(database.read_bytes())
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{database}' AS damaged (READ_ONLY)")
        connection.execute("USE damaged")
        stored = "SELECT DISTINCT block_id FROM pragma_storage_info('points') WHERE block_id >= 0"
        blocks = [block for (block,) in connection.execute(stored).fetchall()]
        ((size,),) = connection.execute(
            "SELECT block_size FROM pragma_database_size() WHERE database_name = 'damaged'"
        ).fetchall()
    assert blocks
    for block in blocks:
        middle = 3 * HEADER + block * size + size // 2
        content[middle : middle + 8] = b"damaged!"
    database.write_bytes(content)


def a_folder(database: Path) -> None:
    """A folder has its name."""
    database.unlink()
    database.mkdir()
    (database / "something").write_text("of somebody's", encoding="utf-8")


def of_newer_duckdb(database: Path) -> None:
    """Of a storage version that this DuckDB does not know, and otherwise as DuckDB writes it."""
    content = bytearray(database.read_bytes())
    assert _checksum(content[8:HEADER]) == struct.unpack_from("<Q", content)[0]
    struct.pack_into("<Q", content, VERSION_AT, 2_000)
    struct.pack_into("<Q", content, 0, _checksum(content[8:HEADER]))
    database.write_bytes(content)


def of_another_schema(database: Path) -> None:
    """Built before the points had claims."""
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE TABLE fewer AS SELECT * EXCLUDE (claim_id) FROM points")
        for table in ("point_sdgs", "point_action_lines", "claim_coding", "double_coding"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP TABLE points")
        connection.execute("ALTER TABLE fewer RENAME TO points")


def of_something_else(database: Path) -> None:
    """A sound database without any of the tables."""
    database.unlink()
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE TABLE other (a INTEGER)")


STATES: dict[str, Callable[[Path], None]] = {
    spoil.__name__: spoil
    for spoil in (
        removed,
        truncated,
        cut_at_its_end,
        empty,
        garbage,
        damaged_within,
        a_folder,
        of_newer_duckdb,
        of_another_schema,
        of_something_else,
    )
}


@contextmanager
def locked(database_path: Path) -> Iterator[None]:
    """Another process has the database open for writing."""
    holder = subprocess.Popen(
        [sys.executable, "-c", LOCKING, str(database_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with ExitStack() as stack:
        stack.callback(holder.wait)
        stack.callback(holder.kill)
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"locked\n"
        yield


def clear(database: Path) -> None:
    """Take away whatever stands at the database's path."""
    if database.is_dir():
        shutil.rmtree(database)
    else:
        database.unlink(missing_ok=True)


def _checksum(content: bytes | bytearray) -> int:
    """DuckDB's checksum of a header."""
    checksum = 5381
    for (word,) in struct.iter_unpack("<Q", content):
        checksum ^= word * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return checksum
