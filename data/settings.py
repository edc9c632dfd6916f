"""Which data set this process serves, and what it says of itself in settings.toml beside its tables.

The environment is read when ``data_set`` is first called, settings.toml when ``served`` is, each once.

    python -m data.settings

ends without a word where the settings of the data set that is served can be used, else it names all that is wrong with
them (exit code 1).
"""

from __future__ import annotations

import csv
import os
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, Field, dataclass, field, fields
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from data import DATABASE, SOURCE, setting_values
from data.setting_values import Limit, StageGroup
from data.validation_errors import DataProblems, Problem

FILE = "settings.toml"

VARIABLES = {
    "DASHBOARD_DATA": "folder of the tables and settings.toml that are served; empty: the data set that comes with "
    "the dashboard",
    "DASHBOARD_DATABASE": "file of the database that is built of them, or sc://host:15002, the Spark Connect server "
    "that answers instead; empty: dashboard.duckdb in their folder",
    "DASHBOARD_TABLES": "with a Spark Connect server, folder or address under which it finds the tables that "
    "`wsis20 build --to parquet` wrote",
}
"""Environment variable -> what it sets."""


@dataclass(frozen=True)
class DataSet:
    """A data set that is served.

    ``source`` is the folder of its CSV tables and settings.toml, ``database`` the file that ``data.build`` makes of
    them. Where ``spark``, the address of a Spark Connect server, is not empty, that server answers in the place of
    ``database``, from the Parquet files that it finds under ``tables``.
    """

    source: Path
    database: Path
    spark: str = ""
    tables: str = ""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> DataSet:
        """The data set that an environment names. Paths in it are relative to the working directory."""
        given = {name: environment.get(name, "").strip() for name in VARIABLES}
        address = given["DASHBOARD_DATABASE"]
        spark = address if address.startswith("sc://") else ""
        source = _path(given["DASHBOARD_DATA"]) or SOURCE
        file = (None if spark else _path(address)) or source / DATABASE.name
        return cls(source, file, spark, given["DASHBOARD_TABLES"].rstrip("/"))

    @property
    def answers_from(self) -> Path | str:
        """The file of the database, or the address of the Spark Connect server."""
        return self.spark or self.database


def _path(value: str) -> Path | None:
    return Path(value).expanduser().absolute() if value else None


_data_set: DataSet | None = None


def data_set() -> DataSet:
    """The data set that this process serves: the one that the environment names."""
    global _data_set
    if _data_set is None:
        _data_set = DataSet.read(os.environ)
    return _data_set


def database_of(source: Path) -> Path:
    """The database of the tables in a folder: of those that are served the one that is, else the one beside them."""
    if source.resolve() == data_set().source.resolve():
        return data_set().database
    return source / DATABASE.name


def comes_with_the_dashboard(source: Path) -> bool:
    """Whether a folder holds the data set that comes with the dashboard, which commands work on by themselves."""
    return source.resolve() == SOURCE.resolve()


@contextmanager
def using(
    *, source: Path | None = None, database: Path | None = None, spark: str = "", tables: str = ""
) -> Iterator[None]:
    """In the block all threads of this process serve another data set: for tests.

    Without ``source`` the tables stay the same; without ``database`` it is the one in the folder ``source``.
    """
    global _data_set
    before = data_set()
    file = database or (source / DATABASE.name if source else before.database)
    _data_set = DataSet(source or before.source, file, spark, tables)
    try:
        yield
    finally:
        _data_set = before


