"""Reads the header of a question file: its title, what one row is, its parameters and its columns."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
SELECTION = FOLDER / "selection.sql"
TYPES = ("text", "integer", "number", "date", "boolean")

_ONLY = re.compile(r"-- (?:when (?P<when>[\w, ]+?))?(?: ?unless (?P<unless>[\w, ]+))?$")
_MARK = re.compile(r"^ .*\b(first_\w+),.*\n", re.MULTILINE)
_WITH = re.compile(r"^-- with (\w+)(,?)$", re.MULTILINE)
_PART, _LAST = "-- when part", "\nSELECT "
_LINE = re.compile(r"^-- (title|row|unnarrowed|parameter|column)(?: (\w+))?: (.+)$")


class QuestionError(ValueError):
    """A question that is not there, or a parameter it does not take. The message says what is allowed."""


MAX_PARAMETER = 200
"""Characters."""

_NAMES_IN_ADDRESS = {
    "unit": "count",
    "measure": "count",
    "from_stage": "from",
    "to_stage": "to",
    "kind": "show",
    "organisation": "id",
    "theme": "id",
    "claim": "id",
    "ids": "id",
}


@dataclass(frozen=True)
class Parameter:
    """One parameter of a question. ``choices`` is empty where any text is taken; the first choice is the default."""

    name: str
    choices: tuple[str, ...]
    meaning: str

    @property
    def in_address(self) -> str:
        """What an address calls it, on a page as in the data API: a filter may have its own name."""
        return _NAMES_IN_ADDRESS.get(self.name, self.name)

    @property
    def several(self) -> bool:
        """Whether it holds ids with commas between them, which an address gives one by one."""
        return self.name == "ids"

    @property
    def kind(self) -> str:
        """What it is the id of, if it has no choices and holds one: the name of a filter, or ``submission``."""
        if self.name == "id":
            return "submission"
        return self.name.removeprefix("from_").removeprefix("to_")

    @property
    def bound(self) -> str:
        """What the statement calls it: a filter may have the same name, and both may be given."""
        return f"asked_{self.name}"

    def check(self, value: str) -> str:
        """Return ``value``; raise QuestionError if it is not one of ``choices`` or longer than 200 characters."""
        if self.choices and value not in self.choices:
            raise QuestionError(
                f"parameter {self.name}: {value[:60]!r} is not one of {', '.join(self.choices)}"
            )
        if len(value) > MAX_PARAMETER:
            raise QuestionError(f"parameter {self.name}: longer than {MAX_PARAMETER} characters")
        return value


@dataclass(frozen=True)
class Column:
    """One column of an answer: its type is one of TYPES, its unit is empty where there is none."""

    name: str
    type: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Question:
    """A question file: its words, its columns in order, and the statement that answers it."""

    name: str
    title: str
    row: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sql: str

    def statement(self, active: frozenset[str]) -> str:
        """The SQL for a selection in which the filters ``active`` are set: lines for others are left out."""
        return _statement(self.sql, active)

    def part(self, active: frozenset[str]) -> str:
        """The SQL for some rows of the same answer: ``$part_rows`` of them, after the first ``$part_start``."""
        if self._lists:
            return _statement(self.sql, active | {"part"})
        return f"{self.statement(active)}\nLIMIT $part_rows OFFSET $part_start"

    def length(self, active: frozenset[str]) -> str:
        """The SQL for the number of rows of the same answer: one row with the column ``rows``."""
        whole = self.statement(active)
        if self._lists:
            return f"{whole[: whole.rindex(_LAST)]}\nSELECT count(*) AS rows FROM listed"
        return f"SELECT count(*) AS rows FROM ({whole})"  # noqa: S608 - the SQL of a question file

    @property
    def _lists(self) -> bool:
        """Whether the question can be put for some rows: its table ``listed`` has one for each of the answer."""
        return _PART in self.sql


@lru_cache(maxsize=1024)
def _statement(sql: str, active: frozenset[str]) -> str:
    kept = []
    for line in sql.splitlines():
        match = _ONLY.search(line)
        if match is None or _holds(match, active):
            kept.append(_ONLY.sub("", line))
    return "\n".join(kept)


def _holds(match: re.Match[str], active: frozenset[str]) -> bool:
    """Whether a filter that stands behind ``when`` is set, where one does, and none that stands behind ``unless``."""
    when, unless = (
        {name.strip() for name in match[word].split(",")} if match[word] else None
        for word in ("when", "unless")
    )
    return (when is None or not active.isdisjoint(when)) and (
        unless is None or active.isdisjoint(unless)
    )


def _parse(name: str, text: str) -> Question:
    heads: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("--"):
            break
        match = _LINE.match(line)
        where = f"{name}.sql, line {number}"
        if match is None:
            raise QuestionError(
                f"{where}: not a header line (title, row, unnarrowed, parameter NAME, column NAME)"
            )
        word, identifier, rest = match.groups()
        if word in ("title", "row", "unnarrowed"):
            heads[word] = rest
            continue
        first, _, meaning = (part.strip() for part in rest.partition("·"))
        if not identifier or not meaning:
            raise QuestionError(f"{where}: write '-- {word} NAME: what it is · meaning'")
        if word == "parameter":
            choices = () if first == "text" else tuple(c.strip() for c in first.split("|"))
            parameters.append(Parameter(identifier, choices, meaning))
        else:
            type_, _, unit = (part.strip() for part in first.partition(","))
            if type_ not in TYPES:
                raise QuestionError(f"{where}: type {type_!r} is not one of {', '.join(TYPES)}")
            columns.append(Column(identifier, type_, unit, meaning))
    for word in ("title", "row"):
        if word not in heads:
            raise QuestionError(f"{name}.sql: the header has no line '-- {word}: ...'")
    statement = _statement_of(name, text)
    for parameter in parameters:
        statement = re.sub(rf"\${parameter.name}\b", f"${parameter.bound}", statement)
    joint = f",\n{statement[5:]}" if re.match(r"WITH\s", statement) else f"\n{statement}"
    sql = _selection(statement, heads.get("unnarrowed", "")) + joint
    return Question(name, heads["title"], heads["row"], tuple(parameters), tuple(columns), sql)


def _selection(statement: str, unnarrowed: str) -> str:
    """selection.sql without the marks that ``statement`` does not read: most of a small query's time is planning.

    The filter ``unnarrowed``, where a question has one, is the question's own and does not narrow the selection.
    """
    text = _MARK.sub(lambda line: line[0] if line[1] in statement else "", _text(SELECTION))
    if not unnarrowed:
        return text
    own = re.compile(rf"(-- when (?:[\w, ]+, )?){unnarrowed}(?:, |$)", re.MULTILINE)
    kept = (own.sub(r"\1", line) for line in text.splitlines())
    return "\n".join(line for line in kept if not line.endswith("-- when "))


def _statement_of(name: str, text: str) -> str:
    """What follows the header, with the tables that stand in ``shared/`` in the place of the lines that name them."""

    def tables(line: re.Match[str]) -> str:
        try:
            return _text(FOLDER / "shared" / f"{line[1]}.sql") + line[2]
        except FileNotFoundError:
            raise QuestionError(f"{name}.sql: there is no shared/{line[1]}.sql") from None

    written = _WITH.sub(tables, text)
    return "\n".join(line for line in written.splitlines() if not line.startswith("--"))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()


@cache
def questions() -> dict[str, Question]:
    """All questions by name, read once from ``queries/*.sql``."""
    return {
        path.stem: _parse(path.stem, _text(path))
        for path in sorted(FOLDER.glob("*.sql"))
        if path != SELECTION
    }


def question(name: str) -> Question:
    """The question called ``name``; QuestionError names those it may mean if there is none."""
    try:
        return questions()[name]
    except KeyError:
        near = get_close_matches(name[:60], questions(), n=3, cutoff=0.5)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        raise QuestionError(
            f"no question is called {name[:60]!r}; queries/ has one file for each{meant}"
        ) from None
