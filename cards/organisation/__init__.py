"""The cards of the page on one organisation."""

from cards.organisation.cited_lines import action_lines, cited_finding
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
