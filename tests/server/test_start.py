import os
import socket
import subprocess
import sys
import time
from contextlib import nullcontext
from http.client import HTTPConnection
from pathlib import Path

import pytest
from streamlit.proto.NewSession_pb2 import Config

from tests.server.reader import reading
from tests.server.running import (
    ROOT,
    Program,
    answer_over,
    copy_of_application,
    free_port,
    server_serve,
    serving,
    streamlit_run,
)
from web.serve import bind

COUNTING = """
import gc
from pathlib import Path
import streamlit as st


def first():
    log("first")


def second():
    log("second")


def log(page):
    with Path("visits").open("a") as visits:
        print(page, file=visits)
    st.text(f"frozen {gc.get_freeze_count()}")


st.navigation([st.Page(first, default=True), st.Page(second, visibility="hidden")]).run()
"""


def make_run(_folder: Path, port: int, *variables: str) -> list[str]:
    """`make run`, which does not set up anything here."""
    return ["make", "--assume-old=.venv/.to-run", "run", f"PORT={port}", *variables]


def break_tables(folder: Path) -> None:
    """Repeat the first row of themes.csv, whose ids must be unique."""
    table = folder / "data" / "themes.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join([*lines, lines[1]]), encoding="utf-8")


@pytest.mark.parametrize("program", [server_serve, streamlit_run])
def test_a_start_without_a_database_builds_it(program: Program, tmp_path: Path) -> None:
    folder = copy_of_application(tmp_path / "dashboard")
    with serving(folder, program=program) as server:
        assert (folder / "data" / "dashboard.duckdb").exists()
        assert server.get("/").status == 200
        with reading(server.address) as reader:
            assert "Something went wrong" not in str(reader.run().messages)
        assert f"http://localhost:{server.port}" in server.log
        assert "Traceback" not in server.log


def test_once_it_says_that_it_is_open_it_answers() -> None:
    port = free_port()
    command = server_serve(ROOT, port)
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout
            assert any("The dashboard is open" in line for line in process.stdout)
            answer = answer_over(HTTPConnection("127.0.0.1", port, timeout=30), "/", "GET", {})
        finally:
            process.terminate()
    assert answer.status == 200


@pytest.mark.parametrize("program", [server_serve, streamlit_run])
def test_it_starts_from_any_working_directory(program: Program, tmp_path: Path) -> None:
    with (
        serving(ROOT, cwd=tmp_path, program=program, PYTHONPATH=str(ROOT)) as server,
        reading(server.address) as reader,
    ):
        run = reader.run()
        assert run.pages
        of_config_toml = run.messages[0].new_session.config.toolbar_mode
        assert of_config_toml == Config.ToolbarMode.MINIMAL
        assert "Something went wrong" not in str(run.messages)
        assert list(tmp_path.iterdir()) == []


def test_without_sound_tables_it_says_so_and_opens_once_they_are_mended(tmp_path: Path) -> None:
    folder = copy_of_application(tmp_path / "dashboard")
    sound = (folder / "data" / "themes.csv").read_bytes()
    break_tables(folder)
    with serving(folder) as server:
        for path in ("/", "/_stcore/health", "/challenges"):
            answer = server.get(path)
            assert answer.status == 503
            assert b"no data to show" in answer.body
            assert "content-security-policy" in answer.headers
        assert "themes.csv, line" in server.log
        assert "Traceback" not in server.log

        (folder / "data" / "themes.csv").write_bytes(sound)
        subprocess.run([sys.executable, "-m", "data.build"], cwd=folder, check=True)
        limit = time.monotonic() + 30
        while server.get("/_stcore/health").status != 200 and time.monotonic() < limit:
            time.sleep(0.2)
        assert server.get("/").status == 200


def test_an_earlier_database_is_served_while_the_tables_are_broken(tmp_path: Path) -> None:
    folder = copy_of_application(tmp_path / "dashboard")
    subprocess.run([sys.executable, "-m", "data.build"], cwd=folder, check=True)
    break_tables(folder)
    with serving(folder) as server:
        assert server.get("/").status == 200
        assert "themes.csv, line" in server.log
        assert "earlier build" in server.log


