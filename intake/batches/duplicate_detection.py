"""New rows of a batch that look like others: an organisation under another spelling, a submission entered again.

They are proposed, never merged: a person decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urlsplit

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process

from data.normalise import fold
from data.validation_errors import Problem, excerpt
from intake.batches.batch import Batch

ALIKE_ENOUGH, WORD_ALIKE_ENOUGH = 90, 80
"""For names, and for the words in which they differ: 100 minus the share of letters to be put in or taken out."""

TITLE_ALIKE_ENOUGH = 92
"""The same for the titles of two submissions by one author on one day."""

ON_ONE_PAGE = 50
"""How many submissions of one address, or by one author on one day, a new one is compared with."""

NAMES_AT_A_TIME = 1_000
"""New names that are compared with all others in one go."""

_MEANS_LITTLE = re.compile(
    "the|of|for|and|de|la|le|les|du|des|et|pour|y|e"
    "|ag|aisbl|asbl|bv|corp|corporation|ev|gmbh|inc|incorporated|kk|limited"
    "|llc|llp|ltd|nv|ong|oy|plc|pty|sa|sarl|sas|spa|srl|vzw"
)
"""Words of names that mean little, and legal forms."""

_SHORTEST_ACRONYM = 3


_Pair = tuple[int, int, str, str]
"""Positions of a new row and of the one it looks like, why, and the column that says so."""


@dataclass(frozen=True)
class Alike:
    """A new row, `id`, that looks like the row `other`, which is there already or stands before it in the batch.

    `problem` says so, at the place of the new row.
    """

    table: str
    id: str
    other: str
    problem: Problem


def find_alike(connection: duckdb.DuckDBPyConnection, batch: Batch) -> list[Alike]:
    """The new rows of a batch, laid over the tables on `connection`, that look like others; each once."""
    alike_rows: list[Alike] = []
    for table, search in (("organisations", _organisations), ("submissions", _submissions)):
        batch_table = batch.tables.get(table)
        if batch_table is None or not _is_merged(connection, table):
            continue
        rows = connection.execute(_ROWS[table]).df()
        if not rows["is_new"].any():
            continue
        for position, other_position, why, column in search(connection, rows):
            new_row, other_row = rows.iloc[position], rows.iloc[other_position]
            key = f"{table[:-1]}_id"
            rule = (
                f"{why} {other_row[key]} ({excerpt(other_row['called'])}): if it is the same, "
                f"use the id {other_row[key]} instead; "
                f"if it is another, say so with --another {new_row[key]}"
            )
            line = int(batch_table.rows[int(new_row["batch_row"])])
            problem = Problem(batch.file(table), line, column, new_row[column], rule)
            alike_rows.append(Alike(table, str(new_row[key]), str(other_row[key]), problem))
    return alike_rows


_ROWS = {
    "organisations": """
        SELECT organisation_id, name, name AS called, short_name, country_code, website,
            batch_row, batch_row IS NOT NULL AND old_row IS NULL AS is_new
        FROM text_organisations WHERE organisation_id IS NOT NULL AND name IS NOT NULL ORDER BY rowid
    """,
    "submissions": """
        SELECT submission_id, title, title AS called, source_url, document_url, submitted_on,
            batch_row, batch_row IS NOT NULL AND old_row IS NULL AS is_new
        FROM text_submissions WHERE submission_id IS NOT NULL AND source_url IS NOT NULL ORDER BY rowid
    """,
}


def _is_merged(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    columns = connection.execute(f"DESCRIBE text_{table}").fetchall()
    return "batch_row" in {name for name, *_ in columns}


def _organisations(_connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> list[_Pair]:
    """New organisation, the one it looks like, and why: by the strongest reason."""
    is_new = rows["is_new"].to_numpy()
    names = rows["name"].map(plain_name)
    short_names = rows["short_name"].map(plain_name, na_action="ignore")
    acronyms = names.where(names.str.len() <= 8)
    sites = rows["website"].map(plain_address, na_action="ignore")
    countries = rows["country_code"].fillna("").to_numpy()
    matches: dict[int, tuple[int, str]] = {}

    def add(pairs: list[tuple[int, int]], why: str, anywhere: bool = False) -> None:
        for row, other in pairs:
            seats = {countries[row], countries[other]} - {""}
            if len(seats) < 2:
                matches.setdefault(row, (other, why))
            elif anywhere:
                matches.setdefault(row, (other, f"is in another country, but {why}"))

    add(_same(is_new, names, names), "has the name of", anywhere=True)
    add(_same(is_new, sites, sites), "has the website of")
    add(_same(is_new, short_names, short_names), "has the short name of")
    add(_same(is_new, names, short_names) + _same(is_new, short_names, names), "is called as")
    initials = rows["name"].map(acronym)
    add(
        _same(is_new, initials, acronyms) + _same(is_new, acronyms, initials),
        "may be the long or short form of",
    )
    add(_nearly_same(is_new, names.to_numpy(object)), "is called nearly as", anywhere=True)
    return [(row, other, why, "name") for row, (other, why) in sorted(matches.items())]


def _same(
    is_new: npt.NDArray[np.bool_], ours: pd.Series[str], theirs: pd.Series[str]
) -> list[tuple[int, int]]:
    """Pairs of a new row and the first one before it whose text in `theirs` is its text in `ours`."""
    nonempty_texts = theirs[theirs.notna() & (theirs != "")]
    first_rows = pd.Series(nonempty_texts.index.to_numpy(), index=nonempty_texts.to_numpy())
    first_rows = first_rows[~first_rows.index.duplicated()]
    new_texts = ours[is_new & ours.notna().to_numpy()]
    matches = new_texts.map(first_rows).dropna().astype(int)
    return [(row, other) for row, other in matches.items() if other < row]


def _nearly_same(
    is_new: npt.NDArray[np.bool_], names: npt.NDArray[np.object_]
) -> list[tuple[int, int]]:
    """Pairs of a new row and one before it whose name is spelt a little differently, the most alike first."""
    keys = [" ".join(sorted(name.split())) for name in names]
    score_by_pair: dict[tuple[int, int], int] = {}
    rows = np.flatnonzero(is_new)
    for chunk in np.split(rows, range(NAMES_AT_A_TIME, len(rows), NAMES_AT_A_TIME)):
        chunk_keys = [keys[row] for row in chunk]
        scores = process.cdist(
            chunk_keys,
            keys,
            scorer=fuzz.ratio,
            score_cutoff=ALIKE_ENOUGH,
            dtype=np.uint8,
            workers=-1,
        )
        for index, other in zip(*(indices.tolist() for indices in np.nonzero(scores)), strict=True):
            row = int(chunk[index])
            if other < row and _of_same_words(keys[row], keys[other]):
                score_by_pair[row, other] = int(scores[index, other])
    return sorted(score_by_pair, key=lambda pair: -score_by_pair[pair])


def _of_same_words(name: str, other: str) -> bool:
    """Whether two names that are nearly the same differ in spelling, not in a word or a number.

    >>> _of_same_words("internt society", "internet society"), _of_same_words("lake lumen union", "lake leman union")
    (True, False)
    """
    if re.findall(r"\d+", name) != re.findall(r"\d+", other):
        return False
    words, other_words = set(name.split()), set(other.split())
    fewer_words, more_words = sorted((words - other_words, other_words - words), key=len)
    return all(
        max(fuzz.ratio(word, other_word) for other_word in more_words) >= WORD_ALIKE_ENOUGH
        for word in fewer_words
    )


def plain_name(name: str) -> str:
    """The part of a name that its spellings share: without accents, signs, legal form and words that mean little.

    >>> plain_name("The Internet Society, Inc."), plain_name("Réseau des Élus"), plain_name("I.C.A.N.N.")
    ('internet society', 'reseau elus', 'icann')
    """
    letters = re.sub(r"(?<=\b\w)\.(?=\w\b)|['’]", "", fold(name)).replace("&", " and ")
    words = re.findall(r"\w+", letters)
    significant = [word for word in words if not _MEANS_LITTLE.fullmatch(word)]
    return " ".join(significant or words)


def acronym(name: str) -> str | None:
    """The first letters of a name's words, None if they are too few to say something.

    >>> acronym("Association for Progressive Communications"), acronym("Access Now") is None
    ('apc', True)
    """
    letters = "".join(word[0] for word in plain_name(name).split())
    return letters if len(letters) >= _SHORTEST_ACRONYM else None


def plain_address(address: str) -> str:
    """The part of an address that all addresses of one page share.

    >>> plain_address("HTTP://www.Example.org:80/a/?utm_source=x&b=1#top") == plain_address("https://example.org/a?b=1")
    True
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return address
    port_suffix = f":{port}" if port not in (None, 80, 443) else ""
    parameters = [
        (name, value) for name, value in parse_qsl(parts.query, True) if not _is_campaign(name)
    ]
    query = f"?{urlencode(sorted(parameters))}" if parameters else ""
    return f"{host}{port_suffix}{parts.path.rstrip('/')}{query}"


