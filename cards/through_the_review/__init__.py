"""The cards of the page on how the review went, stage by stage."""

from functools import partial

from cards.kit import Cards, for_page, only_if
from cards.query import Context
from cards.through_the_review.events import dated_events, timeline
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
from cards.through_the_review.themes_by_stage import (
    groups,
    highest,
    leads,
    stages,
    theme_in_address,
    themes,
)


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return {
        **only_if(partial(pair, page), **for_page(page, change=change)),
        **for_page(
            page, stages=stages, by_stage=themes, by_stage_and_group=groups, timeline=timeline
        ),
    }
