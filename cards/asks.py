"""Asks and whether the adopted text has them: the list, and the verdicts by group, country, region and side.

An ask is a recommendation with the positions that hold the same, or a position that no recommendation asks for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from cards.compare import Sides
from cards.kit import Card, Chart, DrillDown, Link, Record, RecordList, points_link
from cards.outcome.words import called, final
from cards.query import Context, Query, query
from charts import stacked_bars
from charts.palette import VERDICT_COLOURS
from i18n import (
    N_,
    Nn_,
    _,
    escaping,
    filter_options,
    headlines,
    labels,
    listed,
    ngettext,
    number,
    percent,
    quoted,
)
from i18n.headlines import FEW
from queries import Filters, ask

TOP = 20
"""The asks of the headline."""
SIZE = 6
"""Asks on a page of the list."""
OWN_SIZE = 3
"""Asks on a page of the list of one organisation's."""

BY = labels.FILTERS.only("group", "country", "region")
NOTE = N_(
    "We did not read the drafts ourselves; we rely on public articles about them. “No passage found” does not mean "
    "that the text says nothing about it or that the request was rejected. No verdict says that a submission "
    "caused a change."
)
HOW = N_(
    "A request is a recommendation together with the positions that say the same, so nobody is counted twice. Two "
    "automated coders compared each request with the passages of the adopted text that public articles report; "
    "where they differed, a third decided."
)
UNITS = {
    "submissions": N_("Submissions that ask for it, or take a position that says the same"),
    "organisations": N_("Organisations that ask for it, or take a position that says the same"),
    "points": N_("Points that ask for it, or take a position that says the same"),
}
"""What the list counts."""
SHORT = {
    "taken-up": N_("In the text"),
    "partly": N_("Partly"),
    "contrary": N_("The opposite"),
    "not-found": N_("No passage found"),
    "not-applicable": N_("Outside its scope"),
}
"""The verdicts in few words, for the switch."""
EACH = {
    "group": N_("Outcome of each stakeholder group's requests"),
    "country": N_("Outcome of each country's requests"),
    "region": N_("Outcome of each world region's requests"),
}
_STANDING = {
    ("top", False): Nn_(
        "The adopted text contains {taken} of the {n} most frequent request, and {partly} in part",
        "The adopted text contains {taken} of the {n} most frequent requests, and {partly} in part",
    ),
    ("top", True): Nn_(
        "The adopted text contains {taken} of the {n} most frequent request, {partly} in part, and the opposite of "
        "{contrary}",
        "The adopted text contains {taken} of the {n} most frequent requests, {partly} in part, and the opposite "
        "of {contrary}",
    ),
    ("all", False): Nn_(
        "The adopted text contains {taken} of the {n} request, and {partly} in part",
        "The adopted text contains {taken} of the {n} requests, and {partly} in part",
    ),
    ("all", True): Nn_(
        "The adopted text contains {taken} of the {n} request, {partly} in part, and the opposite of {contrary}",
        "The adopted text contains {taken} of the {n} requests, {partly} in part, and the opposite of {contrary}",
    ),
    ("own", False): Nn_(
        "The adopted text contains {taken} of its {n} request, and {partly} in part",
        "The adopted text contains {taken} of its {n} requests, and {partly} in part",
    ),
    ("own", True): Nn_(
        "The adopted text contains {taken} of its {n} request, {partly} in part, and the opposite of {contrary}",
        "The adopted text contains {taken} of its {n} requests, {partly} in part, and the opposite of {contrary}",
    ),
}
"""Whose asks, and whether the text has the opposite of some -> the headline."""


def text_name() -> str:
    """The name of the adopted text in sentences; empty if there is none."""
    last = final(ask("texts", Filters()))
    return called(last) if last else ""


def standing(rows: pd.DataFrame, *, own: bool = False) -> str:
    """What became of the most frequent asks, or of one organisation's ``own``; empty without any.

    ``rows`` are of the question ``asks``.
    """
    if rows.empty:
        return ""
    whose = "own" if own else "all" if len(rows) <= TOP else "top"
    counted = rows if own else rows.head(TOP)
    found = counted.verdict.value_counts()
    words = _STANDING[whose, "contrary" in found]
    return ngettext(*words, len(counted)).format(
        n=number(len(counted)),
        taken=number(found.get("taken-up", 0)),
        partly=number(found.get("partly", 0)),
        contrary=number(found.get("contrary", 0)),
    )


