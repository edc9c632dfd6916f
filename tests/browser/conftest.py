from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import browsing
from tests.browser.reading import PATIENCE, Reader
from tests.server.running import Server, serving

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    """The dashboard as `make run` serves it, on a free port."""
    with serving() as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser, ended with the tests of this folder."""
    with browsing() as started:
        yield started


@pytest.fixture
def new_reader(server: Server, browser: Browser) -> Iterator[object]:
    """Makes readers, each in a browser context of its own: `new_reader(width=390, color_scheme="dark")`."""
    contexts = []

    def make(width: int = 1440, height: int = 1000, **options: object) -> Reader:
        context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, **options
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page: Page = context.new_page()
        return Reader(page, server.url)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(new_reader: object) -> Reader:
    """A reader at a wide screen."""
    return new_reader()
