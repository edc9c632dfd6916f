"""What asks nothing of the text is no request: wherever requests are listed, counted or drawn, it is left out."""

import pytest

from cards.kit import Card, RecordList
from cards.query import Context
from cards.registry import cards_of
from queries import Filters, ask, questions
from tests.pages.visiting import table
from tests.queries.comparing import parameters, takes

OUTCOMES = table("claim_outcomes")
OF_TEXT = {"adopted": "outcome", "other": "compact"}
NO_REQUESTS = {
    made_to: set(OUTCOMES.claim_id[(OUTCOMES.text_id == text) & (OUTCOMES.request == "no")])
    for made_to, text in OF_TEXT.items()
}
WITH_VERDICTS = sorted(
    name
    for name, question in questions().items()
    if "made_to" in takes(question) and any(column.name == "verdict" for column in question.columns)
)
SHOWING = {
    "overview": {"all": ["top_outcome"]},
    "what_became_of_it": {"all": ["verdicts", "asks"]},
    "organisation": {"id": ["jpnic"]},
    "compare": {"id": ["tccm", "isoc"]},
    "text": {"id": ["outcome"]},
}
"""Pages with requests, and how they show all of them."""


def test_all_of_the_release_and_no_others_ask_nothing() -> None:
    """The verdicts say so, and the six that the release note names."""
    noted = {
        *("po-technical-bodies-run-internet", "po-compact-is-welcome", "po-wsis-is-outdated"),
        *("po-text-affirms-multistakeholder", "po-all-must-cooperate"),
        "po-digital-serves-development",
    }
    on_text = OUTCOMES[OUTCOMES.text_id == "outcome"]
    unscored = set(on_text.claim_id[on_text.verdict == "not-applicable"])
    assert NO_REQUESTS["adopted"] == unscored | noted
    assert len(unscored) == 15


@pytest.mark.parametrize("made_to", OF_TEXT)
@pytest.mark.parametrize("name", [name for name in WITH_VERDICTS if name != "claim_support"])
def test_no_question_counts_what_asks_nothing_unless_asked_for_it(name: str, made_to: str) -> None:
    values = {"ids": "tccm,isoc,jpnic", "made_to": made_to}
    rows = ask(name, Filters(), **parameters(questions()[name], **values))
    assert len(rows)
    assert "not-applicable" not in set(rows.verdict)
    if "claim_id" in rows:
        assert not set(rows.claim_id) & NO_REQUESTS[made_to]
    if name == "verdicts":
        whole = ask(name, Filters(), parties="all", made_to=made_to)
        assert whole.asks.sum() == len(ask("asks", Filters(), made_to=made_to))


@pytest.mark.parametrize("made_to", OF_TEXT)
@pytest.mark.parametrize("page", SHOWING)
def test_no_card_shows_what_asks_nothing(page: str, made_to: str) -> None:
    context = Context(view={**SHOWING[page], "made_to": [made_to]})
    seen = 0
    for key, declared in cards_of(page, context).items():
        card = declared()
        if not isinstance(card, Card | RecordList) or "made_to" not in card.query.parameters:
            continue
        rows = card.query.rows
        seen += 1
        if "verdict" in rows:
            assert "not-applicable" not in set(rows.verdict), key
        if "claim_id" in rows:
            assert not set(rows.claim_id) & NO_REQUESTS[card.query.parameters["made_to"]], key
    assert seen or page == "overview"


@pytest.mark.parametrize("made_to", OF_TEXT)
def test_its_own_tab_has_all_of_them_and_nothing_else(made_to: str) -> None:
    page = Context(view={"verdict": ["not-applicable"], "made_to": [made_to]})
    card = cards_of("what_became_of_it", page)["asks"]()
    assert isinstance(card, RecordList)
    assert len(card.rows)
    assert set(card.rows.claim_id) <= NO_REQUESTS[made_to]
    requests = set(ask("asks", Filters(), made_to=made_to).claim_id)
    assert not requests & set(card.rows.claim_id)
