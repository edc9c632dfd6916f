"""llms.txt: the pages without JavaScript, and the data, for programs that read for people."""

import re

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from exports.dataset import downloads
from i18n import dataset_texts, imprint, routes
from web import llms_txt
from web.api.catalogue import DESCRIPTIONS

HOME = "https://example.org"


def test_it_names_the_data_set_its_pages_its_data_and_its_terms() -> None:
    app = Starlette(routes=[Route(llms_txt.PATH, llms_txt.llms_txt)])
    response = TestClient(app, base_url=HOME).get(llms_txt.PATH)
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    first, _empty, summary, *_lines = response.text.splitlines()
    assert first == f"# {dataset_texts.texts().site}"
    assert summary == f"> {dataset_texts.texts().abstract}"
    assert imprint.data_terms() in response.text
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\)", response.text, re.MULTILINE)
    pages = [page for page in routes.PAGES.values() if page.in_menu and page.light is not None]
    data = [f"{HOME}{routes.API}/{file.name}" for file in (*DESCRIPTIONS, *downloads())]
    assert links == [*(f"{HOME}{routes.LIGHT}/{page.light}" for page in pages), *data]
