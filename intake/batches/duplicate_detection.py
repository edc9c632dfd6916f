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
from data.validation_errors import Problem, shown
from intake.batches.batch import Batch

ALIKE_ENOUGH, WORD_ALIKE_ENOUGH = 90, 80
"""For names, and for the words in which they differ: 100 minus the share of letters to be put in or taken out."""

TITLE_ALIKE_ENOUGH = 92
"""The same for the titles of two submissions by one author on one day."""

ON_ONE_PAGE = 50
"""Submissions of one address, or by one author on one day, that a new one with the same is held against."""

NAMES_AT_A_TIME = 1_000
"""New names that are compared with all others in one go."""

_MEANS_LITTLE = re.compile(
    "the|of|for|and|de|la|le|les|du|des|et|pour|y|e"
    "|ag|aisbl|asbl|bv|corp|corporation|ev|gmbh|inc|incorporated|kk|limited"
    "|llc|llp|ltd|nv|ong|oy|plc|pty|sa|sarl|sas|spa|srl|vzw"
)
"""Words of names that mean little, and legal forms."""

_SHORTEST_ACRONYM = 3


_Found = tuple[int, int, str, str]
"""Places of a new row and of the one it looks like, why, and the column that says so."""


@dataclass(frozen=True)
class Alike:
    """A new row, `id`, that looks like the row `other`, which is there already or stands before it in the batch.

    `problem` says so at its place.
    """

    table: str
    id: str
    other: str
    problem: Problem


def find_alike(connection: duckdb.DuckDBPyConnection, batch: Batch) -> list[Alike]:
    """The new rows of a batch, laid over the tables on `connection`, that look like others; each once."""
    found: list[Alike] = []
    for table, search in (("organisations", _organisations), ("submissions", _submissions)):
        given = batch.tables.get(table)
        if given is None or not _is_merged(connection, table):
            continue
        rows = connection.execute(_ROWS[table]).df()
        if not rows["is_new"].any():
            continue
        for row, other, why, column in search(connection, rows):
            here, there = rows.iloc[row], rows.iloc[other]
            key = f"{table[:-1]}_id"
            rule = (
                f"{why} {there[key]} ({shown(there['called'])}): if it is the same, use the id {there[key]} instead; "
                f"if it is another, say so with --another {here[key]}"
            )
            line = int(given.rows[int(here["batch_row"])])
            problem = Problem(batch.file(table), line, column, here[column], rule)
            found.append(Alike(table, str(here[key]), str(there[key]), problem))
    return found


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
    described = connection.execute(f"DESCRIBE text_{table}").fetchall()
    return "batch_row" in {name for name, *_ in described}


