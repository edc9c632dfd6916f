"""The browser of the tests: where it is and how it starts; `python -m` this module provides it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-ipafont-gothic")
"""Debian's packages: the browser, and a font so that Japanese titles show in pictures."""

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Chromium has no sandbox for root, which is what a build machine often is.
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


def chromium_executable() -> str:
    """Path of Chromium: the system's, else Debian's package, else Playwright's own download.

    Exits with one line that says what to do if there is none to be had.
    """
    if path := _of_the_system():
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests.", flush=True)
        install = ("apt-get", "install", "--yes", "--no-install-recommends", *PACKAGES)
        if not _succeeds(*install):
            _succeeds("apt-get", "update")
            _succeeds(*install)
        if path := _of_the_system():
            return path
    if not _of_playwright().exists():
        print("Downloading Chromium for the browser tests.", flush=True)
        _succeeds(sys.executable, "-m", "playwright", "install", "chromium")
    if _of_playwright().exists():
        return str(_of_playwright())
    sys.exit("The browser tests need Chromium: install it, on Debian with apt-get install chromium")


@contextmanager
def browsing() -> Iterator[Browser]:
    """The browser, ended when the block is left: while it runs, nothing else can run a loop of its own."""
    executable = chromium_executable()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        try:
            yield started
        finally:
            started.close()


def _of_the_system() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _of_playwright() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    print(f"Browser for the tests: {chromium_executable()}")
