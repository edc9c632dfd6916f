"""The messages about stopped questions."""

from i18n import _
from queries import QueryTooLarge


def why(error: Exception) -> str:
    """Why a question has no answer, and what its reader can do; ``error`` is a QueryStopped."""
    if isinstance(error, QueryTooLarge):
        return _(
            "This question needs more memory than the server has for it and was stopped. "
            "Narrow the filters and try again."
        )
    return _("This question took too long and was stopped. Narrow the filters and try again.")
