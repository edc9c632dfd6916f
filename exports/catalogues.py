"""Metadata for data catalogues: Croissant 1.0 (https://docs.mlcommons.org/croissant) and DCAT-AP, both as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.schema_metadata import Described, Field, described
from exports.changes import last_changed
from exports.dataset import TABLES, downloads
from exports.frictionless_descriptor import meaning_of, table_path
from exports.provenance import citation
from i18n import _, dataset_texts, imprint, languages, routes
from i18n.labels import heading
from queries import ask, current

_CROISSANT_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the format prescribes."""

_FIELD_TYPES = {"VARCHAR": "sc:Text", "INTEGER": "sc:Integer", "DATE": "sc:Date"}
"""Type of a column in the database -> data type of Croissant."""

_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
_KINDS = {"application/zip": "ZIP", "text/csv": "CSV"}
"""Media type -> name in the EU's list of file types."""


def croissant(home: str, sha256: str) -> dict[str, Any]:
    """The Croissant metadata of the data set on the site ``home``, whose package has the SHA-256 ``sha256``."""
    texts, version = dataset_texts.texts(), current().version
    licence = imprint.licence_address()
    return {
        "@context": _CROISSANT_CONTEXT | {"@language": languages.tag()},
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": texts.title,
        "description": f"{texts.abstract} {texts.collection}",
        "url": f"{home}/",
        "version": version,
        "datePublished": last_changed(),
        "creator": _publisher(),
        "publisher": _publisher(),
        "keywords": list(texts.keywords),
        "citeAs": citation(f"{home}/"),
        **({"license": licence} if licence else {}),
        **({"sameAs": deposit} if (deposit := imprint.doi_address()) else {}),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": "package.zip",
                "name": "package.zip",
                "contentUrl": f"{home}{routes.release(version)}",
                "encodingFormat": "application/zip",
                "sha256": sha256,
            },
            *(
                {
                    "@type": "cr:FileObject",
                    "@id": table_path(name),
                    "name": table_path(name),
                    "containedIn": {"@id": "package.zip"},
                    "contentUrl": table_path(name),
                    "encodingFormat": "text/csv",
                }
                for name in ask("tables").table_name
            ),
        ],
        "recordSet": [_record_set(table) for table in described()],
    }


def _record_set(table: Described) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": TABLES.get(table.name, table.name),
        "key": [{"@id": f"{table.name}/{column}"} for column in table.key],
        "field": [_field(table, field) for field in table.fields],
    }


def _field(table: Described, field: Field) -> dict[str, Any]:
    references = (
        f"{reference.table}/{reference.other_columns[0]}"
        for reference in table.references
        if reference.columns == (field.name,)
    )
    described_field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": meaning_of(table, field) or heading(field.name),
        "dataType": _FIELD_TYPES[field.type],
        "source": {
            "fileObject": {"@id": table_path(table.name)},
            "extract": {"column": field.name},
        },
    }
    if target := next(references, ""):
        described_field["references"] = {"field": {"@id": target}}
    return described_field


def _publisher() -> dict[str, Any]:
    return {"@type": "Organization", "name": dataset_texts.texts().publisher}


def dcat(home: str) -> dict[str, Any]:
    """The data set on the site ``home`` as DCAT-AP 3, for open data portals."""
    texts, language = dataset_texts.texts(), languages.tag()
    contact, licence = dataset_texts.contact_address(), imprint.licence_address()

    def tagged_text(words: str) -> dict[str, str]:
        return {"@value": words, "@language": language}

    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@type": "dcat:Dataset",
        "@id": f"{home}/#dataset",
        "dct:title": tagged_text(texts.title),
        "dct:description": tagged_text(f"{texts.abstract} {texts.collection}"),
        "dct:identifier": imprint.doi_address() or current().version,
        "dcat:version": current().version,
        "dct:modified": {"@value": last_changed(), "@type": "xsd:date"},
        "dcat:landingPage": {"@id": f"{home}/", "@type": "foaf:Document"},
        "dcat:keyword": [tagged_text(word) for word in texts.keywords],
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": texts.publisher},
        **(
            {
                "dcat:contactPoint": {
                    "@type": "vcard:Kind",
                    "vcard:fn": texts.publisher,
                    "vcard:hasEmail" if contact.startswith("mailto:") else "vcard:hasURL": {
                        "@id": contact
                    },
                }
            }
            if contact
            else {}
        ),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "@id": address,
                "dct:title": tagged_text(title),
                "dcat:accessURL": {"@id": f"{home}/"},
                "dcat:downloadURL": {"@id": address},
                "dcat:mediaType": {
                    "@id": f"https://www.iana.org/assignments/media-types/{media_type}"
                },
                **(
                    {"dct:format": {"@id": f"{_FILE_TYPES}{_KINDS[media_type]}"}}
                    if media_type in _KINDS
                    else {}
                ),
                **({"dct:license": {"@id": licence}} if licence else {}),
            }
            for address, media_type, title in distributions(home)
        ],
    }


def distributions(home: str) -> Iterator[tuple[str, str, str]]:
    """Address on the site ``home``, media type and title of each file of the data set, whole and by table."""
    for file in downloads():
        yield f"{home}{routes.API}/{file.name}", file.media_type, file.title
    for name in ask("tables").table_name:
        title = _("Table {name}. Each row: {row}").format(name=name, row=TABLES.get(name, name))
        yield f"{home}{routes.table(name, 'csv')}", "text/csv", title
