"""The labels of filters' options, and selections in words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import pandas as pd

from data.rows import each
from i18n import (
    _,
    aside,
    collation,
    day,
    either,
    enumerated,
    escaping,
    labels,
    number,
    pgettext,
    quoted,
    series,
    stating,
)
from queries import FILTERS, Filters, Question, ask, language, per_version
from queries.filters import ALSO_FILTERS, Dropped
from queries.tables import table

_DESCRIBED = ("organisation", "claim")
_BY_WORDS = ("claim", "country", "organisation", "theme")
"""Filters whose options stand in the order of their words."""
LEFT_OUT = 8
OFFERED = 400
"""The most options of one list that a browser is sent."""


@per_version()
def option_labels() -> dict[str, dict[str, str]]:
    """Every filter's options: filter -> id -> label, in display order."""
    options: dict[str, dict[str, str]] = {name: {} for name in FILTERS}
    rows = all_options()
    lines = set(rows[rows["filter"] == "action_line"].id)
    for row in each(rows):
        label = row.label if isinstance(row.label, str) else None
        code = _code(row.id, lines) if row.filter == "action_line" else row.id
        options[row.filter][row.id] = labels.option(row.filter, code, label)
    if language.code() != language.DEFAULT:
        options |= {name: collation.in_order(options[name]) for name in _BY_WORDS}
    for name in ALSO_FILTERS:
        main_options = options[name.removeprefix("also_")]
        options[name] = {
            identifier: words for identifier, words in main_options.items() if identifier != "none"
        }
    return options


def _code(action_line: str, lines: Collection[str]) -> str:
    """The code of an action line; for a field, whose id continues that of one of the ``lines``, the line's: C7 of
    C7-egov.
    """
    line = action_line.rpartition("-")[0]
    return line if line in lines else action_line


_OPTIONAL = ("country", "action_line", "sdg", "also_claim")
"""Filters of which a submission may have no option."""


def tells_apart(name: str) -> bool:
    """Whether a filter can narrow anything: it has options, and not one alone that every submission has."""
    options = option_labels()[name]
    return len(options) > 1 or (len(options) == 1 and name in _OPTIONAL)


_IDS = {
    "action_lines": "action_line",
    "fields": "action_line",
    "positions": "claim",
    "theme_ids": "theme",
}
IN_WORDS = (*labels.COLUMNS, *_IDS, "groups")
"""The columns of tables whose cells hold ids that readers see as words."""


def cell_in_words(column: str, value: str) -> str:
    """A cell of one of the columns IN_WORDS: 'C2; C7-egov' is 'C2 Infrastructure; C7 E-government'."""
    if column in _IDS:
        words = option_labels()[_IDS[column]]
        return "; ".join(words.get(identifier, identifier) for identifier in value.split("; "))
    if column == "groups":
        counted_groups = (part.rpartition(" ") for part in value.split("; "))
        return "; ".join(
            f"{labels.GROUPS.of(group)}{between}{count}" for group, between, count in counted_groups
        )
    return labels.COLUMNS[column].of(value) if column in labels.COLUMNS else value


@per_version()
def all_options() -> pd.DataFrame:
    """The answer to the question ``options`` for all data."""
    return ask("options")


@per_version(len(FILTERS))
def descriptions(name: str) -> dict[str, str]:
    """The options of one filter with the descriptions that readers search: 'JPNIC · Japan Network ...'.

    An organisation that has another name in the reader's language has its English one, too.
    """
    rows = all_options()
    filter_name = name.removeprefix("also_")
    notes = rows[rows["filter"] == filter_name].set_index("id").note.to_dict()
    english = _english_names() if filter_name == "organisation" else {}
    words = {}
    for identifier, label in option_labels()[name].items():
        note = escaping.one_line(notes.get(identifier))
        note = labels.KINDS.of(note) if filter_name == "claim" else note
        title = escaping.one_line(label)
        words[identifier] = (
            f"{title} · {note}" if note and note != title and filter_name in _DESCRIBED else title
        )
        if (name_in_english := english.get(identifier, note)) not in (note, title):
            words[identifier] = _("{name} ({english})").format(
                name=words[identifier], english=name_in_english
            )
    return words


