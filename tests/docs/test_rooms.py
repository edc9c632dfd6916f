"""The rooms of the house import each other only as the design's arrows point."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.rooms import MAY_IMPORT, modules_of

ROOT = Path(__file__).parents[2]
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")


def imports(room: str) -> Iterator[tuple[str, str]]:
    """File of the room -> a module of another room that it imports, at its top or within a function."""
    for path in modules_of(room):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{path.name} imports relatively"
                modules = [
                    f"{node.module}.{alias.name}"
                    if _is_module(node.module, alias.name)
                    else str(node.module)
                    for alias in node.names
                ]
            else:
                continue
            for module in modules:
                if module.partition(".")[0] in {*MAY_IMPORT, "dashboard", "tests", "tools"}:
                    yield path.name, module


def _is_module(room: str | None, name: str) -> bool:
    return (ROOT / str(room) / f"{name}.py").exists()


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_where_an_arrow_leads(room: str) -> None:
    allowed = {room, *MAY_IMPORT[room]}
    imported = list(imports(room))
    assert imported
    assert [
        (file, module) for file, module in imported if module.partition(".")[0] not in allowed
    ] == []


@pytest.mark.parametrize(
    "room", ["cards", "charts", "markup", "pictures", "finding", "exports", "queries"]
)
def test_what_is_also_used_beside_streamlit_imports_nothing_of_it(room: str) -> None:
    for path in modules_of(room):
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(import|from) streamlit\b", code, re.MULTILINE), path.name


def test_no_arrow_leads_back() -> None:
    assert not [
        (room, other)
        for room in MAY_IMPORT
        for other in MAY_IMPORT[room]
        if room in MAY_IMPORT[other]
    ]


def test_the_code_asks_the_settings_which_data_set_it_serves() -> None:
    mentions = [
        f"{path.relative_to(ROOT)}: {alias.name}"
        for room in MAY_IMPORT
        for path in modules_of(room)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "data"
        for alias in node.names
        if alias.name in {"SOURCE", "DATABASE"}
    ]
    assert mentions == ["data/settings.py: DATABASE", "data/settings.py: SOURCE"]
