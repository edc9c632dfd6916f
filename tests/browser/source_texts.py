"""Titles of submissions and summaries of points, which are not translated, as a page shows them."""

from __future__ import annotations

from functools import cache

from i18n import escaping, routes
from tests.browser.reading import Reader, table

_START = 40
"""Characters of a text by which it is known: where there is little room, its end is cut."""

_SHORTEST = 20
"""Characters of a text that is nothing else than a title."""

_SAYING_SO = {
    routes.PAGES[name].path
    for name in ("submission", "submissions", "points", "organisation", "search")
}
"""The paths of pages that always have such texts."""

# Charts and tables are pictures to the browser, and what is copied is as it is.
_TEXTS = """starts => {
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode, words = node.data.replace(/[\\u200b\\u2066-\\u2069]/g, '');
        const around = node.parentElement;
        if (around.closest('svg, script, style, noscript, code, [data-testid=stDataFrame], [role=listbox]')) continue;
        if (!starts.some(start => words.includes(start))) continue;
        found.push([words, around.closest('[lang]').lang, around.closest('bdi') !== null]);
    }
    return found;
}"""


def source_texts(reader: Reader) -> list[tuple[str, str, bool]]:
    """Each of them on the page: its words, the language that they say they are in, whether they are isolated."""
    return [tuple(text) for text in reader.page.evaluate(_TEXTS, _starts())]


def without_language(reader: Reader, path: str) -> list[object]:
    """Those that do not say that they are in English, on a page in another language; that it has none, if it must."""
    texts = source_texts(reader)
    if not texts and path.split("?")[0] in _SAYING_SO:
        return ["none is found"]
    return [text for text in texts if text[1:] != ("en", True)]


@cache
def _starts() -> list[str]:
    """How each title and each summary begins."""
    texts = (*table("submissions").title, *table("points").summary)
    return sorted(
        {escaping.one_line(text)[:_START].strip() for text in texts if len(text) >= _SHORTEST}
    )
