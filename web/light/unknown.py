"""Unknown ids, and suggestions of similar ones."""

from __future__ import annotations

from difflib import get_close_matches

from data.normalise import fold
from i18n import filter_options
from queries import ask, fetch_rows
from queries.filters import MAX_TEXT

NEAR = 6
"""How many suggestions are made."""
AMONG = 5_000
"""How many of the newest submissions are searched for ids and titles like an unknown id."""


class Unknown(LookupError):
    """There is no such entity. ``near`` has similar ones: id -> label."""

    def __init__(self, kind: str, identifier: str, near: dict[str, str]) -> None:
        super().__init__(identifier)
        self.kind, self.identifier, self.near = kind, identifier, near


def check_id(kind: str, identifier: str) -> None:
    """Raise Unknown unless there is an entity of that id."""
    if kind == "submission":
        if not (0 < len(identifier) <= MAX_TEXT) or ask("submission", id=identifier).empty:
            submissions = fetch_rows("submissions", rows=slice(0, AMONG))
            titles_by_id = dict(zip(submissions.submission_id, submissions.title, strict=True))
            raise Unknown(kind, identifier, near(identifier, titles_by_id))
        return
    choices = filter_options.option_labels()[kind]
    if identifier not in choices or identifier == "none":
        raise Unknown(kind, identifier, near(identifier, filter_options.descriptions(kind)))


def near(identifier: str, choices: dict[str, str]) -> dict[str, str]:
    """The few of ``choices`` (id -> label) whose id or label is like ``identifier``."""
    folded_identifier = fold(identifier[:60])
    ids = get_close_matches(folded_identifier, choices, n=NEAR, cutoff=0.6)
    words = folded_identifier.replace("-", " ").split()
    ids_by_words = [
        identifier
        for identifier, label in choices.items()
        if words and all(word in fold(label) for word in words)
    ]
    return {
        identifier: choices[identifier]
        for identifier in list(dict.fromkeys([*ids, *ids_by_words]))[:NEAR]
        if identifier != "none"
    }
