"""The sentences of a document with their pages: words split at line ends are joined, footnotes are left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from intake.suggesting.documents import Page

SHORTEST, LONGEST = 4, 90
"""Words: fewer are a heading or a label, more are no sentence but a list that was run together."""

LONGEST_PAGE, LOWEST_LINES = 20_000, 40
"""Characters of a page and lines at its end within which footnotes are looked for."""

_HYPHENATED = re.compile(r"(?<=\w)[-\u2010\u00ad]\n\s*(?=[^\W\d_A-Z])")
_PAGE_NUMBER = re.compile(
    r"\W*(page|p\.|seite|página)?\s*\d{1,4}(\s*(/|of|de|sur|von)\s*\d{1,4})?\W*", re.I
)
_FOOTNOTE = re.compile(r"\[?(\d{1,2})\]?\s+(?=\S.{8})")
_ENDS = (
    r"(?<=[.!?…。！？])(?<!\b[A-Z]\.)(?<!\b[Nn]o\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\be\.g\.)(?<!\bi\.e\.)"
    r"(?<!\bpara\.)(?<!\bart\.)(?<!\bvs\.)(?<!\bSt\.)[\"”»’)\]]*\s+(?=[\"“«‘(\[]?[A-Z0-9À-ÞА-Я¿¡])"
)
_END = re.compile(_ENDS + r"|(?<=[。！？])")
_BULLET = re.compile(r"^\s*([•▪◦‣●○■□*·–—-]|\(?[a-z0-9]{1,3}[.)])\s+")


@dataclass(frozen=True)
class Sentence:
    """A sentence and the number of the page on which it begins, None where there are no pages."""

    text: str
    page: int | None


def sentences(pages: Iterable[Page]) -> list[Sentence]:
    """All sentences in reading order; a sentence that runs on to the next page is one."""
    complete: list[Sentence] = []
    open_end: tuple[str, int | None] | None = None
    for page in pages:
        for paragraph_index, paragraph in enumerate(paragraphs(page.text)):
            number = page.number
            text = paragraph
            if open_end and paragraph_index == 0 and text[:1].islower():
                text, number = f"{open_end[0]} {text}", open_end[1]
            elif open_end:
                complete.append(Sentence(*open_end))
            open_end = None
            parts = [part.strip() for part in _END.split(text) if part and part.strip()]
            for index, part in enumerate(parts):
                is_last = index == len(parts) - 1
                if is_last and not re.search(r"[.!?…。！？:;][\"”»’)\]]*$", part):
                    open_end = (part, number)
                else:
                    complete.append(Sentence(part, number))
                number = page.number
    if open_end:
        complete.append(Sentence(*open_end))
    return [sentence for sentence in complete if SHORTEST <= len(sentence.text.split()) <= LONGEST]


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a page as single lines, without page numbers and footnotes."""
    lines = [
        line
        for line in without_footnotes(text).split("\n")
        if not _PAGE_NUMBER.fullmatch(line.strip())
    ]
    widest = max((len(line) for line in lines), default=0)
    block: list[str] = []
    for line in lines:
        stripped = line.strip()
        if block and (not stripped or _BULLET.match(line) or _ended(block[-1], widest, stripped)):
            yield _joined(block)
            block = []
        if stripped:
            block.append(_BULLET.sub("", line).strip())
    if block:
        yield _joined(block)


def without_footnotes(text: str) -> str:
    """A page's text without the footnotes at its end and the numbers that refer to them behind words in the text."""
    lines = text.rstrip().split("\n") if len(text) <= LONGEST_PAGE else []
    for index in range(len(lines) - 1, max(len(lines) - LOWEST_LINES, 0), -1):
        match = _FOOTNOTE.match(lines[index].strip())
        if not match:
            continue
        text_above = "\n".join(lines[:index])
        reference = re.search(rf"(?<=[a-z.,;:!?)”\"»’]){match[1]}(?=[\s.,;:)]|$)", text_above)
        if reference:
            text = text_above[: reference.start()] + text_above[reference.end() :]
            lines = text.split("\n")
    return text


def joined_words(text: str) -> str:
    """Text in which words that were split at the end of a line are whole."""
    return _HYPHENATED.sub("", text)


def _joined(lines: list[str]) -> str:
    return " ".join(joined_words("\n".join(lines)).split())


def _ended(line: str, widest: int, following: str) -> bool:
    """Whether a line much shorter than others ends a paragraph or is a heading."""
    return (
        len(line) < 0.6 * widest
        and not following[:1].islower()
        and not line.endswith((",", "-", ";"))
    )
