"""The cards of the page on all themes: as what each is raised, and which are raised together."""

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
from charts.themes import kind_bars, pair_cells, pair_names
from i18n import _, headlines, labels, number
from i18n.escaping import one_line, plot
from i18n.headlines import FEW
from queries import Filters, ask

TOP = 30
OWN_FILTERS = ("theme", "family", "claim", "action_line", "sdg", "also_theme")
"""What a pair of themes cannot be narrowed by: a submission raises a theme whatever else the point is about."""

ORDERS = {"alike": _("Alike beside each other"), "family": _("By family")}
SHORT_KINDS = {
    "challenge": _("Challenge"),
    "recommendation": _("Recom\u00admendation"),
    "position": _("Position"),
    "achievement": _("Achieve\u00adment"),
}
"""Headings of narrow columns; a soft hyphen says where a word may be divided."""

RANKS = {"lift": _("Times as expected"), "count": _("Submissions")}


def pairing(selection: Filters) -> Filters:
    """The selection in which pairs of themes are counted: filters on submissions, and the kind of point."""
    return selection.without(*OWN_FILTERS)


def pair(asked: Filters, theme: str, other: str) -> Filters:
    """The points on ``theme`` in the submissions that raise both."""
    return asked.set(theme=(theme,), also_theme=(other,))


def kinds(page: Context) -> Card:
    """As what each theme is raised: challenge, recommendation, position, achievement."""
    unit = page.unit
    asked = page.filters.without("theme", "family")
    cells = query("themes_by_kind", asked, unit=unit)
    rows = cells.rows
    present = set(rows.kind)

    def drill_down(ids: Sequence[str]) -> DrillDown:
        theme, kind = ids
        row = rows[(rows.theme_id == theme) & (rows.kind.isin([kind]) if kind else True)].iloc[0]
        words = f"{one_line(row.theme)}: {headlines.counted(int(row.total), unit)}"
        if kind:
            words = _("{theme}, as {kind}: {share}").format(
                theme=one_line(row.theme),
                kind=labels.KINDS.get(kind, kind).lower(),
                share=headlines.of(int(row["count"]), int(row.total), unit),
            )
        return behind(words, asked.set(theme=(theme,)), _page_of(theme), kind=kind or None)

    return Chart(
        key="by_kind",
        query=cells,
        title=one_sided(rows, unit),
        subtitle=page.subtitle(
            asked,
            _("{unit} that raise each theme, in all (at the right) and as each kind").format(
                unit=labels.UNITS[unit]
            ),
        ),
        draw=lambda: kind_bars(
            rows,
            kinds={kind: words for kind, words in SHORT_KINDS.items() if kind in present},
            chosen=page.filters.theme,
            total_text=lambda row: number(row.total) + ("*" if row.submissions < FEW else ""),
            hover=lambda row: (
                f"{labels.KINDS.get(row.kind, row.kind)}: "
                f"{headlines.of(int(row.count), int(row.total), unit)}"
            ),
        ),
        drill_down=drill_down,
        state=page.filters.theme,
        unit=unit,
        how=_(
            "A text can raise a theme as several kinds and then counts in each, so kinds do not add up to the whole. "
            "* under {few} submissions."
        ).format(few=FEW),
    )


def _page_of(theme: str) -> Link:
    return Link("theme", _("Page of the theme"), id=theme)


def one_sided(rows: pd.DataFrame, unit: str) -> str:
    """Which theme is most often a challenge and which most often asked for, as sentences with their counts."""
    parts = []
    for kind, words in (
        ("challenge", _("{theme} is named most as a challenge ({count})")),
        ("recommendation", _("{theme} is asked for most ({count})")),
    ):
        some = rows[rows.kind == kind].sort_values("count", ascending=False, kind="stable")
        if some.empty or some["count"].iloc[0] < FEW:
            continue
        first = some.iloc[0]
        if (some["count"] == first["count"]).sum() == 1:
            parts.append(
                (one_line(first.theme), words, headlines.counted(int(first["count"]), unit))
            )
    if len(parts) == 2 and parts[0][0] == parts[1][0]:
        return _("{theme} is both named most as a challenge and asked for most").format(
            theme=parts[0][0]
        )
    return "; ".join(words.format(theme=theme, count=count) for theme, words, count in parts)


