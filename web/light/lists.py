"""The light pages with lists: the overview, claims, themes, organisations, submissions, points; and About."""

from __future__ import annotations

from dataclasses import replace

from cards import about as declared_about
from cards import asks as declared
from cards import overview as declared_overview
from cards.titles import question_of
from data.normalise import fold
from i18n import _, dataset_texts, escaping, headlines, labels, ngettext, number, routes, sentences
from i18n.filter_options import describe
from i18n.labels import tab
from i18n.nothing_yet import nothing_yet
from queries import ask, count_rows
from web.light import records, sections
from web.light.models import Cell, Page, Row, Section, figure, page_of, pages
from web.light.page_request import View

TOP = 10
LISTED, TABLED = 20, 50
"""Records of a list and rows of a table on one page."""
CALLED = 130
"""The most characters of an organisation's short name and name together."""


def units(view: View, choices: tuple[str, ...] = tuple(labels.UNITS)) -> tuple[Cell, ...]:
    """The unit switch: one link for each unit; the current unit has no link."""
    return tuple(
        Cell(
            labels.UNITS[unit],
            "" if unit == view.unit else view.here(count="" if unit == choices[0] else unit),
        )
        for unit in choices
    )


def turns(view: View, page: int, last: int) -> tuple[Cell, ...]:
    """Links to the page before and the page after."""
    found = []
    if page > 1:
        before = view.here(page="" if page == 2 else str(page - 1))
        found.append(Cell(_("Page {n} (previous)").format(n=number(page - 1)), before, "prev"))
    if page < last:
        after = view.here(page=str(page + 1))
        found.append(Cell(_("Page {n} (next)").format(n=number(page + 1)), after, "next"))
    return tuple(found)


def nothing(view: View) -> Page:
    """Any list of a data set to which nothing has been added."""
    shown = routes.BY_LIGHT_PATH[view.place]
    own = shown.light_title if shown.path else dataset_texts.texts().title
    return Page(
        title=tab(own) if shown.path else own,
        heading=own,
        description=shown.description,
        full=view.full(shown.path),
        lede=() if shown.path else (sentences(*declared_overview.about()),),
        sections=(Section("nothing", nothing_yet(), "", wide=True),),
    )


def overview(view: View) -> Page:
    """The overview: top claims and themes, top signatories, stages and groups."""
    selection = view.selection
    kinds = selection.kind or ("challenge", "recommendation")
    return Page(
        title=dataset_texts.texts().title,
        heading=dataset_texts.texts().title,
        description=dataset_texts.texts().introduction,
        full=view.full(""),
        narrowed=selection,
        lede=(sentences(*declared_overview.about()),),
        figures=_figures(view),
        sections=(records.nothing(view, selection, _("No submissions match these filters")),)
        if not count_rows("submissions", selection)
        else (
            *(sections.claims(view, selection, kind, top=TOP, key=kind) for kind in kinds),
            sections.signers(view, top=TOP),
            sections.themes(view, top=TOP),
            sections.stages(view),
            sections.groups(view),
        ),
        units=units(view),
    )


def _figures(view: View) -> tuple[tuple[str, str, str], ...]:
    """The selection's key figures: name, figure, denominator where filters narrow it."""
    totals = ask("totals", view.selection).set_index("measure")
    found = []
    for measure, name in labels.MEASURES.items():
        selected, whole = int(totals.selected[measure]), int(totals.whole[measure])
        of = _("of {whole}").format(whole=number(whole)) if selected != whole else ""
        found.append((name, number(selected), of))
    return tuple(found)


def about(view: View) -> Page:
    """Who runs the dashboard, what it keeps of readers, corrections, licences and versions."""
    own = routes.PAGES["about"]
    return Page(
        title=tab(own.title),
        heading=question_of(own.name),
        description=own.description,
        full=view.full(own.path),
        sections=(
            *((Section("nothing", said, "", wide=True),) if (said := nothing_yet()) else ()),
            *(_told(view, part) for part in declared_about.parts()),
        ),
    )


def _told(view: View, part: declared_about.Part) -> Section:
    rows = [Row((Cell(one.words, one.address, "outside"),)) for one in part.lines]
    more = (
        Cell(question_of(part.page), view.full(routes.PAGES[part.page].path)) if part.page else None
    )
    notes = (more,) if more else ()
    return Section(part.key, part.title, part.said, rows, len(rows), notes=notes, wide=True)


def claims(view: View) -> Page:
    """All claims, most frequent first."""
    selection = view.selection
    kind = selection.kind[0] if len(selection.kind) == 1 else None
    rows = ask("claims", selection, unit=view.unit)
    page, last = pages(int((rows.claim_id != "none").sum()), TABLED, view.page)
    heading = labels.KINDS_PLURAL[kind] if kind else _("Claims")
    section = sections.claims(
        view, selection, kind, top=TABLED, first=(page - 1) * TABLED + 1, key="claims"
    )
    return _paged(
        view,
        heading,
        _("Statements that several submissions make."),
        _wide(section),
        "challenges" if kind else "",
        (page, last),
        units(view),
        **({"show": kind} if kind else {}),
    )


