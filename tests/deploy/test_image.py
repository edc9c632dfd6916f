"""The image of Dockerfile, and the services of compose.yaml, as far as they can be tried without a container engine."""

import json
import os
import re
import signal
import stat
import subprocess
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from data.settings import VARIABLES
from tests.deploy import image
from tests.server.running import ROOT, free_port
from web.settings import Settings, variable


def test_the_image_has_what_the_package_has_and_what_installs_it() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wheel = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]["wheel"]
    paths = image.context()
    assert {path.partition("/")[0] for path in paths} == {
        *wheel["only-include"],
        "pyproject.toml",
        *(path.name for path in ROOT.glob("requirements*.txt")),
    }
    assert "data/points.csv" in paths
    assert not [path for path in paths if path.endswith((".duckdb", ".pyc"))]
    kept_out = image.ignored()
    for path in (
        "data/dashboard.duckdb",
        "data/.reading.lock",
        "web/__pycache__/x.pyc",
        ".git/config",
    ):
        assert kept_out.match_file(path), path


def test_the_dockerfile_names_what_is_there_and_ends_as_a_user_of_its_own() -> None:
    instructions = image.steps()
    values = {name: value for name, value in instructions if name != "COPY"}
    for name, value in instructions:
        if name == "COPY":
            *sources, _target = value.split()
            assert sources == ["."] or set(sources) <= set(image.context())
    installed = [
        value for name, value in instructions if name == "RUN" and value.startswith("pip ")
    ]
    assert installed
    for option in ("--require-hashes", "--only-binary=:all:"):
        assert all(option in value for value in installed), option
    # What comes as source only is built by packages whose hashes are known, too.
    last = installed[-1].split()
    (packages,) = [word.partition("=")[2] for word in last if word.startswith("--no-binary=")]
    builders = (ROOT / "requirements-build.in").read_text(encoding="utf-8")
    assert f"those that come as source only ({packages.replace(',', ', ')})" in builders
    assert "--no-build-isolation" in last
    assert "-r requirements-build.txt" in installed[0]
    names = [name for name, _value in instructions]
    assert values["USER"] not in ("root", "0")
    assert "RUN" not in names[names.index("USER") :]
    assert values["VOLUME"] == "/var/lib/dashboard"
    assert json.loads(values["CMD"])[:2] == ["python", "-m"]


@pytest.fixture
def built() -> Iterator[image.Image]:
    """The steps of the Dockerfile, done in a folder that every user can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield image.build(Path(folder))


def test_the_image_serves_as_a_user_without_rights_and_stops_when_told(built: image.Image) -> None:
    """Its code is read-only, its database elsewhere; its own command says that it is well."""
    port = free_port()
    assert built.user != "root"
    before = written(built.work)
    if os.geteuid():  # Then the code is this user's own.
        for path in [built.work, *built.work.rglob("*")]:
            path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    server = built.start(built.command, port)
    try:
        limit = time.monotonic() + 180
        while (check := built.start(built.health, port)).wait():
            assert time.monotonic() < limit, check.communicate()[0]
            assert server.poll() is None, server.communicate()[0]
            time.sleep(2)
        assert check.communicate()[0].startswith("ok: data ")
        assert (built.volume / "dashboard.duckdb").is_file()
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) in (0, 128 + signal.SIGTERM, -signal.SIGTERM)
        assert written(built.work) == before
    finally:
        server.kill()
        server.communicate()
        for path in built.work.rglob("*"):
            path.chmod(path.stat().st_mode | stat.S_IWUSR)


def written(folder: Path) -> dict[Path, int]:
    """The files of a folder, and when each was written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """What compose.yaml says, with the aliases filled in."""
    content: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return content


def test_every_service_is_in_its_profile(compose: dict[str, Any]) -> None:
    profiles: dict[str, set[str]] = {}
    for name, service in compose["services"].items():
        for profile in service.get("profiles", ["always"]):
            profiles.setdefault(profile, set()).add(name)
    assert profiles == {
        "always": {"dashboard"},
        "proxy": {"proxy"},
        "scale": {"second", "proxy-of-two"},
        "spark": {"spark-tables", "spark", "spark-dashboard"},
    }
    document = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert all(f"--profile {name}" in document for name in set(profiles) - {"always"})


def test_what_a_service_names_is_there(compose: dict[str, Any]) -> None:
    services = compose["services"]
    ports: list[str] = []
    for name, service in services.items():
        assert set(service.get("depends_on", [])) <= set(services), name
        for volume in service["volumes"]:
            source, target, *mode = re.sub(r"\$\{[A-Z]+:-([^}]+)\}", r"\1", volume).split(":")
            if source.startswith("."):
                assert (ROOT / source).exists(), volume
                assert mode == ["ro"], volume
            elif not source.startswith("/"):
                assert source in compose["volumes"], volume
            assert target.startswith("/"), volume
        if "proxy" not in name:
            ports += service.get("ports", [])
        command = service.get("command", [])
        if command[:2] == ["python", "-m"]:
            assert (ROOT / f"{command[2].replace('.', '/')}.py").is_file()
    assert ports == ["127.0.0.1:${PORT:-8501}:8501", "127.0.0.1:8503:8501"]


def test_every_service_is_kept_to_what_it_needs(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        for limit in ("mem_limit", "pids_limit", "cpus"):
            assert service[limit], (name, limit)
        assert all(":size=" in mount for mount in service["tmpfs"]), name
        assert "proxy" in name or "cap_add" not in service, name
    document = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    compose_text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    for setting in set(re.findall(r"\$\{([A-Z_]+):-", compose_text)):
        assert f"| `{setting}` |" in document, setting


def test_a_service_of_ours_has_settings_that_are_known(
    compose: dict[str, Any],
) -> None:
    variables = {variable(name) for name in Settings.__dataclass_fields__} | set(VARIABLES)
    for name, service in compose["services"].items():
        if "build" not in service:
            continue
        environment = set(service["environment"])
        assert {key for key in environment if key.startswith("DASHBOARD_")} <= variables, name
    assert compose["services"]["second"]["environment"]["DASHBOARD_BUILDS"] == "no"


@pytest.mark.parametrize(
    ("service", "upstream"),
    [
        ("proxy", ["dashboard:8501"]),
        ("proxy-of-two", ["dashboard:8501", "second:8502"]),
    ],
)
def test_the_proxy_leads_to_the_services(
    service: str, upstream: list[str], compose: dict[str, Any], tmp_path: Path
) -> None:
    """Type its command, except for nginx, with the paths of the container moved into a folder."""
    *shell, text = compose["services"][service]["command"]
    text = re.sub(r"\$\{HOST_NAME:-[^}]+\}", "data.example.int", text)
    text = text.replace("/opt/dashboard", str(ROOT)).replace("/etc/nginx/conf.d", str(tmp_path))
    subprocess.run([*shell, text.replace("exec nginx", "echo nginx")], check=True)
    site = (tmp_path / "default.conf").read_text(encoding="utf-8")
    active = re.findall(r"^ +server ([^ ;]+) max_fails=0;", site, re.MULTILINE)
    assert active == upstream
    assert "127.0.0.1" not in re.sub(r"^ *#.*", "", site, flags=re.MULTILINE)
    assert "server_name data.example.int;" in site
    assert ("#+ hash" in site) is (service == "proxy")


def test_the_devcontainer_makes_what_is_there() -> None:
    configuration = json.loads(
        (ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8")
    )
    target = configuration["postCreateCommand"].removeprefix("make ")
    assert f"\n{target}: " in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert configuration["forwardPorts"] == [8501]
