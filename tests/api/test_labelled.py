"""A page has the columns and values of the data API by ``labelled(ask(...))``."""

from __future__ import annotations

import json

import pytest

from exports import labelled
from queries import Filters, ask, language, questions
from queries.language import Language
from tests.api.parity import V1, address, alike, plain_rows
from tests.api.serving import data_api
from web.api.catalogue import example

FILTERS = Filters(kind=("recommendation",))
MOST = 200
"""Rows of an answer that are compared."""


@pytest.mark.wide(50)
@pytest.mark.parametrize("code", ["en", "ja"])
@pytest.mark.parametrize("name", questions())
def test_the_rows_of_the_data_api_are_those_of_a_page_with_labels(name: str, code: str) -> None:
    question = questions()[name]
    usual = example(question)
    values = {
        parameter.name: parameter.choices[0]
        if parameter.choices
        else ",".join(usual[parameter.url_name])
        for parameter in question.parameters
    }
    with language.using(Language(code, in_address=True)), data_api() as api:
        response = api.get(f"{V1}/{name}.json?{address(question, FILTERS, values)}&limit={MOST}")
        rows = labelled(ask(name, FILTERS, **values)).head(MOST)
    document = json.loads(response.content)
    assert list(document["columns"]) == list(rows.columns)
    assert all(list(row) == list(rows.columns) for row in document["rows"])
    alike([tuple(row.values()) for row in document["rows"]], plain_rows(rows), name)


def test_codes_have_their_labels_and_names_their_english_ones() -> None:
    english = labelled(ask("submissions"))
    assert set(english.language_label[english.language == "en"]) == {"English"}
    assert not [name for name in english if name.endswith("_en")]
    with language.using(Language("ja", in_address=True)):
        japanese = labelled(ask("organisations"))
    assert list(japanese).index("organisation_en") == list(japanese).index("organisation") + 1
    english_names = japanese.set_index("organisation_id").organisation_en
    assert english_names["jpnic"] == "Japan Network Information Center"
