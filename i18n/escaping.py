"""Escapes cells for Markdown, charts and links."""

import re
from html import escape
from urllib.parse import SplitResult, quote, urlsplit

from i18n import isolation, languages

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^@/\"'])")
_ADDRESSES = re.compile(r"(?i)(https?:|www)(?=//|\.)|(?=@)")
_BLANKS = re.compile("[^\\S\u00a0\u202f]+")
"""Blanks at which a line may end; others stay, such as those before French signs."""
_WITHOUT_EDGES = re.compile(r"\S(?:.*\S)?")
_MARKS = re.compile("\\\\(.)|[*][*]|`|\u200b")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")

LONGEST_NAME, LONGEST_FINDING = 300, 600
"""The most characters of a name in a heading or link, and of a sentence with names."""


def one_line(value: object) -> str:
    """A cell as one line of text: controls and direction overrides become a space, missing becomes empty.

    No-break spaces stay.
    """
    if value is None or value != value:
        return ""
    return _BLANKS.sub(" ", _CONTROLS.sub(" ", str(value))).strip()


def markdown(value: object) -> str:
    """A cell for use inside Markdown: every character that could be markup, a colour, an icon or a link is escaped.

    Escapes do not keep addresses in plain text from becoming links, so a space of no width breaks them.
    """
    text = isolation.isolated(one_line(value))
    return _MARKUP.sub(r"\\\1", _ADDRESSES.sub("\\1\u200b", text))


def plain(markdown: str) -> str:
    """What Markdown says whose marks are bold words and code, and whose cells ``markdown`` has escaped."""
    return _MARKS.sub(lambda mark: mark[1] or "", markdown)


def in_its_language(words: object, text: object = "") -> str:
    """``words`` as Markdown that marks ``text``, by default all of them, as in the language of the data's texts.

    ``tools/markdown_code.py`` has Streamlit's code read the mark. Where that is the reader's language, there is none.
    """
    line, passage, tag = one_line(words), one_line(text), languages.of_texts()
    if not tag or not line:
        return markdown(line)
    before, passage, after = (
        line.partition(passage) if passage and passage in line else ("", line, "")
    )
    before, after = (
        _WITHOUT_EDGES.sub(lambda match: markdown(match[0]), edge) for edge in (before, after)
    )
    return f'{before}:color[{markdown(passage)}]{{lang="{tag}"}}{after}'


def plot(value: object) -> str:
    """A cell for use inside a chart's text, which reads a little HTML."""
    return escape(one_line(value), quote=False)


def css(words: object) -> str:
    """A text as a string of a style sheet, quotes included."""
    return (
        '"'
        + "".join(
            character if character.isalnum() or character == " " else f"\\{ord(character):x} "
            for character in one_line(words)
        )
        + '"'
    )


def safe_url(address: object) -> str:
    """An address for use in a Markdown link; empty unless it is http or https with a host."""
    text = one_line(address)
    url = parts(text)
    if url.scheme not in ("http", "https") or not url.netloc or " " in text:
        return ""
    return quote(text, safe="%/:?#[]@!$&*+,;=~._-").replace("(", "%28").replace(")", "%29")


def host(address: object) -> str:
    """The host of an address without www, for showing where a link goes."""
    return parts(one_line(address)).netloc.removeprefix("www.")


def parts(address: str) -> SplitResult:
    """The parts of an address; all empty if urlsplit raises ValueError."""
    try:
        return urlsplit(address)
    except ValueError:  # a bracket that opens no address, as in http://[
        return urlsplit("")


def shorten(value: object, length: int) -> str:
    """A cell cut at a word to at most ``length`` characters, with an ellipsis where something was cut."""
    text = one_line(value)
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > length // 2 else cut).rstrip(" ,;:-(") + "…"
