"""The newest address of a session wins over one that a request brings late, but not over a link or a step back."""

from types import SimpleNamespace

import pytest
import streamlit as st

from components import address
from tests.components.query_parameters import Query

Parameters = dict[str, list[str]]


class Session:
    """A reader's session: what its requests bring, and what the server answers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.query = Query()
        self.now = 0.0
        monkeypatch.setattr(st, "query_params", self.query)
        monkeypatch.setattr(st, "session_state", {})
        monkeypatch.setattr(address, "get_script_run_ctx", lambda: self.context)
        monkeypatch.setattr(address.time, "monotonic", lambda: self.now)

    def request(self, page: str = "themes", *, back: bool = False, **asked: str) -> Parameters:
        """Ask for an address, and get the parameters that the answer is for."""
        self.now += 0.1
        self.context = SimpleNamespace(
            cursors=object(), page_script_hash=page, is_history_navigation=back
        )
        self.query.from_dict({name: [value] for name, value in asked.items()})
        return dict(address.given())

    def click(self, page: str = "themes", *, to: Parameters, **asked: str) -> Parameters:
        """Ask as a click does that puts other parameters into the address."""
        self.request(page, **asked)
        address.put({name: its for name, its in {**self.query, **to}.items() if its})
        return dict(address.given())


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    return Session(monkeypatch)


def test_a_late_request_is_answered_from_the_newest_address(session: Session) -> None:
    session.request()
    session.click(to={"group": ["academia"]})
    assert session.request() == {"group": ["academia"]}
    assert session.click(to={"kind": ["position"]}) == {
        "group": ["academia"],
        "kind": ["position"],
    }


def test_off_and_on_again_is_no_way_to_lose_what_came_between(session: Session) -> None:
    session.click(to={"group": ["academia"]})
    session.click(group="academia", to={"group": []})
    session.click(to={"q": ["rights"]})
    assert session.request() == {"q": ["rights"]}


def test_an_address_that_was_replaced_is_taken_once_the_browser_knows_the_newest(
    session: Session,
) -> None:
    session.click(to={"group": ["academia"]})
    session.request(group="academia")
    assert session.request() == {}


def test_a_step_back_is_taken_at_once(session: Session) -> None:
    session.click(to={"group": ["academia"]})
    assert session.request(back=True) == {}
    assert session.request() == {}


def test_a_link_is_taken_at_once(session: Session) -> None:
    session.click(to={"group": ["academia"]})
    assert session.request(theme="gender") == {"theme": ["gender"]}
    assert session.request(page="claims") == {}


def test_a_link_to_another_page_takes_the_newest_filters_along(session: Session) -> None:
    session.request(theme="gender", count="points")
    session.click(theme="gender", count="points", to={"group": ["academia"]})
    followed = session.request(page="claims", theme="gender", sort="name")
    assert followed == {"theme": ["gender"], "group": ["academia"], "sort": ["name"]}
    assert session.request(page="claims", theme="gender", group="academia") == {
        "theme": ["gender"],
        "group": ["academia"],
    }


def test_a_late_request_is_late_for_half_a_minute(session: Session) -> None:
    session.request()
    session.now += address.LATE + 1
    session.click(to={"group": ["academia"]})
    assert session.request() == {"group": ["academia"]}
    session.now += address.LATE + 1
    assert session.request() == {}
