"""The pages show what the golden record says.

After a wanted change, `make golden` writes the record anew: read its diff.
"""

from difflib import unified_diff
from pathlib import Path

import pytest

from tests.golden import DATA_SETS, RECORDS, write_record

SHOWN = 60
"""Lines of a difference that a failing test prints."""


@pytest.mark.wide(1)
@pytest.mark.parametrize("name", DATA_SETS)
def test_every_address_shows_what_the_golden_record_says(name: str, tmp_path: Path) -> None:
    write_record(name, tmp_path / "now")
    lines = list(difference(RECORDS / name, tmp_path / "now"))
    if lines:
        pytest.fail("\n".join(["The pages differ from the golden record:", *lines[:SHOWN]]), False)


def difference(recorded: Path, now: Path) -> list[str]:
    """A unified diff of two folders of records."""
    names = sorted({path.name for folder in (recorded, now) for path in folder.glob("*.txt")})
    lines: list[str] = []
    for name in names:
        before, after = (
            (folder / name).read_text(encoding="utf-8").splitlines()
            if (folder / name).exists()
            else []
            for folder in (recorded, now)
        )
        lines += unified_diff(before, after, f"record/{name}", f"now/{name}", n=1, lineterm="")
    return lines
