"""Programs of others that read what the dashboard serves; `python -m` this module installs them under build/."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.server.running import ROOT

LOCK = ROOT / "requirements-readers.txt"
PLACE = ROOT / "build" / "readers"
PROGRAMS = PLACE / "bin"


def install() -> Path:
    """The folder of their programs, installed anew unless it is of this lock. Exits with the installer's errors."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    ready = PLACE / "ready"
    if ready.exists() and ready.read_text(encoding="utf-8") == digest:
        return PROGRAMS
    shutil.rmtree(PLACE, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", PLACE], check=True)
    installer = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--require-hashes"]
    process = subprocess.run(
        [*installer, "--python", PROGRAMS / "python", "-r", LOCK],
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        sys.exit(f"The tests of the data API need what {LOCK.name} names: {process.stderr}")
    ready.write_text(digest, encoding="utf-8")
    return PROGRAMS


def run(program: str, *arguments: str | Path, given: str = "") -> str:
    """What a program prints with ``given`` as its input. Fails, with all that it printed, if it ends with an error."""
    process = subprocess.run(
        [install() / program, *arguments],
        input=given,
        env={**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert process.returncode == 0, process.stdout[-20_000:] + process.stderr[-20_000:]
    return process.stdout + process.stderr


if __name__ == "__main__":
    print(f"Programs that read the data API, for the tests: {install()}")
