"""Full pages are made in turn for each network, and what says that the server is well never waits for them."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from socket import AF_UNIX, SOCK_DGRAM, socket
from urllib.parse import urlencode

import httpx
import pytest
from anyio import to_thread
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response

from i18n import routes
from queries import memory, per_version
from web import fair_share, full_pages, page_metadata, watchdog
from web.api.application import mounted
from web.fair_share import Rate, RateLimit
from web.gateway import Gateway
from web.index_html import PageMetadata
from web.lifespan import AppState
from web.request_info import Requested

PAINT = "the answer"
BUSY = 60
"""Seconds that a busy machine may take."""

Ask = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Painter:
    """Makes pages of which it keeps a first paint for each query string; those that say ``held`` wait for ``may``."""

    def __init__(self) -> None:
        self.may = threading.Event()
        self.painted: list[str] = []
        self.now = self.most = 0
        self._lock = threading.Lock()
        self._kept = per_version(100_000, memory)(self._paint)

    def head(self, requested: Requested) -> PageMetadata:
        paint = self._kept(urlencode(requested.query, doseq=True))
        return PageMetadata("Title", "", Markup(), Markup(), paint)

    def _paint(self, query: str) -> str:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.painted.append(query)
        if "held" in query:
            self.may.wait(BUSY)
        with self._lock:
            self.now -= 1
        return f"{PAINT} to {query}"


@pytest.fixture
def painter() -> Painter:
    return Painter()


def door(head: Callable[[Requested], PageMetadata], rate: str = "") -> Ask:
    """The front door of the dashboard: a function of path and network address that returns its answer."""
    readiness = AppState()
    readiness.has_data = True
    readiness.pages = frozenset(routes.BY_PATH)
    app = Gateway(Starlette(), readiness, head, mounted("", rate=""), Rate(rate))

    async def ask(
        path: str, client: str = "192.0.2.1", headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(client, 1))
        async with httpx.AsyncClient(
            transport=transport, base_url="http://localhost"
        ) as http_client:
            return await http_client.get(path, headers=headers)

    return ask


async def until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(BUSY):
        while not there():
            await asyncio.sleep(0.01)


@pytest.mark.anyio
async def test_above_the_rate_a_page_comes_without_its_answer_unless_that_is_kept(
    painter: Painter,
) -> None:
    ask = door(painter.head, "2/minute")
    answers = [await ask(f"/themes?theme={number}") for number in range(4)]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert [PAINT in answer.text for answer in answers] == [True, True, False, False]
    assert painter.painted == ["theme=0", "theme=1"]
    assert PAINT in (await ask("/themes?theme=1")).text
    assert PAINT in (await ask("/themes?theme=2", "198.51.100.7")).text
    assert PAINT in (await ask("/themes?theme=2")).text


@pytest.mark.anyio
async def test_the_content_of_a_page_is_kept_for_its_address_language_and_compression(
    painter: Painter,
) -> None:
    heads: list[str] = []

    def head(requested: Requested) -> PageMetadata:
        heads.append(f"{requested.site}{requested.path}")
        return replace(painter.head(requested), title=f"Title {len(heads)}")

    ask = door(head)

    async def titles(path: str, **headers: str) -> list[str]:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        answers = [await ask(path, headers=sent) for _ in range(4)]
        return [re.findall("<title>(.*)</title>", answer.text)[0] for answer in answers]

    # One page is not kept, the next is made of what is kept of the first, and sent from then on.
    first, kept, *later = await titles("/themes")
    assert first != kept
    assert later == [kept, kept]
    assert kept not in await titles("/ja/themes")
    assert kept not in await titles("/themes?theme=ai")
    assert await titles("/themes") == [kept] * 4
    assert kept not in await titles("/themes", accept_encoding="identity")


@pytest.mark.anyio
async def test_a_plain_page_opens_the_application_and_leads_to_the_light_page() -> None:
    answer = await door(page_metadata.of_page)("/themes")
    assert 'id="first-paint"' in answer.text
    plain = page_metadata.plain(Requested("", "/themes", {"theme": ["ai"]}, ()))
    assert plain.title == "Themes · WSIS+20 submissions"
    assert './light/themes?theme=ai"' in plain.no_script
    assert not plain.first_paint


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("clients", "most"),
    [
        (["192.0.2.1"] * 6, 1),
        ([f"192.0.2.{number}" for number in range(6)], full_pages.PAINTERS),
        (["2001:db8::1"] * 6, 1),
        ([f"2001:db8:0:{number}::1" for number in range(6)], 2),
    ],
    ids=["one address", "addresses", "one network", "one wider network"],
)
async def test_of_one_network_one_page_is_painted_at_a_time_and_few_of_all(
    painter: Painter, monkeypatch: pytest.MonkeyPatch, clients: list[str], most: int
) -> None:
    monkeypatch.setattr(full_pages, "PATIENCE", BUSY)
    ask = door(painter.head)
    requests = [
        asyncio.ensure_future(ask(f"/?held={number}", client))
        for number, client in enumerate(clients)
    ]
    await until(lambda: painter.now == most)
    await asyncio.sleep(0.1)
    assert painter.now == most
    painter.may.set()
    assert [PAINT in answer.text for answer in await asyncio.gather(*requests)] == [True] * len(
        requests
    )
    assert painter.most == most


@pytest.mark.anyio
async def test_while_all_painters_are_busy_pages_come_soon_kept_ones_in_full(
    painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = door(painter.head)
    await ask("/?kept")
    requests = [
        asyncio.ensure_future(ask(f"/?held={number}", f"192.0.2.{10 + number}"))
        for number in range(full_pages.PAINTERS)
    ]
    await until(lambda: painter.now == full_pages.PAINTERS)
    monkeypatch.setattr(full_pages, "PATIENCE", 0.2)
    assert PAINT not in (await ask("/?new", "198.51.100.1")).text
    assert PAINT not in (await ask("/?of-the-same-network", "192.0.2.10")).text
    monkeypatch.undo()
    assert PAINT in (await ask("/?kept", "198.51.100.2")).text
    painter.may.set()
    assert [PAINT in answer.text for answer in await asyncio.gather(*requests)] == [True] * len(
        requests
    )


@pytest.mark.anyio
async def test_plain_pages_of_one_network_come_one_after_the_other_and_not_without_end(
    painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fair_share, "BETWEEN", (100.0, 10.0))
    monkeypatch.setattr(fair_share, "LONGEST_WAIT", 150.0)
    ask = door(painter.head, "1/hour")
    await ask("/?kept")
    assert (await ask("/?first")).status_code == 200
    request = asyncio.ensure_future(ask("/?second"))
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.shield(request), 1)
    assert not request.done()
    assert (await ask("/?third")).status_code == 429
    assert PAINT in (await ask("/?kept")).text
    assert (await ask("/?another", "198.51.100.1")).status_code == 200
    request.cancel()


@pytest.mark.anyio
async def test_refusals_of_one_network_come_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fair_share, "BETWEEN", (100.0, 10.0))
    monkeypatch.setattr(fair_share, "LONGEST_WAIT", 150.0)
    app = RateLimit(PlainTextResponse("ok"), Rate("1/hour"), lambda *_: Response("", 429))

    async def ask(client: str) -> int:
        transport = httpx.ASGITransport(app, client=(client, 1))
        async with httpx.AsyncClient(
            transport=transport, base_url="http://localhost"
        ) as http_client:
            return (await http_client.get("/")).status_code

    assert [await ask("192.0.2.1") for _ in range(2)] == [200, 429]
    request = asyncio.ensure_future(ask("192.0.2.1"))
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.shield(request), 1)
    assert not request.done()
    assert await ask("198.51.100.1") == 200
    request.cancel()


@pytest.mark.anyio
async def test_health_and_signs_of_life_do_not_wait_for_other_requests(tmp_path: Path) -> None:
    ask, may = door(page_metadata.of_page), threading.Event()
    limiter = to_thread.current_default_thread_limiter()
    tasks = [
        asyncio.ensure_future(to_thread.run_sync(may.wait, BUSY))
        for _ in range(int(limiter.total_tokens) + 5)
    ]
    await until(lambda: limiter.available_tokens == 0)
    with socket(AF_UNIX, SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.setblocking(False)
        environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "60000"}
        signs = asyncio.create_task(watchdog.send_signs(environment))
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(BUSY):
            for _ in range(3):
                assert await loop.sock_recv(listener, 64) == watchdog.SIGN
            assert (await ask("/api/v1/health")).json()["status"] == "ok"
            assert 'id="first-paint"' in (await ask("/themes")).text
        signs.cancel()
    may.set()
    await asyncio.gather(*tasks)
