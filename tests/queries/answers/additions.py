"""What was added last."""

import pandas as pd

from tests.queries.oracle import Oracle, Rows, Selection

KINDS = ("challenge", "recommendation", "position", "achievement")


def additions(oracle: Oracle, selection: Selection) -> Rows:
    """Latest addition first, then as lists of submissions are; points and themes of the whole submission."""
    rows = []
    for key in oracle.latest_first(selection.submissions):
        row, points = oracle.submissions[key], oracle.points_of[key]
        in_order = sorted(
            points,
            key=lambda point: (
                KINDS.index(point["kind"]),
                int(point["point_id"].rpartition(".")[2]),
            ),
        )
        rows.append(
            (
                pd.Timestamp(row["added_on"]),
                key,
                row["title"],
                oracle.authors(key),
                *oracle.dated(key),
                row["stage_id"],
                oracle.stage_of(key)["title"],
                row["document_type"],
                row["language"],
                len(points),
                "\n".join(point["summary"] for point in in_order[:3]),
                "; ".join(sorted({point["theme_id"] for point in points})),
                row["publisher"],
                row["source_url"],
            )
        )
    return sorted(rows, key=lambda row: row[0], reverse=True)


ANSWERS = {"additions": additions}
