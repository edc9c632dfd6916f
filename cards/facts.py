"""What a page says above its cards: of its subject, who, when and where; else what the page is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cards import action_line, action_lines, asks, compare, entity, goal, organisation, overview
from cards import request as requests
from cards import submission as submissions
from cards import topic as topics
from cards.kit import Link
from cards.organisation.stages import stages, unknown
from cards.outcome.words import ALL
from cards.query import Context
from cards.view import Cell, sources
from data.rows import each
from i18n import (
    _,
    entity_sentences,
    escaping,
    filter_options,
    labels,
    ngettext,
    number,
    percent,
    pgettext,
)
from i18n.routes import HOME, PAGES
from queries import Filters, ask

AUTHORS = 12
"""Authors of a submission that are named; its list of authors and signatories has all."""

Fact = tuple[str, Sequence[Cell]]
"""A term, and what is said under it."""

Figure = tuple[str, str, str]
"""A name, a figure, and what it is of or stands for."""


@dataclass(frozen=True)
class About:
    """Sentences, figures, facts and ways on. ``nothing`` says that the selection has nothing of the subject."""

    sentences: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    facts: Sequence[Fact] = ()
    ways: Sequence[Link] = ()
    nothing: str = ""


def about(name: str, page: Context) -> About:
    """What the page ``name`` (of i18n.routes.PAGES) says above its cards."""
    if name == HOME:
        return About(overview.about())
    if name in SUBJECTS:
        found = SUBJECTS[name](page)
        return About(
            [one for one in found.sentences if one],
            found.figures,
            [(term, cells) for term, cells in found.facts if any(cell.words for cell in cells)],
            found.ways,
            found.nothing,
        )
    return About([PAGES[name].description])


def organisation_facts(row: Any, asked: Filters) -> list[Fact]:
    """Another name, group, place and site of an organisation, of which ``row`` is."""
    name, short = escaping.one_line(row.organisation), escaping.one_line(row.short_name)
    group = Link("organisations", "", asked.set(group=(row.stakeholder_group,)))
    country = None
    if row.scope == "national":
        country = Link("organisations", "", asked.set(country=(row.country_code,)))
    return [
        (_("Short name"), [Cell(short if short != name else "")]),
        (
            labels.FILTERS["group"],
            [Cell(labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group), group)],
        ),
        (
            labels.FILTERS["country"],
            [Cell(entity_sentences.place(row), country)],
        ),
        (_("Website"), sources(row.website)),
    ]


def submission_facts(row: Any) -> list[Fact]:
    """When, where and as what a submission was made, and where it can be read."""
    return [
        (_("Date"), [Cell(entity_sentences.date(row))]),
        (_("Stage"), [Cell(entity_sentences.stage(row))]),
        (_("Document"), [Cell(entity_sentences.document(row))]),
        (_("Published by"), [Cell(escaping.one_line(row.publisher))]),
        (_("Source page"), sources(row.source_url)),
        (_("The document itself"), sources(row.document_url)),
        (_("Other sources"), sources(row.other_source_urls)),
    ]


def passages_way(row: Any, asked: Filters) -> list[Link]:
    """A link to what the review's texts are reported to say on a theme, of which ``row`` is; none without any."""
    if not row.passages:
        return []
    words = ngettext(
        "What the drafts and the adopted text say on it: {n} passage",
        "What the drafts and the adopted text say on it: {n} passages",
        row.passages,
    ).format(n=number(row.passages))
    return [
        Link(
            "what_became_of_it",
            words,
            asked,
            icon=":material/description:",
            view={"open": row.theme_id, "text": ALL},
        )
    ]


def facilitators(line: Any) -> list[Cell]:
    """Who facilitates an action line, each a link if it is an organisation of the data."""
    ids = {name: one for one, name in filter_options.option_labels()["organisation"].items()}
    names = [one for one in escaping.one_line(line.facilitators).split("; ") if one]
    return [
        Cell(one, Link("organisation", one, id=ids[one]) if one in ids else None) for one in names
    ]


def _organisation(page: Context) -> About:
    identity = entity.named(page)[0]
    shown = organisation.of(page, identity)
    texts = ask("organisation_submissions", shown.asked, organisation=identity)
    strip = stages(identity)
    boxes = [*(Cell(one.label, one.link) for one in strip), Cell(unknown(strip))]
    facts = [*organisation_facts(shown.row, shown.asked), (_("Stages of the review"), boxes)]
    nothing = _("No submission of this organisation matches these filters") if texts.empty else ""
    return About((entity_sentences.took_part(shown.row, texts),), facts=facts, nothing=nothing)


def _theme(page: Context) -> About:
    if not (shown := topics.theme_of(page)):
        return About()
    row = next(each(ask("theme", shown.asked, theme=shown.id)))
    said = entity_sentences.raised(row)
    family = [Cell(escaping.one_line(row.family))]
    nothing = "" if row.points else _("No submission that matches these filters raises this theme")
    sentences = (
        escaping.one_line(row.definition),
        said[0].upper() + said[1:],
        entity_sentences.asked_and_adopted(row),
    )
    facts = [(labels.FILTERS["family"], family)]
    return About(sentences, facts=facts, ways=passages_way(row, shown.asked), nothing=nothing)


