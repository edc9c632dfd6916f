"""Signatories that stand in sentences and below a letter: "was signed by A, B and C", "Jane Doe, on behalf of A"."""

import re
from collections.abc import Iterable, Iterator

from data.normalise import fold
from intake.suggesting.documents import Page
from intake.suggesting.persons import FOR, has_title, without_article
from intake.suggesting.sentences import paragraphs

LEAST = 3
"""Names in a sentence: with fewer it is as often something else that was signed."""

LONGEST_NAME, LONGEST_LINE = 14, 40
"""Words."""

LONGEST_SENTENCE = 10_000
"""Characters before and after the words that say who signed."""

_DOCUMENT = re.compile(
    r"(?i)\b(letter|statement|declaration|submission|contribution|input|call|appeal|paper|brief|text|document|petition|"
    r"lettre|déclaration|appel|texte|contribution|mémoire|carta|declaración|aporte|llamamiento|llamado|texto|documento|"
    r"declaração|contribuição|apelo|nota|pronunciamiento|pronunciamento|comunicado|communiqué|tribune|manifesto|manifiesto|manifeste)\b"
)
_SIGNED = re.compile(
    r"(?i)\b(?:(?:co-?)?(?:signed|endorsed) by|(?:co-?)?sign[ée]e?s? par|(?:co)?firmad[ao]s? por|suscrit[ao]s? por|"
    r"(?:co)?assinad[ao]s? por|subscrit[ao]s? por|signatories (?:are|include|were)|(?:les )?signataires sont|"
    r"(?:los )?firmantes son|(?:os )?signat[aá]rios s[aã]o)\s*:?\s+"
)
_COUNTED = re.compile(
    r"(?i)^(?:(?:more than |over |plus de |m[aá]s de |mais de )?\d{1,4}\s|the following |les |las siguientes |"
    r"as seguintes )?(?:[^\W\d_]+ ){0,3}?(?:organi[sz]ations|groups|associations|organizaciones|"
    r"organizações|entidades)"
    r"(?:,? (?:including|among them|such as|notamment|dont|incluyendo|entre ellas|incluindo|entre elas)|\s*:)\s*"
)
_SHORT = (
    "Inc",
    "Ltd",
    "St",
    "Mr",
    "Ms",
    "Mrs",
    "Dr",
    "Prof",
    "Rev",
    "Sr",
    "Sra",
    "Dra",
    "Lic",
    "Ing",
    "Eng",
    "Profa",
)
_END = re.compile(
    r"(?<!\b[A-Z])" + "".join(rf"(?<!\b{short})" for short in _SHORT) + r"[.!?](?=\s|$)"
)
_SEPARATOR = re.compile(r"[,;](?![^(]*\))\s*")
_AND = r"(?:and|et|y|e|und|&)"
_LEADING_AND = re.compile(rf"(?i)^{_AND}\s+")
_BETWEEN = re.compile(rf"\s{_AND}\s+")

_CLOSING = re.compile(
    r"^(yours|sincerely|respectfully|with (kind|best) regards|kind regards|signed|cordialement|veuillez|"
    r"respectueusement|bien a vous|signe|atentamente|cordialmente|respetuosamente|saludos|atenciosamente|"
    r"respeitosamente)\b.{0,60}$"
)
_FOR = re.compile(rf"(?i)^(?P<person>.*?)\b{FOR}\s*(?P<rest>\S.*)$")


def signed_in_sentences(pages: Iterable[Page]) -> Iterator[tuple[str, int | None]]:
    """The names in sentences that say who signed a document, with their pages."""
    for page in pages:
        for paragraph in paragraphs(page.text):
            for match in _SIGNED.finditer(paragraph):
                text_before = paragraph[max(match.start() - LONGEST_SENTENCE, 0) : match.start()]
                sentence = text_before[
                    max((full_stop.end() for full_stop in _END.finditer(text_before)), default=0) :
                ]
                if not _DOCUMENT.search(sentence + match[0]) and "signat" not in fold(match[0]):
                    continue
                following = paragraph[match.end() : match.end() + LONGEST_SENTENCE]
                full_stop = _END.search(following)
                names = _enumerated_names(
                    following[: full_stop.start()] if full_stop else following
                )
                if len(names) >= LEAST:
                    yield from ((name, page.number) for name in names)


def _enumerated_names(text: str) -> list[str]:
    """The names of an enumeration, without the parts that do not begin as names do."""
    parts = [part for part in _SEPARATOR.split(_COUNTED.sub("", text)) if part.strip()]
    if len(parts) > 1 and not _LEADING_AND.match(parts[-1]):
        parts[-1:] = _last_two(parts[-1])
    names = [without_article(_LEADING_AND.sub("", part).strip(" .:")) for part in parts]
    return [name for name in names if _is_name(name)]


def _last_two(last: str) -> list[str]:
    """The last two names of an enumeration, split at an "and" before an article, else at the first "and"."""
    positions = [
        (match.start(), match.end())
        for match in _BETWEEN.finditer(last)
        if _is_name(without_article(last[match.end() :]))
    ]
    if not positions:
        return [last]
    with_article = [
        (start, end) for start, end in positions if without_article(last[end:]) != last[end:]
    ]
    start, end = (with_article or positions)[0]
    return [last[:start], last[end:]]


def _is_name(text: str) -> bool:
    return (
        len(text) > 1
        and (text[0].isupper() or text[0].isdigit())
        and len(text.split()) <= LONGEST_NAME
        and not has_title(text)
    )


def signed_for(pages: Iterable[Page]) -> Iterator[tuple[str, int | None]]:
    """The organisations for which persons sign below a letter, with their pages.

    One such line alone counts only below the closing of a letter: it may say who submitted it.
    """
    names: list[tuple[str, int | None]] = []
    closed = False
    for page in pages:
        for line in page.layout.split("\n"):
            text = " ".join(line.split())
            closed = closed or bool(_CLOSING.match(fold(text)))
            if name := _signed_for(text):
                names.append((name, page.number))
    if closed or len(names) > 1:
        yield from names


def _signed_for(line: str) -> str | None:
    words = line.split()
    match = (
        _FOR.match(line) if len(words) <= LONGEST_LINE and not line.endswith((".", "?")) else None
    )
    if not match:
        return None
    person = match["person"].strip()
    if person and not (person.endswith((",", "–", "—", "-", "(", ":")) or has_title(person)):
        return None
    name = (
        re.split(r":\s|\s[–—]\s|\t", match["rest"])[0].strip(" ,;:)")
        if not person
        else match["rest"]
    )
    name = without_article(name.strip(" ,;:"))
    return name if _is_name(name) else None
