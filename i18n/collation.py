"""The order of words in the reader's language, from the collations of the Unicode library that DuckDB has."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from queries import language


def in_order(words: Mapping[str, str]) -> dict[str, str]:
    """Ids with their words, ordered by the words as a dictionary of the language orders them.

    In a language without a collation of its own the words are ordered as in English.
    """
    with duckdb.connect() as database:
        collations = database.execute("SELECT collname FROM pragma_collations()").fetchall()
        code = language.code() if (language.code(),) in collations else language.DEFAULT
        rows = database.execute(
            f"SELECT * FROM (SELECT unnest($ids) AS id, unnest($words) AS word) ORDER BY word COLLATE {code}, id",  # noqa: S608
            {"ids": list(words), "words": list(words.values())},
        ).fetchall()
    return dict(rows)
