"""The version of the code, for programs and `wsis20 --version`."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path

NAME = "wsis20-dashboard"
"""The name of the installed package."""

ROOT = Path(__file__).parents[1]

UNKNOWN = "unknown"
"""The version of code that somebody copied without pyproject.toml."""

PATIENCE = 10
"""Seconds that git may take."""


def installed() -> bool:
    """Whether this code is that of an installed package, not of a folder with the whole project."""
    return not (ROOT / "pyproject.toml").is_file()


def install_line(extra: str) -> str:
    """What to type to install the packages that the ``extra`` of the package needs: intake or spark."""
    if installed():
        return f"pip install '.[{extra}]' (in the folder of the project)"
    return f".venv/bin/python -m pip install -r requirements-{extra}.txt"


@cache
def code_version() -> str:
    """The version of the code.

    For an installed package, the version of the package; else the nearest tag of git, or the commit if there is no tag.
    Without a history, as in an archive, the version in pyproject.toml.
    """
    if installed():
        try:
            return metadata.version(NAME)
        except metadata.PackageNotFoundError:
            return UNKNOWN
    if description := _described():
        return description
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def _described() -> str:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return ""
    try:
        process = subprocess.run(  # noqa: S603 - git of this machine, with words of ours
            [git, "describe", "--tags", "--always"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return process.stdout.strip() if process.returncode == 0 else ""
