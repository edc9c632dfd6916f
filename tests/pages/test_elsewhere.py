"""What a card offers for use elsewhere: the address of its rows gives these rows, its chart can be had alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import duckdb
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from starlette.testclient import TestClient

from cards.query import Context, Query
from exports import FORMATS, code_snippets
from exports.notebook import NOTEBOOK
from exports.provenance import bibtex, of_answer
from i18n import dataset_texts, day, routes
from markup.links import Links
from queries import Filters, ask, current
from tests.api.serving import data_api, front_door, on_socket
from tests.pages.arrangements import PAGES, opened
from tests.pages.visiting import seen, visit

SELECTIONS: dict[str, dict[str, str | list[str]]] = {
    "everything": {},
    "theme": {"theme": "igf-funding", "count": "points"},
    "group": {"group": ["technical", "civil-society"], "count": "organisations"},
    "several": {"q": "internet", "region": "Europe", "since": "2025-03-01", "kind": "challenge"},
}


READERS = ("pandas", "R", "DuckDB")


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The address of a site with the data API."""
    with on_socket(front_door()) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def api() -> Iterator[TestClient]:
    with data_api() as client:
        yield client


@pytest.mark.wide
@pytest.mark.parametrize("selected", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize(("page", "page_query"), PAGES.values(), ids=PAGES)
def test_the_address_of_a_cards_rows_gives_the_rows_of_its_file(
    page: str,
    page_query: dict[str, str | list[str]],
    selected: dict[str, str | list[str]],
    offered: dict[str, Query],
    api: TestClient,
) -> None:
    visit(page, **{**selected, **page_query})
    assert offered or page in ("search", "about")
    for key, card_query in offered.items():
        if not card_query.endings:
            continue
        path, parameters = card_query.location("csv")
        response = api.get(path, params=parameters)
        assert response.status_code == 200, (key, response.text)
        rows = "" if card_query.only else str(response.url)
        file = card_query.file(card_query.provenance("http://localhost/", rows), "csv")
        if card_query.only:
            lines = response.content.splitlines()
            positions = [lines.index(line) for line in file.splitlines()]
            assert positions == sorted(positions), key
            assert len(positions) < len(lines), key
        else:
            assert response.content == file, (key, path)


def test_where_the_address_gives_more_than_the_card_the_card_says_so() -> None:
    page = opened("data_and_method", "codebook_claims", "data", part="claims", find="FUNDING")
    captions = page.texts("use_codebook_claims", "caption")
    (text,) = (words for words in captions if "returns more rows than the card shows" in words)
    assert "rows with “FUNDING”" in text


PROGRAMS: dict[str, Callable[[str], pd.DataFrame]] = {
    "pandas": lambda line: run(line)["rows"],
    "DuckDB": lambda line: duckdb.sql(line.rstrip(";")).df(),
}


def run(line: str) -> dict[str, pd.DataFrame]:
    namespace: dict[str, pd.DataFrame] = {}
    exec(line, namespace)
    return namespace


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    ("name", "card", "page_query"),
    [
        ("challenges", "most", {"q": "Human rights", "count": "points"}),
        ("organisations", "countries", {"group": ["government", "technical"]}),
        ("who_signed_what", "joint", {"since": "2025-03-01"}),
    ],
)
def test_the_lines_in_download_read_the_rows_of_the_card(
    name: str,
    card: str,
    page_query: dict[str, str | list[str]],
    program: str,
    offered: dict[str, Query],
    served: str,
    tmp_path: Path,
) -> None:
    """DuckDB reads addresses by an extension from another host: its line is run on the file of the address."""
    page = visit(name, **page_query).open(f"download_{card}")
    lines = dict(zip(READERS, page.to_copy(f"download_{card}"), strict=True))
    (address,) = re.findall(r"""https?://[^"']+""", lines[program])
    local_address = f"{served}{address.partition('/api')[1]}{address.partition('/api')[2]}"
    if program == "DuckDB":
        path = tmp_path / "rows.csv"
        path.write_bytes(urlopen(local_address, timeout=60).read())
        local_address = str(path)
    rows = PROGRAMS[program](lines[program].replace(address, local_address))
    query = offered[card]
    expected = ask(query.name, query.filters, **query.parameters)
    assert len(expected) > 3
    assert_frame_equal(
        rows[list(expected.columns)], expected, check_dtype=False, check_column_type=False
    )


