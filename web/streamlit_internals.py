"""The code that uses private parts of Streamlit; `web.websocket` has that for uvicorn.

If a part is not as expected, the dashboard runs without what needs it: the log and /api/v1/health say so.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path, PurePath
from typing import Any

import click
import streamlit
from google.protobuf.message import DecodeError
from streamlit import config
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx

from web.faults import needs, private, unless, without

READ_AT = {"streamlit": "1.67.0", "uvicorn": "0.54.0", "websockets": "17.4"}
"""The versions for whose private parts this module and `web.websocket` were written."""

MOST_BYTES = 200_000
"""The most bytes of all waiting requests together: with more, Streamlit joins them its own way."""

_LOG = logging.getLogger(__name__)

Join = Callable[[WidgetStates | None, WidgetStates | None], WidgetStates | None]


def answer_each_request() -> None:
    """Have Streamlit answer each request that waits, one after the other, before it draws the page.

    By itself it joins the next request to one that waits and keeps the newer state of each widget. That loses clicks:
    those of a chart that is not in the page any more, the first of two marks, the order of a click and a reset, a step
    back. And it takes the next request before or while it calls back for one, which loses a click on a button.
    """
    try:
        from streamlit.runtime.scriptrunner import script_runner
        from streamlit.runtime.scriptrunner_utils import script_requests, script_run_context
        from streamlit.runtime.state import session_state

        context = script_run_context.ScriptRunContext
        needs(context, "cursors", "has_script_started", "is_history_navigation", "query_string")
        runner = script_runner.ScriptRunner
        check = runner._maybe_handle_execution_control_request
        join = script_requests._coalesce_widget_states
        request = script_requests.ScriptRequests._request_rerun_locked
        rerun = session_state.SessionState.on_script_will_rerun
    except (ImportError, AttributeError) as error:
        without("quick clicks may be lost", error)
        return
    if join.__module__ != __name__:
        replacements: list[tuple[Any, str, object]] = [
            (script_requests, "_coalesce_widget_states", one_after_the_other(join)),
            (script_requests.ScriptRequests, "_request_rerun_locked", keeping_steps_back(request)),
            (session_state.SessionState, "on_script_will_rerun", one_at_a_time(rerun)),
            (runner, "_maybe_handle_execution_control_request", once_called_back(check)),
        ]
        for owner, name, replacement in replacements:
            setattr(owner, name, replacement)


def one_after_the_other(join: Join) -> Join:
    """``join`` replaced: the states of both requests, those of the older one first."""

    def joined(older: WidgetStates | None, newer: WidgetStates | None) -> WidgetStates | None:
        if not older or not newer or older.ByteSize() + newer.ByteSize() > MOST_BYTES:
            return join(older, newer)
        return WidgetStates(widgets=[*older.widgets, *newer.widgets])

    return joined


def requests_in(states: WidgetStates) -> list[WidgetStates]:
    """The requests that ``states`` has one after the other: each has a widget once."""
    requests = [WidgetStates()]
    widget_ids: set[str] = set()
    for state in states.widgets:
        if state.id in widget_ids:
            requests.append(WidgetStates())
            widget_ids.clear()
        widget_ids.add(state.id)
        requests[-1].widgets.append(state)
    return requests


def one_at_a_time(rerun: Callable[..., None]) -> Callable[..., None]:
    """``rerun``, which takes the states of one request and calls back, called for each request that waited."""

    def reruns(self: Any, fresh_widget_states: WidgetStates | None, **more: Any) -> None:
        if fresh_widget_states is not None:
            *earlier, fresh_widget_states = requests_in(fresh_widget_states)
            for states in earlier:
                rerun(self, states)
        rerun(self, fresh_widget_states, **more)
        _called_back.run = _run_of(get_script_run_ctx(suppress_warning=True))

    return reruns


def once_called_back(check: Callable[..., None]) -> Callable[..., None]:
    """``check`` for the next request, which begins once this one has called back. A step back's rerun is one, too."""

    def checked(self: Any) -> None:
        context = get_script_run_ctx(suppress_warning=True)
        if context is None:
            check(self)
            return
        if not context.has_script_started and _called_back.run is not _run_of(context):
            return
        try:
            check(self)
        except RerunException as rerun:
            data = rerun.rerun_data
            if context.is_history_navigation and data.query_string == context.query_string:
                raise RerunException(replace(data, is_history_navigation=True)) from None
            raise

    return checked


class _CalledBack(threading.local):
    """The last page run of this thread that has made all its callbacks."""

    run: object = None


_called_back = _CalledBack()


