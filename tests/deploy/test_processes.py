"""Two processes behind nginx: readers stay with one, and lose nothing when it goes or the data are renewed."""

from __future__ import annotations

import asyncio
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from deploy import health
from deploy.rolling import roll
from tests.browser.reading import PATIENCE, Reader
from tests.deploy.conftest import PUBLIC
from tests.deploy.hosting import Instances
from tests.deploy.nginx import HOST, Site, nginx
from tests.server.reader import reading
from tools.benchmarks import readers

CROWD = 8
"""Readers at work while something happens."""

MOVED = "cut off or refused (ConnectionClosedError)"
"""What a crowd calls it when a process parts with a reader, who then comes back."""

VERSION = re.compile(r"20\d\d\.\d\d\+[0-9a-f]{8}")


@pytest.fixture(scope="module")
def instances(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instances]:
    """Two processes, running."""
    both = Instances(
        tmp_path_factory.mktemp("instances"),
        PUBLIC,
        2,
        DASHBOARD_API_RATE="",
        DASHBOARD_LIGHT_RATE="",
        DASHBOARD_PAGE_RATE="",
    )
    try:
        both.build()
        both.start()
        yield both
    finally:
        both.stop()


@pytest.fixture(scope="module")
def site(instances: Instances) -> Iterator[Site]:
    """They behind nginx."""
    with tempfile.TemporaryDirectory() as folder, nginx(Path(folder), *instances.ports) as running:
        yield running


@pytest.fixture
def reader(site: Site, browser: Browser) -> Iterator[Reader]:
    """A reader whose browser takes the certificate for good, at a page with a filter."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, ignore_https_errors=True, user_agent="reader"
    )
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield Reader(context.new_page(), f"{site.url}/wsis").open("challenges", theme="igf-funding")
    context.close()


def place_of(cookie: str) -> str:
    return cookie.partition(";")[0]


def keeper(site: Site, reader: Reader) -> int:
    """The port of the process that a reader's cookie leads to."""
    (cookie_header,) = [
        f"{cookie['name']}={cookie['value']}"
        for cookie in reader.page.context.cookies()
        if cookie["name"] == "dashboard_place"
    ]
    site.get("/wsis/_stcore/health", cookie=cookie_header, user_agent="asking")
    return int(site.served("asking")[-1][1])


class Crowd:
    """Readers over WebSockets, through nginx, who read until the block is left; then, what they met."""

    def __init__(self, site: Site, seconds: float) -> None:
        self._met = readers.Crowd(f"{site.url}/wsis", think=0.5, any_certificate=True)
        self._thread = threading.Thread(target=lambda: asyncio.run(self._met.read(CROWD, seconds)))

    def __enter__(self) -> Crowd:
        self._thread.start()
        time.sleep(2)
        return self

    def __exit__(self, *_error: object) -> None:
        self._thread.join()

    @property
    def errors(self) -> Counter[str]:
        assert len(self._met.runs) > CROWD
        return self._met.errors


def wait(until: Callable[[], bool], seconds: float = 30) -> None:
    limit = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < limit
        time.sleep(0.1)


def test_first_visits_spread_over_the_processes_and_each_stays_with_one(site: Site) -> None:
    cookies = [
        site.get("/wsis/themes", user_agent=f"first-{visit}").headers["set-cookie"]
        for visit in range(24)
    ]
    ports = []
    for number, cookie in enumerate(cookies):
        assert re.fullmatch(
            r"dashboard_place=[0-9a-f]{2}; Path=/; Secure; HttpOnly; SameSite=Lax", cookie
        )
        for path in ("/wsis/", "/wsis/_stcore/health", "/wsis/light/"):
            answer = site.get(path, user_agent=f"first-{number}", cookie=place_of(cookie))
            assert "dashboard_place" not in answer.headers.get("set-cookie", "")
        served_ports = {port for _path, port in site.served(f"first-{number}", 4)}
        assert len(served_ports) == 1
        ports.append(served_ports.pop())
    assert min(Counter(ports).values()) > 2
    assert len(set(ports)) == 2


def test_who_keeps_no_cookies_is_given_none_and_stays_with_one_process(site: Site) -> None:
    for path in ("/wsis/light/", "/wsis/feed.atom", "/wsis/api/v1/themes.csv", "/robots.txt"):
        assert "set-cookie" not in site.get(path, user_agent="program").headers
    assert len({port for _path, port in site.served("program", 4)}) == 1