def has_verdicts() -> bool:
    """Whether the data say of any ask whether the adopted text has it."""
    return not ask("asks", Filters(), unit="submissions", verdict="all").empty


def passages_of() -> Mapping[str, pd.DataFrame]:
    """Claim -> the passages that its verdict rests on."""
    return dict(iter(ask("ask_passages", Filters()).groupby("claim_id")))


def reported(passage: Any) -> tuple[str, object]:
    """What a passage says, its paragraph and who reports it, and the page that does."""
    paragraph = escaping.one_line(passage.paragraph)
    said = (
        _("{says} (paragraph {number}, as reported by {publisher})")
        if paragraph
        else _("{says} (as reported by {publisher})")
    )
    words = said.format(
        says=escaping.one_line(passage.says).removesuffix("."),
        number=paragraph,
        publisher=escaping.one_line(passage.publisher),
    )
    return words, passage.source_url


def record(page: Context, row: Any, passages: pd.DataFrame | None) -> Record:
    """An ask: its verdict, how many want it, why, and a page that reports the passage it rests on."""
    source = "" if passages is None else passages.source_url.iloc[0]
    share = headlines.of(int(row.count), int(row.total), page.unit)
    own = page.filters.without("kind").set(claim=(row.claim_id, *positions(row)))
    return Record(
        key=f"ask_{row.claim_id}",
        link=Link("claim", escaping.one_line(row.claim), id=row.claim_id),
        name=_("{verdict} · {share} ({percent})").format(
            verdict=labels.verdict(row.verdict),
            share=share,
            percent=percent(row.count, row.total),
        ),
        lines=((escaping.one_line(row.note), source),),
        about=(together(row),),
        links=(points_link(own, headlines.counted(int(row.points), "points")),),
    )


def positions(row: Any) -> list[str]:
    """The positions that are counted with an ask."""
    return row.positions.split("; ") if isinstance(row.positions, str) else []


def together(row: Any) -> str:
    """Which positions are counted with an ask; empty if there are none."""
    titles = filter_options.option_labels()["claim"]
    names = [quoted(escaping.shorten(titles[one], 80)) for one in positions(row)]
    said = ngettext("Includes the position: {names}", "Includes the positions: {names}", len(names))
    return said.format(names=listed(names)) if names else ""


def asks(page: Context, asked: Filters, *, own: bool = False) -> RecordList:
    """The list of asks, most frequent first, of one verdict if the address says so; ``own`` are one organisation's."""
    every = ask("asks", asked, unit=page.unit, verdict="all")
    found = every.verdict.value_counts()
    choices = {"all": _("All {n}").format(n=number(len(every)))}
    for code in labels.VERDICTS:
        if code in found:
            words = _(SHORT[code])
            choices[code] = f"{labels.VERDICT_SIGNS[code]} {words} {number(found[code])}"
    verdict = page.value("verdict", tuple(choices))
    shown = query("asks", asked, unit=page.unit, verdict=verdict)
    passages = passages_of()
    return RecordList(
        key="asks",
        query=shown,
        title=standing(every, own=own) or _("No requests match these filters"),
        subtitle=" · ".join(
            (
                _(UNITS[page.unit]),
                _("Verdicts: how much of it is in {text}").format(text=text_name()),
                *([labels.verdict(verdict)] if verdict != "all" else []),
            )
        ),
        scope=page.scope(asked),
        record=lambda row: record(page, row, passages.get(row.claim_id)),
        size=SIZE,
        printed=TOP,
        rows=shown.rows,
        switch=("verdict", _(labels.VERDICT), choices),
        empty=_("No requests match these filters"),
        footnote=_(NOTE),
    )


def of_organisation(page: Context, own: Filters) -> RecordList | None:
    """The asks of the organisation that ``own`` selects; none if no verdict is known of any."""
    if ask("asks", own, unit=page.unit, verdict="all").empty:
        return None
    return replace(asks(page, own, own=True), size=OWN_SIZE)


