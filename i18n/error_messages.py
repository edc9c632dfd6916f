"""The messages about stopped questions and about pictures that cannot be made now."""

from i18n import _, number
from queries import QueryTooLarge


def why(error: Exception) -> str:
    """Why a question has no answer, and what its reader can do; ``error`` is a QueryStopped."""
    if isinstance(error, QueryTooLarge):
        return _(
            "This query needs more memory than the server has, so we stopped it. Use more filters and try again."
        )
    return _("This query took too long, so we stopped it. Use more filters and try again.")


def too_many_pictures(seconds: int) -> str:
    """That a picture is not made, since others wait; ``seconds`` later it can be asked for again."""
    return _(
        "Many pictures are being made at the moment. Please try again in {seconds} seconds."
    ).format(seconds=number(seconds))
