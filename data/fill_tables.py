# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""Fills the tables of the database from the checked rows, and computes the derived columns."""

from dataclasses import astuple
from pathlib import Path

import duckdb
from tqdm import tqdm

from data import settings
from data.countries import Country, countries
from data.normalise import fold, words
from data.release import Release
from data.schema import Schema

_OF_SEAT = "(SELECT {} FROM countries WHERE countries.country_code = organisations.country_code)"

_COUNTED_FOR = f"CASE WHEN scope = 'national' THEN {_OF_SEAT} END"

_FIRST = "CAST(submitted_on || substr('2000-01-01', length(submitted_on) + 1) AS DATE)"
_LAST = f"""
    CASE date_precision
        WHEN 'day' THEN {_FIRST}
        WHEN 'month' THEN last_day({_FIRST})
        WHEN 'year' THEN CAST(submitted_on || '-12-31' AS DATE)
    END"""
_OF_STAGE = f"""
    (SELECT {{}} FROM stages
    WHERE stages.stage_id = submissions.stage_id AND date_precision <> 'day'
    AND coalesce(opens_on <= {_LAST}, true) AND coalesce(closes_on >= {_FIRST}, true))"""
"""A date of the submission's stage, if the submission has only a month or year and the stage was open then."""
_FROM = f"greatest({_FIRST}, {_OF_STAGE.format('opens_on')})"
_TO = f"least({_LAST}, {_OF_STAGE.format('closes_on')})"

ACRONYM, SHORT_ENOUGH = 5, 26
"""A full name of up to SHORT_ENOUGH characters replaces a short name of up to ACRONYM characters, except for
governments, intergovernmental bodies and the technical community, whose acronyms the field knows."""

_ADOPTED = "(SELECT {} FROM texts ORDER BY document_symbol IS NULL, position DESC LIMIT 1)"
"""A column of the adopted text: the last that is numbered as a document, or the last of all if none is."""

_PARTIES = """
        LEFT JOIN (
            SELECT submission_id,
                string_agg(label, '; ' ORDER BY label) FILTER (role = 'author') AS authors,
                string_agg(label, '; ' ORDER BY label) FILTER (role = 'signatory') AS signed_by,
                count(*) FILTER (role = 'author') AS named_authors,
                count(*) FILTER (role = 'signatory') AS named_signatories,
                CASE count(DISTINCT stakeholder_group) FILTER (role = 'author')
                    WHEN 0 THEN NULL
                    WHEN 1 THEN min(stakeholder_group) FILTER (role = 'author')
                    ELSE 'several' END AS author_group,
                count(DISTINCT coalesce(parent_id, organisation_id)) > 1 AS joint
            FROM signatories
            JOIN "{database}".main.organisations USING (organisation_id)
            LEFT JOIN organisation_parents USING (organisation_id)
            GROUP BY submission_id
        ) USING (submission_id)"""
"""The organisations that wrote or signed each submission, with their labels, which are derived."""

