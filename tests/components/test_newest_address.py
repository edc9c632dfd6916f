"""The newest address of a session wins over one that a request brings late, but not over a link or a step back."""

from types import SimpleNamespace

import pytest
import streamlit as st

from components import address, redirects, widgets
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

    def ask(self, page: str = "themes", *, back: bool = False, **parameters: str) -> None:
        """Ask for an address."""
        self.now += 0.1
        self.context = SimpleNamespace(
            cursors=object(), page_script_hash=page, is_history_navigation=back
        )
        self.query.from_dict({name: [value] for name, value in parameters.items()})

    def answer(self) -> Parameters:
        """Run the page, and get the parameters that it shows."""
        address.settle(called_back=False)
        return dict(address.given())

    def request(self, page: str = "themes", *, back: bool = False, **parameters: str) -> Parameters:
        """Ask for an address as a link does, and get the parameters that the answer is for."""
        self.ask(page, back=back, **parameters)
        return self.answer()

    def click(self, page: str = "themes", *, to: Parameters, **parameters: str) -> Parameters:
        """Ask as a click does that puts other parameters into the address."""
        self.ask(page, **parameters)
        address.given()
        address.put({name: values for name, values in {**self.query, **to}.items() if values})
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


LONG = 3_600.0
"""Seconds that the browser waits for an answer."""


def test_a_click_is_not_undone_however_late_the_address_is(session: Session) -> None:
    session.request()
    session.click(to={"count": ["points"]})
    session.click(to={"group": ["academia"]})
    session.now += LONG
    expected = {"count": ["points"], "group": ["academia"], "kind": ["position"]}
    assert session.click(to={"kind": ["position"]}) == expected
    session.now += LONG
    assert session.request(count="points") == expected


def test_more_clicks_than_a_hand_makes_before_an_answer_count_and_no_more_addresses_are_kept(
    session: Session,
) -> None:
    session.request()
    for number in range(address.MOST - 1):
        session.click(to={"q": [f"{number}"]})
    assert session.click(to={"group": ["academia"]}) == {
        "q": [f"{address.MOST - 2}"],
        "group": ["academia"],
    }
    assert len(address.session().addresses) == address.MOST


def test_a_link_in_the_menu_to_the_page_itself_is_followed(session: Session) -> None:
    session.request(theme="gender")
    session.now += address.LATE + 1
    session.click(theme="gender", to={"sort": ["name"]})
    late = session.request(theme="gender")
    assert late == {"theme": ["gender"], "sort": ["name"]}
    session.now += address.LATE + 1
    assert session.request(theme="gender") == {"theme": ["gender"]}


def test_a_click_that_changes_no_address_is_no_link(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.request()
    address.session().heard["list"] = st.session_state["list"] = "same"
    for click in (
        lambda: redirects.open_entity("organisation", "jpnic"),
        widgets.on_change("list", lambda _before, _now: None),
    ):
        session.request(count="organisations")
        session.click(count="organisations", to={"count": ["points"]})
        session.now += address.LATE + 1
        session.ask(count="organisations")
        click()
        assert session.answer() == {"count": ["points"]}


def test_what_a_step_back_leaves_does_not_come_back_late(session: Session) -> None:
    session.request()
    session.click(to={"group": ["academia"]})
    session.request(group="academia")
    session.click(group="academia", to={"kind": ["position"]})
    assert session.request(back=True) == {}
    late = {"group": "academia", "kind": "position"}
    assert session.click(to={"q": ["rights"]}, **late) == {"q": ["rights"]}
    assert session.request(back=True, **late) == {
        "group": ["academia"],
        "kind": ["position"],
    }


def test_a_step_back_to_another_page_leaves_no_address_of_the_page_before(
    session: Session,
) -> None:
    session.request("claims")
    session.click("claims", to={"group": ["academia"]})
    assert session.request(back=True, theme="gender") == {"theme": ["gender"]}
    assert session.request("claims", group="academia") == {"group": ["academia"]}


def test_a_link_that_was_drawn_long_after_the_newest_selection_keeps_its_own_filters(
    session: Session,
) -> None:
    session.request()
    session.click(to={"group": ["academia"]})
    session.now += address.LATE + 1
    assert session.request(page="claims") == {}