def test_every_page_is_visited_before_the_first_reader_and_then_frozen(tmp_path: Path) -> None:
    folder = copy_of_application(tmp_path / "dashboard")
    (folder / "pages" / "navigation.py").write_text(COUNTING, encoding="utf-8")
    with serving(folder) as server:
        assert (folder / "visits").read_text().split() == ["first", "second"]
        assert server.get("/second").status == 200
        with reading(server.address) as reader:
            (element,) = reader.run().elements
    assert int(element.text.body.removeprefix("frozen ")) > 10_000


def test_a_page_that_fails_does_not_keep_the_dashboard_from_opening(tmp_path: Path) -> None:
    folder = copy_of_application(tmp_path / "dashboard")
    (folder / "pages" / "navigation.py").write_text("raise RuntimeError", encoding="utf-8")
    with serving(folder) as server:
        assert server.get("/").status == 200


def test_answers_are_sent_at_once() -> None:
    with bind("127.0.0.1", 0) as listener:
        listener.listen()
        with socket.create_connection(listener.getsockname()):
            connection, _address = listener.accept()
            with connection:
                assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.parametrize("others_may", [False, True])
def test_make_run_serves_this_machine_only_unless_it_is_given_a_host(others_may: bool) -> None:
    variables = ["HOST=0.0.0.0"] if others_may else []
    with serving(
        program=lambda folder, port: make_run(folder, port, *variables), HOST="0.0.0.0"
    ) as server:
        assert server.get("/_stcore/health").status == 200
        # Of the addresses that only this machine has, the server listens on the usual one.
        with nullcontext() if others_may else pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", server.port), timeout=5).close()


def test_more_pages_can_be_open_than_the_usual_limit_of_open_files_allows() -> None:
    with serving(
        program=lambda folder, port: [
            *("sh", "-c", 'ulimit -S -n 100 && exec "$@"', "sh"),
            *server_serve(folder, port),
        ]
    ) as server:
        connections = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
        assert server.get("/_stcore/health").status == 200
        for connection in connections:
            connection.close()


def test_a_port_that_another_server_has_ends_the_start_with_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        process = subprocess.run(
            server_serve(ROOT, port),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert process.returncode == 1
    (line,) = (process.stdout + process.stderr).splitlines()
    assert f"Cannot listen on 127.0.0.1, port {port}: " in line


@pytest.mark.parametrize("host", ["127.0.0.1", "::"])
def test_a_taken_port_is_named_with_the_way_out(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as listener:
        port = listener.getsockname()[1]
        process = subprocess.run(
            make_run(ROOT, port),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert process.returncode != 0
    first_line = process.stderr.splitlines()[0]
    assert first_line.startswith(f"Port {port} is taken")
    assert "make run PORT=" in first_line


@pytest.mark.parametrize("port", ["http", "70000", "-1"])
def test_what_is_no_port_is_said_to_be_none(port: str) -> None:
    check = [sys.executable, "tools/check_port.py", port]
    process = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
    assert process.returncode == 1
    assert process.stderr.startswith(f"{port} is not a port")


def test_a_free_port_passes_without_a_word() -> None:
    check = [sys.executable, "tools/check_port.py", str(free_port())]
    process = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=True)
    assert process.stdout + process.stderr == ""


@pytest.mark.parametrize("command", ["make", "web.serve", "streamlit"])
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_holds_no_data_set_ends_the_start_with_one_line(
    command: str, there: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    if there:
        folder.mkdir()
    commands = {"make": make_run, "web.serve": server_serve, "streamlit": streamlit_run}
    process = subprocess.run(
        commands[command](ROOT, free_port()),
        cwd=ROOT,
        env={**os.environ, "DASHBOARD_DATA": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.returncode != 0
    assert process.stdout == ""
    first, *further = process.stderr.splitlines()
    assert first.startswith(f"There is no {'settings.toml in ' if there else 'folder '}{folder}: ")
    assert "DASHBOARD_DATA" in first
    assert [line for line in further if not line.startswith("make: ***")] == []
