"""Programs for the tests: those of lines that readers paste, and of hosting; `python -m` this module provides them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "curl": "curl",
    "java": "default-jre-headless",
    "msgfmt": "gettext",
    "openssl": "openssl",
    "Rscript": "r-base-core",
    "systemd-analyze": "systemd",
}
"""Name of a program -> Debian's package that has it."""


def command(name: str) -> str:
    """Path of a program: the system's, else that of Debian's package, which takes about 15 seconds to install.

    Exits with one line that says what to do if there is none to be had.
    """
    if path := shutil.which(name):
        return path
    package = PACKAGES[name]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {name} for the tests.", flush=True)
        install = ("apt-get", "install", "--yes", "--no-install-recommends", package)
        if not _succeeds(*install):
            _succeeds("apt-get", "update")
            _succeeds(*install)
        if path := shutil.which(name):
            return path
    sys.exit(f"The tests need {name}: install it, on Debian with apt-get install {package}")


def _succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    for program in PACKAGES:
        print(f"{program} for the tests: {command(program)}")
