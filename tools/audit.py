"""Looks for known weaknesses in the packages that run the dashboard.

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
"""Databases of pip-audit, in the order in which they are asked."""


def asked(program: str, database: str) -> list[dict[str, Any]]:
    """What a database knows of each package; empty if it cannot be reached."""
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
    given = [word for lock in LOCKS for word in ("--requirement", lock)]
    ended = subprocess.run(  # noqa: S603 - the program that make installed
        [program, "--vulnerability-service", database, *options, *given],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    try:
        return list(json.loads(ended.stdout)["dependencies"])
    except (ValueError, KeyError):
        return []


def main(program: str) -> int:
    """Ask one database after the other until one knows the packages; print what it says, return the exit code."""
    for database in DATABASES:
        known = [one for one in asked(program, database) if "skip_reason" not in one]
        if known:
            break
    else:
        print(f"{CHECKED}: not checked, since no database of known weaknesses can be reached.")
        return UNCHECKED
    weak = [one for one in known if one["vulns"]]
    for one in weak:
        ids = ", ".join(found["id"] for found in one["vulns"])
        print(f"{one['name']} {one['version']}: {ids}")
    print(
        f"{CHECKED}: {len(known)} packages checked by {database}, {len(weak)} with known weaknesses."
    )
    return WEAK if weak else SAFE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
