"""Labels of the closed lists in the reader's language. An id without a label is shown as it is."""

from collections.abc import Callable

from i18n import N_, Words, _, dataset_texts, locale
from queries import filters

GROUPS = Words(
    {
        "government": N_("Government"),
        "intergovernmental": N_("Intergovernmental"),
        "technical": N_("Technical community"),
        "civil-society": N_("Civil society"),
        "private-sector": N_("Private sector"),
        "academia": N_("Academia"),
        "multistakeholder": N_("Multistakeholder"),
        "several": N_("Several groups together"),
    }
)
SHORT_GROUPS = Words(
    {
        "government": N_("Govern\u00adments"),
        "intergovernmental": N_("Inter\u00adgov."),
        "technical": N_("Tech\u00adnical"),
        "civil-society": N_("Civil society"),
        "private-sector": N_("Private sector"),
        "academia": N_("Acade\u00admia"),
        "multistakeholder": N_("Multi\u00adstakeh."),
    }
)
"""Headings of narrow columns; a soft hyphen says where a word may be divided."""
KINDS = Words(
    {
        "challenge": N_("Challenge"),
        "recommendation": N_("Recommendation"),
        "position": N_("Position"),
        "achievement": N_("Achievement"),
    }
)
KINDS_PLURAL = Words(
    {
        "challenge": N_("Challenges"),
        "recommendation": N_("Recommendations"),
        "position": N_("Positions"),
        "achievement": N_("Achievements"),
    }
)
VERDICTS = Words(
    {
        "taken-up": N_("In the adopted text"),
        "partly": N_("Partly in the adopted text"),
        "contrary": N_("The adopted text says the opposite"),
        "not-found": N_("No passage found"),
        "not-applicable": N_("Outside the scope of the text"),
    }
)
"""Whether the adopted text has what was asked for."""
VERDICT = N_("Verdict")
VERDICT_SIGNS = {
    "taken-up": "●",
    "partly": "◐",
    "contrary": "✕",
    "not-found": "○",
    "not-applicable": "–",
}
UNITS = Words(
    {
        "submissions": N_("Submissions"),
        "organisations": N_("Organisations"),
        "points": N_("Points"),
    }
)
MEASURES = Words(
    {
        "submissions": N_("submissions"),
        "organisations": N_("organisations"),
        "signatures": N_("signatures"),
        "points": N_("points"),
    }
)
"""Key figures of a selection."""
ROLES = Words({"author": N_("Author"), "signatory": N_("Signatory")})
REGIONS = Words(
    {
        "africa": N_("Africa"),
        "americas": N_("Americas"),
        "asia": N_("Asia"),
        "europe": N_("Europe"),
        "oceania": N_("Oceania"),
        "international": N_("International organisations"),
    }
)
SCOPES = Words(
    {
        "national": N_("National organisation"),
        "regional": N_("Regional organisation"),
        "international": N_("International organisation"),
    }
)
DOCUMENT_TYPES = Words(
    {
        "written-input": N_("Written input"),
        "oral-statement": N_("Oral statement"),
        "joint-statement": N_("Joint statement"),
        "open-letter": N_("Open letter"),
        "position-paper": N_("Position paper"),
        "announcement": N_("Announcement"),
        "news-summary": N_("News summary by a third party"),
    }
)
FILTERS = Words({one.name: one.label for one in filters.TABLE})
COUNT = N_("Count")
KIND = N_("Kind")
NO_CLAIM = N_("No matching claim")

ORDER = {"group": tuple(SHORT_GROUPS), "kind": tuple(KINDS), "role": tuple(ROLES)}
"""The order in which closed lists are shown."""

COLUMNS = {
    "stakeholder_group": GROUPS,
    "other_group": GROUPS,
    "kind": Words(KINDS, {"any": N_("Any kind"), "several": N_("Several kinds")}),
    "role": ROLES,
    "region": REGIONS,
    "scope": SCOPES,
    "document_type": DOCUMENT_TYPES,
    "verdict": VERDICTS,
    "party_id": Words(GROUPS, REGIONS),
}
"""Columns that hold a closed list's ids."""

_CLOSED = {"group": GROUPS, "kind": KINDS, "role": ROLES, "region": REGIONS, "type": DOCUMENT_TYPES}


def tab(title: str) -> str:
    """The title of a page for the browser's tab and search engines: its own, then the dashboard's."""
    return _("{page} · {name} submissions").format(page=title, name=dataset_texts.texts().short)


def verdict(code: str) -> str:
    """A verdict in words, after its sign."""
    return f"{VERDICT_SIGNS.get(code, '')} {VERDICTS.get(code, code)}".strip()


def language(code: str) -> str:
    """The name of an ISO 639-1 language code; the code itself if it has none."""
    return str(locale().languages.get(code, code))


def of_column(name: str) -> Callable[[str], str] | None:
    """The function that turns a column's codes into labels; None for columns without codes."""
    if name == "language":
        return language
    if words := COLUMNS.get(name):
        return lambda code: words.get(code, code)
    return None


def option(name: str, identifier: str, label: str | None = None) -> str:
    """The label of an option of the filter ``name``: that of the closed list, else that of the data."""
    name = name.removeprefix("also_")
    if name in _CLOSED:
        return _CLOSED[name].get(identifier, identifier)
    if name == "language":
        return language(identifier)
    if name == "claim" and identifier == "none":
        return _(NO_CLAIM)
    if name == "action_line":
        return f"{identifier} {label or ''}".strip()
    if name == "sdg":
        return _("SDG {number}: {title}").format(number=identifier, title=label or "")
    return label or identifier
