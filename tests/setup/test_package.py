"""The project as an installed package: one command, wsis20, that works from any folder."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

from data import version
from tests.api.serving import data_api
from tests.server.running import ROOT, serving
from tests.setup.typed import in_project
from web import command_line, lifespan, serve


def packaged() -> str:
    """The version that pyproject.toml gives."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def test_the_help_names_every_command_in_one_line_that_fits_a_terminal() -> None:
    process = in_project("--help", COLUMNS="80")
    assert process.returncode == 0
    commands = process.stdout.partition("Commands:\n")[2]
    text = re.sub(r"\n {4,}", " ", commands)
    for name, (_module, meaning) in command_line.COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(meaning)}$", text, re.MULTILINE), name
    assert max(map(len, process.stdout.splitlines())) <= 80
    assert "wsis20 run" in process.stdout


def test_without_a_command_the_help_is_shown_and_an_unknown_one_is_named() -> None:
    process = in_project()
    assert (process.returncode, "Begin with: wsis20 run" in process.stderr) == (2, True)
    unknown = in_project("chek")
    assert unknown.returncode == 2
    assert "'chek'" in unknown.stderr


@pytest.mark.parametrize("name", command_line.COMMANDS)
def test_every_command_has_a_help_of_its_own(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["wsis20"])
    assert command_line.main([name, "--help"]) == 0
    output = capsys.readouterr().out
    assert output.startswith(f"Usage: wsis20 {name} ")
    assert re.search(rf"^Example:\n  wsis20 {name}", output, re.MULTILINE)
    assert re.search(r"^Exit codes:\n  0  ", output, re.MULTILINE)
    assert max(map(len, output.splitlines())) <= 80


@pytest.mark.parametrize("name", command_line.COMMANDS)
def test_an_option_that_is_not_there_is_wrong_usage(name: str) -> None:
    if name == "run":  # It takes those of Streamlit.
        return
    with pytest.raises(SystemExit) as ended:
        command_line.main([name, "--not-there"])
    assert ended.value.code == 2


def test_exit_codes_and_arguments_are_those_of_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["wsis20"])
    shutil.copy(ROOT / "data" / "settings.toml", tmp_path)
    assert command_line.main(["check", "--source", str(tmp_path)]) == 1
    assert command_line.main(["check", str(tmp_path / "nothing.xlsx")]) == 2


def test_the_shell_completes_commands_and_their_options() -> None:
    def completed(typed: str) -> set[str]:
        process = in_project(
            _WSIS20_COMPLETE="bash_complete",
            COMP_WORDS=typed,
            COMP_CWORD=str(len(typed.split(" ")) - 1),
        )
        return {line.partition(",")[2] for line in process.stdout.splitlines()}

    assert completed("wsis20 co") == {"copy", "collect"}
    assert completed("wsis20 check --m") == {"--marked"}


def test_the_folder_of_the_project_has_the_command_too(tmp_path: Path) -> None:
    """From any folder, also where the way to it has blanks and signs."""
    project = tmp_path / "ñ 日本"
    (project / ".venv" / "bin").mkdir(parents=True)
    for room in ("data", "web", "pyproject.toml"):
        (project / room).symlink_to(ROOT / room)
    python = project / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    command = shutil.copy(ROOT / "tools" / "wsis20.sh", project / ".venv" / "bin" / "wsis20")
    process = subprocess.run([command, "chek"], cwd=tmp_path, capture_output=True, text=True)
    assert (process.returncode, "Usage: wsis20 COMMAND" in process.stderr) == (2, True)
    help_process = subprocess.run(
        [command, "build", "--help"], cwd=tmp_path, capture_output=True, text=True
    )
    assert (help_process.returncode, help_process.stderr) == (0, "")


def test_what_the_data_api_answers_is_written_without_a_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "asked.csv"
    arguments = ["export", "claims.csv?kind=challenge&limit=3", str(file)]
    assert command_line.main(arguments) == 0
    with data_api() as api:
        response = api.get("/api/v1/claims.csv?kind=challenge&limit=3")
    assert file.read_bytes() == response.content
    assert command_line.main(arguments) == 2
    assert "is there already" in capsys.readouterr().err
    assert command_line.main([*arguments, "--force"]) == 0
    assert command_line.main(["export", "clams.csv", str(tmp_path / "none.csv")]) == 1
    assert "There is: claims" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["asked.csv"]


