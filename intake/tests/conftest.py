import os

import pytest

from data.build import ensure_database
from data.settings import VARIABLES
from queries.engines.base import keep_text_in_python
from tests.data.conftest import tables

__all__ = ["tables"]

for inherited in VARIABLES:
    # They would name another data set than the one that comes with the dashboard.
    os.environ.pop(inherited, None)


@pytest.fixture(scope="session", autouse=True)
def database() -> None:
    """The database of the shipped tables is there and up to date; pandas holds text as where it is read."""
    ensure_database()
    keep_text_in_python()
