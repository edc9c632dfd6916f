"""What a page says above its cards: who, when and where its subject is; without a subject, what the page is."""

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
from cards.tables import Cell
from cards.view import sources
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
"""A term, and the cells under it."""

Figure = tuple[str, str, str]
"""A name, a figure, and its base or meaning."""


@dataclass(frozen=True)
class About:
    """Sentences, figures, facts and links (``ways``). ``nothing`` says that the selection has none of the subject."""

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
        subject = SUBJECTS[name](page)
        return About(
            [sentence for sentence in subject.sentences if sentence],
            subject.figures,
            [(term, cells) for term, cells in subject.facts if any(cell.words for cell in cells)],
            subject.ways,
            subject.nothing,
        )
    return About([PAGES[name].description])


def organisation_facts(row: Any, selection: Filters) -> list[Fact]:
    """Short name, group, country and website of the organisation in a ``row``."""
    name, short = escaping.one_line(row.organisation), escaping.one_line(row.short_name)
    group = Link("organisations", "", selection.set(group=(row.stakeholder_group,)))
    country = None
    if row.scope == "national":
        country = Link("organisations", "", selection.set(country=(row.country_code,)))
    return [
        (_("Short name"), [Cell(short if short != name else "")]),
        (labels.FILTERS["group"], [Cell(labels.GROUPS.of(row.stakeholder_group), group)]),
        (labels.FILTERS["country"], [Cell(entity_sentences.country_or_scope(row), country)]),
        (_("Website"), sources(row.website)),
    ]


def submission_facts(row: Any) -> list[Fact]:
    """Date, stage, document and publisher of a submission, and where it can be read."""
    return [
        (_("Date"), [Cell(entity_sentences.date(row))]),
        (_("Stage"), [Cell(entity_sentences.stage(row))]),
        (_("Document"), [Cell(entity_sentences.document(row))]),
        (_("Published by"), [Cell(escaping.one_line(row.publisher))]),
        (_("Source page"), sources(row.source_url)),
        (_("The document itself"), sources(row.document_url)),
        (_("Other sources"), sources(row.other_source_urls)),
    ]


def passages_way(row: Any, selection: Filters) -> list[Link]:
    """A link to what the review's texts are reported to say on the theme in a ``row``; none without passages."""
    if not row.passages:
        return []
    label = ngettext(
        "What the drafts and the adopted text say on it: {n} passage",
        "What the drafts and the adopted text say on it: {n} passages",
        row.passages,
    ).format(n=number(row.passages))
    return [
        Link(
            "what_became_of_it",
            label,
            selection,
            icon=":material/description:",
            view={"open": row.theme_id, "text": ALL},
        )
    ]


def facilitators(line: Any) -> list[Cell]:
    """Who facilitates an action line, each a link if it is an organisation of the data."""
    ids = {
        name: identifier
        for identifier, name in filter_options.option_labels()["organisation"].items()
    }
    names = [name for name in escaping.one_line(line.facilitators).split("; ") if name]
    return [
        Cell(name, Link("organisation", name, id=ids[name]) if name in ids else None)
        for name in names
    ]


def _organisation(page: Context) -> About:
    identity = entity.named(page)[0]
    subject = organisation.of(page, identity)
    texts = ask("organisation_submissions", subject.other_filters, organisation=identity)
    strip = stages(identity)
    boxes = [*(Cell(stage.label, stage.link) for stage in strip), Cell(unknown(strip))]
    facts = [
        *organisation_facts(subject.row, subject.other_filters),
        (_("Stages of the review"), boxes),
    ]
    nothing = _("No submission of this organisation matches these filters") if texts.empty else ""
    return About((entity_sentences.took_part(subject.row, texts),), facts=facts, nothing=nothing)


def _theme(page: Context) -> About:
    if not (topic := topics.theme_of(page)):
        return About()
    row = next(each(ask("theme", topic.other_filters, theme=topic.id)))
    sentence = entity_sentences.raised(row)
    family = [Cell(escaping.one_line(row.family))]
    nothing = "" if row.points else _("No submission that matches these filters raises this theme")
    sentences = (
        escaping.one_line(row.definition),
        sentence[0].upper() + sentence[1:],
        entity_sentences.asked_and_adopted(row),
    )
    facts = [(labels.FILTERS["family"], family)]
    return About(
        sentences, facts=facts, ways=passages_way(row, topic.other_filters), nothing=nothing
    )


