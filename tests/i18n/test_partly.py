"""Which catalogues are offered to readers, and what a page says of one that is not whole."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from i18n import DOMAIN, languages
from queries import language
from queries.language import Language

Write = Callable[[int, int], None]
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Writes an Italian catalogue with some messages translated of all."""
    file = tmp_path / "it" / "LC_MESSAGES" / f"{DOMAIN}.po"
    file.parent.mkdir(parents=True)
    monkeypatch.setattr(languages, "LOCALES", tmp_path)

    def writing(done: int, whole: int) -> None:
        entries = [
            f'msgid "{index}"\nmsgstr "{"sì" if index < done else ""}"' for index in range(whole)
        ]
        file.write_text("\n\n".join([HEAD.strip(), *entries]) + "\n", encoding="utf-8")
        for cached in (languages.offered, languages.translated, languages.read_by_a_speaker):
            cached.cache_clear()

    yield writing
    monkeypatch.undo()
    for cached in (languages.offered, languages.translated, languages.read_by_a_speaker):
        cached.cache_clear()


@pytest.mark.parametrize(("done", "offered"), [(0, False), (59, False), (60, True), (100, True)])
def test_a_language_is_offered_from_60_percent(write: Write, done: int, offered: bool) -> None:
    write(done, 100)
    assert languages.translated("it") == done / 100
    assert ("it" in languages.offered()) is offered


def test_below_98_percent_a_page_says_that_it_is_partly_translated(write: Write) -> None:
    with language.using(Language("it", in_address=True)):
        write(97, 100)
        assert languages.note() == (
            "This page is only partly translated into Italiano; the rest is in English."
        )
        write(98, 100)
        assert languages.note() == ""


def test_what_is_doubtful_or_lacks_a_form_is_not_translated(write: Write, tmp_path: Path) -> None:
    write(0, 0)
    entries = (
        '#, fuzzy\nmsgid "a"\nmsgstr "b"',
        'msgid "c"\nmsgid_plural "d"\nmsgstr[0] "e"\nmsgstr[1] ""',
        'msgid "f"\nmsgstr ""\n"in two "\n"lines"',
        'msgid "g"\nmsgstr ""',
    )
    file = tmp_path / "it" / "LC_MESSAGES" / f"{DOMAIN}.po"
    file.write_text("\n\n".join([HEAD.strip(), *entries]) + "\n", encoding="utf-8")
    assert languages.translated("it") == 1 / 4
