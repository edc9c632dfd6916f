"""Persons beside organisations: their titles and offices, and the words by which they speak for an organisation."""

import re

from data.normalise import fold

_TITLES = (
    "mr|mrs|ms|miss|mx|sir|dame|lord|lady|dr|prof|professor|rev|father|sister|fr|amb|ambassador|hon|judge|"
    "m|mm|mme|mmes|mlle|me|maitre|pr|docteur|professeur|sr|sra|srta|don|dona|dra|lic|ing|mtra|mtro|abg|"
    "eng|enga|profa|h\\.e|s\\.e|herr|frau"
)
_TITLE = re.compile(rf"^(?:{_TITLES})\.?\s+(?=[^\W\d_])", re.IGNORECASE)
_OFFICE = re.compile(
    r"^(?:(?:vice|deputy|co|acting|senior|managing|executive|general|founding|former|associate|assistant|policy)[ -]+)*"
    r"(?:directors?|chair\w*|president\w*|secretary[ -]?\w*|founder|co-?ordinator|"
    r"ceo|manager|head|lead|officer|fellow|researcher|lecturer|advisor|adviser|spokesperson|representative|"
    r"direct(?:rice|eur|ora|or|riz|eure)\w*|secretaire\w*|secretari[ao]\w*|fondat\w+|fundador\w*|coordinat\w+|"
    r"coordinador\w*|coordenador\w*|responsable|representant\w*|charge\w*|gerente|diretor\w*)\b"
)

FOR = (
    r"(?:(?:for and )?on behalf of|au nom d[eu]s?|au nom d(?=['’])|pour le compte d[eu]s?|pour le compte d(?=['’])|"
    r"en nombre del?|en representaci[oó]n del?|em nome d[eao]s?|em representa[cç][aã]o d[eao]s?)"
)
"""Words by which someone speaks for an organisation, as a regular expression to use with (?i)."""

_ARTICLE = re.compile(
    r"^(?:the|les?|la|las|los|el|des|os|as|l['’]|d['’])(?<=['’])|^(?:the|les?|la|las|los|el|os?|as?)\s+",
    re.I,
)


def has_title(text: str) -> bool:
    """Whether a text begins with the title of a person.

    >>> [has_title(text) for text in ("Dr. Jane Doe", "Mme Claire Wouters", "Media Watch", "M-Lab", "Drone Council")]
    [True, True, False, False, False]
    """
    return bool(_TITLE.match(text.strip()))


def is_office(text: str) -> bool:
    """Whether a text says what a person does in an organisation, such as Executive Director."""
    return bool(_OFFICE.match(fold(text))) and len(text.split()) <= 6


def without_article(name: str) -> str:
    """A name without the article before it in a sentence, if what follows begins as names do."""
    bare_name = _ARTICLE.sub("", name.strip(), count=1)
    return bare_name if bare_name[:1].isupper() or bare_name[:1].isdigit() else name.strip()


def organisation_of_person(line: str) -> str | None:
    """The organisation of a person in a list: the part after the office; None where the line does not say so.

    >>> [organisation_of_person(line) for line in ("Dr. Jane Doe, Director, Lake Lab", "Dr. Jane Doe, Lake Lab")]
    ['Lake Lab', None]
    """
    parts = [part.strip() for part in re.split(r",|\s[–—-]\s", line)]
    for index, part in enumerate(parts[1:-1], 1):
        if is_office(part):
            return without_article(", ".join(parts[index + 1 :]))
    return None
