"""What the beginning of a document says of it: title, date, type, whom it is by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.normalise import fold
from intake.suggesting.dates import Dated, Unclear, dates
from intake.suggesting.documents import Document

Line = tuple[str, int | None]
"""A line without blanks at its ends, and the number of its page."""

LONGEST_LINE = 400
"""Characters of a line at a document's beginning that are looked at."""

_TYPES = (
    ("joint-statement", ("joint statement", "declaration conjointe", "declaracion conjunta")),
    (
        "open-letter",
        ("open letter", "joint letter", "lettre ouverte", "carta abierta", "carta aberta"),
    ),
    ("position-paper", ("position paper", "policy paper", "white paper", "policy brief")),
    (
        "oral-statement",
        (
            "statement by",
            "statement delivered",
            "oral statement",
            "remarks by",
            "speech",
            "intervention by",
        ),
    ),
    (
        "announcement",
        ("press release", "announces", "for immediate release", "communique de presse"),
    ),
    (
        "written-input",
        (
            "written input",
            "written contribution",
            "contribution to",
            "submission to",
            "input to",
            "comments on",
            "response to",
        ),
    ),
)
"""Type of document -> words at a document's beginning that identify it, the surest first."""

SAYS_BY = re.compile(
    r"(?im)^\W*(?:submitted by|submitted on behalf of|on behalf of|prepared by|from|authors?|organi[sz]ation)"
    r"\s*:?\s+(.{2,120})$"
)
_STATED = re.compile(
    r"(?i)\b(?:signed|endorsed|supported|joined)\s+by\s+(?:more than |over )?(\d{1,4})\b"
    r"|\b(?:sign[ée]e?|soutenue?)\s+par\s+(?:plus de )?(\d{1,4})\b"
    r"|\b(?:firmad[ao]|suscrit[ao]|assinad[ao]|apoiad[ao])\s+por\s+(?:m[áa]s de |mais de )?(\d{1,4})\b"
    r"|\b(\d{2,4})\s+(?:signatory |undersigned )?"
    r"(?:organi[sz]ations|signatories|signataires|firmantes|organi[sz]aciones|organizações|signatários)\b"
)


_COUNTED_ONLY = re.compile(r"(?i)\d+ (?:organi[sz]ations|organi[sz]aciones|organizações)")


def first_lines(document: Document) -> list[Line]:
    """The first lines of a document that are not empty, with their pages."""
    lines = [
        (" ".join(line[:LONGEST_LINE].split()), page.number)
        for page in document.pages[:2]
        for line in page.text.split("\n")
        if line.strip()
    ]
    return lines[:25]


def title_of(document: Document, head: Sequence[Line]) -> str:
    """The title in the file's properties if the text has it, too; else the first line that looks like one."""
    start = fold(" ".join(line for line, _page in head))
    if document.title and fold(document.title) in start:
        return document.title
    for index, (line, _page) in enumerate(head[:8]):
        words = line.split()
        if (
            3 <= len(words) <= 30
            and not line.endswith((".", ",", ";"))
            and not re.search(r"@|https?:", line)
        ):
            following = head[index + 1][0] if index + 1 < len(head) else ""
            return f"{line} {following}" if _goes_on(line, following) else line
    return document.title or document.path.stem.replace("_", " ").replace("-", " ").strip()


def _goes_on(line: str, following: str) -> bool:
    """Whether a title runs on in the line below it."""
    words = following.split()
    if not words or len(words) > 14 or re.search(r"\d", following):
        return False
    open_ending = re.search(
        r"\b(of|the|on|and|for|to|in|by|de|du|la|le|sur|et|del|y|der|und)$", line
    )
    capitals = all(word[:1].isupper() or len(word) < 4 for word in words) and len(words) < 7
    return bool(open_ending) or following[:1].islower() or (capitals and len(line) > 35)


def date_of(
    document: Document, head: Sequence[Line], today: date
) -> tuple[Dated | None, list[str]]:
    """The date in a document's first lines, else in its last, and the questions for a person to answer about it."""
    last_lines = [
        line for page in document.pages[-1:] for line in page.text.split("\n") if line.strip()
    ]
    unclear: list[str] = []
    for lines in (
        [line for line, _page in head],
        [line[:LONGEST_LINE] for line in last_lines[-15:]],
    ):
        readings = dates("\n".join(lines), today)
        unclear += [reading.words for reading in readings if isinstance(reading, Unclear)]
        days = [reading for reading in readings if isinstance(reading, Dated)]
        if exact := [reading for reading in days if reading.precision == "day"] or days:
            other_values = {reading.value for reading in exact} - {exact[0].value}
            return exact[0], ["which of its dates is it?"] if other_values else []
    if document.date and document.date <= today.isoformat():
        return Dated(document.date, "day", document.date), []
    if unclear:
        return None, [f"which date is {unclear[0]}?"]
    return None, ["when was it submitted?"]


def type_of(start: str, signatory_count: int) -> tuple[str, bool]:
    """The type of a document by the words at its beginning, and whether that is more than a guess."""
    words = fold(start)
    for document_type, phrases in _TYPES:
        if any(phrase in words for phrase in phrases):
            return document_type, True
    return ("joint-statement" if signatory_count > 1 else "written-input"), False


@dataclass(frozen=True)
class Stated:
    """How many signatories a text says it has, and the words that say so; `sure` if they speak of signing."""

    count: int
    words: str

    @property
    def sure(self) -> bool:
        return not _COUNTED_ONLY.fullmatch(self.words)


def stated_signatories(text: str) -> Stated | None:
    """The first number of signatories that a text states."""
    match = _STATED.search(text)
    if not match:
        return None
    return Stated(int(next(filter(None, match.groups()))), " ".join(match[0].split()))
