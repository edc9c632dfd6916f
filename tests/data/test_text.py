import doctest
import sys
import unicodedata

import pytest

import data.normalise
from data.normalise import fold


def test_examples_in_the_documentation_hold() -> None:
    doctests = doctest.testmod(data.normalise)
    assert doctests.attempted >= 4
    assert doctests.failed == 0


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Lillestrøm", "lillestrom"),
        ("Đà Nẵng", "da nang"),
        ("İSTANBUL", "istanbul"),
        ("ΣΊΣΥΦΟΣ", "σισυφος"),
        ("ＪＰＮＩＣ　２０２５", "jpnic 2025"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("か\u3099", "が"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("शासन", "शासन"),
        ("co\u00adope\u200bra\ufefftion", "cooperation"),
        ("a\x00b\x1bc", "abc"),
        ("one\t two\r\nthree\u2028four", "one two three four"),
        ("“Côte d’Ivoire” – 2025", '"cote d\'ivoire" - 2025'),
        ("ﬁnance Œuvre Ǽ", "finance oeuvre ae"),
    ],
)
def test_what_is_written_is_found_by_what_is_typed(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


def test_letters_that_differ_stay_apart() -> None:
    assert fold("が") != fold("か")
    assert fold("ぱ") != fold("ば")
    assert fold("インターネット") == "インターネット"
    assert fold("統治") == "統治"


def test_folding_twice_changes_nothing() -> None:
    letters = filter(_is_assigned, map(chr, range(sys.maxunicode + 1)))
    assert [letter for letter in letters if fold(fold(f"a{letter}b")) != fold(f"a{letter}b")] == []


def _is_assigned(character: str) -> bool:
    return unicodedata.category(character) not in ("Cn", "Co", "Cs")


def test_short_way_for_plain_text_gives_the_same() -> None:
    plain = "".join(map(chr, range(32, 127))) + "  A  b "
    assert fold(plain + "é") == fold(plain) + " e"
    assert fold("") == fold("  ") == ""
