"""What it takes to read batches, letters and web pages, and a host who only serves does not install."""

from __future__ import annotations

from importlib.util import find_spec

import click

from data.version import install_line

PACKAGES = ("docx", "openpyxl", "pypdf", "python_calamine", "selectolax")
"""What is imported of the packages in requirements-intake.in that nothing else brings."""


class NotInstalled(click.ClickException):
    """Packages are missing. The message says which, and what to type."""

    exit_code = 2


def needed() -> None:
    """Raise NotInstalled unless all are there."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise NotInstalled(
            f"This needs packages that are not installed ({', '.join(missing)}). Type: {install_line('intake')}"
        )
