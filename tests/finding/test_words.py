"""Words as the search compares them."""

import doctest

import pytest

from finding import words


def test_the_examples_in_the_code_are_true() -> None:
    outcome = doctest.testmod(words)
    assert outcome.attempted
    assert not outcome.failed


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("TCCM, rev. 2!", ("tccm", "rev", "2")),
        ("“stable funding”", ("stable", "funding")),
        ("A/RES/80/173", ("a", "res", "80", "173")),
        ("Côte d’Ivoire", ("cote", "d", "ivoire")),
        ("+ & _", ()),
    ],
)
def test_signs_stand_between_words(text: str, tokens: tuple[str, ...]) -> None:
    assert words.words_of(text) == tokens


def test_words_of_grammar_count_only_where_there_are_no_others() -> None:
    assert words.meaningful(("what", "about", "the", "igf")) == ("igf",)
    assert words.meaningful(("who", "is", "it")) == ("who", "is", "it")


def test_names_are_the_same_without_blanks_signs_and_plurals() -> None:
    assert words.squashed("The zero-draft") == words.squashed("ZERO drafts") == "zerodraft"
