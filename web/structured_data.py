"""JSON-LD for search engines: the page, its breadcrumbs, and the data set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from exports.catalogues import distributions
from exports.changes import last_changed
from exports.provenance import citation
from i18n import (
    _,
    dataset_texts,
    headlines,
    imprint,
    labels,
    languages,
    list_summaries,
    number,
    routes,
    sentences,
)
from i18n.dataset_texts import nothing_yet
from i18n.filter_options import option_labels, tells_apart
from queries import (
    Filters,
    ask,
    current,
    per_version,
)
from queries.filters import ALSO_FILTERS, FILTERS
from web.page_descriptions import About, find, of_path

_MEASURED_FILTERS = tuple(name for name in FILTERS if name not in ALSO_FILTERS)


def json_ld(
    home: str, path: str, page_path: str, entity: tuple[str, str], *, light: bool
) -> Markup:
    """The JSON-LD of the page at ``path``, safe inside a script element."""
    kind, identifier = entity
    about = find(kind, identifier) or of_path(page_path)
    graph = list(_graph(home, f"{home}{path}", page_path, kind, about, light=light))
    return htmlsafe_json_dumps({"@context": "https://schema.org", "@graph": graph})


def _graph(
    home: str, canonical: str, page_path: str, kind: str, about: About, *, light: bool
) -> Iterator[dict[str, Any]]:
    """The schema.org nodes: the page, its breadcrumbs, and the data set on pages about it."""
    dataset = {"@id": f"{home}/#dataset"}
    yield {
        "@type": "WebPage",
        "@id": canonical,
        "url": canonical,
        "name": about.title,
        "description": about.description,
        "inLanguage": languages.tag(),
        "dateModified": last_changed(),
        "isBasedOn": dataset,
        **({"about": about.data} if about.data else {}),
    }
    if page_path:
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
    if page_path in ("", "data-and-method"):
        yield {**dataset, **_dataset(home)}


def _dataset(home: str) -> dict[str, Any]:
    """The data set with its downloads, for data set search engines."""
    return {**_described(), "url": f"{home}/", "citation": citation(f"{home}/")} | {
        "distribution": [
            {
                "@type": "DataDownload",
                "name": title,
                "contentUrl": address,
                "encodingFormat": media_type,
            }
            for address, media_type, title in distributions(home)
        ]
    }


@per_version()
def _described() -> dict[str, Any]:
    version = current().version
    totals = dict(ask("totals")[["measure", "selected"]].itertuples(index=False))
    years = sorted(day[:4] for day in list_summaries.newest_and_oldest(Filters()).submitted_on)
    texts = dataset_texts.texts()
    claims = len(ask("codebook_claims"))
    template = (
        _(
            "{abstract} {submissions} by {organisations}, coded as {points} on {themes} themes and {claims} claims, "
            "each with the address of its source. {limits}"
        )
        if claims
        else _(
            "{abstract} {submissions} by {organisations}, coded as {points} on {themes} themes, each with the address "
            "of its source. {limits}"
        )
    )
    description = template.format(
        abstract=texts.abstract,
        submissions=headlines.counted(int(totals["submissions"]), "submissions"),
        organisations=headlines.counted(int(totals["organisations"]), "organisations"),
        points=headlines.counted(int(totals["points"]), "points"),
        themes=number(len(ask("codebook_themes"))),
        claims=number(claims),
        limits=texts.collection,
    )
    if notice := nothing_yet():
        description = sentences(texts.abstract, notice, texts.collection)
    return {
        "@type": "Dataset",
        "name": texts.title,
        "alternateName": texts.site,
        "description": description,
        "identifier": version,
        "version": version,
        "dateModified": last_changed(),
        "inLanguage": languages.tag(),
        "isAccessibleForFree": True,
        **({"license": licence} if (licence := imprint.licence_address()) else {}),
        **({"sameAs": deposit} if (deposit := imprint.doi_address()) else {}),
        **({"publisher": publisher} if (publisher := _publisher()) else {}),
        "keywords": [*texts.keywords, *option_labels()["family"].values()],
        **({"temporalCoverage": f"{years[0]}/{years[-1]}"} if years else {}),
        "variableMeasured": [
            labels.FILTERS[name] for name in _MEASURED_FILTERS if tells_apart(name)
        ],
    }


def _publisher() -> dict[str, Any]:
    """Who publishes the data; empty if the settings name nobody."""
    name, contact = dataset_texts.named_publisher(), dataset_texts.texts().contact
    if not name:
        return {}
    contact_field = (
        {"email" if dataset_texts.contact_is_mail() else "url": contact} if contact else {}
    )
    return {"@type": "Organization", "name": name, **contact_field}
