"""Where Spark's SQL differs from DuckDB's, the translation uses Spark's."""

import pytest

from queries.engines.spark_sql import to_spark

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
        "SELECT list_bool_and(list_transform($a, lambda word: contains(b, word))) FROM t",
        "SELECT FORALL(:a, `word` -> CONTAINS(`b`, word)) FROM `t`",
    ),
    (
        "WITH a AS (SELECT 1 AS x), b AS (SELECT 2 AS y), c AS (SELECT x FROM a WHERE x IN (FROM a)) SELECT y FROM b",
        "WITH `b` AS (SELECT 2 AS `y`) SELECT `y` FROM `b`",
    ),
    (
        "WITH a AS MATERIALIZED (SELECT 1 AS x) SELECT x FROM a",
        "WITH `a` AS (SELECT 1 AS `x`) SELECT `x` FROM `a`",
    ),
    ("SELECT a FROM t ORDER BY a", "SELECT `a` FROM `t` ORDER BY `a` NULLS LAST"),
    (
        "SELECT b.n, c FROM a JOIN b USING (c) JOIN d USING (e) WHERE b.c = 1 AND d.e = b.n",
        "SELECT `b`.`n`, `c` FROM `a` JOIN `b` USING (`c`) JOIN `d` USING (`e`) WHERE `c` = 1 AND `e` = `b`.`n`",
    ),
    (
        "SELECT b.c FROM a LEFT JOIN b USING (c)",
        "SELECT `b`.`c` FROM `a` LEFT JOIN `b` USING (`c`)",
    ),
    ("SELECT 'a${b}${c}' AS x FROM t", "SELECT CONCAT('a$', '{b}$', '{c}') AS `x` FROM `t`"),
    ("SELECT a, b FROM t LIMIT 2", "SELECT `a`, `b` FROM `t` ORDER BY `rowid` LIMIT 2"),
    (
        "SELECT c.table_name FROM duckdb_columns() c",
        "SELECT `c`.`table_name` FROM (SELECT *, CURRENT_DATABASE() AS `database_name` "
        "FROM `columns_of_duckdb`) AS `c`",
    ),
]


@pytest.mark.parametrize(("duckdb", "spark"), SAID)
def test_a_statement_is_said_in_the_words_of_spark(duckdb: str, spark: str) -> None:
    assert to_spark(duckdb) == spark
