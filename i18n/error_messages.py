"""The messages about stopped queries and about pictures that the server cannot make now."""

from i18n import _, ngettext, number
from queries import QueryTooLarge

MOST_LETTERS = 12
"""The most letters without a font that a message names."""


def why(error: Exception) -> str:
    """Why a question has no answer, and what the reader can do; ``error`` is a QueryStopped."""
    if isinstance(error, QueryTooLarge):
        return _(
            "This query needs more memory than the server has, so we stopped it. Use more filters and try again."
        )
    return _("This query took too long, so we stopped it. Use more filters and try again.")


def letters_missing(letters: str) -> str:
    """The message that the server makes no picture, since it has no font for some letters of it."""
    return _(
        "The server has no font for some letters of this picture: {letters}. "
        "Please take the SVG, which your own fonts draw."
    ).format(letters=letters[:MOST_LETTERS])


def too_many_pictures(seconds: int) -> str:
    """The message that the server makes no picture now, since others wait; readers can try again after ``seconds``."""
    return ngettext(
        "Many pictures are being made at the moment. Please try again in {seconds} second.",
        "Many pictures are being made at the moment. Please try again in {seconds} seconds.",
        seconds,
    ).format(seconds=number(seconds))
