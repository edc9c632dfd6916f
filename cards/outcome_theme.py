"""One theme opened: who asked for what on it, and what each text of the review is reported to say."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from cards import asks, request
from cards.kit import Card, Chart, DrillDown, RecordList, points_link
from cards.outcome.words import (
    KINDS,
    NAMED,
    POINTS,
    counted,
    of_group,
    of_text,
    points_of,
)
from cards.query import Context, Query, query
from charts.outcome_places import group_pairs
from i18n import (
    N_,
    _,
    enumerated,
    escaping,
    headlines,
    labels,
    listed,
    ngettext,
    number,
    percent,
    series,
    stating,
    units,
)
from i18n.headlines import FEW
from queries import Filters, ask

_EACH = {
    "submissions": N_(
        "Share of each group's submissions with a challenge or a request · * fewer than {few} submissions"
    ),
    "organisations": N_(
        "Share of each group's organisations with a challenge or a request · * fewer than {few} submissions"
    ),
    "points": N_("Share of each group's challenges and requests · * fewer than {few} submissions"),
}
BY_CLAIM = {
    "recommendation": N_("Recommendations on the theme, by claim"),
    "challenge": N_("Challenges on the theme, by claim"),
}


def in_numbers(row: Any, text: str, unit: str) -> str:
    """How many asks and challenges one theme has, and paragraphs of the adopted ``text`` if it was read whole.

    ``row`` is of ``outcome_themes``.
    """
    counts = _("Requests: {asks}; challenges: {challenges}").format(
        asks=units.of(int(row.asks), int(row.asks_total), unit, "recommendation"),
        challenges=units.of(int(row.challenges), int(row.challenges_total), unit, "challenge"),
    )
    return series([one for one in (counts, of_text(row, text)) if one])


def cards(page: Context) -> dict[str, Callable[[str], Card | RecordList | None]]:
    """The cards of an opened theme, by their keys; the passages first for whoever comes for them."""
    whole = counted(page.filters).without("theme", "family")
    declared: dict[str, Callable[[str], Card | RecordList | None]] = {
        "asks": lambda theme: asks_on(page, theme, whole),
        "groups": lambda theme: groups(page, theme, whole),
    }
    of_texts = {"passages": passages}
    return {**of_texts, **declared} if "text" in page.view else {**declared, **of_texts}


def asks_on(page: Context, theme: str, whole: Filters) -> RecordList | None:
    """The requests on the theme that were made to the adopted text, with their verdicts, as in the list of all.

    None if no verdict is known of any request.
    """
    if not asks.has_verdicts():
        return None
    card = asks.asks(page, whole, other=False)
    every = ask("asks", whole, unit=page.unit, made_to="adopted")
    rows = every[every.theme_id == theme]
    return replace(
        card,
        query=Query(card.query.name, whole, {"unit": page.unit}, rows, _("requests on the theme")),
        title=asks.standing(rows),
        rows=rows,
        parameter="asks",
        switches=(),
        empty=_("No requests on this theme match these filters"),
        footnote="",
    )


def passages(theme: str) -> RecordList | None:
    """What each text of the review is reported to say on the theme, in time order; none where nothing is reported."""
    found = query("text_passages", Filters(theme=(theme,)))
    if found.rows.empty:
        return None
    title = reported_in(ask("texts", Filters(theme=(theme,))))
    return request.passages_list("passages", found, found.rows, title, "passages_page")


def groups(page: Context, theme: str, asked: Filters) -> Card:
    """Which stakeholder groups raise the theme as a challenge and ask for something on it."""
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
        every = points_of(asked, theme, kind)
        narrowed = of_group(every, group)
        note = _("You cannot filter by this group together with the other filters. Without it:")
        return DrillDown(
            stating(KINDS[kind], share),
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
            _(_EACH[unit]).format(few=FEW),
        ),
        draw=lambda: group_pairs(
            rows,
            groups={group: name(group) for group in dict.fromkeys(present)},
            kinds=KINDS,
            value_text=value,
            hover=lambda own: stating(
                enumerated([escaping.plot(name(own.stakeholder_group)), KINDS[own.kind]]),
                escaping.plot(value(own)),
            ),
        ),
        drill_down=drill_down,
        state=theme,
        unit=unit,
        how=_(
            "A submission by several groups is counted in each. For groups that are not listed we found neither a "
            "challenge nor a request; they may still have made one."
        ),
        empty=_("No requests or challenges on this theme match these filters"),
    )


def who_asks(rows: pd.DataFrame, name: Callable[[str], str], unit: str) -> str:
    """Which group asks most, in numbers; ``rows`` are of the question ``outcome_groups``."""
    asking = rows[rows.kind == "recommendation"]
    if asking.empty:
        return _("No requests on this theme match these filters") if len(rows) else ""
    high = int(asking["count"].max())
    leaders = [name(str(group)) for group in asking[asking["count"] == high].stakeholder_group]
    if len(asking) == 1:
        return _("One group asks for something on this theme: {name} ({count})").format(
            name=leaders[0], count=headlines.counted(high, unit)
        )
    if high < 2 or len(leaders) > NAMED:
        return ngettext(
            "{n} group asks for something on this theme",
            "{n} groups ask for something on this theme",
            len(asking),
        ).format(n=number(len(asking)))
    words = (
        _("Most requests: {names} ({count} each)")
        if leaders[1:]
        else _("Most requests: {names} ({count})")
    )
    return words.format(names=listed(leaders), count=headlines.counted(high, unit))


def groups_of(cell: object) -> list[tuple[str, int]]:
    """The stakeholder groups of a claim with their numbers: 'technical 12; academia 1'."""
    parts = [part.rpartition(" ") for part in escaping.one_line(cell).split("; ") if part]
    return [(group, int(count)) for group, _between, count in parts]


def reported_in(texts: pd.DataFrame) -> str:
    """In how many texts passages on the theme are known; ``texts`` has ``passages``."""
    return ngettext(
        "We found passages on it in {some} of {n} text",
        "We found passages on it in {some} of {n} texts",
        len(texts),
    ).format(some=number((texts.passages > 0).sum()), n=number(len(texts)))
