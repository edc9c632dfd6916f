"""What reaches into private parts: requests in turn, and the start where a part is another than expected."""

import json
import logging
import os
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.testing.v1 import AppTest

from tests.server.running import ROOT, serving
from web import faults
from web.streamlit_internals import MOST_BYTES, READ_AT, answer_each_request, requests_in

RESET = WidgetState(id="reset", trigger_value=True)


def pills(*chosen: str, name: str = "pills") -> WidgetState:
    state = WidgetState(id=name)
    state.string_array_value.data.extend(chosen)
    return state


@pytest.fixture(autouse=True)
def patched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit as the dashboard has it, and as it was afterwards."""
    for owner, name in (
        (script_requests, "_coalesce_widget_states"),
        (ScriptRequests, "_request_rerun_locked"),
        (SessionState, "on_script_will_rerun"),
        (ScriptRunner, "_maybe_handle_execution_control_request"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    answer_each_request()
    ThreadState.initialize()


def heard(*requests: list[WidgetState], back: int | None = None) -> tuple[list[object], RerunData]:
    """What the callbacks of a reset and of two groups of pills hear when these requests wait; the one numbered
    ``back`` is a step back.
    """
    waiting = ScriptRequests()
    for number, states in enumerate(requests):
        data = RerunData(
            widget_states=WidgetStates(widgets=states), is_history_navigation=number == back
        )
        assert waiting.request_rerun(data)
    joined = waiting.on_scriptrunner_ready().rerun_data
    session, calls = SessionState(), []

    def register_widget(name: str, kind: str) -> None:
        def callback() -> None:
            calls.append(name if kind == "trigger_value" else list(session[name]))

        session._set_widget_metadata(
            WidgetMetadata(
                id=name,
                deserializer=lambda value: value if isinstance(value, bool) else list(value or ()),
                serializer=lambda value: value,
                value_type=kind,
                callback=callback,
            )
        )

    register_widget("reset", "trigger_value")
    register_widget("pills", "string_array_value")
    register_widget("others", "string_array_value")
    session.on_script_will_rerun(joined.widget_states)
    return calls, joined


def test_a_click_after_a_reset_is_not_reset() -> None:
    calls, _ = heard([RESET, pills()], [pills("a")])
    assert calls[-1] == ["a"]
    calls, _ = heard([pills("a")], [pills("a"), RESET])
    assert calls[-1] == "reset"


def test_each_state_of_a_widget_is_heard_in_order() -> None:
    calls, _ = heard([pills("a")], [pills("b")], [pills()])
    assert calls == [["a"], ["b"], []]


def test_a_click_on_what_is_not_in_the_page_any_more_is_heard() -> None:
    calls, _ = heard([pills("a"), pills("x", name="others")], [pills("a", "b")])
    assert ["x"] in calls
    assert calls[-1] == ["a", "b"]


def test_a_step_back_stays_one_when_a_click_follows_it() -> None:
    _calls, joined = heard([pills()], [pills("a")], back=0)
    assert joined.is_history_navigation
    _calls, joined = heard([pills()], [pills("a")])
    assert not joined.is_history_navigation


def page_with_a_button() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    events = st.session_state.setdefault("heard", [])
    st.button("Reset", key="reset", on_click=lambda: st.session_state["heard"].append("reset"))
    context = get_script_run_ctx()
    if context and context.is_history_navigation:
        events.append("back")


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether the next request is a step back, if it stands here: another one comes right after that is taken."""
    steps: list[bool] = []
    take = ScriptRequests.on_scriptrunner_ready

    def taken(self: ScriptRequests) -> script_requests.ScriptRequest:
        request = take(self)
        if steps:
            data = replace(request.rerun_data, is_history_navigation=steps.pop())
            assert self.request_rerun(
                replace(data, widget_states=WidgetStates(), is_history_navigation=False)
            )
            request = replace(request, _rerun_data=data)
        return request

    monkeypatch.setattr(ScriptRequests, "on_scriptrunner_ready", taken)
    return steps


def test_a_click_on_a_button_is_heard_although_another_request_is_there_before_it_is(
    followed: list[bool],
) -> None:
    page = AppTest.from_function(page_with_a_button).run()
    followed.append(False)
    page.button("reset").click().run()
    assert page.session_state["heard"] == ["reset"]


