"""Clients that two generators make of the OpenAPI document read a row of every query and table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from queries import ask, questions
from tests.api import readers
from tests.api.serving import front_door, on_socket
from tests.server.running import ROOT
from web.api.catalogue import example

pytestmark = pytest.mark.slow

READING = ROOT / "tests" / "api" / "reading_rows.py"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a running data API."""
    with on_socket(front_door()) as port:
        yield f"http://localhost:{port}/api/v1"


@pytest.fixture(scope="module")
def document(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The OpenAPI document that it gives."""
    path = tmp_path_factory.mktemp("document") / "openapi.json"
    with urlopen(f"{address}/openapi.json", timeout=60) as response:
        path.write_bytes(response.read())
    return path


def operations() -> list[tuple[str, str | None, dict[str, list[str]]]]:
    """Name of an operation, its table if it gives one, parameters with which it has a row."""
    tables = [(f"table_{name}", name, {}) for name in ask("tables").table_name]
    return [(name, None, example(question)) for name, question in questions().items()] + tables


def read(kind: str, folder: Path, address: str) -> None:
    """Fail unless what is generated in ``folder`` reads a row of every query and table."""
    output = readers.run("python", READING, kind, folder, address, given=json.dumps(operations()))
    assert output.strip() == str(len(operations()))


def test_openapi_python_client_makes_a_client_that_reads_every_answer(
    address: str, document: Path, tmp_path: Path
) -> None:
    client = tmp_path / "client"
    output = readers.run(
        *("openapi-python-client", "generate", "--meta", "none"),
        *("--path", document, "--output-path", client),
    )
    assert "Unable to process schema" not in output
    read("client", tmp_path, address)


def test_datamodel_codegen_makes_classes_that_read_every_answer(
    address: str, document: Path, tmp_path: Path
) -> None:
    readers.run(
        *("datamodel-codegen", "--input-file-type", "openapi", "--formatters", "builtin"),
        *("--output-model-type", "pydantic_v2.BaseModel"),
        *("--input", document, "--output", tmp_path / "models.py"),
    )
    read("models", tmp_path, address)
