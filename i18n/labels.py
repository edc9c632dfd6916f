"""Labels of the closed lists in the reader's language. An id without a label is shown as it is."""

from collections.abc import Callable

from i18n import N_, Words, _, dataset_texts, locale
from queries import filters
from queries.tables import has_rows

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
        "silent": N_("The adopted text says nothing about it"),
        "not-applicable": N_("Outside the scope of the text"),
    }
)
"""Whether the adopted text has what was asked for."""
VERDICT = N_("Verdict")
VERDICT_SIGNS = {
    "taken-up": "✓",
    "partly": "▨",
    "contrary": "✕",
    "silent": "–",
    "not-applicable": "·",
}
STRENGTHS = Words(
    {
        "decides": N_("Decides"),
        "requests-or-calls-upon": N_("Requests or calls upon"),
        "urges-or-commits": N_("Urges or commits"),
        "encourages-or-invites": N_("Encourages or invites"),
        "recognises-or-reaffirms": N_("Recognises or reaffirms"),
        "welcomes": N_("Welcomes"),
        "notes-or-recalls": N_("Notes or recalls"),
    }
)
"""How firmly a text speaks, the firmest first."""
STRENGTH = N_("How firmly")
STRENGTH_SIGNS = {
    "decides": "■",
    "requests-or-calls-upon": "▶",
    "urges-or-commits": "◆",
    "encourages-or-invites": "◇",
    "recognises-or-reaffirms": "●",
    "welcomes": "◎",
    "notes-or-recalls": "○",
}
"""Angular where the text acts, round where it only says so."""
_FIRMLY = {
    "decides": N_("{verdict}, as a decision"),
    "requests-or-calls-upon": N_("{verdict}, as a request or call"),
    "urges-or-commits": N_("{verdict}, as an urging or a commitment"),
    "encourages-or-invites": N_("{verdict}, as an encouragement or invitation"),
    "recognises-or-reaffirms": N_("{verdict}, as a recognition or reaffirmation"),
    "welcomes": N_("{verdict}, as a welcome"),
    "notes-or-recalls": N_("{verdict}, as a note or reminder"),
}
UNITS = Words(
    {"submissions": N_("Submissions"), "organisations": N_("Organisations"), "points": N_("Points")}
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
VOICES = Words({"own": N_("Own words"), "reported": N_("As others report them")})
"""Whether we have a submission in its own words or as others report it."""
FILTERS = Words({row.name: row.label for row in filters.TABLE})
COUNT = N_("Count")
KIND = N_("Kind")
NO_CLAIM = N_("No matching claim")

ORDER = {
    "voice": tuple(VOICES),
    "group": tuple(SHORT_GROUPS),
    "kind": tuple(KINDS),
    "role": tuple(ROLES),
}
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
    "strength": Words(STRENGTHS, {"none": N_("Not in the text")}),
    "party_id": Words(GROUPS, REGIONS, {"all": N_("All requests")}),
}
"""Columns that hold a closed list's ids."""

_CLOSED = {
    "voice": VOICES,
    **{row.name: COLUMNS[row.column] for row in filters.TABLE if row.column in COLUMNS},
}
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


def tab(title: str) -> str:
    """The title of a page for the browser's tab and search engines: its own, then the dashboard's."""
    return _("{page} · {name} submissions").format(page=title, name=dataset_texts.texts().short)


def verdict(code: str) -> str:
    """A verdict in words, after its sign."""
    return f"{VERDICT_SIGNS.get(code, '')} {VERDICTS.get(code, code)}".strip()


def sign(code: str, strength: str) -> str:
    """The sign of a verdict; if the request is in the text, the sign of how firmly the text speaks."""
    return STRENGTH_SIGNS.get(strength, "") if code == "taken-up" else VERDICT_SIGNS.get(code, "")


def standing(code: str, strength: str) -> str:
    """A verdict and how firmly the text speaks in words, after the sign."""
    return f"{sign(code, strength)} {how_firmly(code, strength)}".strip()


def how_firmly(code: str, strength: str) -> str:
    """A verdict and how firmly the text speaks in words."""
    words = VERDICTS.get(code, code)
    return _(_FIRMLY[strength]).format(verdict=words) if strength in _FIRMLY else words


def verdict_in_short(code: str, firmness: str) -> str:
    """How firmly a text speaks, after the sign of the verdict; the sign alone where it says nothing."""
    return f"{sign(code, firmness)} {STRENGTHS.get(firmness, '')}".strip()


def strength(code: str) -> str:
    """How firmly a text speaks in words, after its sign."""
    return f"{STRENGTH_SIGNS.get(code, '')} {STRENGTHS.get(code, code)}".strip()


def paragraph(number: str) -> str:
    """The name of a paragraph in a sentence: paragraph 99, or clause 3 of the preamble."""
    of_preamble = number.removeprefix("preamble ")
    if of_preamble != number:
        return _("clause {number} of the preamble").format(number=of_preamble)
    return _("paragraph {number}").format(number=number)


def paragraph_title(number: str) -> str:
    """The name of a paragraph by itself."""
    of_preamble = number.removeprefix("preamble ")
    if of_preamble != number:
        return _("Preamble, clause {number}").format(number=of_preamble)
    return _("Paragraph {number}").format(number=number)


def language(code: str) -> str:
    """The name of an ISO 639-1 language code; the code itself if it has none."""
    return str(locale().languages.get(code, code))


def of_column(name: str) -> Callable[[str], str] | None:
    """The function that turns a column's codes into labels; None for columns without codes."""
    if name == "language":
        return language
    if words := COLUMNS.get(name):
        return words.of
    return None


def option(name: str, identifier: str, label: str | None = None) -> str:
    """The label of an option of the filter ``name``: that of the closed list, else that of the data."""
    name = name.removeprefix("also_")
    if name in _CLOSED:
        return _CLOSED[name].of(identifier)
    if name == "language":
        return language(identifier)
    if name == "claim" and identifier == "none":
        return _(NO_CLAIM)
    if name == "action_line":
        return f"{identifier} {label or ''}".strip()
    if name == "sdg":
        return _("SDG {number}: {title}").format(number=identifier, title=label or "")
    return label or identifier


def heading(column: str) -> str:
    """A column's heading for readers: submitted_on -> Submitted on."""
    if column == "said" and not has_rows("claims"):
        return _("Theme")
    return _(message_of_heading(column))


def message_of_heading(column: str) -> str:
    """The message id of a column's heading: the words of its name, or better ones: signed_on -> Signed on."""
    return _HEADINGS.get(column) or column.replace("_", " ").capitalize()