def _claim(page: Context) -> About:
    if not (topic := topics.claim_of(page)):
        return About()
    row = topics.row_of(topic)
    names = filter_options.option_labels()["claim"]

    def linked(claim: str) -> Cell:
        return Cell(escaping.one_line(names[claim]), Link("claim", "", id=claim))

    borders = [
        cell
        for words, claims in entity_sentences.elsewhere(row.excludes, names)
        for cell in (Cell(words), *map(linked, claims))
        if cell.words
    ]
    theme = Cell(escaping.one_line(row.theme), Link("theme", "", id=row.theme_id))
    facts: list[Fact] = [
        (labels.FILTERS["kind"], [Cell(labels.KINDS.of(row.kind))]),
        (labels.FILTERS["theme"], [theme]),
        (_("Includes"), [Cell(escaping.one_line(row.includes))]),
        (_("Belongs to other claims"), borders),
    ]
    sentences = [escaping.one_line(row.definition), entity_sentences.made(row, topic.kind)]
    if topic.request:
        sentences += [asks.of_those_asking(row)]
        rows = requests.support(page, topic.id, topic.request.made_to)
        supporters = requests.who_wants_it(rows, topic.id, page.unit)
        others = [identifier for identifier in rows.claim_id.unique() if identifier != topic.id]
        verdict_rows = requests.verdicts(page, topic.request)
        verdicts = [
            (
                name if len(verdict_rows) > 1 else _(labels.VERDICT),
                [Cell(asks.what_became(verdict)), Cell(verdict.note)],
            )
            for name, verdict in verdict_rows
        ]
        facts = [
            *verdicts,
            *facts,
            (_("Who asks for it"), [Cell(supporters), *map(linked, others)]),
        ]
    nothing = "" if row.points else _("No submission that matches these filters makes this claim")
    return About(sentences, request_figures(page, topic), facts, nothing=nothing)


def request_figures(page: Context, topic: topics.Topic) -> list[Figure]:
    """How many submissions, organisations and governments support a request, and what became of it.

    Empty for a claim that is no request, or for a request that nobody makes in the selection.
    """
    row = topics.row_of(topic)
    if not topic.request or not row.points:
        return []
    counts = next(each(ask("how_known", topic.points())))
    organisations = ask("organisations", topic.points())
    reported_ids = set(organisations.organisation_id) - _organisations_in_own_words(topic)
    support = requests.support(replace(page, unit="organisations"), topic.id, topic.request.made_to)
    group = "government"
    figures = [
        (
            labels.UNITS["submissions"],
            number(row.submissions),
            _("of {whole} ({percent}): {own} in own words, {reported} as others report").format(
                whole=number(row.total),
                percent=percent(row.submissions, row.total),
                own=number(row.submissions - counts.second_hand),
                reported=number(counts.second_hand),
            ),
        ),
        (
            labels.UNITS["organisations"],
            number(row.organisations),
            _("of {whole}, as authors or signatories").format(whole=number(support.total.iloc[0])),
        ),
        (
            _("Governments"),
            number((organisations.stakeholder_group == group).sum()),
            requests.governments(organisations, reported_ids),
        ),
    ]
    for _name, verdict in requests.verdicts(page, topic.request)[:1]:
        figures.append(
            (
                _(labels.VERDICT),
                labels.verdict_in_short(verdict.verdict, verdict.strength),
                asks.became_in_words(verdict),
            )
        )
    return figures


def _organisations_in_own_words(topic: topics.Topic) -> set[str]:
    """Ids of the organisations that make the points of a topic in their own words."""
    if topic.other_filters.voice == ("reported",):
        return set()
    return set(ask("organisations", topic.points(voice=("own",))).organisation_id)


def _submission(page: Context) -> About:
    row = submissions.submission_rows(page)[0]
    parties = ask("submission_signatories", id=row.submission_id)
    authors = parties[parties.role == "author"]
    author_cells = [
        Cell(
            escaping.one_line(author.organisation),
            Link("organisation", "", id=author.organisation_id),
        )
        for author in each(authors.head(AUTHORS))
    ]
    if (further_count := len(authors) - AUTHORS) > 0:
        author_cells.append(Cell(_("and {n} more").format(n=number(further_count))))
    return About(
        facts=[(pgettext("before the authors", "By"), author_cells), *submission_facts(row)]
    )


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
    filters, identity = entity.without_own(page, "sdg"), entity.named(page)[0]
    counts = action_lines.citing(filters).loc["submissions"]
    row = next(row for row in each(ask("goals", filters)) if row.sdg == identity)
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
"""Name of a page -> the function that describes its subject."""
