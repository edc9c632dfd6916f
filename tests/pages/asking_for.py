"""The requests of the shipped tables as they are written, and what a card links to."""

from tests.pages.visiting import Visit, table

CLAIMS = table("claims").set_index("claim_id")
EVERY = table("claim_outcomes")
OUTCOMES = EVERY[EVERY.text_id == "outcome"].set_index("claim_id")
ON_COMPACT = EVERY[EVERY.text_id == "compact"].set_index("claim_id")
EQUIVALENTS = table("claim_equivalents")
OF = {key: key for key in CLAIMS.index[CLAIMS.kind.isin(["recommendation", "position"])]}
OF |= dict(zip(EQUIVALENTS.claim_id, EQUIVALENTS.equivalent_id, strict=True))


def claims_linked(page: Visit, card: str) -> set[str]:
    """The claims whose pages a card links to."""
    return {
        query.rpartition("id=")[2]
        for _label, query in page.links(card)
        if "id=" in query and "paragraph=" not in query
    }
