"""A light page as a browser without JavaScript reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
from lxml.etree import HTMLParser, fromstring
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Scope

from web.api.application import mounted as data_api
from web.light import archive
from web.light.pages import mounted as light_pages

ARCHIVE_ASKED_FOR: Scope = {
    "type": "http",
    "method": "GET",
    "scheme": "https",
    "path": archive.PATH,
    "root_path": "",
    "query_string": b"",
    "headers": [(b"host", b"dashboard.example.org")],
}
"""A request for the archive of light pages at `https://dashboard.example.org`."""


def client() -> TestClient:
    """Asks the light pages and the data API in process."""
    return TestClient(
        Starlette(routes=[*data_api("", rate=""), *light_pages("")]), follow_redirects=False
    )


def words(element: Element) -> str:
    """The text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Read:
    """A page, read."""

    root: Element

    @classmethod
    def of(cls, html: str) -> Read:
        """The page, read fast, whatever mistakes its HTML has."""
        return cls(fromstring(html.encode(), parser=HTMLParser(encoding="utf-8")))

    @classmethod
    def strictly(cls, html: str) -> Read:
        """The page; a mistake in its HTML is an error. Takes ten times as long."""
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
        return cls(tree)

    def every(self, tag: str, within: Element | None = None) -> Iterator[Element]:
        """All elements of that tag."""
        return (self.root if within is None else within).iter(tag)

    def elements(self) -> Iterator[tuple[str, Element]]:
        """Every element with its tag."""
        for element in self.root.iter():
            if isinstance(element.tag, str):
                yield element.tag, element

    def section(self, key: str) -> Element:
        """The section of that id."""
        return next(section for section in self.every("section") if section.get("id") == key)

    def table(self, key: str) -> list[list[str]]:
        """The cells of the rows of the section's table, without its head."""
        body = next(self.every("tbody", self.section(key)))
        return [[words(cell) for cell in row] for row in self.every("tr", body)]

    def figures(self, key: str) -> list[tuple[str, str]]:
        """Figures of the section's table that are links: what they say and where they lead."""
        body = next(self.every("tbody", self.section(key)))
        return [
            (words(link), link.get("href", ""))
            for cell in self.every("td", body)
            for link in self.every("a", cell)
            if cell.get("class") == "n"
        ]

    def heading(self, key: str) -> str:
        """The heading of a section."""
        return words(next(self.every("h2", self.section(key))))

    def entries(self, key: str) -> list[str]:
        """The lead of each entry of the section's list."""
        return [
            words(next(self.every("p", entry))) for entry in self.every("li", self.section(key))
        ]

    def section_text(self, key: str) -> str:
        """Everything the section says."""
        return words(self.section(key))

    def links(self) -> list[str]:
        """Addresses of all links."""
        return [link.get("href", "") for link in self.every("a")]

    def files(self, key: str) -> dict[str, str]:
        """Where the rows of a section can be had: CSV and JSON -> address."""
        return {
            words(link): link.get("href", "")
            for link in self.every("a", self.section(key))
            if words(link) in ("CSV", "JSON")
        }
