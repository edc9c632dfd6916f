from collections.abc import Iterator

import pytest

from intake.tests.collecting.site import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site
