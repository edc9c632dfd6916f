"""Writes an answer of the data API into a file, without a server."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import click
from starlette.applications import Starlette

from data.build import ensure_database
from data.commands import declared, path_argument
from data.validation_errors import DataProblems
from i18n.routes import API
from web.api.application import mounted


class NotAnswered(ValueError):
    """The data API has no such answer. The message says which answers there are."""


def answer(address: str) -> bytes:
    """The answer at an address under that of the data API, such as claims.csv?kind=challenge; raises NotAnswered."""
    path, _mark, query = address.partition("?")
    return asyncio.run(_answer(f"{API}/{unquote(path)}", quote(query, safe="=&%+,:;/")))


async def _answer(path: str, query: str) -> bytes:
    messages: list[MutableMapping[str, Any]] = []
    request_sent = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if request_sent.is_set():
            await asyncio.Event().wait()  # The client never disconnects.
        request_sent.set()
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        messages.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost")],
    }
    await Starlette(routes=mounted("", rate=""))(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in messages)
    if messages[0]["status"] != 200:
        raise NotAnswered(_detail(body))
    return body


def _detail(body: bytes) -> str:
    """What is wrong, and which values are allowed, from the data API's problem."""
    try:
        problem = json.loads(body)
    except ValueError:
        return "The data API has nothing there."
    allowed = ", ".join(map(str, problem.get("allowed", ())))
    return f"{problem['detail']} There is: {allowed}" if allowed else str(problem["detail"])


@declared(
    "export",
    example='"claims.csv?kind=challenge&group=technical"',
    exit_codes={
        0: "written",
        1: "there is no such answer, or the tables break rules",
        2: "wrong usage, or a file that is there already or cannot be written",
    },
)
@click.argument("address", metavar="ADDRESS")
@path_argument("file", "[FILE]", required=False)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
def command(address: str, file: Path | None, force: bool) -> int:
    """Write the answer to a question, or a table, into a file.

    ADDRESS is what stands behind /api/v1/ in an address of the data API: claims.csv, tables/points.parquet,
    card/challenges/most.png, each with filters behind a question mark. Without FILE, the file is called as it is there.
    """
    target = file or Path(Path(unquote(address.partition("?")[0])).name)
    unfinished = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        if target.exists() and not force:
            raise FileExistsError(
                f"{target} is there already: name another, or replace it with --force."
            )
        ensure_database()
        unfinished.write_bytes(answer(address))
        unfinished.replace(target)
    except (DataProblems, NotAnswered) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        unfinished.unlink(missing_ok=True)
    print(f"Wrote {target}, {target.stat().st_size:,} bytes.")
    return 0
