"""Sentences computed from the rows.

True under every filter, modest when there is little, silent when there is nothing.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

import pandas as pd

from i18n import _, labels, ngettext, number
from i18n.escaping import one_line

FEW = 5
"""A headline claims no ranking of fewer units than this."""
COMPARABLE = 10
"""A headline compares no shares of groups with fewer units than this."""


def counted(count: int, unit: str) -> str:
    """A count with its unit: 1 submission, 41 organisations, 2,087 points."""
    words = {
        "submissions": ngettext("{n} submission", "{n} submissions", count),
        "organisations": ngettext("{n} organisation", "{n} organisations", count),
        "points": ngettext("{n} point", "{n} points", count),
        "asks": ngettext("{n} ask", "{n} asks", count),
    }[unit]
    return words.format(n=number(count))


def of(count: int, total: int, unit: str) -> str:
    """A count with its denominator and unit: 41 of 96 submissions; 0 submissions where there are none to count."""
    if not total:
        return counted(count, unit)
    return _("{count} of {total}").format(count=number(count), total=counted(total, unit))


def doing(kind: str | None, unit: str) -> str:
    """The clause that defines a denominator and follows 'of 236 submissions': 'that name a challenge'."""
    if unit == "points":
        return {
            "challenge": _("that name a challenge"),
            "recommendation": _("that ask for something"),
            "position": _("that take a position"),
            "achievement": _("that credit an achievement"),
        }.get(kind or "", "")
    by = {
        "challenge": _("that name a challenge"),
        "recommendation": _("that ask for something"),
        "position": _("that take a position"),
        "achievement": _("that credit an achievement"),
    }
    behind = {
        "challenge": _("behind texts that name a challenge"),
        "recommendation": _("behind texts that ask for something"),
        "position": _("behind texts that take a position"),
        "achievement": _("behind texts that credit an achievement"),
    }
    return (behind if unit == "organisations" else by).get(kind or "", "")


def leaders(rows: pd.DataFrame, label: str, column: str = "count") -> list[str]:
    """The names of the rows with the highest count, as one line of text each."""
    return [one_line(name) for name in rows[label][rows[column] == rows[column].max()]]


def lead(names: Sequence[str], one: str, several: str, many: str, **words: str) -> str:
    """The sentence about the leaders: ``one``, two or three (``several``), or ``many``.

    Sentences hold {name}, {names} or {n}, and what ``words`` has.
    """
    sentence = one if len(names) == 1 else several if len(names) <= 3 else many
    every = _(" and ").join(names)
    return sentence.format(name=names[0], names=every, n=number(len(names)), **words)


def few_to_rank(count: int, unit: str) -> str:
    """The sentence that there are too few units to name a leader."""
    return _("Too few to rank: {few}").format(few=counted(count, unit))


def most(rows: pd.DataFrame, label: str, unit: str, kind: str | None = None) -> str:
    """Which row comes up most, with count and denominator; rows are sorted, with ``count`` and ``total``.

    Empty if there are none.
    """
    if rows.empty or not rows["count"].iloc[0]:
        return ""
    first = rows.iloc[0]
    if first["total"] < FEW:
        return few_to_rank(int(first["total"]), unit)
    return lead(
        leaders(rows, label),
        _("Most frequent: {name}, in {share}"),
        _("Most frequent: {names}, each in {share}"),
        _("No single one leads: {n} are the most frequent, each in {share}"),
        share=f"{of(int(first['count']), int(first['total']), unit)} {doing(kind, unit)}".strip(),
    )


def largest_stage(rows: pd.DataFrame, unit: str) -> str:
    """Which stage drew most; ``rows`` has ``stage`` and its ``total``."""
    stages = rows.drop_duplicates("stage_id")
    if stages.empty:
        return ""
    whole = int(stages["total"].sum())
    if len(stages) == 1:
        return ngettext(
            "{counted}, at one stage: {stage}",
            "All {counted} belong to one stage: {stage}",
            whole,
        ).format(counted=counted(whole, unit), stage=one_line(stages.stage.iloc[0]))
    if whole < FEW:
        return few_to_rank(whole, unit)
    return lead(
        leaders(stages.sort_values("position"), "stage", "total"),
        _("{name} drew most: {count}"),
        _("{names} drew most: {count} each"),
        _("No single one leads: {n} stages drew {count} each"),
        count=counted(int(stages["total"].max()), unit),
    )


def who_speaks(rows: pd.DataFrame, name: Callable[[str], str], column: str, unit: str) -> str:
    """Which group or region is behind most; rows are sorted, with ``count`` and ``total``."""
    if rows.empty:
        return ""
    first = rows.iloc[0]
    if first["total"] < FEW:
        return few_to_rank(int(first["total"]), unit)
    return lead(
        [name(code) for code in leaders(rows, column)],
        _("Most from {name}: {share}"),
        _("Most from {names}: {share}"),
        _("No single one leads: {n} have {share} each"),
        share=of(int(first["count"]), int(first["total"]), unit),
    )


def widest_gap(
    rows: pd.DataFrame, identifier: str, names: dict[str, str], groups: Sequence[str]
) -> str:
    """The row and the two stakeholder groups that differ most, with their counts.

    Only groups of COMPARABLE units or more are compared; empty if there are not two of them.
    """
    large = rows[(rows.total >= COMPARABLE) & (rows.submissions >= FEW)]
    totals = large.groupby("stakeholder_group")["total"].first().to_dict()
    present = [group for group in groups if group in totals]
    counts = {
        (identity, group): int(count)
        for identity, group, count in zip(
            large[identifier], large.stakeholder_group, large["count"], strict=True
        )
        if identity in names
    }
    if len(present) < 2 or not counts:
        return ""

    def shares(identity: str) -> dict[str, Fraction]:
        return {
            group: Fraction(counts.get((identity, group), 0), int(totals[group]))
            for group in present
        }

    def spread(identity: str) -> Fraction:
        of_groups = shares(identity).values()
        return max(of_groups) - min(of_groups)

    top = max((identity for identity in names), key=spread)
    if spread(top) < Fraction(1, 10):
        return _("The larger groups raise these to much the same degree")
    of_top = shares(top)
    high, low = max(of_top, key=of_top.__getitem__), min(of_top, key=of_top.__getitem__)

    def said(group: str) -> str:
        return _("{group} {count} of {total}").format(
            group=labels.GROUPS.get(group, group).lower(),
            count=number(counts.get((top, group), 0)),
            total=number(totals[group]),
        )

    return _("Groups differ most on {name}: {high}, {low}").format(
        name=one_line(names[top]), high=said(high), low=said(low)
    )


def busiest_signatory(rows: pd.DataFrame) -> str:
    """Which organisation signed most joint statements; ``rows`` is sorted by ``signed``, with ``label``."""
    if rows.empty or not rows.signed.iloc[0]:
        return _("No signatory is named in this selection") if len(rows) else ""
    first = int(rows.signed.iloc[0])
    if first == 1:
        once = int((rows.signed == 1).sum())
        return ngettext(
            "{n} organisation signed one statement, none signed more",
            "{n} organisations signed one statement each, none signed more",
            once,
        ).format(n=number(once))
    return lead(
        leaders(rows, "label", "signed"),
        _("{name} signed the most joint statements: {count}"),
        _("{names} signed the most joint statements: {count} each"),
        _("{n} organisations signed the most joint statements: {count} each"),
        count=number(first),
    )


def matrix(organisations: int, submissions: int, *, joint: bool) -> str:
    """How many organisations wrote or signed how many submissions; empty if there are none."""
    if not organisations:
        return ""
    if joint:
        said = ngettext(
            "{organisations} wrote or signed {n} joint statement",
            "{organisations} wrote or signed {n} joint statements",
            submissions,
        )
    else:
        said = ngettext(
            "{organisations} wrote or signed {n} submission",
            "{organisations} wrote or signed {n} submissions",
            submissions,
        )
    return said.format(
        organisations=counted(organisations, "organisations"), n=number(submissions)
    )


def stated(rows: pd.DataFrame) -> str:
    """How many signatories sources state, and how many of them are named."""
    if rows.empty:
        return ""
    named, total = int(rows.named.sum()), int(rows.stated.sum())
    if named < total:
        said = ngettext(
            "{n} letter claims {total} signatories; we know the names of only {named}",
            "{n} letters claim {total} signatories; we know the names of only {named}",
            len(rows),
        )
    else:
        said = ngettext(
            "{n} letter claims {total} signatories; we know all their names",
            "{n} letters claim {total} signatories; we know all their names",
            len(rows),
        )
    return said.format(n=number(len(rows)), total=number(total), named=number(named))
