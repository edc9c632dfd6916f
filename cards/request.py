"""One request: the claims that hold the same, who wants it, and what became of it in each text that it was made to."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from cards import asks
from cards.kit import Ranking, Record, RecordList
from cards.outcome.words import CHANGES, made_to_text
from cards.query import Context, Query, query
from charts import KIND_COLOURS
from charts.palette import ACCENT
from data.rows import each
from i18n import (
    _,
    enumerated,
    escaping,
    headlines,
    labels,
    listed,
    ngettext,
    number,
    stating,
)
from queries import Filters, ask

TEXTS = ("adopted", "other")
"""What a request can be made to."""
PARAGRAPHS, PASSAGES, PRINTED = 4, 4, 60
"""Paragraphs and passages on a page of a list, and on paper."""
NAMED = 5
"""Governments that are named."""


@dataclass(frozen=True)
class Request:
    """A request as the address asks for it: its ``claims`` that count, and what they were ``made_to``.

    ``claim`` is the one with the verdicts. ``parts`` has the kinds of its claims with their numbers of units, ``texts``
    all that it was made to.
    """

    claim: str
    claims: tuple[str, ...]
    part: str
    parts: tuple[tuple[str, int], ...]
    made_to: str
    texts: tuple[str, ...]

    @property
    def parameters(self) -> dict[str, str]:
        """What questions on it are asked with."""
        return {"part": self.part, "made_to": self.made_to}

    def of_its_text(self, selection: Filters) -> Filters:
        """A selection narrowed to what was made to its text."""
        return made_to_text(selection, self.made_to)


def of(page: Context, claim: str) -> Request | None:
    """The request that a claim belongs to; None if it asks for nothing and takes no position."""
    support_of = {text: support(page, claim, text) for text in TEXTS}
    texts = [text for text, rows in support_of.items() if not rows.empty and rows.together.any()]
    made_to = page.value("made_to", tuple(texts) or TEXTS)
    every = support_of[made_to].drop_duplicates("claim_id")
    if every.empty:
        return None
    counts = every.groupby("kind", sort=False)["count"].sum()
    part = page.value("part", ("all", *counts.index) if len(counts) > 1 else ("all",))
    return Request(
        claim=str(every.claim_id.iloc[0]),
        claims=tuple(every.claim_id[(every.kind == part) | (part == "all")]),
        part=part,
        parts=(
            ("all", int(every.together.iloc[0])),
            *((kind, int(n)) for kind, n in counts.items()),
        )
        if len(counts) > 1
        else (),
        made_to=made_to,
        texts=tuple(texts) or (made_to,),
    )


def part_names(request: Request) -> dict[str, str]:
    """Parts of a request -> their names with their numbers; empty where all of it is of one kind."""
    return {
        part: _("All {n}").format(n=number(count))
        if part == "all"
        else f"{labels.KINDS[part]} {number(count)}"
        for part, count in request.parts
    }


def text_names(request: Request) -> dict[str, str]:
    """What a request was made to -> the names of these texts."""
    names = {"adopted": asks.outcome_name(), "other": asks.asks_elsewhere_name()}
    return {text: names[text] for text in request.texts}


def support(page: Context, claim: str, made_to: str = "adopted") -> pd.DataFrame:
    """Who wants what a claim wants, and its verdicts: the rows of the question ``claim_support``."""
    asked = page.filters.without("kind", "claim")
    return ask("claim_support", asked, claim=claim, unit=page.unit, made_to=made_to)


def verdicts(page: Context, request: Request) -> list[tuple[str, Any]]:
    """The texts that the request was made to, by name, with the verdicts: rows of ``claim_support``, its own first."""
    texts = sorted(text_names(request).items(), key=lambda text: text[0] != request.made_to)
    return [
        (name, row)
        for made_to, name in texts
        for row in each(support(page, request.claim, made_to))
        if row.claim_id == request.claim and isinstance(row.verdict, str)
    ]


def resting(request: Request) -> Query:
    """The paragraphs that the verdicts on a request rest on."""
    return query("request_paragraphs", Filters(claim=(request.claim,)))


def first_paragraph(row: Any) -> Any | None:
    """The paragraph that a verdict, a row of ``claim_support``, rests on before others; None if on none."""
    rows = ask("request_paragraphs", Filters(claim=(row.claim_id,)))
    return next(each(rows[rows.text_id == row.text_id]), None)


def in_paragraph(row: Any) -> tuple[str, object]:
    """What a paragraph says and how firmly, and the address of the text."""
    words = _("{paragraph}: {says} ({strength})").format(
        paragraph=labels.paragraph_title(row.paragraph),
        says=escaping.one_line(row.says).removesuffix("."),
        strength=labels.strength(row.strength),
    )
    return words, row.source_url


def who_wants_it(rows: pd.DataFrame, claim: str, unit: str) -> str:
    """How many want it, with the claims that hold the same. ``rows`` are of the question ``claim_support``."""
    others = rows[rows.claim_id != claim]
    own = rows[rows.claim_id == claim].iloc[0]
    together = int(own.together)
    share = headlines.of(together, int(own.total), unit)
    if others.empty:
        return ngettext("{share} asks for it", "{share} ask for it", together).format(share=share)
    names = [
        _("{claim} ({n})").format(claim=escaping.one_line(row.claim), n=number(row.count))
        for row in each(others.drop_duplicates("claim_id"))
    ]
    return ngettext(
        "{share} asks for the same: this claim ({n}), {names}",
        "{share} ask for the same: this claim ({n}), {names}",
        together,
    ).format(share=share, n=number(own["count"]), names=listed(names))


def governments(organisations: pd.DataFrame, reported: Collection[str]) -> str:
    """The governments among ``organisations``, by name, and whose words they are known in; empty without any.

    ``reported`` are the ids of those organisations that are known only as others report them.
    """
    rows = organisations[organisations.stakeholder_group == "government"]
    names = [
        (
            _("{government} (as others report)")
            if one in reported
            else _("{government} (own words)")
        ).format(government=escaping.one_line(label))
        for one, label in zip(rows.organisation_id, rows.label, strict=True)
    ]
    if left := len(names[NAMED:]):
        return _("{names} and {n} more").format(names=enumerated(names[:NAMED]), n=number(left))
    return listed(names) if names else ""


def support_card(page: Context, request: Request) -> Ranking | None:
    """The claims that hold the same, a bar each; none where there is one only."""
    asked = page.filters.without("kind", "claim")
    made_to = request.made_to
    found = query("claim_support", asked, claim=request.claim, unit=page.unit, made_to=made_to)
    rows = found.rows.drop_duplicates("claim_id")
    if len(rows) < 2:
        return None
    rows = rows[rows.total > 0]
    return Ranking(
        key="support",
        query=found,
        title=who_wants_it(rows, request.claim, page.unit) if len(rows) else "",
        subtitle=page.subtitle(asked, asks.counted(page.unit)),
        shown=rows.assign(
            claim=[
                stating(labels.KINDS.get(row.kind, row.kind), escaping.one_line(row.claim))
                for row in each(rows)
            ]
        ),
        id="claim_id",
        label="claim",
        colours={row.claim_id: KIND_COLOURS.get(row.kind, ACCENT) for row in each(rows)},
        opens="claim",
        unit=page.unit,
        how=_(asks.HOW),
    )


def verdict_card(page: Context, request: Request) -> RecordList | None:
    """The paragraphs that the verdicts rest on, text by text; none where nothing was decided."""
    found = verdicts(page, request)
    if not found:
        return None
    rests_on = resting(request)
    order = [row.text_id for _name, row in found]
    rows = rests_on.rows[rests_on.rows.text_id.isin(order)]
    rows = rows.sort_values("text_id", key=lambda ids: ids.map(order.index), kind="stable")
    became = {row.text_id: stating(name, asks.what_became(row)) for name, row in found}

    def record(row: Any) -> Record:
        return Record(
            key=f"paragraph_{row.text_id}_{row.position}",
            link=asks.paragraph_link(row),
            name=labels.strength(row.strength),
            lines=((escaping.one_line(row.says), row.source_url),),
            group=became[row.text_id] if len(became) > 1 else "",
        )

    return RecordList(
        key="verdict",
        query=rests_on,
        title=asks.what_became(found[0][1]),
        subtitle=_("Sources for the verdict on {text}").format(
            text=listed([name for name, _row in found])
        ),
        scope="",
        record=record,
        rows=rows,
        size=PARAGRAPHS,
        printed=PRINTED,
        parameter="paragraphs_page",
        empty=asks.what_became(found[0][1]),
        footnote=_(asks.HOW),
    )


def reports_card(request: Request) -> RecordList | None:
    """What others report of the texts on the request; none where nothing is reported."""
    found = query("ask_passages", Filters(claim=(request.claim,)))
    if found.rows.empty:
        return None
    return passages_list(
        "reports", found, found.rows, _("What others report of it"), "reports_page"
    )


def drafts_card(theme: str) -> RecordList | None:
    """What drafts of the adopted text said on a theme, the latest first; none where nothing is reported."""
    found = query("text_passages", Filters(theme=(theme,)))
    texts = ask("texts", Filters())
    before = found.rows[found.rows.text_id.isin(texts.text_id[~texts.adopted])]
    if before.empty:
        return None
    title = ngettext(
        "What drafts said on the theme: {n} passage",
        "What drafts said on the theme: {n} passages",
        len(before),
    ).format(n=number(len(before)))
    of_drafts = Query(found.name, found.filters, {}, before, _("rows of the drafts"))
    card = passages_list("drafts", of_drafts, before.iloc[::-1], title, "drafts_page")
    return replace(card, footnote=asks.note())


def passages_list(
    key: str, found: Query, rows: pd.DataFrame, title: str, parameter: str
) -> RecordList:
    """Passages that others report, each under its text."""

    def record(row: Any) -> Record:
        words, page = asks.reported(row)
        return Record(
            key=f"passage_{row.passage_id}",
            text=words,
            about=(CHANGES.get(escaping.one_line(row.change), ""),),
            source=page,
            group=escaping.one_line(row.text),
        )

    return RecordList(
        key=key,
        query=found,
        title=title,
        subtitle=_("As public articles report them; filters do not apply"),
        scope="",
        record=record,
        rows=rows,
        size=PASSAGES,
        printed=PRINTED,
        parameter=parameter,
    )
