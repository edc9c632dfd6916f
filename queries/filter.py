"""The definition of one filter of the reader's selection."""

from __future__ import annotations

from dataclasses import dataclass


def N_(message: str) -> str:
    """Mark a message for translation; it is translated when it is shown."""
    return message


FRONT = 8
"""The number of filters with options that the filter bar shows first."""


@dataclass(frozen=True)
class Filter:
    """The definition of a filter.

    ``name`` is its name in an address. ``on`` is what it narrows: ``signatory`` (an author, too), ``submission`` or
    ``point``. ``sql`` is its condition, in which ``$filter_NAME`` is its value; a filter without ``sql`` compares
    ``column`` with its values. ``label`` and ``meaning`` are messages for readers.

    A filter with a list of options also has: ``bar``, its position in the filter bar, which shows those after FRONT
    under *More filters*; ``options``, a query for id, label, note and sort key of all options, unless another filter
    has the same; ``source``, the relation that joins ``{rows}``, the signatories, submissions or points of a selection,
    with the tables that have ``column``, for the counts of options.
    ``keeps_others``: signatories that do not meet the condition still appear beside those that do.
    ``of_part``: it concerns a signatory's part in a submission, and so chooses no organisation. ``searchable``: the
    search box finds its options. Their labels are those of ``column`` in `i18n.labels.COLUMNS`, else the data's.
    """

    name: str
    on: str
    label: str
    meaning: str
    column: str = ""
    sql: str = ""
    bar: int = 0
    options: str = ""
    source: str = "{rows}"
    keeps_others: bool = False
    of_part: bool = False
    searchable: bool = True

    @property
    def condition(self) -> str:
        """The SQL condition on a row."""
        return self.sql or f"{self.column} IN $filter_{self.name}"

    @property
    def unset(self) -> str:
        """The condition that the filter is not set, for statements that serve both cases (queries/macros.py)."""
        return ""

    @property
    def front(self) -> bool:
        """Whether the filter bar shows its options first."""
        return 0 < self.bar <= FRONT

    def counted_in(self, rows: str) -> str:
        """The relation whose ``column`` has the options to count; ``rows`` is the relation of a selection's rows."""
        return self.source.format(rows=rows)


def values_of(column: str, table: str, label: str = "NULL") -> str:
    """The options of a filter whose ids are the values of a column."""
    return f"SELECT DISTINCT {column} AS id, {label} AS label, NULL AS note, {column} AS sort FROM {table}"  # noqa: S608


@dataclass(frozen=True)
class Dropped:
    """A value of an address that could not be used: the parameter, the value (cut to 60 characters) and why."""

    parameter: str
    value: str
    reason: str
