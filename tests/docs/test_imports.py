"""Importing the code reads no file and no environment variable, so one process can serve another data set."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.docs.rooms import MAY_IMPORT

ROOT = Path(__file__).parents[2]

IMPORT_ALL = """
import importlib, json, os, sys
from pathlib import Path

root, rooms = sys.argv[1], json.loads(sys.argv[2])
found = []

def note(what):
    frame = sys._getframe(2)
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith("<frozen importlib") or "/site-packages/click/" in file:
            return  # click asks in which language it words its messages
        if file.startswith(root) and not file.startswith(f"{root}/.venv"):
            found.append(f"{file}:{frame.f_lineno} reads {what}")
            return
        frame = frame.f_back

def audit(event, arguments):
    if event in ("open", "os.listdir", "os.scandir"):
        note(arguments[0])

def getitem(environment, name, original=type(os.environ).__getitem__):
    note(name)
    return original(environment, name)

type(os.environ).__getitem__ = getitem
sys.addaudithook(audit)
for room in rooms:
    for path in sorted(path for path in Path(room).rglob("*.py") if "tests" not in path.parts):
        try:
            importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
        except ModuleNotFoundError as error:
            if error.name not in ("grpc", "pyspark", "sqlglot"):  # only Spark needs these
                raise
print(json.dumps(found))
"""
"""Imports every module of the rooms, and prints what our own code reads meanwhile; looking for modules aside."""


def test_no_module_reads_files_or_environment_when_it_is_imported() -> None:
    rooms = [room for room in MAY_IMPORT if room != "pages"]  # pages run when they are imported
    process = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, str(ROOT), json.dumps(rooms)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr[-2000:]
    assert json.loads(process.stdout) == []
