from collections.abc import Iterator

import pytest

from tests.server.running import Server, serving


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The dashboard on its own data, one for all tests."""
    with serving() as running:
        yield running
