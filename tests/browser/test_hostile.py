"""Hostile addresses in a real browser: no script of theirs runs, no element of theirs is made."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import pytest

from tests.faults.hostile_addresses import RAN, TEXTS

SAMPLE = [text for text in TEXTS if RAN in text or "](" in text]
INJECTED = f"""() => [...document.querySelectorAll(
    `img[src="x"], iframe, [onerror], [onload], a[href^="javascript:"],
    a[href^="data:"], a[href^="http://e.example"], a[href^="//e.example"]`
)].length + (window.{RAN}Count || 0)"""
CALLED = f"window.{RAN} = () => {{ window.{RAN}Count = (window.{RAN}Count || 0) + 1; }};"


@pytest.mark.parametrize("path", ["points", "submissions", "light/points", "compare"])
def test_nothing_of_a_hostile_address_runs_or_becomes_an_element(
    new_reader: object, path: str, tally: Callable[..., None]
) -> None:
    reader = new_reader(width=390)
    dialogs: list[str] = []
    reader.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    reader.page.add_init_script(CALLED)
    for turn in range(0, len(SAMPLE), 4):
        values = SAMPLE[turn : turn + 4]
        query = urlencode(
            {"q": values[0], "theme": values, "id": values, "find": values[-1]}, doseq=True
        )
        reader.page.goto(f"{reader.url}/{path}?{query}")
        if not path.startswith("light"):
            reader.settled()
        assert reader.page.evaluate(INJECTED) == 0
    assert dialogs == []
    hosts = {urlsplit(address).hostname for address in reader.requests}
    assert hosts <= {urlsplit(reader.url).hostname, None}
    tally(hostile_inputs_tried=len(SAMPLE), markup_rendered=0, foreign_requests=0)
