"""Which data set this process serves, and its settings in settings.toml beside its tables.

The first call of ``data_set`` reads the environment, the first call of ``served`` reads settings.toml, each once.

    python -m data.settings

prints nothing if the settings of the served data set are valid; else it names all problems (exit code 1).
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

    ``source`` is the folder of its CSV tables and settings.toml, ``database`` the file that ``data.build`` makes from
    them. If ``spark``, the address of a Spark Connect server, is not empty, that server answers instead of
    ``database``, from the Parquet files under ``tables``.
    """

    source: Path
    database: Path
    spark: str = ""
    tables: str = ""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> DataSet:
        """The data set that an environment names. Paths in it are relative to the working directory."""
        variables = {name: environment.get(name, "").strip() for name in VARIABLES}
        address = variables["DASHBOARD_DATABASE"]
        spark = address if address.startswith("sc://") else ""
        source = _path(variables["DASHBOARD_DATA"]) or SOURCE
        file = (None if spark else _path(address)) or source / DATABASE.name
        return cls(source, file, spark, variables["DASHBOARD_TABLES"].rstrip("/"))

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
    """The database of the tables in a folder: the served one for the served tables, else the one beside them."""
    if source.resolve() == data_set().source.resolve():
        return data_set().database
    return source / DATABASE.name


def comes_with_the_dashboard(source: Path) -> bool:
    """Whether a folder holds the data set that comes with the dashboard, on which commands work by default."""
    return source.resolve() == SOURCE.resolve()


@contextmanager
def using(
    *, source: Path | None = None, database: Path | None = None, spark: str = "", tables: str = ""
) -> Iterator[None]:
    """Serve another data set in all threads of this process during the block, for tests.

    Without ``source`` the tables stay the same; without ``database`` the database is the one in the folder ``source``.
    """
    global _data_set
    previous = data_set()
    file = database or (source / DATABASE.name if source else previous.database)
    _data_set = DataSet(source or previous.source, file, spark, tables)
    try:
        yield
    finally:
        _data_set = previous


def _key(read: Callable[[object], object], meaning: str, default: Any = MISSING) -> Any:
    return field(default=default, metadata={"read": read, "meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """Every key of settings.toml; ``meaning`` in its metadata is its purpose. A key without default is required."""

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
    """The settings in a folder. Raises DataProblems with every problem of them."""
    values_in_file, all_problems = _parsed(source)
    unreadable = bool(all_problems)
    values: dict[str, Any] = {}
    for setting in fields(Settings):
        if setting.name in values_in_file:
            try:
                values[setting.name] = setting.metadata["read"](values_in_file[setting.name])
            except ValueError as error:
                value_text = f"{values_in_file[setting.name]!r}"
                value_text = value_text if len(value_text) <= 60 else f"{value_text[:60]}…"
                all_problems.append(
                    _problem(f"{setting.name} is {value_text}, but must be {error}")
                )
        elif needed(setting) and not unreadable:
            all_problems.append(
                _problem(f"{setting.name} is missing: add it, {setting.metadata['meaning']}")
            )
    all_problems += [_problem(_unknown(key)) for key in values_in_file if key not in _names()]
    if all_problems:
        raise DataProblems(all_problems)
    return Settings(**values)


def problems(source: Path) -> list[Problem]:
    """Every problem of the settings in a folder, including contradictions to its tables."""
    try:
        groups = read(source).stage_groups
        with (source / "stages.csv").open(encoding="utf-8", newline="") as file:
            stage_ids = {row.get("stage_id") for row in csv.DictReader(file)} if groups else set()
    except DataProblems as error:
        return error.problems
    except (OSError, ValueError):  # the check of the tables reports these errors
        return []
    return [
        _problem(f"stage_groups names the stage {stage}, which stages.csv does not have")
        for group in groups
        for stage in group.stages
        if stage not in stage_ids
    ]


def release(source: Path) -> str:
    """The release that the settings in a folder name, whatever else is wrong with them; empty if they name none."""
    values, _problems = _parsed(source)
    try:
        return setting_values.release(values.get("release"))
    except ValueError:
        return ""


def site(source: Path) -> str:
    """What the settings in a folder call the dashboard, whatever else is wrong with them; empty if they do not."""
    values, _problems = _parsed(source)
    try:
        return setting_values.text(values.get("site"))
    except ValueError:
        return ""


def earliest_year(source: Path) -> int:
    """The earliest year of a submission, whatever else is wrong with the settings in a folder."""
    values, _problems = _parsed(source)
    try:
        return setting_values.year(values.get("earliest_year", Settings.earliest_year))
    except ValueError:
        return Settings.earliest_year


def served() -> Settings:
    """The settings of the data set that is served. Ends the process, naming all problems, if they are invalid."""
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
    except DataProblems as error:
        sys.exit(f"{source / FILE} cannot be used. {error}")


def needed(setting: Field[Any]) -> bool:
    """Whether settings must have a key."""
    return setting.default is MISSING


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
    similar = get_close_matches(key, _names(), 1)
    suggestion = f"did you mean {similar[0]}?" if similar else f"the keys are {', '.join(_names())}"
    return f"{key[:60]} is no key: {suggestion}"


def _names() -> list[str]:
    return [setting.name for setting in fields(Settings)]


def _problem(rule: str) -> Problem:
    return Problem(FILE, None, None, None, rule)


if __name__ == "__main__":
    served()