def test_only_an_empty_cell_is_read_as_a_missing_one(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes("\ufeffcode,name\r\nNA,None\r\n,null\r\n".encode())
    lines = code_snippets.readers(str(path))
    for program, read in PROGRAMS.items():
        rows = read(lines[program])
        assert rows.iloc[0].tolist() == ["NA", "None"], program
        assert rows.name.tolist() == ["None", "null"], program
        assert pd.isna(rows.code.iloc[1]), program


def test_what_python_computes_has_no_address_of_its_rows() -> None:
    page = visit("data_and_method", part="reliability").open("download_reliability")
    assert page.within("download_reliability", "download_button")
    assert not page.to_copy("download_reliability")
    page = opened("data_and_method", "reliability", "link", part="reliability")
    (address,) = page.to_copy("use_reliability")
    assert address.endswith("?part=reliability")
    (ways,) = page.within("use_reliability", "button_group")
    assert ways.options == ["Link", "Embed"]


def test_beside_the_address_of_rows_stands_the_notebook_of_the_whole_data_set(
    api: TestClient,
) -> None:
    page = opened("challenges", "most", "data", group="technical")
    captions = [caption.value for caption in page.within("use_most", "caption")]
    (address,) = re.findall(rf"\[{NOTEBOOK.title}\]\((\S+)\)", "\n".join(captions))
    assert urlsplit(address).query == ""
    assert api.get(urlsplit(address).path).json()["nbformat"] == 4


def test_nothing_is_made_for_what_is_not_opened() -> None:
    page = visit("challenges")
    assert page.has("opens_most")
    assert not page.to_copy("card_most")
    switches = [group.key for group in page.within("card_most", "button_group")]
    assert switches == ["view_grain", "views_most", "opens_most"]
    assert not page.within("card_most", "download_button")


def test_download_offers_every_format_once_it_is_opened() -> None:
    page = visit("challenges", group="technical").open("download_most")
    buttons = page.within("download_most", "download_button")
    formats = [file_format.name for file_format in FORMATS.values()]
    pictures = ["Picture (PNG)", "Picture (SVG)"]
    assert [node.proto.label for node in buttons] == [*formats, *pictures]
    rows = len(
        ask("claims", Filters(group=("technical",), kind=("challenge",)), unit="submissions")
    )
    first_caption, *programs = page.within("download_most", "caption")
    assert [seen(caption.value) for caption in programs] == [
        f"{program} reads these rows:" for program in READERS
    ]
    assert seen(first_caption.value).startswith(f"{rows} rows, data version {current().version}.")
    assert not page.within("card_evidence", "download_button")


@pytest.mark.parametrize("selected", SELECTIONS.values(), ids=SELECTIONS)
def test_the_matrix_offers_a_wide_table_and_its_address_gives_the_same(
    selected: dict[str, str | list[str]], offered: dict[str, Query], api: TestClient
) -> None:
    page = visit("who_signed_what", **selected, texts="joint").open("download_matrix")
    buttons = page.within("download_matrix", "download_button")
    labels = [node.proto.label for node in buttons]
    assert [label for label in labels if "Wide" in label] == [
        "Wide table (CSV)",
        "Wide table (Excel)",
    ]
    wide_query = offered["matrix"].as_wide
    assert wide_query
    path, parameters = wide_query.location("csv")
    response = api.get(path, params=parameters)
    assert response.status_code == 200, response.text
    provenance = wide_query.provenance("http://localhost/", str(response.url))
    assert response.content == wide_query.file(provenance, "csv")
    assert len(response.content.splitlines()) == wide_query.total + 1


def test_a_light_page_offers_the_wide_table_beside_the_rows(api: TestClient) -> None:
    page = routes.PAGES["who_signed_what"]
    context = Context.on(page, Filters(group=("technical",)), {})
    files = dict(Links(page, context, "").files(Query("signature_matrix", context.filters)))
    assert list(files) == ["CSV", "JSON", "Wide table (CSV)", "Wide table (Excel)"]
    assert [api.get(address).status_code for address in files.values()] == [200] * 4
    assert list(dict(Links(page, context, "").files(Query("signatures")))) == ["CSV", "JSON"]


def test_rows_that_are_no_card_of_the_page_have_no_picture() -> None:
    page = visit("what_became_of_it", more="yes").open("download_every_passage")
    labels = [node.proto.label for node in page.within("download_every_passage", "download_button")]
    assert labels == [file_format.name for file_format in FORMATS.values()]


@pytest.mark.parametrize(
    ("page", "card", "query"),
    [
        ("challenges", "most", {"group": "technical"}),
        ("organisation", "list", {"id": "jpnic", "more": "yes"}),
    ],
)
def test_quote_says_finding_address_version_and_day(
    page: str, card: str, query: dict[str, str | list[str]]
) -> None:
    visited_page = visit(page, **query).open(f"quote_{card}")
    sentence, words, entry, for_programs = visited_page.to_copy(f"quote_{card}")
    today = date.today()
    headline = visited_page.finding(card)
    for quotation in (sentence, words, entry, for_programs):
        assert current().version in quotation
        assert urlencode(query) in quotation
        assert headline in quotation.replace("\\", "")
    for quotation in (words, entry):
        assert day(today) in quotation
    assert words.startswith(f"{dataset_texts.texts().title}: ")
    (record,) = json.loads(for_programs)
    assert record["type"] == "dataset"
    assert record["URL"].endswith(urlencode(query))
    assert record["accessed"]["date-parts"] == [[today.year, today.month, today.day]]
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.MULTILINE))
    assert entry.startswith("@misc{wsis20-")
    assert fields["urldate"] == today.isoformat()
    assert fields["url"].endswith(urlencode(query))
    assert fields["version"] == current().version
    assert fields["year"] == current().release[:4]


def test_a_bibliography_reads_no_name_as_a_command() -> None:
    provenance = replace(
        of_answer("claims", Filters(), {}, "https://a.example/?q=%25"), title="50% & $_{}\\~^#"
    )
    entry = bibtex(provenance, date(2026, 1, 2))
    assert r"50\% \& \$\_\{\}\textbackslash{}\textasciitilde{}\textasciicircum{}\#" in entry
    assert "  url = {https://a.example/?q=%25},\n" in entry
    assert "accessed 2 Jan 2026" in entry
