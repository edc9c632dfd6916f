"""The sentence about a data set to which nobody has added a submission."""

from i18n import _
from queries import count_rows, per_version

DOCUMENT = "docs/own-consultation.md"


@per_version()
def nothing_yet() -> str:
    """A sentence that says there is nothing yet, and how to begin; empty where there is a submission."""
    if count_rows("submissions"):
        return ""
    return _("Nothing has been added yet. To add the first submission, see {document}.").format(
        document=DOCUMENT
    )
