from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from intake.suggesting.documents import Page, read_document
from intake.suggesting.signatories import signatories
from intake.tests.suggesting import making


def names(*pages: str) -> list[str]:
    return [
        signatory.name
        for signatory in signatories(
            Page(number, text, text) for number, text in enumerate(pages, 1)
        )
    ]


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


@pytest.mark.parametrize(
    "heading",
    [
        "The following organisations have joined this call:",
        "Supporting organizations and networks",
        "Signed so far by:",
        "Les organisations soussignées :",
        "Ont signé cette lettre :",
        "Las organizaciones abajo firmantes:",
        "Suscriben esta declaración:",
        "As entidades que subscrevem este texto:",
        "This answer is supported by:",
        "Signataires de la lettre au 3 mars :",
        "Con el apoyo de:",
        "Unterzeichnet von:",
    ],
)
def test_a_heading_may_be_worded_freely(heading: str) -> None:
    assert names(f"We ask.\n{heading}\n\nAccess Now\nARTICLE 19") == ["Access Now", "ARTICLE 19"]


@pytest.mark.parametrize(
    "heading",
    [
        "Individual signatories",
        "Signataires individuels",
        "A título personal",
        "Pessoas que assinam",
    ],
)
def test_persons_who_sign_for_themselves_are_left_out(heading: str) -> None:
    assert names(f"Signatories:\nAccess Now\n\n{heading}\nJane Doe\nJoão Lima") == ["Access Now"]


def test_a_person_with_a_title_is_no_organisation_but_may_name_one() -> None:
    assert names("Signed by:\nAccess Now\nDr. Jane Doe\nProf. Max Roe, Director, Lake Lab") == [
        "Access Now",
        "Lake Lab",
    ]


@pytest.mark.parametrize(
    ("sentence", "organisations"),
    [
        (
            "The open letter was signed by Access Now, the Lake Union and Web Commons (WC). It is long.",
            ["Access Now", "Lake Union", "Web Commons (WC)"],
        ),
        (
            "This statement is endorsed by 12 organisations, including Lumen, Salt and Light, Ms. Roe, and Sky.",
            ["Lumen", "Salt and Light", "Sky"],
        ),
        (
            "Cette lettre a été signée par l'Atelier du Lac, la Ligue Bleue et le Cercle du Code.",
            ["Atelier du Lac", "Ligue Bleue", "Cercle du Code"],
        ),
        (
            "La carta está firmada por la Red Azul, Lago Libre y el Foro de Datos y Leyes.",
            ["Red Azul", "Lago Libre", "Foro de Datos y Leyes"],
        ),
        (
            "Este texto foi assinado por Rede Azul, Lago Livre e o Fórum de Dados.",
            ["Rede Azul", "Lago Livre", "Fórum de Dados"],
        ),
    ],
)
def test_names_in_a_sentence_that_says_who_signed(sentence: str, organisations: list[str]) -> None:
    assert names(sentence) == organisations


@pytest.mark.parametrize(
    "sentence",
    [
        "The convention was signed by Kenya, Japan and Chile.",
        "The project is supported by Lumen, Access Now and the Lake Union.",
        "A statement was signed by many, who said little, and left.",
    ],
)
def test_other_things_that_are_signed_name_no_signatory(sentence: str) -> None:
    assert names(sentence) == []


@pytest.mark.parametrize(
    ("closing", "lines", "organisations"),
    [
        (
            "Yours faithfully,",
            [
                "Dr. Jane Doe, Chair, on behalf of the Lake Union",
                "For and on behalf of Lumen: Max Roe",
            ],
            ["Lake Union", "Lumen"],
        ),
        ("Cordialement,", ["Mme Anne Roy, au nom de la Ligue Bleue"], ["Ligue Bleue"]),
        ("Cordialement,", ["Paul Roy, au nom de l’Atelier du Lac"], ["Atelier du Lac"]),
        ("Atentamente,", ["Sra. Ana Paz, en nombre del Foro de Datos"], ["Foro de Datos"]),
        ("Atenciosamente,", ["Em nome do Fórum de Dados: Rui Sá"], ["Fórum de Dados"]),
    ],
)
def test_those_for_whom_persons_sign(
    closing: str, lines: list[str], organisations: list[str]
) -> None:
    assert names("\n".join(["We write on behalf of all.", closing, *lines])) == organisations


