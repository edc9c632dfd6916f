"""Organisations have the names that readers of a language know, and are found by those and by their English ones."""

import pytest

from data.settings import data_set
from data.translations import translations
from finding.found import find
from i18n import filter_options
from queries import Filters, ask, language
from queries.language import Language
from tests.finding.reading import ids

JAPANESE = "一般社団法人日本ネットワークインフォメーションセンター"


@pytest.mark.parametrize(
    "typed",
    ["日本ネットワークインフォメーションセンター", "Japan Network Information Center", "JPNIC"],
)
def test_an_organisation_is_found_by_its_name_and_by_its_english_name(typed: str) -> None:
    with language.using(Language("ja", in_address=True)):
        assert ids(find(typed), "organisation")[0] == "jpnic"


def test_the_filter_has_both_names_and_so_its_list_is_searched_by_both() -> None:
    with language.using(Language("ja", in_address=True)):
        words = filter_options.descriptions("organisation")
    assert words["jpnic"] == f"JPNIC · {JAPANESE}（Japan Network Information Center）"
    assert words["gov-bih"] == "ボスニア・ヘルツェゴビナ（Government of Bosnia and Herzegovina）"


def test_answers_have_the_names_and_the_ids_of_all_languages() -> None:
    english = ask("organisations", Filters(organisation=("jpnic", "gov-bra")))
    with language.using(Language("ja", in_address=True)):
        japanese = ask("organisations", Filters(organisation=("jpnic", "gov-bra")))
    names = dict(zip(japanese.organisation_id, japanese.organisation, strict=True))
    assert set(names) == set(english.organisation_id)
    assert names["jpnic"] == JAPANESE
    assert names["gov-bra"] == "ブラジル"


def test_each_name_in_a_list_of_authors_is_in_the_language() -> None:
    english = ask("submissions", Filters(organisation=("gov-bra",)))
    with language.using(Language("fr", in_address=True)):
        french = ask("submissions", Filters(organisation=("gov-bra",)))
    of = translations(data_set().source, "fr").text
    expected = {
        "; ".join(of("organisations", "short_name", one) or one for one in authors.split("; "))
        for authors in english.authors
    }
    assert set(french.authors) == expected
    assert any("Brésil" in authors for authors in french.authors)