def pairs(page: Context) -> Card:
    """The pairs that are raised together most, as a ranked list."""
    asked = pairing(page.filters)
    every = query("theme_pairs", asked)
    by = page.value("rank", tuple(RANKS))
    shown = ranked(every.rows, by).head(TOP)
    shown = shown.assign(
        pair=[f"{a} · {b}" for a, b in zip(shown.theme_id, shown.other_theme_id, strict=True)],
        label=[f"{a} + {b}" for a, b in zip(shown.theme, shown.other_theme, strict=True)],
    )
    by_pair: dict[str, dict[str, Any]] = {row["pair"]: row for row in shown.to_dict("records")}
    return Ranking(
        key="pairs",
        query=every,
        title=closest(every.rows)
        if len(shown)
        else _("No pair is raised by enough submissions to rank"),
        subtitle=page.subtitle(
            asked,
            _(
                "Pairs that {few} or more submissions raise, the {top} highest: how many times as many as expected, "
                "and how many"
            ).format(few=FEW, top=TOP),
        ),
        shown=shown.assign(count=shown.lift) if by == "lift" else shown,
        id="pair",
        value=lambda row: _pair_value(by_pair[row.pair]),
        hover=lambda row: " · ".join(map(plot, in_words(by_pair[row.pair]))),
        drill_down=lambda ids: both(every.rows, asked, *ids[0].split(" · ")),
        state=by,
        how=_HOW_PAIRS,
        below=() if len(shown) else (_("The table has all pairs."),),
    )


def _pair_value(row: dict[str, Any]) -> str:
    both = number(row["count"])
    return both if math.isnan(row["lift"]) else f"{row['lift']:.1f}× ({both})"


