"""The pairs of themes that submissions raise together: as a ranked list, and as a table of cells."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cards.kit import (
    Card,
    Chart,
    DrillDown,
    Link,
    Ranking,
    behind,
    points_link,
    submissions_link,
    theme_link,
)
from cards.query import Context, query
from charts.layout_algorithms import cluster_order
from charts.themes import pair_cells, pair_names
from i18n import N_, Words, _, aside, decimal, headlines, number, stating
from i18n.escaping import one_line, plot
from i18n.headlines import FEW
from queries import Filters, ask, language

OWN_FILTERS = ("theme", "family", "claim", "action_line", "sdg", "also_theme")
"""Filters that cannot narrow a pair of themes: a submission raises a theme whatever else the point is about."""

TOP = 30
"""Pairs that are ranked."""
SOME = 12
"""Themes in the table of pairs until a reader asks for all."""

ORDERS = Words({"alike": N_("Similar themes next to each other"), "family": N_("By family")})
RANKS = Words({"lift": N_("Stronger than chance"), "count": N_("Most submissions")})


def page_of(theme: str) -> Link:
    """A link to the page of a theme."""
    return Link("theme", _("Page of the theme"), id=theme)


def pairing(selection: Filters) -> Filters:
    """The selection in which pairs of themes are counted: filters on submissions, and the kind of point."""
    return selection.without(*OWN_FILTERS)


def pair(selection: Filters, theme: str, other: str) -> Filters:
    """The points on ``theme`` in the submissions that raise both."""
    return selection.set(theme=(theme,), also_theme=(other,))


def pairs(page: Context) -> Card:
    """The pairs of themes that submissions raise together most, as a ranked list."""
    selection = pairing(page.filters)
    theme_pairs = query("theme_pairs", selection)
    by = page.value("rank", tuple(RANKS))
    top = ranked(theme_pairs.rows, by).head(TOP)
    bars = page.first("pairs", top)
    bars = bars.assign(
        pair=[
            f"{theme} · {other}"
            for theme, other in zip(bars.theme_id, bars.other_theme_id, strict=True)
        ],
        label=[
            _both(theme, other) for theme, other in zip(bars.theme, bars.other_theme, strict=True)
        ],
    )
    by_pair: dict[str, dict[str, Any]] = {row["pair"]: row for row in bars.to_dict("records")}
    return Ranking(
        query=theme_pairs,
        title=closest(theme_pairs.rows) if len(bars) else _("Too few submissions raise two themes"),
        subtitle=page.subtitle(
            selection,
            (
                _(
                    "Pairs found in {few} or more submissions: how much more often than by chance (number of "
                    "submissions)"
                )
                if by == "lift"
                else _("Pairs in {few} or more submissions: submissions that raise both")
            ).format(few=FEW),
        ),
        bars=bars.assign(count=bars.lift) if by == "lift" else bars,
        every=len(top),
        id="pair",
        value=lambda row: _pair_value(by_pair[row.pair]),
        hover=lambda row: " · ".join(map(plot, in_words(by_pair[row.pair]))),
        drill_down=lambda ids: both(theme_pairs.rows, selection, *ids[0].split(" · ")),
        state=by,
        how=_(_HOW_PAIRS).format(few=FEW),
        below=() if len(bars) else (_("The table lists all pairs."),),
        empty=_("Too few submissions raise two themes"),
    )


def _both(theme: str, other: str) -> str:
    return _("{one} + {other}").format(one=one_line(theme), other=one_line(other))


def _pair_value(row: dict[str, Any]) -> str:
    both = number(row["count"])
    return both if math.isnan(row["lift"]) else aside(f"{decimal(row['lift'], 1)}×", both)


def ranked(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The pairs that FEW or more submissions raise, by lift (those that have one) or by number of submissions."""
    frequent = rows[rows["count"] >= FEW]
    if by == "lift":
        return frequent[frequent.lift.notna()]
    return frequent.sort_values("count", ascending=False, kind="stable")


def closest(rows: pd.DataFrame) -> str:
    """The pair with the highest lift among those ranked; empty if there is none, or none above chance."""
    frequent = ranked(rows, "lift")
    if frequent.empty or frequent.lift.iloc[0] <= 1:
        return ""
    strongest = frequent.iloc[0]
    return _(
        "Strongest pair: {one} and {other} ({both}, {lift} times as many as expected by chance)"
    ).format(
        one=one_line(strongest.theme),
        other=one_line(strongest.other_theme),
        both=headlines.counted(strongest["count"], "submissions"),
        lift=number(strongest.lift),
    )


def in_words(row: dict[str, Any]) -> tuple[str, str, str]:
    """A pair, its count out of the selection and, where enough are expected, its lift: each in words."""
    both = headlines.of(row["count"], row["total"], "submissions")
    if math.isnan(row["lift"]):
        compared = _("expected by chance: {expected}; too few to tell").format(
            expected=number(row["expected"])
        )
    else:
        compared = _("{lift} times as many as expected by chance ({expected})").format(
            lift=decimal(row["lift"], 1), expected=number(row["expected"])
        )
    return _both(row["theme"], row["other_theme"]), both, compared


