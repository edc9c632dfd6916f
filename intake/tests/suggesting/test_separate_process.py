"""A document is read, and its rows are proposed, in a process of its own with a limit of time and memory."""

from datetime import date
from pathlib import Path

import pytest

from data import SOURCE
from intake.suggesting.documents import DocumentRefused, read_document
from intake.suggesting.proposing import DataSet, Proposals
from intake.suggesting.sandbox import with_document
from intake.tests.suggesting import making


@pytest.fixture(scope="module")
def data() -> DataSet:
    return DataSet(SOURCE)


@pytest.fixture
def proposals(data: DataSet) -> Proposals:
    return Proposals(data, date(2026, 11, 26))


def rows(proposals: Proposals) -> int:
    return sum(map(len, proposals.rows.values()))


def test_it_proposes_what_would_be_proposed_here_and_goes_on_from_what_there_is(
    proposals: Proposals, tmp_path: Path
) -> None:
    letter = making.letter(tmp_path / "letter.pdf")
    page = tmp_path / "page.html"
    page.write_text(making.WEB, encoding="utf-8")
    proposed = with_document(with_document(proposals, letter), page)
    assert rows(proposals) == 0
    for path in (letter, page):
        proposals.add(read_document(path))
    assert proposed.rows == proposals.rows
    assert rows(proposed) == 17


def test_nothing_of_it_is_done_in_this_process(
    proposals: Proposals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Proposals, "add")
    monkeypatch.delattr("intake.suggesting.documents._read")
    path = tmp_path / "note.txt"
    path.write_text("A note on the IGF", encoding="utf-8")
    assert len(with_document(proposals, path).rows["submissions"]) == 1


def test_a_document_that_is_read_at_once_and_takes_long_to_propose_from_is_refused(
    proposals: Proposals, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    names = "\n".join(f"Lake body number {number}" for number in range(55_000))
    path.write_text(f"Open letter\n\nSigned by:\n{names}\n", encoding="utf-8")
    read_document(path)
    with pytest.raises(DocumentRefused, match="takes longer than 4 seconds"):
        with_document(proposals, path, seconds=4)
    assert rows(proposals) == 0


def test_memory_is_limited(proposals: Proposals, tmp_path: Path) -> None:
    small, large = tmp_path / "small.txt", tmp_path / "large.txt"
    small.write_text("word", encoding="utf-8")
    large.write_text("word\n" * 5_900_000, encoding="utf-8")
    assert rows(with_document(proposals, small, memory=64_000_000)) > 0
    with pytest.raises(DocumentRefused, match="more memory"):
        with_document(proposals, large, memory=64_000_000)


def test_refusals_come_through(proposals: Proposals, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(DocumentRefused, match="is empty"):
        with_document(proposals, tmp_path / "empty.txt")
    with pytest.raises(DocumentRefused, match="cannot be opened: No such file"):
        with_document(proposals, tmp_path / "nowhere.txt")


def test_a_fault_of_the_reader_refuses_the_document_only(
    proposals: Proposals, tmp_path: Path
) -> None:
    proposals.today = None  # type: ignore[assignment]
    path = tmp_path / "note.txt"
    path.write_text("A note on the IGF of 5 February 2025", encoding="utf-8")
    with pytest.raises(DocumentRefused, match=r"could not be read: print it .*\(AttributeError\)"):
        with_document(proposals, path)
