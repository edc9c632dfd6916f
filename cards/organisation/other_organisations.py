"""The organisations that sign the same texts, and those that say the same."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cards.kit import (
    Card,
    Chart,
    DrillDown,
    Link,
    compare_link,
    of_row,
    organisation_link,
    points_link,
    submissions_link,
)
from cards.organisation.subject import COMMON, Organisation
from cards.query import Context, dotted, query
from charts.bars import noted_bars
from i18n import (
    N_,
    _,
    decimal,
    enumerated,
    escaping,
    filter_options,
    headlines,
    labels,
    listed,
    messages,
    ngettext,
    number,
)

SHARED = 3
"""Shared themes named beside one organisation."""

COMPARED = 3
"""Points that an organisation needs to be compared with others; the question has the same limit."""
_COMPARED_ON_FEW = N_("* compared using fewer than {few} points")


def signs_with(page: Context, organisation: Organisation) -> Card:
    """The card with the organisations that wrote or signed the same submissions."""
    selection = organisation.other_filters.without("also_organisation")
    others = query("co_signers", selection, organisation=organisation.id)
    rows, selected = others.rows, organisation.other_filters.also_organisation
    first = page.first("signs_with", rows).organisation_id
    chart_rows = rows[rows.organisation_id.isin({*first, *selected})]

    def describe(row: Any) -> DrillDown:
        shared_selection = selection.set(
            organisation=(organisation.id,), also_organisation=(row.organisation_id,)
        )
        return DrillDown(
            _("{other}: {share} of {name}; {more} in all.").format(
                other=escaping.one_line(row.organisation),
                share=headlines.of(row.count, row.total, "submissions"),
                name=organisation.name,
                more=headlines.counted(row.submissions, "submissions"),
            ),
            (
                submissions_link(shared_selection, _("Submissions they share")),
                points_link(shared_selection, _("What they say there")),
                *_other_links(row, organisation),
            ),
        )

    return Chart(
        query=others,
        title=beside_finding(rows),
        subtitle=page.subtitle(
            selection,
            organisation.counted("submissions"),
            _("Bar: submissions that the other organisation also wrote or signed"),
        ),
        every=len(rows),
        draw=lambda: _organisation_bars(
            chart_rows, "count", float(rows.total.iloc[0]), _shared_note, selected=selected
        ),
        drill_down=of_row(rows, describe, "organisation_id"),
        selected=selected,
        how=_(
            "Organisations that sign the same submission do not necessarily know each other, and lists of "
            "signatories are often incomplete."
        ),
        empty=_("No other organisation is known to have written or signed these submissions"),
    )


def _organisation_bars(
    rows: pd.DataFrame,
    value: str,
    widest: float,
    words: Callable[[Any], str],
    more: Callable[[Any], str] = lambda row: "",
    selected: Sequence[str] = (),
) -> go.Figure:
    """Bars of organisations: ``words`` returns the text of each, ``more`` a further line of its hover text."""
    return noted_bars(
        rows,
        identifier="organisation_id",
        label="organisation",
        value=value,
        widest=widest,
        words=words,
        hover=lambda row: "\n".join(
            part for part in (escaping.one_line(row.organisation), words(row), more(row)) if part
        ),
        chosen=selected,
    )


def beside_finding(rows: pd.DataFrame) -> str:
    """Who wrote or signed the same submissions most often, if there are enough to say; ``rows`` is sorted."""
    if rows.empty:
        return ""
    total, most = int(rows.total.iloc[0]), int(rows["count"].iloc[0])
    leaders = headlines.leaders(rows, "label")
    share = headlines.of(most, total, "submissions")
    if len(rows) == 1 and total < headlines.FEW:
        return _("{other} wrote or signed {share}, too").format(other=leaders[0], share=share)
    if total < headlines.FEW or len(leaders) > 3:
        return ngettext(
            "{n} organisation wrote or signed some of the same: {submissions}",
            "{n} organisations wrote or signed some of the same: {submissions}",
            len(rows),
        ).format(n=number(len(rows)), submissions=headlines.counted(total, "submissions"))
    return headlines.lead(leaders, messages.MOST_OFTEN_WITH, share=share)


def _shared_note(row: Any) -> str:
    parts = [
        _("{n} of {total}").format(n=number(row.count), total=number(row.total)),
        labels.GROUPS.of(row.stakeholder_group),
    ]
    if row.wrote:
        parts.insert(
            1,
            _("wrote all of them (alone or with others)")
            if row.wrote == row.count
            else _("wrote {n} of them (alone or with others)").format(n=number(row.wrote)),
        )
    return " · ".join(parts)


def _other_links(row: Any, organisation: Organisation) -> tuple[Link, Link]:
    """Links to another organisation and to the comparison with it."""
    return (
        organisation_link(row.organisation_id, row.label, 60),
        compare_link(organisation.other_filters, organisation.id, row.organisation_id),
    )


def says_the_same(page: Context, organisation: Organisation) -> Card:
    """The card with the organisations that raise the same themes as the same kind of point."""
    common = page.value("common", tuple(COMMON))
    similar = query(
        "similar_organisations",
        organisation.other_filters,
        organisation=organisation.id,
        common=common,
    )
    rows = similar.rows
    chart_rows = page.first("says_the_same", rows)

    def describe(row: Any) -> DrillDown:
        both_selection = organisation.other_filters.set(
            organisation=(organisation.id, row.organisation_id)
        )
        sentence = _("What the two say on {theme}")
        return DrillDown(
            _("{other}: similarity {likeness} (1 is the most). {sizes}, {common}.").format(
                other=escaping.one_line(row.organisation),
                likeness=decimal(row.similarity, 2),
                sizes=_sizes(row, organisation.name),
                common=_in_common(int(row.common)),
            ),
            (
                *_other_links(row, organisation),
                *(
                    points_link(both_selection.set(theme=(theme,)), sentence.format(theme=name))
                    for theme, name in _shared_themes(row)[:SHARED]
                ),
            ),
        )

    return Chart(
        query=similar,
        title=alike_finding(rows),
        subtitle=page.subtitle(
            organisation.other_filters,
            {
                "left-out": _(
                    "How similar the two are in what they say, from 0 to 1, without submissions they share"
                ),
                "kept": _(
                    "How similar the two are in what they say, from 0 to 1, including submissions they share"
                ),
            }[common],
            _(_COMPARED_ON_FEW).format(few=headlines.FEW) if _few_points(chart_rows).any() else "",
        ),
        draw=lambda: _organisation_bars(
            chart_rows,
            "similarity",
            1,
            _similarity_note,
            lambda row: _sizes(row, organisation.name),
        ),
        drill_down=of_row(rows, describe, "organisation_id"),
        state=common,
        every=len(rows),
        how=_(
            "Similarity is the cosine of two profiles. A profile is the number of points of each kind on each "
            "theme in what an organisation wrote or signed, for example 3 challenges on IGF funding and 1 "
            "recommendation on skills. 1 means the same mix, however much they say; 0 means nothing in common. "
            "Signing the same submission alone makes two organisations similar, so shared submissions are left out "
            "unless you switch them on. Only pairs with at least {least} points left on each side are compared. "
            "Raising the same theme with the same kind of point does not mean agreeing on it: read the points. "
            "With few points, a high figure means little."
        ).format(least=COMPARED),
        empty=nothing_alike(int(organisation.row.points)),
    )


def _few_points(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Marks the rows that rest on too few points to be ranked."""
    return (rows.own_points < headlines.FEW) | (rows.points < headlines.FEW)