def _run_of(context: Any) -> object:
    """The object that Streamlit makes anew for each page run; None without a ``context``."""
    return context.cursors if context else None


def keeping_steps_back(request: Callable[..., bool]) -> Callable[..., bool]:
    """``request``, after which a waiting step back is still one, although a click was joined to it."""

    def requested(self: Any, new_data: Any) -> bool:
        waiting = self._rerun_data if self._state.value == "RERUN" else None
        accepted = request(self, new_data)
        if (
            accepted
            and waiting
            and waiting.is_history_navigation
            and waiting.query_string == new_data.query_string
        ):
            self._rerun_data = replace(self._rerun_data, is_history_navigation=True)
        return accepted

    return requested


class Step(Enum):
    """What a message says of a page run: it begins, it ends, it ends and another follows at once, or nothing."""

    BEGINS = auto()
    ENDS = auto()
    ENDS_FOR_NEXT = auto()
    NONE = auto()


class Messages:
    """Streamlit's messages between server and browser, as far as they tell of page runs."""

    LAST = 200
    """The last message of a page run has fewer bytes than this."""

    def __init__(self) -> None:
        """Raises ImportError or AttributeError if the messages are not as expected."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        for message, *names in (
            (BackMsg, "rerun_script", "stop_script"),
            (ForwardMsg, "new_session", "script_finished", "auto_rerun"),
        ):
            if lacking := set(names) - set(message.DESCRIPTOR.fields_by_name):
                raise AttributeError(f"{message.DESCRIPTOR.name} has no {', '.join(lacking)}")
        self._asked, self._said = BackMsg, ForwardMsg
        self._interrupted = ForwardMsg.FINISHED_EARLY_FOR_RERUN
        self.stop: bytes = BackMsg(stop_script=True).SerializeToString()
        """The message with which a browser stops a page run."""
        rerun = ForwardMsg()
        rerun.auto_rerun.fragment_id, rerun.auto_rerun.interval = "none", 20 * 24 * 60 * 60
        self.rerun_on_reconnect: bytes = rerun.SerializeToString()
        """The message that has a browser request the page run anew when it reconnects to the server.

        A restarted server has no session of the open page, so the reader's next choice would be lost. The front end
        requests a run only if the page has a fragment that runs every so often. This one does not exist, and runs at
        the longest interval that a browser can count.
        """
        self._discreet = False
        with unless("browsers are told what machine this is"):
            _remove_machine_details(ForwardMsg())
            self._discreet = True

    def asks_for_run(self, data: bytes) -> bool:
        """Whether a browser requests a page run; ValueError for what is no message."""
        try:
            return bool(self._asked.FromString(data).WhichOneof("type") == "rerun_script")
        except DecodeError as error:
            raise ValueError from error

    def step(self, data: bytes) -> tuple[Step, bytes]:
        """What a message to a browser says of the page run, and the message as it is sent."""
        message = self._said.FromString(data)
        match message.WhichOneof("type"):
            case "new_session":
                if self._discreet:
                    _remove_machine_details(message)
                return Step.BEGINS, message.SerializeToString()
            case "script_finished" if message.script_finished == self._interrupted:
                return Step.ENDS_FOR_NEXT, data
            case "script_finished":
                return Step.ENDS, data
        return Step.NONE, data


def _remove_machine_details(message: Any) -> None:
    """Remove path, Python version, system and installation id from a run's first message; no setting does.

    The front end uses them only for statistics, which are off. It needs Streamlit's version, to load its scripts anew
    after an upgrade; the scripts name it anyway.
    """
    session = message.new_session
    session.main_script_path = PurePath(session.main_script_path).name
    session.initialize.user_info.Clear()
    environment = session.initialize.environment_info
    version = environment.streamlit_version
    environment.Clear()
    environment.streamlit_version = version


def messages() -> Messages | None:
    """What recognises page runs in messages; None if Streamlit's messages are not as expected."""
    with unless(
        "page runs take no turns, end with the server, and are not made anew after a restart"
    ):
        return Messages()
    return None


