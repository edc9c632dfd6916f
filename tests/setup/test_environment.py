"""What `make` says on machines that lack something, played with stand-ins for Python."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.running import ROOT

SHELL = shutil.which("sh") or "/bin/sh"
WITHOUT_VENV = 'case "$2" in *ensurepip*) exit 1;; esac'
TOO_OLD = "exit 1"
COMPLETE = 'echo "$0 $*" >> calls'


INSTALLING = """
case "$*" in
    *"-m venv"*) /bin/mkdir -p .venv/bin && /bin/cp "$0" .venv/bin/python ;;
    *"pip install"*) echo "$*" >> calls; {fails} ;;
esac
"""
"""A Python that makes an environment; `fails` is what it does to install."""

UNREACHABLE = """
echo "WARNING: Retrying after connection broken by 'NewConnectionError'" >&2
echo "ERROR: Could not find a version that satisfies the requirement altair==6.3.0 (from versions: none)" >&2
exit 1
"""
"""What pip says if it reaches no index."""


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
    process = run(tmp_path)
    assert process.returncode != 0
    assert process.stderr == (
        "Python 3.11 or newer is missing: apt-get install python3 python3-venv\n"
    )


def test_a_python_that_is_too_old_counts_as_none(tmp_path: Path) -> None:
    process = run(tmp_path, python3=TOO_OLD)
    assert process.stderr.startswith("Python 3.11 or newer is missing")


def test_a_python_without_venv_is_told_so_in_one_line(tmp_path: Path) -> None:
    process = run(tmp_path, python3=WITHOUT_VENV)
    assert process.returncode != 0
    assert process.stderr == "python3-venv is missing: apt-get install python3-venv\n"


def test_the_first_python_that_can_make_an_environment_is_taken(tmp_path: Path) -> None:
    run(tmp_path, python3_11=WITHOUT_VENV, python3_12=COMPLETE, python3=COMPLETE)
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert all("python3.12 " in call for call in calls)
    assert calls[-1].endswith("-m venv --clear .venv")


def test_pip_is_renewed_before_anything_is_installed_and_takes_only_what_is_locked(
    tmp_path: Path,
) -> None:
    process = run(tmp_path, python3=INSTALLING.format(fails=":"))
    assert (process.returncode, process.stderr) == (0, "")
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert [call.rpartition("-r ")[2] for call in calls] == [
        "requirements-pip.txt",
        "requirements.txt",
    ]
    assert all("--require-hashes" in call for call in calls)


def test_a_machine_without_a_network_is_told_so_in_one_line(tmp_path: Path) -> None:
    process = run(tmp_path, python3=INSTALLING.format(fails=UNREACHABLE))
    assert process.returncode != 0
    assert process.stderr == (
        "There is no network to fetch packages by: run make wheels on a machine with a network, of the same system "
        "and Python, and copy its folder build/wheels to here\n"
    )


def test_what_pip_says_of_another_failure_is_not_hidden(tmp_path: Path) -> None:
    process = run(
        tmp_path, python3=INSTALLING.format(fails="echo 'ERROR: hashes differ' >&2; exit 1")
    )
    assert process.returncode != 0
    assert process.stderr == "ERROR: hashes differ\n"


def test_packages_come_from_the_folder_of_wheels_without_a_network(tmp_path: Path) -> None:
    (tmp_path / "build" / "wheels").mkdir(parents=True)
    online = f'case "$*" in *--no-index*) ;; *) {UNREACHABLE} ;; esac'
    process = run(tmp_path, python3=INSTALLING.format(fails=online))
    assert (process.returncode, process.stderr) == (0, "")
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert len(calls) == 2
    assert all("--no-index --find-links build/wheels" in call for call in calls)


@pytest.mark.parametrize("needed", [True, False])
def test_an_old_setuptools_stays_only_where_a_package_needs_it(
    needed: bool, tmp_path: Path
) -> None:
    """In an environment whose pip only notes what it is asked."""
    environment = tmp_path / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    (site,) = environment.glob("lib/python*/site-packages")
    for name, requires in (
        ("setuptools", ""),
        ("one", "Requires-Dist: setuptools\n" if needed else ""),
        ("other", "Requires-Dist: setuptools; extra == 'docs'\n"),
    ):
        information = site / f"{name}-1.0.dist-info"
        information.mkdir()
        text = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{requires}"
        (information / "METADATA").write_text(text, encoding="utf-8")
    pip = site / "pip"
    pip.mkdir()
    (pip / "__init__.py").touch()
    (pip / "__main__.py").write_text("import sys\nprint(sys.argv[1:], file=open('calls', 'a'))\n")
    process = run(tmp_path)
    assert (process.returncode, process.stderr) == (0, "")
    calls = (tmp_path / "calls").read_text(encoding="utf-8")
    assert ("'uninstall'" in calls) is not needed
