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
    done = {(row[0], row[7]): row[4] for row in marks}
    words = {"signatory": "signed", "author": "wrote"}

    def cell(organisation: str, submission: str) -> str:
        if (organisation, submission) in done:
            return words[done[organisation, submission]]
        *_mark, named, stated = submissions[submission]
        known = parts.get((organisation, submission)) == "author" or selection.role == ("author",)
        return "not known" if (stated or 0) > named and not known else ""

    return {row[0]: {one: cell(row[0], one) for one in submissions} for row in marks}


@pytest.mark.parametrize("texts", ["signed", "joint", "all"])
@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_each_cell_says_what_an_organisation_did_in_a_submission(
    api: TestClient, selection: Filters, texts: str
) -> None:
    query = {**selection.to_query(), "texts": [texts], "order": ["group"]}
    answer = api.get(f"{ADDRESS}.csv", params=query)
    assert answer.status_code == 200, answer.text
    rows, expected = table(answer.content), cells(selection, texts, "group")
    assert rows["Organisation id"].tolist() == list(expected)
    for row, (organisation, own) in zip(rows.to_dict("records"), expected.items(), strict=True):
        said = shipped().organisations[organisation]
        assert row["Organisation"] == said["name"]
        titles = {
            one: f"{shipped().submissions[one]['title'].strip()} ({one})".replace("\n", " ")
            for one in own
        }
        assert list(row)[3:] == list(titles.values())
        assert {one: row[titles[one]] for one in own} == own


def test_all_three_kinds_of_cells_are_there() -> None:
    found = {cell for own in cells(Filters(), "signed", "most").values() for cell in own.values()}
    assert found == {"signed", "wrote", "not known", ""}


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
        made = wide.Wide(Filters(), {})
        about = made.provenance("")
        part = made.part(0, made.total)
        french = table(b"".join(FORMATS["csv"].write(part.frames, about)))
    assert french.shape == english.shape
    assert list(french.columns[:2]) != list(english.columns[:2])
    assert french.iloc[:, 0].tolist() == english.iloc[:, 0].tolist()
    said = french.iloc[:, 3:].stack()
    assert len({*said}) == 4
    assert not {"signed", "wrote", "not known"} & {*said}


def test_a_long_table_is_read_in_parts(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = table(api.get(f"{ADDRESS}.csv").content)
    monkeypatch.setattr(wide, "CELLS", 40 * (len(whole.columns) - 3))
    parts, where = [], f"{ADDRESS}.csv"
    while where:
        answer = api.get(where)
        assert int(answer.headers["x-total-count"]) == len(whole)
        parts.append(table(answer.content))
        where = answer.links.get("next", {}).get("url", "")
    assert [len(part) for part in parts] == [40, 40, len(whole) - 80]
    assert pd.concat(parts, ignore_index=True).equals(whole)


def test_more_submissions_than_a_spreadsheet_has_columns_are_refused(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wide, "MOST_COLUMNS", 5)
    answer = api.get(f"{ADDRESS}.csv")
    assert answer.status_code == 400
    assert "5 at most" in answer.json()["detail"]
    assert api.get(f"{ADDRESS}.csv", params={"submission_type": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("file", "parameter"),
    [("claims.csv", "question"), ("signature_matrix.json", "format"), ("nothing.csv", "question")],
)
def test_what_has_no_wide_table_is_refused(api: TestClient, file: str, parameter: str) -> None:
    answer = api.get(f"{V1}/wide/{file}")
    assert answer.status_code == 404
    assert answer.json()["parameter"] == parameter
    assert answer.json()["allowed"]


def test_it_is_described_where_the_other_files_are(api: TestClient) -> None:
    (listed,) = (
        one for one in api.get(f"{V1}/").json()["questions"] if one["name"] == "signature_matrix"
    )
    assert listed["wide_table"] == {
        ending: f"http://localhost{ADDRESS}.{ending}" for ending in wide.ENDINGS
    }
    assert f"http://localhost{ADDRESS}.csv" in api.get(f"{V1}/docs").text
    described = api.get(f"{V1}/openapi.json").json()["paths"]
    content = described["/wide/signature_matrix.{format}"]["get"]["responses"]["200"]["content"]
    assert len(content) == len(wide.ENDINGS)