def _key(read: Callable[[object], object], meaning: str, default: Any = MISSING) -> Any:
    return field(default=default, metadata={"read": read, "meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """Every key of settings.toml, ``meaning`` in its metadata: what it is for. One without default must be there."""

    release: str = _key(
        setting_values.release,
        "release of the data, year and two digits; it stands in front of the data version",
    )
    site: str = _key(
        setting_values.text,
        "what the dashboard is called: in search engines, on paper, in the feed, in citations",
    )
    title: str = _key(
        setting_values.text,
        "what the data set is called: heading of the overview, title of package and citation",
    )
    short: str = _key(
        setting_values.text,
        'a short name, put before "submissions" in titles of tabs and of the feed',
    )
    review: str = _key(
        setting_values.text,
        'what submissions are made to, as a sentence goes on after "submissions to"',
    )
    files: str = _key(setting_values.files, "what names of downloaded files begin with")
    introduction: str = _key(
        setting_values.text, "one or two sentences under the heading of the overview"
    )
    abstract: str = _key(
        setting_values.text, "what the data set holds, for package, citation and search engines"
    )
    collection: str = _key(
        setting_values.text,
        "in one sentence how far the data carry; under every light page and in every file",
    )
    footnote: str = _key(setting_values.text, "the same, shorter still; at the foot of every page")
    reading: str = _key(
        setting_values.text, "how texts were read; under lists of what was coded from them"
    )
    limits: tuple[Limit, ...] = _key(
        setting_values.limits,
        "what readers must know besides, title and text each, both in whole sentences; on Data and method",
        (),
    )
    stage_groups: tuple[StageGroup, ...] = _key(
        setting_values.stage_groups,
        "stages that readers filter by together with one click, title and stage_ids each",
        (),
    )
    keywords: tuple[str, ...] = _key(
        setting_values.texts, "what search engines find the data by", ()
    )
    publisher: str = _key(
        setting_values.text,
        "who is cited as author of the data; without it, the dashboard by its name",
        "",
    )
    contact: str = _key(
        setting_values.contact,
        "whom readers can write to about errors and translations, and sites about pages that are fetched from them, "
        "e-mail or web address; needed by wsis20 collect",
        "",
    )
    licence: str = _key(
        setting_values.lines,
        "on what terms others may use the data: name of a licence, its address, or lines",
        "",
    )
    code_licence: str = _key(setting_values.lines, "the same for the code", "")
    doi: str = _key(
        setting_values.doi,
        "the DOI under which the data are deposited, for files and catalogues",
        "",
    )
    imprint: str = _key(
        setting_values.lines,
        "who answers for the dashboard by law, in lines, or the address that says so; on About this site and privacy",
        "",
    )
    privacy: str = _key(
        setting_values.lines,
        "what readers must know of their data besides, in lines, or the address that says so; "
        "on About this site and privacy",
        "",
    )
    home_page: str = _key(
        setting_values.address, "page of those who hold the review; linked on Data and method", ""
    )
    action_lines: str = _key(
        setting_values.text, "what the scheme of action lines is called", "Action lines"
    )
    matrix: str = _key(
        setting_values.text,
        'what links action lines with development goals, as a sentence goes on after "The"',
        "matrix of action lines and goals",
    )
    examples: tuple[str, ...] = _key(
        setting_values.texts, "what the search box gives as examples", ()
    )
    earliest_year: int = _key(
        setting_values.year,
        "no submission can be of an earlier year: a slip of the keyboard is found by it",
        1900,
    )


def read(source: Path) -> Settings:
    """The settings in a folder; DataProblems names everything that is wrong with them."""
    given, found = _parsed(source)
    unread = bool(found)
    values: dict[str, Any] = {}
    for one in fields(Settings):
        if one.name in given:
            try:
                values[one.name] = one.metadata["read"](given[one.name])
            except ValueError as error:
                shown = f"{given[one.name]!r}"
                shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
                found.append(_problem(f"{one.name} is {shown}, but must be {error}"))
        elif needed(one) and not unread:
            found.append(_problem(f"{one.name} is missing: add it, {one.metadata['meaning']}"))
    found += [_problem(_unknown(key)) for key in given if key not in _names()]
    if found:
        raise DataProblems(found)
    return Settings(**values)


def problems(source: Path) -> list[Problem]:
    """Everything that is wrong with the settings in a folder, also beside its tables."""
    try:
        groups = read(source).stage_groups
        with (source / "stages.csv").open(encoding="utf-8", newline="") as file:
            known = {row.get("stage_id") for row in csv.DictReader(file)} if groups else set()
    except DataProblems as found:
        return found.problems
    except (OSError, ValueError):  # the tables' own check says what is wrong with them
        return []
    return [
        _problem(f"stage_groups names the stage {one}, which stages.csv does not have")
        for group in groups
        for one in group.stages
        if one not in known
    ]


def release(source: Path) -> str:
    """The release that the settings in a folder name, whatever else is wrong with them; empty if they name none."""
    given, _found = _parsed(source)
    try:
        return setting_values.release(given.get("release"))
    except ValueError:
        return ""


def site(source: Path) -> str:
    """What the settings in a folder call the dashboard, whatever else is wrong with them; empty if they do not."""
    given, _found = _parsed(source)
    try:
        return setting_values.text(given.get("site"))
    except ValueError:
        return ""


def earliest_year(source: Path) -> int:
    """The earliest year of a submission, whatever else is wrong with the settings in a folder."""
    given, _found = _parsed(source)
    try:
        return setting_values.year(given.get("earliest_year", Settings.earliest_year))
    except ValueError:
        return Settings.earliest_year


def served() -> Settings:
    """The settings of the data set that is served. Ends the process, with all that is wrong, if they cannot be used."""
    return _served(data_set().source)


@cache
def _served(source: Path) -> Settings:
    if not source.is_dir():
        sys.exit(
            f"There is no folder {source}: put the data set there, or name another folder in DASHBOARD_DATA."
        )
    if not (source / FILE).is_file():
        sys.exit(
            f"There is no {FILE} in {source}: write one (docs/own-consultation.md says how), or name another folder in "
            "DASHBOARD_DATA."
        )
    try:
        return read(source)
    except DataProblems as found:
        sys.exit(f"{source / FILE} cannot be used. {found}")


def needed(one: Field[Any]) -> bool:
    """Whether settings must have a key."""
    return one.default is MISSING


def _parsed(source: Path) -> tuple[Mapping[str, Any], list[Problem]]:
    try:
        return tomllib.loads((source / FILE).read_text(encoding="utf-8")), []
    except FileNotFoundError:
        return {}, [_problem("is missing: put the file back")]
    except UnicodeDecodeError:
        return {}, [_problem("must be saved as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        return {}, [_problem(f'must have lines such as title = "...": {error}')]


def _unknown(key: str) -> str:
    near = get_close_matches(key, _names(), 1)
    meant = f"did you mean {near[0]}?" if near else f"the keys are {', '.join(_names())}"
    return f"{key[:60]} is no key: {meant}"


def _names() -> list[str]:
    return [one.name for one in fields(Settings)]


def _problem(rule: str) -> Problem:
    return Problem(FILE, None, None, None, rule)


if __name__ == "__main__":
    served()