def _is_campaign(name: str) -> bool:
    return name.lower().startswith("utm_") or name.lower() in (
        "fbclid",
        "gclid",
        "mc_cid",
        "mc_eid",
    )


def _submissions(connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> list[_Pair]:
    """New submission, the first one before it that it looks like, and why: by the strongest reason.

    Many submissions share a page that reports them all: one that shares neither author nor title is taken for another.
    """
    authored = connection.execute(
        "SELECT submission_id, organisation_id FROM text_signatories WHERE role = 'author'"
    ).fetchall()
    authors: dict[str, set[str]] = defaultdict(set)
    for submission, organisation in authored:
        authors[submission].add(organisation)
    row_authors = [authors[submission] for submission in rows["submission_id"]]
    titles = rows["title"].fillna("").map(fold).tolist()
    days = rows["submitted_on"].fillna("").tolist()
    rows_by_address: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    rows_by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    pairs: list[_Pair] = []
    for position, row in enumerate(rows.to_dict("records")):
        pages = [
            (plain_address(row[column]), column == "document_url")
            for column in ("source_url", "document_url")
            if isinstance(row[column], str)
        ]
        title_keys = [
            (author, titles[position]) for author in row_authors[position] if titles[position]
        ]
        day_keys = [
            (author, days[position])
            for author in row_authors[position]
            if len(days[position]) == 10
        ]
        reasons = {
            ("has the address of", "source_url"): [
                other
                for address, is_document in pages
                for other, of_document in rows_by_address[address][:ON_ONE_PAGE]
                if is_document
                or of_document
                or titles[other] == titles[position] != ""
                or row_authors[other] & row_authors[position]
            ],
            ("has title and author of", "title"): [
                other for key in title_keys for other in rows_by_key[key][:1]
            ],
            ("has the author and the day of, and nearly the title of", "title"): [
                other
                for key in day_keys
                for other in rows_by_key[key][:ON_ONE_PAGE]
                if fuzz.ratio(titles[position], titles[other]) >= TITLE_ALIKE_ENOUGH
            ],
        }
        if row["is_new"]:
            matches = (
                (min(candidates), *reason) for reason, candidates in reasons.items() if candidates
            )
            pairs += [(position, *match) for match in islice(matches, 1)]
        for address, is_document in pages:
            rows_by_address[address].append((position, is_document))
        for key in (*title_keys, *day_keys):
            rows_by_key[key].append(position)
    return pairs
