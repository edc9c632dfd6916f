"""Replaces parameters in statements by literals, so that they run as they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from queries.questions import PLACEHOLDER


def inline_values(sql: str, values: Mapping[str, object]) -> str:
    """The statement with each ``$NAME`` replaced by its value as a literal of DuckDB."""
    return PLACEHOLDER.sub(lambda match: literal(values[match[1]]), sql)


def literal(value: object) -> str:
    """A text, whole number or date, or a list of these, as DuckDB writes it."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return f"({', '.join(literal(item) for item in value)})"
    raise TypeError(f"{type(value).__name__} cannot be written into a statement")
