"""What is said of a search and of what was found, in plain text."""

from __future__ import annotations

from collections.abc import Iterator

from finding import kinds
from finding.found import Found, Group
from finding.questions import Question, Reading
from i18n import _, dataset_texts, enumerated, headlines, languages, number
from i18n.filter_options import describe
from queries import Filters


def heading(found: Found) -> str:
    """The heading of the page."""
    if not found.words:
        return _("Find anything")
    return _("Results for “{words}”").format(words=found.words)


def notes(found: Found) -> Iterator[str]:
    """What a reader must know of the search, a sentence each."""
    if not found.words:
        yield _(
            "Organisations, themes, claims, submissions, stages of the review, countries, action lines, goals, pages: "
            "type a name, a word or a plain question."
        )
    if found.corrected:
        yield _("Nothing has these words as typed. Shown is what has “{words}”.").format(
            words=found.corrected
        )
    if found.foreign and languages.code() != languages.DEFAULT:
        yield languages.summaries()
    elif found.foreign:
        yield _(
            "The texts of this dashboard are in English, so please search with English words or names in Latin letters."
        )
    if found.words and not found.groups:
        yield _("Nothing was found.") if not found.shown else _("Nothing of this kind was found.")
        yield _(
            "Try another spelling, a short name or fewer words. What is not found was not collected; that is no proof "
            "that it was not said."
        )


def carried(selection: Filters) -> str:
    """That the filters do not narrow what is found, but go along with the links; empty if there are none."""
    if not selection.active():
        return ""
    said = _("Everything is searched. Your filters go along with the links: {filters}")
    return said.format(filters=describe(selection))


def examples() -> tuple[str, ...]:
    """What readers may search for, for example: of the data set, and names rather than words of readers."""
    return dataset_texts.texts().examples


def group_title(group: Group) -> str:
    """The heading of a group: its kind and how many there are."""
    return _("{kind}: {count}").format(kind=kinds.heading(group.kind), count=number(group.total))


def offer(question: Question) -> str:
    """What stands above the readings of a question."""
    if question.wider:
        return _("Read as a question: no submission has all of this")
    if len(question.readings) > 1:
        return _("Read as a question, this can mean")
    return _("Read as a question, this means")


def reading(one: Reading) -> str:
    """The filters in words, and how many submissions they select."""
    counted = headlines.counted(one.submissions, "submissions") if one.submissions else ""
    return _("{filters} ({count})").format(
        filters=describe(one.filters), count=counted or _("no submission")
    )


def wider(question: Question) -> str:
    """What stands above the readings with one filter less; empty if there are none."""
    return _("With one filter less:") if question.wider else ""


def not_understood(question: Question) -> str:
    """The words that stand for no filter; empty if there are none."""
    if not question.not_understood:
        return ""
    words = enumerated([_("“{word}”").format(word=word) for word in question.not_understood])
    return _("Not understood: {words}").format(words=words)
