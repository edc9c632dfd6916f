"""A filter is one row of a table, and so is a page: a copy of the dashboard with a row more has it everywhere."""

import json
import os
import subprocess
import sys

import pytest

from data.settings import data_set
from tests.server.running import ROOT, copy_of_application

FIRST = "    organisation: tuple[str, ...] = _filter(\n"
FILTER = """    scope: tuple[str, ...] = _filter(
        "signatory",
        label=N_("Scope"),
        meaning=N_("Scope of an author or signatory"),
        column="scope",
        sql="organisation_key IN (SELECT organisation_key FROM organisations WHERE scope IN $filter_scope)",
        source="{rows} JOIN organisations USING (organisation_key)",
        bar=19,
        options=values_of("scope", "organisations"),
    )
"""
PAGE = """    for page in (
        Page(
            "regions",
            N_("Regions of the world"),
            N_("The regions."),
            group="who",
            heading_msgid=N_("Which regions take part?"),
            found_by_msgid=N_("continents, hemispheres"),
        ),
"""
ASKING = """
import json
from cards import organisation
from cards.query import Context
from cards.titles import heading_of
from finding.found import find
from i18n import filter_options, labels, page_menu, routes
from queries import Filters, count_rows
from queries import language
from i18n.languages import Language

def found(words):
    return [(group.kind, hit.id) for group in find(words).groups for hit in group.hits]

def of_jpnic(filters):
    page = Context.on(routes.PAGES["organisation"], filters, {})
    return int(organisation.of(page, "jpnic").row.submissions)

with language.using(Language("fr", in_address=True)):
    french = filter_options.option_labels()["scope"]["national"]
chosen = Filters(scope=("international",))
print(json.dumps({
    "labels": filter_options.option_labels()["scope"],
    "french": french,
    "counted": len(filter_options.counts(Filters(), "more")["scope"]),
    "narrows": count_rows("submissions", chosen) < count_rows("submissions", Filters()),
    "organisation": [of_jpnic(Filters()), of_jpnic(chosen)],
    "found": found("national"),
    "title": found("Regions of the world"),
    "words": found("hemispheres"),
    "heading": heading_of("regions", Context.on(routes.PAGES["regions"], Filters(), {})),
    "menu": [page.name for page in page_menu.grouped()["who"]],
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a copy with a row more in both tables says of the new filter and the new page."""
    copy = copy_of_application(tmp_path_factory.mktemp("rows"))
    for name, old, new in (
        ("queries/filters.py", FIRST, FILTER + FIRST),
        ("i18n/routes.py", "    for page in (\n", PAGE),
    ):
        path = copy / name
        code = path.read_text(encoding="utf-8")
        assert old in code
        path.write_text(code.replace(old, new, 1), encoding="utf-8")
    (copy / "pages" / "regions.py").write_text("", encoding="utf-8")
    (copy / "locales").symlink_to(ROOT / "locales")
    process = subprocess.run(
        [sys.executable, "-c", ASKING],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "DASHBOARD_DATABASE": str(data_set().database)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    output: dict[str, object] = json.loads(process.stdout)
    return output


def test_a_new_filter_has_its_labels_in_every_language_and_narrows(told: dict[str, object]) -> None:
    assert told["labels"] == {
        "international": "International organisation",
        "national": "National organisation",
        "regional": "Regional organisation",
    }
    assert told["french"] == "Organisation nationale"
    assert told["counted"] == 3
    assert told["narrows"]
    assert ["scope", "national"] in told["found"]


def test_a_new_filter_of_organisations_does_not_empty_the_page_of_one(
    told: dict[str, object],
) -> None:
    total, narrowed = told["organisation"]
    assert narrowed == total > 0


def test_a_new_page_is_found_by_its_title_and_by_its_words(told: dict[str, object]) -> None:
    assert ["page", "regions"] in told["title"]
    assert told["words"] == [["page", "regions"]]
    assert told["heading"] == "Which regions take part?"
    assert "regions" in told["menu"]