def _english_names() -> dict[str, str]:
    """Organisation -> its name in English."""
    rows = table("organisations")
    return dict(zip(rows.organisation_id, map(escaping.one_line, rows.name), strict=True))


def options_offered(
    name: str, keep: Sequence[str] = (), among: Sequence[str] | None = None
) -> dict[str, str]:
    """Up to OFFERED of the options that ``descriptions`` has, in its order, and those to ``keep``.

    They are the first of the options ``among``, by default those that most submissions have.
    """
    identifiers = {*(_often(name) if among is None else among)[:OFFERED], *keep}
    return {
        identifier: words
        for identifier, words in descriptions(name).items()
        if identifier in identifiers
    }


def counts(selection: Filters, of: str) -> Mapping[str, Mapping[str, int]]:
    """Filter -> option -> how many submissions are selected if only this option of the filter is chosen.

    ``of`` is *front* or *more*: the filters that stand first in the filter bar, or the others. Without an active filter
    the answer has both. Options that no submission has beside the other filters are left out.
    """
    if not selection.active():
        return _counts_of_all()
    return _by_filter(ask("option_counts", selection, of=of))


@per_version()
def _counts_of_all() -> Mapping[str, Mapping[str, int]]:
    """What ``counts`` returns where no filter is active: the numbers that the list of options has."""
    rows = all_options()
    by_filter = _by_filter(rows[rows.submissions > 0])
    for name in ALSO_FILTERS:
        main_counts = by_filter.get(name.removeprefix("also_"), {})
        by_filter[name] = {
            identifier: count for identifier, count in main_counts.items() if identifier != "none"
        }
    return by_filter


