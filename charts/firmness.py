"""How firmly a text has what was asked for, in all charts: the firmer, the darker; what it has in part is hatched."""

from collections.abc import Mapping
from typing import Any

from charts.figure import hatched
from charts.palette import STRENGTH_COLOURS, VERDICT_COLOURS

SIGN, HATCHED = "■", "▨"
"""In a key: of what is in the text, and of what is in part."""
_IN_PART = "partly "


def part(verdict: str, strength: str) -> str:
    """The part of a bar that a request belongs to: ``decides``, ``partly decides`` or ``silent``."""
    if verdict == "taken-up":
        return strength
    return f"{_IN_PART}{strength}" if verdict == "partly" else verdict


def of_part(name: str) -> tuple[str, str]:
    """The verdict and the strength of a part; no strength where the verdict has none."""
    if name in VERDICT_COLOURS:
        return name, ""
    strength = name.removeprefix(_IN_PART)
    return ("taken-up" if strength == name else "partly"), strength


def colour(name: str) -> str:
    """The colour of a part; of a hatched one that of its lines."""
    verdict, strength = of_part(name)
    return STRENGTH_COLOURS.get(strength, VERDICT_COLOURS.get(verdict, VERDICT_COLOURS["partly"]))


def marker(name: str) -> dict[str, Any]:
    """The marker of bars of a part."""
    verdict, _strength = of_part(name)
    if verdict == "partly":
        return hatched(colour(name), VERDICT_COLOURS["partly"])
    return {"color": colour(name), "line": {"width": 0}}


def key_entries(
    present: list[str], strengths: Mapping[str, str], verdicts: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """What the parts that are ``present`` mean, for a key: each strength once, what hatching is, other verdicts."""
    found = [of_part(one) for one in present]
    firm = {strength for _verdict, strength in found}
    others = [one for one, strength in found if not strength]
    return [
        *((SIGN, STRENGTH_COLOURS[one], words) for one, words in strengths.items() if one in firm),
        *(
            [(HATCHED, STRENGTH_COLOURS["decides"], verdicts["partly"])]
            if any(verdict == "partly" for verdict, _strength in found)
            else []
        ),
        *((SIGN, VERDICT_COLOURS[one], verdicts[one]) for one in others),
    ]
