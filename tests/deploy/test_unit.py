"""The units of deploy/: systemd takes them, they lock the service in, and their commands do what they say."""

import json
import os
import re
import socket
import subprocess
from pathlib import Path

import pytest

from deploy import health
from tests.browser.commands import command
from tests.deploy.hosting import DEPLOY, PLACE, STATE, Hosted, service
from tests.deploy.nginx import Site
from tests.server.running import ROOT

UNITS = sorted(path.name for path in DEPLOY.glob("dashboard*.*") if path.suffix != ".env")
MOST_EXPOSED = 2.0
"""Of 10, as systemd-analyze counts; it calls up to 2 "OK" and a unit without restrictions 9.6."""


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units as on a server where everything is in its place, which is here another."""
    folder = tmp_path_factory.mktemp("units")
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        text = text.replace(f"{PLACE}/.venv/bin/python", "/bin/true").replace(PLACE, str(ROOT))
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [command("systemd-analyze"), *arguments],
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_every_line_of_the_unit(units: Path, name: str) -> None:
    process = analyze("verify", "--man=no", "--recursive-errors=no", str(units / name))
    ours = [line for line in process.stderr.splitlines() if str(units) in line or name in line]
    assert ours == []
    assert process.returncode == 0, process.stderr


def test_a_line_that_systemd_does_not_know_is_noticed(tmp_path: Path) -> None:
    unit = tmp_path / "dashboard.service"
    unit.write_text("[Service]\nExecStart=/bin/true\nProtectSistem=strict\n", encoding="utf-8")
    assert "ProtectSistem" in analyze("verify", "--man=no", str(unit)).stderr


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_the_service_can_do_little_to_the_machine(units: Path, name: str) -> None:
    process = analyze("security", "--offline=true", "--no-pager", str(units / name))
    match = re.search(r"Overall exposure level for .*: ([0-9.]+)", process.stdout)
    assert match, process.stderr
    assert float(match[1]) <= MOST_EXPOSED, process.stdout


@pytest.mark.parametrize("name", ["dashboard.service", "dashboard@.service"])
def test_a_server_that_ends_often_is_always_started_again(name: str) -> None:
    assert service(name, "Unit")["StartLimitIntervalSec"] == "0"
    assert service(name)["Restart"] == "on-failure"


@pytest.mark.parametrize("name", ["dashboard.service", "dashboard@.service"])
def test_a_server_that_hangs_is_started_again(name: str) -> None:
    """systemd counts a watchdog's end as a failure; web.watchdog gives the signs that it waits for."""
    assert service(name)["WatchdogSec"] == "60s"
    assert service(name)["NotifyAccess"] == "main"
    assert "PYTHONFAULTHANDLER=1" in service(name)["Environment"]


def test_the_server_listens_on_one_address_of_this_machine_only(hosted: Hosted) -> None:
    socket.create_connection(("127.0.0.1", hosted.port), timeout=5).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", hosted.port), timeout=5)


def test_the_server_writes_only_to_the_folder_it_may_write_to(hosted: Hosted, site: Site) -> None:
    """What systemd would refuse shows in a clone that could be written to."""
    assert service("dashboard.service")["ReadWritePaths"] == STATE
    assert site.get("/wsis/api/v1/package.zip").status == 200
    assert site.get("/wsis/light/").status == 200
    assert (hosted.state / "dashboard.duckdb").exists()
    assert hosted.files() == hosted.laid_out


def test_new_data_are_served_without_a_restart(hosted: Hosted, site: Site) -> None:
    health_before = json.loads(site.get("/wsis/api/v1/health").body)
    table = hosted.clone / "data" / "submissions.csv"
    sound = table.read_bytes()
    try:
        table.write_bytes(sound.replace(b"WSIS", b"Wsis", 1))
        process = hosted.run(*hosted.command("ExecStart", "dashboard-data.service"))
        assert process.returncode == 0, process.stderr
        health_after = json.loads(site.get("/wsis/api/v1/health").body)
        assert health_after["data_version"] != health_before["data_version"]
        assert health_after["data_version"] in process.stdout
    finally:
        table.write_bytes(sound)
        hosted.run(*hosted.command("ExecStart", "dashboard-data.service"))
    assert json.loads(site.get("/wsis/api/v1/health").body) == health_before


def test_health_says_what_is_served_and_that_nothing_answers(hosted: Hosted) -> None:
    command_line = hosted.command("ExecStart", "dashboard-health.service")
    well = hosted.run(*command_line)
    assert (well.returncode, well.stderr) == (0, "")
    assert re.fullmatch(r"ok: data \S+, \d+ submissions\n", well.stdout)
    silent = {**hosted.environment, "STREAMLIT_SERVER_PORT": "1"}
    ill = subprocess.run(
        [*command_line[:3]],
        cwd=hosted.clone,
        env=silent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ill.returncode == 1
    assert ill.stderr.startswith("http://127.0.0.1:1/wsis/api/v1/health does not answer")


@pytest.mark.parametrize("body", [b"{}", b"[]", b"<html>"])
def test_health_is_not_taken_in_by_another_program(tmp_path: Path, body: bytes) -> None:
    answer = tmp_path / "health"
    answer.write_bytes(body)
    with pytest.raises(ValueError, match="not as the dashboard does"):
        health.ask(answer.as_uri())
