"""Reads HTML files: what a reader sees of them. No address in them is ever fetched."""

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from data.suggesting.documents import Document, Page
from data.suggesting.plain import decoded

_ASIDE = (
    "script, style, noscript, template, nav, aside, form, svg, iframe, object, [hidden], "
    "body > header, body > footer"
)
_BLOCKS = (
    "address article blockquote caption dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr li main ol p "
    "pre section table tbody tfoot thead tr ul"
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
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
    text = _seen(tree.css_first("main") or tree.body)
    return Document(
        path,
        (Page(None, text, text),),
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


def _seen(root: LexborNode | None) -> str:
    """The text of blocks, a line each with an empty one after it; of table rows, a tab between cells."""
    parts: list[str] = []
    blocks, cells = frozenset(_BLOCKS.split()), ("td", "th")
    opened: list[LexborNode] = []
    for node in root.traverse(include_text=True) if root else ():
        while opened and not _within(node, opened[-1]):
            parts.append("\n" if opened.pop().tag in ("tr", "li", "dt", "dd") else "\n\n")
        if node.tag == "-text":
            parts.append(re.sub(r"\s+", " ", node.text_content or ""))
        elif node.tag in cells:
            parts.append("\t")
        elif node.tag == "br":
            parts.append("\n")
        elif node.tag in blocks:
            parts.append("" if node.tag in ("tr", "li", "dt", "dd") else "\n")
            opened.append(node)
    lines = [
        "\t".join(" ".join(cell.split()) for cell in line.strip().split("\t"))
        for line in "".join(parts).splitlines()
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _within(node: LexborNode, other: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent == other:
            return True
        parent = parent.parent
    return False


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    value = node.attributes.get(name) if node else None
    return " ".join(value.split()) or None if value else None


def _text(tree: LexborHTMLParser, selector: str) -> str | None:
    node = tree.css_first(selector)
    return " ".join(node.text().split()) or None if node else None
