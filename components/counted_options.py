"""Options of a filter that say how many submissions each would select.

Streamlit's front end knows options by their words and sends words back. The number of an option changes with the other
filters, so words may come back with a number that the server no longer gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from i18n import escaping, filter_options, number

_LONGEST_NUMBER = 16


def in_list(words: str, count: int | str) -> str:
    """An option of a list, as plain text."""
    return filter_options.counted(words, count)


def in_pill(words: str, count: int | str) -> str:
    """An option that is a button, as Markdown: the number is pale, and where it is 0 the words are, too."""
    if count == 0:
        return f":gray[{escaping.markdown(words)} {number(0)}]"
    said = count if isinstance(count, str) else number(count)
    return f"{escaping.markdown(words)} :gray[{said}]"


def chosen(
    came_back: Iterable[str],
    words: Mapping[str, str],
    form: Callable[[str, int | str], str],
) -> tuple[str, ...]:
    """The ids of the options (id -> words) that came back from a widget, as ids or as words with some number.

    ``form`` is ``in_list`` or ``in_pill``. What is neither is left out.
    """
    found = (one if one in words else _with_any_number(one, words, form) for one in came_back)
    return tuple(one for one in found if one is not None)


def _with_any_number(
    shown: str, words: Mapping[str, str], form: Callable[[str, int | str], str]
) -> str | None:
    for identifier, label in words.items():
        before, _number, after = form(label, "\0").partition("\0")
        held = len(shown) - len(before) - len(after)
        fits = shown.startswith(before) and shown.endswith(after) and 0 < held <= _LONGEST_NUMBER
        if fits or shown == form(label, 0):
            return identifier
    return None
