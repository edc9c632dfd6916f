"""The benchmark runs from end to end on little data, and what it compares are the same answers."""

import json
from pathlib import Path

import pytest

from data.build import check
from queries import Filters, ask
from tests.queries.comparing import rows
from tools.benchmarks import __main__ as benchmarks
from tools.benchmarks import compare, document, pages, readers, rivals
from tools.benchmarks.data import MADE, generate, prepared
from tools.benchmarks.questions import most, selections

SUBMISSIONS = 40
KEPT = document.FIGURES


def test_every_part_is_measured_and_written_into_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "DOCUMENT", tmp_path / "BENCHMARKS.md")
    monkeypatch.setattr(document, "FIGURES", tmp_path / "benchmarks.json")
    fast = {"latency": 15, "downloadThroughput": 2_000_000, "uploadThroughput": 960_000}
    monkeypatch.setattr(pages, "LINKS", {"none": None, "16 Mbit/s, 15 ms": fast})
    monkeypatch.setattr(readers, "READERS", 3)
    monkeypatch.setattr(readers, "QUICK_SECONDS", 8)
    monkeypatch.setattr(readers, "THINK", 1.0)
    options = ["--sizes", str(SUBMISSIONS), "--data", str(tmp_path), "--quick"]
    assert benchmarks.main(options) == 0
    figures = document.read()
    assert ["ratios", *figures] == ["ratios", *benchmarks.PARTS] == list(document.PARTS)
    rows = {part: of_sizes[str(SUBMISSIONS)]["rows"] for part, of_sizes in figures.items()}
    assert rows["pages"][0]["stopped"] == 0
    assert rows["readers"][0]["errors"] == 0
    assert {row["stopped"] for row in rows["questions"]} == {"none"}
    assert all(row[title] > 0 for row in rows["datasette"] for title in ("ours", "Datasette"))
    text = document.DOCUMENT.read_text()
    assert text == document.text(figures)
    assert text.count(f"\n| {SUBMISSIONS} |") == sum(map(len, rows.values()))
    stored_figures = json.loads(KEPT.read_text())
    for part, of_sizes in stored_figures.items():
        if part not in benchmarks.PARTS:
            continue
        for entry in of_sizes.values():
            assert list(entry["rows"][0]) == list(rows[part][0]), "the document has other columns"


def test_the_document_is_what_the_kept_figures_give() -> None:
    text = document.text(document.read())
    assert document.DOCUMENT.read_text(encoding="utf-8") == text, (
        "run `.venv/bin/python -m tools.benchmarks.document`"
    )
    assert len(text.splitlines()) <= 125
    assert str(Path.home()) not in document.FIGURES.read_text(encoding="utf-8")


def test_what_is_no_part_and_no_size_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["speed"], ["pages", "--sizes", "0"]):
        with pytest.raises(SystemExit):
            benchmarks.main(arguments)
        assert "is no" in capsys.readouterr().err


@pytest.mark.parametrize("submissions", [1, 487])
def test_made_up_tables_keep_all_rules_and_are_the_same_each_time(
    tmp_path: Path, submissions: int
) -> None:
    for name in ("one", "other"):
        generate(tmp_path / name, submissions, 10)
    check(tmp_path / "one")
    for table in MADE:
        first, second = (
            (tmp_path / name / f"{table}.csv").read_bytes() for name in ("one", "other")
        )
        assert first == second
    assert (tmp_path / "one" / "submissions.csv").read_text().count("\n") == submissions + 1
    points = (tmp_path / "one" / "points.csv").read_text().count("\n") - 1
    if submissions > 100:
        assert points == pytest.approx(10 * submissions, rel=0.1)


@pytest.mark.parametrize("name", rivals.PANDAS)
def test_pandas_is_timed_at_the_answer_of_ask(name: str) -> None:
    frames = rivals.Frames.read(prepared("shipped").database)
    filter_sets = [
        *selections(most()).values(),
        Filters(group=("government",)),
        Filters(theme=("trade",)),
    ]
    for filters in filter_sets:
        ours, theirs = ask(name, filters), rivals.answer(frames, name, filters)
        assert list(theirs.columns) == list(ours.columns)
        assert rows(theirs.astype(object).where(theirs.notna(), None)) == rows(ours)


def test_datasette_is_timed_at_the_counts_of_the_data_api() -> None:
    shipped = prepared("shipped")
    with shipped.served() as server, rivals.serving_datasette(shipped.database) as other:
        for filters in [*rivals.FILTERS["no filter"], *rivals.FILTERS["kind"]]:
            ours = rivals.counted_by_us(server, filters)
            assert ours
            assert rivals.counted_by_datasette(other, filters) == ours


def test_this_code_is_compared_with_another_commit(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "DOCUMENT", tmp_path / "BENCHMARKS.md")
    monkeypatch.setattr(document, "FIGURES", tmp_path / "benchmarks.json")
    monkeypatch.setattr(compare, "QUICK_ROUNDS", 1)
    assert compare.main(["HEAD", "--sizes", "shipped", "--quick", "--write"]) == 0
    output = capsys.readouterr().out
    assert " /themes " in output
    assert " themes_by_group " in output
    assert output.count("the middle of") == 2
    rows = document.read()["ratios"]["shipped"]["rows"]
    assert [row["of"] for row in rows] == ["page runs", "questions"]
    assert all(row["how many"] > 10 and row["earlier commit"] == "`HEAD`" for row in rows)


def test_what_is_no_commit_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        compare.main(["no-such-commit"])
    assert "no-such-commit" in capsys.readouterr().err
