"""The cards that more than one page shows."""

from collections.abc import Callable

import streamlit as st

from charts import KIND_COLOURS, bar_list
from components import address, entities
from components.card import Answer, chart_card
from components.filter_bar import scope
from components.patience import patient
from queries import Filters, ask
from words import _, findings, labels, ngettext, number, options, percent, text

NARROW = 36
"""Characters on a line of a label in a chart of a third of the page's width."""

GRAINS = {
    "claims": ("claim_id", "claim", "claim"),
    "themes": ("theme_id", "theme", "theme"),
    "families": ("family", "family", "family"),
}
"""Grain -> the id column of its question, the label column, the filter that a click toggles."""


def picked(point: dict[str, object]) -> str | None:
    """The first id that a clicked mark carries."""
    data = point.get("customdata")
    return str(data[0]) if isinstance(data, list | tuple) and data else None


def beneath(unit: str, kind: str | None, asked: Filters) -> str:
    """A card's subtitle: unit, what the denominator is, filters in force."""
    parts = [labels.UNITS[unit], findings.doing(kind, unit)]
    return " · ".join((" ".join(part for part in parts if part), scope(asked, kind)))


@patient
def ranking_card(
    key: str,
    *,
    grain: str,
    kind: str,
    top: int,
    foot: Callable[[], None] | None = None,
    unfit: bool = False,
    brief: bool = False,
) -> None:
    """What comes up most of one ``kind``, as claims, themes or families.

    The chart has ``top`` rows, table and files have all. With ``unfit`` the points that fit no claim are counted under
    the chart, where they can be opened.
    """
    identifier, label, own = GRAINS[grain]
    unit = address.unit()
    selection = address.filters()
    asked = selection.without(own).set(kind=(kind,))
    rows = ask(grain, asked, unit=unit)
    named = rows[rows[identifier] != "none"]
    shown = named.head(top)
    chosen = tuple(found for found in getattr(selection, own) if found in set(rows[identifier]))
    if left := [row for row in chosen if row not in set(shown[identifier])]:
        shown = named[named[identifier].isin([*shown[identifier], *left])]
    chart_card(
        key,
        Answer(grain, asked, rows, {"unit": unit, "kind": kind}),
        title=findings.most(named, label, unit, kind, quoted=grain == "claims"),
        subtitle=beneath(unit, kind, asked.without("kind")),
        figure=lambda: bar_list(
            shown,
            identifier=identifier,
            label=label,
            colour=KIND_COLOURS[kind],
            chosen=chosen,
            value_text=lambda row: f"{number(row.count)} ({percent(row.count, row.total)})",
            hover=lambda row: f"{findings.of(row.count, row.total, unit)}",
            wrap=NARROW if brief else 42,
        ),
        on_click=lambda name: address.toggling(own, picked, name),
        chosen=chosen,
        unit=unit,
        foot=foot,
        beneath=lambda: opened(key, own, chosen, selection.set(kind=(kind,))),
        brief=brief,
    )
    none = rows[rows[identifier] == "none"]
    if unfit and not none.empty:
        _unfit(int(none["points"].iloc[0]), selection)


def opened(key: str, own: str, chosen: tuple[str, ...], selection: Filters) -> None:
    """What stands under the chart of the card ``key`` where its own filter is set: doors to what is chosen.

    ``chosen`` are the ids that the filter ``own`` holds, ``selection`` the points that stand behind them.
    """
    if not chosen:
        return
    known = options.known()[own]
    words = {"claim": _("Open the claim: {name}"), "theme": _("Open the theme: {name}")}
    with st.container(key=f"picked_{key}", gap="xxsmall"):
        for identifier in [one for one in chosen if one != "none"][: entities.MAX_NAMED]:
            if own in words:
                name = text.shorten(known[identifier], 80)
                entities.link(own, identifier, words[own].format(name=name))
        entities.points_link(selection)


def _unfit(points: int, selection: Filters) -> None:
    opened = "none" in selection.claim
    st.button(
        ngettext("{n} more point fits no claim", "{n} more points fit no claim", points).format(
            n=number(points)
        )
        + (": " + _("opened below") if opened else ": " + _("open")),
        key="unfit",
        type="tertiary",
        icon=":material/format_quote:",
        on_click=address.write,
        args=(selection.toggle("claim", "none"),),
        kwargs={"page": None},
    )
