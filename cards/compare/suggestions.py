"""Comparisons that are suggested while fewer than two sides are chosen."""

from __future__ import annotations

from cards.compare.sides import FEWEST, Sides
from cards.kit import Link
from i18n import _, escaping, filter_options, listed
from queries import Filters, ask


def examples(sides: Sides) -> list[Link]:
    """Comparisons worth a look, with the one side chosen, if there is one."""
    selection = sides.page.filters
    comparisons: list[tuple[str, str, list[str]]] = []
    if sides.ids:
        others = [
            identifier for identifier in _largest(sides.by, selection) if identifier != sides.ids[0]
        ][:2]
        words = {
            "organisation": _("{names} (an organisation with many submissions)"),
            "group": _("{names} (a large group)"),
            "stage": _("{names} (a stage with many submissions)"),
        }[sides.by]
        comparisons = [(words, sides.by, [sides.ids[0], other]) for other in others]
    else:
        pairs = {
            "organisation": _("{names} (the two organisations with most submissions)"),
            "group": _("{names} (the two groups with most submissions)"),
            "stage": _("{names} (the two stages with most submissions)"),
        }
        for by in sorted(pairs, key=lambda by: by != sides.by):
            if len(ids := _largest(by, selection)[:2]) == FEWEST:
                comparisons.append((pairs[by], by, ids))
    return [_example(words, by, ids) for words, by, ids in comparisons]


def _example(words: str, by: str, ids: list[str]) -> Link:
    names = listed(
        [escaping.one_line(filter_options.option_labels()[by][identifier]) for identifier in ids]
    )
    icon, view = ":material/compare_arrows:", {"by": by, "id": ids}
    return Link("compare", words.format(names=names), icon=icon, view=view)


def _largest(by: str, selection: Filters) -> list[str]:
    """Ids of the sides that a selection has most submissions of, most first."""
    remaining_filters = selection.without(by)
    if by == "organisation":
        rows = ask("organisations", remaining_filters)
        order = rows.sort_values(["submissions", "points"], ascending=False, kind="stable")
        ordered = order.organisation_id
    elif by == "group":
        ordered = ask("groups", remaining_filters).stakeholder_group
    else:
        stages = ask("stages", remaining_filters).drop_duplicates("stage_id")
        ordered = stages.sort_values("total", ascending=False, kind="stable").stage_id
    return [str(identifier) for identifier in ordered]
