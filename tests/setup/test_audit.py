"""`make audit` says what is known of the packages, and says so where it was not checked."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import audit

SAFE = {"name": "babel", "version": "2.18.0", "vulns": []}
WEAK = {"name": "lxml", "version": "6.1.3", "vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}
UNKNOWN = {"name": "altair", "skip_reason": "Dependency not found on PyPI"}


def program(folder: Path, **answers: object) -> str:
    """A stand-in for pip-audit: database -> the packages that it answers with; the others cannot be reached."""
    file = folder / "pip-audit"
    cases = "\n".join(
        f"    {name}) echo '{json.dumps({'dependencies': packages, 'fixes': []})}' ;;"
        for name, packages in answers.items()
    )
    failing = "    *) echo 'ConnectionError' >&2; exit 1 ;;"
    file.write_text(f'#!/bin/sh\ncase "$2" in\n{cases}\n{failing}\nesac\n', encoding="utf-8")
    file.chmod(0o755)
    return str(file)


def test_weaknesses_are_named_and_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main(program(tmp_path, pypi=[SAFE, WEAK])) == 1
    assert capsys.readouterr().out == (
        "lxml 6.1.3: PYSEC-1, PYSEC-2\n"
        "requirements.txt and requirements-intake.txt: 2 packages checked by pypi, 1 with known weaknesses.\n"
    )


def test_another_database_is_asked_where_the_first_knows_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main(program(tmp_path, pypi=[UNKNOWN], osv=[SAFE])) == 0
    assert "1 packages checked by osv, 0 with" in capsys.readouterr().out


@pytest.mark.parametrize("answers", [{}, {"pypi": [UNKNOWN], "osv": [UNKNOWN]}])
def test_what_no_database_knows_is_not_called_safe(
    answers: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main(program(tmp_path, **answers)) == 2
    output = capsys.readouterr().out
    assert "not checked" in output
    assert output.count("\n") == 1


def test_what_was_not_checked_fails_make(tmp_path: Path) -> None:
    """A run by a machine takes all else for a pass; make itself ends with 2 and names the command's code."""
    root = Path(__file__).parents[2]
    (recipe,) = re.findall(r"^audit: .*\n\t@(.*)$", (root / "Makefile").read_text("utf-8"), re.M)
    line = recipe.replace("$(PYTHON)", sys.executable)
    command = line.replace("build/audit/bin/pip-audit", program(tmp_path))
    assert subprocess.run(command, shell=True, cwd=root, check=False).returncode == 2
    contributing = (root / "CONTRIBUTING.md").read_text("utf-8")
    assert (
        "make says `Error 1` if there are some, `Error 2` if no database could be asked"
        in contributing
    )
