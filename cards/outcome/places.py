"""Themes that are asked for much more, or much less, than is reported on them."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import pandas as pd

from cards.kit import Card, Chart, DrillDown, points_link, row_of
from cards.outcome.words import (
    POINTS,
    SIGNS,
    behind,
    called,
    changed,
    counted,
    final,
    link,
    only_passages,
    passages,
    themes_counted,
    with_passages,
)
from cards.query import Context, Query, dotted
from charts.outcome_places import places_apart
from i18n import _, escaping, headlines, labels, number
from i18n.headlines import FEW
from queries import ask


def far_apart(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """Themes whose two places are a quarter of all places apart or more.

    Those asked for more than reported, those reported more than asked for, both from the widest; and that quarter.
    ``rows`` are of the question ``outcome_themes`` and have an ``apart``.
    """
    quarter = len(rows) / 4
    by = {"kind": "stable", "by": "apart"}
    less = rows[rows.apart >= quarter].sort_values(ascending=False, **by)
    more = rows[rows.apart <= -quarter].sort_values(ascending=True, **by)
    return less, more, quarter


def furthest(less: pd.DataFrame, more: pd.DataFrame, compared: int) -> str:
    """Names the themes that are furthest apart; cautious if few can be compared, empty if none."""
    if not compared:
        return ""
    if compared < FEW:
        return _("Too few to compare: {themes}").format(themes=themes_counted(compared))
    parts = []
    for words, rows in (
        (_("Asked for much more than reported: {names}"), less),
        (_("Reported much more than asked for: {names}"), more),
    ):
        if not rows.empty:
            named = ", ".join(escaping.one_line(name) for name in rows.theme.head(2))
            left = len(rows) - 2
            also = _(" and {n} more").format(n=number(left)) if left > 0 else ""
            parts.append(words.format(names=named + also))
    return ". ".join(parts) or _(
        "No theme is asked for much more or much less than is reported on it"
    )


def example(row: Any, rows: pd.DataFrame) -> str:
    """Explains the two places of one theme, so that a reader can check them in the table."""

    def shared(column: str, value: int) -> str:
        ahead, same = int((rows[column] > value).sum()), int((rows[column] == value).sum())
        middle = (2 * ahead + 1 + same) / 2
        if same == 1:
            return _("{ahead} have more, so place {place}").format(
                ahead=number(ahead), place=number(middle)
            )
        return _("{ahead} have more and {same} as many, itself included, so place {place}").format(
            ahead=number(ahead), same=number(same), place=number(middle)
        )

    return _(
        "Example: {theme}. Asks {asks}: {asked}. Passages {passages}: {reported}. The difference is {apart}."
    ).format(
        theme=escaping.one_line(row.theme),
        asks=number(row.asks),
        asked=shared("asks", row.asks),
        passages=number(row.adopted),
        reported=shared("adopted", row.adopted),
        apart=number(row.apart),
    )


def apart_from_adopted(page: Context) -> Card | None:
    """The card of ``apart`` beside the adopted text; none where the data hold no text of the review."""
    last = final(ask("texts", only_passages(counted(page.filters))))
    return None if last is None else apart(page, called(last))


def apart(page: Context, adopted: str) -> Card:
    """The card with themes much asked for and little reported from the adopted text, and the reverse."""
    unit, asked = page.unit, counted(page.filters).without("theme", "family")
    everything = ask("outcome_themes", asked, unit=unit)
    rows = everything[everything.apart.notna()]
    less, more, quarter = far_apart(rows)
    drawn = len(rows) >= FEW

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        row = row_of(rows, theme_id=ids[0])
        if row is None:
            return None
        points = behind(asked, row.theme_id, "recommendation")
        return DrillDown(
            _placed(row, unit, adopted),
            (
                link(page, row.theme_id, _("Open it: who asked, and the passages")),
                points_link(points, POINTS["recommendation"]),
            ),
            name=row.theme,
        )

    how = _HOW_APART.format(
        few=FEW, themes=themes_counted(len(rows)), quarter=number(ceil(quarter * 10) / 10)
    )
    if len(rows):
        first = next((less if len(less) else rows).itertuples())
        how += "\n\n" + escaping.markdown(example(first, rows))
    return Chart(
        key="apart",
        query=Query(
            "outcome_themes", asked, {"unit": unit}, rows, _("rows in which “apart” is not empty")
        ),
        title=furthest(less, more, len(rows)),
        subtitle=dotted(
            _(
                "Place by {unit} that ask for something, and by passages reported from {adopted}; {themes} with "
                "{few} or more submissions asking, those a quarter of the places apart shown. A passage can also "
                "report that something is absent, and few passages reported is not “rejected”. Behind a name: "
                "{signs}"
            ).format(
                unit=labels.UNITS[unit].lower(),
                adopted=adopted,
                themes=themes_counted(len(rows)),
                few=FEW,
                signs=SIGNS.rpartition(", ·")[0],
            ),
            with_passages(page, asked),
        ),
        draw=lambda: places_apart(
            [
                (_("Asked for more than reported"), less if drawn else less.head(0)),
                (_("Reported more than asked for"), more if drawn else more.head(0)),
            ],
            places=len(rows),
            asked=_("{unit} that ask for something on it").format(unit=labels.UNITS[unit].lower()),
            reported=_("passages reported from {text}").format(text=adopted),
            most=_("most"),
            least=_("least"),
            hover=lambda row: (
                f"{escaping.plot(row.theme)}<br>{escaping.plot(_placed(row, unit, adopted))}"
            ),
        ),
        drill_down=drill_down,
        unit=unit,
        how=how,
        empty=_("No theme is asked for in {few} or more submissions of this selection").format(
            few=FEW
        ),
    )


_HOW_APART = _(
    "Compared are the {themes} on which {few} or more submissions ask for something; the family Other is left out, as "
    "it is not one subject. Each theme has a place by asks and a place by passages reported from the adopted text: 1 "
    "is most, and themes with the same number share the middle of their places. The measure is the second place less "
    "the first; shown are the themes for which it is a quarter of all places ({quarter}) or more, up or down. Nothing "
    "is weighed. What was removed or weakened on the way does not enter the places; it stands beside the names as "
    "signs. Themes that few pages write about end low, however much the text says on them."
)


def _placed(row: Any, unit: str, adopted: str) -> str:
    sentence = _(
        "asked for: {asks}, place {asked}; {passages} reported from {text}, place {reported}"
    ).format(
        asks=headlines.of(int(row.asks), int(row.asks_total), unit),
        asked=number(row.asked_place),
        passages=passages(int(row.adopted)),
        text=adopted,
        reported=number(row.reported_place),
    )
    on_the_way = changed(row)
    return f"{sentence}; " + (
        _("over all texts: {changes}").format(changes=on_the_way)
        if on_the_way
        else _("how passages changed is not said")
    )
