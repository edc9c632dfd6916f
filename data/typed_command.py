"""How a command of the dashboard is typed: `wsis20 check` where it is installed, `python -m data.check` elsewhere."""

import shlex
import sys
from pathlib import Path

from data.settings import comes_with_the_dashboard

PROGRAM = "wsis20"
"""The command that the installed package has."""


def typed_command(module: str, python: str = "python") -> str:
    """What a user types to run ``module``: by the command wsis20 if that is running, else by ``python``."""
    if Path(sys.argv[0]).stem == PROGRAM:
        return f"{PROGRAM} {module.rpartition('.')[2]}"
    return f"{python} -m {module}"


def source_option(source: Path) -> str:
    """What a command must be given to work in the folder ``source``; empty for the tables of the dashboard itself."""
    if comes_with_the_dashboard(source):
        return ""
    return f" --source {shlex.quote(str(source))}"


def remedy(module: str) -> str:
    """The same for a message that says what to type next, in the folder of the project."""
    return typed_command(module, python=".venv/bin/python")
