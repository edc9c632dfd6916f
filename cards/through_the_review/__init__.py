"""The cards of the page on how the review went, stage by stage."""

from functools import partial

from cards.kit import Cards, only_if
from cards.query import Context
from cards.through_the_review.events import dated_events, timeline
from cards.through_the_review.groups_by_stage import groups, highest, theme_in_address
from cards.through_the_review.selection import (
    GRAIN_NAMES,
    KINDS,
    WHICH,
    narrowed,
    negotiation,
    stages_of,
    subtitle,
)
from cards.through_the_review.stage_change import (
    CHANGES,
    change,
    compared,
    heads,
    most_changed,
    most_moved,
    one_is_worth,
    pair,
    points,
    rose_and_fell,
    stages_to_choose,
    telling,
    usual_pair,
)
from cards.through_the_review.themes_by_stage import leads, stages, themes


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return {
        **only_if(partial(pair, page), change=partial(change, page)),
        "stages": partial(stages, page),
        "by_stage": partial(themes, page),
        "by_stage_and_group": lambda: groups(page, theme_in_address(page)),
        "timeline": timeline,
    }