def support(page: Context, claim: str) -> pd.DataFrame:
    """Who wants what a claim wants, and its verdict: the rows of the question ``claim_support``."""
    asked = page.filters.without("kind", "claim")
    return ask("claim_support", asked, claim=claim, unit=page.unit)


def of_claim(page: Context, claim: str) -> Any | None:
    """The row of ``support`` with a claim's own verdict; None if it has none."""
    rows = support(page, claim)
    own = rows[(rows.claim_id == claim) & rows.verdict.notna()]
    return next(own.itertuples(), None)


def passages_of_claim(claim: str) -> Query:
    """The passages that a claim's verdict rests on."""
    return query("ask_passages", Filters(claim=(claim,)))


def who_wants_it(rows: pd.DataFrame, claim: str, unit: str) -> str:
    """How many want it, with the claims that hold the same. ``rows`` are of the question ``claim_support``."""
    others = rows[rows.claim_id != claim]
    own = rows[rows.claim_id == claim].iloc[0]
    together = int(own.together)
    share = headlines.of(together, int(own.total), unit)
    if others.empty:
        return ngettext("{share} asks for it", "{share} ask for it", together).format(share=share)
    names = [
        _("{claim} ({n})").format(claim=quoted(escaping.one_line(row.claim)), n=number(row.count))
        for row in others.itertuples()
    ]
    return ngettext(
        "{share} asks for the same: this claim ({n}), {names}",
        "{share} ask for the same: this claim ({n}), {names}",
        together,
    ).format(share=share, n=number(own["count"]), names=listed(names))


def _stacks(rows: pd.DataFrame, identifier: str, label: str) -> Any:
    return stacked_bars(
        rows.assign(count=rows.asks),
        identifier=identifier,
        label=label,
        part="verdict",
        parts={code: labels.verdict(code) for code in labels.VERDICTS},
        total_text=lambda row: headlines.counted(int(row.total), "asks"),
        colours=VERDICT_COLOURS,
    )


def most_taken_up(rows: pd.DataFrame, label: str) -> str:
    """Of whose asks most are in the text, by share; empty if all have few asks, or two the same share."""
    first = rows[(rows.verdict == "taken-up") & (rows.total >= FEW)].sort_values(
        "share", ascending=False, kind="stable"
    )
    if len(first) < 2 or first.share.iloc[0] == first.share.iloc[1]:
        return ""
    row = first.iloc[0]
    return _(
        "Highest share of requests in the adopted text: {name}, {asks} of {total} requests"
    ).format(name=row[label], asks=number(row.asks), total=number(row.total))


def by_party(page: Context, parties: str) -> Card:
    """What became of the asks of each group, country or region."""
    asked = (
        page.filters.without("kind", parties) if page.crossfilter else page.filters.without("kind")
    )
    found = query("verdicts", asked, parties=parties)
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
        view = {"verdict": ids[1]} if ids[1] else {}
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
        subtitle=page.subtitle(
            asked, _("Requests by verdict; identical requests are counted once")
        ),
        draw=lambda: _stacks(shown, "party_id", "party"),
        drill_down=drill_down,
        state=parties,
        every=len(every),
        how=_(HOW),
        empty=_("No requests match these filters"),
    )


def of_sides(sides: Sides) -> Card | None:
    """What became of the asks of each side of a comparison; none where the data have no verdicts."""
    found = sides.query("verdicts")
    rows = found.rows.assign(side=[sides.name(one) for one in found.rows.side_id])
    if rows.empty:
        return None
    taken = rows[rows.verdict == "taken-up"].set_index("side_id").asks
    parts = [
        _("{name}, {n} of {total}").format(
            name=escaping.shorten(row.side, 40),
            n=number(taken.get(row.side_id, 0)),
            total=number(row.total),
        )
        for row in rows.drop_duplicates("side_id").itertuples()
    ]
    return Chart(
        key="verdicts",
        query=found,
        whatever=sides.filtered,
        title=_("Requests in the adopted text: {shares}").format(shares="; ".join(parts)),
        subtitle=sides.page.subtitle(
            found.filters, _("Requests by verdict; identical requests are counted once")
        ),
        draw=lambda: _stacks(rows, "side_id", "side"),
        how=_(HOW),
    )
