"""The title, description and schema.org data of each page and of each entity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from data.rows import each
from i18n import (
    _,
    aside,
    dataset_texts,
    entity_sentences,
    enumerated,
    escaping,
    headlines,
    labels,
    routes,
    series,
    written_date,
)
from i18n.filter_options import option_labels
from queries import ask, memory, per_version
from queries.questions import MAX_PARAMETER

DESCRIPTION = 300
"""The most characters of a description: search engines show half as many."""
TITLE_LENGTH = 1000
"""The most characters of a title."""
_CACHE_BYTES = 8_000_000
"""The most bytes of cached descriptions of submissions, and as many of other entities."""


@dataclass(frozen=True)
class About:
    """The title and description of a page or an entity, and its schema.org data."""

    title: str
    description: str
    data: dict[str, Any] = field(default_factory=dict)


@per_version()
def entities() -> dict[str, dict[str, Any]]:
    """All entities except submissions: kind -> id -> the entity's row."""
    return {
        kind: {str(getattr(row, entity.id_column)): row for row in each(ask(entity.question))}
        for kind, entity in routes.ENTITIES.items()
        if kind != "submission"
    }


def find(kind: str, identifier: str) -> About | None:
    """The description of an entity; None if there is no such entity."""
    if kind == "submission":
        return _submission(identifier[:MAX_PARAMETER])
    if identifier not in entities().get(kind, ()):
        return None
    return _of_entity(kind, identifier)


@per_version(_CACHE_BYTES, memory)
def _of_entity(kind: str, identifier: str) -> About:
    row = entities()[kind][identifier]
    return _DESCRIBE[kind](row) if kind in _DESCRIBE else _cited(kind, identifier, row)


@per_version(_CACHE_BYTES, memory)
def _submission(identifier: str) -> About | None:
    row = next(each(ask("submission", id=identifier)), None)
    if row is None:
        return None
    parties, points = (
        ask(f"submission_{name}", id=identifier) for name in ("signatories", "points")
    )
    authors = sorted(parties.label[parties.role == "author"].map(escaping.one_line)) or [""]
    first_point = (
        escaping.one_line(str(points.summary.iloc[0]).partition("\n")[0]) if len(points) else ""
    )
    description = _("{authors}, {date}, {stage}. {said}").format(
        authors=escaping.shorten(series(authors), 120),
        date=written_date(row.submitted_on),
        stage=escaping.one_line(row.stage),
        said=first_point,
    )
    data: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": escaping.shorten(row.title, TITLE_LENGTH),
        "author": [{"@type": "Organization", "name": author} for author in authors],
        "inLanguage": escaping.one_line(row.language),
        "publisher": {"@type": "Organization", "name": escaping.one_line(row.publisher)},
    }
    if isinstance(row.submitted_on, str):
        data["datePublished"] = row.submitted_on
    if source := escaping.safe_url(row.source_url):
        data["url"] = source
    return _about(row.title, description, data)


def _organisation(row: Any) -> About:
    name, label = escaping.one_line(row.organisation), escaping.one_line(row.label)
    group = labels.GROUPS.of(row.stakeholder_group)
    facts = [group, escaping.one_line(row.country) or labels.SCOPES.of(row.scope)]
    description = _("{short}: {name} ({facts}). {part}.").format(
        short=dataset_texts.texts().short,
        name=name if name == label else aside(name, label),
        facts=enumerated([fact for fact in facts if fact]),
        part=entity_sentences.took_part(row, pd.DataFrame({"submitted_on": []})),
    )
    data = {"@type": "Organization", "name": name}
    if label != name:
        data["alternateName"] = label
    return _about(label, description, data)


def _theme(row: Any) -> About:
    definition = escaping.one_line(row.definition)
    description = _("{definition} Raised in {count} ({short}).").format(
        short=dataset_texts.texts().short,
        definition=_sentence(definition),
        count=headlines.counted(int(row.submissions), "submissions"),
    )
    return _about(
        row.theme, description, _defined_term(row.theme, definition, str(row.theme_id), _("Themes"))
    )


def _claim(row: Any) -> About:
    definition = escaping.one_line(row.definition)
    (count,) = ask("claim", claim=str(row.claim_id), made_to="adopted").submissions
    description = _("{kind}: {definition} Made in {count} ({short}).").format(
        short=dataset_texts.texts().short,
        kind=labels.KINDS.of(row.kind),
        definition=_sentence(definition),
        count=headlines.counted(int(count), "submissions"),
    )
    return _about(
        row.claim, description, _defined_term(row.claim, definition, str(row.claim_id), _("Claims"))
    )


def _cited(kind: str, identifier: str, row: Any) -> About:
    """An entity that submissions cite, such as an action line: its name, how many do, and what it is."""
    name, definition = (
        option_labels()[kind][identifier],
        escaping.one_line(getattr(row, "description", "")),
    )
    description = _("{name}: cited in {count} ({short}). {definition}").format(
        short=dataset_texts.texts().short,
        name=escaping.one_line(name),
        count=headlines.counted(int(row.submissions), "submissions"),
        definition=definition,
    )
    schemes = {
        "action_line": dataset_texts.texts().action_lines,
        "sdg": _("Sustainable Development Goals"),
    }
    terms = schemes.get(kind, routes.ENTITIES[kind].listed_on.title)
    return _about(name, description, _defined_term(name, definition, identifier, terms))


def _about(title: object, description: str, data: dict[str, Any]) -> About:
    return About(
        escaping.shorten(title, TITLE_LENGTH), escaping.shorten(description, DESCRIPTION), data
    )


def _defined_term(name: object, definition: str, identifier: str, terms: str) -> dict[str, Any]:
    term = {
        "@type": "DefinedTerm",
        "name": escaping.one_line(name),
        "termCode": identifier,
        "inDefinedTermSet": terms,
    }
    return {**term, "description": definition} if definition else term


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) or not words else f"{words}."


def of_path(page: str) -> About:
    route = routes.BY_PATH.get(page, routes.PAGES[routes.HOME])
    return About(route.title if route.path else dataset_texts.texts().site, route.description)


_DESCRIBE: dict[str, Callable[[Any], About]] = {
    "organisation": _organisation,
    "theme": _theme,
    "claim": _claim,
}
"""Kind of an entity -> the function that describes it, if not ``_cited``."""
