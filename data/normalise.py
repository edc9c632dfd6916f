"""The form in which searches compare text: without differences of case, accents, width and dashes."""

import re
import unicodedata
from collections.abc import Iterator

# Letters that Unicode does not decompose into letter and mark, and signs that people type in several ways.
_ALIKE = str.maketrans(
    dict(zip("øđðłħıŧ", "oddlhit", strict=True))
    | {"æ": "ae", "œ": "oe", "þ": "th"}
    | {"ى": "ي", "ة": "ه", "ـ": ""}
    | dict.fromkeys("‘’‛ʼ′", "'")
    | dict.fromkeys("“”„‟″", '"')
    | dict.fromkeys("‐‒–—―−", "-")
)
_UNSPACED = "\u0e00-\u0e7f\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Letters of Thai, Hangul, kana and Han, as a range: no blank stands between the words of these scripts."""
_PART = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\W_])+")
_VOICING = (
    "\u3099\u309a"  # dakuten and handakuten: が is another letter than か, not an accented one
)


def fold(text: str) -> str:
    """Return `text` as searches compare it; apply it to the text searched and to the words.

    Upper and lower case, accents, full and half width, ligatures, quotation marks and dashes become
    one; control and format characters (soft hyphen, zero-width space) are dropped; white space,
    line breaks included, becomes single blanks without any at the ends. Folding twice changes
    nothing.

    >>> fold("  Association française\\n pour le NOMMAGE ")
    'association francaise pour le nommage'
    >>> fold("Lillestrøm") == fold("LILLESTROM")
    True
    >>> fold("Côte d’Ivoire"), fold("2024–2025"), fold("Straße")
    ("cote d'ivoire", '2024-2025', 'strasse')
    >>> fold("ＪＰＮＩＣ"), fold("ﾄﾞﾒｲﾝ"), fold("がか")
    ('jpnic', 'ドメイン', 'がか')
    """
    if text.isascii() and text.isprintable():  # most text: the same result, ten times as fast
        return " ".join(text.lower().split())
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    compared = "".join(
        " " if letter.isspace() else letter
        for letter in letters
        if letter.isspace() or _is_compared(letter)
    )
    return " ".join(unicodedata.normalize("NFC", compared.translate(_ALIKE)).split())


def words(text: str) -> Iterator[str]:
    """Yield the words of `text` as searches compare them: what stands between blanks, and its parts between signs.

    >>> list(words("Open-ended (WSIS+20)"))
    ['open-ended', 'open', 'ended', '(wsis+20)', 'wsis', '20']
    >>> list(words("WSIS報告"))
    ['wsis報告', 'wsis', '報告', '告']
    """
    for token in fold(text).split():
        yield token
        for part in parts(token):
            yield from (ending for ending in endings(part) if ending != token)


def endings(part: str) -> list[str]:
    """A word and, where its script has no blanks between words, all of its endings: a word within it begins one.

    >>> endings("常設化"), endings("igf")
    (['常設化', '設化', '化'], ['igf'])
    """
    return [part[start:] for start in range(len(part))] if is_unspaced(part) else [part]


def is_unspaced(part: str) -> bool:
    """Whether one of the `parts` of a text is of a script that has no blanks between words."""
    return re.match(f"[{_UNSPACED}]", part) is not None


def parts(text: str) -> list[str]:
    """The runs of letters and digits in a folded `text`; those with and without blanks between words stand apart.

    >>> parts("rev. 2"), parts("l'internet"), parts("+"), parts("igfを常設化")
    (['rev', '2'], ['l', 'internet'], [], ['igf', 'を常設化'])
    """
    return _PART.findall(text)


def _is_compared(letter: str) -> bool:
    if unicodedata.combining(letter):
        return letter in _VOICING
    return unicodedata.category(letter) not in ("Cc", "Cf")