def test_a_line_that_says_who_submitted_a_text_is_no_signature() -> None:
    assert names("Statement\nSubmitted by Jane Doe, on behalf of the Lake Union\nWe ask.") == []


def test_names_in_one_line_are_parted() -> None:
    assert names("Signed by: Access Now, ARTICLE 19; Lumen (Lake, North)") == [
        "Access Now",
        "ARTICLE 19",
        "Lumen (Lake, North)",
    ]


def test_names_that_one_line_enumerates_are_parted_too() -> None:
    assert names("Signataires\nAccess Now ; Lac, Mer et Ciel ; Lumen\nWeb") == [
        "Access Now",
        "Lac, Mer et Ciel",
        "Lumen",
        "Web",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "We call on organisations to support the following:",
        "Networks should be supported by law:",
        "We support these principles:",
        "We endorse these recommendations:",
    ],
)
def test_a_demand_before_a_list_is_no_heading_of_signatories(line: str) -> None:
    assert names(f"{line}\n• Open standards\n• Fair rules") == []


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
    signatory_list = signatories(read_document(making.letter(tmp_path / "letter.pdf")).pages)
    assert [(signatory.name, signatory.page) for signatory in signatory_list] == [
        (name, 2) for name, _country in making.NAMED
    ]


def test_names_that_run_over_lines_in_two_columns_of_a_pdf(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "columns.pdf"))
    canvas.drawString(72, 760, "Signatories")
    for row, (left, right) in enumerate(
        [
            ("Alliance for Lakes and", "Lumen Watch"),
            ("Rivers of the North", "Union of the Readers of"),
            ("Access Now", ""),
            ("", "Old Maps"),
            ("ARTICLE 19", "Web Commons"),
        ]
    ):
        canvas.drawString(72, 740 - 14 * row, left)
        canvas.drawString(300, 740 - 14 * row, right)
    canvas.save()
    signatory_list = signatories(read_document(tmp_path / "columns.pdf").pages)
    assert {signatory.name for signatory in signatory_list} == {
        "Alliance for Lakes and Rivers of the North",
        "Lumen Watch",
        "Union of the Readers of Old Maps",
        "Access Now",
        "ARTICLE 19",
        "Web Commons",
    }


@pytest.mark.parametrize(
    "titles",
    [
        "No.\tName of the organization\tCountry\tContact person",
        "Nº\tNom de l'organisation\tPays\tReprésentant",
        "Nº\tOrganización\tPaís\tPersona de contacto",
        "Nº\tEntidade\tPaís\tNome e cargo",
    ],
)
def test_of_a_table_with_persons_the_organisations_are_read(titles: str) -> None:
    rows = "1\tLumen\tKenya\tMs. Roe\n2\tLake, Sea and Sky\tChile\tMax Doe"
    assert names(f"Signatories\n{titles}\n{rows}") == ["Lumen", "Lake, Sea and Sky"]


def test_two_columns_of_a_word_table_and_names_in_any_script(tmp_path: Path) -> None:
    signatory_list = signatories(
        read_document(making.word(tmp_path / "l.docx", making.word_letter)).pages
    )
    assert [signatory.name for signatory in signatory_list] == [
        "Access Now",
        "ARTICLE 19",
        "Réseau des deux rives",
        "一般社団法人日本ネットワークインフォメーションセンター",
    ]


def test_a_list_on_a_web_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(making.WEB, encoding="utf-8")
    signatory_list = signatories(read_document(tmp_path / "page.html").pages)
    assert [(signatory.name, signatory.page) for signatory in signatory_list] == [
        ("Access Now", None),
        ("Internet Society", None),
        ("شبكة البحيرة الرقمية", None),
    ]


def test_logos_name_their_owners_and_other_pictures_nobody(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<body><h2>Signatories</h2><img alt='Access Now logo'><p><img alt='Logo of  the Lake Union'>"
        "<img alt='Flag of Kenya'><img alt=''><img></p></body>",
        encoding="utf-8",
    )
    document = read_document(tmp_path / "page.html")
    assert [signatory.name for signatory in signatories(document.pages)] == [
        "Access Now",
        "Lake Union",
    ]
    assert "Access Now" not in document.pages[0].text
