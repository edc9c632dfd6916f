"""Tests share helpers, never each other: pytest may run any test module without the others."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
MODULES = sorted(
    path
    for folder in (TESTS, TESTS.parent / "intake" / "tests")
    for path in folder.rglob("test_*.py")
)


def imported(code: str) -> set[str]:
    """The names of all modules that code may import, at its top or within a function."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in MODULES}), ids=lambda folder: folder.name
)
def test_no_module_imports_a_test_module(folder: Path) -> None:
    tests = {path.stem for path in MODULES}
    assert [
        (path.name, module)
        for path in sorted(folder.glob("*.py"))
        for module in sorted(imported(path.read_text(encoding="utf-8")))
        if module.startswith(("tests.", "intake.tests.", ".")) and tests & set(module.split("."))
    ] == []
