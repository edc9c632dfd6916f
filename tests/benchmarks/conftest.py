from collections.abc import Iterator

import pytest

from tests.server.running import Server, serving


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    """The dashboard, served as a user would."""
    with serving(DASHBOARD_API_RATE="") as running:
        yield running
