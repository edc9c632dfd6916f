"""Themes that are asked for much more, or much less, than the adopted text speaks of them."""

from math import ceil
from typing import Any

import pandas as pd

from cards.kit import Card, Chart, DrillDown, of_row, points_link
from cards.outcome.words import (
    POINTS,
    SORTS,
    counted,
    link,
    of_text,
    points_of,
    read_whole,
    with_paragraphs,
)
from cards.query import Context, Query, dotted
from charts.outcome_places import places_apart
from data.rows import each
from i18n import N_, _, escaping, listed, messages, ngettext, number, series, stating, units
from i18n.headlines import FEW
from queries import ask


def far_apart(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """Themes whose two places are a quarter of all places apart or more.

    Those that rank higher by requests, those that rank higher by paragraphs, both from the widest; and that quarter.
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
        return _("Too few to compare: {themes}").format(themes=messages.THINGS("themes", compared))
    if less.empty and more.empty:
        return _("No theme ranks much higher or lower by requests than by paragraphs")
    directions = ((SORTS["less"], less), (SORTS["more"], more))
    name_count = 1 if len(less) and len(more) else 2
    return series(
        [stating(label, _first_names(rows, name_count)) for label, rows in directions if len(rows)]
    )


def _first_names(rows: pd.DataFrame, name_count: int) -> str:
    """The names of the first themes, and how many more there are."""
    names = listed([escaping.one_line(name) for name in rows.theme.head(name_count)])
    remaining = len(rows) - name_count
    if remaining <= 0:
        return names
    return _("{names} and {n} more").format(names=names, n=number(remaining))


def example(row: Any, rows: pd.DataFrame) -> str:
    """Explains the two places of one theme, so that a reader can check them in the table."""

    def counted(column: str, value: int) -> tuple[int, int]:
        return int((rows[column] > value).sum()), int((rows[column] == value).sum())

    more_asks, as_many_asks = counted("asks", row.asks)
    more_paragraphs, as_many_paragraphs = counted("paragraphs", row.paragraphs)
    return _(
        "Example: {theme}. Requests: {asks}. Themes with more requests: {more_asks}; with the same number, "
        "including this one: {as_many_asks}. So its rank is {asked}. Paragraphs: {paragraphs}. Themes with more "
        "paragraphs: {more_paragraphs}; with the same number, including this one: {as_many_paragraphs}. So its rank "
        "is {in_text}. The difference is {apart}."
    ).format(
        theme=escaping.one_line(row.theme),
        asks=number(row.asks),
        more_asks=number(more_asks),
        as_many_asks=number(as_many_asks),
        asked=number((2 * more_asks + 1 + as_many_asks) / 2),
        paragraphs=number(row.paragraphs),
        more_paragraphs=number(more_paragraphs),
        as_many_paragraphs=number(as_many_paragraphs),
        in_text=number((2 * more_paragraphs + 1 + as_many_paragraphs) / 2),
        apart=number(row.apart),
    )


def apart_from_adopted(page: Context) -> Card | None:
    """The card ``apart`` on the adopted text; None where the data hold no adopted text that was read whole."""
    text = read_whole()
    return apart(page, text) if text else None


def apart(page: Context, adopted: str) -> Card:
    """The card with themes much asked for and little in the adopted text, and the reverse."""
    unit, selection = page.unit, counted(page.filters).without("theme", "family")
    all_rows = ask("outcome_themes", selection, unit=unit)
    rows = all_rows[all_rows.apart.notna()]
    less, more, quarter = far_apart(rows)
    enough = len(rows) >= FEW

    def describe(row: Any) -> DrillDown:
        points = points_of(selection, row.theme_id, "recommendation")
        return DrillDown(
            _ranks_sentence(row, unit, adopted),
            (
                link(
                    page,
                    row.theme_id,
                    _("Open the theme: who asked for what, and what the drafts say"),
                ),
                points_link(points, POINTS["recommendation"]),
            ),
            name=row.theme,
        )

    how = _(_HOW_APART).format(
        few=FEW,
        themes=messages.THINGS("themes", len(rows)),
        quarter=number(ceil(quarter * 10) / 10),
    )
    if len(rows):
        first = next(each(less if len(less) else rows))
        how += "\n\n" + escaping.markdown(example(first, rows))
    return Chart(
        query=Query(
            "outcome_themes",
            selection,
            {"unit": unit},
            rows,
            _("rows in which the difference of ranks is not empty"),
        ),
        title=furthest(less, more, len(rows)),
        subtitle=dotted(
            units.unit_name(unit, "recommendation"),
            ngettext(
                "{n} theme, ranked by requests and by paragraphs of {text}; shown if the two ranks are far apart",
                "{n} themes, ranked by requests and by paragraphs of {text}; those with very different ranks are shown",
                len(rows),
            ).format(n=number(len(rows)), text=adopted),
            with_paragraphs(page, selection),
        ),
        draw=lambda: places_apart(
            [
                (SORTS["less"], less if enough else less.head(0)),
                (SORTS["more"], more if enough else more.head(0)),
            ],
            places=len(rows),
            asks_label=messages.RANKED_BY(unit),
            text_label=_("paragraphs of {text}").format(text=adopted),
            most=_("most"),
            least=_("least"),
            hover=lambda row: (
                f"{escaping.plot(row.theme)}<br>{escaping.plot(_ranks_sentence(row, unit, adopted))}"
            ),
        ),
        drill_down=of_row(rows, describe, "theme_id"),
        unit=unit,
        how=how,
        empty=_(
            "No theme is asked for by {few} or more submissions that match these filters"
        ).format(few=FEW),
    )


_HOW_APART = N_(
    "We compare the {themes} that {few} or more submissions ask for; the family Other is left out because it is "
    "not one topic. Each theme has a rank by requests and a rank by paragraphs of the adopted text: 1 is the most; "
    "ties get the average rank. We subtract the first rank from the second. The chart shows themes where the "
    "difference is at least a quarter of all ranks ({quarter}), up or down. A paragraph on several themes counts "
    "for each. Few paragraphs do not mean that a request was rejected: one paragraph may grant it."
)


def _ranks_sentence(row: Any, unit: str, adopted: str) -> str:
    return _("Requests: {asks} (rank {asked}); {paragraphs} (rank {in_text})").format(
        asks=units.of(row.asks, row.asks_total, unit, "recommendation"),
        asked=number(row.asked_place),
        paragraphs=of_text(row, adopted),
        in_text=number(row.text_place),
    )
