"""What `make` says on machines that lack something, played with stand-ins for Python."""

import shutil
import subprocess
from pathlib import Path

from tests.server.running import ROOT

SHELL = shutil.which("sh") or "/bin/sh"
WITHOUT_VENV = 'case "$2" in *ensurepip*) exit 1;; esac'
TOO_OLD = "exit 1"
COMPLETE = 'echo "$0 $*" >> calls'


def run(folder: Path, **pythons: str) -> subprocess.CompletedProcess[str]:
    """Run tools/environment.sh in ``folder`` where only these commands exist (name -> script)."""
    commands = folder / "commands"
    commands.mkdir()
    for name, script in pythons.items():
        command = commands / name.replace("_", ".")
        command.write_text(f"#!{SHELL}\n{script}\n", encoding="utf-8")
        command.chmod(0o755)
    return subprocess.run(
        [SHELL, str(ROOT / "tools" / "environment.sh"), "requirements.txt"],
        cwd=folder,
        env={"PATH": str(commands)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_machine_without_python_is_told_so_in_one_line(tmp_path: Path) -> None:
    said = run(tmp_path)
    assert said.returncode != 0
    assert said.stderr == (
        "Python 3.11 or newer is missing: apt-get install python3 python3-venv\n"
    )


def test_a_python_that_is_too_old_counts_as_none(tmp_path: Path) -> None:
    said = run(tmp_path, python3=TOO_OLD)
    assert said.stderr.startswith("Python 3.11 or newer is missing")


def test_a_python_without_venv_is_told_so_in_one_line(tmp_path: Path) -> None:
    said = run(tmp_path, python3=WITHOUT_VENV)
    assert said.returncode != 0
    assert said.stderr == "python3-venv is missing: apt-get install python3-venv\n"


def test_the_first_python_that_can_make_an_environment_is_taken(tmp_path: Path) -> None:
    run(tmp_path, python3_11=WITHOUT_VENV, python3_12=COMPLETE, python3=COMPLETE)
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert all("python3.12 " in call for call in calls)
    assert calls[-1].endswith("-m venv --clear .venv")
