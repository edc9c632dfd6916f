"""Definitions of the terms that readers meet; docs/glossary.md has the same in its table."""

from i18n import N_, _

TERMS = {
    "submission": N_(
        "A text that one or more organisations sent to the review, or published on it."
    ),
    "organisation": N_(
        "A body that wrote or signed a submission: a government, a UN body, a company, an association."
    ),
    "signature": N_("One organisation's signing of one submission."),
    "point": N_(
        "One statement in a submission, in our summary: a challenge, a recommendation, a position or an achievement."
    ),
    "claim": N_("The same statement, made by several submissions in their own words."),
    "theme": N_("A topic. Every point belongs to one."),
    "family": N_("A group of related themes."),
    "stage": N_("A step of the review that calls for submissions, such as a draft."),
    "group": N_(
        "The kind of organisation: government, technical community, civil society and so on."
    ),
    "action_line": N_("One of the fields of work that the review looks back on."),
    "verdict": N_("Whether the adopted text has what was asked for, as far as passages tell."),
}
"""Term -> message id of its definition."""


def definition(term: str) -> str:
    """The definition of one of TERMS."""
    return _(TERMS[term])
