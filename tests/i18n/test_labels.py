from types import SimpleNamespace

import pytest

from i18n import entity_sentences, filter_options, labels


@pytest.mark.parametrize(
    ("filter_", "identifier", "label", "option_name"),
    [
        ("group", "civil-society", None, "Civil society"),
        ("kind", "recommendation", None, "Recommendation"),
        ("role", "signatory", None, "Signatory"),
        ("region", "international", None, "International organisations"),
        ("type", "news-summary", None, "News summary by a third party"),
        ("language", "ja", None, "Japanese"),
        ("claim", "none", None, "No matching claim"),
        ("claim", "re-fund-igf", "Give the IGF stable funding", "Give the IGF stable funding"),
        ("action_line", "C2", "Infrastructure", "C2 Infrastructure"),
        ("sdg", "9", "Industry", "SDG 9: Industry"),
        ("organisation", "jpnic", "JPNIC", "JPNIC"),
        ("theme", "igf-funding", "IGF funding", "IGF funding"),
    ],
)
def test_an_option_is_called_what_readers_call_it(
    filter_: str, identifier: str, label: str | None, option_name: str
) -> None:
    assert labels.option(filter_, identifier, label) == option_name


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("kind", "challenge", "Challenge"),
        ("action_lines", "C2; C7-egov", "C2 Infrastructure; C7 E-government"),
        ("fields", "C7-ehea", "C7 E-health"),
        ("theme_ids", "igf-funding", "IGF funding"),
        ("positions", "po-permanent-igf-welcome", "A permanent IGF is right"),
        ("groups", "technical 12; academia 1", "Technical community 12; Academia 1"),
        ("groups", "new-group 2", "new-group 2"),
        ("theme", "igf-funding", "igf-funding"),
    ],
)
def test_a_cell_of_a_table_has_names_where_the_data_have_ids(
    column: str, cell: str, words: str
) -> None:
    assert filter_options.cell_in_words(column, cell) == words


@pytest.mark.parametrize("filter_", labels.FILTERS)
def test_an_option_that_is_new_to_the_code_shows_as_itself(filter_: str) -> None:
    assert "new-id" in labels.option(filter_, "new-id")


def test_every_group_in_order_has_a_name_and_a_heading() -> None:
    assert {*labels.ORDER["group"], "several"} == set(labels.GROUPS)
    for group in labels.ORDER["group"]:
        assert labels.SHORT_GROUPS[group]


@pytest.mark.parametrize(
    ("lines", "goals", "words"),
    [
        (None, None, ""),
        ("C2; C7-egov", None, "C2 Infrastructure; C7 E-government"),
        (None, "4", "SDG 4: Quality Education"),
        ("C1; C2; C7-egov; C7-ehea", "9", "C1; C2; C7; SDG 9"),
    ],
)
def test_what_a_point_cites_has_titles_while_it_is_little(
    lines: str | None, goals: str | None, words: str
) -> None:
    row = SimpleNamespace(action_lines=lines, sdgs=goals)
    assert entity_sentences.cited(row) == words
