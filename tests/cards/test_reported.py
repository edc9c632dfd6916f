"""A passage says where in the text it stands, and who reports it."""

from types import SimpleNamespace

import pytest

from cards.asks import reported


@pytest.mark.parametrize(
    ("paragraph", "paragraph_words"),
    [
        ("99", "paragraph 99, as"),
        ("98, 99", "paragraphs 98, 99, as"),
        ("77-93", "paragraphs 77-93, as"),
        ("preamble", "preamble, as"),
        (None, "as"),
    ],
)
def test_a_passage_names_its_paragraphs(paragraph: str | None, paragraph_words: str) -> None:
    passage = SimpleNamespace(
        paragraph=paragraph, says="It stays.", publisher="Lake News", source_url="https://l.example"
    )
    assert reported(passage) == (
        f"It stays ({paragraph_words} reported by Lake News)",
        "https://l.example",
    )
