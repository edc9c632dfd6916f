"""The switches of pages: what a reader chooses that is no filter."""

from __future__ import annotations

from collections.abc import Mapping

from cards import asks, challenges, compare, data_and_method, organisation, request, text, verdicts
from cards import through_the_review as review
from cards import topic as topics
from cards.kit import Card, RecordList
from cards.query import Context
from cards.rankings import grains
from i18n import _, labels

Switch = tuple[str, str, Mapping[str, str]]
"""A parameter of the address, its label, and its choices (id -> label), the first where the address does not say."""

COUNTED = (
    *("overview", "challenges", "themes", "action_lines", "through_the_review", "organisations"),
    *("compare", "what_became_of_it", "theme", "claim", "action_line"),
)
"""Names of pages where readers choose between all units."""


def of_page(name: str, page: Context) -> list[Switch]:
    """The switches that act on all of a page ``name``."""
    page_switches: dict[str, list[Switch]] = {
        "challenges": [
            ("show", _(labels.KIND), labels.KINDS_PLURAL),
            ("grain", _("Show as"), grains(challenges.GRAIN_NAMES)),
        ],
        "through_the_review": [
            ("show", _("Kind of point"), review.KINDS),
            ("grain", _("Show as"), review.GRAIN_NAMES),
        ],
        "compare": [
            ("by", _("Compare"), compare.BY),
            ("grain", _("Compare by"), grains(compare.GRAIN_NAMES)),
            ("show", _("Kind"), compare.KINDS),
        ],
        "what_became_of_it": [*compared_with(), ("parties", _("Whose requests"), verdicts.BY)],
        "text": text_read(),
        "data_and_method": [("part", _("Part"), data_and_method.available(*data_and_method.PARTS))],
        "claim": of_request(page),
        "organisation": [("count", _(labels.COUNT), organisation.MEASURES)],
    }
    unit_switches = [("count", _(labels.COUNT), labels.UNITS)] if name in COUNTED else []
    return [*page_switches.get(name, ()), *unit_switches]


def compared_with() -> list[Switch]:
    """The texts that requests were made to, where there are several."""
    texts = asks.texts_asked()
    choices = {"adopted": asks.outcome_name(), "other": texts.get("other", "")}
    return [("made_to", _("Compared with"), choices)] if len(texts) > 1 else []


def of_request(page: Context) -> list[Switch]:
    """Which claims of a request count, and made to which text, where there are several."""
    topic = topics.claim_of(page)
    if topic is None or topic.request is None:
        return []
    switches = [
        ("part", _(labels.KIND), request.part_names(topic.request)),
        ("made_to", _("Compared with"), request.text_names(topic.request)),
    ]
    return [switch for switch in switches if len(switch[2]) > 1]


def text_read() -> list[Switch]:
    """The texts that were read whole, where there are several."""
    choices = text.choices()
    return [("id", _("Text"), choices)] if len(choices) > 1 else []


def of_card(card: Card | RecordList) -> list[Switch]:
    """The switches of a list; that between list and table is not one of its content."""
    switches = card.switches if isinstance(card, RecordList) else ()
    return [switch for switch in switches if switch[0] != "view"]
