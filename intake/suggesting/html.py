"""Reads HTML files: what a reader sees of them. No address in them is ever fetched."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from intake.suggesting.documents import Document, Page
from intake.suggesting.plain_text import decoded

_ASIDE = (
    "script, style, noscript, template, nav, aside, form, svg, iframe, object, [hidden], "
    "body > header, body > footer"
)
_CELLS = frozenset(("td", "th"))
_LINES = frozenset(("tr", "li", "dt", "dd"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("dl", "ol", "table", "tbody", "tfoot", "thead", "ul"))
_TEXTS = frozenset(
    ("address", "blockquote", "caption", "div", "fieldset", "figcaption", "hr", "p", "pre")
)
_PARTS = frozenset(("article", "figure", "main", "section"))
_BLOCKS = _HEADINGS | _LISTS | _TEXTS | _PARTS
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_LOGO = re.compile(
    r"logo(?:type)? (?:of|de|du|da|do|del)(?: the| la)? (.{2,100})|(.{2,100}?)[ -]+logo(?:type)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_web(path: Path, content: bytes) -> Document:
    """The document in an HTML file: one page without a number."""
    tree = LexborHTMLParser(_decoded(content))
    title = _attribute(tree, 'meta[property="og:title"]', "content") or _text(tree, "title")
    language = _attribute(tree, "html", "lang")
    published = _attribute(
        tree, 'meta[property="article:published_time"]', "content"
    ) or _attribute(tree, "time[datetime]", "datetime")
    date = _ISO.match(published or "")
    address = _attribute(tree, 'link[rel="canonical"]', "href")
    author = _attribute(tree, 'meta[name="author"]', "content")
    heading = _text(tree, "h1")
    for node in tree.css(_ASIDE):
        node.decompose()
    root = tree.css_first("main") or tree.body
    return Document(
        path,
        (Page(None, _visible_text(root, _no_logo), _visible_text(root, _logo)),),
        title=heading or title,
        author=author,
        language=language[:2].lower() if language else None,
        date=date[0] if date else None,
        address=address
        if address and re.fullmatch(r"https?://[^\s<>\"]+", address, re.IGNORECASE)
        else None,
    )


def _decoded(content: bytes) -> str:
    declared = _CHARSET.search(content[:4096])
    if declared:
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)


def _logo(node: LexborNode) -> str:
    """The organisation whose logo a picture is, as a line of its own; empty if the picture names none."""
    match = _LOGO.fullmatch(" ".join((node.attributes.get("alt") or "").split()))
    return f"\n{match[1] or match[2]}\n" if match else ""


def _no_logo(_node: LexborNode) -> str:
    return ""


def _visible_text(root: LexborNode | None, picture: Callable[[LexborNode], str]) -> str:
    """The text of blocks, a line each with an empty one after it; of table rows, a tab between cells.

    `picture` returns the text that replaces a picture.
    """
    parts = [
        picture(node) if node.tag == "img" and entered else _node_text(node, entered)
        for node, entered in _walk(root)
    ]
    lines = [
        "\t".join(" ".join(cell.split()) for cell in line.strip().split("\t"))
        for line in "".join(parts).splitlines()
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _node_text(node: LexborNode, entered: bool) -> str:
    tag = node.tag
    if tag == "-text":
        return re.sub(r"\s+", " ", node.text_content or "") if entered else ""
    if tag == "br":
        return "\n" if entered else ""
    if tag in _CELLS:
        return "\t" if entered else ""
    if tag in _LINES:
        return "" if entered else "\n"
    if tag in _BLOCKS:
        return "\n" if entered else "\n\n"
    return ""


def _walk(root: LexborNode | None) -> Iterator[tuple[LexborNode, bool]]:
    """Every node of a tree, however deep, as it is entered and as it is left."""
    node, depth = root, 0
    while node is not None:
        yield node, True
        if (child := node.child) is not None:
            node, depth = child, depth + 1
            continue
        yield node, False
        while depth and node.next is None:
            parent = node.parent
            if parent is None:
                return
            node, depth = parent, depth - 1
            yield node, False
        node = node.next if depth else None


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    value = node.attributes.get(name) if node else None
    return " ".join(value.split()) or None if value else None


def _text(tree: LexborHTMLParser, selector: str) -> str | None:
    node = tree.css_first(selector)
    return " ".join(node.text().split()) or None if node else None
