"""The colours of DESIGN: one accent, Okabe-Ito for stakeholder groups, and a set of its own for the kinds of points.

No colour stands for two things: all readers, the colour-blind too, can tell groups, kinds and verdicts apart, and kinds
stand out from white and from the dark ground (tests/charts/test_palette.py measures that).
"""

from collections.abc import Collection

ACCENT = "#0B5A8A"
NEUTRAL = "#76808A"
"""For marks that are neither a group nor a kind and do not stand out."""
FALL = "#AD4A3C"
"""For a fall; a rise has the ACCENT."""
SEVERAL = "#B3A369"
QUIET = "rgba(122, 122, 122, 0.22)"
UNKNOWN = "#8A939B"
"""The hatching of unknown signatories: a source states how many there are but nobody names them."""

GROUP_COLOURS = {
    "government": "#0072B2",
    "intergovernmental": "#56B4E9",
    "technical": "#009E73",
    "civil-society": "#E69F00",
    "private-sector": "#CC79A7",
    "academia": "#D55E00",
    "multistakeholder": "#7A7A7A",
    "several": SEVERAL,
}

KIND_COLOURS = {
    "achievement": "#769540",
    "challenge": "#8B5A29",
    "recommendation": "#A675E4",
    "position": "#715F7D",
}

STRENGTH_COLOURS = {
    "decides": "#436D67",
    "requests-or-calls-upon": "#577F79",
    "urges-or-commits": "#64908C",
    "encourages-or-invites": "#7FA49E",
    "recognises-or-reaffirms": "#94B9B2",
    "welcomes": "#AAD0C9",
    "notes-or-recalls": "#C2E8E2",
}
"""How firmly a text speaks: the firmer, the darker."""
VERDICT_COLOURS = {
    "partly": "#EAD9A0",
    "contrary": "#C83C62",
    "silent": "#C9C6C1",
    "not-applicable": "#E6E4E1",
}
"""The verdicts except ``taken-up``, which has the colour of its strength."""

CLEAR = "rgba(0,0,0,0)"
"""Nothing to see: for marks that only take clicks and the pointer, and for grounds."""
DARK_INK = "#1B2733"
ON_PALE, ON_DARK = "#000000", "#FFFFFF"


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def luminance(colour: str) -> float:
    """The relative luminance of ``colour`` (#rrggbb) as WCAG defines it, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, other: str) -> float:
    """The contrast of two colours (#rrggbb) as WCAG defines it, 1 to 21."""
    low, high = sorted((luminance(colour), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink(ground: str) -> str:
    """The colour of text on ``ground`` (#rrggbb): black or white, whichever stands out more."""
    return max(ON_DARK, ON_PALE, key=lambda colour: contrast(ground, colour))


def faded(colour: str, strength: float) -> str:
    """``colour`` (#rrggbb) with opacity ``strength`` (0 to 1), for marks on a ground of either theme."""
    red, green, blue = _parts(colour)
    return f"rgba({red}, {green}, {blue}, {strength:.3g})"


def faded_beside(colour: str, identifier: str, chosen: Collection[str]) -> str:
    """``colour``, faded where others than ``identifier`` are ``chosen``."""
    return faded(colour, 0.35) if chosen and identifier not in chosen else colour
