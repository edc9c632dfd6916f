"""Verdict and firmness in one mark: what a text has in part is hatched, wherever it is drawn."""

import pytest

from cards.query import Context
from cards.registry import cards_of
from cards.view import view_of
from charts import firmness
from charts.palette import STRENGTH_COLOURS, VERDICT_COLOURS
from i18n import routes
from markup import section
from markup.links import Links
from tests.charts.drawing import traces

PARTS = [
    (verdict, strength) for verdict in ("taken-up", "partly") for strength in STRENGTH_COLOURS
] + [("contrary", ""), ("silent", "")]


@pytest.mark.parametrize(("verdict", "strength"), PARTS)
def test_a_part_says_its_verdict_and_strength_again(verdict: str, strength: str) -> None:
    name = firmness.part(verdict, strength or "none")
    assert firmness.of_part(name) == (verdict, strength)
    pattern = firmness.marker(name).get("pattern", {})
    assert pattern.get("shape") == ("/" if verdict == "partly" else None)
    assert firmness.colour(name) == (STRENGTH_COLOURS | VERDICT_COLOURS)[strength or verdict]


def test_every_part_has_a_mark_of_its_own() -> None:
    marks = [str(firmness.marker(firmness.part(*part))) for part in PARTS]
    assert len(set(marks)) == len(PARTS)


def test_what_is_in_part_is_hatched_in_a_ranking_and_on_its_light_page() -> None:
    page = Context(view={"all": ["top_outcome"]})
    card = cards_of("overview", page)["top_outcome"]()
    partly = set(card.rows.claim_id[card.rows.verdict == "partly"])
    bars = traces(card.figure)[-1]
    hatched = {
        identity[0]
        for identity, shape in zip(
            bars["customdata"], bars["marker"]["pattern"]["shape"], strict=True
        )
        if shape
    }
    assert hatched == partly
    html = section(
        view_of(page, card, slice(0, 75)), Links(routes.PAGES["overview"], page, "", light=True)
    )
    assert html.count("stroke-dasharray") == len(partly)
