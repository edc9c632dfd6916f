"""The tables that light pages show: rankings and shares, drawn from the declarations in ``cards``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from cards import organisations, rankings
from cards.kit import Ranking, RecordList
from cards.query import Query, query
from cards.rankings import Dimension
from i18n import (
    N_,
    Words,
    _,
    escaping,
    headlines,
    labels,
    ngettext,
    number,
)
from queries import Filters, ask
from web.light import records
from web.light.models import NAME, TITLE, Cell, Row, Section, figure, lengths, share
from web.light.page_request import View


def heads(first: str, *others: str, numbers: int = 0) -> tuple[Cell, ...]:
    """Column headings; the last ``numbers`` of them are of numbers."""
    every = (first, *others)
    return tuple(
        Cell(words, kind="number" if place >= len(every) - numbers else "")
        for place, words in enumerate(every)
    )


def group(code: object) -> str:
    """The name of a stakeholder group."""
    return labels.GROUPS.get(str(code), str(code))


def of_whom(row: Any) -> str:
    """An organisation's stakeholder group and country."""
    place = escaping.shorten(row.country, NAME)
    return " · ".join(part for part in (group(row.stakeholder_group), place) if part)


def of_all(rows: pd.DataFrame, unit: str, kind: str | None = None) -> str:
    """The denominator of a table's shares: 'Total: 236 submissions with a challenge'."""
    if rows.empty:
        return ""
    whole = headlines.counted(int(rows["total"].iloc[0]), unit, kind)
    return _("Total: {whole}").format(whole=whole)


def ranking(
    view: View,
    card: Ranking,
    *,
    title: str,
    about: str,
    to: Callable[[Any], str] = lambda row: "",
    points: bool = False,
    note: Callable[[Any], str] = lambda row: "",
    rows: slice = slice(None),
    longest: int = NAME,
    **more: Any,
) -> Section:
    """A ranking as a table: names linked ``to`` a page, counts linked to the ``points`` behind them, shares.

    ``title`` is the heading if the card has no headline.
    """
    ranked = card.rows
    long = lengths(ranked["count"])[rows]

    def behind(row: Any) -> str:
        if not points:
            return ""
        its = (getattr(row, card.id),)
        return view.to("points", card.query.filters.set(**{card.sets: its}))

    return Section(
        card.key,
        card.title or title,
        about,
        [
            Row(
                (
                    Cell(
                        escaping.shorten(getattr(row, card.label), longest),
                        to(row),
                        bar=bar,
                        note=note(row),
                    ),
                    figure(row.count, behind(row)),
                    share(row.count, row.total),
                )
            )
            for row, bar in zip(ranked.iloc[rows].itertuples(), long, strict=True)
        ],
        len(ranked),
        _shares(labels.FILTERS[card.sets], view.unit),
        files=files(view, card.query),
        **more,
    )


def files(view: View, query: Query) -> dict[str, str]:
    """The data API's files with the rows of a query."""
    return view.files(query.name, query.filters, **query.parameters)


def _shares(first: str, unit: str) -> tuple[Cell, ...]:
    """The headings of a ranking's columns."""
    return heads(first, labels.UNITS[unit], _("Share"), numbers=2)


def most(
    view: View,
    by: Dimension,
    *,
    kind: str | None = None,
    top: int | None = None,
    first: int = 1,
    key: str = "",
    selection: Filters | None = None,
    **more: Any,
) -> Section:
    """The ranking of a dimension, of one kind if ``kind`` is given, in the current selection or another."""
    page = view.context(selection)
    card = rankings.most(page, key or by.question, by=by, kind=kind, top=None)
    entities = by.filter in ("claim", "theme")
    return ranking(
        view,
        card,
        title=labels.KINDS_PLURAL[kind] if kind and by.filter == "claim" else ALL_OF[by.filter],
        about=of_all(card.query.rows, view.unit, kind),
        to=lambda row: view.entity(by.filter, getattr(row, by.id)) if entities else "",
        points=True,
        rows=slice(first - 1, first - 1 + top if top else None),
        longest=TITLE if by.filter == "claim" else NAME,
        first=first,
        **more,
    )


ALL_OF = Words({"claim": N_("Claims"), "theme": N_("Themes"), "family": N_("Families of themes")})


