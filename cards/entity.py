"""The entity that an address asks for: the organisation of /organisation?id=jpnic."""

from cards.query import Context
from i18n import escaping, filter_options
from queries import Filters

MAX_NAMED = 5
"""How many of the ids in an address are looked at."""


def named(page: Context) -> list[str]:
    """The ids that the address names as ``id``, each once."""
    return list(dict.fromkeys(one for one in page.view.get("id", ()) if escaping.one_line(one)))


def known(page: Context, kind: str) -> list[str]:
    """Those of them that are entities of a ``kind`` that is a filter."""
    labels = filter_options.option_labels()[kind]
    return [one for one in named(page) if one in labels and one != "none"][:MAX_NAMED]


def without_own(page: Context, kind: str) -> Filters:
    """The filters in force without the one that the page of the ``kind`` sets."""
    own = [kind] if kind in Filters.__dataclass_fields__ else []
    return page.filters.without(*own)