def nothing_alike(points: int) -> str:
    """Says why no similar organisation can be named."""
    if points < COMPARED:
        return _("Too few points to compare: {points}; at least {least} needed").format(
            points=headlines.counted(points, "points"), least=number(COMPARED)
        )
    return _(
        "No other organisation has {least} comparable points that raise the same things"
    ).format(least=number(COMPARED))


def alike_finding(rows: pd.DataFrame) -> str:
    """Names the most similar organisation with enough points, and the themes they share; ``rows`` is sorted."""
    if rows.empty:
        return ""
    large = rows[~_few_points(rows)]
    if large.empty:
        return _("Too few points to say who is most similar")
    first = large.iloc[0]
    return _("Most similar: {name} ({likeness}), on {themes}").format(
        name=escaping.one_line(first.label),
        likeness=decimal(first.similarity, 2),
        themes=listed([name for _theme, name in _shared_themes(first)[:2]]),
    )


def _similarity_note(row: Any) -> str:
    asterisk = "*" if min(row.own_points, row.points) < headlines.FEW else ""
    themes = [name for _theme, name in _shared_themes(row)]
    more = len(themes) - SHARED
    theme_list = listed(themes)
    if more > 0:
        theme_list = _("{themes} and {n} more").format(
            themes=enumerated(themes[:SHARED]), n=number(more)
        )
    common = _in_common(int(row.common)) if row.common else ""
    return dotted(f"{decimal(row.similarity, 2)}{asterisk}", theme_list, common)


def _shared_themes(row: Any) -> list[tuple[str, str]]:
    """Id and title of the themes that make two organisations alike, the weightiest first."""
    names = filter_options.option_labels()["theme"]
    return [(theme, escaping.one_line(names[theme])) for theme in row.theme_ids.split("; ")]


def _in_common(count: int) -> str:
    if not count:
        return _("no shared submissions")
    return ngettext("{n} shared submission", "{n} shared submissions", count).format(
        n=number(count)
    )


def _sizes(row: Any, name: str) -> str:
    return _("{points} compared with {own} of {name}").format(
        points=headlines.counted(row.points, "points"), own=number(row.own_points), name=name
    )
