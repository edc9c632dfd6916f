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
from cards.outcome_theme import groups_of
from cards.query import Context, Query, query
from charts import stacked_bars
from charts.palette import VERDICT_COLOURS
from i18n import _, escaping, filter_options, headlines, labels, listed, ngettext, number, percent
from i18n.headlines import FEW
from queries import Filters, ask

TOP = 20
"""The asks of the headline."""
SIZE = 8
"""Asks on a page of the list."""
OWN_SIZE = 3
"""Asks on a page of the list of one organisation's."""
PARTIES = 12
"""Countries in the chart."""


BY = {
    "group": labels.FILTERS["group"],
    "country": labels.FILTERS["country"],
    "region": labels.FILTERS["region"],
}
HOW = _(
    "An ask is a recommendation together with the positions that hold the same, so nobody is counted twice. Two "
    "coders working apart, and an adjudicator where they differed, compared each ask with the collected passages of "
    "the adopted text. “No passage found” does not mean that the text is silent or that the ask was rejected. No "
    "verdict says that a submission caused it."
)
OWN_HOW = _(
    "“No passage found” does not mean that the text is silent or that the ask was rejected. No verdict says that a "
    "submission caused it."
)


def text_name() -> str:
    """The name of the adopted text in sentences; empty if there is none."""
    last = final(ask("texts", Filters()))
    return called(last) if last else ""


def counts(verdicts: pd.Series) -> str:
    """How many asks have each verdict: '8 are in the adopted text, 7 partly in it, for 1 no passage was found'."""
    found = verdicts.value_counts()
    words = {
        "taken-up": lambda n: ngettext(
            "{n} is in the adopted text", "{n} are in the adopted text", n
        ),
        "partly": lambda n: ngettext("{n} is partly in it", "{n} are partly in it", n),
        "contrary": lambda n: ngettext(
            "it has the opposite of {n}", "it has the opposite of {n}", n
        ),
        "not-found": lambda n: ngettext(
            "no passage was found for {n}", "no passage was found for {n}", n
        ),
        "not-applicable": lambda n: ngettext(
            "{n} is not a matter for it", "{n} are not a matter for it", n
        ),
    }
    return ", ".join(
        words[code](int(found[code])).format(n=number(found[code]))
        for code in words
        if code in found
    )


def standing(rows: pd.DataFrame) -> str:
    """What became of the most frequent asks; empty without any. ``rows`` are of the question ``asks``."""
    if rows.empty:
        return ""
    top = rows.head(TOP)
    if len(rows) <= TOP:
        said = ngettext("Of {n} ask, {counts}", "Of {n} asks, {counts}", len(rows))
    else:
        said = _("Of the {n} most frequent asks, {counts}")
    return said.format(n=number(len(top)), counts=counts(top.verdict))


def has_verdicts() -> bool:
    """Whether the data say of any ask whether the adopted text has it."""
    return not ask("asks", Filters(), unit="submissions", verdict="all").empty


def passages_of() -> Mapping[str, pd.DataFrame]:
    """Claim -> the passages that its verdict rests on."""
    return dict(iter(ask("ask_passages", Filters()).groupby("claim_id")))


def reported(passage: Any) -> tuple[str, object]:
    """What a passage says, its paragraph and who reports it, and the page that does."""
    paragraph = escaping.one_line(passage.paragraph)
    by = [_("paragraph {number}").format(number=paragraph)] if paragraph else []
    by.append(
        _("as reported by {publisher}").format(publisher=escaping.one_line(passage.publisher))
    )
    says = escaping.one_line(passage.says).removesuffix(".")
    return f"{says} ({', '.join(by)})", passage.source_url


def record(page: Context, row: Any, passages: pd.DataFrame | None) -> Record:
    """An ask: its verdict, why, a passage it rests on, and how many want it."""
    found = [] if passages is None else [reported(one) for one in passages.head(1).itertuples()]
    groups = ", ".join(
        f"{labels.GROUPS.get(group, group)} {number(count)}"
        for group, count in groups_of(row.groups)
    )
    share = headlines.of(int(row.count), int(row.total), page.unit)
    own = page.filters.without("kind").set(claim=(row.claim_id, *positions(row)))
    return Record(
        key=f"ask_{row.claim_id}",
        link=Link("claim", escaping.one_line(row.claim), id=row.claim_id),
        name=labels.verdict(row.verdict),
        lines=((escaping.one_line(row.note), ""), *found),
        about=(f"{share} ({percent(row.count, row.total)})", groups, together(row)),
        links=(points_link(own, headlines.counted(int(row.points), "points")),),
    )


def positions(row: Any) -> list[str]:
    """The positions that are counted with an ask."""
    return row.positions.split("; ") if isinstance(row.positions, str) else []


def together(row: Any) -> str:
    """Which positions are counted with an ask; empty if there are none."""
    titles = filter_options.option_labels()["claim"]
    named = ", ".join(escaping.shorten(titles[one], 80) for one in positions(row))
    return _("counted with the position: {names}").format(names=named) if named else ""


