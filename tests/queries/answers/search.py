"""What the question that the search asks must return."""

import re
from collections.abc import Iterator

from data.normalise import fold
from tests.queries.oracle import Oracle, Rows, Selection

UNSPACED = "\u0e00"
"""The first letter of the scripts that have no blanks between words: any part of a word may be looked for."""


def _words(oracle: Oracle, submission: str) -> Iterator[str]:
    """The words of its title, of its authors' names and of its stage's titles, and the parts of words with signs."""
    row, stage = oracle.submissions[submission], oracle.stage_of(submission)
    authors = (party for party in oracle.parties_of[submission] if party.role == "author")
    organisations = (oracle.organisations[party.organisation] for party in authors)
    names = [
        name
        for organisation in organisations
        for name in (organisation["name"], organisation["short_name"])
    ]
    for text in (row["title"], stage["title"], stage["short_title"], *names):
        for word in fold(text).split():
            yield word
            for part in re.split(r"[^\w]|_", word):
                yield part
                yield from (part[index:] for index, letter in enumerate(part) if letter >= UNSPACED)
                yield from re.split(f"[{UNSPACED}-\U0010ffff]+", part)


def submissions_found(oracle: Oracle, selection: Selection) -> Rows:
    """The words do not narrow the selection as the filter does: they are looked for in fewer places."""
    wanted = fold(selection.filters.q).split()
    selected = oracle.select(selection.filters.without("q")).submissions
    whole, beginning = [], []
    for submission in oracle.latest_first(selected):
        words = set(_words(oracle, submission))
        if words.issuperset(wanted):
            whole.append(submission)
        elif all(
            word in words
            or (
                (len(word) > 2 or word >= UNSPACED)
                and any(candidate.startswith(word) for candidate in words)
            )
            for word in wanted
        ):
            beginning.append(submission)
    return [
        (
            submission,
            oracle.submissions[submission]["title"],
            oracle.authors(submission),
            *oracle.dated(submission),
            oracle.submissions[submission]["stage_id"],
            oracle.stage_of(submission)["title"],
            oracle.submissions[submission]["document_type"],
            oracle.reporter(submission),
            submission in whole,
        )
        for submission in (*whole, *beginning)
    ]


ANSWERS = {"submissions_found": submissions_found}
