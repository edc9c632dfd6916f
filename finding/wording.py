"""The texts about a search and its results, in plain text."""

from __future__ import annotations

from collections.abc import Iterator

from finding import kinds
from finding.found import Found, Group
from finding.questions import Question, Reading
from i18n import _, dataset_texts, enumerated, headlines, languages, number, quoted, unnamed
from i18n.filter_options import describe
from queries import Filters
from queries.tables import has_rows


def heading(findings: Found) -> str:
    """The heading of the page."""
    if not findings.words:
        return _("Search everything")
    return _("Results for “{words}”").format(words=findings.words)


def notes(findings: Found) -> Iterator[str]:
    """What a reader must know about the search, one sentence each."""
    if not findings.words:
        yield (
            _(
                "Organisations, themes, claims, submissions, stages, countries, action lines, goals, pages: type a "
                "name, a word or a question."
            )
            if all(map(has_rows, ("claims", "action_lines", "sdgs")))
            else _(
                "Organisations, themes, submissions, stages, countries, pages: type a name, a word or a question."
            )
        )
    if findings.corrected:
        yield _(
            "Nothing matches your words exactly. Showing results for “{words}” instead."
        ).format(words=findings.corrected)
    if findings.foreign and languages.code() != languages.DEFAULT:
        yield languages.summaries()
    elif findings.foreign:
        yield _(
            "The content of this dashboard is in English, so please search in English or use names in Latin "
            "letters."
        )
    if findings.words and not findings.groups:
        yield (
            _("Nothing was found.")
            if not findings.only_kind
            else _("We found nothing of this kind.")
        )
        yield _(
            "Try another spelling, a short name or fewer words. If you find nothing, we did not collect it; it may "
            "still have been said."
        )
        yield unnamed.may_be_among_them()


def unlisted(kind: str, words: str) -> str:
    """The sentence that nothing of a kind has this name; of an organisation, also that it may still have signed."""
    if kind != "organisation":
        return _("Nothing in this list is called “{name}”.").format(name=words)
    none = _("We have no organisation called “{name}”.").format(name=words)
    return f"{none} {unnamed.may_be_among_them()}".strip()


def carried(selection: Filters) -> str:
    """The sentence that the filters do not narrow the results, but go along with the links; empty without filters."""
    if not selection.active():
        return ""
    sentence = _("The search covers everything. The results keep your filters: {filters}")
    return sentence.format(filters=describe(selection))


def examples() -> tuple[str, ...]:
    """Examples of what readers may search for, from the data set: names rather than words of readers."""
    return dataset_texts.texts().examples


def group_title(group: Group) -> str:
    """The heading of a group: its kind and how many there are."""
    return _("{kind}: {count}").format(kind=kinds.heading(group.kind), count=number(group.total))


def offer(question: Question) -> str:
    """The heading above the readings of a question."""
    if question.wider:
        return _("As a question, your words match no submission")
    if len(question.readings) > 1:
        return _("As a question, your words could mean")
    return _("As a question, your words mean")


def reading(question_reading: Reading) -> str:
    """The filters in words, and how many submissions they select."""
    count = (
        headlines.counted(question_reading.submissions, "submissions")
        if question_reading.submissions
        else ""
    )
    return _("{filters} ({count})").format(
        filters=describe(question_reading.filters), count=count or _("no submissions")
    )


def wider(question: Question) -> str:
    """The heading above the readings with one filter less; empty if there are none."""
    return _("Without one of the filters:") if question.wider else ""


def not_understood(question: Question) -> str:
    """The words that stand for no filter; empty if there are none."""
    if not question.not_understood:
        return ""
    words = enumerated([quoted(word) for word in question.not_understood])
    return _("Words we did not understand: {words}").format(words=words)
