"""The requests of the shipped tables, recomputed with pandas, and what a card links to."""

import pandas as pd

from tests.pages.visiting import Visit, table

POINTS = table("points")
STAGE = table("submissions").set_index("submission_id").stage_id
CLAIMS = table("claims").set_index("claim_id")
EVERY = table("claim_outcomes")
OUTCOMES = EVERY[EVERY.text_id == "outcome"].set_index("claim_id")
ON_COMPACT = EVERY[EVERY.text_id == "compact"].set_index("claim_id")
EQUIVALENTS = table("claim_equivalents")
OF = {key: key for key in CLAIMS.index[CLAIMS.kind.isin(["recommendation", "position"])]}
OF |= dict(zip(EQUIVALENTS.claim_id, EQUIVALENTS.equivalent_id, strict=True))


def asked(points: pd.DataFrame, made_to: str = "outcome") -> pd.Series:
    """Request -> number of submissions made to a text that make the request in one of ``points``."""
    to_compact = points.submission_id.map(STAGE) == "gdc"
    addressed = points[to_compact if made_to == "compact" else ~to_compact]
    requests = addressed.assign(ask=addressed.claim_id.map(OF)).dropna(subset="ask")
    counts = requests.groupby("ask").submission_id.nunique()
    verdicts = ON_COMPACT if made_to == "compact" else OUTCOMES
    return counts[counts.index.map(verdicts.request) == "yes"]


def of(organisation: str) -> pd.DataFrame:
    """The points of the submissions that an organisation wrote or signed."""
    signed = table("signatories").query("organisation_id == @organisation").submission_id
    return POINTS[POINTS.submission_id.isin(signed)]


def claims_linked(page: Visit, card: str) -> set[str]:
    """The claims whose pages a card links to."""
    return {
        query.rpartition("id=")[2]
        for _label, query in page.links(card)
        if "id=" in query and "paragraph=" not in query
    }
