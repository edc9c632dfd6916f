"""A reader without a browser: speaks the front end's own protocol over a real WebSocket."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from itertools import product
from urllib.parse import urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.AppPage_pb2 import AppPage
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.DownloadButton_pb2 import DownloadButton
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from i18n.filter_options import all_options

TIMEOUT = 60
"""Seconds to wait for the server before giving up."""

STOPPED = "we stopped it. Use more filters"
"""Part of what a card says if its question was stopped."""


@dataclass
class Run:
    """One run of a page: how long it took in seconds, bytes received, and what it showed."""

    seconds: float = 0.0
    size: int = 0
    messages: list[ForwardMsg] = field(default_factory=list, repr=False)

    def receive(self, data: bytes) -> bool:
        """Take one message of the server; whether it is the last one of the run.

        Raises RuntimeError if the page does not compile.
        """
        self.size += len(data)
        message = ForwardMsg.FromString(data)
        self.messages.append(message)
        if message.WhichOneof("type") != "script_finished":
            return False
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise RuntimeError("the page does not compile")
        return bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)

    @property
    def elements(self) -> Iterator[Element]:
        """The elements of the page in the order they were sent."""
        for message in self.messages:
            if message.delta.WhichOneof("type") == "new_element":
                yield message.delta.new_element

    @property
    def session(self) -> str:
        """The id of the session."""
        session_messages = (
            message for message in self.messages if message.WhichOneof("type") == "new_session"
        )
        return next(session_messages).new_session.initialize.session_id

    @property
    def pages(self) -> list[AppPage]:
        """The pages of the navigation, hidden ones too."""
        for message in self.messages:
            if message.WhichOneof("type") == "navigation":
                return [page for page in message.navigation.app_pages if not page.external_url]
        return []

    @property
    def trouble(self) -> str:
        """What went wrong on the page; empty if nothing did."""
        for element in self.elements:
            if element.WhichOneof("type") == "exception":
                return "a page failed"
            if element.WhichOneof("type") == "alert":
                if element.alert.format == Alert.ERROR:
                    return "a page failed"
                if STOPPED in element.alert.body:
                    return "a question was stopped at a limit"
        return ""


def request(
    page: AppPage | None = None, query: str = "", widgets: tuple[WidgetState, ...] = ()
) -> bytes:
    """What the front end sends to have a page (the first one if None) run under a query string."""
    message = BackMsg()
    message.rerun_script.query_string = query
    if page is not None:
        message.rerun_script.page_script_hash = page.page_script_hash
    message.rerun_script.widget_states.widgets.extend(widgets)
    return bytes(message.SerializeToString())


class Reader:
    """A session with the server over one WebSocket; made by ``reading``."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def run(
        self, page: AppPage | None = None, query: str = "", widgets: tuple[WidgetState, ...] = ()
    ) -> Run:
        """Ask for a page (the first one if None) and wait until all of it has come.

        Raises RuntimeError if the page does not compile, TimeoutError if the server falls silent.
        """
        payload = request(page, query, widgets)
        run = Run()
        start = time.perf_counter()
        self._socket.send(payload)
        while not run.receive(self._socket.recv(timeout=TIMEOUT, decode=False)):
            pass
        run.seconds = time.perf_counter() - start
        return run

    def file(self, button: DownloadButton, run: Run) -> BackendOperationResponse:
        """Press a button of a run whose file is made then, and wait for the answer.

        Raises TimeoutError if the server falls silent.
        """
        message = BackMsg()
        message.backend_operation_request.session_id = run.session
        message.backend_operation_request.deferred_file.file_id = button.deferred_file_id
        self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(self._socket.recv(timeout=TIMEOUT, decode=False))
            if answer.WhichOneof("type") == "backend_operation_response":
                return answer.backend_operation_response


@contextmanager
def reading(address: str) -> Iterator[Reader]:
    """Open a session with the server at ``address`` (host:port)."""
    with connect(
        f"ws://{address}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=TIMEOUT,
    ) as socket:
        yield Reader(socket)


_ENTITY_LINK = re.compile(r'<a href="\./([^"?]+)\?([^"]*\bid=[^"]*)"')


def subjects(reader: Reader, pages: Sequence[AppPage]) -> dict[str, str]:
    """For each page about one submission, organisation, theme and so on: its script hash -> a query string with an id.

    The ids are those of the first links to these pages on the other pages.
    """
    queries: dict[str, str] = {}
    hashes = {page.url_pathname: page.page_script_hash for page in pages}
    for page in pages:
        for element in reader.run(page).elements:
            for path, query in _ENTITY_LINK.findall(element.html.body):
                queries.setdefault(hashes.get(path, ""), unescape(query))
    return queries


def selections(count: int) -> list[str]:
    """Query strings of ``count`` different selections, each of a theme and a group, stage, region or kind."""
    ids = all_options().groupby("filter")["id"].agg(list)
    pairs = [
        {"theme": theme, name: identifier}
        for name in ("group", "stage", "region", "kind")
        for theme, identifier in product(ids["theme"], ids[name])
    ]
    return [urlencode(pair) for pair in random.Random(20).sample(pairs, count)]
