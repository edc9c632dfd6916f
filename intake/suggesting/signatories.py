"""The signatories of a letter: in lists under certain headings, in sentences, and as those for whom persons sign."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from data.normalise import fold
from intake.suggesting.documents import Page
from intake.suggesting.persons import FOR, has_title, is_office, organisation_of_person
from intake.suggesting.prose_signatories import signed_for, signed_in_sentences
from intake.suggesting.sentences import joined_words, without_footnotes
from intake.suggesting.signatory_headings import LONGEST, heading_of

_ENDINGS = re.compile(
    r"^(individuals?\b.{0,60}|in (a|their) (personal|individual) capacity|"
    r"(einzel|privat)?personen|einzelunterzeichner\w*|(personnes|personas|pessoas|people)\b.{0,40}|.{0,30}\b(individuels?|individuelles|individuales|individuais)|"
    r"a (titre|titulo) (personnel|individuel|personal|individual|pessoal)|"
    r"(pour (plus|toute)|para (mas|mais)) (d'|de )?informa\w+.*|"
    r"(annexe?s?|anexos?|appendix|anhang)\b.{0,80}|(press|media|presse|prensa)? ?(contacts?|kontakte?|contactos?)\b.*|"
    r"(contacts?|contacto|contato) (presse|de prensa|de imprensa).*|pressekontakt.*|"
    r"references|notas|bibliography|notes|footnotes|endnotes|contacts?|about\b.*|"
    r"for (more|further) information.*|media contacts?|experts?)\W*$"
)
_GENERIC = re.compile(
    r"(?i)(associations?|foundations?|networks?|users?|groups?|cooperatives?|institutes?|cent(re|er)s?|councils?|unions?|"
    r"initiatives?|organi[sz]ations?|coalition|alliance|federation|inc|ltd|asociaci[oó]n|fundaci[oó]n|fondation|"
    r"funda[cç][aã]o|associa[cç][aã]o|instituto|usuarios|usu[aá]rios)"
)
"""Words that make no name alone: a line of them goes on with the one above."""

_ENUMERATED = re.compile(r"\s*(?:;| [•|·] )\s*")
"""Separators of names in one line, if one stands there more than once."""

_BULLET = re.compile(r"^\s*(?:[•▪◦‣●○■□*·–—-]|\(?\d{1,3}[.)])\s*")
_ORGANISATION = re.compile(
    r"^((full |official )?(name|nom|nombre|nome) (of |de |da )?(the |la |l')?)?(signatory |signing |endorsing )?"
    r"(organi[sz]ations?|entity|entities|institutions?|organismes?|organizacion(es)?|organizac(ao|oes)|entidades?|"
    r"institucion(es)?|institui(cao|coes)|instituicao|structure|association|company|affiliation|signatory|signatories|"
    r"signataires?|firmantes?|members?)( names?)?$"
)
_NAME = re.compile(r"^(names?|noms?|nombres?|nomes?)$")
_OTHER_COLUMN = re.compile(
    r"^(no|n°|nº|n|#|nr|num\w*|.*\b(country|countries|pays|pais|land|region|date|data|fecha|signature|firma|assinatura|"
    r"signed on|title|position|contacts?|contacto|contato|representatives?|representante?s?|person\w*|name of .*|"
    r"signatory name|e-?mail|correo|type|tipo|category|group|website|web|site|role|fonction|function|cargo|city|ville|"
    r"ciudad|cidade|place|lieu|lugar)\b.*)\.?$"
)
"""Folded titles of columns: of those that name organisations (_NAME only where no other does), and of others."""

_WRAPPED = re.compile(
    r"(\b(and|of|for|the|on|in|with|et|de|des|du|la|le|les|aux?|à|pour|sur|y|e|el|los|las|del|para|por|con|com|do|da|dos|"
    r"das|em|und|für|der)|[,/&–-])$"
)
MOST_IN_TITLE = 8
"""Words of the title of a column."""


_Row = tuple[str, int | None]
"""A line of a list, and its page."""


@dataclass(frozen=True)
class Named:
    """A name in a list of signatories, as it stands there, and the page."""

    name: str
    page: int | None


def signatories(pages: Iterable[Page]) -> list[Named]:
    """The names of those who signed a document, each once: those in lists, then those in sentences."""
    all_pages = list(pages)
    by_name: dict[str, Named] = {}
    for heading, rows in _lists(all_pages):
        for name, page in _names(heading, rows):
            by_name.setdefault(fold(name), Named(name, page))
    for name, page in (*signed_in_sentences(all_pages), *signed_for(all_pages)):
        by_name.setdefault(fold(name), Named(name, page))
    return list(by_name.values())


def unheaded_lists(pages: Iterable[Page]) -> Iterator[list[Named]]:
    """The names of each list of a document, whatever stands above it: not all are lists of organisations."""
    for rows in _short_lines(pages):
        names = [Named(name, page) for name, page in _names("", rows)]
        if names:
            yield names


def _short_lines(pages: Iterable[Page]) -> Iterator[list[_Row]]:
    """Lines that may be names and stand together, without empty lines or with one after each."""
    single_lines: list[_Row] = []
    for page in pages:
        for block in re.split(r"\n\s*\n", page.layout):
            lines = block.strip("\n").split("\n")
            rows = [(line, page.number) for line in lines if _may_be_name(line)]
            if len(lines) == 1 and rows:
                single_lines += [*rows, ("", page.number)]
                continue
            if single_lines:
                yield single_lines
                single_lines = []
            if len(rows) > 1:
                yield rows
    if single_lines:
        yield single_lines


def _may_be_name(line: str) -> bool:
    text = _BULLET.sub("", line).strip()
    begins_as_name = text[:1].isupper() or text[:1].isdigit()
    return begins_as_name and not _is_prose(line) and not text.endswith((":", ".", "?", "!"))


def _lists(pages: Iterable[Page]) -> Iterator[tuple[str, list[_Row]]]:
    heading, rows = "", list[_Row]()
    for page in pages:
        for line in joined_words(without_footnotes(page.layout)).split("\n"):
            words, inline = heading_of(line, bool(heading))
            if words:
                if rows:
                    yield heading, rows
                heading, rows = words, []
                rows = [(part, page.number) for part in inline]
            elif not heading:
                continue
            elif not line.strip():
                rows.append(("", page.number))
            elif _ENDINGS.match(fold(line)) or _is_prose(line):
                if rows:
                    yield heading, rows
                heading, rows = "", []
            elif not re.fullmatch(r"\W*(page )?\d{1,4}( (of|/) \d+)?\W*", fold(line)):
                parts = _ENUMERATED.split(line)
                rows += [(part, page.number) for part in (parts if len(parts) > 2 else [line])]
    if heading and rows:
        yield heading, rows


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence of running text, which ends a list."""
    words = line.split()
    return (
        "\t" not in line
        and len(_ENUMERATED.findall(line)) < 2
        and (len(line) > LONGEST or (len(words) > 9 and line.rstrip().endswith((".", "!", "?"))))
    )