def test_all_that_a_browser_asks_for_comes_from_one_process(
    site: Site, reader: Reader, tmp_path: Path
) -> None:
    file = reader.download("most", "CSV", tmp_path)
    assert file.read_text(encoding="utf-8-sig").startswith("claim")
    reader.page.context.close()

    def kinds() -> set[str]:
        return {path.removeprefix("/wsis/").split("/")[0] for path, _port in site.served("reader")}

    wait(lambda: {"challenges", "static", "media", "_stcore"} <= kinds())
    wait(lambda: "/wsis/_stcore/stream" in dict(site.served("reader")))
    assert len({port for _path, port in site.served("reader")}) == 1


def test_new_data_reach_all_at_once_and_no_reader_sees_an_error_or_two_versions(
    site: Site, instances: Instances
) -> None:
    table = instances.hosted.clone / "data" / "submissions.csv"
    sound = table.read_bytes()
    urls = [f"http://127.0.0.1:{port}/wsis/api/v1/health" for port in instances.ports]
    before = health.ask(urls[0]).data_version
    stop = threading.Event()

    def look(port: int) -> list[set[str]]:
        """The versions that each run of a page shows."""
        version_sets = []
        with reading(f"{HOST}:{port}/wsis") as reader:
            while not stop.is_set():
                text = str(reader.run(query=f"q={len(version_sets)}").messages).replace("\\", "")
                version_sets.append(set(VERSION.findall(text)))
        return version_sets

    with ThreadPoolExecutor(2) as pool, Crowd(site, 12) as crowd:
        futures = [pool.submit(look, port) for port in instances.ports]
        try:
            table.write_bytes(sound.replace(b"WSIS", b"Wsis", 1))
            after = instances.build()
            wait(lambda: {health.ask(url).data_version for url in urls} == {after}, seconds=5)
        finally:
            table.write_bytes(sound)
            time.sleep(1)
            assert instances.build() == before
            time.sleep(1)
            stop.set()
        version_sets = [versions for future in futures for versions in future.result()]
    assert crowd.errors == {}
    assert {len(versions) for versions in version_sets} == {1}
    assert {before, after} == set.union(*version_sets)


def test_the_processes_write_nothing(instances: Instances) -> None:
    assert instances.hosted.files() == instances.hosted.laid_out
    names = {path.name for path in instances.hosted.state.iterdir()}
    assert names == {"dashboard.duckdb", "dashboard.duckdb.lock"}


def test_a_rolling_restart_leaves_every_open_page_as_it_was(
    site: Site,
    instances: Instances,
    reader: Reader,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "/wsis")
    sockets: list[str] = []
    reader.page.on("websocket", lambda websocket: sockets.append(websocket.url))
    view, address = reader.view(), reader.page.url
    before = {port: process.pid for port, process in instances.processes.items()}
    lines: list[str] = []
    stop = threading.Event()

    def ask() -> Counter[int]:
        """What is answered to those who come meanwhile."""
        statuses: Counter[int] = Counter()
        while not stop.is_set():
            statuses.update(site.get(path).status for path in ("/wsis/", "/wsis/light/"))
        return statuses

    with ThreadPoolExecutor(1) as pool, Crowd(site, 25) as crowd:
        future = pool.submit(ask)
        try:
            roll(instances.ports, restart=instances.restart, tell=lines.append, wait=60)
        finally:
            stop.set()
    after = {port: process.pid for port, process in instances.processes.items()}
    assert [line.split()[:2] for line in lines] == [[str(port), "ok:"] for port in instances.ports]
    assert all(before[port] != after[port] for port in instances.ports)
    assert set(future.result()) == {200}
    assert set(crowd.errors) == {MOVED}
    reader.page.wait_for_timeout(500)
    assert sockets
    assert reader.settled().view() == view
    assert reader.page.url == address
    file = reader.download("most", "CSV", tmp_path)
    assert file.read_text(encoding="utf-8-sig").startswith("claim")


def test_the_readers_of_a_process_that_is_killed_see_the_same_page_from_the_other(
    site: Site, instances: Instances, reader: Reader
) -> None:
    port = keeper(site, reader)
    view = reader.view()
    sockets: list[str] = []
    reader.page.on("websocket", lambda websocket: sockets.append(websocket.url))
    instances.kill(port)
    try:
        wait(lambda: reader.page.wait_for_timeout(100) or len(sockets) > 0)
        assert reader.settled().view() == view
    finally:
        instances.start(port)
