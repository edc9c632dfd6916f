"""What the data set's limits are told by."""

from tests.queries.oracle import Oracle, Rows, Selection


def how_known(oracle: Oracle, selection: Selection) -> Rows:
    """Counted submission by submission."""
    if not selection.submissions:
        return []
    chosen = [oracle.submissions[key] for key in selection.submissions]
    stating = {s["submission_id"]: s for s in chosen if s["stated_signatory_count"]}
    parties = [party for key in stating for party in oracle.parties_of[key]]
    return [
        (
            len(chosen),
            len([s for s in chosen if s["document_type"] == "news-summary"]),
            len([s for s in chosen if s["language"] != "en"]),
            len([key for key in selection.submissions if oracle.dated(key)[1] != "day"]),
            len(stating),
            sum(int(s["stated_signatory_count"]) for s in stating.values()),
            sum(party.role == "signatory" for party in parties),
        )
    ]


ANSWERS = {"how_known": how_known}
