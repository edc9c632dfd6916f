"""The cards of the page on one organisation."""

from cards.organisation.cited_lines import action_lines, cited_finding, cites_none
from cards.organisation.other_organisations import (
    alike_finding,
    beside_finding,
    nothing_alike,
    says_the_same,
    signs_with,
)
from cards.organisation.raised_themes import against_group, kinds, themes, unlike
from cards.organisation.subject import COMMON, MEASURES, PARTS, Organisation, of
from cards.organisation.submission_list import LISTED, said, stages_finding, submissions

__all__ = [
    "COMMON",
    "LISTED",
    "MEASURES",
    "PARTS",
    "Organisation",
    "action_lines",
    "against_group",
    "alike_finding",
    "beside_finding",
    "cited_finding",
    "cites_none",
    "kinds",
    "nothing_alike",
    "of",
    "said",
    "says_the_same",
    "signs_with",
    "stages_finding",
    "submissions",
    "themes",
    "unlike",
]
