"""What became of the requests of each group, country, region and side of a comparison."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from cards.asks import ACTING, HOW, made_to
from cards.kit import Card, Chart, DrillDown, Link
from cards.query import Context, query
from charts import firmness, stacked_bars
from data.rows import each
from i18n import N_, _, escaping, headlines, labels, ngettext, number
from i18n.entity_sentences import part_of
from i18n.headlines import FEW

BY = labels.FILTERS.only("group", "country", "region")
EACH = {
    "group": N_("What became of each stakeholder group's requests"),
    "country": N_("What became of each country's requests"),
    "region": N_("What became of each world region's requests"),
}
COUNTED = N_("Requests by verdict and how firmly the text speaks; the same request counts once")
_FIRM = N_("Behind each bar: how many the text decides or calls for")


def parts() -> dict[str, str]:
    """Parts of a bar -> their names: what is in the text, the firmest first, what is in part, other verdicts."""
    return {
        firmness.part(verdict, strength): labels.standing(verdict, strength)
        for verdict in ("taken-up", "partly", "contrary", "silent")
        for strength in (labels.STRENGTHS if verdict in ("taken-up", "partly") else ("none",))
    }


def _in_parts(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their part of the bar; rows of the same part are added up."""
    part_ids = [
        firmness.part(*standing) for standing in zip(rows.verdict, rows.strength, strict=True)
    ]
    columns = [
        column for column in rows.columns if column not in ("verdict", "strength", "asks", "share")
    ]
    asks = rows.assign(part=part_ids).groupby([*columns, "part"], sort=False, dropna=False).asks
    return asks.sum().reset_index(name="count")


def drawing(
    rows: pd.DataFrame, identifier: str, label: str, total_text: Callable[[Any], str]
) -> Callable[[], Any]:
    """A function that draws a stacked bar for each of the parties."""
    in_parts = _in_parts(rows)
    part_ids = set(in_parts.part)
    present = [part for part in parts() if part in part_ids]
    return partial(
        stacked_bars,
        in_parts,
        identifier=identifier,
        label=label,
        part="part",
        parts=parts(),
        total_text=total_text,
        colours={part: firmness.colour(part) for part in present},
        markers={part: firmness.marker(part) for part in present},
        signs=firmness.key_entries(present, labels.STRENGTHS, labels.VERDICTS),
    )


def firmest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with how many requests of each party the text decides or calls for (``firm``), by that share.

    Parties with fewer than FEW requests are last.
    """
    acting = rows.asks.where((rows.verdict == "taken-up") & rows.strength.isin(ACTING), 0)
    firm = acting.groupby(rows.party_id).transform("sum")
    shares = rows.assign(firm=firm, firm_share=firm / rows.total, few=rows.total < FEW)
    columns = ["few", "firm_share", "party_id"]
    return shares.sort_values(columns, ascending=[True, False, True], kind="stable")


def most_taken_up(rows: pd.DataFrame, label: str) -> str:
    """The party with the largest share of requests that the text decides or calls for, in words.

    Empty if all parties have few requests, or if two have the same share. ``rows`` are of ``firmest_first``.
    """
    parties = rows[~rows.few].drop_duplicates("party_id")
    if len(parties) < 2 or parties.firm_share.iloc[0] == parties.firm_share.iloc[1]:
        return ""
    return _("Largest share decided or called for: {name}, {asks} of {total} requests").format(
        name=parties[label].iloc[0],
        asks=number(parties.firm.iloc[0]),
        total=number(parties.total.iloc[0]),
    )


def by_party(page: Context) -> Card:
    """What became of the requests of each group, country or region."""
    parties = page.value("parties", tuple(BY))
    selection = (
        page.filters.without("kind", parties) if page.crossfilter else page.filters.without("kind")
    )
    verdicts = query("verdicts", selection, parties=parties, made_to=made_to(page))
    rows = verdicts.rows
    party_rows = rows.drop_duplicates("party_id")
    bars = firmest_first(rows[rows.party_id.isin(page.first("verdicts", party_rows).party_id)])
    names: Mapping[str, str] = {"group": labels.GROUPS, "region": labels.REGIONS}.get(parties, {})
    bars = bars.assign(
        party=[
            names.get(row.party_id, row.party_id) if names else escaping.one_line(row.party)
            for row in each(bars)
        ]
    )

    def drill_down(ids: Sequence[str]) -> DrillDown:
        filters = page.filters.set(**{parties: (ids[0],)})
        part = firmness.of_part(ids[1]) if len(ids) > 1 and ids[1] else ("", "")
        view = dict(zip(("verdict", "strength"), part, strict=True))
        row = next(each(bars[bars.party_id == ids[0]]))
        return DrillDown(
            _("{asks} ({submissions})").format(
                asks=headlines.counted(row.total, "asks"),
                submissions=headlines.counted(row.submissions, "submissions"),
            ),
            (Link("what_became_of_it", _("Show these requests"), filters, view=view),),
            name=row.party,
        )

    return Chart(
        query=verdicts,
        title=most_taken_up(bars, "party") or _(EACH[parties]),
        subtitle=page.subtitle(selection, _(COUNTED), _(_FIRM)),
        draw=drawing(
            bars, "party_id", "party", lambda row: part_of(row.firm, row.total, row.total)
        ),
        drill_down=drill_down,
        state=parties,
        every=len(party_rows),
        order={"party_id": list(firmest_first(rows).party_id.unique())},
        how=_(HOW),
        empty=_("No requests match these filters"),
    )


def standing(page: Context) -> Card:
    """All requests in one bar, by verdict and how firmly the text speaks; a click lists those of a part."""
    selection = page.filters.without("kind")
    verdicts = query("verdicts", selection, parties="all", made_to=made_to(page))
    rows = verdicts.rows
    total = int(rows.total.max()) if len(rows) else 0
    counts = rows.groupby("verdict").asks.sum()
    taken, partly = (int(counts.get(verdict, 0)) for verdict in ("taken-up", "partly"))

    def drill_down(ids: Sequence[str]) -> DrillDown:
        verdict, strength = firmness.of_part(ids[1]) if ids[1] else ("", "")
        part_rows = rows
        if verdict:
            part_rows = rows[(rows.verdict == verdict) & (rows.strength == (strength or "none"))]
        view = {"verdict": verdict, "strength": strength}
        words = labels.standing(verdict, strength) if verdict else ""
        return DrillDown(
            headlines.counted(part_rows.asks.sum(), "asks"),
            (Link("what_became_of_it", _("Show these requests"), page.filters, view=view),),
            name=words,
        )

    return Chart(
        query=verdicts,
        title=ngettext(
            "{found} of {n} request is found in the text, {partly} only in part",
            "{found} of {n} requests are found in the text, {partly} of them only in part",
            total,
        ).format(found=number(taken + partly), n=number(total), partly=number(partly)),
        subtitle=page.subtitle(selection, _(COUNTED)),
        draw=drawing(
            rows.assign(party=_("All requests")),
            "party_id",
            "party",
            lambda row: headlines.counted(row.total, "asks"),
        ),
        drill_down=drill_down,
        how=_(HOW),
        empty=_("No requests match these filters"),
    )
