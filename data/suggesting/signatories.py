"""The list of signatories at the end of a letter: under which headings it stands, and what is in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from data.normalise import fold
from data.suggesting.documents import Page
from data.suggesting.sentences import joined_words, without_footnotes

HEADINGS = (
    "signed by",
    "signed",
    "signatories",
    "signatory organisations",
    "signatory organizations",
    "list of signatories",
    "organisations",
    "organizations",
    "signing organisations",
    "signing organizations",
    "undersigned",
    "the undersigned",
    "the undersigned organisations",
    "the undersigned organizations",
    "co-signed by",
    "co-signatories",
    "endorsed by",
    "endorsements",
    "endorsing organisations",
    "endorsing organizations",
    "supported by",
    "supporters",
    "supporting organisations",
    "supporting organizations",
    "signataires",
    "organisations signataires",
    "signe par",
    "les signataires",
    "soutenu par",
    "firmantes",
    "organizaciones firmantes",
    "firmado por",
    "suscriben",
    "signatarios",
    "assinam",
    "organizacoes signatarias",
    "assinado por",
    "unterzeichner",
    "unterzeichnet von",
    "unterzeichnende organisationen",
)
"""Folded, as a heading or a line that ends in a colon has them."""

_ALONE = ("organisations", "organizations", "signed", "supporters")
"""Headings so common that they count only below another, or with a colon."""

_ENDINGS = re.compile(
    r"^(individuals?|individual (signatories|endorse\w*)|in (a|their) (personal|individual) capacity|personnes|"
    r"annex\w*|appendix\w*|annexe\w*|references|bibliography|notes|footnotes|endnotes|contacts?|about\b.*|"
    r"for (more|further) information.*|media contacts?|experts?)\W*$"
)
_BULLET = re.compile(r"^\s*(?:[•▪◦‣●○■□*·–—-]|\(?\d{1,3}[.)])\s*")
_ORGANISATION = re.compile(
    r"^(name of (the )?)?(organi[sz]ations?|entity|entities|institutions?|organisme|organizacion|"
    r"organizacao|name|nom|nombre|signatory|signatories|member|company)( name)?$"
)
_OTHER_COLUMN = re.compile(
    r"^(no|n°|#|nr|country|pays|pais|land|region|date|signature|signed on|title|position|contact|"
    r"representative|name of (the )?(representative|signatory)|signatory name|person|e-?mail|type|"
    r"stakeholder group|website|role|function|city|place)\.?$"
)
_WRAPPED = re.compile(
    r"(\b(and|of|for|the|on|in|et|de|des|du|la|le|y|e|und|für|der|&)|[,/–-])$", re.IGNORECASE
)
LONGEST = 140
"""Characters: a longer line names no organisation."""


@dataclass(frozen=True)
class Named:
    """A name in a list of signatories, as it stands there, and the page."""

    name: str
    page: int | None


def signatories(pages: Iterable[Page]) -> list[Named]:
    """The names in all lists of signatories of a document, in their order, each once."""
    found: dict[str, Named] = {}
    for heading, rows in _lists(pages):
        for name, page in _names(heading, rows):
            found.setdefault(fold(name), Named(name, page))
    return list(found.values())


_Row = tuple[str, int | None]


def _lists(pages: Iterable[Page]) -> Iterator[tuple[str, list[_Row]]]:
    heading, rows, empty = "", list[_Row](), 0
    for page in pages:
        for line in joined_words(without_footnotes(page.layout)).split("\n"):
            words, inline = _heading(line, bool(heading))
            if words:
                if rows:
                    yield heading, rows
                heading, rows, empty = words, [], 0
                rows = [(part, page.number) for part in inline]
            elif not heading:
                continue
            elif not line.strip():
                empty += 1
            elif _ENDINGS.match(fold(line)) or _prose(line):
                if rows:
                    yield heading, rows
                heading, rows = "", []
            elif not re.fullmatch(r"\W*(page )?\d{1,4}( (of|/) \d+)?\W*", fold(line)):
                rows.append((line, page.number))
    if heading and rows:
        yield heading, rows


def _heading(line: str, within: bool) -> tuple[str, list[str]]:
    """The heading that a line is, and the names that stand in it after a colon; empty if it is none."""
    before, colon, after = line.partition(":")
    words = re.sub(r"\s*\(?\d+\)?\s*$", "", fold(before)).strip(" .-*#\t")
    if words not in HEADINGS or len(before) > 80:
        return "", []
    if words in _ALONE and not (colon or within):
        return "", []
    return words, [part for part in re.split(r"[;,](?![^(]*\))", after) if part.strip()]


def _prose(line: str) -> bool:
    """Whether a line is a sentence of running text, which ends a list."""
    words = line.split()
    return "\t" not in line and (
        len(line) > LONGEST or (len(words) > 9 and line.rstrip().endswith((".", "!", "?")))
    )


def _names(heading: str, rows: list[_Row]) -> Iterator[_Row]:
    column: int | None = None
    others: set[int] = set()
    pending: _Row | None = None
    numbered = sum(bool(_BULLET.match(line)) for line, _page in rows) > len(rows) / 2
    for line, page in rows:
        cells = [cell.strip() for cell in line.split("\t")]
        heads = [_OTHER_COLUMN.match(fold(cell)) is not None for cell in cells]
        names = [_ORGANISATION.match(fold(cell)) is not None for cell in cells]
        if any(names) and all(head or name for head, name in zip(heads, names, strict=True)):
            column = names.index(True) if sum(names) == 1 and len(cells) > 1 else None
            others = {place for place, head in enumerate(heads) if head}
            continue
        if len(cells) == 1:
            text = cells[0]
            begins = bool(_BULLET.match(text))
            if (
                pending
                and not begins
                and (
                    numbered
                    or text[:1].islower()
                    or text.startswith("(")
                    or _WRAPPED.search(pending[0])
                )
            ):
                pending = (f"{pending[0]} {text}", pending[1])
                continue
            if pending:
                yield from _cleaned(*pending)
            pending = (text, page)
            continue
        if pending:
            yield from _cleaned(*pending)
            pending = None
        if column is not None and column < len(cells):
            yield from _cleaned(cells[column], page)
            continue
        kept = [cell for place, cell in enumerate(cells) if place not in others]
        orgs = [cell for cell in kept if not _aside(cell)]
        for cell in orgs or kept:
            yield from _cleaned(cell, page)
    if pending:
        yield from _cleaned(*pending)


def _cleaned(text: str, page: int | None) -> Iterator[_Row]:
    name = _BULLET.sub("", " ".join(text.split())).strip(" ,;.*†‡")
    name = re.sub(r"(?<=[^\W\d_])\d{1,2}$", "", name)  # the sign of a footnote
    if len(name) > 1 and len(name) <= LONGEST and re.search(r"[^\W\d_]{2}", name):
        yield name, page


def _aside(cell: str) -> bool:
    """Whether a cell beside others names no organisation: a number, a date, a country, an address of the web."""
    plain = fold(cell)
    return (
        not re.search(r"[^\W\d_]{2}", plain)
        or plain in _countries()
        or bool(re.match(r"(https?:|www\.|\S+@\S+)", plain))
        or bool(re.fullmatch(r"\d{1,2}\W.*\d{4}", plain))
    )


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        fold(name)
        for code in ("en", "fr", "es", "pt", "de")
        for name in Locale(code).territories.values()
    )
