"""CSV on the Web metadata (https://www.w3.org/TR/tabular-metadata/) of the tables of the data set."""

from __future__ import annotations

from typing import Any

from data.schema_metadata import Described, Field
from exports.dataset import CELLS_AS_THEY_ARE, TABLES
from exports.frictionless_descriptor import meaning_of, table_path
from i18n import _, dataset_texts, imprint

CONTEXT = "http://www.w3.org/ns/csvw"

_BASE = {"VARCHAR": "string", "INTEGER": "integer", "DATE": "date"}
"""Type of a column in the database -> datatype."""


def table_group(tables: tuple[Described, ...], title: str, version: str) -> dict[str, Any]:
    """The metadata of all tables; ``table_path`` gives the relative paths of their CSV files."""
    return {
        "@context": [CONTEXT, {"@language": "en"}],
        "@type": "TableGroup",
        "dc:title": title,
        "dc:description": _(CELLS_AS_THEY_ARE),
        "dc:identifier": version,
        **({"dc:publisher": name} if (name := dataset_texts.named_publisher()) else {}),
        **({"dc:license": {"@id": licence}} if (licence := imprint.licence_address()) else {}),
        **({"dc:relation": {"@id": deposit}} if (deposit := imprint.doi_address()) else {}),
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
            "lineTerminators": ["\n"],
        },
        "tables": [_table(table) for table in tables],
    }


def _table(table: Described) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(table, field) for field in table.fields],
        "primaryKey": list(table.key),
    }
    required = {field.name for field in table.fields if field.required}
    # Validators take an empty cell for a broken reference: the description alone names those that may be empty.
    if references := [
        reference for reference in table.references if required.issuperset(reference.columns)
    ]:
        schema["foreignKeys"] = [
            {
                "columnReference": list(reference.columns),
                "reference": {
                    "resource": table_path(reference.table),
                    "columnReference": list(reference.other_columns),
                },
            }
            for reference in references
        ]
    return {
        "url": table_path(table.name),
        "dc:title": table.name,
        "dc:description": TABLES.get(table.name, table.name),
        "tableSchema": schema,
    }


def _column(table: Described, field: Field) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": field.name,
        "titles": [field.name],
        "datatype": _datatype(field),
        "required": field.required,
    }
    meaning = meaning_of(table, field)
    return {**column, "dc:description": meaning} if meaning else column


def _datatype(field: Field) -> dict[str, Any]:
    datatype: dict[str, Any] = {"base": _BASE[field.type]}
    if field.among:
        datatype["format"] = f"^({'|'.join(map(_literal, field.among))})$"
    elif field.pattern:
        datatype["format"] = f"^({field.pattern})$"
    for name, bound in (("minimum", field.least), ("maximum", field.most)):
        if bound is not None:
            datatype[name] = str(bound)
    return datatype


def _literal(value: str) -> str:
    """A regular expression that matches only ``value``."""
    return "".join(
        f"\\{character}" if character in r"\^$.*+?()[]{}|/" else character for character in value
    )
