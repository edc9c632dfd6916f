"""Organisations have the names that readers of a language know, and are found by those and by their English ones."""

from typing import Any

import pytest

from data.settings import data_set
from data.translations import translations
from finding.found import find
from i18n import filter_options, routes
from queries import Filters, ask, language, questions
from queries.language import Language
from tests.api.serving import data_api
from tests.finding.reading import ids
from web.api.catalogue import example

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
        "; ".join(of("organisations", "short_name", name) or name for name in authors.split("; "))
        for authors in english.authors
    }
    assert set(french.authors) == expected
    assert any("Brésil" in authors for authors in french.authors)


NAMING = [
    name
    for name, question in questions().items()
    if any(column.name in language.NAMES for column in question.columns)
]


@pytest.mark.parametrize("name", NAMING)
def test_a_file_has_the_english_name_beside_the_other(name: str) -> None:
    """Rows are matched by their ids, since some are in the order of their names."""
    query = example(questions()[name])

    def rows(code: str) -> list[dict[str, Any]]:
        with language.using(Language(code, in_address=True)), data_api() as api:
            address = routes.with_query(routes.answer(name, "json"), {**query, "limit": ["200"]})
            json_rows: list[dict[str, Any]] = api.get(address).json()["rows"]
            return json_rows

    def ids_of(row: dict[str, Any]) -> tuple[object, ...]:
        return tuple(value for key, value in row.items() if key.endswith(("_id", "_code")))

    english, arabic = rows("en"), rows("ar")
    assert english
    assert not any(key.endswith(language.ENGLISH) for key in english[0])
    by_id = {ids_of(row): row for row in english}
    for row in arabic:
        same = by_id.get(ids_of(row))
        for column in language.NAMES:
            if same and column in row and column in same and len(ids_of(row)) > 0:
                assert row[f"{column}{language.ENGLISH}"] == same[column]
    columns = list(arabic[0])
    for column in language.NAMES:
        if column in columns:
            beside = columns[columns.index(column) + 1]
            assert beside == f"{column}{language.ENGLISH}"
