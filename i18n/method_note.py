"""Notes on how a figure was counted, from the header of its question."""

from i18n import N_, _, dataset_texts, messages, sentences
from i18n.escaping import markdown
from i18n.filter_options import describe
from i18n.nothing_yet import nothing_yet
from queries import Filters, question
from queries.tables import has_rows


def limits() -> str:
    """Sentences on the limits of the data: that there are none yet, how they were collected, which page says more."""
    return sentences(nothing_yet(), dataset_texts.texts().collection, _("See “Data and method”."))


def how(name: str, selection: Filters, unit: str | None, extra: str = "", reports: str = "") -> str:
    """Markdown that says how the answer to the question ``name`` was counted under ``selection``.

    ``reports`` says how many of the submissions are reports by others.
    """
    definition = question(name)
    lines = [_("**Each row**: {row}.").format(row=markdown(_(definition.row)))]
    if unit:
        lines.append(messages.UNIT_MEANING(unit))
    if extra:
        lines.append(extra)
    lines.append(_("**Filters**: {filters}.").format(filters=markdown(describe(selection))))
    if reports:
        lines.append(reports)
    lines.append(markdown(limits()))
    lines.append(
        _("**Columns**:")
        + "\n"
        + "\n".join(
            _column(column.name, _(column.meaning), _(column.unit) if column.unit else "")
            for column in definition.columns
        )
    )
    return "\n\n".join(lines)


def _column(name: str, meaning: str, unit: str) -> str:
    """Markdown: a list's entry on a column."""
    entry = f"- **{markdown(heading(name))}** – {markdown(meaning)}"
    return f"{entry} ({markdown(unit)})" if unit else entry


def heading(column: str) -> str:
    """A column's heading for readers: submitted_on -> Submitted on."""
    if column == "said" and not has_rows("claims"):
        return _("Theme")
    return _(message_of_heading(column))


def message_of_heading(column: str) -> str:
    """The message id of a column's heading: the words of its name, or better ones: signed_on -> Signed on."""
    return _HEADINGS.get(column) or column.replace("_", " ").capitalize()


_HEADINGS = {
    "a": N_("Coder A"),
    "b": N_("Coder B"),
    "apart": N_("Rank difference"),
    "asked_place": N_("Rank by requests"),
    "asking_submissions": N_("Submissions with a request"),
    "asks": N_("Requests"),
    "asks_total": N_("Total requests"),
    "before": N_("Marks before"),
    "common": N_("Submissions both share"),
    "enough": N_("Organisations above the minimum"),
    "expected": N_("Expected by chance"),
    "lift": N_("Times expected by chance"),
    "said": N_("Theme or claim"),
    "seat": N_("Based in"),
    "stating": N_("Submissions that give a number"),
    "text_place": N_("Rank by paragraphs"),
    "vaguely_dated": N_("Submissions without an exact date"),
    "submission_id": N_("Submission id"),
    "organisation_id": N_("Organisation id"),
    "party_id": N_("Whose requests"),
    "submitted_on": N_("Date"),
    "source_url": N_("Source"),
    "document_url": N_("Document"),
    "stakeholder_group": N_("Stakeholder group"),
    "sdgs": N_("Goals"),
    "sha256": "SHA-256",
}
