"""Schemathesis asks the real server, from the server's own description: all checks, right requests and wrong ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries import FILTERS
from tests.server.running import ROOT, Server, serving

pytestmark = pytest.mark.slow

FEW = ("theme",)

SECONDS = 300
"""A run takes a tenth of it; this keeps one that hangs from going on for ever."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The dashboard, for as many requests as there come."""
    with serving(DASHBOARD_API_RATE="100000/second") as running:
        yield running


@pytest.fixture(scope="module")
def document(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's OpenAPI document."""
    path = tmp_path_factory.mktemp("schemathesis") / "openapi.json"
    path.write_bytes(server.get("/api/v1/openapi.json").body)
    return path


def run(server: Server, document: Path, *options: str) -> None:
    """Fail, with all that schemathesis says, if it finds an answer beside the document."""
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", str(document)]
    process = subprocess.run(
        [*command, f"--url={server.url}/api/v1", "--seed=1", "--continue-on-failure", *options],
        cwd=document.parent,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SCHEMATHESIS_HOOKS": "tests.api.beyond_schemas",
        },
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert process.returncode == 0, process.stdout[-20_000:] + process.stderr[-2_000:]
    assert "No issues found" in process.stdout, process.stdout[-20_000:]


def test_every_path_answers_as_its_description_says(server: Server, document: Path) -> None:
    few = ("--phases=examples,fuzzing", "--max-examples=2", "--workers=2")
    run(server, document, "--include-method=GET", *few)


def test_every_boundary_of_every_parameter_is_kept(
    server: Server, document: Path, tmp_path: Path
) -> None:
    """Of one question with every kind of parameter, of a table, and of what stands by itself.

    Filters are all read alike, so one of them is enough.
    """
    description = json.loads(document.read_text(encoding="utf-8"))
    left_out = [f"#/components/parameters/{name}" for name in FILTERS if name not in FEW]
    path_item = description["paths"]["/comparison_claims.{format}"]
    path_item["parameters"] = [
        parameter for parameter in path_item["parameters"] if parameter.get("$ref") not in left_out
    ]
    shorter = tmp_path / "openapi.json"
    shorter.write_text(json.dumps(description), encoding="utf-8")
    names = ("comparison_claims", "table_points", "index", "health", "docs")
    options = [f"--include-operation-id={name}" for name in names]
    run(server, shorter, *options, "--max-examples=10", "--workers=2")


def test_nothing_that_was_asked_ended_in_an_error_of_the_server(server: Server) -> None:
    assert "Traceback" not in server.log
    assert "The data API failed" not in server.log
