"""What a data set says of itself, in settings.toml beside its tables.

    python -m data.settings

ends without a word where the settings of the data set that is served are there, else it says what is wrong (exit
code 1).
"""

import sys
from pathlib import Path

from data import SOURCE

FILE = "settings.toml"


def missing(source: Path = SOURCE) -> str | None:
    """One line that says why no data set can be served from a folder, None if nothing is known against it."""
    if not source.is_dir():
        return f"There is no folder {source}: put the data set there, or name its folder in DASHBOARD_DATA."
    if not (source / FILE).is_file():
        return f"There is no {FILE} in {source}: copy the one in data/, or name another folder in DASHBOARD_DATA."
    return None


if __name__ == "__main__":
    sys.exit(missing())
