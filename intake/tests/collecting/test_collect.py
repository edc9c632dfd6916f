"""The command, from the addresses in the tables to a workbook and a report."""

import hashlib
import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from intake import collect
from intake.batches.reading import read_batch
from intake.collecting import web
from intake.tests.collecting import consultation
from intake.tests.collecting import site as sites
from intake.tests.collecting.site import HOST, Site

ROOT = Path(__file__).parents[3]
IDS = ["tccm-gdc", "foc-general", "5rights-gdc", "gdjf-hle-2025", "unesco-unesco"]


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """Hosts of the tests are found on this machine, and need not be spared."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(web, "INTERVAL", 0.0)
        patched.setattr(web, "resolve", sites.network_addresses)
        yield


def prepared(folder: Path, site: Site) -> Path:
    """A site with pages, and the data set that names them."""
    (folder / "made").mkdir()
    consultation.fill(site, folder / "made")
    return consultation.made(folder / "tables", site)


@pytest.fixture
def tables(tmp_path: Path, site: Site) -> Path:
    return prepared(tmp_path, site)


def run(folder: Path, tables: Path, *options: str) -> int:
    return collect.main(
        [
            *options,
            *("--source", str(tables), "--kept", str(folder / "collected")),
            *("--out", str(folder / "review.xlsx"), "--allow-host", HOST),
        ]
    )


@dataclass(frozen=True)
class Done:
    """A run over all submissions that stand on the site, with what it printed; `before` has the tables' hashes."""

    folder: Path
    site: Site
    before: dict[str, str]
    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def done(_quick: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    folder = tmp_path_factory.mktemp("done")
    with (
        sites.served() as site,
        redirect_stdout(StringIO()) as out,
        redirect_stderr(StringIO()) as err,
    ):
        tables = prepared(folder, site)
        before = hashes(tables)
        code = run(folder, tables, *IDS)
        yield Done(folder, site, before, code, out.getvalue(), err.getvalue())


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def sheet(folder: Path, table: str) -> pd.DataFrame:
    rows: pd.DataFrame = pd.read_excel(
        folder / "review.xlsx",
        sheet_name=table,
        dtype="str",
        keep_default_na=False,
        engine="calamine",
    )
    return rows.rename(columns=lambda name: name.removesuffix(" *"))


def test_nothing_enters_the_tables_by_itself(done: Done) -> None:
    assert done.code == 1
    assert hashes(done.folder / "tables") == done.before
    assert read_batch(done.folder / "review.xlsx").problems == []


def test_what_the_pages_add_is_proposed_with_the_place_it_was_found_at(done: Done) -> None:
    proposals = sheet(done.folder, "signatories")
    letter = proposals[proposals.submission_id == "tccm-gdc"].set_index("organisation_id")
    assert letter["review: evidence"].to_dict() == {
        "access-now": "Access Now",
        "a19": "ARTICLE 19",
        "lldc": "Lake Lumen Digital Commons (LLDC)",
        "wmf": "Wikimedia Foundatoin",
    }
    assert set(letter.role) == {"signatory"}
    assert set(letter.source_url) == {done.site.address("/letter.html")}
    assert letter["review: score"]["access-now"] == "100"
    assert letter["review: matched name"]["wmf"] == "Wikimedia Foundation"
    assert letter["review: question"]["wmf"] == "is it this organisation?"
    signatories = pd.read_csv(done.folder / "tables" / "signatories.csv", dtype="str")
    assert "jpnic" in set(signatories.organisation_id[signatories.submission_id == "tccm-gdc"])
    pdf = proposals[proposals.submission_id == "foc-general"]
    assert len(pdf) == 12
    assert set(pdf["review: page"]) <= {"2", "3"}
    assert "sheet organisations" in set(pdf["review: question"]).pop()
    logos = proposals[proposals.submission_id == "unesco-unesco"]
    assert list(logos.organisation_id) == ["access-now", "a19"]

    organisations = sheet(done.folder, "organisations").set_index("organisation_id")
    assert (organisations.name["lldc"], organisations.short_name["lldc"]) == (
        "Lake Lumen Digital Commons",
        "LLDC",
    )
    assert len(organisations) == len(set(organisations.name))


def test_counts_dates_and_dead_links_are_proposed_in_rows_that_keep_all_else(
    done: Done,
) -> None:
    rows = sheet(done.folder, "submissions").set_index("submission_id")
    submissions = pd.read_csv(
        done.folder / "tables" / "submissions.csv", dtype="str", keep_default_na=False
    )
    submissions = submissions.set_index("submission_id")
    changes = {
        (identifier, column)
        for identifier in rows.index
        for column in submissions.columns
        if rows[column][identifier] != submissions[column][identifier]
    }
    assert changes == {
        ("tccm-gdc", "stated_signatory_count"),
        ("tccm-gdc", "submitted_on"),
        ("tccm-gdc", "date_precision"),
    }
    letter = rows.loc["tccm-gdc"]
    assert (letter.stated_signatory_count, letter.submitted_on) == ("24", "2025-10-03")
    source = f"in {done.site.address('/letter.html')}"
    assert (
        f"stated_signatory_count, before 19: “signed by 24” {source}" in letter["review: evidence"]
    )
    assert f"submitted_on, before 2025-10: “3 october 2025” {source}" in letter["review: evidence"]
    assert "is 24 the number of signatories?" in letter["review: question"]
    assert "is 2025-10-03 the date of the text?" in letter["review: question"]
    dead = rows.loc["5rights-gdc"]
    assert (
        f"source_url: {done.site.address('/gone')} is no longer there (404)"
        in dead["review: evidence"]
    )
    assert "Write another source_url" in dead["review: question"]
    assert "private" not in " ".join(rows["review: evidence"])


def test_the_report_has_named_of_stated_and_each_page_that_was_not_read(
    done: Done,
) -> None:
    report = (done.folder / "review.md").read_text(encoding="utf-8")
    lines = dict(
        re.findall(r"^\| ([a-z0-9-]+) \|.*?((?: \| \S*){4,5}) \| \d of \d \|$", report, re.M)
    )
    assert lines["foc-general"].split(" | ")[-4:] == ["40", "3", "12", "25"]
    assert lines["gdjf-hle-2025"].split(" | ")[-4:] == ["100", "0", "0", "100"]
    assert lines["tccm-gdc"].split(" | ")[-4:] == ["19", "2", "4", "13"]
    parts = {part.partition("\n")[0]: part for part in report.split("\n## ")}
    assert f"5rights-gdc: <{done.site.address('/gone')}> is no longer there" in parts["Dead links"]
    assert (
        f"gdjf-hle-2025: <{done.site.address('/private/list')}> must not be fetched"
        in parts["Refused"]
    )
    assert f"gdjf-hle-2025: <{done.site.address('/busy')}> answers 503" in parts["Unread"]
    assert parts["Kept"].count("sha256 ") == 5
    assert parts["Kept"].count("redirected to ") == 1
    summary = "8 pages of 5 texts: 5 read, 1 dead, 1 refused, 1 unread"
    assert summary in report
    assert summary in done.out
    assert "wsis20 check" in done.out
    assert done.err.count("gdjf-hle-2025") == 2


def test_only_the_wanted_texts_are_asked_for(tmp_path: Path, tables: Path, site: Site) -> None:
    run(tmp_path, tables, "--missing-signatories", "--stage", "gdc")
    expected = {"/robots.txt", "/page", "/letter.html", "/gone", "/moved", "/letter.docx"}
    assert set(site.paths()) == expected


def test_a_run_that_is_interrupted_goes_on_where_it_was(
    tmp_path: Path,
    tables: Path,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def interrupted(*_arguments: object, **_keywords: object) -> None:
        raise KeyboardInterrupt

    real = collect.fetch_into
    calls = iter([real, real, interrupted])
    monkeypatch.setattr(collect, "fetch_into", lambda *arguments: next(calls)(*arguments))
    assert run(tmp_path, tables, *IDS[:2]) == 2
    assert "Interrupted: nothing is written" in capsys.readouterr().err
    assert not (tmp_path / "review.xlsx").exists()
    monkeypatch.setattr(collect, "fetch_into", real)
    paths = set(site.paths()) - {"/robots.txt"}
    assert paths == {"/letter.html", "/page"}
    assert run(tmp_path, tables, *IDS[:2]) == 0
    for path in paths:
        assert site.paths().count(path) == 1


def not_found(host: str, _port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, f"{host} is not known")


def test_without_a_network_nothing_is_found_dead_kept_or_written(
    tmp_path: Path,
    tables: Path,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An office behind a proxy answers that no name is known, as if all sites were gone."""
    with monkeypatch.context() as offline:
        offline.setattr(web, "resolve", not_found)
        assert run(tmp_path, tables, *IDS) == 2
        output = capsys.readouterr().err
        assert "No site answered" in output
        assert "look whether this machine has the internet" in output.casefold()
        assert not list((tmp_path / "collected").rglob("*.json"))
        assert not (tmp_path / "review.xlsx").exists()
        assert not (tmp_path / "review.md").exists()
    assert run(tmp_path, tables, "tccm-gdc") in (0, 1)
    assert "/letter.html" in site.paths()
    for name in ("review.xlsx", "review.md"):
        (tmp_path / name).unlink(missing_ok=True)
    capsys.readouterr()
    monkeypatch.setattr(web, "resolve", not_found)
    # What was fetched is there; the rest is not found dead.
    assert run(tmp_path, tables, *IDS) == 1
    assert (
        "No site answered: look whether this machine has the internet." in capsys.readouterr().out
    )
    report = (tmp_path / "review.md").read_text(encoding="utf-8")
    assert "## Unread" in report
    assert "## Dead links" not in report


def test_what_was_found_dead_before_the_first_site_answered_is_kept(
    tmp_path: Path, tables: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where any site answers, a name that is not known is gone."""
    monkeypatch.setattr(
        web,
        "resolve",
        lambda host, port: (not_found if host == "gone.example" else sites.network_addresses)(
            host, port
        ),
    )
    submissions = tables / "submissions.csv"
    text = submissions.read_text(encoding="utf-8")
    address = "http://gone.example/page"
    submissions.write_text(text.replace(site.address("/page"), address), encoding="utf-8")
    assert run(tmp_path, tables, "tccm-gdc") == 1
    files = (tmp_path / "collected").rglob("*.json")
    records = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    assert {record["address"]: record["outcome"] for record in records} == {
        address: "dead",
        site.address("/letter.html"): "kept",
    }


def test_a_document_that_cannot_be_read_is_unread_and_the_others_go_on(
    tmp_path: Path, tables: Path, site: Site
) -> None:
    site.pages["/columns.pdf"] = sites.page(b"%PDF-1.7 broken")
    assert run(tmp_path, tables, "foc-general", "tccm-gdc") == 1
    report = (tmp_path / "review.md").read_text(encoding="utf-8")
    assert "## Unread" in report
    assert "is broken, or no PDF" in report
    assert "tccm-gdc" in set(sheet(tmp_path, "signatories").submission_id)


def test_where_nothing_is_proposed_there_is_a_report_and_no_workbook(
    tmp_path: Path, tables: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.pages["/logos"] = sites.page("<main><h1>A page without names</h1></main>")
    assert run(tmp_path, tables, "unesco-unesco") == 0
    assert not (tmp_path / "review.xlsx").exists()
    assert (tmp_path / "review.md").is_file()
    assert "Nothing is proposed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "Say which submissions"),
        (["nobody"], "There is no submission nobody"),
        (["--stage", "nowhere"], "No submission is of the stage nowhere: the stages are "),
        (["unesco-unesco", "--missing-signatories"], "No submission is of this kind"),
        (["--all", "--contact", "me (at) home"], "--contact is 'me (at) home', but must be"),
    ],
)
def test_wrong_usage_says_what_to_do_and_asks_nobody(
    options: list[str],
    message: str,
    tmp_path: Path,
    tables: Path,
    site: Site,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(tmp_path, tables, *options) == 2
    assert message in capsys.readouterr().err
    assert site.requests == []


def test_without_a_contact_it_says_what_to_set_and_stops(
    tmp_path: Path, tables: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tables / "settings.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.partition("\n")[2], encoding="utf-8")
    assert run(tmp_path, tables, "tccm-gdc") == 2
    assert (
        f'contact = "you@example.org" into {settings}, or give --contact' in capsys.readouterr().err
    )
    assert site.requests == []
    run(tmp_path, tables, "tccm-gdc", "--contact", "https://lumen.example/data")
    assert site.requests[0][1]["User-Agent"] == "wsis20-collect/1.0 (+https://lumen.example/data)"


@pytest.mark.parametrize("name", ["review.xlsx", "review.md"])
def test_what_is_there_is_not_overwritten(
    name: str, tmp_path: Path, tables: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    assert run(tmp_path, tables, "--all") == 2
    assert f"{name} is there already" in capsys.readouterr().err
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert site.requests == []


def test_a_reviewed_workbook_can_be_added(tmp_path: Path, tables: Path) -> None:
    run(tmp_path, tables, "tccm-gdc")
    book = openpyxl.load_workbook(tmp_path / "review.xlsx")
    organisations = book["organisations"]
    columns = {str(cell.value).removesuffix(" *"): cell.column for cell in organisations[1]}
    organisations.cell(2, columns["stakeholder_group"], "civil-society")
    organisations.cell(2, columns["scope"], "national")
    organisations.cell(2, columns["country_code"], "KEN")
    book.save(tmp_path / "review.xlsx")
    process = subprocess.run(
        [
            sys.executable,
            "-m",
            "intake.add",
            str(tmp_path / "review.xlsx"),
            "--yes",
            "--source",
            str(tables),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stdout + process.stderr
    signatories = pd.read_csv(tables / "signatories.csv", dtype="str")
    assert {"access-now", "a19", "lldc", "wmf"} <= set(
        signatories.organisation_id[signatories.submission_id == "tccm-gdc"]
    )


def test_the_help_names_the_options_and_exit_codes() -> None:
    process = subprocess.run(
        [sys.executable, "-m", "intake.collect", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0
    for option in ("--missing-signatories", "--stage", "--contact", "--allow-host", "--kept"):
        assert option in process.stdout
    assert "Exit codes:\n  0  written" in process.stdout
