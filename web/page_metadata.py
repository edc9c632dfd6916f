"""What search engines, other sites and feed readers are told of an address: title, description, cards, data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pandas as pd
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from starlette.types import Scope

from exports.dataset import TABLES, downloads
from exports.provenance import citation
from i18n import (
    _,
    dataset_texts,
    entity_sentences,
    escaping,
    headlines,
    labels,
    list_summaries,
    number,
    routes,
)
from i18n.dates import LOCALE, written
from i18n.filter_options import describe, option_labels
from i18n.labels import tab
from queries import (
    ALL_FILTERS,
    DatabaseUnavailable,
    Filters,
    QueryStopped,
    ask,
    current,
    fetch_rows,
    per_version,
)
from queries.filters import ALSO_FILTERS, FILTERS
from queries.questions import MAX_PARAMETER
from web import request_info
from web.index_html import SHARED, PageMetadata, pictures
from web.light.rendering import render

DESCRIPTION = 300
"""Characters of a description: search engines show half as many."""
TITLE_LENGTH = 1000
"""Characters of a title."""
ADDRESS = 2000
"""Characters of a query string that goes into an address: of more, readers and crawlers make nothing."""
VIEW = ("embed", "embed_options", "print")
"""Parameters of an address that say where it is shown, not what."""
HIDDEN = frozenset(("embed", "print"))
"""Parameters of an address that search engines should not list."""
_MEASURED = tuple(name for name in FILTERS if name not in ALSO_FILTERS)


@dataclass(frozen=True)
class About:
    """What a page or an entity is called, what it holds, and what schema.org would call it."""

    title: str
    description: str
    data: dict[str, Any] = field(default_factory=dict)


def of_page(scope: Scope) -> PageMetadata:
    """What the shell says of the full page that ``scope`` asks for."""
    page = request_info.path(scope).strip("/")
    entity = routes.ENTITY_BY_PATH.get(page)
    kind = entity.kind if entity else ""
    try:
        asked = _Asked.of(scope)
        identifier = next((one for one in asked.query.get("id", ()) if _found(kind, one)), "")
        about = _found(kind, identifier) or _of_path(page)
        return PageMetadata(
            tab(about.title) if page else about.title,
            about.description,
            _tags(asked, kind, identifier),
            _html("noscript.html", title=about.title, light=_light(asked, kind, identifier)),
        )
    except (DatabaseUnavailable, QueryStopped):
        return PageMetadata(
            dataset_texts.texts().site, _of_path("").description, Markup(), Markup()
        )


def tags(scope: Scope, kind: str, identifier: str) -> Markup:
    """The tags of a page's head, but for title and description.

    The page is the full or light one that ``scope`` asks for; ``kind`` and ``identifier`` name the entity it is about,
    one of routes.ENTITIES and its id. A page of no entity, or of one the data do not have, is told of in general.
    """
    return _tags(_Asked.of(scope), kind, identifier)


@dataclass(frozen=True)
class _Asked:
    """An address: the site, path and query, and the selection that the query asks for."""

    home: str
    path: str
    query: dict[str, list[str]]
    selection: Filters

    @classmethod
    def of(cls, scope: Scope) -> _Asked:
        query = request_info.query(scope)
        selects = not query.keys().isdisjoint(ALL_FILTERS)
        selection = Filters.from_query(query, option_labels())[0] if selects else Filters()
        return cls(request_info.site_url(scope), request_info.path(scope), query, selection)

    @property
    def light(self) -> bool:
        """Whether it is that of a light page."""
        return self.path.startswith(routes.LIGHT)

    @property
    def place(self) -> str:
        """The path of the full page that is asked for, or whose counterpart is."""
        place = self.path.removeprefix(routes.LIGHT).strip("/")
        of_list = routes.BY_LIGHT_PATH.get(place) if self.light else None
        return of_list.path if of_list else place

    @property
    def shared(self) -> str:
        """The address as someone else is sent it, without what says where it is shown."""
        query = {name: values for name, values in self.query.items() if name not in VIEW}
        return _address(f"{self.home}{quote(self.path)}", query)


def _tags(asked: _Asked, kind: str, identifier: str) -> Markup:
    home, selection = asked.home, asked.selection
    place = asked.place
    found = _found(kind, identifier)
    about = found or _of_path(place)
    description, of_feed, canonical, other = about.description, selection, quote(asked.path), ""
    page = routes.BY_PATH.get(place)
    if not asked.light and page and page.light is not None:
        other = f"{home}{routes.LIGHT}/{page.light}"
    if selection.active():
        # What is counted of an entity is counted without the filters.
        said = (
            _("{filters}. Without filters: {description}") if found else "{filters}. {description}"
        )
        described = said.format(filters=describe(selection), description=description)
        description = escaping.shorten(described, DESCRIPTION)
    if found:
        canonical = routes.entity(kind, identifier)
        if routes.ENTITIES[kind].light:
            light = routes.light_entity(kind, identifier)
            canonical, other = (light, "") if asked.light else (canonical, f"{home}{light}")
        if kind in Filters.__dataclass_fields__:
            of_feed = selection.set(**{kind: (identifier,)})
    return _html(
        "head.html",
        title=about.title,
        description=description,
        canonical=f"{home}{canonical}",
        address=asked.shared,
        hidden=bool(kind and not found) or not HIDDEN.isdisjoint(asked.query),
        image=shared(home),
        image_description=_("Key figures and findings of the dashboard as bars"),
        icons="../" * (asked.path.count("/") - 1) or "./",
        other=other,
        feed=feed_address(home, of_feed),
        feed_title=escaping.shorten(feed_title(of_feed), DESCRIPTION),
        data=_data(
            home,
            canonical,
            place,
            (kind, identifier) if found else ("", ""),
            light=asked.light,
        ),
    )


def _html(template: str, **values: object) -> Markup:
    return Markup(render(template, **values))  # noqa: S704 - the template escaped what was put in


def shared(home: str) -> str:
    """The address of the picture that is shown where the site ``home`` is linked to; empty if there is none."""
    return f"{home}{SHARED}" if SHARED in pictures() else ""


def feed_address(home: str, selection: Filters) -> str:
    """The address of the feed of a selection, on the site ``home``."""
    return _address(f"{home}/feed.atom", selection.to_query())


def feed_title(selection: Filters) -> str:
    """What the feed of a selection is called."""
    if not selection.active():
        return _("{name} submissions last added").format(name=dataset_texts.texts().short)
    return _("{name} submissions last added: {filters}").format(
        name=dataset_texts.texts().short, filters=describe(selection)
    )


@per_version()
def entities() -> dict[str, dict[str, Any]]:
    """What has a page of its own, but for submissions: kind -> id -> its row of the question that lists them."""
    return {
        kind: {str(getattr(row, one.id_column)): row for row in ask(one.question).itertuples()}
        for kind, one in routes.ENTITIES.items()
        if kind != "submission"
    }


@per_version()
def last_changed() -> str:
    """The day a submission was last added, or the month of the release if that is later: 2026-11-24, or 2026-12."""
    month = current().release.replace(".", "-")
    day = f"{fetch_rows('additions', rows=slice(0, 1)).added_on.max():%Y-%m-%d}"
    return day if day[:7] >= month else month


def _found(kind: str, identifier: str) -> About | None:
    """What an entity is; None if the data have none of that kind and id."""
    if kind == "submission":
        return _submission(identifier)
    if identifier not in entities().get(kind, ()):
        return None
    return _told(kind, identifier)


@per_version(4096)
def _told(kind: str, identifier: str) -> About:
    row = entities()[kind][identifier]
    return _ABOUT[kind](row) if kind in _ABOUT else _cited(kind, identifier, row)


@per_version(4096)
def _submission(identifier: str) -> About | None:
    row = next(ask("submission", id=identifier[:MAX_PARAMETER]).itertuples(), None)
    if row is None:
        return None
    parties, points = (
        ask(f"submission_{name}", id=identifier) for name in ("signatories", "points")
    )
    authors = sorted(parties.label[parties.role == "author"].map(escaping.one_line)) or [""]
    said = escaping.one_line(str(points.summary.iloc[0]).partition("\n")[0]) if len(points) else ""
    description = _("{authors}, {date}, {stage}. {said}").format(
        authors=escaping.shorten("; ".join(authors), 120),
        date=written(row.submitted_on),
        stage=escaping.one_line(row.stage),
        said=said,
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
    group = labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group)
    facts = [group, escaping.one_line(row.country)]
    description = _("{name} in {review} ({facts}). {part}.").format(
        review=dataset_texts.texts().review,
        name=name if name == label else f"{name} ({label})",
        facts=", ".join(fact for fact in facts if fact),
        part=entity_sentences.took_part(row, pd.DataFrame({"submitted_on": []})),
    )
    data = {"@type": "Organization", "name": name}
    if label != name:
        data["alternateName"] = label
    return _about(label, description, data)


def _theme(row: Any) -> About:
    definition = escaping.one_line(row.definition)
    description = _("{definition} Raised in {count} to {review}.").format(
        review=dataset_texts.texts().review,
        definition=_sentence(definition),
        count=headlines.counted(int(row.submissions), "submissions"),
    )
    return _about(
        row.theme, description, _defined(row.theme, definition, str(row.theme_id), _("Themes"))
    )


def _claim(row: Any) -> About:
    definition = escaping.one_line(row.definition)
    description = _("{kind}: {definition} Made in {count} to {review}.").format(
        review=dataset_texts.texts().review,
        kind=labels.KINDS.get(row.kind, row.kind),
        definition=_sentence(definition),
        count=headlines.counted(int(row.submissions), "submissions"),
    )
    return _about(
        row.claim, description, _defined(row.claim, definition, str(row.claim_id), _("Claims"))
    )


def _cited(kind: str, identifier: str, row: Any) -> About:
    """An entity that submissions cite, such as an action line: its name, how many do, and what it is."""
    name, definition = (
        option_labels()[kind][identifier],
        escaping.one_line(getattr(row, "description", "")),
    )
    description = _("{name}: cited in {count} to {review}. {definition}").format(
        review=dataset_texts.texts().review,
        name=escaping.one_line(name),
        count=headlines.counted(int(row.submissions), "submissions"),
        definition=definition,
    )
    schemes = {
        "action_line": dataset_texts.texts().action_lines,
        "sdg": _("Sustainable Development Goals"),
    }
    terms = schemes.get(kind, routes.ENTITIES[kind].listed_on.title)
    return _about(name, description, _defined(name, definition, identifier, terms))


def _about(title: object, description: str, data: dict[str, Any]) -> About:
    return About(
        escaping.shorten(title, TITLE_LENGTH), escaping.shorten(description, DESCRIPTION), data
    )


def _defined(name: object, definition: str, identifier: str, terms: str) -> dict[str, Any]:
    said = {
        "@type": "DefinedTerm",
        "name": escaping.one_line(name),
        "termCode": identifier,
        "inDefinedTermSet": terms,
    }
    return {**said, "description": definition} if definition else said


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) or not words else f"{words}."


def _of_path(page: str) -> About:
    found = routes.BY_PATH.get(page, routes.PAGES[routes.HOME])
    return About(found.title if found.path else dataset_texts.texts().site, found.description)


_ABOUT: dict[str, Callable[[Any], About]] = {
    "organisation": _organisation,
    "theme": _theme,
    "claim": _claim,
}
"""Kind of an entity -> what is told of one, where it is more than ``_cited`` says."""


def _light(asked: _Asked, kind: str, identifier: str) -> str:
    """The light page for a reader of a full page without JavaScript, seen from there."""
    page = routes.BY_PATH.get(asked.place)
    light = page.light if page else None
    selection, place = asked.selection, f".{routes.LIGHT}/{light or ''}"
    if identifier and routes.ENTITIES[kind].light:
        place = f".{routes.light_entity(kind, identifier)}"
        if kind in Filters.__dataclass_fields__:
            selection = selection.without(kind)
    told = selection.to_query()
    if "count" in asked.query:
        told["count"] = asked.query["count"][-1:]
    return _address(place, told)


def _address(path: str, query: Mapping[str, list[str]]) -> str:
    """An address, without a query that is longer than an address should be."""
    asked = routes.with_query(path, query)
    return asked if len(asked) <= len(path) + 1 + ADDRESS else path


@per_version(2048)
def _data(home: str, path: str, place: str, entity: tuple[str, str], *, light: bool) -> Markup:
    """JSON-LD of the page at ``path``, for use inside a script element."""
    kind, identifier = entity
    about = _found(kind, identifier) or _of_path(place)
    graph = list(_graph(home, f"{home}{path}", place, kind, about, light=light))
    return htmlsafe_json_dumps({"@context": "https://schema.org", "@graph": graph})


def _graph(
    home: str, canonical: str, place: str, kind: str, about: About, *, light: bool
) -> Iterator[dict[str, Any]]:
    """What schema.org calls the page: where it stands, what it is about, and the data set."""
    dataset = {"@id": f"{home}/#dataset"}
    yield {
        "@type": "WebPage",
        "@id": canonical,
        "url": canonical,
        "name": about.title,
        "description": about.description,
        "inLanguage": LOCALE,
        "dateModified": last_changed(),
        "isBasedOn": dataset,
        **({"about": about.data} if about.data else {}),
    }
    if place:
        steps = [(dataset_texts.texts().site, f"{home}{routes.LIGHT}/" if light else f"{home}/")]
        if kind and not light:
            index = routes.ENTITIES[kind].listed_on
            steps.append((index.title, f"{home}/{index.path}"))
        yield {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "item": address}
                for position, (name, address) in enumerate([*steps, (about.title, canonical)], 1)
            ],
        }
    if place in ("", "data-and-method"):
        yield {**dataset, **_dataset(home)}


def _dataset(home: str) -> dict[str, Any]:
    """The data set as a search engine for data sets wants it told."""
    return {**_described(), "url": f"{home}/", "citation": citation(f"{home}/")} | {
        "distribution": [
            *(
                _download(f"{home}{routes.API}/{one.name}", one.media_type, one.title)
                for one in downloads()
            ),
            *(
                _download(
                    f"{home}{routes.table(table, 'csv')}",
                    "text/csv",
                    _("Table {name}: one row is {row}").format(
                        name=table, row=TABLES.get(table, table)
                    ),
                )
                for table in ask("tables").table_name
            ),
        ]
    }


def _download(address: str, media_type: str, title: str) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": title,
        "contentUrl": address,
        "encodingFormat": media_type,
    }


@per_version()
def _described() -> dict[str, Any]:
    version = current().version
    totals = dict(ask("totals")[["measure", "selected"]].itertuples(index=False))
    years = sorted(day[:4] for day in list_summaries.newest_and_oldest(Filters()).submitted_on)
    described = _(
        "{abstract} {submissions} by {organisations}, coded as {points} on {themes} themes and {claims} claims, each "
        "with the address of its source. {limits}"
    ).format(
        abstract=dataset_texts.texts().abstract,
        submissions=headlines.counted(int(totals["submissions"]), "submissions"),
        organisations=headlines.counted(int(totals["organisations"]), "organisations"),
        points=headlines.counted(int(totals["points"]), "points"),
        themes=number(len(ask("codebook_themes"))),
        claims=number(len(ask("codebook_claims"))),
        limits=dataset_texts.texts().collection,
    )
    return {
        "@type": "Dataset",
        "name": dataset_texts.texts().title,
        "alternateName": dataset_texts.texts().site,
        "description": described,
        "identifier": version,
        "version": version,
        "dateModified": last_changed(),
        "inLanguage": LOCALE,
        "isAccessibleForFree": True,
        "keywords": [*dataset_texts.texts().keywords, *option_labels()["family"].values()],
        "temporalCoverage": f"{years[0]}/{years[-1]}",
        "variableMeasured": [labels.FILTERS[name] for name in _MEASURED],
    }
