"""Translates the questions' SQL from DuckDB's dialect to Apache Spark's.

sqlglot knows the grammar and the functions of both. The rules here translate what sqlglot leaves unchanged and Spark
rejects or answers differently.
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
    """Translate a statement for DuckDB with literal values into one for Spark that gives the same rows.

    It leaves out tables that the question does not read, because Spark would plan them nevertheless.

    Raises sqlglot.ParseError if ``sql`` is no statement of DuckDB.
    """
    tree = sqlglot.parse_one(sql, read="duckdb")
    for kind, rule in _RULES:
        for node in list(tree.find_all(kind)):
            rule(node)
    _leave_out_unread(tree)
    return str(tree.sql("spark", identify=True, comments=False))


def _leave_out_unread(tree: exp.Expr) -> None:
    """Remove unread tables of the WITH clause, from last to first, as later tables and the query may read them."""
    clause = tree.args.get("with_")
    if clause is None:
        return
    tables = clause.expressions
    clause.pop()
    used_names = {table.name for table in tree.find_all(exp.Table)}
    used_tables: list[exp.Expr] = []
    for table in reversed(tables):
        if table.alias in used_names:
            used_tables.insert(0, table)
            used_names |= {other.name for other in table.find_all(exp.Table)}
    if used_tables:
        clause.set("expressions", used_tables)
        tree.set("with_", clause)


def _not_materialized(table: exp.CTE) -> None:
    """Spark decides by itself whether it keeps a table of the WITH clause."""
    table.set("materialized", None)


def _in_order_of_file(select: exp.Select) -> None:
    """DuckDB gives the rows of a table in the order of its file."""
    only_columns = all(
        isinstance(expression, exp.Column) and not expression.table
        for expression in select.expressions
    )
    if (
        only_columns
        and select.parent is None
        and {name for name, value in select.args.items() if value} <= _OF_A_TABLE
    ):
        select.order_by("rowid", copy=False)


def _joined_by(select: exp.Select) -> None:
    """FROM a JOIN b USING (c) WHERE b.c ... -> WHERE c ...: Spark may lose b.c when a third table is joined."""
    for join in select.args.get("joins") or []:
        using = {column.name for column in join.args.get("using") or []}
        for column in select.find_all(exp.Column) if using and not join.side else ():
            if (
                column.table == join.alias_or_name
                and column.name in using
                and column.find_ancestor(exp.Select) is select
            ):
                column.set("table", None)


def _list_in_order(aggregate: exp.ArrayAgg) -> None:
    """list(x ORDER BY x) -> sort_array(collect_list(x))."""
    order = aggregate.this
    if isinstance(order, exp.Order):
        aggregate.replace(exp.func("sort_array", exp.func("collect_list", order.this)))


def _position_in_list(call: exp.Anonymous) -> None:
    """list_position is NULL where the item is not in the list, array_position is 0."""
    if _is_called(call, "list_position"):
        position = exp.Anonymous(this="array_position", expressions=call.expressions)
        call.replace(exp.func("nullif", position, exp.Literal.number(0)))


def _all_of_list(call: exp.Anonymous) -> None:
    """list_bool_and(list_transform(list, lambda item: c)) -> forall(list, item -> c)."""
    if _is_called(call, "list_bool_and") and isinstance(call.expressions[0], exp.Transform):
        items = call.expressions[0]
        call.replace(exp.func("forall", items.this, items.expression))


def _counted_in_window(window: exp.Window) -> None:
    """count(*) FILTER (c) OVER w -> count(CASE WHEN c THEN 1 END) OVER w."""
    filtered = window.this
    if isinstance(filtered, exp.Filter):
        count = filtered.this
        value = exp.Literal.number(1) if isinstance(count.this, exp.Star) else count.this
        condition = filtered.expression.this
        count.set("this", exp.Case().when(condition, value))
        window.set("this", count)


def _approximate(literal: exp.Literal) -> None:
    """100.0 is a decimal to both, but only DuckDB divides decimals as floating-point numbers."""
    if not literal.is_string and "." in literal.this:
        literal.replace(exp.cast(literal.copy(), exp.DType.DOUBLE))


def _no_variable(literal: exp.Literal) -> None:
    """Spark replaces ${NAME} by the value of a setting, in literals too, so concat joins such a text from its parts."""
    if literal.is_string and "${" in literal.this:
        first, *others = literal.this.split("${")
        parts = [f"{first}$", *(f"{{{part}$" for part in others[:-1]), f"{{{others[-1]}"]
        literal.replace(exp.func("concat", *(exp.Literal.string(part) for part in parts)))


def _rounded(call: exp.Round) -> None:
    """DuckDB rounds to decimals by multiplying, so decimal halves that binary cannot represent may round either way."""
    if call.args.get("decimals"):
        factor = exp.cast(
            exp.Literal.number(10 ** int(call.args["decimals"].this)), exp.DType.DOUBLE
        )
        value = exp.paren(call.this.copy()) * factor
        call.replace(exp.Div(this=exp.func("round", value), expression=factor.copy()))


def _own_columns(call: exp.Anonymous) -> None:
    if _is_called(call, "duckdb_columns"):
        columns = exp.select("*", exp.alias_(exp.CurrentDatabase(), "database_name")).from_(COLUMNS)
        table = call.find_ancestor(exp.Table)
        if table is not None:
            table.replace(columns.subquery(table.alias))


def _is_called(node: exp.Expression, name: str) -> bool:
    return isinstance(node, exp.Anonymous) and node.name.lower() == name


_RULES: tuple[tuple[type[exp.Expr], Callable[[Any], None]], ...] = (
    (exp.CTE, _not_materialized),
    (exp.Select, _in_order_of_file),
    (exp.Select, _joined_by),
    (exp.ArrayAgg, _list_in_order),
    (exp.Anonymous, _position_in_list),
    (exp.Anonymous, _all_of_list),
    (exp.Window, _counted_in_window),
    (exp.Literal, _approximate),
    (exp.Literal, _no_variable),
    (exp.Round, _rounded),
    (exp.Anonymous, _own_columns),
)
