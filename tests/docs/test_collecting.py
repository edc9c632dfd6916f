"""The commands of docs/collecting.md do what it says, typed as they stand, against a site on this machine."""

import re
import shlex
from pathlib import Path

import openpyxl
import pytest

from data.settings import using
from intake.collecting import addresses, web
from intake.tests.collecting import consultation, measure
from intake.tests.collecting import site as sites
from intake.tests.collecting.site import served
from web import command_line

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "collecting.md").read_text(encoding="utf-8")
WORDS = " ".join(TEXT.split())
COMMANDS = re.findall(r"^ +wsis20 (.+)$", TEXT, re.MULTILINE)


def typed(command: str) -> int:
    """The exit code of a command of the guide."""
    return command_line.main(shlex.split(command))


def mend(workbook: Path) -> None:
    """Do what a person does: write group, scope and country of new organisations, and leave out what is not wanted."""
    book = openpyxl.load_workbook(workbook)
    sheet = book["organisations"]
    columns = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1] if cell.value}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            sheet.cell(row, columns["stakeholder_group"], "civil-society")
            sheet.cell(row, columns["scope"], "national")
            sheet.cell(row, columns["country_code"], "KEN")
    book.save(workbook)


@pytest.mark.slow
def test_every_command_of_the_guide_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(web, "INTERVAL", 0.0)
    monkeypatch.setattr(web, "resolve", sites.network_addresses)
    monkeypatch.chdir(tmp_path)
    first, checked, added, two, stage, all_, own_command = COMMANDS
    with served() as site:
        (tmp_path / "made").mkdir()
        consultation.fill(site, tmp_path / "made")
        tables = consultation.made(tmp_path / "data", site)
        with using(source=tables):
            assert typed(own_command) == 0, "only with --allow-host, a private address is asked"
            monkeypatch.setattr(addresses, "is_public", lambda _address: True)
            assert typed(first) == 1
            assert typed(checked) == 1, "group and country are left to the person"
            mend(tmp_path / "collected.xlsx")
            assert typed(checked) == 0, capsys.readouterr().out
            assert typed(f"{added} --yes") == 0
            assert typed(two) == 0
            assert typed(stage) == 1
            assert typed(all_) == 1
    names = {path.name for path in tmp_path.iterdir() if path.suffix in (".xlsx", ".md")}
    assert {"collected.xlsx", "collected.md", "own.xlsx", "two.md", "stage.md", "all.md"} <= names
    assert "a19" in (tables / "signatories.csv").read_text(encoding="utf-8")
    assert f"-m {measure.__name__}\n" in TEXT
