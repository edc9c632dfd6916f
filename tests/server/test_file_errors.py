"""What is said under a button whose file cannot be made: what the reader can do, and nothing of the inside."""

import re
from collections.abc import Callable, Iterator

import pytest
from streamlit.proto.DownloadButton_pb2 import DownloadButton
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse

from tests.server.reader import reading
from tests.server.running import Server, copy_of_application, serving

FAILING = """
import streamlit as st

from pictures import TooManyPictures
from queries import QueryTooSlow


def failing(error):
    def made():
        raise error

    return made


def files():
    st.download_button("made", lambda: b"rows", on_click="ignore")
    for error in (TooManyPictures(), QueryTooSlow("too slow"), RuntimeError("secret of the inside")):
        st.download_button(type(error).__name__, failing(error), on_click="ignore")


st.navigation([st.Page(files, default=True)]).run()
"""


Press = Callable[[str], BackendOperationResponse]


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose page has buttons with files that cannot be made, and one with a file that can."""
    folder = copy_of_application(tmp_path_factory.mktemp("failing"))
    (folder / "pages" / "navigation.py").write_text(FAILING, encoding="utf-8")
    with serving(folder) as server:
        yield server


@pytest.fixture
def press(failing: Server) -> Iterator[Press]:
    """Press the button with a label, or one that is not there."""
    with reading(failing.address) as reader:
        run = reader.run()
        buttons = (
            element.download_button
            for element in run.elements
            if element.HasField("download_button")
        )
        buttons_by_label = {button.label: button for button in buttons}
        yield lambda label: reader.file(
            buttons_by_label.get(label, DownloadButton(deferred_file_id=label)), run
        )


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("TooManyPictures", "Many pictures are being made at the moment. Please try again in"),
        ("QueryTooSlow", "This query took too long, so we stopped it. Use more filters and try"),
    ],
)
def test_a_reader_is_told_what_to_do_and_the_log_nothing(
    failing: Server, press: Press, label: str, message: str
) -> None:
    before = failing.log
    answer = press(label)
    assert answer.error_msg.startswith(message)
    assert not answer.HasField("deferred_file")
    assert failing.log == before


def test_of_a_failure_the_log_has_the_traceback_under_the_same_reference(
    failing: Server, press: Press
) -> None:
    before = failing.log
    message = press("RuntimeError").error_msg
    assert "Something went wrong on our side" in message
    assert "secret" not in message
    match = re.search(r"reference: ([0-9a-f]{6})\.", message)
    assert match, message
    _before, entry = failing.log.removeprefix(before).split(f"reference {match[1]}")
    assert "RuntimeError: secret of the inside" in entry


def test_forged_buttons_do_not_fill_the_log(failing: Server, press: Press) -> None:
    before = failing.log
    for number in range(20):
        assert "Please reload the page" in press(f"forged {number}").error_msg
    assert len(failing.log.removeprefix(before)) < 10_000


def test_a_file_that_can_be_made_has_an_address(failing: Server, press: Press) -> None:
    answer = press("made")
    assert not answer.error_msg
    assert failing.get(answer.deferred_file.url).body == b"rows"