def asks(view: View) -> Page:
    """All asks with their verdicts, most frequent first."""
    asked = view.selection.without("kind")
    card = declared.asks(view.context(), asked)
    page, last = pages(len(card.query.rows), LISTED, view.page)
    return _paged(
        view,
        routes.PAGES["what_became_of_it"].title,
        routes.PAGES["what_became_of_it"].description,
        sections.records_of(view, card, top=LISTED, first=(page - 1) * LISTED + 1),
        "what-became-of-it",
        (page, last),
        units(view),
    )


def themes(view: View) -> Page:
    """All themes and their families, most frequent first."""
    every = sections.themes(view, top=TABLED, wide=True)
    return Page(
        title=tab(_("Themes")),
        heading=_("Themes"),
        description=_(
            "The themes of submissions to {review}, with the number of submissions."
        ).format(review=dataset_texts.texts().review),
        full=view.full("themes"),
        narrowed=view.selection,
        sections=(_wide(every), sections.families(view))
        if every.total
        else (records.nothing(view, view.selection, _("No themes match these filters")),),
        units=units(view),
    )


def organisations(view: View) -> Page:
    """All organisations, most submissions first."""
    rows = ask("organisations", view.selection)
    whole = len(rows)
    wanted = fold(view.find).split()
    if wanted:
        names = [
            fold(f"{label} {name}")
            for label, name in zip(rows.label, rows.organisation, strict=True)
        ]
        rows = rows[[all(word in name for word in wanted) for name in names]]
    page, last = pages(len(rows), TABLED, view.page)
    first = (page - 1) * TABLED + 1
    shown = rows.iloc[first - 1 : first - 1 + TABLED]
    said = headlines.counted(whole, "organisations")
    if wanted:
        said = ngettext(
            "{n} of {whole} matches “{name}”", "{n} of {whole} match “{name}”", len(rows)
        ).format(n=number(len(rows)), whole=said, name=view.find)
    notes: tuple[Cell, ...] = ()
    if wanted:
        notes = (Cell(_("The files have all organisations")),)
    if wanted and rows.empty:
        notes = (
            Cell(
                _(
                    "It may still have signed or said something: we did not collect everything, and lists of "
                    "signatories are often incomplete. Try another spelling or the short name."
                )
            ),
        )
    section = Section(
        "organisations",
        said,
        _("Submissions they wrote and signed, and the points in them"),
        [
            Row(
                (
                    Cell(
                        escaping.shorten(_called(row.label, row.organisation), CALLED),
                        view.entity("organisation", row.organisation_id),
                        note=sections.of_whom(row),
                    ),
                    figure(row.authored),
                    figure(row.signed),
                    figure(row.points),
                )
            )
            for row in shown.itertuples()
        ],
        len(rows),
        sections.heads(
            labels.FILTERS["organisation"],
            _("Wrote"),
            _("Signed"),
            labels.UNITS["points"],
            numbers=3,
        ),
        None,
        view.files("organisations", view.selection),
        notes,
        first,
        wide=True,
    )
    return _paged(
        view,
        labels.UNITS["organisations"],
        _("The organisations that wrote and signed submissions to {review}.").format(
            review=dataset_texts.texts().review
        ),
        section,
        "organisations",
        (page, last),
    )


def _called(label: object, name: object) -> str:
    short, full = escaping.one_line(label), escaping.one_line(name)
    return full if short == full else f"{short}, {full}"


def submissions(view: View) -> Page:
    """All submissions, newest first."""
    page, last = pages(count_rows("submissions", view.selection), LISTED, view.page)
    return _paged(
        view,
        labels.UNITS["submissions"],
        _("Submissions to {review}, each with its date, authors and source.").format(
            review=dataset_texts.texts().review
        ),
        records.submissions(view, top=LISTED, first=(page - 1) * LISTED + 1),
        "submissions",
        (page, last),
    )


def points(view: View) -> Page:
    """All points in the coders' words, newest first."""
    page, last = pages(count_rows("points", view.selection), LISTED, view.page)
    section = records.points(
        view,
        view.selection,
        top=LISTED,
        first=(page - 1) * LISTED + 1,
        title=escaping.shorten(describe(view.selection), 200)
        if view.selection.active()
        else _("All points"),
        rest=False,
    )
    return _paged(
        view,
        labels.UNITS["points"],
        _("The points of submissions to {review}, each with its source.").format(
            review=dataset_texts.texts().review
        ),
        section,
        "points",
        (page, last),
    )


def _paged(
    view: View,
    heading: str,
    description: str,
    section: Section,
    full: str,
    place: tuple[int, int],
    switch: tuple[Cell, ...] = (),
    **more: str,
) -> Page:
    """One page of a paged list."""
    if not section.total and not view.find:
        section = records.nothing(view, view.selection, _("No submissions match these filters"))
    where = page_of(*place) if place[0] > 1 else ""
    return Page(
        title=tab(f"{heading}, {where}" if where else heading),
        heading=heading,
        description=description,
        full=view.full(full, view.selection, **more),
        narrowed=view.selection,
        lede=(description,),
        sections=(section,),
        units=switch,
        turns=turns(view, *place),
    )


def _wide(section: Section) -> Section:
    """The section at full width and without a link to the rest."""
    return replace(section, wide=True, rest=None)
