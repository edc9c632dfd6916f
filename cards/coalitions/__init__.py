"""Who signs with whom: coalitions as a list, as a matrix and as a network."""

from cards.coalitions.coalition_list import listed
from cards.coalitions.detection import (
    SMALLEST,
    Coalition,
    Member,
    Web,
    asked_of,
    coalitions,
    drawing,
    texts_behind,
    together,
    web,
)
from cards.coalitions.drawings import FORMS, LEAST, LEAST_TEXTS, web_card
from cards.coalitions.sentences import (
    closest,
    finding,
    left_out,
    made_of,
    named,
    nothing_shared,
    who_is_shown,
)
