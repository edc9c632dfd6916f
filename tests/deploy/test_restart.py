"""What readers see while the dashboard is restarted, and after."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import PATIENCE, Reader
from tests.deploy.hosting import Hosted
from tests.deploy.nginx import Site
from tests.server.running import Answer

TOLD = "The dashboard is being restarted"


@dataclass
class Restart:
    """A restart: a page that was open before it, one that was opened during it, and the answers at that time."""

    open_before: Reader
    came_during: Page
    told_then: str
    page: Answer
    file: Answer


@pytest.fixture(scope="module")
def restart(site: Site, hosted: Hosted, browser: Browser) -> Iterator[Restart]:
    """A restart after the server was killed, seen to its end."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, ignore_https_errors=True
    )
    context.set_default_timeout(PATIENCE)
    reader = Reader(context.new_page(), f"{site.url}/wsis").open("themes")
    hosted.kill()
    try:
        page, file = site.get("/wsis/themes"), site.get("/wsis/api/v1/themes.csv")
        coming = context.new_page()
        coming.goto(f"{site.url}/wsis/themes")
        heading = coming.get_by_role("heading", level=1).inner_text()
    finally:
        hosted.start()
    yield Restart(reader, coming, heading, page, file)
    context.close()


def test_while_it_restarts_readers_and_programs_are_told_to_ask_again(restart: Restart) -> None:
    assert restart.page.status == 503
    assert restart.page.headers["content-type"].startswith("text/html")
    assert restart.file.status == 503
    assert restart.file.headers["content-type"] == "application/problem+json"
    assert json.loads(restart.file.body)["status"] == 503
    for answer in (restart.page, restart.file):
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["cache-control"] == "no-store"


def test_the_page_that_was_asked_for_opens_by_itself(restart: Restart, site: Site) -> None:
    assert restart.told_then == TOLD
    expect(restart.came_during).not_to_have_title(TOLD)
    Reader(restart.came_during, f"{site.url}/wsis").settled()
    assert restart.came_during.url == f"{site.url}/wsis/themes"


def test_a_page_that_was_open_takes_the_next_choice(restart: Restart) -> None:
    reader = restart.open_before.settled()
    reader.choose("theme", "IGF funding").at(theme=["igf-funding"])
    assert reader.chips() == ["Theme: IGF funding"]
