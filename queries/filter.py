"""What is said of one filter of the reader's selection."""

from __future__ import annotations

from dataclasses import dataclass


def N_(message: str) -> str:
    """Mark a message for translation; it is translated when it is shown."""
    return message


@dataclass(frozen=True)
class Filter:
    """The definition of a filter.

    ``name`` is its name in an address. ``on`` is what it narrows: ``signatory`` (an author, too), ``submission`` or
    ``point``. ``sql`` is its condition, in which ``$filter_NAME`` is its value; where a filter has none of its own,
    one of its values must be that of ``column``. ``label`` and ``meaning`` are messages for readers.

    A filter with a list of options has besides: ``bar``, its place in the filter bar, where those after FRONT stand
    under *More filters*; ``options``, a query for id, label, note and sort key of all that can be chosen, unless
    another filter has the same; ``source``, the relation in whose ``column`` the options of a selection are counted.
    ``keeps_others``: signatories that do not meet the condition are still shown beside those that do.
    """

    name: str
    on: str
    label: str
    meaning: str
    column: str = ""
    sql: str = ""
    bar: int = 0
    options: str = ""
    source: str = ""
    keeps_others: bool = False

    @property
    def condition(self) -> str:
        """The SQL condition on a row."""
        return self.sql or f"{self.column} IN $filter_{self.name}"

    @property
    def unset(self) -> str:
        """The condition under which the filter is not set, in a statement for both cases (queries/macros.py)."""
        return ""

    @property
    def counted_in(self) -> str:
        """The relation of a selection that has its values."""
        return self.source or (
            "selected_signatories" if self.on == "signatory" else f"selected_{self.on}s"
        )
