"""Many readers at once, each with a session of its own and time to think between two clicks.

    python -m tests.benchmarks.readers ADDRESS [--readers N] [--seconds N] [--think N] [--json FILE]
                                       [--seed N] [--any-certificate] [--own-addresses]

ADDRESS is `localhost:8501`, or as a browser would be given it: `https://dashboard.example.org/path`. A reader comes
within the first pause, loads the page as a browser does (its cookies go with the WebSocket, so that a proxy can keep
the reader with one process), then chooses other filters or, one time in four, another page, after a pause of random
length (exponential, `--think` seconds in the mean). Who is cut off counts as an error, comes back after a second and
asks for the same page. The same seed gives the same walks. Exit codes: 0 measured, 2 nobody answers at the address.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import ssl
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.AppPage_pb2 import AppPage
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from tests.benchmarks.figures import heading, line
from tests.benchmarks.reader import TIMEOUT, Run, request

ANOTHER_PAGE = 0.25
"""How often a reader goes to another page rather than choosing other filters."""

STOPPED = "was stopped. Narrow the filters"


@dataclass(frozen=True)
class Site:
    """Where the dashboard is: an address without the slash at its end, and how its readers connect."""

    url: str
    any_certificate: bool = False
    own_addresses: bool = False

    @property
    def tls(self) -> ssl.SSLContext | None:
        """What https connections are checked by; None for http."""
        if not self.url.startswith("https:"):
            return None
        context = ssl.create_default_context()
        if self.any_certificate:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def source(self, number: int) -> tuple[str, int] | None:
        """The network address a reader comes from: one of its own on this machine, or None for the system's choice."""
        if not self.own_addresses:
            return None
        return f"127.{1 + number // 65_000}.{number // 250 % 250}.{2 + number % 250}", 0

    def get(self, path: str, number: int = 0) -> tuple[bytes, str]:
        """The content at a path under the address, and the cookies it sets as a header has them.

        Raises OSError where nobody answers or the answer is no success.
        """
        parts = urlsplit(self.url)
        connection = (
            HTTPSConnection(
                parts.netloc, timeout=TIMEOUT, context=self.tls, source_address=self.source(number)
            )
            if self.tls
            else HTTPConnection(parts.netloc, timeout=TIMEOUT, source_address=self.source(number))
        )
        try:
            connection.request("GET", parts.path + path)
            answer = connection.getresponse()
            content = answer.read()
        except HTTPException as error:
            raise OSError(f"{self.url}{path}: {error!r}") from error
        finally:
            connection.close()
        if answer.status != 200:
            raise OSError(f"{self.url}{path}: status {answer.status}")
        cookies: SimpleCookie = SimpleCookie()
        for header in answer.headers.get_all("Set-Cookie", []):
            cookies.load(header)
        return content, "; ".join(f"{name}={one.value}" for name, one in cookies.items())

    def ids(self, table: str, column: str) -> list[str]:
        """The ids in a table of the data set."""
        rows = json.loads(self.get(f"/api/v1/tables/{table}.json")[0])["rows"]
        return [str(row[column]) for row in rows]


@dataclass
class Crowd:
    """What readers met: milliseconds of first visits and of later page runs, bytes, and errors by what they were."""

    first_visits: list[float] = field(default_factory=list)
    runs: list[float] = field(default_factory=list)
    size: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    processor_share: float = 0.0
    """Of one processor, what the readers themselves took."""

    def take(self, run: Run, times: list[float]) -> None:
        """Count a run, or what was wrong with it."""
        self.size += run.size
        if wrong := trouble(run):
            self.errors[wrong] += 1
        else:
            times.append(run.seconds * 1000)


def trouble(run: Run) -> str:
    """What a page shows in the place of what was asked; empty if nothing is wrong."""
    for element in run.elements:
        kind = element.WhichOneof("type")
        if kind == "exception":
            return "a page failed"
        if kind == "alert":
            if element.alert.format == Alert.ERROR:
                return "a page failed"
            if STOPPED in element.alert.body:
                return "a question was stopped at a limit"
    return ""


def choices(site: Site) -> dict[str, list[str]]:
    """What readers filter by: name of a filter -> some of its ids."""
    return {
        "theme": site.ids("themes", "theme_id"),
        "stage": site.ids("stages", "stage_id"),
        "kind": ["achievement", "challenge", "recommendation", "position"],
        "group": ["government", "technical", "civil-society", "academia"],
    }


class Walk:
    """One reader's way through the dashboard, drawn from a seed."""

    def __init__(self, seed: str, choices: dict[str, list[str]]) -> None:
        self.random = random.Random(seed)
        self.choices = choices
        self.pages: Sequence[AppPage] = ()
        self.page: AppPage | None = None
        self.query = ""

    def step(self) -> None:
        """Choose another page, or one or two other filters."""
        if self.random.random() < ANOTHER_PAGE and self.pages:
            self.page = self.random.choice(self.pages)
            return
        names = self.random.sample(sorted(self.choices), self.random.choice([1, 2]))
        self.query = urlencode({name: self.random.choice(self.choices[name]) for name in names})


