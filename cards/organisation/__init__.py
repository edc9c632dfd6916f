"""The cards of the page on one organisation."""

from dataclasses import replace
from functools import partial

from cards import asks, entity
from cards.kit import Cards, RecordList
from cards.organisation.cited_lines import action_lines, cited_finding
from cards.organisation.other_organisations import (
    alike_finding,
    beside_finding,
    nothing_alike,
    says_the_same,
    signs_with,
)
from cards.organisation.raised_themes import against_group, kinds, themes, unlike
from cards.organisation.subject import COMMON, MEASURES, PARTS, Organisation, of
from cards.organisation.submission_list import newest_points, stages_finding, submissions
from cards.query import Context


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    page = replace(page, unit=page.value("count", tuple(MEASURES)))

    def requests(page: Context, subject: Organisation, *, other: bool = False) -> RecordList | None:
        return asks.of_organisation(
            replace(page, filters=subject.selection), subject.selection, other=other
        )

    return entity.about(
        page,
        lambda page: next(
            (of(page, identifier) for identifier in entity.ids_of_kind(page, "organisation")), None
        ),
        said=newest_points,
        signs_with=signs_with,
        list=submissions,
        asks=requests,
        asks_elsewhere=partial(requests, other=True),
        by_kind=kinds,
        themes=themes,
        cited=action_lines,
        says_the_same=says_the_same,
    )