def test_a_step_back_is_taken_although_another_request_is_there_before_it_is(
    followed: list[bool],
) -> None:
    page = AppTest.from_function(page_with_a_button).run()
    followed.append(True)
    page.run()
    assert "back" in page.session_state["heard"]


def test_what_waits_is_bounded() -> None:
    large = pills("x" * (MOST_BYTES // 2 + 1))
    _calls, joined = heard([large], [large], [large])
    assert len(requests_in(joined.widget_states)) == 1


def test_another_streamlit_is_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delattr(script_requests, "_coalesce_widget_states")
    with caplog.at_level(logging.WARNING, logger=faults.__name__):
        answer_each_request()
    assert "quick clicks may be lost" in caplog.text


def test_the_private_parts_were_read_at_the_versions_that_are_installed() -> None:
    """After an upgrade: run the slow test below, read what has changed, then write the new version."""
    assert {name: version(name) for name in READ_AT} == READ_AT


RENAMING = Path(__file__).parent / "renaming"

RENAMED = {
    "quick clicks may be lost": (
        "streamlit _coalesce_widget_states",
        "streamlit _request_rerun_locked",
        "streamlit on_script_will_rerun",
        "streamlit _maybe_handle_execution_control_request",
        "streamlit has_script_started",
    ),
    "readers are not told why a file was not made": (
        "streamlit DeferredFileHandler",
        "streamlit _get_media_file_mgr",
        "streamlit execute_deferred",
    ),
    "the first reader of a page waits for it": (
        "streamlit connect_session",
        "streamlit handle_backmsg",
    ),
    "server.allowedHosts does not hold": ("streamlit is_host_allowed",),
    "options of `streamlit run` are not taken from the command line": (
        "streamlit configurator_options",
        "streamlit load_config_options",
    ),
    "of config.toml that of the folder is read from which the server is started": (
        "streamlit _main_script_path",
    ),
    "Streamlit's settings of certificates and WebSockets do not hold": (
        "streamlit _get_uvicorn_config_kwargs",
    ),
    "the front end's files may be missing": ("streamlit get_static_dir",),
    "messages over WebSockets may be large, and broken ones fill the log": (
        "uvicorn WebSocketsSansIOProtocol",
        "uvicorn handle_parser_exception",
        "uvicorn read_paused",
        "websockets handshake_exc",
        "websockets max_message_size",
        "websockets MAX_LINE_LENGTH",
    ),
    "the font of pages is whole, and loaded late": ("web.index_html SourceSansVF-Upright",),
    "the code for charts is whole, and a mark may be lost": ("web.index_html PlotlyChart",),
    "the font of icons is whole": ("web.index_html MaterialSymbols-Rounded",),
    "pages have English around them and no answer in their HTML": ("web.index_html <noscript>",),
}
"""What the server, which starts all the same, says is wrong -> packages and names; one of them renamed is enough."""


@pytest.mark.slow
@pytest.mark.parametrize("start", range(max(map(len, RENAMED.values()))))
def test_where_private_names_are_others_the_server_starts_and_says_what_is_wrong(
    start: int, tmp_path: Path
) -> None:
    """Each start renames one name for each sentence."""

    def program(_folder: Path, port: int) -> list[str]:
        """Set the port in config.toml, not by an option: what reads options is among the renamed names."""
        settings = tmp_path / ".streamlit" / "config.toml"
        settings.parent.mkdir()
        settings.write_text(f"server.port = {port}", encoding="utf-8")
        return [sys.executable, "-m", "web.serve"]

    path = os.pathsep.join((str(RENAMING), str(ROOT)))
    renamed = ";".join(names[start % len(names)] for names in RENAMED.values())
    with serving(cwd=tmp_path, program=program, PYTHONPATH=path, RENAMED=renamed) as server:
        degraded = json.loads(server.get("/api/v1/health").body)["degraded"]
        assert sorted(degraded) == sorted(RENAMED)
        for protection in RENAMED:
            assert protection in server.log
        assert server.get("/").status == 200
