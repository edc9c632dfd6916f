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


def removed(place: Path) -> None:
    """Nothing is there."""
    place.unlink()


def truncated(place: Path) -> None:
    """Written over with its first half."""
    content = place.read_bytes()
    place.write_bytes(content[: len(content) // 2])


def cut_at_its_end(place: Path) -> None:
    """The last bytes are missing, which DuckDB itself does not notice until it needs them."""
    content = place.read_bytes()
    place.write_bytes(content[:-2000])


def empty(place: Path) -> None:
    """No byte is left, as after a disk was full."""
    place.write_bytes(b"")


def garbage(place: Path) -> None:
    """As many bytes of something else."""
    place.write_bytes(b"no database " * (place.stat().st_size // 12))


def damaged_within(place: Path) -> None:
    """Sound at its beginning and end, so that it opens, and other bytes in every block of a table."""
    content = bytearray(place.read_bytes())
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{place}' AS damaged (READ_ONLY)")
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
    place.write_bytes(content)


def a_folder(place: Path) -> None:
    """A folder has its name."""
    place.unlink()
    place.mkdir()
    (place / "something").write_text("of somebody's", encoding="utf-8")


def of_newer_duckdb(place: Path) -> None:
    """Of a storage version that this DuckDB does not know, and otherwise as DuckDB writes it."""
    content = bytearray(place.read_bytes())
    assert _checksum(content[8:HEADER]) == struct.unpack_from("<Q", content)[0]
    struct.pack_into("<Q", content, VERSION_AT, 2_000)
    struct.pack_into("<Q", content, 0, _checksum(content[8:HEADER]))
    place.write_bytes(content)


def of_another_schema(place: Path) -> None:
    """Built before the points had claims."""
    with duckdb.connect(str(place)) as connection:
        connection.execute("CREATE TABLE fewer AS SELECT * EXCLUDE (claim_id) FROM points")
        for table in ("point_sdgs", "point_action_lines", "claim_coding", "double_coding"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP TABLE points")
        connection.execute("ALTER TABLE fewer RENAME TO points")


def of_something_else(place: Path) -> None:
    """A sound database without any of the tables."""
    place.unlink()
    with duckdb.connect(str(place)) as connection:
        connection.execute("CREATE TABLE other (a INTEGER)")


STATES: dict[str, Callable[[Path], None]] = {
    one.__name__: one
    for one in (
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
def locked(place: Path) -> Iterator[None]:
    """Another process has the database open for writing."""
    holder = subprocess.Popen(
        [sys.executable, "-c", LOCKING, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with ExitStack() as stack:
        stack.callback(holder.wait)
        stack.callback(holder.kill)
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"locked\n"
        yield


def clear(place: Path) -> None:
    """Take away whatever is in the place."""
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _checksum(content: bytes | bytearray) -> int:
    """DuckDB's checksum of a header."""
    result = 5381
    for (word,) in struct.iter_unpack("<Q", content):
        result ^= word * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return result