class CrowdReader:
    """One reader, who stays until the time is over."""

    def __init__(self, site: Site, number: int, walk: Walk, think: float, crowd: Crowd) -> None:
        self.site, self.number, self.walk = site, number, walk
        self.think, self.crowd = think, crowd

    async def stay(self, until: float) -> None:
        """Come within the first pause, and read until then (a time of the event loop)."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self.walk.random.uniform(0, self.think))
        while loop.time() < until:
            try:
                await self._visit(until)
            except TimeoutError:
                self.crowd.errors["no answer within a minute"] += 1
            except (OSError, WebSocketException) as error:
                self.crowd.errors[f"cut off or refused ({type(error).__name__})"] += 1
            except RuntimeError as error:
                self.crowd.errors[str(error)] += 1
            await asyncio.sleep(1)

    async def _visit(self, until: float) -> None:
        loop = asyncio.get_running_loop()
        _page, cookies = await asyncio.to_thread(self.site.get, "/", self.number)
        async with connect(
            f"ws{self.site.url.removeprefix('http')}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": cookies} if cookies else None,
            ssl=self.site.tls,
            local_addr=self.site.source(self.number),
            max_size=None,
            open_timeout=TIMEOUT,
            proxy=None,
        ) as socket:
            first = await self._run(socket)
            self.crowd.take(first, self.crowd.first_visits)
            self.walk.pages = [page for page in first.pages if not page.is_hidden]
            while True:
                pause = self.walk.random.expovariate(1 / self.think) if self.think else 0.0
                if loop.time() + pause >= until:
                    await asyncio.sleep(max(until - loop.time(), 0))
                    return
                await asyncio.sleep(pause)
                self.walk.step()
                self.crowd.take(await self._run(socket), self.crowd.runs)

    async def _run(self, socket: ClientConnection) -> Run:
        run = Run()
        begun = time.perf_counter()
        await socket.send(request(self.walk.page, self.walk.query))
        async with asyncio.timeout(TIMEOUT):
            while not run.receive(await socket.recv(decode=False)):
                pass
        run.seconds = time.perf_counter() - begun
        return run


async def gather(site: Site, readers: int, seconds: float, think: float, seed: int = 20) -> Crowd:
    """What so many readers meet in so many seconds. Raises OSError if nobody answers at the site."""
    crowd = Crowd()
    offered = choices(site)
    processor, begun = time.process_time(), time.perf_counter()
    until = asyncio.get_running_loop().time() + seconds
    await asyncio.gather(
        *(
            CrowdReader(site, number, Walk(f"{seed} {number}", offered), think, crowd).stay(until)
            for number in range(readers)
        )
    )
    crowd.processor_share = (time.process_time() - processor) / (time.perf_counter() - begun)
    return crowd


def told(crowd: Crowd, readers: int, seconds: float, think: float) -> dict[str, Any]:
    """The figures of a crowd: milliseconds, runs a second, bytes a run, errors."""
    done = len(crowd.runs) + len(crowd.first_visits)
    return {
        "readers": readers,
        "seconds": seconds,
        "think": think,
        "runs": [round(one, 1) for one in crowd.runs],
        "first_visits": [round(one, 1) for one in crowd.first_visits],
        "runs_a_second": round(done / seconds, 2),
        "bytes_a_run": round(crowd.size / done) if done else 0,
        "errors": dict(crowd.errors),
        "clients_processor_share": round(crowd.processor_share, 3),
    }


def printed(figures: dict[str, Any]) -> str:
    """The figures in words."""
    errors = ", ".join(f"{number} x {what}" for what, number in figures["errors"].items())
    title = f"{figures['readers']} readers for {figures['seconds']:g} s, {figures['think']:g} s to think"
    return "\n".join(
        [
            heading(title, "milliseconds"),
            line("page runs after a choice", figures["runs"]),
            line("first visits", figures["first_visits"]),
            f"  {figures['runs_a_second']} runs a second, {figures['bytes_a_run'] / 1000:.1f} KB each; "
            f"errors: {errors or 'none'}; the readers took {figures['clients_processor_share']:.0%} of a processor",
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.readers",
        description="Let many readers read a running dashboard, and tell what they met.",
    )
    parser.add_argument("address", metavar="ADDRESS")
    parser.add_argument("--readers", type=int, default=10, metavar="N")
    parser.add_argument("--seconds", type=float, default=60, metavar="N")
    parser.add_argument("--think", type=float, default=5, metavar="N", help="mean pause, seconds")
    parser.add_argument("--seed", type=int, default=20, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    parser.add_argument(
        "--any-certificate", action="store_true", help="do not check the certificate of https"
    )
    parser.add_argument(
        "--own-addresses",
        action="store_true",
        help="each reader comes from an address of 127.0.0.0/8 of its own (a server on this machine only)",
    )
    options = parser.parse_args(arguments)
    address = options.address if "://" in options.address else f"http://{options.address}"
    site = Site(address.rstrip("/"), options.any_certificate, options.own_addresses)
    try:
        crowd = asyncio.run(
            gather(site, options.readers, options.seconds, options.think, options.seed)
        )
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    figures = told(crowd, options.readers, options.seconds, options.think)
    print(printed(figures))
    if options.json:
        options.json.write_text(json.dumps(figures) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
