"""Every redirect leads on in the language of the address: each kind of them, in two languages and without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from i18n import routes
from queries import current
from queries.tables import merged_submissions
from web import page_metadata
from web.api.application import mounted
from web.gateway import Gateway
from web.lifespan import AppState
from web.light import archive
from web.light import pages as light
from web.request_info import ReaderLanguage

FORMER, NEW = next(iter(merged_submissions().items()))

LEADING = (
    (301, "/challenges/?theme=ai", "/challenges?theme=ai"),
    (301, "/themes//", "/themes"),
    (308, f"/submission?id={FORMER}", f"/submission?id={NEW}"),
    (308, f"/light/submission/{FORMER}", f"/light/submission/{NEW}"),
    (308, f"/api/v1/submission.json?id={FORMER}", f"/api/v1/submission.json?id={NEW}"),
    (308, "/light/organisations?find=japan", "/light/search?q=japan&show=organisation"),
    (308, "/light/themes/?group=technical", "/light/themes?group=technical"),
    (308, "/api", "/api/v1/"),
    (308, "/api/", "/api/v1/"),
    (308, "/api/v1", "/api/v1/"),
    (308, "/light.zip?group=technical", "/light.zip"),
    (307, "/api/v1/releases/VERSION", "/api/v1/package.zip?release=VERSION"),
)
"""Addresses that lead on, with their status and where they lead, without the language."""

WEB = Path(__file__).parent.parent.parent / "web"


@pytest.fixture(scope="module")
def site() -> Iterator[TestClient]:
    """All that is served besides Streamlit's own, behind the middleware that reads the language."""
    readiness = AppState()
    readiness.has_data = True
    readiness.pages = frozenset(routes.BY_PATH)
    dashboard_routes = [
        *mounted("", rate=""),
        *light.mounted(""),
        Route(archive.PATH, archive.archive),
    ]
    app = ReaderLanguage(Gateway(Starlette(), readiness, page_metadata.of_page, dashboard_routes))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("prefix", ["", "/fr", "/ar"])
@pytest.mark.parametrize(("status", "path", "leads"), LEADING)
def test_a_redirect_keeps_the_language(
    site: TestClient, prefix: str, status: int, path: str, leads: str
) -> None:
    path, leads = (
        address.replace("VERSION", quote(current().version, safe="")) for address in (path, leads)
    )
    answer = site.get(f"{prefix}{path}")
    assert (answer.status_code, answer.headers.get("location")) == (status, f"{prefix}{leads}")


def test_the_languages_of_these_tests_are_those_of_all_redirects() -> None:
    """If a module of ``web/`` redirects and is missing here, add its addresses above."""
    expected = {
        *("merged.py", "gateway.py", "request_info.py"),
        *("api/application.py", "api/releases.py", "light/archive.py"),
    }
    pattern = re.compile(r"RedirectResponse\(")
    files = {
        str(file.relative_to(WEB))
        for file in WEB.rglob("*.py")
        if pattern.search(file.read_text(encoding="utf-8"))
    }
    assert files == expected
