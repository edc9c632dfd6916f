"""The catalogues of the languages fit the words in the code."""

import csv
import re
import subprocess
from gettext import c2py  # type: ignore[attr-defined]
from pathlib import Path

import pytest

from data import SOURCE
from i18n import languages
from tests.browser.commands import command
from tests.i18n.catalogues import forms, language_of, messages, read
from tools.words import CATALOGUES, TEMPLATE, renewed

LANGUAGES = ("ar", "es", "fr", "ja", "pt", "ru", "zh")
MADE_BY_MACHINE = "Made by machine, and not yet read by a native speaker."
FORMS = {
    "ar": {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 103: 3},
    "es": {0: 1, 1: 0, 2: 1},
    "fr": {0: 0, 1: 0, 2: 1},
    "ja": {0: 0, 1: 0, 2: 0},
    "pt": {0: 1, 1: 0, 2: 1},
    "ru": {1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1},
    "zh": {0: 0, 1: 0, 2: 0},
}
"""Language -> number -> place of its plural form, as the translations are ordered."""

_HOLES = re.compile(r"\{[^{}]*\}|%\([a-z_]+\)s|%%")


def holes(words: str) -> list[str]:
    return sorted(_HOLES.findall(words))


def test_the_seven_languages_have_catalogues() -> None:
    assert tuple(map(language_of, CATALOGUES)) == LANGUAGES


@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_a_catalogue_has_the_messages_of_the_code(path: Path) -> None:
    assert path.read_bytes() == renewed(path), "run `make words`"
    assert MADE_BY_MACHINE in read(path).header_comment


@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_a_catalogue_is_translated_and_nothing_in_it_is_doubtful(path: Path) -> None:
    entries = messages(path)
    assert not [message.id for message in entries if message.fuzzy]
    missing = [
        message.id
        for message in entries
        if not all(message.string if message.pluralizable else (message.string,))
    ]
    assert len(missing) <= (1 - languages.WHOLE) * len(entries), missing[:10]
    # Babel takes "94.5% of" for a place of its own; ours are {n} and, in templates, %(n)s.
    assert not [message.id for message, _ in read(path).check() if "%(" in str(message.id)]


@pytest.mark.parametrize("path", [TEMPLATE, *CATALOGUES], ids=["template", *LANGUAGES])
def test_only_messages_with_places_of_python_s_are_said_to_have_them(path: Path) -> None:
    """Weblate, Poedit and msgfmt refuse the translation of "100% for", if that is said to be such a place."""
    entries = path.read_text(encoding="utf-8").split("\n\n")
    flagged = [entry for entry in entries if re.search(r"^#,.*[ ,]python-format", entry, re.M)]
    assert flagged
    assert [entry for entry in flagged if "%(" not in entry or "python-brace-format" in entry] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_gettext_takes_the_catalogue(path: Path, tmp_path: Path) -> None:
    arguments = [command("msgfmt"), "--check", f"--output-file={tmp_path / 'made.mo'}", str(path)]
    checked = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_numbers_have_the_forms_of_the_language(path: Path) -> None:
    form = c2py(str(read(path).plural_expr).strip("()"))
    assert {number: form(number) for number in FORMS[language_of(path)]} == FORMS[language_of(path)]


@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_a_message_with_a_number_has_more_than_one_form(path: Path) -> None:
    """Where it has not, its number is not counted, and the message needs no plural."""
    several = read(path).num_plurals > 1
    counted = [message for message in messages(path) if message.pluralizable and several]
    assert [message.id for message in counted if len(set(message.string)) == 1] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_a_message_has_the_quotation_marks_of_its_language(path: Path) -> None:
    foreign = '"' if language_of(path) in ("pt", "zh") else '“”"'
    code = 'rel="next"'
    assert [form for form in forms(path) if set(form.replace(code, "")) & set(foreign)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_cell_of_the_data_has_the_quotation_marks_of_its_language(code: str) -> None:
    with (SOURCE / "translations" / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        cells = [row["text"] for row in csv.DictReader(file)]
    foreign = '"' if code in ("pt", "zh") else '“”"'
    assert cells
    assert [cell for cell in cells if set(cell) & set(foreign)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_translations_have_the_places_of_their_messages(path: Path) -> None:
    wrong, several = [], read(path).num_plurals
    for message in messages(path):
        if message.pluralizable:
            singular, plural = message.id
            message_holes = {*holes(singular), *holes(plural)}
            assert len(message.string) == several, message.id
            wrong += [form for form in message.string if not {*holes(form)} <= message_holes]
            if message.string[-1] and holes(message.string[-1]) != holes(plural):
                wrong.append(message.string[-1])
        elif message.string and holes(message.string) != holes(message.id):
            wrong.append(message.string)
    assert wrong == []
