"""Titles of submissions and summaries of points, which are not translated, say in what language they are."""

from __future__ import annotations

import pytest

from tests.browser.reading import Reader
from tests.browser.source_texts import source_texts, without_language
from tests.examples import example

FURTHER = [
    f"submission?id={example('submission')}&more=yes",
    f"submission?id={example('submission')}&print=1",
    f"organisation?id={example('organisation')}&print=1",
    "who-signed-what?more=yes",
    "compare?id=itu&id=tccm&more=yes",
]
"""What a page shows at first only in part; tests/browser/test_walk.py looks at each page as it is at first."""


@pytest.mark.parametrize("path", FURTHER)
@pytest.mark.parametrize("code", ["fr", "ar"])
def test_titles_and_summaries_say_that_they_are_in_english(
    reader: Reader, code: str, path: str
) -> None:
    reader.open(f"{code}/{path}")
    assert without_language(reader, path) == []
    assert reader.errors == []


def test_in_english_they_say_nothing(reader: Reader) -> None:
    reader.open(f"submission?id={example('submission')}")
    assert {text[1:] for text in source_texts(reader)} == {("en", False)}
