import pytest
from hypothesis import HealthCheck, settings

from data.build import ensure_database

settings.register_profile(
    "busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy machine")


@pytest.fixture(scope="session", autouse=True)
def database() -> None:
    """The database of the shipped tables is there and up to date."""
    ensure_database()
