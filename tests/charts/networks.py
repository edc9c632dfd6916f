"""Pairs of organisations to draw as a network or a matrix."""

from __future__ import annotations

import random
from itertools import combinations

from charts.layout_algorithms import Link


def drawn_at_random(size: int, texts: int, seed: int) -> list[Link]:
    """Pairs of ``size`` things that stand behind ``texts`` texts, as (a, b, shared)."""
    draw = random.Random(seed)
    shared: dict[tuple[int, int], int] = {}
    for _text in range(texts):
        start = draw.randrange(0, size, max(size // 5, 2))
        near = range(start, min(start + max(size // 5, 2), size))
        behind = draw.sample(near, min(len(near), draw.randint(2, 20)))
        for pair in combinations(sorted(behind), 2):
            shared[pair] = shared.get(pair, 0) + 1
    return [(a, b, n) for (a, b), n in sorted(shared.items())]


LARGE = drawn_at_random(300, 90, 5)


def radii(size: int) -> list[float]:
    """Radii of so many discs, from 5 to 14."""
    return [5.0 + (number * 7) % 10 for number in range(size)]
