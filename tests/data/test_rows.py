"""The rows of a frame are those that pandas gives."""

import pandas as pd
import pytest

from data.rows import each

FRAMES = {
    "text and numbers": pd.DataFrame({"name": ["é", None], "count": [1, 2], "share": [0.5, None]}),
    "days": pd.DataFrame({"day": pd.to_datetime(["2025-02-14", None]), "known": [True, False]}),
    "names that are none": pd.DataFrame({"class": [1], "a b": [2], "a": [3]}),
    "a part": pd.DataFrame({"a": [1, 2, 3]})[lambda rows: rows.a > 1],
    "no rows": pd.DataFrame({"a": [], "b": []}),
}


@pytest.mark.parametrize("name", FRAMES)
def test_rows_are_those_of_pandas(name: str) -> None:
    rows, expected = list(each(FRAMES[name])), list(FRAMES[name].itertuples(index=False))
    assert repr([tuple(row) for row in rows]) == repr([tuple(row) for row in expected])
    assert [row._fields for row in rows] == [row._fields for row in expected]
    assert [[type(value) for value in row] for row in rows] == [
        [type(value) for value in row] for row in expected
    ]
