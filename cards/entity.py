"""The entity that an address asks for, as the organisation of /organisation?id=jpnic, and the cards about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from cards.kit import Card, Cards, RecordList, keyed
from cards.query import Context
from i18n import escaping, filter_options
from queries import Filters

Subject = TypeVar("Subject")

MAX_NAMED = 5
"""The most ids of an address that a page looks at."""


def named(page: Context) -> list[str]:
    """The ids that the address names as ``id``, each once."""
    return list(
        dict.fromkeys(
            identifier for identifier in page.view.get("id", ()) if escaping.one_line(identifier)
        )
    )


def ids_of_kind(page: Context, kind: str) -> list[str]:
    """The ids in the address that are entities of a ``kind``, which is the name of a filter, too."""
    labels = filter_options.option_labels()[kind]
    return [
        identifier for identifier in named(page) if identifier in labels and identifier != "none"
    ][:MAX_NAMED]


def without_own(page: Context, kind: str) -> Filters:
    """The filters in force without the one that the page of the ``kind`` sets."""
    names = [kind] if kind in Filters.__dataclass_fields__ else []
    return page.filters.without(*names)


def about(
    page: Context,
    find: Callable[[Context], Subject | None],
    **builders: Callable[[Context, Subject], Card | RecordList | None],
) -> Cards:
    """Cards about the subject that ``find`` returns; each is None if there is no subject."""

    def card(
        build: Callable[[Context, Subject], Card | RecordList | None],
    ) -> Card | RecordList | None:
        subject = find(page)
        return None if subject is None else build(page, subject)

    return {key: partial(keyed, key, card, build) for key, build in builders.items()}
