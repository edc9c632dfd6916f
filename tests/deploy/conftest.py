import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import browsing
from tests.deploy.hosting import Hosted
from tests.deploy.nginx import HOST, Site, nginx

PUBLIC = f"https://{HOST}/wsis"
"""The address that readers are told, whatever the port of the tests' nginx."""

API_RATE = "60/hour"


@pytest.fixture(scope="package")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The dashboard as a service, running."""
    service = Hosted(tmp_path_factory.mktemp("hosted"), PUBLIC, DASHBOARD_API_RATE=API_RATE)
    service.start()
    yield service
    service.stop()


@pytest.fixture(scope="package")
def site(hosted: Hosted) -> Iterator[Site]:
    """That dashboard behind nginx."""
    with tempfile.TemporaryDirectory() as folder, nginx(Path(folder), hosted.port) as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser, ended with the tests of this folder."""
    with browsing() as started:
        yield started
