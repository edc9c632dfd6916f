from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.api.serving import data_api, front_door, on_socket


@pytest.fixture(scope="session")
def api() -> Iterator[TestClient]:
    """The data API in this process."""
    with data_api() as client:
        yield client


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of the data API behind the front door."""
    with on_socket(front_door()) as port:
        yield port
