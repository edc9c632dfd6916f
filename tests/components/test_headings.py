"""The heading of a card."""

from streamlit.testing.v1 import AppTest


def _without_words() -> None:
    """AppTest runs the text of this function alone, so it imports what it needs."""
    from components.headings import heading

    heading("", "")


def test_a_card_without_finding_and_subtitle_has_no_heading() -> None:
    app = AppTest.from_function(_without_words, default_timeout=60).run()
    assert not app.exception
    assert not app.get("html")
