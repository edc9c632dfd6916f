"""What the data set's limits are told by, and how far its coders agree."""

from collections import Counter

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


def unnamed_signatories(oracle: Oracle, selection: Selection) -> Rows:
    """Subtracted submission by submission, then added up stage by stage."""
    gaps: dict[str, list[tuple[int, int]]] = {}
    for key in selection.submissions:
        stated = int(oracle.submissions[key]["stated_signatory_count"] or 0)
        named = sum(party.role == "signatory" for party in oracle.parties_of[key])
        if stated > named:
            gaps.setdefault(oracle.submissions[key]["stage_id"], []).append((stated, named))
    rows: Rows = []
    for stage in sorted(oracle.stages.values(), key=lambda stage: int(stage["position"])):
        if there := gaps.get(stage["stage_id"]):
            stated, named = map(sum, zip(*there, strict=True))
            title = (stage["stage_id"], stage["title"], stage["short_title"])
            rows.append((*title, len(there), stated, named, stated - named))
    return rows


def coder_agreement(oracle: Oracle, selection: Selection) -> Rows:
    """Looked up theme by theme in what each coder wrote down."""
    coded = oracle.rows["double_coding"]
    rows = []
    for theme_id, theme in sorted(oracle.themes.items(), key=lambda item: item[1]["title"]):
        for kind in ("achievement", "any", "challenge", "position", "recommendation"):
            a, b = (
                {
                    row["submission_id"]
                    for row in coded
                    if (row["coder"], row["theme_id"]) == (coder, theme_id)
                    and kind in ("any", row["kind"])
                }
                for coder in "AB"
            )
            twice = len({row["submission_id"] for row in coded})
            rows.append((theme_id, theme["title"], kind, len(a), len(b), len(a & b), twice))
    return rows


def claim_agreement(oracle: Oracle, selection: Selection) -> Rows:
    """Counted point by point."""
    points: Counter[tuple[str, str]] = Counter()
    adjudicated: Counter[tuple[str, str]] = Counter()
    for row in oracle.rows["claim_coding"]:
        pair = row["coder_a"], row["coder_b"]
        points[pair] += 1
        adjudicated[pair] += bool(row["adjudicated"])
    return sorted(
        ((*pair, count, adjudicated[pair]) for pair, count in points.items()),
        key=lambda row: (-row[2], row[0], row[1]),
    )


ANSWERS = {
    one.__name__: one for one in (how_known, unnamed_signatories, coder_agreement, claim_agreement)
}
