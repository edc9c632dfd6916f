"""The figures of growth are of steps that succeeded, in print and as JSON."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.growth import main, measure


def test_every_step_is_measured_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["50", "--json", str(tmp_path / "figures.json"), "--folder", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert [one["step"] for one in figures["steps"]] == ["generate", "check", "build", "import"]
    for one in figures["steps"]:
        assert one["step"] in printed
        assert one["exit_code"] == 0
        assert one["processor_seconds"] > 0
        assert one["peak_megabytes"] > 30
    assert [path.name for path in tmp_path.iterdir()] == ["figures.json"]


def test_a_step_that_fails_is_told(tmp_path: Path) -> None:
    assert measure("build", "data.build", "--source", tmp_path / "nowhere").exit_code == 2
