"""The guide for whoever hosts it quotes what the code says, all of it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from data.build import FAILURES
from queries.engines.duckdb_engine import REMEDIES
from web.command_line import COMMANDS

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "when-it-fails.md").read_text(encoding="utf-8")
ROOMS = ("data", "intake", "queries", "i18n", "web")


def code_texts() -> str:
    """Every text in the code of the rooms that answer, word, build or take in; what is put into it left out."""
    texts = []
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.append(node.value)
    return "\n".join(texts)


def signs() -> list[str]:
    cells = re.findall(r"^\| ([^|]+) \|", GUIDE, re.MULTILINE)
    return [sign for cell in cells for sign in re.findall(r"`([^`]+)`", cell)]


def test_every_sign_is_what_the_code_says() -> None:
    code = code_texts()
    assert len(signs()) > 20
    assert [sign for sign in signs() if sign not in code] == []


def test_every_cause_that_the_code_can_tell_is_in_the_guide() -> None:
    listed = signs()
    for message in (*REMEDIES.values(), *FAILURES.values()):
        assert any(sign in message for sign in listed), message


def test_every_command_of_the_guide_is_there() -> None:
    commands = set(re.findall(r"`wsis20 ([a-z-]+)", GUIDE))
    assert commands
    assert commands <= set(COMMANDS)
