"""What became of the requests of each group, country, region and side of a comparison."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cards.asks import ACTING, HOW, made_to
from cards.compare import Sides
from cards.kit import Card, Chart, DrillDown, Link
from cards.query import Context, query
from charts import stacked_bars
from charts.palette import STRENGTH_COLOURS, VERDICT_COLOURS
from i18n import N_, _, escaping, headlines, labels, number, series
from i18n.headlines import FEW

BY = labels.FILTERS.only("group", "country", "region")
EACH = {
    "group": N_("What became of each stakeholder group's requests"),
    "country": N_("What became of each country's requests"),
    "region": N_("What became of each world region's requests"),
}
_COUNTED = N_("Requests by verdict and how firmly the text speaks; the same request counts once")


def part(verdict: str, strength: str) -> str:
    """The part of a bar: how firmly the text has it, or the verdict."""
    return strength if verdict == "taken-up" else verdict


def parts() -> dict[str, str]:
    """Parts of a bar -> their names, the firmest first."""
    verdicts = {one: labels.VERDICTS[one] for one in ("partly", "contrary", "silent")}
    return {**labels.STRENGTHS, **verdicts}


def _in_parts(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their part of the bar, those of one part together."""
    named = [part(*one) for one in zip(rows.verdict, rows.strength, strict=True)]
    kept = [one for one in rows.columns if one not in ("verdict", "strength", "asks", "share")]
    asks = rows.assign(part=named).groupby([*kept, "part"], sort=False, dropna=False).asks
    return asks.sum().reset_index(name="count")


def _stacks(rows: pd.DataFrame, identifier: str, label: str) -> Any:
    return stacked_bars(
        _in_parts(rows),
        identifier=identifier,
        label=label,
        part="part",
        parts=parts(),
        total_text=lambda row: headlines.counted(int(row.total), "asks"),
        colours=STRENGTH_COLOURS | VERDICT_COLOURS,
    )


def most_taken_up(rows: pd.DataFrame, label: str) -> str:
    """Of whose requests the text decides or calls for most, by share; empty if all have few, or two the same share."""
    firm = (rows.verdict == "taken-up") & rows.strength.isin(ACTING)
    many = rows[firm & (rows.total >= FEW)]
    sums = many.groupby(label, sort=False).agg(asks=("asks", "sum"), total=("total", "first"))
    sums = sums.assign(share=sums.asks / sums.total)
    first = sums.sort_values("share", ascending=False, kind="stable")
    if len(first) < 2 or first.share.iloc[0] == first.share.iloc[1]:
        return ""
    return _("Largest share decided or called for: {name}, {asks} of {total} requests").format(
        name=first.index[0], asks=number(first.asks.iloc[0]), total=number(first.total.iloc[0])
    )


def by_party(page: Context, parties: str) -> Card:
    """What became of the requests of each group, country or region."""
    asked = (
        page.filters.without("kind", parties) if page.crossfilter else page.filters.without("kind")
    )
    found = query("verdicts", asked, parties=parties, made_to=made_to(page))
    rows = found.rows
    every = rows.drop_duplicates("party_id")
    shown = rows[rows.party_id.isin(page.first("verdicts", every).party_id)]
    names: Mapping[str, str] = {"group": labels.GROUPS, "region": labels.REGIONS}.get(parties, {})
    shown = shown.assign(
        party=[
            names.get(row.party_id, row.party_id) if names else escaping.one_line(row.party)
            for row in shown.itertuples()
        ]
    )

    def drill_down(ids: Sequence[str]) -> DrillDown:
        own = page.filters.set(**{parties: (ids[0],)})
        chosen = ids[1] if len(ids) > 1 else ""
        view = {"strength": chosen, "verdict": "taken-up"} if chosen in labels.STRENGTHS else {}
        if chosen in labels.VERDICTS:
            view = {"verdict": chosen}
        row = next(shown[shown.party_id == ids[0]].itertuples())
        return DrillDown(
            _("{asks} ({submissions})").format(
                asks=headlines.counted(int(row.total), "asks"),
                submissions=headlines.counted(int(row.submissions), "submissions"),
            ),
            (Link("what_became_of_it", _("Show these requests"), own, view=view),),
            name=row.party,
        )

    return Chart(
        key="verdicts",
        query=found,
        title=most_taken_up(shown, "party") or _(EACH[parties]),
        subtitle=page.subtitle(asked, _(_COUNTED)),
        draw=lambda: _stacks(shown, "party_id", "party"),
        drill_down=drill_down,
        state=parties,
        every=len(every),
        how=_(HOW),
        empty=_("No requests match these filters"),
    )


def of_sides(sides: Sides, made_to: str = "adopted") -> Card | None:
    """What became of the requests of each side of a comparison; none where the data have no verdicts."""
    found = sides.query("verdicts", made_to=made_to)
    rows = found.rows.assign(side=[sides.name(one) for one in found.rows.side_id])
    if rows.empty:
        return None
    taken = rows[rows.verdict == "taken-up"].groupby("side_id").asks.sum()
    shares = [
        _("{name}, {n} of {total}").format(
            name=escaping.shorten(row.side, 40),
            n=number(taken.get(row.side_id, 0)),
            total=number(row.total),
        )
        for row in rows.drop_duplicates("side_id").itertuples()
    ]
    words = (
        _("Requests in the adopted text: {shares}")
        if made_to == "adopted"
        else _("Requests of other processes in their texts: {shares}")
    )
    return Chart(
        key="verdicts" if made_to == "adopted" else "verdicts_elsewhere",
        query=found,
        whatever=sides.filtered,
        title=words.format(shares=series(shares)),
        subtitle=sides.page.subtitle(found.filters, _(_COUNTED)),
        draw=lambda: _stacks(rows, "side_id", "side"),
        how=_(HOW),
    )
