"""What became of what was asked for: all themes, requests beside paragraphs of the adopted text."""

from cards.outcome.places import apart_from_adopted, far_apart, furthest
from cards.outcome.theme_table import by_text, most_asked, standing
from cards.outcome.words import (
    CHANGES,
    NAMED,
    PARAGRAPHS,
    SORTS,
    called,
    caution,
    counted,
    final,
    head,
    nothing_reported,
    of_group,
    only_passages,
    opened,
    points_of,
    read_whole,
    starred,
    title,
    when_empty,
    with_paragraphs,
)
