"""How measurements grow with the data."""

from __future__ import annotations

import math
from collections.abc import Sequence


def exponent(amounts: Sequence[float], values: Sequence[float]) -> float | None:
    """The slope of the values over the amounts, both as logarithms: 0 does not grow, 1 grows as the data do.

    None for fewer than two amounts, or where a value is not above 0.
    """
    if len({*amounts}) < 2 or min(*amounts, *values) <= 0:
        return None
    x, y = ([math.log(one) for one in some] for some in (amounts, values))
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    spread = math.fsum((one - mean_x) ** 2 for one in x)
    return math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / spread


def doubled_at(amounts: Sequence[float], values: Sequence[float]) -> float | None:
    """The amount at which the values are twice the first and stay there, on a straight line between logarithms.

    Amounts ascend. None where that is not reached.
    """
    if not values or values[0] <= 0 or values[-1] < 2 * values[0]:
        return None
    wanted = 2 * values[0]
    last = max(place for place, one in enumerate(values) if one < wanted)
    below, above = values[last], values[last + 1]
    share = math.log(wanted / below) / math.log(above / below)
    return float(amounts[last] * (amounts[last + 1] / amounts[last]) ** share)
