"""Looks for known weaknesses in the packages that the dashboard needs.

    python tools/audit.py PIP_AUDIT

PIP_AUDIT is the program of the package pip-audit. Exit codes: 0 none is known, 1 some are, 2 not checked, since no
database can be reached.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

LOCKS = ("requirements.txt", "requirements-intake.txt")
CHECKED = " and ".join(LOCKS)

SAFE, WEAK, UNCHECKED = range(3)

DATABASES = ("pypi", "osv")
"""Databases of pip-audit, in the order of the requests."""


def package_entries(program: str, database: str) -> list[dict[str, Any]]:
    """The entry of each package in a database; empty if the database cannot be reached."""
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
    requirements = [word for lock in LOCKS for word in ("--requirement", lock)]
    process = subprocess.run(  # noqa: S603 - the program that make installed
        [program, "--vulnerability-service", database, *options, *requirements],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    try:
        return list(json.loads(process.stdout)["dependencies"])
    except (ValueError, KeyError):
        return []


def main(program: str) -> int:
    """Query the databases in order until one knows the packages; print its findings, return the exit code."""
    for database in DATABASES:
        packages = [
            package
            for package in package_entries(program, database)
            if "skip_reason" not in package
        ]
        if packages:
            break
    else:
        print(f"{CHECKED}: not checked, since no database of known weaknesses can be reached.")
        return UNCHECKED
    weak_packages = [package for package in packages if package["vulns"]]
    for package in weak_packages:
        ids = ", ".join(vulnerability["id"] for vulnerability in package["vulns"])
        print(f"{package['name']} {package['version']}: {ids}")
    print(
        f"{CHECKED}: {len(packages)} packages checked by {database}, {len(weak_packages)} with known weaknesses."
    )
    return WEAK if weak_packages else SAFE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
