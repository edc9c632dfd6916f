"""A visit to a page without a browser: the page as Streamlit's AppTest runs it, read card by card."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SECONDS = 60
PAGES = ("overview", "challenges", "who_signed_what")

MARKDOWN_FIELDS = ("body", "label", "help")
"""Fields of Streamlit's elements that its front end reads as Markdown."""

NOT_MARKDOWN = ("code", "text", "json")


def table(name: str) -> pd.DataFrame:
    """A table of data/ as it is written, empty cells as empty text."""
    return pd.read_csv(ROOT / "data" / f"{name}.csv", dtype=str, keep_default_na=False)


@dataclass(frozen=True)
class Chart:
    """A chart as the browser gets it: figure as JSON with its arrays unpacked, and its alt text."""

    figure: dict[str, Any]
    """Without the traces of ``words_drawn``."""
    alt: str
    words_drawn: list[dict[str, Any]]
    """The traces that are the figure's labels and values."""

    def marks(self, index: int = -1) -> dict[str, Any]:
        """The values of a trace by the id that each mark carries."""
        trace = self.figure["data"][index]
        ids = [mark[0] for mark in trace["customdata"]]
        assert len(ids) == len(set(ids))
        return dict(zip(ids, trace["x"], strict=True))

    def texts(self) -> list[str]:
        """Every piece of text in the figure, hovers and tick labels included."""
        return list(_texts([self.figure, self.words_drawn]))

    def values(self) -> list[str]:
        """The values that stand at the ends of the bars, in order."""
        centres = {position for trace in self.figure["data"][1:] for position in trace["y"]}
        return [
            words
            for trace in self.words_drawn
            for words, position in zip(trace["text"], trace["y"], strict=True)
            if any(abs(position - centre) < 2 for centre in centres)
        ]

    def words(self) -> list[str]:
        """The labels and values that stand on the chart, in order."""
        texts = [words for trace in self.words_drawn for words in trace["text"]]
        notes = [note["text"] for note in self.figure["layout"].get("annotations", [])]
        return [unescape(words.replace("<br>", " ")) for words in [*notes, *texts]]


class Visit:
    """A page that has run."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    @property
    def nodes(self) -> list[Any]:
        """Every element and container of page and sidebar, in order."""
        return list(_walk(self.app._tree))

    def container(self, key: str) -> Any:
        """The container with this key; fails if the page has none."""
        containers = [
            node
            for node in self.nodes
            if getattr(node, "key", None) == key and hasattr(node, "children")
        ]
        assert containers, f"the page has no container {key}"
        return containers[0]

    def keys(self, beginning: str = "") -> list[str]:
        """The keys of containers and elements that begin so, each once, in order."""
        keys = dict.fromkeys(str(getattr(node, "key", None) or "") for node in self.nodes)
        return [key for key in keys if key and key.startswith(beginning)]

    def has(self, key: str) -> bool:
        """Whether the page has a container or element with this key."""
        return key in self.keys()

    def widget(self, name: str) -> Any:
        """The widget of a name, or the one that the page draws in its place; fails if there is none."""
        keys = re.compile(rf"{re.escape(name)}(__\d+)?")
        widgets = [
            node
            for node in self.nodes
            if keys.fullmatch(str(getattr(node, "key", None))) and hasattr(node, "set_value")
        ]
        assert widgets, f"the page has no widget {name}"
        return widgets[0]

    def within(self, key: str, kind: str) -> list[Any]:
        """The elements of a kind inside the container with this key, in order."""
        return [node for node in _walk(self.container(key)) if node.type == kind]

    def texts(self, key: str, kind: str) -> list[str]:
        """What the elements of a kind inside a container say, in order, as a reader sees them."""
        return [seen(element.value) for element in self.within(key, kind)]

    def to_copy(self, key: str) -> list[str]:
        """The texts that boxes inside a container offer to copy."""
        bodies = "".join(node.proto.body for node in self.within(key, "html"))
        return [
            unescape(text) for text in re.findall(r"<pre><code>(.*?)</code>", bodies, re.DOTALL)
        ]

    def finding(self, card: str) -> str:
        """A card's finding as a reader sees it."""
        return next(iter(self.lines(f"card_{card}", "h2")), "")

    def headings(self) -> list[str]:
        """The findings of all cards, in order."""
        return [words_in(words) for words in re.findall(r"<h2.*?</h2>", "".join(self.html()))]

    def subtitle(self, card: str) -> str:
        """The line under a card's finding as a reader sees it."""
        return self.lines(f"card_{card}", "p")[0]

    def lines(self, key: str, tag: str) -> list[str]:
        """The words of the HTML elements of a ``tag`` inside a container, in order."""
        bodies = "".join(node.proto.body for node in self.within(key, "html"))
        return [words_in(words) for words in re.findall(rf"<{tag}\b.*?</{tag}>", bodies, re.DOTALL)]

    def charts(self) -> list[Chart]:
        """Every chart of the page."""
        return [_chart(node) for node in self.nodes if node.type == "plotly_chart"]

    def chart(self, card: str) -> Chart:
        """The chart of a card; where the names of its lines are a chart beside it, the one with the marks."""
        return _chart(self.within(f"card_{card}", "plotly_chart")[-1])

    def names(self, card: str) -> Chart:
        """The chart beside a card's chart that has the names of its lines."""
        return _chart(self.within(f"card_{card}", "plotly_chart")[0])

    def table(self, card: str) -> pd.DataFrame:
        """The rows of a card, from its view Table."""
        return self.view(card, "table").within(f"card_{card}", "dataframe")[0].value

    def how_counted(self, card: str) -> str:
        """What a card's view says on how it was counted."""
        return "\n".join(self.view(card, "method").texts(f"card_{card}", "markdown"))

    def view(self, card: str, name: str) -> Visit:
        """Choose a view of a card: its chart, table or method."""
        self.widget(f"views_{card}").set_value(name).run()
        return self.succeeds()

    def choose(self, card: str, *ids: str) -> None:
        """Choose the mark with these ids in a card's chart, as its list of marks does."""
        chart = self.within(f"card_{card}", "plotly_chart")[-1]
        key = re.search(rf"chart_{card}_[0-9a-f]+", chart.proto.id)
        assert key, chart.proto.id
        self.app.session_state[f"held_{key[0]}"] = [], ids
        self.app.run()
        self.succeeds()

    def open(self, key: str) -> Visit:
        """Press the button with this key; only then does the page make what the button opens in place."""
        kind, _, card = key.partition("_")
        if kind == "fold":
            self.app.session_state[key] = True
            self.app.run()
        else:
            self.widget(f"opens_{card}").set_value([key]).run()
        return self.succeeds()

    def succeeds(self) -> Visit:
        """Fail if the run ended in an exception."""
        assert not self.app.exception, [error.value for error in self.app.exception]
        return self

    def html(self) -> list[str]:
        """Every text of the page that the front end reads as HTML, where Markdown is only text."""
        return [node.proto.body for node in self.nodes if node.type == "html"]

    def markdown(self) -> list[str]:
        """Every text of the page that the front end reads as Markdown or as HTML."""
        texts = []
        for node in self.nodes:
            proto = getattr(node, "proto", None)
            if proto is None or node.type in NOT_MARKDOWN:
                continue
            fields = {field.name for field in proto.DESCRIPTOR.fields}
            texts += [str(getattr(proto, name)) for name in MARKDOWN_FIELDS if name in fields]
            if "options" in fields:
                texts += [option.content for option in proto.options if hasattr(option, "content")]
        return [text for text in texts if text]

    def links(self, key: str, *pages: str) -> list[tuple[str, str]]:
        """Links inside a container to pages, or to the ``pages`` at these paths: label as seen, query string."""
        return links_in("".join(node.proto.body for node in self.within(key, "html")), *pages)

    def navigation(self, name: str) -> list[tuple[str, str]]:
        """Links of header or footer to pages: label as seen, query string; none if the page has none of this name."""
        bodies = re.findall(rf'<nav class="{name}".*?</nav>', "".join(self.html()), re.DOTALL)
        return links_in("".join(bodies))

    def entries(self, card: str) -> list[str]:
        """The entries of a list, each as HTML."""
        bodies = "".join(node.proto.body for node in self.within(f"card_{card}", "html"))
        return re.findall(r"<li.*?</li>", bodies, re.DOTALL)

    def entry(self, card: str, link: str) -> str:
        """The entry of a list that has this query string in its first link, as HTML; empty without one."""
        entries = (entry for entry in self.entries(card) if links_in(entry)[:1])
        return next((entry for entry in entries if links_in(entry)[0][1] == link), "")

    def warnings(self) -> str:
        """What the page warns of, as a reader sees it."""
        return "\n".join(seen(warning.value) for warning in self.app.warning)


