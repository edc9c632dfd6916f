"""The benchmark reports what many readers met: page runs that came, and those that did not."""

import asyncio

import pytest
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.server import serve

from tests.server.reader import Run
from tests.server.running import free_port
from tools.benchmarks.data import prepared
from tools.benchmarks.readers import Crowd


def test_readers_tell_what_they_met() -> None:
    with prepared("shipped").served() as server:
        crowd = Crowd(f"http://127.0.0.1:{server.port}", think=0.5, own_addresses=True)
        asyncio.run(crowd.read(3, 5))
    assert crowd.errors == {}
    assert len(crowd.first_visits) == 3
    assert crowd.runs


def test_whoever_is_refused_tries_again_and_counts_it() -> None:
    crowd = Crowd(f"http://127.0.0.1:{free_port()}", think=0.1)
    asyncio.run(crowd.read(1, 1.5))
    assert crowd.errors == {"cut off or refused (URLError)": 2}


def test_whoever_is_cut_off_counts_it_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Crowd, "cookies", lambda _crowd: "kept=by-one-process")
    cookies = []

    async def read() -> Crowd:
        async def hang_up(socket) -> None:
            cookies.append(socket.request.headers["Cookie"])
            await socket.recv()

        async with serve(hang_up, "127.0.0.1", 0, subprotocols=["streamlit"]) as listening:
            port = listening.sockets[0].getsockname()[1]
            crowd = Crowd(f"http://127.0.0.1:{port}", think=0.1)
            await crowd.read(1, 1.5)
        return crowd

    crowd = asyncio.run(read())
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
            "This query took too long, so we stopped it. Use more filters and try again.",
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
    crowd = Crowd("", think=1)
    crowd.take(run, crowd.runs)
    assert run.trouble == wrong
    assert list(crowd.errors) == ([wrong] if wrong else [])
    assert len(crowd.runs) == (not wrong)
