import pytest

from data.build import ensure_database


@pytest.fixture(scope="session", autouse=True)
def database() -> None:
    """The database of the shipped tables is there and up to date."""
    ensure_database()
