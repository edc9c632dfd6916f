"""What schema.sql says of every column, for the descriptions that other programs read.

Constraints come from DuckDB's catalogue, the content of CHECKs from DuckDB's own parser: this module repeats none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from data.schema import SCHEMA, Constraint, Schema, read_schema
from data.validation_rules import RULES, read_rules

Bound = int | str


@dataclass(frozen=True)
class Field:
    """A column of a CSV file: name, type (VARCHAR, INTEGER or DATE), what it holds, and what must be true of each cell.

    ``among`` is a closed list, ``pattern`` a regular expression that a whole cell fits, ``least`` and ``most`` are
    bounds, a day as YYYY-MM-DD.
    """

    name: str
    type: str
    meaning: str = ""
    required: bool = False
    unique: bool = False
    among: tuple[str, ...] = ()
    pattern: str = ""
    least: Bound | None = None
    most: Bound | None = None


@dataclass(frozen=True)
class Reference:
    """A foreign key: columns whose values must be in other columns, of another table or the same."""

    columns: tuple[str, ...]
    table: str
    other_columns: tuple[str, ...]


@dataclass(frozen=True)
class Described:
    """A table that has a CSV file.

    ``keys`` are further sets of columns that identify its rows. ``rules`` are further rules, as columns and words.
    ``derived`` are the columns that the build adds: name -> what it holds.
    """

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    references: tuple[Reference, ...]
    rules: tuple[tuple[tuple[str, ...], str], ...]
    derived: dict[str, str]


def described(schema: Path = SCHEMA, rules: Path = RULES) -> tuple[Described, ...]:
    """The tables that have a CSV file, in the order of the file ``schema``: each after those it refers to."""
    further = list(read_rules(rules.read_text(encoding="utf-8")))
    parsed_schema = read_schema(schema)
    with duckdb.connect(":memory:") as connection:
        return tuple(
            _table(
                connection,
                parsed_schema,
                name,
                [(rule.columns, rule.text) for rule in further if rule.table == name],
            )
            for name in parsed_schema.tables
        )


def _table(
    connection: duckdb.DuckDBPyConnection,
    schema: Schema,
    name: str,
    further: list[tuple[tuple[str, ...], str]],
) -> Described:
    meanings = {column.name: column.comment for column in schema.columns[name]}
    fields = {
        column: Field(column, kind, meanings[column])
        for column, kind in schema.tables[name].items()
    }
    key: tuple[str, ...] = ()
    keys, references, rules = [], [], []
    for constraint in schema.constraints(name):
        if constraint.kind == "PRIMARY KEY":
            key = constraint.columns
            for column in key:
                fields[column] = replace(fields[column], required=True)
            if len(key) == 1:
                fields[key[0]] = replace(fields[key[0]], unique=True)
        elif constraint.kind == "UNIQUE" and len(constraint.columns) == 1:
            fields[constraint.columns[0]] = replace(fields[constraint.columns[0]], unique=True)
        elif constraint.kind == "UNIQUE":
            keys.append(constraint.columns)
        elif constraint.kind == "NOT NULL":
            fields[constraint.columns[0]] = replace(fields[constraint.columns[0]], required=True)
        elif constraint.kind == "FOREIGN KEY":
            references.append(
                Reference(constraint.columns, constraint.other, constraint.other_columns)
            )
        elif not _check(connection, constraint, fields):
            rules.append((constraint.columns, constraint.words))
    return Described(
        name,
        tuple(fields.values()),
        key,
        tuple(keys),
        tuple(references),
        (*rules, *further),
        {
            column: meaning.removeprefix("Derived: ")
            for column, meaning in meanings.items()
            if column not in fields
        },
    )


def _check(
    connection: duckdb.DuckDBPyConnection, check: Constraint, fields: dict[str, Field]
) -> bool:
    """Add the limits that a CHECK sets on single cells to ``fields``; return whether it says nothing else."""
    ((tree,),) = connection.execute(
        "SELECT json_serialize_sql($sql)", {"sql": f"SELECT 1 WHERE {check.expression}"}
    ).fetchall()
    complete = True
    for part in _parts(json.loads(tree)["statements"][0]["node"]["where_clause"]):
        column_limits = _column_limits(part)
        if column_limits is None or column_limits[0] not in fields:
            complete = False
            continue
        column, limits = column_limits
        if fields[column].type == "INTEGER":
            limits = {name: _whole(name, value) for name, value in limits.items()}
        limits = {name.removesuffix("_open"): value for name, value in limits.items()}
        fields[column] = replace(fields[column], **limits)
    return complete


def _parts(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The conditions that must all hold, without "is empty or", since no condition applies to an empty cell."""
    if node["type"] == "CONJUNCTION_AND":
        for child in node["children"]:
            yield from _parts(child)
    elif node["type"] == "CONJUNCTION_OR":
        empty, *others = sorted(
            node["children"], key=lambda child: child["type"] != "OPERATOR_IS_NULL"
        )
        if len(others) == 1 and _columns(others[0]) == _columns(empty):
            yield from _parts(others[0])
        else:
            yield node
    else:
        yield node


def _column_limits(node: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """The column of a condition and its limits as attributes of Field; None if Field cannot express the condition."""
    kind = node["type"]
    if kind == "COMPARE_IN":
        column, *values = node["children"]
        return _limit(column, values, lambda constants: {"among": tuple(constants)})
    if kind == "COMPARE_BETWEEN":
        return _limit(
            node["input"],
            [node["lower"], node["upper"]],
            lambda constants: {"least": constants[0], "most": constants[1]},
        )
    if kind == "FUNCTION" and node["function_name"] == "regexp_full_match":
        column, *values = (argument["expression"] for argument in node["arguments"])
        return _limit(column, values, lambda constants: {"pattern": constants[0]})
    if kind in _COMPARISONS:
        left, right = node["left"], node["right"]
        name = _COMPARISONS[kind]
        if left["type"] != "COLUMN_REF":
            left, right = right, left
            name = name.replace("least", "*").replace("most", "least").replace("*", "most")
        return _limit(left, [right], lambda constants: {name: constants[0]})
    return None


_COMPARISONS = {
    "COMPARE_GREATERTHAN": "least_open",
    "COMPARE_GREATERTHANOREQUALTO": "least",
    "COMPARE_LESSTHAN": "most_open",
    "COMPARE_LESSTHANOREQUALTO": "most",
}


def _limit(
    column: dict[str, Any], values: list[dict[str, Any]], limits: Any
) -> tuple[str, dict[str, Any]] | None:
    constants = [_constant(value) for value in values]
    if column["type"] != "COLUMN_REF" or None in constants:
        return None
    return column["column_names"][-1], limits(constants)


def _constant(node: dict[str, Any]) -> str | None:
    if node["type"] == "OPERATOR_CAST":
        node = node["child"]
    return str(node["literal"]["text"]) if node["type"] == "VALUE_CONSTANT" else None


def _whole(name: str, value: Any) -> Any:
    """A bound as a whole number; an open bound becomes the nearest whole number that it allows."""
    if name.startswith("least"):
        return int(value) + name.endswith("_open")
    return int(value) - name.endswith("_open") if name.startswith("most") else value


def _columns(node: Any) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(_columns, node))
    if not isinstance(node, dict):
        return set()
    if node.get("type") == "COLUMN_REF":
        return {node["column_names"][-1]}
    return _columns(list(node.values()))
