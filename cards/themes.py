"""The cards of the page on all themes: how often and as what each is raised, and which are raised together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
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
from cards.topic import few_marked
from charts.layout_algorithms import cluster_order
from charts.themes import kind_bars, pair_cells, pair_names
from i18n import N_, Words, _, aside, decimal, headlines, labels, number, pgettext, stating
from i18n.escaping import one_line, plot
from i18n.headlines import FEW
from queries import Filters, ask, data_texts

OWN_FILTERS = ("theme", "family", "claim", "action_line", "sdg", "also_theme")
"""What a pair of themes cannot be narrowed by: a submission raises a theme whatever else the point is about."""

TOP = 30
"""Pairs that are ranked."""
SOME = 12
"""Themes in the table of pairs until a reader asks for all."""

ORDERS = Words({"alike": N_("Similar themes next to each other"), "family": N_("By family")})
SHORT_KINDS = Words(
    {
        "challenge": N_("Chal\u00adlenge"),
        "recommendation": N_("Recom\u00admen\u00adda\u00adtion"),
        "position": N_("Position"),
        "achievement": N_("Achieve\u00adment"),
    }
)
"""Headings of narrow columns; a soft hyphen says where a word may be divided."""

RANKS = Words({"lift": N_("Stronger than chance"), "count": N_("Most submissions")})


def total_head() -> str:
    """The heading of a narrow column of totals."""
    return pgettext("head of a narrow column", "Total")


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
    rows = headlines.by_fewest(cells.rows, unit)
    present = set(rows.kind)
    themes = rows.drop_duplicates("theme_id").sort_values("total", ascending=False, kind="stable")
    first = page.first("by_kind", themes)
    every = len(first) == len(themes)
    challenge, asked_for = leader(rows, "challenge"), leader(rows, "recommendation")
    shown = {
        *first.theme_id,
        *page.filters.theme,
        *(one.id for one in (challenge, asked_for) if one),
    }
    drawn = rows[rows.theme_id.isin(shown)]
    if not every:
        drawn = drawn.sort_values("total", ascending=False, kind="stable").assign(
            family=_("The most frequent themes")
        )

    def drill_down(ids: Sequence[str]) -> DrillDown:
        theme, kind = ids
        row = rows[(rows.theme_id == theme) & (rows.kind.isin([kind]) if kind else True)].iloc[0]
        words = stating(one_line(row.theme), headlines.counted(int(row.total), unit))
        if kind:
            words = _("{theme} · {kind}: {share}").format(
                theme=one_line(row.theme),
                kind=labels.KINDS.get(kind, kind),
                share=headlines.of(int(row["count"]), int(row.total), unit),
            )
        return behind(words, asked.set(theme=(theme,)), _page_of(theme), kind=kind or None)

    return Chart(
        key="by_kind",
        query=cells,
        title=one_sided(challenge, asked_for, unit),
        subtitle=page.subtitle(
            asked,
            _in_all_and_by_kind(unit),
            few_marked(drawn, unit),
        ),
        draw=lambda: kind_bars(
            drawn,
            kinds={kind: words for kind, words in SHORT_KINDS.items() if kind in present},
            total=total_head(),
            chosen=page.filters.theme,
            total_text=lambda row: number(row.total) + ("*" if row.submissions < FEW else ""),
            hover=lambda row: stating(
                labels.KINDS.get(row.kind, row.kind),
                headlines.of(int(row.count), int(row.total), unit),
            ),
        ),
        drill_down=drill_down,
        state=page.filters.theme,
        every=len(themes),
        order={"theme_id": list(themes.theme_id), "kind": list(SHORT_KINDS)},
        unit=unit,
        how=_(
            "A submission can raise a theme in several kinds of points. It is then counted under each kind, so the "
            "kinds do not add up to the total."
        ),
    )


def _in_all_and_by_kind(unit: str) -> str:
    return {
        "submissions": _("Submissions that raise each theme: total and by kind"),
        "organisations": _("Organisations that raise each theme: total and by kind"),
        "points": _("Points on each theme: total and by kind"),
    }[unit]


def _page_of(theme: str) -> Link:
    return Link("theme", _("Page of the theme"), id=theme)


@dataclass(frozen=True)
class Leader:
    id: str
    theme: str
    count: int


def one_sided(challenge: Leader | None, asked: Leader | None, unit: str) -> str:
    """Which theme is most often a challenge, and on which most is asked for, with their counts; empty without both."""
    if challenge is not None and asked is not None:
        if challenge.theme == asked.theme:
            return _(
                "{theme} is both the most frequent challenge and the most frequent request"
            ).format(theme=one_line(challenge.theme))
        return _(
            "Most frequent challenge: {challenge} ({challenges}). Most requested: {ask} ({asks})"
        ).format(
            challenge=one_line(challenge.theme),
            challenges=headlines.counted(int(challenge.count), unit),
            ask=one_line(asked.theme),
            asks=headlines.counted(int(asked.count), unit),
        )
    if challenge is not None:
        return _("Most frequent challenge: {theme} ({count})").format(
            theme=one_line(challenge.theme), count=headlines.counted(int(challenge.count), unit)
        )
    if asked is not None:
        return _("Most requested: {theme} ({count})").format(
            theme=one_line(asked.theme), count=headlines.counted(int(asked.count), unit)
        )
    return ""


def leader(rows: pd.DataFrame, kind: str) -> Leader | None:
    """The one theme that is raised most as a ``kind``; None where several are, or fewer than FEW times."""
    some = rows[rows.kind == kind].sort_values("count", ascending=False, kind="stable")
    counts = some["count"]
    if some.empty or counts.iloc[0] < FEW or (counts == counts.iloc[0]).sum() > 1:
        return None
    return Leader(some.theme_id.iloc[0], some.theme.iloc[0], int(counts.iloc[0]))


def pairs(page: Context) -> Card:
    """The pairs that are raised together most, as a ranked list."""
    asked = pairing(page.filters)
    every = query("theme_pairs", asked)
    by = page.value("rank", tuple(RANKS))
    top = ranked(every.rows, by).head(TOP)
    shown = page.first("pairs", top)
    shown = shown.assign(
        pair=[f"{a} · {b}" for a, b in zip(shown.theme_id, shown.other_theme_id, strict=True)],
        label=[_both(a, b) for a, b in zip(shown.theme, shown.other_theme, strict=True)],
    )
    by_pair: dict[str, dict[str, Any]] = {row["pair"]: row for row in shown.to_dict("records")}
    return Ranking(
        key="pairs",
        query=every,
        title=closest(every.rows) if len(shown) else _("Too few submissions raise two themes"),
        subtitle=page.subtitle(
            asked,
            (
                _(
                    "Pairs found in {few} or more submissions: how much more often than by chance (number of "
                    "submissions)"
                )
                if by == "lift"
                else _("Pairs in {few} or more submissions: submissions that raise both")
            ).format(few=FEW),
        ),
        shown=shown.assign(count=shown.lift) if by == "lift" else shown,
        every=len(top),
        id="pair",
        value=lambda row: _pair_value(by_pair[row.pair]),
        hover=lambda row: " · ".join(map(plot, in_words(by_pair[row.pair]))),
        drill_down=lambda ids: both(every.rows, asked, *ids[0].split(" · ")),
        state=by,
        how=_(_HOW_PAIRS).format(few=FEW),
        below=() if len(shown) else (_("The table lists all pairs."),),
        empty=_("Too few submissions raise two themes"),
    )


def _both(one: str, other: str) -> str:
    return _("{one} + {other}").format(one=one_line(one), other=one_line(other))


def _pair_value(row: dict[str, Any]) -> str:
    both = number(row["count"])
    return both if math.isnan(row["lift"]) else aside(f"{decimal(row['lift'], 1)}×", both)


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
        "Strongest pair: {one} and {other} ({both}, {lift} times as many as expected by chance)"
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
        compared = _("expected by chance: {expected}; too few to tell").format(
            expected=number(row["expected"])
        )
    else:
        compared = _("{lift} times as many as expected by chance ({expected})").format(
            lift=decimal(row["lift"], 1), expected=number(row["expected"])
        )
    return _both(row["theme"], row["other_theme"]), both, compared


def both(rows: pd.DataFrame, asked: Filters, one: str, other: str) -> DrillDown:
    """What is behind a pair: the points on either theme in the submissions that raise both, and both pages."""
    first, second = sorted((one, other))
    row = rows[(rows.theme_id == first) & (rows.other_theme_id == second)].iloc[0]
    names = {first: one_line(row.theme), second: one_line(row.other_theme)}
    links = [theme_link(theme, names[theme]) for theme in (one, other)]
    if row["count"]:
        words = _("Points on {theme}")
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
    sizes = _sizes(every.rows)
    rows = _first_themes(page, every.rows, sizes)
    themes = arranged(rows, order)

    def drill_down(ids: Sequence[str]) -> DrillDown:
        one, other = ids
        if one != other:
            return both(every.rows, asked, one, other)
        words = stating(themes[one], headlines.counted(sizes[one], "submissions"))
        return behind(words, asked.set(theme=(one,)), _page_of(one))

    return Chart(
        key="by_pair",
        query=every,
        title=_("Table of pairs: how many submissions raise both themes"),
        subtitle=page.subtitle(
            asked,
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
            own=lambda theme: (themes[theme], headlines.counted(sizes[theme], "submissions")),
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
    order = sorted(sizes, key=lambda one: (one not in chosen, -sizes[one], one))
    some = set(page.first("by_pair", pd.DataFrame({"theme_id": order}), SOME).theme_id)
    return rows[rows.theme_id.isin(some) & rows.other_theme_id.isin(some)]


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
        ids = sorted(
            titles,
            key=lambda one: (book[one] == data_texts.family("Other"), book[one], -sizes[one], one),
        )
        return {one: one_line(titles[one]) for one in ids}
    ids = sorted(titles)
    place = {one: number for number, one in enumerate(ids)}
    likeness = [[0.0] * len(ids) for _one in ids]
    for row in rows.to_dict("records"):
        a, b = place[row["theme_id"]], place[row["other_theme_id"]]
        either = row["submissions"] + row["other_submissions"] - row["count"]
        likeness[a][b] = likeness[b][a] = row["count"] / either
    return {ids[one]: one_line(titles[ids[one]]) for one in cluster_order(likeness)}


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
