import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from data import SOURCE
from data.rows import each
from intake import suggest
from intake.batches.batch import Batch
from intake.batches.reading import read_batch
from intake.suggesting import proposing
from intake.tests.suggesting import making

pytestmark = pytest.mark.long

FRENCH = "lettre.docx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    making.letter(folder / "letter.pdf")
    (folder / "more").mkdir()
    making.word(folder / "more" / FRENCH, making.word_letter)
    (folder / "page.html").write_text(making.WEB, encoding="utf-8")
    (folder / ".hidden.txt").write_text("not a document", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def review(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "review.xlsx"
    assert suggest.main([str(folder), "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def batch(review: Path) -> Batch:
    return read_batch(review)


@pytest.fixture(scope="module")
def sheets(review: Path) -> dict[str, pd.DataFrame]:
    return {table: sheet(review, table) for table in proposing.REVIEW}


def sheet(workbook: Path, table: str) -> pd.DataFrame:
    """A sheet as a person sees it, its columns without the sign of those that must be filled."""
    rows: pd.DataFrame = pd.read_excel(
        workbook, sheet_name=table, dtype="str", keep_default_na=False, engine="calamine"
    )
    return rows.rename(columns=lambda name: name.removesuffix(" *"))


def cells(batch: Batch, table: str) -> pd.DataFrame:
    return batch.tables[table].cells


def of(batch: Batch, table: str, title: str) -> pd.DataFrame:
    submissions = cells(batch, "submissions")
    (identifier,) = submissions.submission_id[submissions.title.str.startswith(title)]
    rows = cells(batch, table)
    return rows[rows.submission_id == identifier]


def test_the_workbook_is_a_batch_that_can_be_read(batch: Batch) -> None:
    assert batch.problems == []
    assert {"submissions", "signatories", "organisations", "points"} <= set(batch.tables)
    for table in batch.tables.values():
        assert not [column for column in table.cells if column.startswith("review")]


def test_title_date_language_and_type_are_what_the_letters_say(batch: Batch) -> None:
    (letter,) = each(of(batch, "submissions", "Open letter"))
    assert letter.title == "Open letter on the future of the Internet"
    assert (letter.submitted_on, letter.date_precision) == ("2025-02-05", "day")
    assert (letter.language, letter.document_type) == ("en", "open-letter")
    (lettre,) = each(of(batch, "submissions", "Lettre ouverte"))
    assert (lettre.submitted_on, lettre.language, lettre.document_type) == (
        "2025-02-03",
        "fr",
        "open-letter",
    )
    (page,) = each(of(batch, "submissions", "Comments"))
    assert (page.submitted_on, page.source_url) == ("2025-10-03", "https://example.org/comments")


def test_known_organisations_are_matched_and_new_ones_proposed_once(
    batch: Batch, sheets: dict[str, pd.DataFrame]
) -> None:
    signatories = of(batch, "signatories", "Open letter")
    assert signatories.organisation_id[signatories.role == "signatory"].tolist() == [
        "jpnic",
        "apc",
        "lake-lumen-digital-commons",
        "access-now",
    ]
    new = sheets["organisations"].set_index("name")
    assert "Lake Lumen Digital Commons" in new.index
    assert "شبكة البحيرة الرقمية" in new.index
    assert "Access Now" not in new.index
    assert new["review: question"].str.contains("new").all()
    assert new["review: question"].str.contains("national, regional or international").all()
    assert (new["scope"].fillna("") == "").all()
    assert new.index.is_unique


def test_points_rest_on_sentences_with_their_page(sheets: dict[str, pd.DataFrame]) -> None:
    points = sheets["points"].set_index("theme_id")
    funding = points.loc["igf-funding"]
    assert funding.summary.startswith("We call on Member States to give the IGF stable funding")
    assert (funding.kind, funding["review: page"]) == ("recommendation", "1")
    assert "igf + fund*" in funding["review: evidence"]
    assert int(funding["review: score"]) > 2
    assert points["review: question"].str.startswith("a draft").all()
    assert points.point_id.str.fullmatch(r"[a-z0-9-]+[.][1-9][0-9]*").all()


def test_what_a_person_must_decide_is_empty_and_asked_for(
    sheets: dict[str, pd.DataFrame],
) -> None:
    submissions = sheets["submissions"].set_index("title")
    letter = submissions.loc["Open letter on the future of the Internet"]
    assert (letter.stage_id, letter.source_url) == ("", "")
    assert "which stage" in letter["review: question"]
    assert "source_url" in letter["review: question"]
    signatories = sheets["signatories"]
    authors = signatories[signatories.role == "author"]
    assert (authors["review: question"] != "").all()


def test_a_document_that_is_there_already_is_asked_about(tmp_path: Path) -> None:
    submissions = pd.read_csv(SOURCE / "submissions.csv", dtype="str")
    submission = next(
        row for row in each(submissions) if 5 < len(row.title.split()) < 12 and row.title.isascii()
    )
    (tmp_path / "again.txt").write_text(
        f"{submission.title}\n\nWe ask for more.\n", encoding="utf-8"
    )
    assert suggest.main([str(tmp_path), "--out", str(tmp_path / "review.xlsx")]) == 0
    rows = sheet(tmp_path / "review.xlsx", "submissions")
    assert "which the data set has already" in rows["review: question"][0]
    assert rows.submission_id[0] not in set(submissions.submission_id)


def test_a_workbook_for_another_folder_has_that_one_s_ids_and_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lumen = SOURCE.parent / "tests" / "consultation" / "lake-lumen"
    (tmp_path / "letter.txt").write_text("A letter\n\nWe ask for more.\n", encoding="utf-8")
    out = tmp_path / "review.xlsx"
    assert suggest.main([str(tmp_path), "--out", str(out), "--source", str(lumen)]) == 0
    assert f"wsis20 check {out} --source {lumen}" in capsys.readouterr().out
    made_for = read_batch(out).made_for
    assert made_for
    assert made_for.folder == "lake-lumen"
    lists = pd.read_excel(out, sheet_name="Lists", dtype="str", engine="calamine")
    stages = pd.read_csv(lumen / "stages.csv", dtype="str")
    assert set(lists["stages"].dropna()) == set(stages.stage_id)


def test_refused_documents_are_named_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    making.changed(tmp_path / "acting.pdf", making.acting("/JavaScript", JS="app.alert(1)"))
    making.pdf(tmp_path / "scan.pdf", [making.Spacer(1, 100)])
    (tmp_path / "note.txt").write_text(
        "A note on the IGF\n\nThe IGF should be permanent.", encoding="utf-8"
    )
    assert suggest.main([str(tmp_path), "--out", str(tmp_path / "review.xlsx")]) == 1
    captured = capsys.readouterr()
    assert "acting.pdf: holds JavaScript" in captured.err
    assert "scan.pdf: no text: needs OCR" in captured.err
    assert "of 1 of 3 documents" in captured.out
    assert len(cells(read_batch(tmp_path / "review.xlsx"), "submissions")) == 1


def test_a_review_that_is_there_is_not_overwritten(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "review.xlsx"
    out.write_text("someone's work", encoding="utf-8")
    assert suggest.main([str(folder), "--out", str(out)]) == 2
    assert out.read_text(encoding="utf-8") == "someone's work"
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["nowhere", "."])
def test_without_documents_nothing_is_written(tmp_path: Path, missing: str) -> None:
    out = tmp_path / "out" / "review.xlsx"
    assert suggest.main([str(tmp_path / missing), "--out", str(out)]) == 2
    assert not out.exists()


def hashes(source: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(source.glob("*.csv")):
        yield path.name, hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("out", "message"),
    [("review.csv", "review.csv must end in .xlsx"), ("none/review.xlsx", "There is no folder")],
)
def test_where_no_workbook_can_be_is_said_before_anything_is_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    out: str,
    message: str,
) -> None:
    (tmp_path / "letter.txt").write_text("A letter.", encoding="utf-8")
    monkeypatch.delattr(suggest, "with_document")
    assert suggest.main([str(tmp_path), "--out", str(tmp_path / out)]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / out).exists()


def test_a_data_set_without_term_lists_gets_everything_but_points_and_is_not_changed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "own"
    source.mkdir()
    for path in SOURCE.glob("*.csv"):
        (source / path.name).write_bytes(path.read_bytes())
    before = list(hashes(source))
    out = tmp_path / "review.xlsx"
    assert suggest.main([str(folder), "--out", str(out), "--source", str(source)]) == 0
    assert "no term list for themes" in capsys.readouterr().out
    batch = read_batch(out)
    assert "points" not in batch.tables or cells(batch, "points").empty
    assert len(cells(batch, "submissions")) == 3
    assert list(hashes(source)) == before


def test_no_more_points_are_proposed_than_a_person_reviews(tmp_path: Path) -> None:
    lines = [f"The IGF needs funding in the year {year}." for year in range(2000, 2030)]
    lines += [f"Digital divides persist in region {number}." for number in range(30)]
    (tmp_path / "long.txt").write_text("A long text\n\n" + " ".join(lines), encoding="utf-8")
    assert suggest.main([str(tmp_path), "--out", str(tmp_path / "review.xlsx")]) == 0
    points = cells(read_batch(tmp_path / "review.xlsx"), "points")
    assert points.groupby("theme_id").size().max() == proposing.OF_ONE_THEME
