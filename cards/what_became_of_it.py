"""The cards of the page on the outcome: of all themes, or of the one that is open."""

from cards import asks, outcome, outcome_theme, verdicts
from cards.kit import Cards, for_page, only_if
from cards.outcome.texts import texts_list
from cards.query import Context


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    if opened := outcome.opened(page):
        return outcome_theme.cards(page, opened)
    return {
        **only_if(
            asks.has_verdicts,
            **for_page(
                page,
                standing=verdicts.standing,
                asks=lambda page: asks.asks(page, page.filters.without("kind")),
                verdicts=verdicts.by_party,
            ),
        ),
        **for_page(
            page,
            by_text=outcome.by_text,
            apart=outcome.apart_from_adopted,
            texts=lambda page: texts_list(outcome.only_passages(page.filters)),
        ),
    }
