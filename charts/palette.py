"""The colours of DESIGN: one accent, Okabe-Ito for stakeholder groups and kinds, always the same."""

ACCENT = "#0B5A8A"
SEVERAL = "#B3A369"
QUIET = "rgba(122, 122, 122, 0.22)"

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
DARK_INK = "#1B2733"
PALE_GROUPS = ("intergovernmental", "civil-society", "private-sector", "several")
"""Groups whose colour is pale enough that text on it has to be dark."""

KIND_COLOURS = {
    "achievement": "#009E73",
    "challenge": "#D55E00",
    "recommendation": "#0072B2",
    "position": "#7A7A7A",
}


VERDICT_COLOURS = {
    "taken-up": "#1B7F4D",
    "partly": "#9AD1B1",
    "contrary": "#C83C62",
    "not-found": "#C4CAD1",
    "not-applicable": "#E3E6E9",
}
PALE_VERDICTS = ("partly", "not-found", "not-applicable")


def faded(colour: str, strength: float) -> str:
    """``colour`` (#rrggbb) with opacity ``strength`` (0 to 1), for marks on a ground of either theme."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {strength:.3g})"
