"""What is said of a search and of what was found, in plain text."""

from __future__ import annotations

from collections.abc import Iterator

from finding import kinds
from finding.found import Found, Group
from finding.questions import Question, Reading
from i18n import _, dataset_texts, enumerated, headlines, languages, number, quoted, unnamed
from i18n.filter_options import describe
from queries import Filters
from queries.tables import has_rows


def heading(found: Found) -> str:
    """The heading of the page."""
    if not found.words:
        return _("Search everything")
    return _("Results for “{words}”").format(words=found.words)


def notes(found: Found) -> Iterator[str]:
    """What a reader must know of the search, a sentence each."""
    if not found.words:
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
    if found.corrected:
        yield _(
            "Nothing matches your words exactly. Showing results for “{words}” instead."
        ).format(words=found.corrected)
    if found.foreign and languages.code() != languages.DEFAULT:
        yield languages.summaries()
    elif found.foreign:
        yield _(
            "The content of this dashboard is in English, so please search in English or use names in Latin "
            "letters."
        )
    if found.words and not found.groups:
        yield _("Nothing was found.") if not found.shown else _("We found nothing of this kind.")
        yield _(
            "Try another spelling, a short name or fewer words. If you find nothing, we did not collect it; it may "
            "still have been said."
        )
        yield unnamed.may_be_among_them()


def unlisted(kind: str, words: str) -> str:
    """That nothing of a kind has this name; of an organisation, that it may have signed all the same."""
    if kind != "organisation":
        return _("Nothing in this list is called “{name}”.").format(name=words)
    none = _("We have no organisation called “{name}”.").format(name=words)
    return f"{none} {unnamed.may_be_among_them()}".strip()


def carried(selection: Filters) -> str:
    """That the filters do not narrow what is found, but go along with the links; empty if there are none."""
    if not selection.active():
        return ""
    said = _("The search covers everything. The results keep your filters: {filters}")
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
        return _("As a question, your words match no submission")
    if len(question.readings) > 1:
        return _("As a question, your words could mean")
    return _("As a question, your words mean")


def reading(one: Reading) -> str:
    """The filters in words, and how many submissions they select."""
    counted = headlines.counted(one.submissions, "submissions") if one.submissions else ""
    return _("{filters} ({count})").format(
        filters=describe(one.filters), count=counted or _("no submissions")
    )


def wider(question: Question) -> str:
    """What stands above the readings with one filter less; empty if there are none."""
    return _("Without one of the filters:") if question.wider else ""


def not_understood(question: Question) -> str:
    """The words that stand for no filter; empty if there are none."""
    if not question.not_understood:
        return ""
    words = enumerated([quoted(word) for word in question.not_understood])
    return _("Words we did not understand: {words}").format(words=words)
