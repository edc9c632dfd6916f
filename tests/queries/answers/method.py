"""The figures that tell the limits of the data set, and how far its coders agree."""

from collections import Counter

from tests.queries.oracle import Oracle, Rows, Selection


def how_known(oracle: Oracle, selection: Selection) -> Rows:
    """Counted submission by submission."""
    if not selection.submissions:
        return []
    chosen = [oracle.submissions[key] for key in selection.submissions]
    stating = {row["submission_id"]: row for row in chosen if row["stated_signatory_count"]}
    parties = [party for key in stating for party in oracle.parties_of[key]]
    return [
        (
            len(chosen),
            len([row for row in chosen if row["document_type"] == "news-summary"]),
            len([row for row in chosen if row["language"] != "en"]),
            len([key for key in selection.submissions if oracle.dated(key)[1] != "day"]),
            len(stating),
            sum(int(row["stated_signatory_count"]) for row in stating.values()),
            sum(party.role == "signatory" for party in parties),
        )
    ]


def reports_by_group(oracle: Oracle, selection: Selection) -> Rows:
    """Counted group by group."""
    keys: dict[str, set[str]] = {}
    for party in selection.parties:
        keys.setdefault(party.group, set()).add(party.submission)
    rows = [
        (
            group,
            len(submissions),
            sum(oracle.submissions[key]["document_type"] == "news-summary" for key in submissions),
        )
        for group, submissions in keys.items()
    ]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def unnamed_signatories(oracle: Oracle, selection: Selection) -> Rows:
    """Subtracted submission by submission, then added up stage by stage."""
    gaps: dict[str, list[tuple[int, int]]] = {}
    for key in selection.submissions:
        stated = int(oracle.submissions[key]["stated_signatory_count"] or 0)
        named_count = sum(party.role == "signatory" for party in oracle.parties_of[key])
        if stated > named_count:
            gaps.setdefault(oracle.submissions[key]["stage_id"], []).append((stated, named_count))
    rows: Rows = []
    for stage in sorted(oracle.stages.values(), key=lambda stage: int(stage["position"])):
        if stage_gaps := gaps.get(stage["stage_id"]):
            stated, named_count = map(sum, zip(*stage_gaps, strict=True))
            title = (stage["stage_id"], stage["title"], stage["short_title"])
            rows.append((*title, len(stage_gaps), stated, named_count, stated - named_count))
    return rows


def coder_agreement(oracle: Oracle, selection: Selection) -> Rows:
    """Looked up theme by theme in what each coder wrote down."""
    coded = oracle.rows["double_coding"]
    rows = []
    for theme_id, theme in sorted(oracle.themes.items(), key=lambda item: item[1]["title"]):
        for kind in ("achievement", "any", "challenge", "position", "recommendation"):
            coded_by_a, coded_by_b = (
                {
                    row["submission_id"]
                    for row in coded
                    if (row["coder"], row["theme_id"]) == (coder, theme_id)
                    and kind in ("any", row["kind"])
                }
                for coder in "AB"
            )
            twice = len({row["submission_id"] for row in coded})
            rows.append(
                (
                    theme_id,
                    theme["title"],
                    kind,
                    len(coded_by_a),
                    len(coded_by_b),
                    len(coded_by_a & coded_by_b),
                    twice,
                )
            )
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
    answer.__name__: answer
    for answer in (
        how_known,
        reports_by_group,
        unnamed_signatories,
        coder_agreement,
        claim_agreement,
    )
}
