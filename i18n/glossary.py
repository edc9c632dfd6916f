"""Definitions of the terms that readers meet; docs/glossary.md has the same in its table."""

from i18n import N_, _

TERMS = {
    "submission": N_(
        "A document that one or more organisations sent to the review, or published about it."
    ),
    "organisation": N_(
        "A body that wrote or signed a submission: a government, a UN body, a company, an association."
    ),
    "signature": N_("The act of one organisation signing one submission."),
    "point": N_(
        "A single statement in a submission, as we summarise it: a challenge, a recommendation, a position or an "
        "achievement."
    ),
    "claim": N_("The same statement, made by several submissions in their own words."),
    "theme": N_("A topic. Every point belongs to one."),
    "family": N_("A group of related themes."),
    "stage": N_("A step of the review that asks for submissions, such as a draft."),
    "group": N_(
        "The kind of organisation: government, technical community, civil society and so on."
    ),
    "action_line": N_("One of the areas of work that the review looks back on."),
    "role": N_(
        "An organisation's part in a submission. An author wrote it, alone or with others; a signatory signed what "
        "others wrote."
    ),
    "kind": N_(
        "A challenge says what is wrong or missing. A recommendation asks for something. A position takes a stance "
        "without asking for a change. An achievement says what went well."
    ),
    "type": N_(
        "What was published: a written input, a statement, a letter or someone else's report."
    ),
    "country": N_(
        "The country that a national organisation is counted under. The UN and other international bodies are "
        "counted under none."
    ),
    "region": N_(
        "The part of the world that an organisation is counted under. International organisations are shown "
        "separately."
    ),
    "verdict": N_("Whether the text that a request was made to contains what was asked for."),
}
"""Term -> message id of its definition."""


_OF_FILTERS = {"also_theme": "theme", "also_claim": "claim", "also_organisation": "organisation"}


def of_filter(name: str) -> str | None:
    """The definition of the term that a filter is about; None where its name needs no definition."""
    term = _OF_FILTERS.get(name, name)
    return definition(term) if term in TERMS else None


def definition(term: str) -> str:
    """The definition of one of TERMS."""
    return _(TERMS[term])