_DERIVED = {
    "organisations": {
        "label": f"""
            CASE WHEN short_name IS NULL OR (
                stakeholder_group IN ('academia', 'civil-society', 'multistakeholder', 'private-sector')
                AND length(short_name) <= {ACRONYM} AND length(name) <= {SHORT_ENOUGH})
            THEN name ELSE short_name END""",
        "country": _COUNTED_FOR.format("country"),
        "seat": _OF_SEAT.format("country"),
        "region": f"CASE scope WHEN 'international' THEN scope ELSE {_OF_SEAT.format('region')} END",
        "subregion": _COUNTED_FOR.format("subregion"),
        "organisation_key": "row_number() OVER (ORDER BY organisation_id) - 1",
    },
    "themes": {
        "claim_count": "(SELECT count(*) FROM claims WHERE claims.theme_id = themes.theme_id)",
        "paragraph_count": f"""
            (SELECT count(*) FROM text_paragraph_themes AS paragraph
            WHERE paragraph.theme_id = themes.theme_id AND paragraph.text_id = {_ADOPTED.format("text_id")})""",
        "passage_count": "(SELECT count(*) FROM text_passages AS passage WHERE passage.theme_id = themes.theme_id)",
    },
    "texts": {
        "adopted": f"text_id = {_ADOPTED.format('text_id')}",
        "of_the_review": f"process = {_ADOPTED.format('process')}",
        "paragraph_count": """
            (SELECT count(*) FROM text_paragraphs AS paragraph WHERE paragraph.text_id = texts.text_id)""",
    },
    "submissions": {
        "date_from": _FROM,
        "date_to": _TO,
        "submission_key": """
            row_number() OVER (ORDER BY
                (SELECT position FROM stages WHERE stages.stage_id = submissions.stage_id),
                submitted_on, submissions.rowid) - 1""",
        "authors": "authors",
        "signed_by": "signed_by",
        "named_authors": "coalesce(named_authors, 0)",
        "named_signatories": "coalesce(named_signatories, 0)",
        "author_group": "author_group",
        "joint": "coalesce(joint, false)",
        "list_place": f"row_number() OVER (ORDER BY {_FROM} DESC NULLS LAST, {_TO}, submission_id) - 1",
    },
    "points": {
        "point_key": """
            (SELECT number FROM (
                SELECT p.rowid AS place,
                    row_number() OVER (ORDER BY s.list_place, length(point_id), point_id) - 1 AS number
                FROM points p JOIN "{database}".main.submissions s USING (submission_id)
            ) WHERE place = points.rowid)""",  # the sort reads no texts
        "action_line_ids": """
            (SELECT string_agg(action_line_id, '; ' ORDER BY length(action_line_id), action_line_id)
            FROM point_action_lines AS cited WHERE cited.point_id = points.point_id)""",
        "sdg_numbers": """
            (SELECT string_agg(sdg::VARCHAR, '; ' ORDER BY sdg)
            FROM point_sdgs AS cited WHERE cited.point_id = points.point_id)""",
    },
    "text_paragraphs": {
        "theme_ids": """
            (SELECT string_agg(t.theme_id, '; ' ORDER BY t.position, t.theme_id)
            FROM text_paragraph_themes AS t
            WHERE t.text_id = text_paragraphs.text_id AND t.paragraph = text_paragraphs.paragraph)""",
    },
}

_KEYS = {
    "signatories": ("submission", "organisation"),
    "points": ("submission",),
    "point_action_lines": ("point",),
    "point_sdgs": ("point",),
    "claim_coding": ("point",),
}
"""Table -> the tables whose keys it copies: of the submissions, organisations or points that it names."""

_BESIDE = {"submissions": _PARTIES}
"""Table -> what is joined to it for its derived columns."""

_COUNTRIES = """
    CREATE TEMP TABLE countries AS
    SELECT unnest($code) AS country_code, unnest($name) AS country, unnest($region) AS region,
        unnest($subregion) AS subregion
"""

_SEARCH = """
    INSERT INTO submission_search
    SELECT submission_id, submission_key, fold_lines([title] || coalesce(summaries, []) || coalesce(names, [])),
        fold_words([title] || coalesce(author_names, []) || stage_titles)
    FROM (SELECT rowid AS place, * FROM submissions WHERE rowid BETWEEN $first AND $last) AS those
    JOIN (SELECT stage_id, [title, short_title] AS stage_titles FROM stages) USING (stage_id)
    LEFT JOIN (
        SELECT submission_id, list(summary ORDER BY points.rowid) AS summaries
        FROM points JOIN submissions USING (submission_id)
        WHERE submissions.rowid BETWEEN $first AND $last GROUP BY submission_id
    ) USING (submission_id)
    LEFT JOIN (
        SELECT submission_id, flatten(list([name, short_name] ORDER BY signatories.rowid)) AS names,
            flatten(list([name, short_name] ORDER BY signatories.rowid) FILTER (role = 'author')) AS author_names
        FROM signatories JOIN submissions USING (submission_id)
        JOIN organisations USING (organisation_id)
        WHERE submissions.rowid BETWEEN $first AND $last GROUP BY submission_id
    ) USING (submission_id)
    ORDER BY place
"""