def _organisations(_connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> list[_Found]:
    """New organisation, the one it looks like, and why: by the strongest reason."""
    new = rows["is_new"].to_numpy()
    names = rows["name"].map(plain_name)
    short = rows["short_name"].map(plain_name, na_action="ignore")
    acronyms = names.where(names.str.len() <= 8)
    sites = rows["website"].map(plain_address, na_action="ignore")
    countries = rows["country_code"].fillna("").to_numpy()
    found: dict[int, tuple[int, str]] = {}

    def add(pairs: list[tuple[int, int]], why: str, anywhere: bool = False) -> None:
        for row, other in pairs:
            seats = {countries[row], countries[other]} - {""}
            if len(seats) < 2:
                found.setdefault(row, (other, why))
            elif anywhere:
                found.setdefault(row, (other, f"is in another country, but {why}"))

    add(_same(new, names, names), "has the name of", anywhere=True)
    add(_same(new, sites, sites), "has the website of")
    add(_same(new, short, short), "has the short name of")
    add(_same(new, names, short) + _same(new, short, names), "is called as")
    made = rows["name"].map(acronym)
    add(_same(new, made, acronyms) + _same(new, acronyms, made), "may be the long or short form of")
    add(_nearly_same(new, names.to_numpy(object)), "is called nearly as", anywhere=True)
    return [(row, other, why, "name") for row, (other, why) in sorted(found.items())]


def _same(
    new: npt.NDArray[np.bool_], ours: pd.Series[str], theirs: pd.Series[str]
) -> list[tuple[int, int]]:
    """Pairs of a new row and the first one before it whose text in `theirs` is its text in `ours`."""
    told = theirs[theirs.notna() & (theirs != "")]
    first = pd.Series(told.index.to_numpy(), index=told.to_numpy())
    first = first[~first.index.duplicated()]
    asked = ours[new & ours.notna().to_numpy()]
    other = asked.map(first).dropna().astype(int)
    return [(row, to) for row, to in other.items() if to < row]


def _nearly_same(
    new: npt.NDArray[np.bool_], names: npt.NDArray[np.object_]
) -> list[tuple[int, int]]:
    """Pairs of a new row and one before it whose name is spelt a little differently, the most alike first."""
    keys = [" ".join(sorted(name.split())) for name in names]
    found: dict[tuple[int, int], int] = {}
    rows = np.flatnonzero(new)
    for some in np.split(rows, range(NAMES_AT_A_TIME, len(rows), NAMES_AT_A_TIME)):
        asked = [keys[row] for row in some]
        scores = process.cdist(
            asked, keys, scorer=fuzz.ratio, score_cutoff=ALIKE_ENOUGH, dtype=np.uint8, workers=-1
        )
        for place, other in zip(*(hit.tolist() for hit in np.nonzero(scores)), strict=True):
            row = int(some[place])
            if other < row and _of_same_words(keys[row], keys[other]):
                found[row, other] = int(scores[place, other])
    return sorted(found, key=lambda pair: -found[pair])


def _of_same_words(name: str, other: str) -> bool:
    """Whether two names that are nearly the same differ in spelling, not in a word or a number.

    >>> _of_same_words("internt society", "internet society"), _of_same_words("lake lumen union", "lake leman union")
    (True, False)
    """
    if re.findall(r"\d+", name) != re.findall(r"\d+", other):
        return False
    words, others = set(name.split()), set(other.split())
    fewer, more = sorted((words - others, others - words), key=len)
    return all(max(fuzz.ratio(word, one) for one in more) >= WORD_ALIKE_ENOUGH for word in fewer)


def plain_name(name: str) -> str:
    """A name as spellings of it have in common: without accents, signs, legal form and words that mean little.

    >>> plain_name("The Internet Society, Inc."), plain_name("Réseau des Élus"), plain_name("I.C.A.N.N.")
    ('internet society', 'reseau elus', 'icann')
    """
    letters = re.sub(r"(?<=\b\w)\.(?=\w\b)|['’]", "", fold(name)).replace("&", " and ")
    words = re.findall(r"\w+", letters)
    meant = [word for word in words if not _MEANS_LITTLE.fullmatch(word)]
    return " ".join(meant or words)


def acronym(name: str) -> str | None:
    """The first letters of a name's words, None if they are too few to say something.

    >>> acronym("Association for Progressive Communications"), acronym("Access Now") is None
    ('apc', True)
    """
    letters = "".join(word[0] for word in plain_name(name).split())
    return letters if len(letters) >= _SHORTEST_ACRONYM else None


def plain_address(address: str) -> str:
    """An address as those of one page have in common.

    >>> plain_address("HTTP://www.Example.org:80/a/?utm_source=x&b=1#top") == plain_address("https://example.org/a?b=1")
    True
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return address
    at = f":{port}" if port not in (None, 80, 443) else ""
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not _is_campaign(name)]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{at}{parts.path.rstrip('/')}{query}"


def _is_campaign(name: str) -> bool:
    return name.lower().startswith("utm_") or name.lower() in (
        "fbclid",
        "gclid",
        "mc_cid",
        "mc_eid",
    )


def _submissions(connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> list[_Found]:
    """New submission, the first one before it that it looks like, and why: by the strongest reason.

    Many submissions share a page that reports them all: one that shares neither author nor title is taken for another.
    """
    authored = connection.execute(
        "SELECT submission_id, organisation_id FROM text_signatories WHERE role = 'author'"
    ).fetchall()
    authors: dict[str, set[str]] = defaultdict(set)
    for submission, organisation in authored:
        authors[submission].add(organisation)
    by = [authors[submission] for submission in rows["submission_id"]]
    titles = rows["title"].fillna("").map(fold).tolist()
    days = rows["submitted_on"].fillna("").tolist()
    at: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    written: dict[tuple[str, str], list[int]] = defaultdict(list)
    found: list[_Found] = []
    for place, row in enumerate(rows.to_dict("records")):
        pages = [
            (plain_address(row[column]), column == "document_url")
            for column in ("source_url", "document_url")
            if isinstance(row[column], str)
        ]
        titled = [(author, titles[place]) for author in by[place] if titles[place]]
        dated = [(author, days[place]) for author in by[place] if len(days[place]) == 10]
        reasons = {
            ("has the address of", "source_url"): [
                other
                for address, is_document in pages
                for other, of_document in at[address][:ON_ONE_PAGE]
                if is_document
                or of_document
                or titles[other] == titles[place] != ""
                or by[other] & by[place]
            ],
            ("has title and author of", "title"): [
                other for key in titled for other in written[key][:1]
            ],
            ("has the author and the day of, and nearly the title of", "title"): [
                other
                for key in dated
                for other in written[key][:ON_ONE_PAGE]
                if fuzz.ratio(titles[place], titles[other]) >= TITLE_ALIKE_ENOUGH
            ],
        }
        if row["is_new"]:
            alike = ((min(others), *said) for said, others in reasons.items() if others)
            found += [(place, *one) for one in islice(alike, 1)]
        for address, is_document in pages:
            at[address].append((place, is_document))
        for key in (*titled, *dated):
            written[key].append(place)
    return found
