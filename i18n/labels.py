"""Labels of the closed lists in the reader's language. An id without a label is shown as it is."""

from collections.abc import Callable

from babel import Locale

from i18n import _, dataset_texts
from i18n.dates import LOCALE
from queries import filters

GROUPS = {
    "government": _("Government"),
    "intergovernmental": _("Intergovernmental"),
    "technical": _("Technical community"),
    "civil-society": _("Civil society"),
    "private-sector": _("Private sector"),
    "academia": _("Academia"),
    "multistakeholder": _("Multistakeholder"),
    "several": _("Several groups together"),
}
SHORT_GROUPS = {
    "government": _("Govern\u00adments"),
    "intergovernmental": _("Inter\u00adgov."),
    "technical": _("Tech\u00adnical"),
    "civil-society": _("Civil society"),
    "private-sector": _("Private sector"),
    "academia": _("Acade\u00admia"),
    "multistakeholder": _("Multi\u00adstakeh."),
}
"""Headings of narrow columns; a soft hyphen says where a word may be divided."""
KINDS = {
    "challenge": _("Challenge"),
    "recommendation": _("Recommendation"),
    "position": _("Position"),
    "achievement": _("Achievement"),
}
KINDS_PLURAL = {
    "challenge": _("Challenges"),
    "recommendation": _("Recommendations"),
    "position": _("Positions"),
    "achievement": _("Achievements"),
}
VERDICTS = {
    "taken-up": _("In the adopted text"),
    "partly": _("Partly in the adopted text"),
    "contrary": _("The adopted text has the opposite"),
    "not-found": _("No passage found"),
    "not-applicable": _("Not a matter for the text"),
}
"""Whether the adopted text has what was asked for."""
VERDICT = _("Verdict")
VERDICT_SIGNS = {
    "taken-up": "●",
    "partly": "◐",
    "contrary": "✕",
    "not-found": "○",
    "not-applicable": "–",
}
UNITS = {
    "submissions": _("Submissions"),
    "organisations": _("Organisations"),
    "points": _("Points"),
}
MEASURES = {
    "submissions": _("submissions"),
    "organisations": _("organisations"),
    "signatures": _("signatures"),
    "points": _("points"),
}
"""Key figures of a selection."""
ROLES = {"author": _("Author"), "signatory": _("Signatory")}
REGIONS = {
    "africa": _("Africa"),
    "americas": _("Americas"),
    "asia": _("Asia"),
    "europe": _("Europe"),
    "oceania": _("Oceania"),
    "international": _("International organisations"),
}
SCOPES = {
    "national": _("National organisation"),
    "regional": _("Regional organisation"),
    "international": _("International organisation"),
}
DOCUMENT_TYPES = {
    "written-input": _("Written input"),
    "oral-statement": _("Oral statement"),
    "joint-statement": _("Joint statement"),
    "open-letter": _("Open letter"),
    "position-paper": _("Position paper"),
    "announcement": _("Announcement"),
    "news-summary": _("News summary by a third party"),
}
FILTERS = {one.name: _(one.label) for one in filters.TABLE}
COUNT = _("Count")
KIND = _("Kind")
NO_CLAIM = _("Fits no claim")

ORDER = {"group": tuple(SHORT_GROUPS), "kind": tuple(KINDS), "role": tuple(ROLES)}
"""The order in which closed lists are shown."""

COLUMNS = {
    "stakeholder_group": GROUPS,
    "other_group": GROUPS,
    "kind": {**KINDS, "any": _("Any kind"), "several": _("Several kinds")},
    "role": ROLES,
    "region": REGIONS,
    "scope": SCOPES,
    "document_type": DOCUMENT_TYPES,
    "verdict": VERDICTS,
    "party_id": {**GROUPS, **REGIONS},
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
    return str(Locale(LOCALE).languages.get(code, code))


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
        return NO_CLAIM
    if name == "action_line":
        return f"{identifier} {label or ''}".strip()
    if name == "sdg":
        return _("SDG {number}: {title}").format(number=identifier, title=label or "")
    return label or identifier
