"""What Spark takes otherwise than DuckDB is said in its own words."""

import pytest
import sqlglot
from sqlglot import exp

from queries import questions
from queries.dialect import to_spark
from queries.filters import FILTERS

SAID = [
    ("SELECT list_contains($a, b) FROM t", "SELECT ARRAY_CONTAINS(:a, `b`) FROM `t`"),
    (
        "SELECT list_position(['x'], a) FROM t",
        "SELECT NULLIF(ARRAY_POSITION(ARRAY('x'), `a`), 0) FROM `t`",
    ),
    ("SELECT list(a ORDER BY a) FROM t", "SELECT SORT_ARRAY(COLLECT_LIST(`a`)) FROM `t`"),
    (
        "SELECT count(*) FILTER (a = 1) OVER (PARTITION BY b) FROM t",
        "SELECT COUNT(CASE WHEN `a` = 1 THEN 1 END) OVER (PARTITION BY `b`) FROM `t`",
    ),
    ("SELECT 100.0 * a / b FROM t", "SELECT CAST(100.0 AS DOUBLE) * `a` / `b` FROM `t`"),
    (
        "SELECT round(a, 1) FROM t",
        "SELECT ROUND((`a`) * CAST(10 AS DOUBLE)) / CAST(10 AS DOUBLE) FROM `t`",
    ),
    (
        "SELECT * FROM (SELECT unnest(string_split($a, ',')) AS x, generate_subscripts(string_split($a, ','), 1) AS n)",
        "SELECT * FROM (SELECT `item` AS `x`, `place` + 1 AS `n` FROM "
        r"(SELECT POSEXPLODE(SPLIT(:a, CONCAT('\\Q', ',', '\\E'))) AS (`place`, `item`)) AS `items`)",
    ),
    (
        "SELECT list_bool_and(list_transform($a, lambda word: contains(b, word))) FROM t",
        "SELECT FORALL(:a, `word` -> CONTAINS(`b`, word)) FROM `t`",
    ),
    (
        "WITH a AS (SELECT 1 AS x), b AS (SELECT 2 AS y), c AS (SELECT x FROM a WHERE x IN (FROM a)) SELECT y FROM b",
        "WITH `b` AS (SELECT 2 AS `y`) SELECT `y` FROM `b`",
    ),
    ("SELECT a FROM t ORDER BY a", "SELECT `a` FROM `t` ORDER BY `a` NULLS LAST"),
    (
        "SELECT c.table_name FROM duckdb_columns() c",
        "SELECT `c`.`table_name` FROM (SELECT *, CURRENT_DATABASE() AS `database_name` "
        "FROM `columns_of_duckdb`) AS `c`",
    ),
]


@pytest.mark.parametrize(("duckdb", "spark"), SAID)
def test_a_statement_is_said_in_the_words_of_spark(duckdb: str, spark: str) -> None:
    assert to_spark(duckdb) == spark


def test_a_column_that_tables_are_joined_by_is_not_named_by_the_second() -> None:
    """Spark loses it where a third table is joined to that one, or the table is read twice."""
    named = set()
    for question in questions().values():
        sql = question.statement(frozenset([*FILTERS, "q", "since", "until"]))
        for select in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Select):
            for join in select.args.get("joins") or []:
                using = {column.name for column in join.args.get("using") or []}
                if not join.side:
                    named |= {
                        f"{question.name}: {column.sql()}"
                        for column in select.find_all(exp.Column)
                        if column.table == join.alias_or_name
                        and column.name in using
                        and column.find_ancestor(exp.Select) is select
                    }
    assert not named
