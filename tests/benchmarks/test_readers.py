"""What many readers meet is told as it was: page runs that came, and those that did not."""

import asyncio
import json
from pathlib import Path

import pytest
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.server import serve

from tests.benchmarks.reader import Run
from tests.benchmarks.readers import Crowd, CrowdReader, Site, Walk, main, trouble
from tests.server.running import Server, free_port

CHOICES = {"theme": ["a", "b"], "stage": ["c", "d"]}


def test_readers_tell_what_they_met(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [server.address, "--readers", "3", "--seconds", "3", "--think", "0.5"]
    assert main([*arguments, "--json", str(tmp_path / "figures.json")]) == 0
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["errors"] == {}
    assert len(figures["first_visits"]) == 3
    assert figures["runs"]
    done = len(figures["runs"]) + len(figures["first_visits"])
    assert figures["runs_a_second"] == pytest.approx(done / 3, abs=0.01)
    assert "3 readers for 3 s" in capsys.readouterr().out


def test_an_address_where_nobody_answers_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"localhost:{free_port()}", "--seconds", "1"]) == 2
    assert "refused" in capsys.readouterr().err


def test_a_reader_who_is_cut_off_counts_it_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Site, "get", lambda site, path, number=0: (b"", "kept=by-one-process"))
    crowd = Crowd()
    cookies = []

    async def read() -> None:
        async def hang_up(socket) -> None:
            cookies.append(socket.request.headers["Cookie"])
            await socket.recv()

        async with serve(hang_up, "127.0.0.1", 0, subprotocols=["streamlit"]) as listening:
            port = listening.sockets[0].getsockname()[1]
            reader = CrowdReader(Site(f"http://127.0.0.1:{port}"), 0, Walk("", CHOICES), 0.0, crowd)
            await reader.stay(asyncio.get_running_loop().time() + 1.5)

    asyncio.run(read())
    assert sum(crowd.errors.values()) == 2
    assert not crowd.first_visits
    assert cookies == ["kept=by-one-process"] * 2


@pytest.mark.parametrize(
    ("format_", "body", "wrong"),
    [
        (Alert.INFO, "Nothing is selected.", ""),
        (Alert.ERROR, "Something went wrong on our side.", "a page failed"),
        (
            Alert.WARNING,
            "This question took too long and was stopped. Narrow the filters and try again.",
            "a question was stopped at a limit",
        ),
    ],
)
def test_a_page_that_says_what_is_wrong_is_an_error(format_: int, body: str, wrong: str) -> None:
    message = ForwardMsg()
    message.delta.new_element.alert.format = format_
    message.delta.new_element.alert.body = body
    run = Run(seconds=0.1)
    run.receive(message.SerializeToString())
    crowd = Crowd()
    crowd.take(run, crowd.runs)
    assert trouble(run) == wrong
    assert list(crowd.errors) == ([wrong] if wrong else [])
    assert len(crowd.runs) == (not wrong)


def test_the_same_seed_walks_the_same_way() -> None:
    ways = []
    for seed in ("20 1", "20 1", "20 2"):
        walk = Walk(seed, CHOICES)
        ways.append([(walk.step(), walk.query)[1] for _ in range(20)])
    assert ways[0] == ways[1] != ways[2]