def visit(page: str = "overview", /, **query: str | Sequence[str]) -> Visit:
    """Open a page by its address: its name and the parameters of its query string."""
    app = _unvisited()
    first_run = _visited()
    app._bidi_component_manager = first_run._bidi_component_manager
    app._registered_pages = first_run._registered_pages
    if page != "overview":
        app.switch_page(f"{page}.py")
    for name, value in query.items():
        app.query_params[name] = value if isinstance(value, str) else list(value)
    return Visit(app.run()).succeeds()


def _unvisited() -> AppTest:
    return AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=SECONDS)


@cache
def _visited() -> AppTest:
    """The first run, which takes as long as two pages; Streamlit then knows pages by address, and their components."""
    return _unvisited().run()


_PAGE_LINK = re.compile(r'<a href="\./([^"?]*)\??([^"]*)"[^>]*>(.*?)</a>')


def links_in(html: str, *pages: str) -> list[tuple[str, str]]:
    """The links in HTML to pages, or to the ``pages`` at these paths: label, query string."""
    return [
        (words_in(label), unescape(query))
        for page, query, label in _PAGE_LINK.findall(html)
        if not pages or page in pages
    ]


def words_in(html: str) -> str:
    """The words of HTML, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html.replace("</p>", " "))).split())


_IN_ITS_LANGUAGE = re.compile(r':color\[((?:\\.|[^\]\\])*)\]\{lang="\w+"\}')


def seen(markdown: str) -> str:
    """Escaped Markdown as a reader sees it."""
    text = _IN_ITS_LANGUAGE.sub(r"\1", markdown)
    return re.sub(r"\\(.)", r"\1", text).replace("\u200b", "")


def unpack(value: Any) -> Any:
    """A figure's JSON with Plotly's packed arrays as lists."""
    if isinstance(value, dict) and "bdata" in value:
        numbers = np.frombuffer(base64.b64decode(value["bdata"]), dtype=np.dtype(value["dtype"]))
        return numbers.tolist()
    if isinstance(value, dict):
        return {name: unpack(part) for name, part in value.items()}
    if isinstance(value, list):
        return [unpack(part) for part in value]
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _chart(node: Any) -> Chart:
    figure = unpack(json.loads(node.proto.spec))
    words = [trace for trace in figure["data"] if _is_words(trace)]
    figure["data"] = [trace for trace in figure["data"] if trace not in words]
    return Chart(figure, node.proto.alt, words)


def _is_words(trace: dict[str, Any]) -> bool:
    return trace.get("mode") == "markers+text" and trace["marker"].get("opacity") == 0


def _walk(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", {}).values():
        yield child
        yield from _walk(child)
