"""Empty consultations as other data sets to serve, and all that they answer, in this process."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from starlette.routing import Route
from starlette.testclient import TestClient

from data.build import ensure_database
from data.settings import using
from i18n import routes
from intake.new import make
from tests.consultation.lumen import LUMEN
from web import page_metadata, sitemap
from web.api.application import mounted as data_api
from web.feed import feed
from web.gateway import Gateway
from web.lifespan import AppState
from web.light import pages as light

CODEBOOK = ("stages", "milestones", "themes", "action_lines", "sdgs", "action_line_sdgs", "texts")
"""Tables that can have rows before there is a submission."""


@contextmanager
def served(folder: Path, *, codebook: bool) -> Iterator[None]:
    """Serve an empty consultation, with the tables of a codebook or without."""
    make(folder)
    if codebook:
        for name in CODEBOOK:
            shutil.copy(LUMEN / f"{name}.csv", folder)
    with using(source=folder):
        ensure_database()
        yield


def client() -> TestClient:
    """A client of all that is served beside Streamlit's own addresses, as the application mounts it."""

    def no_page(*_arguments: object) -> NoReturn:
        raise AssertionError("an address of Streamlit's own")

    readiness = AppState()
    readiness.has_data = True
    own_routes = [*data_api("", rate=""), *light.mounted(""), Route("/feed.atom", feed)]
    app = Gateway(no_page, readiness, page_metadata.of_page, [*own_routes, *sitemap.mounted("")])
    return TestClient(app, "http://localhost", follow_redirects=True)


def addresses(client: TestClient, formats: AbstractSet[str]) -> Iterator[str]:
    """Every kind of address: the API's in these formats, light pages, the sitemap's, and some of unknown entities."""
    yield from ("/api", "/api/v1/docs", "/api/v1/search.json?q=water", "/feed.atom", "/robots.txt")
    index: dict[str, Any] = client.get("/api/v1/").json()
    for entry in index["questions"]:
        _first, _, needed = entry["example"].partition("?")
        query = "&".join(
            f"{parameter['name']}=none-such"
            for parameter in entry["parameters"]
            if parameter["required"] and parameter["name"] not in needed
        )
        for ending in formats & entry["addresses"].keys():
            address = entry["addresses"][ending]
            yield f"{address}?{'&'.join(part for part in (needed, query) if part)}".rstrip("?")
    for entry in index["tables"]:
        yield from (entry["addresses"][ending] for ending in formats & entry["addresses"].keys())
    yield from (entry["address"] for entry in (*index["descriptions"], *index["downloads"]))
    yield from (entry["example"].replace(".png", ".svg") for entry in index["pictures"])
    for path in routes.BY_LIGHT_PATH:
        yield f"/light/{path}?q=water&count=points&group=government&page=2"
    for page in routes.PAGES.values():
        yield f"/{page.path}?id=none-such"
    for kind in routes.ENTITIES:
        yield routes.light_entity(kind, "none-such")
    yield from re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
