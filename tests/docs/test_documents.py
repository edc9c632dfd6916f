"""What the documents say is what the project does."""

import csv
import re
from dataclasses import fields
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from data.settings import VARIABLES
from i18n import routes
from tests.docs.rooms import MAY_IMPORT
from tools.words import ROOMS, TEMPLATE, collected, guides
from web.settings import Settings, variable

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
HOSTING = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
DOCUMENTS = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "data" / "CODEBOOK.md",
    *(ROOT / name for name in ("SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")),
]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def rows(table: str) -> int:
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def test_the_readme_counts_what_the_tables_hold() -> None:
    for table, words in (
        ("submissions", "submissions"),
        ("organisations", "\norganisations"),
        ("points", "points"),
    ):
        assert re.search(rf"\b{rows(table):,}\s+{words.strip()}", README), table


def test_every_command_of_the_documents_can_be_made_and_every_one_that_can_is_there() -> None:
    in_readme, others = (
        set(re.findall(r"(?:`|^    )make ([a-z-]+)", text, re.MULTILINE))
        for text in (README, CONTRIBUTING)
    )
    targets = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
    assert {"run", "test"} <= in_readme
    assert in_readme | others == targets - {"help"}


def test_readme_and_design_are_short() -> None:
    assert len(README.splitlines()) <= 60
    assert len(DESIGN.splitlines()) <= 120


def test_the_guides_name_the_pages_of_the_menu_in_order() -> None:
    titles = [page.title for page in routes.PAGES.values() if page.in_menu]
    table = GUIDES.partition("| page | what it holds |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| (\w[^|]*?) \|", table, re.MULTILINE) == titles
    assert guides() == GUIDES, "run `make words`"


def links(document: Path) -> list[tuple[str, str]]:
    """The file and the heading of each link that stays in the project; either may be empty."""
    text = document.read_text(encoding="utf-8")
    return re.findall(r"\]\((?!http)([^)#]*)#?([^)]*)\)", text)


def headings(document: Path) -> set[str]:
    """The headings of a document as links name them."""
    titles = re.findall(r"^#+ (.+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_a_document_links_to_is_there(document: Path) -> None:
    for file, heading in links(document):
        target = document.parent / file if file else document
        assert target.exists(), file
        assert not heading or heading in headings(target), heading


def test_the_design_describes_every_room_and_no_other() -> None:
    table = DESIGN.partition("| room | what is in it |")[2].partition("\n\n")[0]
    described_rooms = set(re.findall(r"^\| `(\w+)/` \|", table, re.MULTILINE))
    rooms = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir()
        and not path.name.startswith((".", "__"))
        and path.name not in ("build", "docs")
    }
    assert described_rooms == rooms


def test_the_guide_to_hosting_has_every_setting_with_its_default_and_meaning() -> None:
    table = HOSTING.partition("| environment variable | default | what it sets |")[2]
    lines = table.partition("\n\n")[0].strip().splitlines()[1:]
    table_rows = [[cell.strip(" `") for cell in line.strip("|").split(" | ")] for line in lines]
    assert table_rows == [[name, "empty", meaning] for name, meaning in VARIABLES.items()] + [
        [variable(field.name), str(field.default) or "empty", field.metadata["meaning"]]
        for field in fields(Settings)
    ]


def test_the_addresses_that_the_documents_name_are_there() -> None:
    cells = re.findall(r"^\| (`/.*?) \|", README + DATA, re.MULTILINE)
    addresses = {address for cell in cells for address in re.findall(r"`(/[^`]+)`", cell)}
    assert len(addresses) > 8
    app = Starlette(routes=dashboard.routes)
    with TestClient(app) as client:
        for address in addresses:
            if "embed=true" not in address:
                assert client.get(address).status_code == 200, address


def test_the_codebook_and_the_settings_name_the_same_release() -> None:
    codebook = (ROOT / "data" / "CODEBOOK.md").read_text(encoding="utf-8")
    settings = (ROOT / "data" / "settings.toml").read_text(encoding="utf-8")
    release = re.search(r'^release = "([^"]+)"', settings, re.MULTILINE)
    assert release
    assert f"(release {release[1]})" in codebook


def test_the_words_for_translators_are_those_in_the_code() -> None:
    with TEMPLATE.open("rb") as file:
        message_ids = {message.id for message in read_po(file)}
    assert message_ids
    assert TEMPLATE.read_bytes() == collected(), "run `make words`"


def test_words_are_collected_from_every_room_that_translates_any() -> None:
    translating = {
        room
        for room in MAY_IMPORT
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"(?<!\w)(_|N_|Nn_|ngettext)\(", path.read_text(encoding="utf-8"))
    }
    assert translating == set(ROOMS)


def test_no_document_names_a_licence_nobody_has_chosen() -> None:
    assert not list(ROOT.glob("LICEN[CS]E*"))
