"""One theme opened: who asked for what on it, and what each text of the review is reported to say."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from cards.kit import Card, Chart, DrillDown, points_link
from cards.outcome.words import (
    KINDS,
    NAMED,
    POINTS,
    behind,
    called,
    final,
    of_group,
    passages,
)
from cards.query import Context, query
from charts.outcome_places import group_pairs
from i18n import _, escaping, headlines, labels, ngettext, number, percent
from i18n.headlines import FEW
from queries import Filters


def of_one(count: int, total: int) -> int:
    """The number that the verb after 'count of total' agrees with: 1 of 12 asks, as does 0 of 1."""
    return 1 if total == 1 else int(count)


def in_numbers(row: Any, texts: pd.DataFrame, unit: str) -> str:
    """How many ask and name one theme, and how many passages are reported; ``row`` is of ``outcome_themes``."""
    asks = headlines.of(int(row.asks), int(row.asks_total), unit)
    challenges = headlines.of(int(row.challenges), int(row.challenges_total), unit)
    if unit == "organisations":
        sentence = ngettext(
            "{asks} is behind texts that ask for something on it and {challenges} behind texts that name it as a "
            "challenge",
            "{asks} are behind texts that ask for something on it and {challenges} behind texts that name it as a "
            "challenge",
            of_one(row.asks, row.asks_total),
        ).format(asks=asks, challenges=challenges)
    else:
        asking = ngettext(
            "{asks} asks for something on it",
            "{asks} ask for something on it",
            of_one(row.asks, row.asks_total),
        ).format(asks=asks)
        naming = ngettext(
            "{challenges} names it as a challenge",
            "{challenges} name it as a challenge",
            of_one(row.challenges, row.challenges_total),
        ).format(challenges=challenges)
        sentence = _("{asking} and {naming}").format(asking=asking, naming=naming)
    parts = [sentence]
    last = final(texts)
    if last:
        parts.append(
            _("{passages} on it reported from {text}, {others} from the other texts").format(
                passages=passages(int(row.adopted)), text=called(last), others=number(row.earlier)
            )
        )
    return "; ".join(parts)


def groups(page: Context, theme: str, asked: Filters) -> Card:
    """Which stakeholder groups name the theme as a challenge and ask for something on it."""
    unit = page.unit
    counts = query("outcome_groups", asked, theme=theme, unit=unit)
    rows = counts.rows

    def name(group: str) -> str:
        return labels.GROUPS.get(group, group)

    def value(row: Any) -> str:
        return _("{count} of {total}{mark} ({share})").format(
            count=number(row.count),
            total=number(row.total),
            mark="*" if row.submissions < FEW else "",
            share=percent(row.count, row.total),
        )

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        kind, group = ids
        found = rows[(rows.kind == kind) & (rows.stakeholder_group == group)]
        if found.empty:
            return None
        share = headlines.of(int(found["count"].iloc[0]), int(found.total.iloc[0]), unit)
        every = behind(asked, theme, kind)
        narrowed = of_group(every, group)
        note = _("These filters and the group together are no selection: the theme's points:")
        return DrillDown(
            f"{KINDS[kind]}: {share}",
            (points_link(narrowed or every, POINTS[kind]),),
            () if narrowed else (note,),
            name(group),
        )

    present = [*labels.ORDER["group"], *(g for g in rows.stakeholder_group.unique())]
    return Chart(
        key="groups",
        query=counts,
        title=who_asks(rows, name, unit),
        subtitle=page.subtitle(
            asked,
            _(
                "Of each group's {unit} that name a challenge or ask for something at all, how many do so on this "
                "theme · * under {few} submissions of the group"
            ).format(unit=labels.UNITS[unit].lower(), few=FEW),
        ),
        draw=lambda: group_pairs(
            rows,
            groups={group: name(group) for group in dict.fromkeys(present)},
            kinds=KINDS,
            value_text=value,
            hover=lambda own: (
                f"{escaping.plot(name(own.stakeholder_group))}, {KINDS[own.kind]}: {escaping.plot(value(own))}"
            ),
        ),
        drill_down=drill_down,
        state=theme,
        unit=unit,
        how=_(
            "A text by organisations of several groups counts in each. A group that is not listed has no such point "
            "coded here, which is not to say that it never asked."
        ),
        empty=_("Nobody in this selection asks for something on it or names it as a challenge"),
    )


def who_asks(rows: pd.DataFrame, name: Callable[[str], str], unit: str) -> str:
    """Which group asks most, in numbers; ``rows`` are of the question ``outcome_groups``."""
    asking = rows[rows.kind == "recommendation"]
    if asking.empty:
        return _("No one in this selection asks for something on it") if len(rows) else ""
    high = int(asking["count"].max())
    leaders = [name(str(group)) for group in asking[asking["count"] == high].stakeholder_group]
    if len(asking) == 1:
        return _("Asked for by {name}: {count}").format(
            name=leaders[0], count=headlines.counted(high, unit)
        )
    if high < 2 or len(leaders) > NAMED:
        return ngettext(
            "{n} group asks for something on it",
            "{n} groups ask for something on it",
            len(asking),
        ).format(n=number(len(asking)))
    return _("Most asks from {names}: {count}").format(
        names=_(" and ").join(leaders), count=headlines.counted(high, unit)
    )


def groups_of(cell: object) -> list[tuple[str, int]]:
    """The stakeholder groups of a claim with their numbers: 'technical 12; academia 1'."""
    parts = [part.rpartition(" ") for part in escaping.one_line(cell).split("; ") if part]
    return [(group, int(count)) for group, _between, count in parts]


def reported_in(texts: pd.DataFrame) -> str:
    """From how many texts something is reported on the theme; ``texts`` has ``passages``."""
    some = int((texts.passages > 0).sum())
    return _("Something is reported on it from {some} of {texts}").format(
        some=number(some),
        texts=ngettext("{n} text", "{n} texts", len(texts)).format(n=number(len(texts))),
    )