def both(rows: pd.DataFrame, selection: Filters, theme: str, other: str) -> DrillDown:
    """What is behind a pair: the points on either theme in the submissions that raise both, and both pages."""
    first, second = sorted((theme, other))
    row = rows[(rows.theme_id == first) & (rows.other_theme_id == second)].iloc[0]
    names = {first: one_line(row.theme), second: one_line(row.other_theme)}
    links = [theme_link(identifier, names[identifier]) for identifier in (theme, other)]
    if row["count"]:
        words = _("Points on {theme}")
        links = [
            points_link(pair(selection, theme, other), words.format(theme=names[theme])),
            points_link(pair(selection, other, theme), words.format(theme=names[other])),
            submissions_link(pair(selection, theme, other)),
            *links,
        ]
    return DrillDown(" · ".join(in_words(row.to_dict())), links)


def matrix(page: Context) -> Card:
    """All pairs as a table of cells; themes that the same submissions raise stand beside each other."""
    selection = pairing(page.filters)
    theme_pairs = query("theme_pairs", selection)
    order = page.value("order", tuple(ORDERS))
    sizes = _sizes(theme_pairs.rows)
    rows = _first_themes(page, theme_pairs.rows, sizes)
    themes = arranged(rows, order)

    def drill_down(ids: Sequence[str]) -> DrillDown:
        theme, other = ids
        if theme != other:
            return both(theme_pairs.rows, selection, theme, other)
        words = stating(themes[theme], headlines.counted(sizes[theme], "submissions"))
        return behind(words, selection.set(theme=(theme,)), page_of(theme))

    return Chart(
        query=theme_pairs,
        title=_("Table of pairs: how many submissions raise both themes"),
        subtitle=page.subtitle(
            selection,
            _(
                "Submissions that raise both themes, and how many times as many as expected by chance. Blue: more; "
                "orange: fewer; grey: too few to tell"
            ),
        ),
        draw=lambda: pair_cells(
            rows,
            themes=themes,
            sizes=sizes,
            hover=lambda row: in_words(row._asdict()),
            theme_hover=lambda theme: (
                themes[theme],
                headlines.counted(sizes[theme], "submissions"),
            ),
        ),
        names=lambda: pair_names(themes),
        drill_down=drill_down,
        state=(order, tuple(themes)),
        every=len(sizes) if len(sizes) > SOME + 2 else 0,
        how=_(_HOW_TABLE).format(pairs=_(_HOW_PAIRS).format(few=FEW)),
    )


def _first_themes(page: Context, rows: pd.DataFrame, sizes: dict[str, int]) -> pd.DataFrame:
    """The pairs of the themes that the table shows: those filtered by, then those that most submissions raise."""
    chosen = set(page.filters.theme)
    order = sorted(
        sizes, key=lambda identifier: (identifier not in chosen, -sizes[identifier], identifier)
    )
    theme_ids = set(page.first("by_pair", pd.DataFrame({"theme_id": order}), SOME).theme_id)
    return rows[rows.theme_id.isin(theme_ids) & rows.other_theme_id.isin(theme_ids)]


def _sizes(rows: pd.DataFrame) -> dict[str, int]:
    return {
        **dict(zip(rows.theme_id, rows.submissions, strict=True)),
        **dict(zip(rows.other_theme_id, rows.other_submissions, strict=True)),
    }


def arranged(rows: pd.DataFrame, order: str) -> dict[str, str]:
    """The themes of the pairs, id -> title: by family and size, or so that similar ones stand beside each other.

    The similarity of two themes is the share of submissions that raise both, of those that raise either.
    """
    sizes = _sizes(rows)
    titles = {
        **dict(zip(rows.theme_id, rows.theme, strict=True)),
        **dict(zip(rows.other_theme_id, rows.other_theme, strict=True)),
    }
    if order == "family":
        families = ask("codebook_themes").set_index("theme_id").family
        ids = sorted(
            titles,
            key=lambda identifier: (
                families[identifier] == language.family("Other"),
                families[identifier],
                -sizes[identifier],
                identifier,
            ),
        )
        return {identifier: one_line(titles[identifier]) for identifier in ids}
    ids = sorted(titles)
    index_of = {identifier: index for index, identifier in enumerate(ids)}
    similarities = [[0.0] * len(ids) for _identifier in ids]
    for row in rows.to_dict("records"):
        first, second = index_of[row["theme_id"]], index_of[row["other_theme_id"]]
        either = row["submissions"] + row["other_submissions"] - row["count"]
        similarities[first][second] = similarities[second][first] = row["count"] / either
    return {ids[index]: one_line(titles[ids[index]]) for index in cluster_order(similarities)}


_HOW_PAIRS = N_(
    "A submission raises both themes if it has a point on each. If you filter by kind of point, both points are of "
    "that kind. “By chance” is how many submissions would raise both if the two themes were unrelated: if 1 in 4 "
    "submissions raises one theme, then 1 in 4 of those raising the other would raise it too. “2×” means twice as "
    "many, “0.5×” half as many. We leave the figure out where fewer than {few} would be expected. That two themes "
    "occur together does not mean that one leads to the other."
)

_HOW_TABLE = N_(
    "The diagonal shows how many submissions raise each theme. Themes are similar if the same submissions raise "
    "them: they are clustered hierarchically by the share of submissions that raise both, out of those that raise "
    "either. {pairs}"
)
