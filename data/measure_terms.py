"""Measure how well the term lists reproduce the coded themes and action lines of points.

    python -m data.measure_terms [--source FOLDER]

Exit codes: 0 measured, 1 a term list or table cannot be used, 2 wrong usage.
"""

import argparse
import sys
from collections.abc import Sequence
from math import isnan
from pathlib import Path

import pandas as pd

from data.lexicon import TermsRefused
from data.settings import data_set
from data.term_evaluation import Measured, measure_action_lines, measure_themes
from data.term_lists import read_lists


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m data.measure_terms",
        description="Measure the term lists on the half of the submissions that were not looked at "
        "when they were made.",
        epilog="Exit codes: 0 measured, 1 a term list or table cannot be used, 2 wrong usage.",
    )
    parser.add_argument(
        "--source",
        type=Path,
        default=data_set().source,
        metavar="FOLDER",
        help="the CSV tables, with the term lists in terms/ (default: %(default)s)",
    )
    source = parser.parse_args(arguments).source
    try:
        print(_report(source))
    except (OSError, TermsRefused) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


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
        for row in measured.by_id.itertuples()
    ]
    return "\n".join(lines)


def _decimals(share: float) -> str:
    return "–" if isnan(share) else f"{share:.2f}"


def _table(source: Path, table: str) -> pd.DataFrame:
    return pd.read_csv(source / f"{table}.csv", dtype="str", keep_default_na=False)


if __name__ == "__main__":
    sys.exit(main())
