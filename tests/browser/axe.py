"""What axe-core finds on a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

from tests.browser.reading import Reader

OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
"""With the rule of WCAG 2.2 AA that axe-core leaves out unless it is asked for; it has all others of level A and AA.
Without the elements that are as they should be: to name them takes two thirds of its time.
"""

OF_STREAMLIT = {("landmark-unique", '<div role="navigation" aria-label=')}
"""Rule and beginning of the element of what Streamlit would have to mend: see docs/design.md."""


def faults(reader: Reader) -> list[tuple[str, str]]:
    """Rule and element of everything that axe-core finds, but for what is Streamlit's own."""
    # Streamlit fades what is drawn anew for a moment, and faded text has too little contrast.
    reader.page.wait_for_function(
        """() => !document.getAnimations().some(animation =>
            animation instanceof CSSTransition && animation.playState === 'running')"""
    )
    violations = [
        (violation["id"], node["html"][:200])
        for violation in Axe().run(reader.page, options=OPTIONS).response["violations"]
        for node in violation["nodes"]
    ]
    return [
        (rule, element)
        for rule, element in violations
        if not any(
            rule == streamlit_rule and element.startswith(part)
            for streamlit_rule, part in OF_STREAMLIT
        )
    ]
