"""The packages that read batches, letters and web pages; a host who only serves does not install them."""

from __future__ import annotations

from importlib.util import find_spec

import click

from data.version import install_line

PACKAGES = ("docx", "openpyxl", "pypdf", "python_calamine", "selectolax")
"""The modules that are imported from the packages in requirements-intake.in and that no other package brings."""


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
