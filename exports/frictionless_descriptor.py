"""Data Package descriptors (https://datapackage.org, version 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from data.schema_metadata import Described, Field
from exports.dataset import TABLES
from exports.provenance import Provenance, slug
from i18n import _, labels, stating
from i18n.labels import heading
from queries.questions import Column

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

_COLUMN_TYPES = {"text": "string"}
"""Type of a column of an answer -> type of a Table Schema field, where they differ."""

_FIELD_TYPES = {"VARCHAR": "string", "INTEGER": "integer", "DATE": "date"}
"""Type of a column in the database -> type of a Table Schema field."""


def of_answer(about: Provenance, path: str, size: int, digest: str) -> dict[str, Any]:
    """The descriptor of one answer; its CSV file at ``path`` has ``size`` bytes and the SHA-256 ``digest``."""
    paragraphs = [
        _("Each row: {what}.").format(what=about.row),
        _("Filters: {words}.").format(words=about.filters),
        *(
            [_("Parameters: {words}.").format(words=about.parameter_words)]
            if about.parameter_words
            else []
        ),
        *([_("Quote as: {quote}").format(quote=about.quote)] if about.quote else []),
        _("Cite as: {citation}").format(citation=about.citation),
        about.limits,
    ]
    sources = {_("The view"): about.address, _("The same rows as data"): about.rows_address}
    return {
        "$schema": PACKAGE_PROFILE,
        "name": slug(about),
        "title": about.title,
        "description": "\n\n".join(paragraphs),
        "version": about.version,
        "code_version": about.code,
        "sources": [
            {"title": name, "path": address} for name, address in sources.items() if address
        ],
        "resources": [
            {
                **_file(slug(about), path, size, digest),
                "title": about.title,
                "dialect": {"lineTerminator": "\r\n"},
                "schema": {
                    "$schema": TABLE_PROFILE,
                    "fields": [_column(column) for column in about.columns],
                    "missingValues": [""],
                },
            }
        ],
    }


def _column(column: Column) -> dict[str, Any]:
    field = {
        "name": column.name,
        "type": _COLUMN_TYPES.get(column.type, column.type),
        "title": heading(column.name),
        "description": column.meaning,
    }
    return {**field, "unit": column.unit} if column.unit else field


def of_tables(
    tables: tuple[Described, ...],
    files: Mapping[str, bytes],
    sources: Mapping[str, list[dict[str, str]]],
) -> list[dict[str, Any]]:
    """The resources of a package: one for each table; its CSV file is ``data/NAME.csv`` in ``files``."""
    return [
        _resource(table, files[table_path(table.name)], sources[table.name]) for table in tables
    ]


def table_path(name: str) -> str:
    """The path of a table's CSV file in a package."""
    return f"data/{name}.csv"


def _resource(table: Described, content: bytes, sources: list[dict[str, str]]) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    row = TABLES.get(table.name, table.name)
    sentences = [_("Each row: {what}.").format(what=row)]
    if table.derived:
        derived = "; ".join(stating(column, meaning) for column, meaning in table.derived.items())
        sentences.append(
            _("Columns that are computed, and only in the DuckDB file: {columns}.").format(
                columns=derived
            )
        )
    resource = {
        **_file(table.name.replace("_", "-"), table_path(table.name), len(content), digest),
        "title": heading(table.name),
        "description": " ".join(sentences),
        "dialect": {"lineTerminator": "\n"},
        "schema": _schema(table),
    }
    if table.rules:
        resource["rules"] = [
            {"fields": list(columns), "rule": words} for columns, words in table.rules
        ]
    return {**resource, "sources": sources} if sources else resource


def _file(name: str, path: str, size: int, digest: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
    }


def _schema(table: Described) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": TABLE_PROFILE,
        "fields": [_field(table, field) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.keys:
        schema["uniqueKeys"] = [list(columns) for columns in table.keys]
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": list(reference.columns),
                "reference": {
                    **(
                        {}
                        if reference.table == table.name
                        else {"resource": reference.table.replace("_", "-")}
                    ),
                    "fields": list(reference.other_columns),
                },
            }
            for reference in table.references
        ]
    return schema


def _field(table: Described, field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": _FIELD_TYPES[field.type],
        "title": heading(field.name),
    }
    if meaning := meaning_of(table, field):
        described["description"] = meaning
    constraints = {
        "required": field.required or None,
        "unique": field.unique or None,
        "enum": list(field.among) or None,
        "pattern": field.pattern or None,
        "minimum": field.least,
        "maximum": field.most,
    }
    if defined_constraints := {
        name: value for name, value in constraints.items() if value is not None
    }:
        described["constraints"] = defined_constraints
    label_of = labels.of_column(field.name)
    if field.among and label_of:
        described["categories"] = [{"value": code, "label": label_of(code)} for code in field.among]
    return described


def meaning_of(table: Described, field: Field) -> str:
    """What schema.sql says of a column: its description and the column that it refers to."""
    references = (
        _("Refers to {column} of {table}").format(
            column=reference.other_columns[0], table=f"{reference.table}.csv"
        )
        for reference in table.references
        if reference.columns == (field.name,)
    )
    return ". ".join(words for words in (field.meaning, *references) if words)
