"""The lists that light pages show: points, submissions, similar names, and the note that nothing was found."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from cards.kit import Record
from cards.query import dotted
from cards.submissions import record
from cards.wider import widest
from i18n import _, escaping, headlines, imprint, labels, languages, list_summaries, routes
from i18n.dates import written
from i18n.filter_options import describe
from queries import Filters, count_rows, fetch_rows
from web.light.models import NAME, TITLE, Cell, Row, Section, source
from web.light.page_request import View


def points(
    view: View,
    selection: Filters,
    *,
    top: int,
    first: int = 1,
    title: str = "",
    rest: bool = True,
    known: Collection[str] = (),
) -> Section:
    """Points in the coders' words, newest first, each with its author, submission and source.

    ``known`` names what the page is about and entries leave out: kind, theme or claim.
    """
    total, making = list_summaries.points(selection)
    shown = fetch_rows("points", selection, rows=slice(first - 1, first - 1 + top))
    counted = _("{points} in {submissions}, newest first").format(
        points=headlines.counted(total, "points"),
        submissions=headlines.counted(making, "submissions"),
    )
    return Section(
        "points",
        title or _("What each submission says, as we summarise it"),
        dotted(counted, languages.summaries()),
        [
            Row((Cell(escaping.one_line(row.summary)), *_about(view, row, known)))
            for row in shown.itertuples()
        ],
        total,
        rest=Cell(_("All points"), view.to("points", selection)) if rest else None,
        files=view.files("points", selection),
        first=first,
        wide=True,
    )


def _about(view: View, row: Any, known: Collection[str]) -> tuple[Cell, ...]:
    when = written(row.submitted_on)
    said = f"{escaping.shorten(row.authors, 60)}, {when}: {escaping.shorten(row.submission, TITLE)}"
    kind = Cell(labels.KINDS.get(row.kind, row.kind))
    theme = Cell(escaping.shorten(row.theme, NAME), view.entity("theme", row.theme_id))
    return (
        *(() if "kind" in known else (kind,)),
        *(() if "theme" in known else (theme,)),
        *(() if "claim" in known else claim(view, row)),
        Cell(said, view.entity("submission", row.submission_id)),
        *source(row.source_url),
        *report(view, row, row.submission_id),
    )


def claim(view: View, row: Any) -> tuple[Cell, ...]:
    """The claim that a point makes, if one fits."""
    if not isinstance(row.claim_id, str):
        return ()
    return (Cell(escaping.shorten(row.claim, TITLE), view.entity("claim", row.claim_id)),)


def report(view: View, row: Any, submission_id: str) -> tuple[Cell, ...]:
    """The link to report an error in a point of a submission; none if the settings name no contact."""
    way = imprint.report(
        row.point_id, f"{view.site}{routes.light_entity('submission', submission_id)}"
    )
    return (Cell(_(imprint.REPORT), way, "behind"),) if way else ()


def submissions(view: View, *, top: int, first: int) -> Section:
    """The submissions under the current filters, newest first."""
    shown = fetch_rows("submissions", view.selection, rows=slice(first - 1, first - 1 + top))
    return Section(
        "list",
        list_summaries.submissions(view.selection),
        _("Newest first, by the earliest day that an incomplete date can mean"),
        [drawn(view, record(row)) for row in shown.itertuples()],
        count_rows("submissions", view.selection),
        files=view.files("submissions", view.selection),
        first=first,
        wide=True,
    )


def drawn(view: View, record: Record) -> Row:
    """A card's record as a row: its link, its facts, its source."""
    link = record.link
    lead = (
        Cell(escaping.shorten(link.label, TITLE), view.entity(link.to, link.id))
        if link
        else Cell(record.name)
    )
    about = (Cell(escaping.shorten(part, TITLE)) for part in record.about if part)
    name = (Cell(record.name),) if link and record.name else ()
    lines = (
        cell
        for words, page in record.lines
        for cell in (Cell(escaping.shorten(words, 2 * TITLE)), *source(page))
    )
    return Row((lead, *name, *lines, *about, *source(record.source)))


def nothing(view: View, asked: Filters, said: str) -> Section:
    """The section of an empty selection: a sentence, the filters, and links without one or two, or any of them."""
    out = Cell(_("Clear filters"), view.to(view.place, Filters()))
    found = widest(asked, [name for name in view.selection.active() if getattr(asked, name)])
    if not found:
        return Section("nothing", said, describe(asked), notes=(out,), wide=True)
    words = found.sentence(asked, lambda filter: escaping.shorten(filter, NAME))
    best = Cell(words, view.to(view.place, view.selection.without(*found.names)))
    return Section("nothing", said, describe(asked), notes=(best, out), wide=True)


def near(view: View, name: str, found: Mapping[str, str]) -> Section:
    """Suggestions for an unknown id: id -> label."""
    return Section(
        "near",
        _("Did you mean one of these?"),
        "",
        [
            Row((Cell(escaping.shorten(label, TITLE), view.entity(name, identifier)),))
            for identifier, label in found.items()
        ],
        len(found),
        wide=True,
    )
