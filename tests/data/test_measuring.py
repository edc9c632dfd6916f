from math import isnan
from pathlib import Path

import pandas as pd
import pytest

from data import SOURCE, measure_terms
from data.lexicon import TermList, read_terms
from data.term_evaluation import held_out, measure_action_lines, measure_themes

MEASURED = next(f"s-{n}" for n in range(99) if held_out(f"s-{n}"))
LOOKED_AT = next(f"s-{n}" for n in range(99) if not held_out(f"s-{n}"))


@pytest.fixture
def terms(tmp_path: Path) -> TermList:
    path = tmp_path / "list.csv"
    path.write_text("theme_id,term,weight\nigf,igf,2\nai,ai,3\nC2,cables,2\n", encoding="utf-8")
    return read_terms(path, ["igf", "ai", "C2"])


def points(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["submission_id", "summary", "coded"])
    return frame.assign(theme_id=frame.coded, action_lines=frame.coded)


def test_precision_and_recall_are_counted_by_hand(terms: TermList) -> None:
    """Right: igf, ai. Wrong: ai for igf. Nothing found: igf, other."""
    evaluation = measure_themes(
        points(
            (MEASURED, "The IGF", "igf"),
            (MEASURED, "AI", "ai"),
            (MEASURED, "AI at the IGF", "igf"),
            (MEASURED, "The forum", "igf"),
            (MEASURED, "Something else", "other"),
        ),
        terms,
    )
    assert (evaluation.points, evaluation.coded, evaluation.proposed, evaluation.right) == (
        5,
        5,
        3,
        2,
    )
    assert evaluation.precision == pytest.approx(2 / 3)
    assert evaluation.recall == pytest.approx(2 / 5)
    assert evaluation.f1 == pytest.approx(2 * 2 / 8)
    by_id = evaluation.by_id.set_index("id")
    assert by_id.loc["igf", ["coded", "proposed", "right"]].tolist() == [3, 1, 1]
    assert by_id.loc["ai", ["precision", "recall"]].tolist() == [0.5, 1.0]
    assert isnan(by_id.loc["other", "precision"])
    assert by_id.loc["other", "recall"] == 0
    assert evaluation.macro_f1 == pytest.approx((0.5 + 2 / 3) / 2), "other has no terms"


def test_points_that_lists_were_made_from_are_not_measured(terms: TermList) -> None:
    evaluation = measure_themes(
        points((LOOKED_AT, "The IGF", "ai"), (MEASURED, "The IGF", "igf")), terms
    )
    assert (evaluation.points, evaluation.precision) == (1, 1.0)


def test_action_lines_are_measured_where_any_is_cited(terms: TermList) -> None:
    evaluation = measure_action_lines(
        points((MEASURED, "cables, AI", "C2; C5"), (MEASURED, "more cables", "")), terms
    )
    assert (evaluation.points, evaluation.coded, evaluation.proposed, evaluation.right) == (
        1,
        2,
        2,
        1,
    )


def test_a_submission_keeps_its_half() -> None:
    """The lists rest on this split: one that moved would be measured on what it was made from."""
    halves = [held_out(identifier) for identifier in ("tccm-cwg-call", "unesco-unesco", "auda-gdc")]
    assert halves == [False, True, True]


def test_the_command_prints_every_theme_and_how_far_the_lists_carry(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert measure_terms.main([]) == 0
    output = capsys.readouterr().out
    for theme in pd.read_csv(SOURCE / "themes.csv").theme_id:
        assert f"\n{theme} " in output
    f1 = [
        float(line.partition("F1 ")[2][:4]) for line in output.splitlines() if "; mean F1" in line
    ]
    assert len(f1) == 2
    assert min(f1) > 0.6, "lists that find less are not worth proposing from"


def test_without_lists_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for table in ("points", "point_action_lines", "themes", "action_lines"):
        (tmp_path / f"{table}.csv").write_bytes((SOURCE / f"{table}.csv").read_bytes())
    assert measure_terms.main(["--source", str(tmp_path)]) == 1
    assert "has no term lists" in capsys.readouterr().err