def tell_why_no_file(why: Callable[[BaseException], str]) -> None:
    """Have the front end show ``why`` a file was not made; Streamlit has one sentence for all, in English."""
    with unless("readers are not told why a file was not made"):
        from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
        from streamlit.runtime.backend_operation_handler import DeferredFileHandler
        from streamlit.runtime.media_file_manager import MediaFileManager
        from streamlit.runtime.media_file_storage import MediaFileStorageError

        needs(DeferredFileHandler, "handle", "_get_media_file_mgr")
        needs(MediaFileManager, "execute_deferred")

        async def handle(self: Any, request: Any, session_id: str) -> Any:
            """The address of a file, made in a thread, or why it is not made."""
            answer = BackendOperationResponse(request_id=request.request_id)
            files = self._get_media_file_mgr()
            try:
                answer.deferred_file.url = await asyncio.to_thread(
                    files.execute_deferred, request.deferred_file.file_id
                )
            except MediaFileStorageError as error:
                answer.error_msg = why(error.__cause__ or error)
            return answer

        DeferredFileHandler.handle = handle  # type: ignore[method-assign]


class _Visitor:
    """A Streamlit session without a browser. It lives on the event loop's thread."""

    client_context = None

    def __init__(self, runtime: Any) -> None:
        self.pages: Sequence[Any] = ()
        self._runtime = runtime
        self._finished = asyncio.Event()
        self.session = runtime.connect_session(client=self, user_info={})

    def write_forward_msg(self, msg: Any) -> None:
        kind = msg.WhichOneof("type")
        if kind == "navigation":
            self.pages = [page for page in msg.navigation.app_pages if not page.external_url]
        elif kind == "script_finished" and msg.script_finished != msg.FINISHED_EARLY_FOR_RERUN:
            self._finished.set()

    async def visit(self, page_script_hash: str, seconds: float) -> None:
        """Run one page to completion; the first page if ``page_script_hash`` is empty."""
        from streamlit.proto.BackMsg_pb2 import BackMsg

        request = BackMsg()
        request.rerun_script.page_script_hash = page_script_hash
        self._finished.clear()
        self._runtime.handle_backmsg(self.session, request, client=self)
        async with asyncio.timeout(seconds):
            await self._finished.wait()


async def visit_every_page(seconds: float = 60) -> frozenset[str] | None:
    """Run every page of the navigation once, so that nobody waits for cold caches, each for ``seconds`` at most.

    Returns their paths (`""` is the first page's); None if the visits did not come to an end.
    Then loaded objects are exempted from garbage collection, because scanning pandas, plotly and duckdb takes as long
    as running a page. Must be called on the event loop's thread.
    """
    with unless("the first reader of a page waits for it"):
        runtime = streamlit.runtime.get_instance()
        visitor = _Visitor(runtime)
        try:
            await visitor.visit("", seconds)
            for page in visitor.pages:
                if not page.is_default:
                    await visitor.visit(page.page_script_hash, seconds)
        except TimeoutError:
            _LOG.exception("The first visit to the pages did not come to its end")
            return None
        finally:
            runtime.close_session(visitor.session)
        gc.collect()
        gc.freeze()
        return frozenset("" if page.is_default else page.url_pathname for page in visitor.pages)
    return None


def _allow(_host: str | None) -> bool:
    return True


host_is_allowed: Callable[[str | None], bool] = (
    private(
        "streamlit.web.server.starlette.starlette_websocket",
        "is_host_allowed",
        "server.allowedHosts does not hold",
    )
    or _allow
)
"""Whether server.allowedHosts has the host that a request names."""


_NO_OPTIONS = "options of `streamlit run` are not taken from the command line"


def command(function: Callable[..., None]) -> Any:
    """The command of click that takes the options of `streamlit run`."""
    options = private("streamlit.web.cli", "configurator_options", _NO_OPTIONS)
    if options:
        return click.command(options(function))
    any_option = {"ignore_unknown_options": True, "allow_extra_args": True}
    return click.command(context_settings=any_option)(function)


def configure(script: Path, options: dict[str, Any]) -> None:
    """Read the settings of the application ``script``: config.toml beside it, environment, and ``options``."""
    with unless("of config.toml that of the folder is read from which the server is started"):
        _before, config._main_script_path = config._main_script_path, str(script)
    load = private("streamlit.web.bootstrap", "load_config_options", _NO_OPTIONS)
    if load:
        load(options)


def uvicorn_settings() -> dict[str, Any]:
    """What Streamlit tells uvicorn: certificate, WebSockets, log."""
    get_options = private(
        "streamlit.web.server.starlette.starlette_server",
        "_get_uvicorn_config_kwargs",
        "Streamlit's settings of certificates and WebSockets do not hold",
    )
    return dict(get_options()) if get_options else {"access_log": False, "use_colors": False}


def static_files() -> Path:
    """The folder of the front end's files."""
    get_folder = private(
        "streamlit.file_util", "get_static_dir", "the front end's files may be missing"
    )
    return Path(get_folder()) if get_folder else Path(streamlit.__file__).parent / "static"
