"""A page of another site that frames the dashboard cannot steer it by the messages that Streamlit understands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Page, Route, expect

from tests.browser.reading import Reader

FOREIGN = "https://evil.streamlit.app"
"""An origin that Streamlit's own list lets in; anybody may have one like it."""

MESSAGES: dict[str, tuple[dict[str, object], str]] = {
    "UPDATE_HASH": ({"hash": "#forged"}, "state.address.endsWith('#forged')"),
    "UPDATE_FROM_QUERY_PARAMS": (
        {"queryParams": "?card=most&embed=true&q=forged"},
        "state.address.includes('q=forged')",
    ),
    "SET_CUSTOM_THEME_CONFIG": (
        {"themeInfo": {"primaryColor": "#ff0000", "backgroundColor": "#ff0000", "base": 0}},
        "state.ground === 'rgb(255, 0, 0)'",
    ),
    "TERMINATE_WEBSOCKET_CONNECTION": ({}, "state.connection === 'DISCONNECTED_FOREVER'"),
}
"""Type of a message -> what it carries, and what holds once it is obeyed."""

_STATE = """() => ({
    address: location.href,
    ground: getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor,
    connection: document.querySelector('[data-test-connection-state]').dataset.testConnectionState,
    text: document.querySelector('[data-testid="stMain"]').innerText,
})"""


@pytest.fixture
def guest(new_reader: Callable[..., Reader]) -> Reader:
    """A reader of the foreign page, which the browser lets reach this machine as it could reach any public site."""
    return new_reader(permissions=["local-network-access"])


def framed(guest: Reader) -> Frame:
    """The dashboard within the foreign page, once it is drawn."""

    def answer(route: Route) -> None:
        frame = (
            f'<iframe src="{guest.url}/challenges?card=most&embed=true" width="1200" height="800">'
        )
        route.fulfill(content_type="text/html", body=f"{frame}</iframe>")

    guest.page.context.route(f"{FOREIGN}/", answer)
    guest.page.goto(f"{FOREIGN}/")
    inside = guest.page.frame_locator("iframe")
    expect(inside.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(inside.locator('[data-test-script-state="notRunning"]')).to_be_visible()
    return guest.page.frames[1]


def post(page: Page, kind: str) -> None:
    fields, _condition = MESSAGES[kind]
    message = {"stCommVersion": 1, "type": kind, **fields}
    page.evaluate("message => frames[0].postMessage(message, '*')", message)


def test_nothing_that_a_foreign_page_sends_changes_the_dashboard_in_it(guest: Reader) -> None:
    frame = framed(guest)
    before = frame.evaluate(_STATE)
    assert before["connection"] == "CONNECTED"
    for kind in MESSAGES:
        post(guest.page, kind)
    guest.page.wait_for_timeout(1_000)
    assert frame.evaluate(_STATE) == before


def test_the_same_messages_steer_a_dashboard_that_lets_the_foreign_page_in(guest: Reader) -> None:
    """Without this, the test above would still pass if Streamlit renamed its messages."""
    config = {"allowedOrigins": ["https://*.streamlit.app"], "useExternalAuthToken": False}
    guest.page.context.route("**/_stcore/host-config", lambda route: route.fulfill(json=config))
    frame = framed(guest)
    for kind, (_fields, condition) in MESSAGES.items():
        post(guest.page, kind)
        frame.wait_for_function(f"() => {{ const state = ({_STATE})(); return {condition}; }}")