def claims(
    view: View, selection: Filters, kind: str | None, *, top: int, first: int = 1, key: str
) -> Section:
    """The most frequent claims, of one kind if ``kind`` is given."""
    by = rankings.DIMENSIONS["claims"]
    asked = selection.set(kind=(kind,)) if kind else selection
    rows = ask("claims", asked, unit=view.unit)
    none = rows[rows.claim_id == "none"]
    notes: tuple[Cell, ...] = ()
    if not none.empty:
        points = int(none.points.iloc[0])
        sentence = ngettext("{n} point matches no claim", "{n} points match no claim", points)
        address = view.to("points", asked.set(claim=("none",)))
        notes = (Cell(sentence.format(n=number(points)), address),)
    return most(
        view,
        by,
        kind=kind,
        top=top,
        first=first,
        key=key,
        selection=selection,
        note=lambda row: "" if kind else labels.KINDS.get(row.kind, row.kind),
        rest=Cell(_("All claims"), view.to("claims", asked)),
        notes=notes,
        colour=kind or "",
    )


def themes(view: View, *, top: int, wide: bool = False) -> Section:
    """The most frequent themes."""
    return most(
        view,
        rankings.DIMENSIONS["themes"],
        kind=only_kind(view.selection),
        top=top,
        note=lambda row: escaping.shorten(row.family, NAME) if wide else "",
        rest=Cell(_("All themes"), view.to("themes")),
        wide=wide,
    )


def families(view: View) -> Section:
    """The most frequent families of themes."""
    return most(view, rankings.DIMENSIONS["families"], kind=only_kind(view.selection))


def only_kind(selection: Filters) -> str | None:
    """The kind of point of a selection, if it has exactly one."""
    return selection.kind[0] if len(selection.kind) == 1 else None


def stages(view: View) -> Section:
    """The number of contributions at each stage, in time order."""
    unit, selection = view.unit, view.selection
    spread = query("stages", selection, unit=unit)
    whole = int(ask("totals", selection).set_index("measure").selected[unit])
    every = spread.rows.drop_duplicates("stage_id")
    card = Ranking(
        key="stages",
        query=spread,
        title=headlines.largest_stage(spread.rows, unit),
        subtitle="",
        shown=every.assign(count=every.total, total=whole),
        id="stage_id",
        label="stage",
        sets="stage",
    )
    return ranking(
        view,
        card,
        title=_("Stages of the review"),
        about=_("In time order. Total: {whole}").format(whole=headlines.counted(whole, unit)),
        to=lambda row: view.to("submissions", selection.set(stage=(row.stage_id,))),
    )


def groups(view: View) -> Section:
    """The stakeholder groups."""
    card = organisations.groups(view.context())
    about = of_all(card.query.rows, view.unit)
    if view.unit != "organisations":
        about += " · " + _("A joint submission is counted in each of its groups")

    def to(row: Any) -> str:
        # With both filters, organisation and group would have to hold for the same party: another selection.
        asked = view.selection.set(group=(row.stakeholder_group,))
        return "" if view.selection.organisation else view.to("organisations", asked)

    return ranking(view, card, title=_("Stakeholder groups"), about=about, to=to)


def records_of(view: View, card: RecordList, *, top: int, first: int = 1) -> Section:
    """The records of a card as a list."""
    rows = card.query.rows
    return Section(
        card.key,
        card.title,
        card.subtitle,
        [
            records.drawn(view, card.record(row))
            for row in rows.iloc[first - 1 : first - 1 + top].itertuples()
        ],
        len(rows),
        files=files(view, card.query),
        notes=(Cell(card.footnote),) if card.footnote else (),
        first=first,
        wide=True,
    )


def signers(view: View, *, top: int) -> Section:
    """The organisations that signed most texts of others."""
    card = rankings.signers(view.context(), "signers", top=top, about="")
    rows = card.query.rows

    def behind(row: Any, count: int, role: str) -> str:
        its = view.selection.set(organisation=(row.organisation_id,), role=(role,))
        return view.to("submissions", its) if count else ""

    return Section(
        card.key,
        card.title or labels.UNITS["organisations"],
        _("Submissions that each organisation signed, and those that it wrote"),
        [
            Row(
                (
                    Cell(
                        escaping.shorten(row.label, NAME),
                        view.entity("organisation", row.organisation_id),
                        bar=bar,
                    ),
                    figure(row.signed, behind(row, row.signed, "signatory")),
                    figure(row.authored, behind(row, row.authored, "author")),
                )
            )
            for row, bar in zip(
                card.rows.head(top).itertuples(), lengths(card.rows.signed), strict=False
            )
        ],
        int((rows.signed > 0).sum()),
        heads(labels.FILTERS["organisation"], _("Signed"), _("Wrote"), numbers=2),
        Cell(_("All organisations"), view.to("organisations")),
        files(view, card.query),
    )
