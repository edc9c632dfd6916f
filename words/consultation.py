"""What the data set that is served says of itself in settings.toml, as readers see it."""

from data.settings import Limit, served
from words import _

_SETTINGS = served()

SITE = _(_SETTINGS.site)
"""What the dashboard is called."""

TITLE = _(_SETTINGS.title)
"""What the data set is called."""

SHORT = _(_SETTINGS.short)
"""A short name of the review, in titles."""

REVIEW = _(_SETTINGS.review)
"""What submissions are made to, within a sentence: the WSIS+20 review."""

FILES = _SETTINGS.files
"""What names of files begin with."""

INTRODUCTION = _(_SETTINGS.introduction)
ABSTRACT = _(_SETTINGS.abstract)
KEYWORDS = tuple(_(word) for word in _SETTINGS.keywords)
PUBLISHER = _(_SETTINGS.publisher) if _SETTINGS.publisher else SITE
HOME_PAGE = _SETTINGS.home_page
"""The page of those who hold the review; empty if none is named."""

ACTION_LINES = _(_SETTINGS.action_lines)
"""What the scheme of action lines is called."""

MATRIX = _(_SETTINGS.matrix)
"""What links action lines with development goals."""

EXAMPLE = _SETTINGS.example
"""An organisation that readers may look for; empty if none is named."""

COLLECTION = _(_SETTINGS.collection)
"""How far the data carry, in one sentence."""

FOOTNOTE = _(_SETTINGS.footnote)
"""The same, at the foot of a page."""

READING = _(_SETTINGS.reading)
"""How texts were read."""

LIMITS = tuple(Limit(_(one.title), _(one.text)) for one in _SETTINGS.limits)
"""What readers must know besides."""

DATABASE_FILE = f"{FILES}.duckdb"
"""What the database is called where it is offered."""
