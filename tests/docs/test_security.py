"""What SECURITY.md names is there, and security.txt is one that programs can read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from data.settings import served
from i18n import dataset_texts
from web import security_txt

ROOT = Path(__file__).parents[2]
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def threats() -> list[list[str]]:
    """The rows of the threat model."""
    table = SECURITY.partition("|---|---|---|---|\n")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()]


def test_every_line_of_the_threat_model_names_tests_that_exist() -> None:
    rows = threats()
    assert {"readers", "data", "host", "supply chain"} <= set(
        re.findall(r"\*\*([\w ]+)\*\*", " ".join(row[1] for row in rows))
    )
    for row in rows:
        tests = re.findall(r"`((?:intake/)?tests/[\w/]+\.py)`", row[3])
        assert tests, row
        for path in tests:
            code = (ROOT / path).read_text(encoding="utf-8")
            assert re.search(r"^ *(async )?def test_", code, re.MULTILINE), path


@pytest.fixture
def site() -> TestClient:
    return TestClient(Starlette(routes=dashboard.routes), base_url="https://wsis.example")


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("desk@lumen.example", "mailto:desk@lumen.example"),
        ("https://lumen.example/desk", "https://lumen.example/desk"),
    ],
)
def test_security_txt_has_the_contact_and_a_day_within_a_year(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, contact: str, told: str
) -> None:
    settings = replace(served(), contact=contact)
    monkeypatch.setattr(dataset_texts, "served", lambda: settings)
    response = site.get("/.well-known/security.txt")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    fields = dict(re.findall(r"^([A-Z][\w-]*): (\S+)$", response.text, re.MULTILINE))
    assert fields["Contact"] == told
    assert fields["Canonical"] == f"https://wsis.example{security_txt.PATH}"
    remaining = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=90) < remaining < timedelta(days=365)


@pytest.mark.parametrize("contact", ["", "http://lumen.example/desk"])
def test_without_a_contact_that_may_stand_in_it_there_is_no_security_txt(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, contact: str
) -> None:
    settings = replace(served(), contact=contact)
    monkeypatch.setattr(dataset_texts, "served", lambda: settings)
    assert site.get("/.well-known/security.txt").status_code == 404
