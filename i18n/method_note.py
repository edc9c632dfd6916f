"""Notes on how a figure was counted, from the header of its question."""

from i18n import _, dataset_texts, labels
from i18n.escaping import markdown
from i18n.filter_options import describe
from queries import Filters, question


def limits() -> str:
    """How far the data carry, and where more is said of it."""
    return dataset_texts.texts().collection + " " + _("See Data and method.")


def unit_meaning(unit: str) -> str:
    """The definition of a unit that can be counted."""
    return {
        "submissions": _(
            "Submissions: each submission counts once, whatever the number of its signatories and points."
        ),
        "organisations": _(
            "Organisations: each counts once, as author or signatory of the submissions. Under a filter by role, "
            "group, country or region, only the organisations that match count."
        ),
        "points": _("Points: each point of a submission counts once."),
    }[unit]


def how(name: str, selection: Filters, unit: str | None, extra: str = "") -> str:
    """Markdown that says how the answer to the question ``name`` was counted under ``selection``."""
    asked = question(name)
    lines = [_("**Each row**: {row}.").format(row=markdown(asked.row))]
    if unit:
        lines.append(unit_meaning(unit))
    if extra:
        lines.append(extra)
    lines.append(_("**Filters**: {filters}.").format(filters=markdown(describe(selection))))
    lines.append(markdown(limits()))
    lines.append(
        _("**Columns**:")
        + "\n"
        + "\n".join(
            f"- **{markdown(heading(c.name))}** – {markdown(c.meaning)}"
            + (f" ({markdown(c.unit)})" if c.unit else "")
            for c in asked.columns
        )
    )
    return "\n\n".join(lines)


def heading(column: str) -> str:
    """A column's heading for readers: submitted_on -> Submitted on."""
    return _HEADINGS.get(column) or column.replace("_", " ").capitalize()


_HEADINGS = {
    "submission_id": _("Submission id"),
    "organisation_id": _("Organisation id"),
    "party_id": _("Whose asks"),
    "submitted_on": _("Date"),
    "source_url": _("Source"),
    "document_url": _("Document"),
    "stakeholder_group": labels.FILTERS["group"],
    "sdgs": _("Goals"),
    "sha256": "SHA-256",
}
