"""How firmly a text takes up a request, in all charts: the firmer, the darker; hatched if taken up in part."""

from collections.abc import Mapping
from typing import Any

from charts.figure import hatched
from charts.palette import STRENGTH_COLOURS, VERDICT_COLOURS

SIGN, HATCHED = "■", "▨"
"""Signs in a key: for requests that are in the text, and for those that are in it in part."""
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
    """The colour of a part; for a hatched part, the colour of its lines."""
    verdict, strength = of_part(name)
    return STRENGTH_COLOURS.get(strength, VERDICT_COLOURS.get(verdict, VERDICT_COLOURS["partly"]))


def marker(name: str) -> dict[str, Any]:
    """The marker of bars of a part."""
    verdict, _strength = of_part(name)
    if verdict == "partly":
        return hatched(colour(name), VERDICT_COLOURS["partly"])
    return {"color": colour(name), "line": {"width": 0}}


def key_entries(
    part_names: list[str], strengths: Mapping[str, str], verdicts: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """The key's entries for the parts in ``part_names``: each strength once, the hatching, the other verdicts."""
    pairs = [of_part(name) for name in part_names]
    strength_ids = {strength for _verdict, strength in pairs}
    other_verdicts = [verdict for verdict, strength in pairs if not strength]
    return [
        *(
            (SIGN, STRENGTH_COLOURS[strength], words)
            for strength, words in strengths.items()
            if strength in strength_ids
        ),
        *(
            [(HATCHED, STRENGTH_COLOURS["decides"], verdicts["partly"])]
            if any(verdict == "partly" for verdict, _strength in pairs)
            else []
        ),
        *((SIGN, VERDICT_COLOURS[verdict], verdicts[verdict]) for verdict in other_verdicts),
    ]
