"""``/llms.txt`` (https://llmstxt.org): what the site has, for programs that read for people."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from exports.dataset import downloads
from exports.provenance import citation
from i18n import _, dataset_texts, imprint, routes
from web import page_descriptions, response_headers
from web.api.catalogue import DESCRIPTIONS
from web.request_info import Requested

PATH = "/llms.txt"


def llms_txt(request: Request) -> Response:
    """The data set in a few lines, the light pages, and the addresses of the data, as Markdown."""
    content = "\n".join(_lines(Requested.of(request.scope).site)).encode()
    return response_headers.cached_response(request, content, "text/plain")


def _lines(home: str) -> Iterator[str]:
    texts = dataset_texts.texts()
    yield f"# {texts.site}"
    yield from ("", f"> {texts.abstract}", "", dataset_texts.limits(), "", imprint.data_terms())
    yield from ("", _("Cite as: {citation}").format(citation=citation(f"{home}/")))
    pages = _("Pages")
    yield from ("", f"## {pages}", "")
    for page in routes.PAGES.values():
        if page.listed and page.light is not None:
            about = page_descriptions.of_path(page.path)
            yield f"- [{about.title}]({home}{routes.LIGHT}/{page.light}): {about.description}"
    parts = {_("The data API"): DESCRIPTIONS, _("The whole data set"): downloads()}
    for heading, entries in parts.items():
        yield from ("", f"## {heading}", "")
        yield from (f"- [{entry.title}]({home}{routes.API}/{entry.name})" for entry in entries)
    yield ""
