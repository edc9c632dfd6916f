"""Many readers at once, each with its own WebSocket and pauses between two clicks."""

from __future__ import annotations

import asyncio
import random
import ssl
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.request import urlopen

from streamlit.proto.AppPage_pb2 import AppPage
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from data.settings import using
from tests.server.reader import TIMEOUT, Run, request, selections
from tools.benchmarks.data import Size
from tools.benchmarks.document import Rows

READERS = 50
THINK = 5.0
"""Seconds of the mean pause of a reader."""
SECONDS, QUICK_SECONDS = 60, 20

ANOTHER_PAGE = 0.25
"""The probability that a reader goes to another page instead of choosing other filters."""
SELECTIONS = 300


@dataclass
class Crowd:
    """Readers of the dashboard at an address without the slash at its end, and their times and errors.

    Times are milliseconds. With ``own_addresses`` each reader has its own network address on this machine; with
    ``any_certificate`` they do not check the certificate of https.
    """

    url: str
    think: float
    own_addresses: bool = False
    any_certificate: bool = False
    first_visits: list[float] = field(default_factory=list)
    runs: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def tls(self) -> ssl.SSLContext | None:
        """The context that checks certificates; None for http."""
        if not self.url.startswith("https:"):
            return None
        context = ssl.create_default_context()
        if self.any_certificate:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def cookies(self) -> str:
        """Load the first page as a browser does, and return its cookies in the form of a request's header."""
        with urlopen(f"{self.url}/", timeout=TIMEOUT, context=self.tls) as answer:
            answer.read()
            set_cookies = answer.headers.get_all("Set-Cookie", [])
        return "; ".join(cookie.partition(";")[0] for cookie in set_cookies)

    def take(self, run: Run, times: list[float]) -> None:
        """Add the time of a run to ``times``, or count its error."""
        if run.trouble:
            self.errors[run.trouble] += 1
        else:
            times.append(run.seconds * 1000)

    async def read(self, readers: int, seconds: float) -> None:
        """Have ``readers`` readers read for ``seconds`` seconds."""
        until = asyncio.get_running_loop().time() + seconds
        queries = selections(SELECTIONS)
        everyone = [CrowdReader(self, number, queries).stay(until) for number in range(readers)]
        await asyncio.gather(*everyone)


class CrowdReader:
    """One reader, whose number determines all its choices."""

    def __init__(self, crowd: Crowd, number: int, queries: Sequence[str]) -> None:
        self.crowd = crowd
        self.local = (f"127.0.1.{1 + number}", 0) if crowd.own_addresses else None
        self.random = random.Random(number)
        self.queries = queries
        self.pages: Sequence[AppPage] = ()
        self.page: AppPage | None = None
        self.query = ""

    def step(self) -> None:
        """Choose another page, or other filters: a theme, half of the time with a stakeholder group or a stage."""
        if self.random.random() < ANOTHER_PAGE and self.pages:
            self.page = self.random.choice(self.pages)
            return
        query = self.random.choice(self.queries)
        self.query = query if self.random.random() < 0.5 else query.partition("&")[0]

    async def stay(self, until: float) -> None:
        """Arrive within the first pause, and read until the time ``until`` of the event loop.

        A reader who is disconnected returns after a second and requests the same page.
        """
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self.random.uniform(0, self.crowd.think))
        while loop.time() < until:
            try:
                await self._visit(until)
            except TimeoutError:
                self.crowd.errors["no answer within a minute"] += 1
            except (OSError, HTTPException, WebSocketException) as error:
                self.crowd.errors[f"cut off or refused ({type(error).__name__})"] += 1
            await asyncio.sleep(1)

    async def _visit(self, until: float) -> None:
        loop = asyncio.get_running_loop()
        cookies = await asyncio.to_thread(self.crowd.cookies)
        async with connect(
            f"ws{self.crowd.url.removeprefix('http')}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": cookies} if cookies else None,
            ssl=self.crowd.tls,
            local_addr=self.local,
            max_size=None,
            open_timeout=TIMEOUT,
            proxy=None,
        ) as socket:
            first = await self._run(socket)
            self.crowd.take(first, self.crowd.first_visits)
            self.pages = [page for page in first.pages if not page.is_hidden]
            while True:
                pause = self.random.expovariate(1 / self.crowd.think)
                if loop.time() + pause >= until:
                    await asyncio.sleep(max(until - loop.time(), 0))
                    return
                await asyncio.sleep(pause)
                self.step()
                self.crowd.take(await self._run(socket), self.crowd.runs)

    async def _run(self, socket: ClientConnection) -> Run:
        run = Run()
        start = time.perf_counter()
        await socket.send(request(self.page, self.query))
        async with asyncio.timeout(TIMEOUT):
            while not run.receive(await socket.recv(decode=False)):
                pass
        run.seconds = time.perf_counter() - start
        return run


def measure(size: Size, quick: bool) -> Rows:
    """Milliseconds of a page run after a choice, with READERS readers at once, and how many errors they met."""
    seconds = QUICK_SECONDS if quick else SECONDS
    with size.served() as server, using(source=size.source, database=size.database):
        crowd = Crowd(f"http://127.0.0.1:{server.port}", THINK, own_addresses=True)
        asyncio.run(crowd.read(READERS, seconds))
    runs = sorted(crowd.runs)
    return [
        {
            "readers": READERS,
            "seconds": seconds,
            "median": statistics.median(runs) if runs else None,
            "p95": runs[-1 - len(runs) // 20] if runs else None,
            "runs a second": (len(runs) + len(crowd.first_visits)) / seconds,
            "errors": sum(crowd.errors.values()),
        }
    ]
