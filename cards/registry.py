"""The cards of each page, by their keys. A card runs its queries when it is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from cards import (
    action_line,
    action_lines,
    asks,
    challenges,
    claim,
    coalitions,
    compare,
    entity,
    goal,
    lineage,
    method,
    organisation,
    organisations,
    outcome,
    outcome_theme,
    overview,
    points,
    request,
    signature_matrix,
    signatures,
    submission,
    submissions,
    text,
    theme,
    theme_index,
    themes,
    topic,
    verdicts,
    what_is_new,
)
from cards import through_the_review as review
from cards.kit import Card, RecordList
from cards.outcome.texts import texts_list
from cards.query import FIRST, Context, query
from cards.rankings import DIMENSIONS, grains, most
from i18n import _, filter_options, routes
from i18n.filter_options import describe
from i18n.nothing_yet import nothing_yet
from i18n.units import unit_name
from queries import ask, per_version

KEPT_CELLS = 500_000
"""Size of the cards that are kept, in cells of their rows, about 70 MB: all pages unfiltered in three languages."""

_CARD_CELLS = 1_000
"""The size of a card without its rows: cells that take about as much memory."""

Cards = dict[str, Callable[[], Card | RecordList | None]]
"""Key of a card -> the card; None where it has nothing to say."""

Subject = TypeVar("Subject")


def cards_of(name: str, page: Context) -> Cards:
    """The cards of the page ``name`` (of i18n.routes.PAGES), in their order on it; none of a page without cards.

    On the page of an entity all are None if the address names no known entity. While the data set is empty, each is a
    card without rows that says so.
    """
    page_cards = PAGES[name](page) if name in PAGES else {}
    return {key: partial(_where_filled, name, page, key) for key in page_cards}


def main_card(name: str, page: Context) -> Card | RecordList | None:
    """The first card of the page ``name`` that has a chart, else its first list; None if it has nothing to show."""
    lists = []
    for build in cards_of(name, page).values():
        card = build()
        if isinstance(card, Card):
            return card
        if card is not None:
            lists.append(card)
    return next(iter(lists), None)


def _overview(page: Context) -> Cards:
    return {
        "top_challenges": partial(overview.challenges, page),
        "top_signers": partial(signature_matrix.small_matrix, page, "top_signers"),
        "top_outcome": partial(overview.became, page),
        "top_changes": partial(overview.changed, page),
        "timeline": partial(overview.timeline, page),
    }


def _challenges(page: Context) -> Cards:
    kind = challenges.kind_in_address(page)

    def grain() -> str:
        return page.value("grain", tuple(grains(challenges.GRAIN_NAMES)))

    return {
        "most": lambda: most(
            page,
            "most",
            by=DIMENSIONS[grain()],
            kind=kind,
            top=FIRST,
            toolbar=(challenges.evidence_link(),),
        ),
        "by_group": lambda: challenges.groups(page, grain(), kind),
        "evidence": lambda: points.evidence(
            page.filters.set(kind=(kind,)), unit_name("points", kind), shared=("kind",)
        ),
    }


def _themes(page: Context) -> Cards:
    return {
        "by_kind": partial(themes.kinds, page),
        "index": partial(theme_index.index, page),
        "pairs": partial(themes.pairs, page),
        "by_pair": partial(themes.matrix, page),
    }


def _what_became_of_it(page: Context) -> Cards:
    if opened := outcome.opened(page):

        def theme_in_data() -> str | None:
            return opened if opened in filter_options.option_labels()["theme"] else None

        return _about(theme_in_data, **outcome_theme.cards(page))
    parties = page.value("parties", tuple(verdicts.BY))
    verdict_cards: Cards = {
        "standing": partial(verdicts.standing, page),
        "asks": partial(asks.asks, page, page.filters.without("kind")),
        "verdicts": partial(verdicts.by_party, page, parties),
    }
    return {
        **{key: partial(_card_if, asks.has_verdicts, card) for key, card in verdict_cards.items()},
        "by_text": partial(outcome.by_text, page),
        "apart": partial(outcome.apart_from_adopted, page),
        "texts": lambda: texts_list(outcome.only_passages(page.filters)),
    }


def _text(page: Context) -> Cards:
    return {
        "strip": partial(text.strip, page),
        "met": partial(text.met, page),
        "reports": partial(text.reports, page),
        "drafts": partial(text.drafts, page),
        "paragraphs": partial(text.listed, page),
    }


def _through_the_review(page: Context) -> Cards:
    return {
        "change": partial(_card_if, partial(review.pair, page), partial(review.change, page)),
        "stages": partial(review.stages, page),
        "by_stage": partial(review.themes, page),
        "by_stage_and_group": lambda: review.groups(page, review.theme_in_address(page)),
        "timeline": review.timeline,
    }


def _who_signed_what(page: Context) -> Cards:
    least = int(page.value("least", coalitions.LEAST))
    form = page.value("drawing", tuple(coalitions.FORMS))
    return {
        "matrix": partial(signature_matrix.matrix, page),
        "joint": partial(signatures.joint, page),
        "stated": partial(signatures.stated, page),
        "signers": partial(signatures.signers, page),
        "coalition_list": partial(coalitions.listed, page, least),
        "coalitions": partial(coalitions.web_card, page, form, least),
    }


def _organisations(page: Context) -> Cards:
    return {
        "countries": partial(organisations.country_map, page),
        "groups": partial(organisations.groups, page),
        "organisations": partial(organisations.organisations, page),
        "top_countries": partial(organisations.country_ranking, page),
        "regions": partial(organisations.regions, page),
    }


def _compare(page: Context) -> Cards:
    def sides_in_address() -> compare.Sides | None:
        sides = compare.sides_of(page, entity.named(page))
        return sides if len(sides.ids) >= compare.FEWEST else None

    return _about(
        sides_in_address,
        compared=lambda sides: compare.comparison(compare.compared(sides)),
        verdicts=verdicts.of_sides,
        verdicts_elsewhere=partial(verdicts.of_sides, made_to="other"),
        pairs=compare.pairs,
        opposites=compare.opposites,
        shared=compare.shared,
    )


def _action_lines(page: Context) -> Cards:
    cards: dict[str, Callable[[Context], Card | RecordList | None]] = {
        "by_kind": action_lines.kinds,
        "action_lines": action_lines.lines,
        "by_theme": action_lines.themes,
        "by_goal": action_lines.goals,
    }

    def has_rows() -> bool:
        return not ask("action_lines").empty

    return {key: partial(_card_if, has_rows, partial(build, page)) for key, build in cards.items()}


def _points(page: Context) -> Cards:
    def evidence() -> RecordList:
        title = describe(page.filters) if page.filters.active() else _("All points")
        return points.evidence(page.filters, title, size=points.ALONE)

    return {"evidence": evidence}


def _submission(page: Context) -> Cards:
    def family(row: Any) -> Card | None:
        texts = lineage.family(page, row.submission_id)
        return lineage.lineage_card(page, texts) if texts else None

    return _about(
        lambda: next(iter(submission.known(page)), None),
        submission_points=partial(points.of_submission, page.filters),
        parties=submission.parties,
        neighbours=submission.neighbours,
        family=family,
    )


def _organisation(page: Context) -> Cards:
    page = replace(page, unit=page.value("count", tuple(organisation.MEASURES)))
    common = page.value("common", tuple(organisation.COMMON))

    def organisation_in_address() -> organisation.Organisation | None:
        ids = entity.known(page, "organisation")
        return organisation.of(page, ids[0]) if ids else None

    return _about(
        organisation_in_address,
        said=organisation.said,
        signs_with=partial(organisation.signs_with, page),
        list=partial(organisation.submissions, page),
        asks=lambda subject: asks.of_organisation(replace(page, filters=subject.own), subject.own),
        asks_elsewhere=lambda subject: asks.of_organisation(
            replace(page, filters=subject.own), subject.own, other=True
        ),
        by_kind=partial(organisation.kinds, page),
        themes=partial(organisation.themes, page),
        cited=partial(organisation.action_lines, page),
        says_the_same=lambda subject: organisation.says_the_same(page, subject, common),
    )


def _theme(page: Context) -> Cards:
    return _about(
        lambda: topic.theme_of(page),
        by_group=partial(theme.groups, page),
        when=partial(topic.stages, page),
        evidence=lambda subject: _points_list(subject, "theme"),
        claims=partial(theme.claims, page),
        neighbours=partial(theme.neighbours, page),
        organisations=partial(topic.organisations, page),
    )


def _claim(page: Context) -> Cards:
    return _about(
        lambda: topic.claim_of(page),
        who=partial(topic.groups, page),
        when=partial(topic.stages, page),
        evidence=lambda subject: _points_list(subject, *_shared(subject), size=points.OF_CLAIM),
        verdict=lambda subject: subject.request and request.verdict_card(page, subject.request),
        support=lambda subject: subject.request and request.support_card(page, subject.request),
        reports=lambda subject: subject.request and request.reports_card(subject.request),
        drafts=lambda subject: (
            subject.request and request.drafts_card(topic.row_of(subject).theme_id)
        ),
        opposites=partial(claim.opposites, page),
        opposite_organisations=partial(claim.opposite_organisations, page),
        together=lambda subject: claim.together(
            page, subject, page.value("with", tuple(claim.kinds_beside(subject)))
        ),
        organisations=partial(topic.organisations, page),
    )


def _shared(of: topic.Topic) -> tuple[str, ...]:
    """What all points on a claim share, so that none repeats it: only the theme if several claims make one request."""
    return ("theme",) if len(of.ids) > 1 else ("kind", "theme", "claim")


def _points_list(of: topic.Topic, *shared: str, size: int = points.SIZE) -> RecordList:
    title = _("What each submission says, as we summarise it")
    return points.evidence(of.points(), title, size=size, shared=shared)


def _action_line(page: Context) -> Cards:
    filters = entity.without_own(page, "action_line")
    return _about(
        lambda: action_line.named(page),
        kinds=lambda line: action_line.kinds(page, line, filters),
        themes=lambda line: action_line.themes(page, line, filters),
        groups=lambda line: action_line.groups(page, line, filters),
        evidence=lambda line: points.evidence(
            action_line.citing(line, filters), _("The points that cite it")
        ),
        stages=lambda line: action_line.stages(page, line, filters),
        organisations=lambda line: action_line.organisations(page, line, filters),
        fields=lambda line: action_line.fields(page, line, filters),
        goals=lambda line: action_line.goals(page, line, filters),
    )


def _goal(page: Context) -> Cards:
    filters = entity.without_own(page, "sdg")
    return _about(
        lambda: next(iter(entity.known(page, "sdg")), None),
        lines=lambda sdg: goal.lines(page, sdg, filters.without("action_line")),
        submissions=lambda sdg: goal.cited_in(page, sdg, filters),
        evidence=lambda sdg: points.evidence(
            filters.set(sdg=(sdg,)), _("The points that cite this goal")
        ),
    )


def _about(
    find: Callable[[], Subject | None],
    **builders: Callable[[Subject], Card | RecordList | None],
) -> Cards:
    """Cards about the subject that ``find`` returns; each is None if there is no subject."""

    def card(build: Callable[[Subject], Card | RecordList | None]) -> Card | RecordList | None:
        subject = find()
        return None if subject is None else build(subject)

    return {key: partial(card, build) for key, build in builders.items()}


def _size(card: Card | RecordList | None, *_arguments: object) -> int:
    """The size of a card with its rows, in cells."""
    rows = card.rows if isinstance(card, RecordList) else card.query.rows if card else None
    return _CARD_CELLS + (0 if rows is None else rows.size)


@per_version(KEPT_CELLS, _size)
def _where_filled(name: str, page: Context, key: str) -> Card | RecordList | None:
    """The card ``key``; while the data set is empty, one that says so, or None on the page of an unknown entity."""
    message = nothing_yet()
    if not message:
        return PAGES[name](page)[key]()
    kind = routes.ENTITY_BY_PATH.get(routes.PAGES[name].path)
    if kind and (kind.kind == "submission" or not entity.known(page, kind.kind)):
        return None
    submissions_query = query("submissions", page.filters)
    return Card(key=key, query=submissions_query, title="", subtitle="", empty=message)


def _card_if(
    condition: Callable[[], object], card: Callable[[], Card | RecordList | None]
) -> Card | RecordList | None:
    """The card if the ``condition`` holds; else None."""
    return card() if condition() else None


PAGES: dict[str, Callable[[Context], Cards]] = {
    "overview": _overview,
    "challenges": _challenges,
    "themes": _themes,
    "what_became_of_it": _what_became_of_it,
    "text": _text,
    "through_the_review": _through_the_review,
    "who_signed_what": _who_signed_what,
    "organisations": _organisations,
    "compare": _compare,
    "action_lines": _action_lines,
    "submissions": lambda page: {"submissions": partial(submissions.submissions, page)},
    "what_is_new": what_is_new.cards,
    "data_and_method": method.cards,
    "points": _points,
    "submission": _submission,
    "organisation": _organisation,
    "theme": _theme,
    "claim": _claim,
    "action_line": _action_line,
    "goal": _goal,
}
"""Name of a page -> its cards."""
