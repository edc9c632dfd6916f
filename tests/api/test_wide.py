"""The wide table of who signed what: one row per organisation, one column per submission, as the oracle counts them."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest
from starlette.testclient import TestClient

from exports import FORMATS, wide
from queries import Filters, language
from tests.api.parity import V1
from tests.examples import shipped
from tests.queries.oracle import signature_matrix

ADDRESS = f"{V1}/wide/signature_matrix"
SELECTIONS = {
    "all": Filters(),
    "group": Filters(group=("technical",)),
    "organisation": Filters(organisation=("jpnic",)),
    "signatories": Filters(role=("signatory",)),
    "authors": Filters(role=("author",)),
    "nothing": Filters(q="nowordslikethese"),
}


def table(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)


def cells(selection: Filters, texts: str, order: str) -> dict[str, dict[str, str]]:
    """Organisation -> submission -> what its cell says, by the oracle; both in the order of the matrix."""
    oracle = shipped()
    marks = signature_matrix(oracle, oracle.select(selection), texts, order)
    submissions = {row[7]: row for row in sorted(marks, key=lambda row: row[-3])}
    parts = {(p.organisation, p.submission): p.role for p in oracle.parties}
    roles = {(row[0], row[7]): row[4] for row in marks}
    words = {"signatory": "signed", "author": "wrote"}

    def cell(organisation: str, submission: str) -> str:
        if (organisation, submission) in roles:
            return words[roles[organisation, submission]]
        *_mark, named_count, stated_count = submissions[submission]
        authors_only = parts.get((organisation, submission)) == "author" or selection.role == (
            "author",
        )
        return "not known" if (stated_count or 0) > named_count and not authors_only else ""

    return {
        row[0]: {submission: cell(row[0], submission) for submission in submissions}
        for row in marks
    }


@pytest.mark.parametrize("texts", ["signed", "joint", "all"])
@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_each_cell_says_what_an_organisation_did_in_a_submission(
    api: TestClient, selection: Filters, texts: str
) -> None:
    query = {**selection.to_query(), "texts": [texts], "order": ["group"]}
    response = api.get(f"{ADDRESS}.csv", params=query)
    assert response.status_code == 200, response.text
    rows, expected = table(response.content), cells(selection, texts, "group")
    assert rows["Organisation id"].tolist() == list(expected)
    for row, (organisation, expected_cells) in zip(
        rows.to_dict("records"), expected.items(), strict=True
    ):
        record = shipped().organisations[organisation]
        assert row["Organisation"] == record["name"]
        titles = {
            submission: f"{shipped().submissions[submission]['title'].strip()} ({submission})".replace(
                "\n", " "
            )
            for submission in expected_cells
        }
        assert list(row)[3:] == list(titles.values())
        assert {
            submission: row[titles[submission]] for submission in expected_cells
        } == expected_cells


def test_all_three_kinds_of_cells_are_there() -> None:
    words = {cell for row in cells(Filters(), "signed", "most").values() for cell in row.values()}
    assert words == {"signed", "wrote", "not known", ""}


def test_the_workbook_has_the_rows_of_the_csv_file_and_says_what_they_are(api: TestClient) -> None:
    rows = table(api.get(f"{ADDRESS}.csv", params={"group": "technical"}).content)
    content = api.get(f"{ADDRESS}.xlsx", params={"group": "technical"}).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    head, *lines = book["Data"].iter_rows(values_only=True)
    assert list(head) == list(rows.columns)
    assert [[cell or "" for cell in line] for line in lines] == rows.to_numpy().tolist()
    about = {str(word): str(text) for word, text in book["About"].iter_rows(values_only=True)}
    assert "not known if the source does not name all signatories" in about["One row is"]
    assert "Technical community" in about["Filters"]
    assert f"{ADDRESS}.xlsx" in about["Address"]
    assert sum("of" in about[f"Column {name}"] for name in rows.columns[3:]) > 3


def test_heads_and_cells_are_in_the_readers_language(api: TestClient) -> None:
    english = table(api.get(f"{ADDRESS}.csv").content)
    with language.using(language.Language("fr")):
        wide_table = wide.Wide(Filters(), {})
        about = wide_table.provenance("")
        part = wide_table.part(0, wide_table.total)
        french = table(b"".join(FORMATS["csv"].write(part.frames, about)))
    assert french.shape == english.shape
    assert list(french.columns[:2]) != list(english.columns[:2])
    assert french.iloc[:, 0].tolist() == english.iloc[:, 0].tolist()
    words = french.iloc[:, 3:].stack()
    assert len({*words}) == 4
    assert not {"signed", "wrote", "not known"} & {*words}


def test_a_long_table_is_read_in_parts(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = table(api.get(f"{ADDRESS}.csv").content)
    monkeypatch.setattr(wide, "CELLS", 40 * (len(whole.columns) - 3))
    parts, address = [], f"{ADDRESS}.csv"
    while address:
        response = api.get(address)
        assert int(response.headers["x-total-count"]) == len(whole)
        parts.append(table(response.content))
        address = response.links.get("next", {}).get("url", "")
    assert [len(part) for part in parts] == [40, 40, len(whole) - 80]
    assert pd.concat(parts, ignore_index=True).equals(whole)


def test_more_submissions_than_a_spreadsheet_has_columns_are_refused(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wide, "MOST_COLUMNS", 5)
    response = api.get(f"{ADDRESS}.csv")
    assert response.status_code == 400
    assert "5 at most" in response.json()["detail"]
    assert api.get(f"{ADDRESS}.csv", params={"submission_type": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("file", "parameter"),
    [("claims.csv", "question"), ("signature_matrix.json", "format"), ("nothing.csv", "question")],
)
def test_what_has_no_wide_table_is_refused(api: TestClient, file: str, parameter: str) -> None:
    response = api.get(f"{V1}/wide/{file}")
    assert response.status_code == 404
    assert response.json()["parameter"] == parameter
    assert response.json()["allowed"]


def test_it_is_described_where_the_other_files_are(api: TestClient) -> None:
    (entry,) = (
        entry
        for entry in api.get(f"{V1}/").json()["questions"]
        if entry["name"] == "signature_matrix"
    )
    assert entry["wide_table"] == {
        ending: f"http://localhost{ADDRESS}.{ending}" for ending in wide.ENDINGS
    }
    assert f"http://localhost{ADDRESS}.csv" in api.get(f"{V1}/docs").text