def asks(page: Context, asked: Filters, *, own: bool = False) -> RecordList:
    """The list of asks, most frequent first, of one verdict if the address says so; ``own`` are one organisation's."""
    every = ask("asks", asked, unit=page.unit, verdict="all")
    found = every.verdict.value_counts()
    choices = {"all": _("All {n}").format(n=number(len(every)))}
    choices |= {
        code: f"{labels.verdict(code)} {number(found[code])}"
        for code in labels.VERDICTS
        if code in found
    }
    verdict = page.value("verdict", tuple(choices))
    shown = query("asks", asked, unit=page.unit, verdict=verdict)
    passages = passages_of()
    title = standing(every)
    if own and title:
        title = ngettext(
            "Of its {n} ask, {counts}", "Of its {n} asks, {counts}", len(every)
        ).format(n=number(len(every)), counts=counts(every.verdict))
    return RecordList(
        key="asks",
        query=shown,
        title=title or _("Nothing was asked for in this selection"),
        subtitle=" · ".join(
            (
                _("{unit} that ask for it or hold the same").format(unit=labels.UNITS[page.unit]),
                _("{text}, as public pages report it").format(text=text_name()),
                *([labels.verdict(verdict)] if verdict != "all" else []),
            )
        ),
        scope=page.scope(asked),
        record=lambda row: record(page, row, passages.get(row.claim_id)),
        size=SIZE,
        printed=TOP,
        rows=shown.rows,
        switch=("verdict", labels.VERDICT, choices),
        empty=_("Nothing was asked for in this selection"),
        footnote=HOW,
    )


def of_organisation(page: Context, own: Filters) -> RecordList | None:
    """The asks of the organisation that ``own`` selects; none if no verdict is known of any."""
    if ask("asks", own, unit=page.unit, verdict="all").empty:
        return None
    passages = passages_of()
    return replace(
        asks(page, own, own=True),
        size=OWN_SIZE,
        record=lambda row: _own_record(page, row, passages.get(row.claim_id)),
        footnote=OWN_HOW,
    )


def _own_record(page: Context, row: Any, passages: pd.DataFrame | None) -> Record:
    """An ask of one organisation, short: its verdict, what that rests on, and how often it asks."""
    whole = record(page, row, passages)
    share, _groups, counted_with = whole.about
    return replace(whole, lines=whole.lines[-1:], about=(share, counted_with))


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
    if others.empty:
        return _("{together} want it").format(
            together=headlines.of(int(own.together), int(own.total), unit)
        )
    names = ", ".join(
        f"{escaping.one_line(row.claim)} ({number(row.count)})" for row in others.itertuples()
    )
    return _("{together} want it: {n} make this claim, others say: {names}").format(
        together=headlines.of(int(own.together), int(own.total), unit),
        n=number(own["count"]),
        names=names,
    )


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
    return _("{name}: {asks} of {total} asks are in the adopted text, the largest share").format(
        name=row[label], asks=number(row.asks), total=number(row.total)
    )


def by_party(page: Context, parties: str) -> Card:
    """What became of the asks of each group, country or region."""
    asked = (
        page.filters.without("kind", parties) if page.crossfilter else page.filters.without("kind")
    )
    found = query("verdicts", asked, parties=parties)
    rows = found.rows
    first = rows.party_id.drop_duplicates().head(PARTIES)
    shown = rows[rows.party_id.isin(first)]
    names = {"group": labels.GROUPS, "region": labels.REGIONS}.get(parties, {})
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
            _("{asks}, in {submissions}").format(
                asks=headlines.counted(int(row.total), "asks"),
                submissions=headlines.counted(int(row.submissions), "submissions"),
            ),
            (Link("what_became_of_it", _("The asks, one by one"), own, view=view),),
            name=row.party,
        )

    return Chart(
        key="verdicts",
        query=found,
        title=most_taken_up(shown, "party") or _("What became of the asks of each"),
        subtitle=page.subtitle(asked, _("Different asks, by verdict"), *_cut(rows, first)),
        draw=lambda: _stacks(shown, "party_id", "party"),
        drill_down=drill_down,
        state=parties,
        how=HOW,
        empty=_("Nothing was asked for in this selection"),
    )


def _cut(rows: pd.DataFrame, first: pd.Series) -> list[str]:
    whole = rows.party_id.nunique()
    if whole == len(first):
        return []
    return [
        _("the {n} with most submissions of {all}").format(n=number(len(first)), all=number(whole))
    ]


def of_sides(sides: Sides) -> Card | None:
    """What became of the asks of each side of a comparison; none where the data have no verdicts."""
    found = sides.query("verdicts")
    rows = found.rows.assign(side=[sides.name(one) for one in found.rows.side_id])
    if rows.empty:
        return None
    taken = rows[rows.verdict == "taken-up"].set_index("side_id").asks
    parts = [
        _("{name} {n} of {total}").format(
            name=escaping.shorten(row.side, 40),
            n=number(taken.get(row.side_id, 0)),
            total=number(row.total),
        )
        for row in rows.drop_duplicates("side_id").itertuples()
    ]
    return Chart(
        key="verdicts",
        query=found,
        title=_("Asks in the adopted text: {counts}").format(counts=listed(parts)),
        subtitle=sides.page.subtitle(found.filters, _("Different asks, by verdict")),
        draw=lambda: _stacks(rows, "side_id", "side"),
        how=HOW,
    )
