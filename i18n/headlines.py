"""Headlines computed from rows.

They are true under every filter, claim little when there are few rows, and are empty when there are none.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations, product

import pandas as pd

from i18n import _, labels, listed, messages, ngettext, number
from i18n.escaping import one_line
from i18n.messages import Message
from i18n.units import counted as counted
from i18n.units import of as of

FEW = 5
"""A headline claims no ranking of fewer units than this."""
COMPARABLE = 10
"""A headline compares no shares of groups with fewer units than this."""


def leaders(rows: pd.DataFrame, label: str, column: str = "count") -> list[str]:
    """The names of the rows with the highest count, as one line of text each."""
    return [one_line(name) for name in rows[label][rows[column] == rows[column].max()]]


def lead(names: Sequence[str], message: Message, **words: str) -> str:
    """The sentence about the leaders; ``message`` has a form for one, for several (two or three) and for many.

    Forms hold {name}, {names} or {n}, and what ``words`` has.
    """
    how_many = "one" if len(names) == 1 else "several" if len(names) <= 3 else "many"
    return message(how_many, len(names), name=names[0], names=listed(names), **words)


def few_to_rank(count: int, unit: str) -> str:
    """The sentence that there are too few units to name a leader."""
    return _("Too few to rank: {few}").format(few=counted(count, unit))


def by_fewest(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows with what to compare with FEW in ``submissions``: organisations, where they are the unit and fewer."""
    if unit != "organisations":
        return rows
    return rows.assign(submissions=rows[["submissions", "total"]].min(axis=1))


def few_marked(unit: str) -> str:
    """What an asterisk means."""
    if unit == "organisations":
        return _("* fewer than {few} organisations or submissions").format(few=FEW)
    return _("* fewer than {few} submissions").format(few=FEW)


def most(
    rows: pd.DataFrame,
    label: str,
    unit: str,
    kind: str | None = None,
    message: Message = messages.MOST_FREQUENT,
) -> str:
    """Which rows have the highest ``count``, with their share of the ``total``, as the ``message`` says it.

    Empty if nothing is counted.
    """
    if rows.empty or not rows["count"].max():
        return ""
    total = int(rows.total.iloc[0])
    if total < FEW:
        return few_to_rank(total, unit)
    share = of(int(rows["count"].max()), total, unit, kind)
    return lead(leaders(rows, label), message, share=share)


def largest_stage(rows: pd.DataFrame, unit: str) -> str:
    """Which stage has most; ``rows`` has ``stage`` and its ``total``."""
    stages = rows.drop_duplicates("stage_id")
    if stages.empty:
        return ""
    total = int(stages["total"].sum())
    if len(stages) == 1:
        return ngettext(
            "{counted}, at one stage: {stage}", "{counted}, all at one stage: {stage}", total
        ).format(counted=counted(total, unit), stage=one_line(stages.stage.iloc[0]))
    if total < FEW:
        return few_to_rank(total, unit)
    return lead(
        leaders(stages.sort_values("position"), "stage", "total"),
        messages.LARGEST_STAGE,
        count=counted(int(stages["total"].max()), unit),
    )


def most_by_another(rows: pd.DataFrame, label: str, unit: str, others: pd.DataFrame) -> str:
    """What is most frequent in ``others``, rows of another ``unit``, if that is not so in ``rows``; empty for many."""
    if rows.empty or others.empty or min(rows.total.iloc[0], others.total.iloc[0]) < FEW:
        return ""
    names = leaders(others, label)
    if len(names) > 2 or set(names) & set(leaders(rows, label)):
        return ""
    return messages.MOST_FREQUENT_BY(unit, names=listed(names))


def widest_gap(
    rows: pd.DataFrame,
    identifier: str,
    names: dict[str, str],
    groups: Sequence[str],
    chosen: Sequence[str] = (),
) -> str:
    """The row and the two stakeholder groups that differ most, with their counts; one of the two is ``chosen``, if any.

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
    pairs = [
        (high, low)
        for high, low in permutations(present, 2)
        if not chosen or high in chosen or low in chosen
    ]
    if not pairs or not counts:
        return ""

    def share(identity: str, group: str) -> Fraction:
        return Fraction(counts.get((identity, group), 0), int(totals[group]))

    def gap(compared: tuple[str, tuple[str, str]]) -> Fraction:
        identity, (high, low) = compared
        return share(identity, high) - share(identity, low)

    widest = max(product(names, pairs), key=gap)
    if gap(widest) < Fraction(1, 10):
        return _("The larger groups raise these about equally often")
    top, (high, low) = widest
    return _(
        "Groups differ most on {name}: {group} {count} of {total}, {other_group} {other_count} of {other_total}"
    ).format(
        name=one_line(names[top]),
        group=labels.GROUPS.of(high),
        count=number(counts.get((top, high), 0)),
        total=number(totals[high]),
        other_group=labels.GROUPS.of(low),
        other_count=number(counts.get((top, low), 0)),
        other_total=number(totals[low]),
    )


def busiest_signatory(rows: pd.DataFrame) -> str:
    """Which organisation signed most joint texts; ``rows`` is sorted by ``signed``, with ``label``."""
    if rows.empty or not rows.signed.iloc[0]:
        return _("No signatory that matches these filters is known by name") if len(rows) else ""
    first = int(rows.signed.iloc[0])
    if first == 1:
        return _("No organisation signed more than one submission")
    return lead(leaders(rows, "label", "signed"), messages.BUSIEST_SIGNATORY, count=number(first))


def joint_submissions(count: int) -> str:
    """A count of joint submissions: 1 joint submission."""
    return ngettext("{n} joint submission", "{n} joint submissions", count).format(n=number(count))


def matrix(organisations: int, submissions: int, *, joint: bool) -> str:
    """How many organisations wrote or signed how many submissions; empty if there are none."""
    if not organisations:
        return ""
    texts = joint_submissions(submissions) if joint else counted(submissions, "submissions")
    return ngettext(
        "{organisations} wrote or signed {submissions}",
        "{organisations} wrote or signed {submissions}",
        organisations,
    ).format(organisations=counted(organisations, "organisations"), submissions=texts)


def stated(rows: pd.DataFrame) -> str:
    """How many signatories sources state, and how many of them we know by name."""
    if rows.empty:
        return ""
    named_count, total = int(rows.named.sum()), int(rows.stated.sum())
    return ngettext(
        "{n} submission gives {total} signatories; we know {named} by name",
        "{n} submissions give {total} signatories; we know {named} by name",
        len(rows),
    ).format(n=number(len(rows)), total=number(total), named=number(named_count))
