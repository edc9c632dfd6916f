"""Groups, kinds and verdicts have colours that nobody takes for one another, whatever their eyes."""

import itertools
import tomllib
from pathlib import Path

import pytest
from coloraide import Color

from charts.palette import (
    ACCENT,
    FALL,
    GROUP_COLOURS,
    KIND_COLOURS,
    NEUTRAL,
    STRENGTH_COLOURS,
    VERDICT_COLOURS,
    contrast,
    ink,
)

SETS = {
    "group": GROUP_COLOURS,
    "kind": KIND_COLOURS,
    "verdict": STRENGTH_COLOURS | VERDICT_COLOURS,
}
GROUNDS = {"light": "#FFFFFF", "dark": "#14191E"}
BLINDNESS = ("protan", "deutan", "tritan")
CONFIGURATION = Path(__file__).parents[2] / ".streamlit" / "config.toml"


def seen_by(colour: str) -> list[Color]:
    """A colour as usual eyes and as three kinds of colour-blind eyes see it."""
    return [Color(colour), *(Color(colour).filter(kind) for kind in BLINDNESS)]


def apart(colour: str, other: str) -> list[float]:
    """The distance of two colours (CIEDE2000) for usual and for colour-blind eyes; one of 2 is just seen."""
    return [
        a.delta_e(b, method="2000") for a, b in zip(seen_by(colour), seen_by(other), strict=True)
    ]


def test_every_thing_has_a_colour_of_its_own() -> None:
    colours = [colour for palette in SETS.values() for colour in palette.values()] + [
        ACCENT,
        NEUTRAL,
        FALL,
    ]
    assert len(set(colours)) == len(colours)


@pytest.mark.parametrize("other", ["group", "verdict"])
def test_kinds_are_told_from_groups_and_verdicts(other: str) -> None:
    for (kind, colour), (name, another) in itertools.product(
        KIND_COLOURS.items(), SETS[other].items()
    ):
        usual, *blind = apart(colour, another)
        assert usual >= 14, (kind, name)
        assert min(blind) >= 7, (kind, name)


def test_kinds_are_told_from_each_other() -> None:
    for (kind, colour), (name, another) in itertools.combinations(KIND_COLOURS.items(), 2):
        usual, *blind = apart(colour, another)
        assert usual >= 20, (kind, name)
        assert min(blind) >= 9, (kind, name)


@pytest.mark.parametrize("ground", GROUNDS)
def test_kinds_stand_out_from_both_grounds(ground: str) -> None:
    ratios = {kind: contrast(colour, GROUNDS[ground]) for kind, colour in KIND_COLOURS.items()}
    assert min(ratios.values()) >= 3, ratios


def test_words_can_be_read_on_every_colour() -> None:
    for colours in SETS.values():
        for name, colour in colours.items():
            assert contrast(ink(colour), colour) >= 4.5, name
    assert ink("#FFFFFF") != ink("#000000")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    for colour, other in itertools.combinations(KIND_COLOURS.values(), 2):
        wcag = Color(colour).contrast(other, method="wcag21")
        assert contrast(colour, other) == pytest.approx(wcag, abs=0.01)


def test_streamlit_has_the_colours_of_the_groups() -> None:
    theme = tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["theme"]
    groups = [colour for group, colour in GROUP_COLOURS.items() if group != "several"]
    assert theme["chartCategoricalColors"] == groups
    assert theme["primaryColor"] == ACCENT
    assert theme["dark"]["backgroundColor"] == GROUNDS["dark"]
