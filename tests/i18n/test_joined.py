"""What the code joins reads as a sentence of the language: lists, names, figures, a headline with what follows."""

import re
from datetime import date

import pandas as pd
import pytest

from cards import sheet
from cards.organisation import stages
from data import SOURCE
from finding import wording
from i18n import (
    dataset_texts,
    either,
    entity_sentences,
    headed,
    languages,
    listed,
    short_day,
    units,
)
from queries import Filters, language
from queries.language import Language
from tests.i18n.catalogues import forms, path_of
from tests.pages.visiting import seen, visit

CODES = [code for code in languages.offered() if code != language.DEFAULT]


@pytest.mark.parametrize(
    ("names", "phrase"),
    [
        (["Gobierno", "Intergubernamental"], "Gobierno e Intergubernamental"),
        (["UIT", "APC", "«Internet»"], "UIT, APC e «Internet»"),
        (["Albania", "Hungría"], "Albania y Hungría"),
        (["agua", "hielo"], "agua y hielo"),
        (["Intergubernamental"], "Intergubernamental"),
    ],
)
def test_in_spanish_and_is_another_word_before_its_own_sound(names: list[str], phrase: str) -> None:
    with language.using(Language("es")):
        assert listed(names) == phrase


def test_in_spanish_or_is_another_word_before_its_own_sound() -> None:
    with language.using(Language("es")):
        assert either(["Europa", "Oceanía"]) == "Europa u Oceanía"
        assert either(["Oceanía", "Europa"]) == "Oceanía o Europa"


@pytest.mark.parametrize(
    ("code", "word_by_count"),
    [
        ("ru", {1: "материал", 3: "материала", 665: "материалов"}),
        ("ar", {3: "مساهمات", 665: "مساهمة"}),
        ("es", {1: "contribución", 665: "contribuciones"}),
        ("ja", {665: "提出文書"}),
    ],
)
def test_the_word_beside_a_key_figure_goes_with_the_figure(
    code: str, word_by_count: dict[int, str]
) -> None:
    with language.using(Language(code)):
        assert {
            count: units.beside(count, "submissions") for count in word_by_count
        } == word_by_count


def test_the_overview_says_its_key_figures_so() -> None:
    (html,) = visit("overview", lang="ru").within("figures", "html")
    assert '<b>665</b> <button type="button" class="term">материалов' in html.proto.body


@pytest.mark.parametrize(
    ("code", "alt", "names"),
    [
        ("zh", "最常见：A。意见书", "APC；UIT"),
        ("ar", "A. B", "APC؛ UIT"),
        ("es", "A. B", "APC; UIT"),
    ],
)
def test_marks_between_sentences_and_names_are_those_of_the_language(
    code: str, alt: str, names: str
) -> None:
    first, second = ("最常见：A", "意见书") if code == "zh" else ("A", "B")
    with language.using(Language(code)):
        assert headed(first, second) == alt
        assert entity_sentences.names("APC; UIT", 90) == names


@pytest.mark.parametrize("code", ["ja", "zh"])
def test_sentences_under_the_stages_have_no_blank_between_where_the_language_has_none(
    code: str,
) -> None:
    page = visit("organisation", id="jpnic", lang=code)
    with language.using(Language(code)):
        strip = stages.stages("jpnic")
        words = f"{stages.unknown(strip)}{stages.legend(strip)}"
    assert any(words in seen(caption.value) for caption in page.app.caption)


def test_a_figure_on_the_sheet_has_the_decimal_comma_of_the_language() -> None:
    with language.using(Language("es")):
        (same,) = (
            part
            for part in sheet.of_organisation(Filters(), "jpnic").parts
            if part.key == "sheet_same"
        )
    assert same.rows[0].cells[1].words == "0,74"


def test_which_rows_a_page_shows_is_said_with_the_marks_of_the_language() -> None:
    html = "".join(visit("points", lang="es").html())
    assert ">1 a 8 de 2.666; los archivos contienen todo.<" in html


@pytest.mark.parametrize("code", CODES)
def test_the_examples_of_the_search_box_are_words_of_the_language(code: str) -> None:
    english = dataset_texts.texts().examples
    with language.using(Language(code)):
        examples = wording.examples()
    assert [word for word in examples if word in english] == ["Nominet"]


def test_french_has_a_no_break_space_before_its_marks_and_inside_its_quotation_marks() -> None:
    broken = re.compile(r"\w [:;!»](?:\s|$)|« ")
    cells = pd.read_csv(SOURCE / "translations" / "fr.csv").text.tolist()
    assert [text for text in [*forms(path_of("fr")), *cells] if broken.search(text)] == []


@pytest.mark.parametrize("code", list(languages.offered()))
def test_short_dates_are_all_named_or_all_in_figures(code: str) -> None:
    days = [date(2025, month, 28) for month in range(1, 13)]
    with language.using(Language(code)):
        are_named = {bool(re.search(r"[^\W\d]", short_day(day))) for day in days}
    assert len(are_named) == 1


def test_in_arabic_a_date_in_figures_stands_in_its_own_order() -> None:
    written = re.findall(r"(.)20\d\d-\d\d", " ".join(forms(path_of("ar"))))
    assert written
    assert set(written) == {"\u2066"}
