"""The head of a full page as a crawler reads it."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from i18n import routes
from web import index_html, page_metadata
from web.request_info import Requested


@dataclass
class Read(HTMLParser):
    """The head of a page as a crawler reads it."""

    html: str
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    scripts: list[tuple[dict[str, str], str]] = field(default_factory=list)
    language: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._inside = ""
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._inside = tag
        if tag == "meta" and (name := attributes.get("property") or attributes.get("name")):
            assert name not in self.meta, f"{name} stands twice"
            self.meta[name] = attributes["content"]
        elif tag == "link":
            self.links[attributes["rel"], attributes.get("type", "")] = attributes["href"]
        elif tag == "script":
            self.scripts.append((attributes, ""))
        elif tag == "html":
            self.language = attributes["lang"]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title += data
        elif self._inside == "script":
            attributes, words = self.scripts[-1]
            self.scripts[-1] = attributes, words + data

    @property
    def graph(self) -> dict[str, dict[str, Any]]:
        """What the JSON-LD says, by type."""
        (text,) = [
            words
            for attributes, words in self.scripts
            if attributes.get("type") == "application/ld+json"
        ]
        data = json.loads(text)
        assert data["@context"] == "https://schema.org"
        return {thing["@type"]: thing for thing in data["@graph"]}


def requested(path: str, query: str = "") -> Requested:
    """What a request for an address asks for."""
    return Requested.read(
        {
            "type": "http",
            "path": path,
            "query_string": query.encode(),
            "headers": [(b"host", b"example.org")],
            "scheme": "https",
        }
    )


def read(path: str, query: str = "") -> Read:
    """The full page at an address."""
    return Read(index_html.html(page_metadata.of_page(requested(path, query))))


def shell(page: routes.Page, /, **query: object) -> str:
    """The HTML of a full page."""
    query_string = routes.with_query("", {name: _list(value) for name, value in query.items()})
    return index_html.html(
        page_metadata.of_page(requested(f"/{page.path}", query_string.removeprefix("?")))
    )


def _list(value: object) -> list[str]:
    return value if isinstance(value, list) else [str(value)]
