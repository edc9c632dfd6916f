from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.application import mounted
from server.settings import settings

HOME = "http://localhost"


@pytest.fixture(scope="session")
def api() -> Iterator[TestClient]:
    """The data API in this process, for as many requests as tests make."""
    with pytest.MonkeyPatch.context() as patch:
        generous = replace(settings(), api_rate="1000000/second")
        patch.setattr("api.application.settings", lambda: generous)
        routes = mounted("")
    with TestClient(Starlette(routes=routes), base_url=HOME) as client:
        yield client
