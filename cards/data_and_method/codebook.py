"""The codebook: themes and claims with definitions and borders."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from cards.kit import Button, Link, Record, RecordList
from cards.query import Context, Query, dotted
from data.normalise import fold
from exports import Provenance
from i18n import (
    N_,
    Words,
    _,
    escaping,
    headlines,
    labels,
    listed,
    messages,
    ngettext,
    number,
    quoted,
    series,
)
from queries import ask
from queries.filters import MAX_TEXT

LISTED = 8
"""Records on a page of the list."""
KINDS = Words({"all": N_("All kinds")}, labels.KINDS_PLURAL)
FORMS = Words({"list": N_("List"), "table": N_("Table")})
_CLEAR: Mapping[str, str | None] = {"find": None, "page": None}


@dataclass(frozen=True, eq=False)
class Found(Query):
    """An answer narrowed by the page's own search; its files state the search among the filters."""

    def provenance(self, view: str, rows: str) -> Provenance:
        """What a file of these rows says about them."""
        about = super().provenance(view, rows)
        return replace(about, filters=series([about.filters, self.only])) if self.only else about


def themes(page: Context) -> RecordList:
    """The codebook of themes, and how often each comes up in the selection."""
    rows = _matching(ask("codebook_themes", page.filters), search_words(page))
    title = ngettext(
        "{n} theme in the families: {families}", "{n} themes in the families: {families}", len(rows)
    ).format(n=number(len(rows)), families=listed(rows.family.drop_duplicates().tolist()))
    answer = Found("codebook_themes", page.filters, {}, rows, _search_note(page))
    return _list(page, answer, rows, title, _theme)


def claims(page: Context) -> RecordList:
    """The codebook of claims with their borders, and how often each comes up in the selection."""
    kind = page.value("show", tuple(KINDS))
    rows = ask("codebook_claims", page.filters)
    titles = dict(zip(rows.claim_id, rows.claim, strict=True))
    ranks = {kind: rank for rank, kind in enumerate(labels.KINDS)}
    worded_rows = rows.assign(excludes=[borders(cell, titles) for cell in rows.excludes])
    worded_rows = worded_rows.sort_values("kind", key=lambda kinds: kinds.map(ranks), kind="stable")
    worded_rows = _matching(
        worded_rows if kind == "all" else worded_rows[worded_rows.kind == kind], search_words(page)
    )
    title = messages.THINGS("claims", len(worded_rows))
    claim_rows = rows[rows.claim_id.isin(worded_rows.claim_id)]
    answer = Found("codebook_claims", page.filters, {"kind": kind}, claim_rows, _search_note(page))
    kinds = ("show", labels.FILTERS["kind"], KINDS)
    return _list(page, answer, worded_rows, title, _claim, kinds)


def search_words(page: Context) -> str:
    """The words of the search in the codebook, which the address has as ``find``."""
    return escaping.one_line(next(reversed(page.view.get("find", ())), ""))[:MAX_TEXT]


def _search_note(page: Context) -> str:
    """The note on which rows the search selects; empty without a search."""
    words = search_words(page)
    return _("rows with “{words}”").format(words=words) if words else ""


def _matching(rows: pd.DataFrame, words: str) -> pd.DataFrame:
    """The rows in whose text every word occurs, whatever case and accents."""
    wanted_words = fold(words).split()
    if not wanted_words:
        return rows
    cells = rows.select_dtypes(exclude="number")
    lines = [fold(" ".join(escaping.one_line(cell) for cell in line)) for line in cells.to_numpy()]
    return rows[[all(word in line for word in wanted_words) for line in lines]]


def borders(cell: object, titles: Mapping[str, str]) -> str:
    """What a claim excludes, with the titles of the claims it points to in place of their ids."""
    return re.sub(
        r"(?<![a-z0-9-])[a-z]{2}-[a-z0-9-]+",
        lambda match: quoted(titles[match[0]]) if match[0] in titles else match[0],
        escaping.one_line(cell),
    )


def _list(
    page: Context,
    answer: Query,
    rows: pd.DataFrame,
    title: str,
    record: Callable[[Any], Record],
    *switches: tuple[str, str, Mapping[str, str]],
) -> RecordList:
    """A part of the codebook; ``rows`` are those of the answer in the wording and order of the list."""
    return RecordList(
        query=answer,
        title=title,
        scope=dotted(_("Counts match the current filters"), page.narrowed(answer.filters)),
        record=record,
        size=LISTED,
        rows=rows,
        switches=(*switches, ("view", _("Show as"), FORMS)),
        as_table=page.value("view", tuple(FORMS)) == "table",
        empty=_("No theme or claim matches"),
        ways_out=[Button("clear_find", _("Clear the search"), ":material/close:", view=_CLEAR)],
    )


def _counts(row: Any) -> str:
    return _("{points} in {submissions}").format(
        points=headlines.counted(row.points, "points"),
        submissions=headlines.counted(row.submissions, "submissions"),
    )


def _theme(row: Any) -> Record:
    claims = messages.THINGS("claims", row.claims)
    return Record(
        row.theme_id,
        Link("theme", escaping.one_line(row.theme), id=row.theme_id),
        [escaping.one_line(row.family), _counts(row), *([claims] if row.claims else [])],
        markdown=[escaping.markdown(row.definition)],
    )


def _claim(row: Any) -> Record:
    kind = labels.KINDS.get(row.kind, escaping.one_line(row.kind))
    return claim(row, row.excludes, kind, escaping.one_line(row.theme))


def claim(row: Any, excludes: str, *about: str) -> Record:
    """A claim with its borders and counts; ``excludes`` names the claims that it points to by their titles."""
    includes, excludes = escaping.markdown(row.includes), escaping.markdown(excludes)
    return Record(
        row.claim_id,
        Link("claim", escaping.one_line(row.claim), id=row.claim_id),
        [*about, _counts(row)],
        markdown=[
            escaping.markdown(row.definition),
            _("**Includes:** {what}").format(what=includes),
            _("**Not included, see instead:** {what}").format(what=excludes),
        ],
    )
