from collections.abc import Iterator

import pytest

from tests.data.collecting.site import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made
