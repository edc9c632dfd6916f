import re
from collections.abc import Iterator

import pytest

from tests.server.reader import Run, reading
from tests.server.running import Server, copy_of_application, serving

FAILING = """
import streamlit as st


def first():
    st.title("First")
    if st.query_params.get("fail"):
        raise RuntimeError("secret of the inside")


def second():
    st.title("Second")


st.navigation([st.Page(first, default=True), st.Page(second)]).run()
"""


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose first page fails at /?fail=yes."""
    folder = copy_of_application(tmp_path_factory.mktemp("failing"))
    (folder / "pages" / "navigation.py").write_text(FAILING, encoding="utf-8")
    with serving(folder) as server:
        yield server


@pytest.fixture(scope="module")
def failed(failing: Server) -> Run:
    with reading(failing.address) as reader:
        return reader.run(query="fail=yes")


def reference(run: Run) -> str:
    (alert,) = [element.alert.body for element in run.elements if element.HasField("alert")]
    match = re.search(r"reference: ([0-9a-f]{6})\.", alert)
    assert match, alert
    return match[1]


def test_the_reader_is_told_in_plain_words_and_sees_nothing_of_the_inside(failed: Run) -> None:
    data = b"".join(message.SerializeToString() for message in failed.messages)
    assert b"Something went wrong on our side" in data
    for inside in (b"secret", b"RuntimeError", b"Traceback", b"line "):
        assert inside not in data


def test_the_log_has_the_traceback_under_the_same_reference(failing: Server, failed: Run) -> None:
    _before, entry = failing.log.split(f"reference {reference(failed)}")
    assert entry.lstrip().startswith("Traceback (most recent call last)")
    assert "RuntimeError: secret of the inside" in entry


def test_the_same_failure_again_takes_one_line_of_the_log(failing: Server, failed: Run) -> None:
    before = failing.log
    with reading(failing.address) as reader:
        again = reader.run(query="fail=yes")
    (line,) = failing.log.removeprefix(before).splitlines()
    assert f"reference {reference(again)}, as reference {reference(failed)}" in line


def test_two_failures_have_two_references(failing: Server, failed: Run) -> None:
    with reading(failing.address) as reader:
        assert reference(reader.run(query="fail=yes")) != reference(failed)


def test_a_failure_leaves_the_other_pages_alone(failing: Server) -> None:
    with reading(failing.address) as reader:
        first = reader.run(query="fail=yes")
        second = reader.run(first.pages[1])
    assert [element.heading.body for element in second.elements] == ["Second"]