def _by_filter(rows: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Filter -> option -> number of submissions, of rows with the columns ``filter``, ``id`` and ``submissions``."""
    by_filter: dict[str, dict[str, int]] = {}
    for name, identifier, count in rows[["filter", "id", "submissions"]].to_numpy().tolist():
        by_filter.setdefault(name, {})[identifier] = count
    return by_filter


def counted(words: str, count: int | str) -> str:
    """An option's words with the number of its submissions: 'IGF funding (41)'."""
    figure = count if isinstance(count, str) else number(count)
    return _("{option} ({count})").format(option=words, count=figure)


@per_version(8)
def _often(name: str) -> list[str]:
    """The options of a filter by number of submissions."""
    words = descriptions(name)
    rows = all_options()
    option_rows = rows[rows["filter"] == name.removeprefix("also_")]
    identifiers = option_rows.sort_values("submissions", ascending=False, kind="stable").id
    return [identifier for identifier in identifiers if identifier in words]


def describe(selection: Filters) -> str:
    """The selection as one line of plain text: 'Theme: IGF funding; Stage of the review: Zero draft or Revision 1'."""
    filters = [described(selection, name) for name in selection.active()]
    return series(filters) or pgettext("no filter", "none")


_VALUES = 80
"""Characters of the values of filters in a title."""


def narrowed(title: str, selection: Filters) -> str:
    """A title and the values of the filters that narrow what it is of: 'Themes · Technical community, Europe'."""
    values = enumerated([_value(selection, name) for name in selection.active()])
    return f"{title} · {escaping.shorten(values, _VALUES)}" if values else title


def asked_in_words(question: Question, parameters: Mapping[str, str]) -> str:
    """A question's own parameters, with defaults, as one line of plain text, under their names in addresses.

    'count = points (what is counted); id = jpnic (Organisation: JPNIC)'. Empty if it has none.
    """
    parts = []
    for parameter in question.parameters:
        value = parameters[parameter.name] if parameter.name in parameters else parameter.choices[0]
        if parameter.choices:
            words = _("{value} ({meaning})").format(value=value, meaning=_(parameter.meaning))
        else:
            kind = parameters.get("by", "organisation") if parameter.several else parameter.kind
            ids = value.split(",") if parameter.several else [value]
            words = enumerated(
                [aside(identifier, _entity_in_words(kind, identifier)) for identifier in ids]
            )
        parts.append(f"{parameter.url_name} = {words}")
    return series(parts)


def subject_in_words(question: Question, parameters: Mapping[str, str]) -> str:
    """The entities in a question's own parameters, as plain text: 'Organisation: JPNIC'. Empty if they name none."""
    subjects = []
    for parameter in question.parameters:
        if not parameter.choices and (value := parameters.get(parameter.name, "")):
            kind = parameters.get("by", "organisation") if parameter.several else parameter.kind
            subjects += [
                _entity_in_words(kind, identifier)
                for identifier in (value.split(",") if parameter.several else [value])
            ]
    return series(subjects)


def _entity_in_words(kind: str, identifier: str) -> str:
    if kind == "submission":
        titles = ask("submission", id=identifier).title.to_list()
        heading, label = _("Submission"), titles[0] if titles else identifier
    else:
        heading, label = labels.FILTERS[kind], option_labels()[kind].get(identifier, identifier)
    return stating(heading, escaping.one_line(label))


def left_out(dropped: Sequence[Dropped]) -> list[str]:
    """The unusable parts of an address and the reasons, as lines of plain text: at most LEFT_OUT, then a count."""
    reasons = {
        "unknown": _("not in this data set"),
        "too many": _("too many values for one filter"),
        "too long": _("cut because it is longer than 200 characters"),
        "no words": _("contains nothing to search for"),
        "no date": _("not a date (write 2025-02-28)"),
        "before since": _("before the earliest date"),
    }
    lines = [
        _("{filter} “{value}”: {reason}").format(
            filter=labels.FILTERS[part.parameter],
            value=escaping.one_line(part.value),
            reason=reasons[part.reason],
        )
        for part in dropped[:LEFT_OUT]
    ]
    if len(dropped) > LEFT_OUT:
        more = len(dropped) - LEFT_OUT
        lines.append(_("and {n} more").format(n=number(more)))
    return lines


def described(selection: Filters, name: str) -> str:
    """One active filter as plain text: 'Stage of the review: Zero draft or Revision 1'."""
    return stating(labels.FILTERS[name], _value(selection, name))


def _value(selection: Filters, name: str) -> str:
    value, options = getattr(selection, name), option_labels()
    if isinstance(value, tuple):
        return either(
            [escaping.one_line(options[name].get(identifier, identifier)) for identifier in value]
        )
    return day(value) if isinstance(value, date) else quoted(escaping.one_line(value))


def left_out_in_words(name: str) -> str:
    """The sentence that a card shows more than the filter ``name`` selects, so that readers can compare."""
    return {
        "organisation": _(
            "All organisations are shown, so you can compare with the ones you picked"
        ),
        "theme": _("All themes are shown, so you can compare with the ones you picked"),
        "claim": _("All claims are shown, so you can compare with the ones you picked"),
        "family": _(
            "All families of themes are shown, so you can compare with the ones you picked"
        ),
        "group": _("All stakeholder groups are shown, so you can compare with the ones you picked"),
        "region": _("All world regions are shown, so you can compare with the ones you picked"),
        "country": _("All countries are shown, so you can compare with the ones you picked"),
        "stage": _("All stages are shown, so you can compare with the ones you picked"),
        "action_line": _("All action lines are shown, so you can compare with the ones you picked"),
        "sdg": _("All goals are shown, so you can compare with the ones you picked"),
        "kind": _("Other kinds of points are shown too, so you can compare with what you picked"),
    }.get(name) or _("Everything is shown, so you can compare with what you picked")
