import os

import pytest

from data.build import ensure_database
from data.settings import VARIABLES
from tests.data.conftest import tables

__all__ = ["tables"]

for inherited in VARIABLES:
    # They would name another data set than the one that comes with the dashboard.
    os.environ.pop(inherited, None)


@pytest.fixture(scope="session", autouse=True)
def database() -> None:
    """The database of the shipped tables is there and up to date."""
    ensure_database()
