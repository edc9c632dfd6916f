"""Measure how well the term lists reproduce the coded themes and action lines of points."""

import sys
from math import isnan
from pathlib import Path

import pandas as pd

from data.commands import declared, source_option
from data.lexicon import TermsRefused
from data.rows import each
from data.term_evaluation import Measured, measure_action_lines, measure_themes
from data.term_lists import read_lists


@declared(
    "measure-terms",
    example="--source my-folder",
    exit_codes={0: "measured", 1: "a term list or table cannot be used", 2: "wrong usage"},
)
@source_option("The tables, with the term lists in terms/.")
def command(source: Path) -> int:
    """Measure the term lists by which points are proposed.

    They are measured on the half of the submissions that were not looked at when they were made.
    """
    try:
        print(_report(source))
    except (OSError, TermsRefused) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


main = command.run


def _report(source: Path) -> str:
    points = _table(source, "points")
    cited = _table(source, "point_action_lines")
    by_point = cited.groupby("point_id").action_line_id.agg("; ".join)
    points = points.assign(action_lines=points.point_id.map(by_point))
    themes, action_lines = _table(source, "themes"), _table(source, "action_lines")
    lists = read_lists(source, themes.theme_id, action_lines.action_line_id)
    parts = [
        "Measured on the half of the submissions that nobody looked at when the lists were made."
    ]
    if lists.themes:
        measured = measure_themes(points, lists.themes)
        parts.append(_told(f"Themes of {measured.points:,} points", measured))
    if lists.action_lines:
        measured = measure_action_lines(points, lists.action_lines)
        parts.append(_told(f"Action lines of {measured.points:,} points that cite any", measured))
    if len(parts) == 1:
        raise TermsRefused(f"{source / 'terms'} has no term lists: nothing to measure.")
    return "\n\n".join(parts)


def _told(title: str, measured: Measured) -> str:
    lines = [
        f"{title}: precision {_decimals(measured.precision)}, recall {_decimals(measured.recall)}, "
        f"F1 {_decimals(measured.f1)}; mean F1 {_decimals(measured.macro_f1)}",
        f"{'':26}{'precision':>10}{'recall':>8}{'F1':>6}{'coded':>7}{'proposed':>10}{'right':>7}",
    ]
    lines += [
        f"{row.id:26}{_decimals(row.precision):>10}{_decimals(row.recall):>8}"
        f"{_decimals(row.f1):>6}{row.coded:>7}{row.proposed:>10}{row.right:>7}"
        for row in each(measured.by_id)
    ]
    return "\n".join(lines)


def _decimals(share: float) -> str:
    return "–" if isnan(share) else f"{share:.2f}"


def _table(source: Path, table: str) -> pd.DataFrame:
    return pd.read_csv(source / f"{table}.csv", dtype="str", keep_default_na=False)


if __name__ == "__main__":
    sys.exit(main())