_OUTCOMES = """
    INSERT INTO outcome_summaries BY NAME
    SELECT o.claim_id, o.text_id, c.title AS claim, c.kind, c.theme_id, t.title AS theme, x.title AS text,
        o.verdict, o.strength, o.request, o.note, r.paragraphs, coalesce(p.passages, 0) AS passages, e.positions
    FROM claim_outcomes o
    JOIN claims c USING (claim_id)
    JOIN themes t USING (theme_id)
    JOIN texts x USING (text_id)
    LEFT JOIN (
        SELECT claim_id, text_id, string_agg(paragraph, '; ' ORDER BY position, paragraph) AS paragraphs
        FROM claim_outcome_paragraphs GROUP BY ALL
    ) r USING (claim_id, text_id)
    LEFT JOIN (
        SELECT f.claim_id, s.text_id, count(*) AS passages
        FROM claim_outcome_passages f JOIN text_passages s USING (passage_id) GROUP BY ALL
    ) p USING (claim_id, text_id)
    LEFT JOIN (
        SELECT equivalent_id AS claim_id, string_agg(claim_id, '; ' ORDER BY claim_id) AS positions
        FROM claim_equivalents GROUP BY ALL
    ) e USING (claim_id)
    ORDER BY o.rowid
"""

SEARCH_TEXTS_AT_A_TIME = 50_000
"""Submissions whose search texts one statement makes: DuckDB keeps lists, unlike all else, in memory."""


def fill(
    connection: duckdb.DuckDBPyConnection, schema: Schema, release: Release, hashes: dict[str, str]
) -> None:
    """Fill the tables of `connection` with the rows read. On a terminal, bars show the progress."""
    tables = schema.tables
    ((database,),) = connection.execute("SELECT current_database()").fetchall()
    for table in tqdm(tables, desc="Filling", unit="table", disable=None, leave=False):
        _insert(connection, database, table, list(tables[table]))
    for table in tables:  # what follows reads the tables themselves
        connection.execute(f"DROP VIEW temp.main.{table}")
        connection.execute(f"DROP TABLE temp.main.text_{table}")
    connection.create_function("fold_lines", _fold_lines, ["VARCHAR[]"], "VARCHAR")
    connection.create_function("fold_words", _fold_words, ["VARCHAR[]"], "VARCHAR")
    ((submissions,),) = connection.execute("SELECT count(*) FROM submissions").fetchall()
    parts = range(0, submissions, SEARCH_TEXTS_AT_A_TIME)
    for first in tqdm(parts, desc="Indexing", unit="part", disable=None, leave=False):
        last = first + SEARCH_TEXTS_AT_A_TIME - 1
        connection.execute(_SEARCH, {"first": first, "last": last})
    connection.execute(_OUTCOMES)
    connection.execute("INSERT INTO data_release VALUES (?, ?, ?, ?)", astuple(release))
    counts = (f"SELECT '{table}', count(*), '{hashes[table]}' FROM {table}" for table in tables)
    connection.execute(f"INSERT INTO source_tables {' UNION ALL '.join(counts)}")


def create_countries(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `countries`, which rules.sql and the derived columns of organisations read."""
    columns = zip(Country._fields, zip(*countries(), strict=True), strict=True)
    connection.execute(_COUNTRIES, {name: list(values) for name, values in columns})


def create_settings(connection: duckdb.DuckDBPyConnection, source: Path) -> None:
    """Make the table `settings`: one row with the settings that rules.sql reads."""
    connection.execute(
        "CREATE TEMP TABLE settings AS SELECT $year AS earliest_year",
        {"year": settings.earliest_year(source)},
    )


def _insert(
    connection: duckdb.DuckDBPyConnection, database: str, table: str, columns: list[str]
) -> None:
    """Copy the typed rows into the table of the schema, in the order of the file."""
    derived = _DERIVED.get(table, {}).items()
    values = [*columns, *(f"{sql.format(database=database)} AS {name}" for name, sql in derived)]
    owners = _KEYS.get(table, ())
    values += [f"{owner}_key" for owner in owners]
    joins = _BESIDE.get(table, "").format(database=database)
    joins += "".join(
        f"""
        JOIN (SELECT {owner}_id, {owner}_key FROM "{database}".main.{owner}s) USING ({owner}_id)"""
        for owner in owners
    )
    connection.execute(
        f"""
        INSERT INTO "{database}".main.{table} BY NAME
        SELECT {", ".join(values)} FROM {table}{joins} ORDER BY {table}.rowid
        """
    )


def _fold_lines(lines: list[str | None]) -> str:
    return "\n".join(fold(line) for line in lines if line)


def _fold_words(lines: list[str | None]) -> str:
    folded = (word for line in lines if line for word in words(line))
    return f" {' '.join(dict.fromkeys(folded))} "
