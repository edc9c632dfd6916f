"""The light pages on one organisation, theme, claim or submission."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import pandas as pd

from cards.topic import Topic
from data.normalise import fold
from i18n import (
    _,
    dataset_texts,
    entity_sentences,
    escaping,
    filter_options,
    headlines,
    labels,
    ngettext,
    number,
    percent,
)
from i18n.dates import partial
from i18n.labels import tab
from queries import Filters, ask, fetch_rows
from queries.filters import MAX_TEXT
from web.light import sections
from web.light.lists import units
from web.light.models import NAME, TITLE, Cell, Page, Row, Section, figure, lengths, share, source
from web.light.page_request import View

SHORT, LONG = 12, 40
"""Rows of what has a page of its own, and of what stands here in full."""
MEASURES = ("submissions", "points")
"""What can be counted of one organisation."""
CHOOSING = ("organisation", "group", "country", "region")
"""Filters that choose organisations: where one is shown, the page does."""
NEAR = 6
AMONG = 5_000
"""Submissions, the newest, among which those are looked for that an unknown id may mean."""


class Unknown(LookupError):
    """There is no such entity; ``near`` are those that may be meant, id -> label."""

    def __init__(self, kind: str, identifier: str, near: dict[str, str]) -> None:
        super().__init__(identifier)
        self.kind, self.identifier, self.near = kind, identifier, near


def known(kind: str, identifier: str) -> None:
    """Raise Unknown unless there is an organisation, theme or claim of that id."""
    choices = filter_options.option_labels()[kind]
    if identifier not in choices or identifier == "none":
        raise Unknown(kind, identifier, near(identifier, filter_options.descriptions(kind)))


def near(identifier: str, choices: dict[str, str]) -> dict[str, str]:
    """Of ``choices`` (id -> label) the few whose id or label is like ``identifier``."""
    wanted = fold(identifier[:60])
    ids = get_close_matches(wanted, choices, n=NEAR, cutoff=0.6)
    words = wanted.replace("-", " ").split()
    named = [
        one for one, label in choices.items() if words and all(w in fold(label) for w in words)
    ]
    return {
        one: choices[one] for one in list(dict.fromkeys([*ids, *named]))[:NEAR] if one != "none"
    }


def organisation(view: View, identifier: str) -> Page:
    """Who it is, what it raises beside others of its group, what it wrote and signed, what that says."""
    known("organisation", identifier)
    asked = view.selection.without(*CHOOSING)
    own = asked.set(organisation=(identifier,))
    row = next(ask("organisation", asked, organisation=identifier).itertuples())
    name, short = escaping.one_line(row.organisation), escaping.one_line(row.short_name)
    listed = ask("organisation_submissions", asked, organisation=identifier)
    unit = view.unit if view.unit in MEASURES else MEASURES[0]
    facts: list[tuple[str, tuple[Cell, ...]]] = []
    if short and short != name:
        facts.append((_("Short name"), (Cell(short),)))
    facts.append(
        (
            labels.FILTERS["group"],
            (
                Cell(
                    sections.group(row.stakeholder_group),
                    view.to("organisations", asked.set(group=(row.stakeholder_group,))),
                ),
            ),
        )
    )
    if country := escaping.one_line(row.country):
        place = view.to("organisations", asked.set(country=(row.country_code,)))
        facts.append((labels.FILTERS["country"], (Cell(country, place),)))
    else:
        none = Cell(_("international body, without a country"))
        facts.append((labels.FILTERS["country"], (none,)))
    if site := source(row.website):
        facts.append((_("Website"), site))
    said = entity_sentences.took_part(row, listed)
    return Page(
        title=tab(escaping.shorten(row.label, NAME)),
        heading=escaping.shorten(name, 2 * TITLE),
        description=_("{name}: {said}").format(name=escaping.shorten(name, TITLE), said=said),
        full=view.full("organisation", view.selection.without("organisation"), id=identifier),
        narrowed=asked,
        lede=(said,),
        facts=tuple(facts),
        sections=(
            (
                sections.nothing(
                    view, asked, _("No submission of this organisation is in this selection")
                ),
            )
            if listed.empty
            else (
                _raised(view, identifier, asked, unit),
                _wrote(view, identifier, asked, own, listed),
                sections.points(view, own, top=SHORT, title=_("What these submissions say")),
            )
        ),
        units=units(view, MEASURES) if len(listed) else (),
        about=("organisation", identifier),
    )


def _raised(view: View, identifier: str, asked: Filters, unit: str) -> Section:
    rows = ask("organisation_themes", asked, organisation=identifier, measure=unit)
    own = rows[rows.raised > 0].assign(count=lambda frame: frame.raised)
    long = lengths(own.raised)
    points = asked.set(organisation=(identifier,))

    def others(row: Any) -> str:
        return percent(row.group_raised, row.group_total) if row.group_total else "–"

    whole = headlines.counted(int(own.total.iloc[0]), unit) if len(own) else ""
    return Section(
        "themes",
        headlines.most(own, "theme", unit) or _("Themes"),
        _(
            "Of {whole} it wrote or signed; beside it the share of the others of its group, {group}"
        ).format(
            whole=whole, group=sections.group(own.stakeholder_group.iloc[0]) if len(own) else ""
        ),
        [
            Row(
                (
                    Cell(
                        escaping.shorten(row.theme, NAME),
                        view.entity("theme", row.theme_id),
                        bar=long[place],
                    ),
                    figure(row.raised, view.to("points", points.set(theme=(row.theme_id,)))),
                    share(row.raised, row.total),
                    Cell(others(row), kind="number"),
                )
            )
            for place, row in enumerate(own.itertuples())
        ],
        len(own),
        sections.heads(
            labels.FILTERS["theme"], labels.UNITS[unit], _("Share"), _("Others"), numbers=3
        ),
        files=view.files("organisation_themes", asked, organisation=identifier, measure=unit),
    )


def _wrote(
    view: View, identifier: str, asked: Filters, own: Filters, listed: pd.DataFrame
) -> Section:
    def entry(row: Any) -> Row:
        others = int(row.others)
        about = (
            partial(row.submitted_on, row.date_precision) or _("undated"),
            labels.ROLES.get(row.role, row.role),
            escaping.shorten(row.stage, NAME),
            _("by {authors}").format(authors=escaping.shorten(row.authors, 70)),
            ngettext("{n} other organisation", "{n} other organisations", others).format(
                n=number(others)
            )
            if others
            else "",
            headlines.counted(int(row.points), "points"),
        )
        title = Cell(
            escaping.shorten(row.submission, TITLE), view.entity("submission", row.submission_id)
        )
        return Row((title, *(Cell(part) for part in about if part), *source(row.source_url)))

    return Section(
        "submissions",
        _("What it wrote and signed: {submissions}").format(
            submissions=headlines.counted(len(listed), "submissions")
        ),
        _(
            "Oldest first, undated last. What is not listed was not collected, which is no proof of silence."
        ),
        [entry(row) for row in listed.head(LONG).itertuples()],
        len(listed),
        rest=Cell(_("All of them"), view.to("submissions", own)),
        files=view.files("organisation_submissions", asked, organisation=identifier),
    )


def theme(view: View, identifier: str) -> Page:
    """What it covers, who raises it when, which claims are made within it, in which words."""
    known("theme", identifier)
    asked = view.selection.without("theme")
    row = next(ask("theme", asked, theme=identifier).itertuples())
    own = asked.set(theme=(identifier,))
    said = entity_sentences.raised(row)
    ways: tuple[Cell, ...] = ()
    if row.passages:
        words = ngettext(
            "What the review's texts say on it: {n} passage",
            "What the review's texts say on it: {n} passages",
            row.passages,
        ).format(n=number(row.passages))
        ways = (Cell(words, view.full("what-became-of-it", asked, open=identifier)),)
    return Page(
        title=tab(escaping.shorten(row.theme, NAME)),
        heading=escaping.shorten(row.theme, TITLE),
        description=escaping.shorten(row.definition, 2 * TITLE),
        full=view.full("theme", asked, id=identifier),
        narrowed=asked,
        lede=(escaping.shorten(row.definition, 600), said[0].upper() + said[1:]),
        facts=((labels.FILTERS["family"], (Cell(escaping.shorten(row.family, NAME)),)),),
        sections=_subject(
            view,
            "theme",
            identifier,
            asked,
            bool(row.points),
            _("Nobody raises it in this selection"),
            lambda: (sections.claims(view, own, None, top=SHORT, key="claims"),),
        ),
        units=units(view) if row.points else (),
        ways=ways,
        about=("theme", identifier),
    )


def claim(view: View, identifier: str) -> Page:
    """What makes a point the claim, who makes it when, in which words."""
    known("claim", identifier)
    kind = str(ask("codebook_claims").set_index("claim_id").kind[identifier])
    asked = view.selection.without("claim").set(kind=(kind,))
    row = next(ask("claim", asked, claim=identifier).itertuples())
    title = f"“{escaping.shorten(row.claim, TITLE)}”"
    names = filter_options.option_labels()["claim"]
    borders = []
    for words, claims in entity_sentences.elsewhere(row.excludes, names):
        if words:
            borders.append(Cell(escaping.shorten(words, 300)))
        borders += [
            Cell(f"“{escaping.shorten(names[one], TITLE)}”", view.entity("claim", one))
            for one in claims
        ]
    facts: list[tuple[str, tuple[Cell, ...]]] = [
        (labels.FILTERS["kind"], (Cell(labels.KINDS.get(row.kind, row.kind)),)),
        (
            labels.FILTERS["theme"],
            (Cell(escaping.shorten(row.theme, NAME), view.entity("theme", row.theme_id)),),
        ),
    ]
    if includes := escaping.shorten(row.includes, 600):
        facts.append((_("Includes"), (Cell(includes),)))
    if borders:
        facts.append((_("Elsewhere"), tuple(borders)))
    return Page(
        title=tab(title),
        heading=title,
        description=escaping.shorten(row.definition, 2 * TITLE),
        full=view.full("claim", view.selection.without("claim"), id=identifier),
        narrowed=asked.without("kind"),
        lede=(escaping.shorten(row.definition, 600), entity_sentences.made(row)),
        facts=tuple(facts),
        sections=_subject(
            view,
            "claim",
            identifier,
            asked,
            bool(row.points),
            _("Nobody says so in this selection"),
        ),
        units=units(view) if row.points else (),
        about=("claim", identifier),
    )


def _subject(
    view: View,
    key: str,
    identifier: str,
    asked: Filters,
    raised: bool,
    nothing: str,
    more: Callable[[], tuple[Section, ...]] = tuple,
) -> tuple[Section, ...]:
    """What the pages of a theme and of a claim have in common."""
    if not raised:
        return (sections.nothing(view, asked, nothing),)
    shown = Topic(key, identifier, asked)
    known = ("theme",) if key == "theme" else ("kind", "claim")
    return (
        *more(),
        sections.parts(view, shown, "group"),
        sections.raisers(view, shown, top=SHORT),
        sections.parts(view, shown, "stage"),
        sections.points(view, shown.points(), top=SHORT, known=known),
    )


def submission(view: View, identifier: str) -> Page:
    """Everything on one submission: when, where, what it says, who stands behind it, where it can be read."""
    row = None
    if 0 < len(identifier) <= MAX_TEXT:
        row = next(ask("submission", id=identifier).itertuples(), None)
    if row is None:
        titles = fetch_rows("submissions", rows=slice(0, AMONG))
        named = dict(zip(titles.submission_id, titles.title, strict=True))
        raise Unknown("submission", identifier, near(identifier, named))
    points = ask("submission_points", id=identifier)
    parties = ask("submission_signatories", id=identifier)
    authors = parties[parties.role == "author"]
    facts: list[tuple[str, tuple[Cell, ...]]] = [
        (_("By"), tuple(_party(view, author) for author in authors.head(SHORT).itertuples())),
        (_("Date"), (Cell(entity_sentences.date(row)),)),
        (_("Stage"), (Cell(escaping.shorten(entity_sentences.stage(row), 2 * TITLE)),)),
        (_("Document"), (Cell(entity_sentences.document(row)),)),
        (_("Published by"), (Cell(escaping.shorten(row.publisher, TITLE)),)),
        (_("Read at"), _pages(row.source_url)),
        (_("Document itself"), _pages(row.document_url)),
        (_("Further pages"), _pages(row.other_source_urls)),
    ]
    if (left := len(authors) - SHORT) > 0:
        further = ngettext("and {n} more", "and {n} more", left).format(n=number(left))
        facts[0] = (facts[0][0], (*facts[0][1], Cell(further)))
    said = entity_sentences.kinds_counted(points)
    title = escaping.shorten(row.title, 2 * TITLE)
    return Page(
        title=tab(escaping.shorten(row.title, NAME)),
        heading=title,
        description=_("{authors}, {date}: {points}").format(
            authors=escaping.shorten("; ".join(authors.label), TITLE),
            date=entity_sentences.date(row),
            points=said,
        ),
        full=view.full("submission", id=identifier),
        facts=tuple((term, cells) for term, cells in facts if any(cell.words for cell in cells)),
        sections=(
            _said(view, row, points),
            _parties(view, row, parties),
            *_neighbours(view, identifier),
        ),
        about=("submission", identifier),
    )


def _pages(addresses: object) -> tuple[Cell, ...]:
    return tuple(
        Cell(escaping.shorten(name, NAME), page, "outside")
        for name, page in entity_sentences.pages(addresses)[:LONG]
    )


def _party(view: View, row: Any) -> Cell:
    return Cell(
        escaping.shorten(row.organisation, TITLE), view.entity("organisation", row.organisation_id)
    )


def _said(view: View, shown: Any, rows: pd.DataFrame) -> Section:
    order = [*labels.KINDS, *(kind for kind in rows.kind.unique() if kind not in labels.KINDS)]
    placed = rows.sort_values("kind", key=lambda kinds: kinds.map(order.index), kind="stable")
    whatever = view.selection.active()
    said = _("Everything coded from it, in the coders' words")
    if whatever:
        said += ", " + _("whatever the filters")
    return Section(
        "points",
        entity_sentences.kinds_counted(rows),
        f"{said}. {dataset_texts.texts().reading}",
        [
            Row(
                (
                    Cell(escaping.one_line(row.summary)),
                    Cell(escaping.shorten(row.theme, NAME), view.entity("theme", row.theme_id)),
                    *sections.claim(view, row),
                    *_cited(row),
                    *(source(row.source_url) if row.source_url != shown.source_url else ()),
                ),
                labels.KINDS_PLURAL.get(row.kind, escaping.one_line(row.kind)),
            )
            for row in placed.itertuples()
        ],
        len(rows),
        files=view.files("submission_points", Filters(), id=shown.submission_id),
        wide=True,
    )


def _cited(row: Any) -> tuple[Cell, ...]:
    goals = escaping.one_line(row.sdgs)
    cited = "; ".join(
        part
        for part in (escaping.one_line(row.action_lines), f"SDG {goals}" if goals else "")
        if part
    )
    return (Cell(_("cites {what}").format(what=escaping.shorten(cited, TITLE))),) if cited else ()


def _parties(view: View, shown: Any, rows: pd.DataFrame) -> Section:
    known_pages = source(shown.source_url)

    def cells(row: Any) -> tuple[Cell, ...]:
        role = labels.ROLES.get(row.role, row.role)
        signed = entity_sentences.signed_on(row.signed_on)
        page = source(row.source_url) or known_pages
        return (
            replace(_party(view, row), note=sections.of_whom(row)),
            Cell(f"{role}, {signed}" if signed else role),
            *(page or (Cell(""),)),
        )

    return Section(
        "parties",
        entity_sentences.behind(rows),
        entity_sentences.stated(rows, shown.stated_signatories)
        or _("Authors first, then signatories, by name"),
        [Row(cells(row)) for row in rows.head(LONG).itertuples()],
        len(rows),
        sections.heads(
            labels.FILTERS["organisation"],
            labels.FILTERS["role"],
            _("Source"),
        ),
        files=view.files("submission_signatories", Filters(), id=shown.submission_id),
        wide=True,
    )


def _neighbours(view: View, identifier: str) -> tuple[Section, ...]:
    rows = ask("submission_neighbours", id=identifier)
    if rows.empty:
        return ()

    def entry(row: Any) -> Row:
        title = Cell(
            escaping.shorten(row.title, TITLE), view.entity("submission", row.submission_id)
        )
        when = partial(row.submitted_on, row.date_precision) or _("undated")
        return Row(
            (title, Cell(entity_sentences.NEIGHBOURS[row.relation, row.direction]), Cell(when))
        )

    return (
        Section(
            "neighbours",
            _("Before and after it"),
            _("Among the submissions collected whose date is known"),
            [entry(row) for row in rows.itertuples()],
            len(rows),
            wide=True,
        ),
    )
