"""Translates the questions' SQL from DuckDB's dialect to Apache Spark's.

sqlglot knows the grammar and the functions of both. The rules here are for what it leaves as it is and Spark does not
take, or takes and answers otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import sqlglot
from sqlglot import exp

_OF_A_TABLE = {"expressions", "from_", "limit", "offset"}
"""The clauses of a statement that only reads a table's rows."""

COLUMNS = "columns_of_duckdb"
"""The table that stands for DuckDB's own list of columns."""


@lru_cache(maxsize=1024)
def to_spark(sql: str) -> str:
    """A statement for DuckDB, its values written in, as one for Spark that gives the same rows.

    Tables that a question does not read are left out: Spark would plan them all the same.

    Raises sqlglot.ParseError for what is no statement of DuckDB.
    """
    tree = sqlglot.parse_one(sql, read="duckdb")
    for kind, rule in _RULES:
        for node in list(tree.find_all(kind)):
            rule(node)
    _leave_out_unread(tree)
    return str(tree.sql("spark", identify=True, comments=False))


def _leave_out_unread(tree: exp.Expr) -> None:
    """Tables of the WITH clause can be read by those after them and by the query: so from the last to the first."""
    clause = tree.args.get("with_")
    if clause is None:
        return
    tables = clause.expressions
    clause.pop()
    read = {table.name for table in tree.find_all(exp.Table)}
    kept: list[exp.Expr] = []
    for table in reversed(tables):
        if table.alias in read:
            kept.insert(0, table)
            read |= {other.name for other in table.find_all(exp.Table)}
    if kept:
        clause.set("expressions", kept)
        tree.set("with_", clause)


def _not_materialized(table: exp.CTE) -> None:
    """Spark decides by itself whether it keeps a table of the WITH clause."""
    table.set("materialized", None)


def _in_order_of_file(asked: exp.Select) -> None:
    """DuckDB gives the rows of a table in the order of its file."""
    plain = all(isinstance(one, exp.Column) and not one.table for one in asked.expressions)
    if (
        plain
        and asked.parent is None
        and {name for name, given in asked.args.items() if given} <= _OF_A_TABLE
    ):
        asked.order_by("rowid", copy=False)


def _joined_by(asked: exp.Select) -> None:
    """FROM a JOIN b USING (c) WHERE b.c ... -> WHERE c ...: Spark may lose b.c when a third table is joined."""
    for join in asked.args.get("joins") or []:
        using = {column.name for column in join.args.get("using") or []}
        for column in asked.find_all(exp.Column) if using and not join.side else ():
            if (
                column.table == join.alias_or_name
                and column.name in using
                and column.find_ancestor(exp.Select) is asked
            ):
                column.set("table", None)


def _list_in_order(listed: exp.ArrayAgg) -> None:
    """list(x ORDER BY x) -> sort_array(collect_list(x))."""
    order = listed.this
    if isinstance(order, exp.Order):
        listed.replace(exp.func("sort_array", exp.func("collect_list", order.this)))


def _place_in_list(called: exp.Anonymous) -> None:
    """list_position is NULL where the item is not in the list, array_position is 0."""
    if _is_called(called, "list_position"):
        place = exp.Anonymous(this="array_position", expressions=called.expressions)
        called.replace(exp.func("nullif", place, exp.Literal.number(0)))


def _all_of_list(called: exp.Anonymous) -> None:
    """list_bool_and(list_transform(list, lambda item: c)) -> forall(list, item -> c)."""
    if _is_called(called, "list_bool_and") and isinstance(called.expressions[0], exp.Transform):
        items = called.expressions[0]
        called.replace(exp.func("forall", items.this, items.expression))


def _counted_in_window(window: exp.Window) -> None:
    """count(*) FILTER (c) OVER w -> count(CASE WHEN c THEN 1 END) OVER w."""
    filtered = window.this
    if isinstance(filtered, exp.Filter):
        counted = filtered.this
        value = exp.Literal.number(1) if isinstance(counted.this, exp.Star) else counted.this
        condition = filtered.expression.this
        counted.set("this", exp.Case().when(condition, value))
        window.set("this", counted)


def _approximate(literal: exp.Literal) -> None:
    """100.0 is a decimal to both, but only DuckDB divides decimals as floating-point numbers."""
    if not literal.is_string and "." in literal.this:
        literal.replace(exp.cast(literal.copy(), exp.DType.DOUBLE))


def _no_variable(literal: exp.Literal) -> None:
    """Spark puts the value of a setting in the place of ${NAME}, in literals too, so such a text is put together."""
    if literal.is_string and "${" in literal.this:
        first, *rest = literal.this.split("${")
        parts = [f"{first}$", *(f"{{{part}$" for part in rest[:-1]), f"{{{rest[-1]}"]
        literal.replace(exp.func("concat", *(exp.Literal.string(part) for part in parts)))


def _rounded(rounded: exp.Round) -> None:
    """DuckDB rounds to decimals by multiplying, so that a half that is none in binary may go either way."""
    if rounded.args.get("decimals"):
        factor = exp.cast(
            exp.Literal.number(10 ** int(rounded.args["decimals"].this)), exp.DType.DOUBLE
        )
        value = exp.paren(rounded.this.copy()) * factor
        rounded.replace(exp.Div(this=exp.func("round", value), expression=factor.copy()))


def _own_columns(called: exp.Anonymous) -> None:
    if _is_called(called, "duckdb_columns"):
        listed = exp.select("*", exp.alias_(exp.CurrentDatabase(), "database_name")).from_(COLUMNS)
        table = called.find_ancestor(exp.Table)
        if table is not None:
            table.replace(listed.subquery(table.alias))


def _is_called(node: exp.Expression, name: str) -> bool:
    return isinstance(node, exp.Anonymous) and node.name.lower() == name


_RULES: tuple[tuple[type[exp.Expr], Callable[[Any], None]], ...] = (
    (exp.CTE, _not_materialized),
    (exp.Select, _in_order_of_file),
    (exp.Select, _joined_by),
    (exp.ArrayAgg, _list_in_order),
    (exp.Anonymous, _place_in_list),
    (exp.Anonymous, _all_of_list),
    (exp.Window, _counted_in_window),
    (exp.Literal, _approximate),
    (exp.Literal, _no_variable),
    (exp.Round, _rounded),
    (exp.Anonymous, _own_columns),
)
