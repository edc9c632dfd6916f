"""One request: the claims that hold the same, who wants it, and what became of it in each text that it was made to."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, final

import pandas as pd

from cards import asks
from cards.kit import Ranking, Record, RecordList
from cards.outcome.words import CHANGES, made_to_text
from cards.query import Context, Query, query
from charts import ACCENT, KIND_COLOURS
from data.rows import each
from i18n import (
    _,
    enumerated,
    escaping,
    headlines,
    labels,
    listed,
    messages,
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
"""The most governments that a sentence names."""


@final
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
        """The parameters of the questions about it."""
        return {"part": self.part, "made_to": self.made_to}

    def of_its_text(self, selection: Filters) -> Filters:
        """A selection narrowed to what was made to its text."""
        return made_to_text(selection, self.made_to)


def of(page: Context, claim: str) -> Request | None:
    """The request that a claim belongs to; None if it asks for nothing and takes no position."""
    support_of = {text: support(page, claim, text) for text in TEXTS}
    texts = [text for text, rows in support_of.items() if not rows.empty and rows.together.any()]
    made_to = page.value("made_to", tuple(texts) or TEXTS)
    claims = support_of[made_to].drop_duplicates("claim_id")
    if claims.empty:
        return None
    counts = claims.groupby("kind", sort=False)["count"].sum()
    part = page.value("part", ("all", *counts.index) if len(counts) > 1 else ("all",))
    return Request(
        claim=str(claims.claim_id.iloc[0]),
        claims=tuple(claims.claim_id[(claims.kind == part) | (part == "all")]),
        part=part,
        parts=(
            ("all", int(claims.together.iloc[0])),
            *((kind, int(count)) for kind, count in counts.items()),
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
    selection = page.filters.without("kind", "claim")
    return ask("claim_support", selection, claim=claim, unit=page.unit, made_to=made_to)


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
    """The first paragraph that a verdict, a row of ``claim_support``, rests on; None if it rests on none."""
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
    claim_row = rows[rows.claim_id == claim].iloc[0]
    together = int(claim_row.together)
    share = headlines.of(together, claim_row.total, unit)
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
    ).format(share=share, n=number(claim_row["count"]), names=listed(names))


def governments(organisations: pd.DataFrame, reported: Collection[str]) -> str:
    """The governments among ``organisations``, by name, and whether we know their own words; empty without any.

    ``reported`` are the ids of the organisations that we know only as others report them.
    """
    rows = organisations[organisations.stakeholder_group == "government"]
    names = [
        (
            _("{government} (as others report)")
            if identifier in reported
            else _("{government} (own words)")
        ).format(government=escaping.one_line(label))
        for identifier, label in zip(rows.organisation_id, rows.label, strict=True)
    ]
    if omitted := len(names[NAMED:]):
        return _("{names} and {n} more").format(names=enumerated(names[:NAMED]), n=number(omitted))
    return listed(names) if names else ""


def support_card(page: Context, request: Request) -> Ranking | None:
    """The claims that hold the same, a bar each; none where there is only one."""
    selection = page.filters.without("kind", "claim")
    made_to = request.made_to
    claims = query("claim_support", selection, claim=request.claim, unit=page.unit, made_to=made_to)
    rows = claims.rows.drop_duplicates("claim_id")
    if len(rows) < 2:
        return None
    rows = rows[rows.total > 0]
    return Ranking(
        query=claims,
        title=who_wants_it(rows, request.claim, page.unit) if len(rows) else "",
        subtitle=page.subtitle(selection, messages.ASK_FOR_IT(page.unit)),
        bars=rows.assign(
            claim=[
                stating(labels.KINDS.of(row.kind), escaping.one_line(row.claim))
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
    text_verdicts = verdicts(page, request)
    if not text_verdicts:
        return None
    paragraphs = resting(request)
    order = [row.text_id for _name, row in text_verdicts]
    rows = paragraphs.rows[paragraphs.rows.text_id.isin(order)]
    rows = rows.sort_values("text_id", key=lambda ids: ids.map(order.index), kind="stable")
    outcomes = {row.text_id: stating(name, asks.what_became(row)) for name, row in text_verdicts}

    def record(row: Any) -> Record:
        return Record(
            key=f"paragraph_{row.text_id}_{row.position}",
            link=asks.paragraph_link(row),
            name=labels.strength(row.strength),
            lines=((escaping.one_line(row.says), row.source_url),),
            group=outcomes[row.text_id] if len(outcomes) > 1 else "",
        )

    return RecordList(
        query=paragraphs,
        title=asks.what_became(text_verdicts[0][1]),
        subtitle=_("Sources for the verdict on {text}").format(
            text=listed([name for name, _row in text_verdicts])
        ),
        record=record,
        rows=rows,
        size=PARAGRAPHS,
        printed=PRINTED,
        parameter="paragraphs_page",
        empty=asks.what_became(text_verdicts[0][1]),
        footnote=_(asks.HOW),
    )


def reports_card(request: Request) -> RecordList | None:
    """What others report that the texts say on the request; none where nobody reports anything."""
    passages = query("ask_passages", Filters(claim=(request.claim,)))
    if passages.rows.empty:
        return None
    return passages_list(passages, passages.rows, _("What others report of it"), "reports_page")


def drafts_card(theme: str) -> RecordList | None:
    """What drafts of the adopted text said on a theme, the latest first; none where nobody reports anything."""
    passages = query("text_passages", Filters(theme=(theme,)))
    texts = ask("texts", Filters())
    drafts = passages.rows[passages.rows.text_id.isin(texts.text_id[~texts.adopted])]
    if drafts.empty:
        return None
    title = ngettext(
        "What drafts said on the theme: {n} passage",
        "What drafts said on the theme: {n} passages",
        len(drafts),
    ).format(n=number(len(drafts)))
    drafts_query = Query(passages.name, passages.filters, {}, drafts, _("rows of the drafts"))
    card = passages_list(drafts_query, drafts.iloc[::-1], title, "drafts_page")
    return replace(card, footnote=asks.note())


def passages_list(passages: Query, rows: pd.DataFrame, title: str, parameter: str) -> RecordList:
    """Passages that others report, each under its text."""

    def record(row: Any) -> Record:
        words, address = asks.reported(row)
        return Record(
            key=f"passage_{row.passage_id}",
            text=words,
            about=(CHANGES.get(escaping.one_line(row.change), ""),),
            source=address,
            group=escaping.one_line(row.text),
        )

    return RecordList(
        query=passages,
        title=title,
        subtitle=_("As public articles report them; filters do not apply"),
        record=record,
        rows=rows,
        size=PASSAGES,
        printed=PRINTED,
        parameter=parameter,
    )
