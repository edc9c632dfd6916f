"""What tests take is kept, so that the slow ones are known."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import durations

ROOT = Path(__file__).parents[2]


def test_the_phases_of_a_test_are_added_and_the_slowest_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durations, "KEPT", tmp_path / "build" / "durations.json")
    durations.keep([("a", 0.5), ("b", 2.0), ("a", 0.25)])
    durations.keep([])
    durations.keep([("c", 1.0), ("b", 0.125)])
    seconds = json.loads(durations.KEPT.read_text(encoding="utf-8"))
    assert list(seconds.items()) == [("c", 1.0), ("a", 0.75), ("b", 0.125)]


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_run_keeps_its_durations_also_of_tests_that_fail(tmp_path: Path, workers: str) -> None:
    """Where pytest runs them itself and where others do so for it."""
    (tmp_path / "test_made_up.py").write_text(
        "import time\ndef test_slow(): time.sleep(0.2)\ndef test_wrong(): assert False\n",
        encoding="utf-8",
    )
    (tmp_path / "conftest.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\n"
        "from tests import durations\n"
        f"durations.KEPT = Path({str(tmp_path)!r}) / 'build' / 'durations.json'\n"
        "from tests.conftest import pytest_terminal_summary\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "-p", "no:cacheprovider"]
    process = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert process.returncode == 1, process.stdout
    seconds = json.loads((tmp_path / "build" / "durations.json").read_text(encoding="utf-8"))
    assert set(seconds) == {"test_made_up.py::test_slow", "test_made_up.py::test_wrong"}
    assert next(iter(seconds)) == "test_made_up.py::test_slow"
    assert seconds["test_made_up.py::test_slow"] >= 0.2
    assert seconds["test_made_up.py::test_wrong"] > 0


def test_make_test_shows_the_slowest() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\ntests: ")[2].partition("\n\n")[0]
    assert "--durations=50" in recipe
