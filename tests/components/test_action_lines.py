"""What is said of action lines is true of every selection."""

from hypothesis import given

from cards import action_lines
from i18n import headlines
from queries import ask
from tests.components.selections import UNDER_FILTERS, selections

UNITS = ["submissions", "organisations", "points"]


@UNDER_FILTERS
@given(selection=selections())
def test_the_finding_is_true_of_every_selection(selection: object) -> None:
    rows = action_lines.lines_only(ask("action_lines", selection))
    counts = action_lines.citing(selection)
    for unit in UNITS:
        total = int(counts.action_lines[unit])
        finding = action_lines.most_cited(rows, total, unit)
        assert bool(finding) is bool(total)
        if total >= headlines.FEW:
            first = rows[unit].max()
            assert f"{first:,} of {total:,} " in finding
            leaders = rows.action_line[rows[unit] == first]
            assert len(leaders) > 3 or all(name in finding for name in leaders)
        elif total:
            assert finding.startswith(f"Too few to rank: {total} ")
        by_theme = ask("action_lines_by_theme", selection, unit=unit)
        paired = action_lines.closest(by_theme, unit)
        assert bool(paired) is not by_theme.empty
        if total >= headlines.FEW:
            assert f"{by_theme['count'].max():,} of {total:,} " in paired
