"""How asking for a page may end, for the person who reads the report."""

import re


class NotRead(Exception):
    """There is no page to read. The message goes on after the address: "is no longer there (404)"."""

    outcome = "unread"


class Dead(NotRead):
    """The page or its site is no longer there."""

    outcome = "dead"


class Refused(NotRead):
    """The page must not be fetched, or is of a kind that is not read."""

    outcome = "refused"


class Unread(NotRead):
    """Fetching the page did not work this time; it may work the next."""

    outcome = "unread"


KEPT = "kept"
SETTLED = (KEPT, Dead.outcome)
"""Outcomes after which a page is not asked for again for a while; what was refused may be permitted meanwhile."""


def printable_text(text: str) -> str:
    """Text that a server sent, as a message may show it: short, without signs that steer a terminal."""
    return re.sub(r"[^\x20-\x7e]", "?", text)[:120]
