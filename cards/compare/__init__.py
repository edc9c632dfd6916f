"""The cards of the page that compares organisations, stakeholder groups or stages."""

from functools import partial

from cards import entity
from cards.compare.likeness import (
    FEW_POINTS,
    OPPOSITES,
    alike,
    of_both,
    opposites,
    opposites_finding,
    pairs,
    shared,
)
from cards.compare.shares import comparison, finding, verdicts
from cards.compare.sides import (
    BY,
    FEWEST,
    GRAIN_NAMES,
    KINDS,
    MOST,
    ONLY,
    Compared,
    Sides,
    compared,
    overlap,
    parts,
    sides_of,
    size,
    title,
)
from cards.compare.suggestions import examples
from cards.kit import Cards
from cards.query import Context


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""

    def sides_in_address(page: Context) -> Sides | None:
        sides = sides_of(page, entity.named(page))
        return sides if len(sides.ids) >= FEWEST else None

    return entity.about(
        page,
        sides_in_address,
        compared=lambda _page, sides: comparison(compared(sides)),
        verdicts=verdicts,
        verdicts_elsewhere=partial(verdicts, made_to="other"),
        pairs=pairs,
        opposites=opposites,
        shared=shared,
    )
