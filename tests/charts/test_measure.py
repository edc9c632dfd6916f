"""Words are as wide as measured, and lines break where a reader would break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.measure import WIDTHS, width, wrapped
from tools import fonts

JAPANESE = "インターネットガバナンスフォーラム（IGF）を恒久化し、安定的な資金を確保する「こと」。"


def test_the_widths_are_those_of_the_font_that_streamlit_ships() -> None:
    assert WIDTHS.read_text(encoding="utf-8") == fonts.widths(fonts.source_sans())


def test_wide_characters_are_as_wide_as_the_font_is_high_and_marks_add_nothing() -> None:
    assert width("国連", 13) == 26
    assert width("e\u0301", 13) == width("e", 13)
    assert width("soft\u00adhyphen", 13) == width("softhyphen", 13)
    assert width("العربية", 13) > 0


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Anchor human rights law, the whole", ["Anchor human", "rights law, the", "whole"]),
        ("whole/part – e-mails and 100% of it", ["whole/part –", "e-mails and 100%", "of it"]),
        ("human-rights-based and 2025-12-17", ["human-rights-", "based and", "2025-12-17"]),
        ("Achieve\u00adments", ["Achievements"]),
        ("Achieve\u00adments adopted", ["Achievements", "adopted"]),
        ("", [""]),
        ("  ", [""]),
    ],
)
def test_latin_words_stay_whole_where_they_fit(words: str, lines: list[str]) -> None:
    assert wrapped(words, 100, 13) == lines


def test_a_word_is_divided_at_its_soft_hyphens_first() -> None:
    assert wrapped("Recom\u00admendations", 80, 13) == ["Recom-", "mendations"]
    assert wrapped("Inter\u00adgovern\u00admental", 45, 13) == ["Inter-", "govern-", "mental"]


@pytest.mark.parametrize(
    ("word", "room", "lines"),
    [
        ("Modalities", 45, ["Modali-", "ties"]),
        ("governments", 60, ["governme-", "nts"]),
        ("Многосторонность", 45, ["Много-", "сторон-", "ность"]),
        ("Modalities", 15, ["M", "od", "ali"]),
        ("2025-12-17T00:00:00", 60, ["2025-12-17", "T00:00:00"]),
        ("https://a.example/b", 60, ["https://a.e", "xample/b"]),
    ],
)
def test_a_word_that_is_too_wide_has_a_hyphen_and_three_letters_on_each_side_of_it(
    word: str, room: int, lines: list[str]
) -> None:
    assert wrapped(word, room, 13)[:3] == lines


def test_japanese_breaks_between_characters_but_not_beside_its_marks() -> None:
    lines = wrapped(JAPANESE, 100, 13)
    assert "".join(lines) == JAPANESE
    assert len(lines) > 4
    assert all(line[0] not in "）、。」ー" and line[-1] not in "（「" for line in lines)
    assert "（IGF）" in "".join(line for line in lines if "IGF" in line)


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80),
    st.integers(20, 300),
    st.booleans(),
)
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(
    words: str, room: int, bold: bool
) -> None:
    lines = wrapped(words, room, 13, bold=bold)
    assert all(width(line, 13, bold=bold) <= room for line in lines)
    unseen = dict.fromkeys(map(ord, "\u00ad\u200b-"))

    def letters(text: str) -> str:
        return "".join(text.translate(unseen).split())

    assert letters("".join(lines)) == letters(words)