def _claim(page: Context) -> About:
    if not (shown := topics.claim_of(page)):
        return About()
    row = topics.row_of(shown)
    names = filter_options.option_labels()["claim"]

    def linked(one: str) -> Cell:
        return Cell(escaping.one_line(names[one]), Link("claim", "", id=one))

    borders = [
        cell
        for words, claims in entity_sentences.elsewhere(row.excludes, names)
        for cell in (Cell(words), *map(linked, claims))
        if cell.words
    ]
    theme = Cell(escaping.one_line(row.theme), Link("theme", "", id=row.theme_id))
    facts: list[Fact] = [
        (labels.FILTERS["kind"], [Cell(labels.KINDS.get(row.kind, row.kind))]),
        (labels.FILTERS["theme"], [theme]),
        (_("Includes"), [Cell(escaping.one_line(row.includes))]),
        (_("Belongs to other claims"), borders),
    ]
    sentences = [escaping.one_line(row.definition), entity_sentences.made(row, shown.kind)]
    if shown.request:
        sentences += [asks.of_those_asking(row)]
        rows = requests.support(page, shown.id, shown.request.made_to)
        wanted = requests.who_wants_it(rows, shown.id, page.unit)
        others = [one for one in rows.claim_id.unique() if one != shown.id]
        decided = requests.verdicts(page, shown.request)
        verdicts = [
            (
                name if len(decided) > 1 else _(labels.VERDICT),
                [Cell(asks.what_became(one)), Cell(one.note)],
            )
            for name, one in decided
        ]
        facts = [*verdicts, *facts, (_("Who asks for it"), [Cell(wanted), *map(linked, others)])]
    nothing = "" if row.points else _("No submission that matches these filters makes this claim")
    return About(sentences, request_figures(page, shown), facts, nothing=nothing)


def request_figures(page: Context, shown: topics.Topic) -> list[Figure]:
    """How many submissions and organisations want what a request wants, which governments, and what became of it.

    None of another claim, or of a request that nobody makes in the selection.
    """
    row = topics.row_of(shown)
    if not shown.request or not row.points:
        return []
    known = next(each(ask("how_known", shown.points())))
    organisations = ask("organisations", shown.points())
    reported = set(organisations.organisation_id) - _organisations_in_own_words(shown)
    counted = requests.support(replace(page, unit="organisations"), shown.id, shown.request.made_to)
    group = "government"
    figures = [
        (
            labels.UNITS["submissions"],
            number(row.submissions),
            _("of {whole} ({percent}): {own} in own words, {reported} as others report").format(
                whole=number(row.total),
                percent=percent(row.submissions, row.total),
                own=number(row.submissions - known.second_hand),
                reported=number(known.second_hand),
            ),
        ),
        (
            labels.UNITS["organisations"],
            number(row.organisations),
            _("of {whole}, as authors or signatories").format(whole=number(counted.total.iloc[0])),
        ),
        (
            _("Governments"),
            number((organisations.stakeholder_group == group).sum()),
            requests.governments(organisations, reported),
        ),
    ]
    for _name, verdict in requests.verdicts(page, shown.request)[:1]:
        figures.append(
            (
                _(labels.VERDICT),
                labels.verdict_in_short(verdict.verdict, verdict.strength),
                asks.became_in_words(verdict),
            )
        )
    return figures


def _organisations_in_own_words(shown: topics.Topic) -> set[str]:
    """The organisations that say what a topic is in their own words."""
    if shown.asked.voice == ("reported",):
        return set()
    return set(ask("organisations", shown.points(voice=("own",))).organisation_id)


def _submission(page: Context) -> About:
    row = submissions.known(page)[0]
    parties = ask("submission_signatories", id=row.submission_id)
    authors = parties[parties.role == "author"]
    by = [
        Cell(escaping.one_line(one.organisation), Link("organisation", "", id=one.organisation_id))
        for one in each(authors.head(AUTHORS))
    ]
    if (left := len(authors) - AUTHORS) > 0:
        by.append(Cell(_("and {n} more").format(n=number(left))))
    return About(facts=[(pgettext("before the authors", "By"), by), *submission_facts(row)])


def _action_line(page: Context) -> About:
    if not (line := action_line.named(page)):
        return About()
    coverage = action_line.coverage(line, page.filters) if line.points else ""
    field = (
        [Cell(action_lines.label(line.parent_id), Link("action_line", "", id=line.parent_id))]
        if isinstance(line.parent_id, str)
        else []
    )
    return About(
        (escaping.one_line(line.description), coverage),
        facts=[
            (_("Facilitators"), facilitators(line)),
            (_("Part of action line"), field),
            (_("Source"), sources(line.source_url)),
        ],
    )


def _goal(page: Context) -> About:
    asked, identity = entity.without_own(page, "sdg"), entity.named(page)[0]
    counts = action_lines.citing(asked).loc["submissions"]
    row = next(row for row in each(ask("goals", asked)) if row.sdg == identity)
    return About((goal.coverage(int(row.submissions), int(counts.goals), int(counts.selected)),))


def _compare(page: Context) -> About:
    sides = compare.sides_of(page, entity.named(page))
    if len(sides.ids) >= compare.FEWEST:
        return About([compare.size(row) for row in each(sides.query("sides").rows)])
    return About([PAGES["compare"].description], ways=compare.examples(sides))


SUBJECTS: dict[str, Callable[[Context], About]] = {
    "organisation": _organisation,
    "theme": _theme,
    "claim": _claim,
    "submission": _submission,
    "action_line": _action_line,
    "goal": _goal,
    "compare": _compare,
}
"""Name of a page -> what it says of its subject."""