@pytest.mark.parametrize(("screen", "words"), [("1", ()), ("", ()), ("1", ("--no-browser",))])
def test_the_browser_is_opened_where_there_is_a_screen_unless_told_not_to(
    screen: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[list[str]] = []
    when_open: list[object] = []
    monkeypatch.setattr(lifespan, "when_open", when_open)
    monkeypatch.setattr(serve, "main", lambda arguments, **_options: served.append(arguments))
    monkeypatch.setattr(command_line.sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", screen)
    assert command_line.main(["run", "--port=8600", "--server.baseUrlPath=/a", *words]) == 0
    assert served == [["--server.baseUrlPath=/a", "--server.port=8600"]]
    assert bool(when_open) is (bool(screen) and not words)


def test_the_version_is_the_tag_and_without_a_history_that_of_the_project(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.setattr(version, "ROOT", tmp_path)
    code_version = version.code_version.__wrapped__
    assert code_version() == packaged()
    author = ("-c", "user.name=tests", "-c", "user.email=tests@example.org")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "one"), ("tag", "v7.8")):
        subprocess.run(["git", *author, *words], cwd=tmp_path, check=True)
    assert code_version() == "v7.8"
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert code_version() == packaged()
    (tmp_path / "pyproject.toml").unlink()
    monkeypatch.setattr(version, "NAME", "a-package-that-is-nowhere")
    assert code_version() == version.UNKNOWN


def test_whoever_may_not_write_at_home_is_told_what_to_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(sys, "argv", ["wsis20"])
    monkeypatch.setattr(command_line, "installed", lambda: True)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    with pytest.raises(SystemExit, match="in DASHBOARD_DATABASE"):
        command_line.main(["check"])


@pytest.fixture(scope="module")
def wsis20(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed into a new environment that sees the packages of this one, but not the project."""
    folder = tmp_path_factory.mktemp("package")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    wheels = folder / "wheels"
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", str(wheels)], cwd=ROOT, check=True)
    (wheel,) = wheels.iterdir()
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    (site,) = environment.glob("lib/python*/site-packages")
    packages = sysconfig.get_path("purelib")
    (site / "packages.pth").write_text(f"import site; site.addsitedir({packages!r})\n")
    subprocess.run(
        [*pip, "--python", str(python), "install", "--no-index", "--no-deps", str(wheel)],
        check=True,
    )
    assert {path.name for path in site.iterdir()} - {"packages.pth"} == {
        "wsis20",
        f"{wheel.name.rsplit('-', 3)[0]}.dist-info",
    }
    return environment / "bin" / "wsis20"


@pytest.mark.slow
def test_the_installed_command_checks_builds_and_serves_from_an_empty_folder(
    wsis20: Path, tmp_path: Path
) -> None:
    here, home = tmp_path / "here", tmp_path / "home"
    here.mkdir()
    home.mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "share"),
    }

    def types(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [wsis20, *words], cwd=here, env=environment, capture_output=True, text=True, check=False
        )

    assert types("--help").stdout.startswith("Usage: wsis20 ")
    assert types("--version").stdout == f"wsis20 {packaged()}\n"
    checked = types("check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.startswith("The tables are in order: ")
    built = types("build")
    database = home / "share" / "wsis20" / "dashboard.duckdb"
    assert built.stdout.startswith(f"Built {database}: ")
    assert database.is_file()
    before, source = database.read_bytes(), tmp_path / "own"
    assert types("copy", str(source)).returncode == 0
    rebuilt = types("build", "--source", str(source))
    assert rebuilt.stdout.startswith(f"Built {source / 'dashboard.duckdb'}: ")
    assert database.read_bytes() == before
    refused = types("add", "batch.xlsx")
    assert (refused.returncode, "--source FOLDER" in refused.stderr) == (2, True)
    with serving(
        tmp_path,
        cwd=here,
        program=lambda _folder, port: [str(wsis20), "run", "--no-browser", f"--port={port}"],
        HOME=environment["HOME"],
        XDG_DATA_HOME=environment["XDG_DATA_HOME"],
    ) as server:
        assert server.get("/api/v1/health").status == 200
        assert f"http://localhost:{server.port}" in server.log
    assert list(here.iterdir()) == []
