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
    organisation_link,
    points_link,
    row_of,
    submissions_link,
)
from cards.organisation.raised_themes import TOP
from cards.organisation.subject import Organisation
from cards.query import Context, query
from charts.bullet_bars import noted_bars
from i18n import _, escaping, filter_options, headlines, labels, ngettext, number

SHARED = 3
"""Shared themes named beside one organisation."""

COMPARED = 3
"""Points that an organisation needs to be compared with others, as the question has it."""
_COMPARED_ON_FEW = _("* compared on fewer than {few} points").format(few=headlines.FEW)


def signs_with(page: Context, shown: Organisation) -> Card:
    """The card with the organisations that wrote or signed the same submissions."""
    asked = shown.asked.without("also_organisation")
    others = query("co_signers", asked, organisation=shown.id)
    rows, selected = others.rows, shown.asked.also_organisation
    drawn = rows[(rows.index < TOP) | rows.organisation_id.isin(selected)]

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        row = row_of(rows, organisation_id=ids[0])
        if row is None:
            return None
        both = asked.set(organisation=(shown.id,), also_organisation=(ids[0],))
        return DrillDown(
            _("{other}: {share} of {name}, and {more} in all.").format(
                other=escaping.one_line(row.organisation),
                share=headlines.of(int(row.count), int(row.total), "submissions"),
                name=shown.name,
                more=headlines.counted(int(row.submissions), "submissions"),
            ),
            (
                submissions_link(both, _("What both stand behind")),
                points_link(both, _("What they say there")),
                *_of_the_other(row, shown),
            ),
        )

    return Chart(
        key="signs_with",
        query=others,
        title=beside_finding(rows),
        subtitle=page.subtitle(
            asked,
            _others(len(drawn), len(rows)),
            _("of the {what}, those that the other wrote or signed too").format(what=shown.texts),
        ),
        draw=lambda: _organisation_bars(
            drawn, "count", float(rows.total.iloc[0]), _beside, selected=selected
        ),
        drill_down=drill_down,
        selected=selected,
        how=_(
            "Standing behind a text is having written or signed it. Organisations that sign the same text need not "
            "know of each other, and signatory lists are often incomplete."
        ),
        empty=_("No other organisation is named behind the same submissions"),
    )


def _organisation_bars(
    rows: pd.DataFrame,
    value: str,
    widest: float,
    words: Callable[[Any], str],
    more: Callable[[Any], str] = lambda row: "",
    selected: Sequence[str] = (),
) -> go.Figure:
    """Bars of organisations with what is said of each, and ``more`` of it on hover."""
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


def _others(shown: int, there: int) -> str:
    if shown < there:
        return _("The first {n} of {of} organisations").format(n=number(shown), of=number(there))
    return headlines.counted(there, "organisations") if there else ""


def beside_finding(rows: pd.DataFrame) -> str:
    """Who stands behind the same submissions most often, if there are enough to say; ``rows`` is sorted."""
    if rows.empty:
        return ""
    total, most = int(rows.total.iloc[0]), int(rows["count"].iloc[0])
    leaders = headlines.leaders(rows, "label")
    share = headlines.of(most, total, "submissions")
    if len(rows) == 1 and total < headlines.FEW:
        return _("{other} stands behind {share} too").format(other=leaders[0], share=share)
    if total < headlines.FEW or len(leaders) > 3:
        return _("{others} stand behind some of the same {submissions}").format(
            others=headlines.counted(len(rows), "organisations"),
            submissions=headlines.counted(total, "submissions"),
        )
    return headlines.lead(
        leaders,
        _("Most often with {name}: {share}"),
        _("Most often with {names}: {share} each"),
        "",
        share=share,
    )


def _beside(row: Any) -> str:
    parts = [
        _("{n} of {total}").format(n=number(row.count), total=number(row.total)),
        labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group),
    ]
    if row.wrote:
        parts.insert(
            1,
            _("an author of all of them")
            if row.wrote == row.count
            else _("an author of {n} of them").format(n=number(row.wrote)),
        )
    return " · ".join(parts)


def _of_the_other(row: Any, shown: Organisation) -> tuple[Link, Link]:
    """Links to another organisation and to the comparison with it."""
    return (
        organisation_link(row.organisation_id, row.label, 60),
        compare_link(shown.asked, shown.id, row.organisation_id),
    )


