"""What stands at which address of the site, and what it is called: full pages, light pages, the data API.

Every path begins with a slash and has nothing before it that the site's own address has.
"""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote, urlencode

from words import _, consultation

API = "/api/v1"
LIGHT = "/light"

_PAGES = {
    "": (
        consultation.SITE,
        _("{title}: challenges, asks and signatories, with their sources."),
    ),
    "challenges": (
        _("Challenges and asks"),
        _(
            "Which challenges, asks, positions and achievements come up most in submissions to {review}, "
            "and who raises them."
        ),
    ),
    "themes": (
        _("Themes"),
        _("Which themes submissions to {review} raise, by whom, as what, and what together."),
    ),
    "what-became-of-it": (
        _("What became of it"),
        _("What submissions asked of {review}, beside what its drafts and outcome say on it."),
    ),
    "through-the-review": (
        _("Through the review"),
        _("What came up at which stage of {review}, and what changed between two."),
    ),
    "who-signed-what": (
        _("Who signed what"),
        _("Which organisations signed which joint texts of {review}, and with whom."),
    ),
    "organisations": (
        _("Organisations"),
        _("Who takes part in {review}, from which groups, countries and regions."),
    ),
    "compare": (
        _("Compare"),
        _(
            "Two organisations, groups or stages of {review} side by side: what they say, and what both sign."
        ),
    ),
    "action-lines": (
        _("Action lines"),
        _(
            "Which action lines and Sustainable Development Goals submissions to {review} cite, and on what."
        ),
    ),
    "submissions": (
        _("Submissions"),
        _("What was submitted to {review}: title, authors, date, stage and source of each text."),
    ),
    "data-and-method": (
        _("Data and method"),
        _(
            "Where the data on submissions to {review} come from, how they were coded, how far they carry."
        ),
    ),
    "submission": (
        _("Submission"),
        _("One submission to {review}: what it says, and who stands behind it."),
    ),
    "organisation": (
        _("Organisation"),
        _("One organisation in {review}: what it wrote and signed, and with whom."),
    ),
    "theme": (
        _("Theme"),
        _("One theme of {review}: who raises it, when, and as what."),
    ),
    "claim": (_("Claim"), _("One claim made to {review}: who makes it, and when.")),
    "action-line": (
        _("Action line"),
        _("One action line: which submissions to {review} cite it, and on what."),
    ),
    "goal": (
        _("Development goal"),
        _("One Sustainable Development Goal: which submissions to {review} cite it, and on what."),
    ),
    "points": (
        _("Points"),
        _(
            "Single points that submissions to {review} make, in the coders' words, with their sources."
        ),
    ),
}
PAGES = {
    path: (title, holds.format(title=consultation.TITLE, review=consultation.REVIEW))
    for path, (title, holds) in _PAGES.items()
}
"""Path of a page -> its title in the menu, and what it holds."""

ENTITY_PAGES = {
    "submission": ("submission", "submissions"),
    "organisation": ("organisation", "organisations"),
    "theme": ("theme", "themes"),
    "claim": ("claim", "challenges"),
    "action_line": ("action-line", "action-lines"),
    "sdg": ("goal", "action-lines"),
}
"""Kind of an entity (a filter, or submission) -> path of its page, and of the page that lists them."""

LIGHT_ENTITIES = ("submission", "organisation", "theme", "claim")
"""Kinds of entities that have a light page, too."""

LIGHT_LISTS = {
    "": "",
    "challenges": "claims",
    "themes": "themes",
    "organisations": "organisations",
    "submissions": "submissions",
    "points": "points",
}
"""Path of a page -> what stands after /light/ in the address of the light page that shows the same."""


def entity(kind: str, identifier: str) -> str:
    """The path and query of the full page of an entity, one of ENTITY_PAGES."""
    return asking(f"/{ENTITY_PAGES[kind][0]}", {"id": [identifier]})


def light_entity(kind: str, identifier: str) -> str:
    """The path of the light page of an entity, one of LIGHT_ENTITIES."""
    return f"{LIGHT}/{kind}/{quote(identifier, safe='')}"


def answer(question: str, ending: str) -> str:
    """The path of the answer to a question as a file."""
    return f"{API}/{question}.{ending}"


def table(name: str, ending: str) -> str:
    """The path of a table of the data set as a file."""
    return f"{API}/tables/{name}.{ending}"


def asking(address: str, query: Mapping[str, Iterable[str]] | Sequence[tuple[str, str]]) -> str:
    """An address with a query string, name -> values or pairs of them; without any, the address alone."""
    written = urlencode(query, doseq=True)
    return f"{address}?{written}" if written else address
