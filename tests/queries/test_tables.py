from pathlib import Path

import pandas as pd
import pytest

from data import SOURCE
from queries import QuestionError, ask
from queries.tables import table


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*.csv")), ids=lambda path: path.stem)
def test_a_table_is_its_csv_file_row_for_row(path: Path) -> None:
    written = pd.read_csv(path, dtype=str, keep_default_na=False)
    held = table(path.stem)
    assert list(held.columns) == list(written.columns)
    for name in held:
        cells = ["" if pd.isna(cell) else _as_written(cell) for cell in held[name].tolist()]
        assert sorted(cells) == sorted(written[name])
        if "parent_id" not in held:  # fields of action lines stand behind all lines
            assert cells == list(written[name])


def _as_written(cell: object) -> str:
    return str(cell.date()) if isinstance(cell, pd.Timestamp) else str(cell)


@pytest.mark.parametrize("name", ["data_release", "submission_search", "points; DROP TABLE points"])
def test_only_tables_of_the_data_set_are_given_away(name: str) -> None:
    with pytest.raises(QuestionError) as error:
        table(name)
    assert all(table_name in str(error.value) for table_name in ask("tables")["table_name"])