def ranked(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The pairs that FEW or more submissions raise, by lift (where it can be told) or by number of submissions."""
    some = rows[rows["count"] >= FEW]
    if by == "lift":
        return some[some.lift.notna()]
    return some.sort_values("count", ascending=False, kind="stable")


def closest(rows: pd.DataFrame) -> str:
    """The pair with the highest lift among those that can be ranked; empty if there is none."""
    some = ranked(rows, "lift")
    if some.empty or some.lift.iloc[0] <= 1:
        return ""
    first = some.iloc[0]
    return _(
        "{one} and {other} go together most: {both} raise both, {lift} times as many as expected"
    ).format(
        one=one_line(first.theme),
        other=one_line(first.other_theme),
        both=headlines.counted(int(first["count"]), "submissions"),
        lift=number(first.lift),
    )


def in_words(row: dict[str, Any]) -> tuple[str, str, str]:
    """A pair, its count of the selection and, where enough are expected, its lift: each in words."""
    both = headlines.of(int(row["count"]), int(row["total"]), "submissions")
    if math.isnan(row["lift"]):
        compared = _("{expected} expected, too few to tell").format(
            expected=number(row["expected"])
        )
    else:
        compared = _("{lift} times the {expected} expected").format(
            lift=f"{row['lift']:.1f}", expected=number(row["expected"])
        )
    return f"{one_line(row['theme'])} + {one_line(row['other_theme'])}", both, compared


def both(rows: pd.DataFrame, asked: Filters, one: str, other: str) -> DrillDown:
    """What is behind a pair: the points on either theme in the submissions that raise both, and both pages."""
    first, second = sorted((one, other))
    row = rows[(rows.theme_id == first) & (rows.other_theme_id == second)].iloc[0]
    names = {first: one_line(row.theme), second: one_line(row.other_theme)}
    links = [theme_link(theme, names[theme]) for theme in (one, other)]
    if row["count"]:
        words = _("Their points on {theme}")
        links = [
            points_link(pair(asked, one, other), words.format(theme=names[one])),
            points_link(pair(asked, other, one), words.format(theme=names[other])),
            submissions_link(pair(asked, one, other)),
            *links,
        ]
    return DrillDown(" · ".join(in_words(row.to_dict())), links)


def matrix(page: Context) -> Card:
    """All pairs as a table of cells, themes that are raised by the same submissions beside each other."""
    asked = pairing(page.filters)
    every = query("theme_pairs", asked)
    order = page.value("order", tuple(ORDERS))
    themes = arranged(every.rows, order)
    sizes = _sizes(every.rows)

    def drill_down(ids: Sequence[str]) -> DrillDown:
        one, other = ids
        if one != other:
            return both(every.rows, asked, one, other)
        words = f"{themes[one]}: {headlines.counted(sizes[one], 'submissions')}"
        return behind(words, asked.set(theme=(one,)), _page_of(one))

    return Chart(
        key="by_pair",
        query=every,
        title=_("Which themes are raised together"),
        subtitle=page.subtitle(
            asked,
            _(
                "In a cell: submissions that raise both themes, and how many times as many as expected; in the "
                "diagonal: those that raise the theme. Blue: more than expected, orange: fewer, grey: too few expected "
                "to tell"
            ),
        ),
        draw=lambda: pair_cells(
            every.rows,
            themes=themes,
            sizes=sizes,
            hover=lambda row: in_words(row._asdict()),
            own=lambda theme: (themes[theme], headlines.counted(sizes[theme], "submissions")),
        ),
        names=lambda: pair_names(themes),
        drill_down=drill_down,
        state=order,
        how=_HOW_PAIRS
        + " "
        + _(
            "Themes are ordered by hierarchical clustering on the part of submissions that two share, of those that "
            "raise either; or by family."
        ),
    )


def _sizes(rows: pd.DataFrame) -> dict[str, int]:
    return {
        **dict(zip(rows.theme_id, rows.submissions, strict=True)),
        **dict(zip(rows.other_theme_id, rows.other_submissions, strict=True)),
    }


def arranged(rows: pd.DataFrame, order: str) -> dict[str, str]:
    """The themes of the pairs, id -> title: by family and size, or so that those alike stand beside each other.

    Alike are two themes by the part of submissions that raise both, of those that raise either.
    """
    sizes = _sizes(rows)
    titles = {
        **dict(zip(rows.theme_id, rows.theme, strict=True)),
        **dict(zip(rows.other_theme_id, rows.other_theme, strict=True)),
    }
    if order == "family":
        book = ask("codebook_themes").set_index("theme_id").family
        ids = sorted(titles, key=lambda one: (book[one] == "Other", book[one], -sizes[one], one))
        return {one: one_line(titles[one]) for one in ids}
    ids = sorted(titles)
    place = {one: number for number, one in enumerate(ids)}
    likeness = [[0.0] * len(ids) for _one in ids]
    for row in rows.to_dict("records"):
        a, b = place[row["theme_id"]], place[row["other_theme_id"]]
        either = row["submissions"] + row["other_submissions"] - row["count"]
        likeness[a][b] = likeness[b][a] = row["count"] / either
    return {ids[one]: one_line(titles[ids[one]]) for one in cluster_order(likeness)}


_HOW_PAIRS = _(
    "A submission raises both themes if it has a point on each, be it the same sentence or another; with the filter on "
    "the kind of point, points of that kind. Expected is how many would raise both if the two had nothing to do with "
    "each other: if 1 in 4 submissions raises one theme, 1 in 4 of those that raise the other should raise it, too. "
    "“2×” means twice as many do, “0.5×” half as many. Where fewer than {few} are expected the figure would mean "
    "little and is left out. That two themes go together does not say that one leads to the other."
).format(few=FEW)
