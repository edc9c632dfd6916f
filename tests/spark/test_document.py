"""What docs/spark.md says can be done as it says."""

import re
from importlib.metadata import version
from pathlib import Path

from data.build import main
from data.parquet import RELEASE
from data.settings import VARIABLES
from queries.engines import TIME_LIMIT

ROOT = Path(__file__).parents[2]
SAID = (ROOT / "docs" / "spark.md").read_text(encoding="utf-8")


def test_the_command_that_writes_tables_does_so(tmp_path: Path) -> None:
    command = re.search(r"wsis20 build (--to parquet) --target /srv/tables", SAID)
    assert command
    assert main([*command[1].split(), "--target", str(tmp_path)]) == 0
    assert RELEASE in SAID
    assert (tmp_path / RELEASE).is_file()


def test_versions_settings_and_the_time_limit_are_those_of_the_code() -> None:
    assert f"Spark {version('pyspark').rpartition('.')[0]} " in SAID
    assert f"pyspark=={version('pyspark')} " in (ROOT / "requirements-spark.txt").read_text()
    assert set(re.findall(r"DASHBOARD_\w+", SAID)) <= set(VARIABLES)
    assert f"after {TIME_LIMIT:g} seconds" in SAID