def _names(heading: str, rows: list[_Row]) -> Iterator[_Row]:
    """The names in the rows of a list; a name may go on in the next line of its column."""
    column: int | None = None
    other_columns: set[int] = set()
    pending: dict[int, _Row] = {}
    lines = [line for line, _page in rows if line]
    numbered = sum(bool(_BULLET.match(line)) for line in lines) > len(lines) / 2
    gap = first = True
    for line, page in rows:
        if not line:
            gap = True
            continue
        cells = [cell.strip() for cell in line.rstrip().split("\t")]
        if (titles := _titles(cells, first)) is not None:
            column, other_columns = titles
            continue
        first = False
        for position, cell in _organisation_cells(cells, column, other_columns):
            previous = pending.get(position)
            if previous and _goes_on(previous[0], cell, numbered and not gap):
                pending[position] = (f"{previous[0]} {cell}", previous[1])
                continue
            if previous:
                yield from _cleaned(*previous)
            pending[position] = (cell, page)
        gap = False
    for position in sorted(pending):
        yield from _cleaned(*pending[position])


def _titles(cells: list[str], first: bool) -> tuple[int | None, set[int]] | None:
    """The column that names organisations, if only one does, and those that do not; None if the cells are no titles.

    In the `first` row, columns of any other title may stand beside that of organisations.
    """
    if any(len(cell.split()) > MOST_IN_TITLE for cell in cells):
        return None
    folded = [fold(cell) for cell in cells]
    naming = [bool(_ORGANISATION.match(cell)) for cell in folded]
    if first and len(cells) > 1 and sum(naming) == 1:
        return naming.index(True), {
            index for index, is_naming in enumerate(naming) if not is_naming
        }
    if not any(naming):
        naming = [bool(_NAME.match(cell)) for cell in folded]
    is_known = [bool(_OTHER_COLUMN.match(cell) or _NAME.match(cell) or not cell) for cell in folded]
    if not any(naming) or not all(
        names_organisations or is_title
        for names_organisations, is_title in zip(naming, is_known, strict=True)
    ):
        return None
    column = naming.index(True) if sum(naming) == 1 and len(cells) > 1 else None
    return column, {index for index, is_naming in enumerate(naming) if not is_naming}


def _organisation_cells(
    cells: list[str], column: int | None, others: set[int]
) -> Iterator[tuple[int, str]]:
    """The cells of a row that may name organisations, with their positions."""
    if len(cells) > 1 and column is not None and column < len(cells):
        yield column, cells[column]
        return
    candidates = [
        (position, cell)
        for position, cell in enumerate(cells)
        if cell and (len(cells) == 1 or position not in others)
    ]
    yield from [
        candidate
        for candidate in candidates
        if len(candidates) == 1 or not _names_no_organisation(candidate[1])
    ] or candidates


def _goes_on(before: str, text: str, numbered: bool) -> bool:
    """Whether a name goes on in the text below it."""
    return not _BULLET.match(text) and bool(
        numbered
        or text[:1].islower()
        or text.startswith("(")
        or _WRAPPED.search(before)
        or all(_GENERIC.fullmatch(word) for word in text.split())
    )


def _cleaned(text: str, page: int | None) -> Iterator[_Row]:
    name = _BULLET.sub("", " ".join(text.split())).strip(" ,;.*†‡")
    name = re.sub(r"(?<=[a-zà-ÿ)])\d{1,2}$", "", name)  # the sign of a footnote
    if re.search(rf"(?i)\b{FOR}\b", name):
        return  # signed_for finds the organisation
    if has_title(name):
        name = organisation_of_person(name) or ""
    if len(name) > 1 and len(name) <= LONGEST and re.search(r"[^\W\d_]{2}", name):
        yield name, page


def _names_no_organisation(cell: str) -> bool:
    """Whether a cell beside others names no organisation: a number, a date, a country, an address of the web."""
    folded = fold(cell)
    return (
        not re.search(r"[^\W\d_]{2}", folded)
        or folded in _countries()
        or has_title(cell)
        or is_office(cell)
        or bool(re.match(r"(https?:|www\.|\S+@\S+)", folded))
        or bool(re.fullmatch(r"\d{1,2}\W.*\d{4}", folded))
    )


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        fold(name)
        for language in ("en", "fr", "es", "pt", "de")
        for name in Locale(language).territories.values()
    )
