"""Which language a text is in, where that can safely be told."""

import re
from collections import Counter

from data.normalise import fold

_COMMON = {
    "en": "the of and to in that is for with on by as are be this have from which their we our",
    "fr": "le les des et est dans pour que qui une sur par pas nous notre aux avec sont ce du",
    "es": "el los las y que del se por con para una su al como mas es nuestra entre sobre son",
    "pt": "o os as que do da dos das em um para com nao uma por na no pelo pela sao",
    "de": "der die und den das von zu mit dem des ist auf fur eine im nicht sich als auch wird",
    "it": "il gli che di della per con del una sono nel delle alla piu dei anche come questo le dal",
    "nl": "de het een van en dat is op te voor met zijn niet aan er om ook als bij wordt",
}
_COMMON_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
SAMPLE = 100_000
"""Characters at the beginning of a text that are looked at."""

ENOUGH_WORDS, SHARE, AHEAD = 60, 0.15, 2
"""Least number of words, least share of common words among them, and least ratio of these to the next language's."""


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text; None where it cannot safely be told."""
    text = text[:SAMPLE]
    letters = Counter(_script(letter) for letter in text if letter.isalpha())
    total = letters.total()
    if not total:
        return None
    if letters["kana"] > 0.15 * total:
        return "ja"
    if letters["hangul"] > 0.5 * total:
        return "ko"
    if letters["han"] > 0.7 * total and not letters["kana"]:
        return "zh"
    words = re.findall(r"[^\W\d_]+", fold(text))
    if len(words) < ENOUGH_WORDS or letters["latin"] < 0.8 * total:
        return None
    counts = Counter(
        {
            language: sum(word in common_words for word in words)
            for language, common_words in _COMMON_WORDS.items()
        }
    )
    (best_language, best_count), (_second, second_count) = counts.most_common(2)
    return (
        best_language
        if best_count >= SHARE * len(words) and best_count >= AHEAD * second_count
        else None
    )


def _script(letter: str) -> str:
    if "\u3040" <= letter <= "\u30ff":
        return "kana"
    if "\u4e00" <= letter <= "\u9fff":
        return "han"
    if "\uac00" <= letter <= "\ud7a3":
        return "hangul"
    return "latin" if letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" else "other"
