"""The cards of the page on the outcome: of all themes, or of the one that is open."""

from functools import partial

from cards import asks, outcome, outcome_theme, verdicts
from cards.kit import Cards, only_if
from cards.outcome.texts import texts_list
from cards.query import Context


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    if opened := outcome.opened(page):
        return outcome_theme.cards(page, opened)
    return {
        **only_if(
            asks.has_verdicts,
            standing=partial(verdicts.standing, page),
            asks=partial(asks.asks, page, page.filters.without("kind")),
            verdicts=partial(verdicts.by_party, page, page.value("parties", tuple(verdicts.BY))),
        ),
        "by_text": partial(outcome.by_text, page),
        "apart": partial(outcome.apart_from_adopted, page),
        "texts": lambda: texts_list(outcome.only_passages(page.filters)),
    }
