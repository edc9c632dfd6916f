"""The cards of the page that compares organisations, stakeholder groups or stages."""

from cards.compare.likeness import (
    FEW_POINTS,
    OPPOSITES,
    TEXTS,
    alike,
    of_both,
    opposites,
    opposites_finding,
    pairs,
    shared,
)
from cards.compare.shares import comparison, finding
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
