from pathlib import Path

import pytest

from data.suggesting.documents import Page, read_document
from data.suggesting.signatories import signatories
from tests.data.suggesting import making


def names(*pages: str) -> list[str]:
    return [one.name for one in signatories(Page(n, text, text) for n, text in enumerate(pages, 1))]


@pytest.mark.parametrize(
    "heading",
    [
        "Signed by:",
        "SIGNATORIES",
        "Signatories (3)",
        "Endorsed by",
        "List of signatories:",
        "Signataires :",
        "Firmantes",
    ],
)
def test_the_names_below_a_heading_are_the_signatories(heading: str) -> None:
    assert names(f"We ask.\n{heading}\n\n• Access Now\n2. ARTICLE 19\n– Café Numérique") == [
        "Access Now",
        "ARTICLE 19",
        "Café Numérique",
    ]


def test_names_in_one_line_are_parted() -> None:
    assert names("Signed by: Access Now, ARTICLE 19; Lumen (Lake, North)") == [
        "Access Now",
        "ARTICLE 19",
        "Lumen (Lake, North)",
    ]


def test_columns_of_a_list_are_read_as_names_each() -> None:
    assert names("Signatories\nAccess Now\tARTICLE 19\nInternet Society\tWikimedia") == [
        "Access Now",
        "ARTICLE 19",
        "Internet Society",
        "Wikimedia",
    ]


def test_of_a_table_the_column_of_organisations_is_read() -> None:
    table = "No.\tName of organisation\tCountry\n1\tAccess Now\tUnited States\n2\tLumen\tKenya"
    assert names(f"Signatories\n{table}") == ["Access Now", "Lumen"]


def test_countries_beside_names_are_no_signatories_but_alone_they_are() -> None:
    assert names("Endorsed by\nAccess Now\tUnited States\nLumen\tKenya") == ["Access Now", "Lumen"]
    assert names("Endorsed by\nKenya\nJapan") == ["Kenya", "Japan"]


def test_a_name_that_runs_over_two_lines_is_one() -> None:
    assert names("Signed by\nAssociation for the\nProgress of Communi-\ncations\nLumen") == [
        "Association for the Progress of Communications",
        "Lumen",
    ]
    assert names("Signed by\n1. Network of\nLakes North\n2. Lumen") == [
        "Network of Lakes North",
        "Lumen",
    ]


def test_the_list_goes_on_over_pages_and_ends_where_something_else_begins() -> None:
    assert names(
        "Signed by\nAccess Now\n3",
        "Lumen\nIndividuals\nJane Doe\n",
        "Supporting organisations:\nWikimedia\nThis letter was written by people who met in Geneva in March.\nNo name",
    ) == ["Access Now", "Lumen", "Wikimedia"]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed by many states.\nIt holds.",
        "Organisations\nshould take part.",
        "We are supported by: nobody",
    ],
)
def test_running_text_is_no_list(text: str) -> None:
    assert names(text) == []


def test_a_table_in_a_pdf_gives_names_with_their_page(tmp_path: Path) -> None:
    found = signatories(read_document(making.letter(tmp_path / "letter.pdf")).pages)
    assert [(one.name, one.page) for one in found] == [(name, 2) for name, _country in making.NAMED]


def test_two_columns_of_a_word_table_and_names_in_any_script(tmp_path: Path) -> None:
    found = signatories(read_document(making.word(tmp_path / "l.docx", making.word_letter)).pages)
    assert [one.name for one in found] == [
        "Access Now",
        "ARTICLE 19",
        "Réseau des deux rives",
        "一般社団法人日本ネットワークインフォメーションセンター",
    ]


def test_a_list_on_a_web_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(making.WEB, encoding="utf-8")
    found = signatories(read_document(tmp_path / "page.html").pages)
    assert [(one.name, one.page) for one in found] == [
        ("Access Now", None),
        ("Internet Society", None),
        ("شبكة البحيرة الرقمية", None),
    ]
