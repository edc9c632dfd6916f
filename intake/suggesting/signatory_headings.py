"""Headings under which signatories stand, in the words that are usual and in others."""

import re

from data.normalise import fold

LONGEST = 140
"""Characters: a longer line names no organisation."""

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
"""The words of a heading, or of a line before its colon, folded."""

_ALONE = ("organisations", "organizations", "signed", "supporters")
"""Headings so common that they count only below another, or with a colon."""

_WHO = (
    r"(organi[sz]ations?|organizaciones|organizacoes|associations|groups|networks|entidades|colectivos|"
    r"institutions|instituciones|instituicoes|movimi?entos|organisationen|verbande|vereine)"
)
_SIGN = (
    r"(sign\w*|co-?sign\w*|undersigned|endors\w*|support\w*|joined|soussign\w*|soutien\w*|appui\w*|firma\w*|"
    r"suscri\w*|adhier\w*|apoya\w*|apoia\w*|assina\w*|subscrev\w*|adherent\w*|aderent\w*|unterzeich\w*|unterstutz\w*)"
)
_BY = (
    r"(signed|endorsed|supported|submitted jointly|joined)( so far| also| jointly| to date)? by|with the support of|"
    r"sign(e|ee|es|ees) par|"
    r"(avec le soutien|soutenue?s?) (de|par)|(firmad|suscrit|apoyad|respaldad)[ao]s? por|con el apoyo de|"
    r"(assinad|subscrit|apoiad)[ao]s? por|com o apoio de|(mit)?unterzeichnet von|unterstutzt (von|durch)"
)
_SIGNATORIES = r"signatories|endorsers|signataires|firmantes|signatari[ao]s|(mit)?unterzeichne(r|rinnen|nde)( \w+)?"
_ASKING = (
    r"(should|must|call(s|ing)? (up)?on|urg\w+|invit\w+|encourag\w+|recommend\w*|asks?|demand\w*|doivent|deben|pedimos|"
    r"instamos|devem|exort\w+|pedem)"
)
_WORDED = re.compile(
    rf"^(?!.*\bindividu)(?!.*\b{_ASKING}\b)"
    rf"(.*\b{_WHO}\b.*\b{_SIGN}\b.*|.*\b{_SIGN}\b.*\b{_WHO}\b.*|"
    rf"(.* )?({_SIGNATORIES})( (of|as of|to|for|so far|on|in|de|da|do|del|au|a|ate|hasta|bis|nach) .*)?|"
    r"(the )?(full |current )?(list of )?(\w+ )?(co-?)?(signatories|endorsers|supporters)( \w+){0,3}|"
    r"(lista (de|das) )?assinaturas( \w+){0,4}|"
    r"(suscriben|firman|assinam|subscrevem|ont signe|signent|se joignent|s'associent|se suman|"
    r"adhieren|aderem)( (esta|este|la|el|a|al|o|cette|ce|aux?)\b.*)?|"
    rf"(.* )?(co-?)?({_BY})( the following.*)?)$"
)
"""Freely worded headings, folded; most HEADINGS are short cases of these."""

MOST_WORDS, MOST_WITHOUT_COLON = 16, 5
"""Words that a freely worded heading may have, with a colon and without one."""


def heading_of(line: str, within: bool) -> tuple[str, list[str]]:
    """A line as a heading, and the names that stand in it after a colon; both empty if the line is no heading.

    `within`: the line stands in a list below another heading.
    """
    before, colon, after = line.partition(":")
    words = re.sub(r"\s*\(?\d+\)?\s*$", "", fold(before)).strip(" .-*#\t,")
    if words in HEADINGS:
        if len(before) > 80 or (words in _ALONE and not (colon or within)):
            return "", []
    elif "\t" in line or not _is_worded(words, colon, after):
        return "", []
    return words, [part for part in re.split(r"[;,](?![^(]*\))", after) if part.strip()]


def _is_worded(words: str, colon: str, after: str) -> bool:
    """Whether a line is a heading in words of its own: short, or before a colon at the end of the line."""
    limit = MOST_WORDS if colon else MOST_WITHOUT_COLON
    return (
        not after.strip()
        and len(words) <= LONGEST
        and len(words.split()) <= limit
        and bool(_WORDED.match(words))
    )