def says_the_same(page: Context, shown: Organisation, common: str) -> Card:
    """The card with the organisations that raise the same themes as the same kind of point."""
    alike = query("similar_organisations", shown.asked, organisation=shown.id, common=common)
    rows = alike.rows
    drawn = rows.head(TOP)

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        row = row_of(rows, organisation_id=ids[0])
        if row is None:
            return None
        two = shown.asked.set(organisation=(shown.id, ids[0]))
        sentence = _("What the two say on {theme}")
        return DrillDown(
            _("{other}: likeness {likeness}, {sizes}; {common}.").format(
                other=escaping.one_line(row.organisation),
                likeness=f"{row.similarity:.2f}",
                sizes=_sizes(row, shown.name),
                common=_in_common(int(row.common)),
            ),
            (
                *_of_the_other(row, shown),
                *(
                    points_link(two.set(theme=(theme,)), sentence.format(theme=name))
                    for theme, name in _shared_themes(row)[:SHARED]
                ),
            ),
        )

    return Chart(
        key="says_the_same",
        query=alike,
        title=alike_finding(rows),
        subtitle=page.subtitle(
            shown.asked,
            _others(len(drawn), len(rows)),
            _("likeness of what the two say, 0 to 1"),
            {
                "left-out": _("without the texts both stand behind"),
                "kept": _("with the texts both stand behind, which make them alike"),
            }[common],
            _COMPARED_ON_FEW if _few(drawn).any() else "",
        ),
        draw=lambda: _organisation_bars(
            drawn, "similarity", 1, _alike, lambda row: _sizes(row, shown.name)
        ),
        drill_down=drill_down,
        state=common,
        how=_(
            "The measure is the cosine of two profiles. A profile is how many points are of each kind on each theme, "
            "say 3 challenges on IGF funding and 1 recommendation on skills, among the points of what an organisation "
            "wrote or signed. 1 means the same mix, however long the texts; 0 means nothing alike. Two that signed "
            "the same text are alike by that text alone, so texts that both stand behind are left out of both "
            "profiles unless the switch says otherwise. Only those with at least {least} points left on both sides are "
            "compared. Raising the same theme as the same kind of point is not yet agreeing on it: read the points. "
            "With few points a high figure means little."
        ).format(least=COMPARED),
        empty=nothing_alike(int(shown.row.points)),
    )


def _few(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Marks the rows that rest on too few points to be ranked."""
    return (rows.own_points < headlines.FEW) | (rows.points < headlines.FEW)


def nothing_alike(points: int) -> str:
    """Says why no similar organisation can be named."""
    if points < COMPARED:
        return _("Too few points to compare: {points}, at least {least} are needed").format(
            points=headlines.counted(points, "points"), least=number(COMPARED)
        )
    return _("No other organisation has {least} points to compare, and raises the same").format(
        least=number(COMPARED)
    )


def alike_finding(rows: pd.DataFrame) -> str:
    """Which organisation is most alike, on which themes, among those with points enough; ``rows`` is sorted."""
    if rows.empty:
        return ""
    large = rows[~_few(rows)]
    if large.empty:
        return _("Too few points to say who is most alike")
    first = large.iloc[0]
    return _("Most alike: {name} ({likeness}), on {themes}").format(
        name=escaping.one_line(first.label),
        likeness=f"{first.similarity:.2f}",
        themes=_(" and ").join(name for _theme, name in _shared_themes(first)[:2]),
    )


def _alike(row: Any) -> str:
    few = "*" if min(row.own_points, row.points) < headlines.FEW else ""
    themes = _shared_themes(row)
    more = len(themes) - SHARED
    sentence = f"{row.similarity:.2f}{few} · " + ", ".join(name for _theme, name in themes[:SHARED])
    if more > 0:
        sentence += " " + ngettext("and {n} more", "and {n} more", more).format(n=number(more))
    if row.common:
        sentence += " · " + _in_common(int(row.common))
    return sentence


def _shared_themes(row: Any) -> list[tuple[str, str]]:
    """Id and title of the themes that make two organisations alike, the weightiest first."""
    names = filter_options.option_labels()["theme"]
    return [(theme, escaping.one_line(names[theme])) for theme in row.theme_ids.split("; ")]


def _in_common(count: int) -> str:
    if not count:
        return _("no text in common")
    return ngettext("{n} text in common", "{n} texts in common", count).format(n=number(count))


def _sizes(row: Any, name: str) -> str:
    return _("{points} compared with {own} of {name}").format(
        points=headlines.counted(int(row.points), "points"), own=number(row.own_points), name=name
    )
