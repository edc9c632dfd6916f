"""Windows and macOS, played: the project's code does without what only Linux has."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.running import ROOT

LUMEN = ROOT / "tests" / "consultation" / "lake-lumen"

PLAYED = """
import builtins, importlib, os, pkgutil, sys
from pathlib import Path

root, hidden, system = sys.argv[1], set(sys.argv[2].split(",")), sys.argv[3]
ours = [str(path) for path in Path(root).iterdir() if path.is_dir() and path.name != ".venv"]
real_import, real_open = builtins.__import__, os.open


def import_(name, globals=None, locals=None, fromlist=(), level=0):
    asking = str((globals or {}).get("__file__", ""))
    if name.partition(".")[0] in hidden and asking.startswith(tuple(ours)):
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return real_import(name, globals, locals, fromlist, level)


def open_(path, flags, *given, **named):
    asking = sys._getframe(1).f_code.co_filename
    if asking.startswith(tuple(ours)) and os.path.isdir(path):
        raise PermissionError(13, "Permission denied", str(path))
    return real_open(path, flags, *given, **named)


builtins.__import__ = import_
rooms = ("data", "intake", "queries", "i18n", "finding", "charts", "cards", "markup", "pictures", "exports", "web")
for room in (*rooms, "components"):
    for module in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
        if not module.name.endswith("__main__") and not module.name.startswith("intake.tests"):
            importlib.import_module(module.name)

from data import build
from intake import add, check
from web import serve



class System:
    platform = system

    def __getattr__(self, name):
        return getattr(sys, name)


for module in list(sys.modules.values()):
    if str(getattr(module, "__file__", "")).startswith(tuple(ours)) and hasattr(module, "sys"):
        module.sys = System()
if system == "win32":
    os.open = open_
serve.raise_open_files_limit()
source, target, batch = sys.argv[4:]
assert check.main(["--source", source]) == 0
assert add.main([batch, "--yes", "--source", source]) == 0
assert build.main(["--source", source, "--target", target]) == 0
"""
"""Arguments: the project's folder, modules that are not there, sys.platform, the tables, the database, a batch."""

SYSTEMS = {
    "win32": "fcntl,grp,pwd,pty,resource,syslog,termios,uvloop",
    "darwin": "uvloop",
}
"""sys.platform -> modules that the project may not need there."""


@pytest.mark.parametrize("system", SYSTEMS)
def test_tables_are_checked_added_to_and_built(tmp_path: Path, system: str) -> None:
    source = Path(shutil.copytree(LUMEN, tmp_path / "data"))
    header, row, *_others = (LUMEN / "organisations.csv").read_text("utf-8").splitlines()
    name = row.split(",")[1]
    batch = tmp_path / "organisations.csv"
    batch.write_text(f"{header}\n{row.replace(name, 'Another name', 1)}\n", encoding="utf-8")
    database = tmp_path / "built.duckdb"
    process = subprocess.run(
        [
            *(sys.executable, "-c", PLAYED, str(ROOT), SYSTEMS[system], system),
            *(str(source), str(database), str(batch)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stdout + process.stderr
    assert database.stat().st_size > 100_000
    assert "Another name" in (source / "organisations.csv").read_text("utf-8")
