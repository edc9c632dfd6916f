"""Reads the header of a question file: title, row, parameters and columns, each in a line of comment.

``-- column NAME: type, unit · meaning`` describes a column, ``-- columns: NAME, NAME`` names all in their order. A
column that is named but not described takes its description from ``shared/header.sql``, which many questions share:
with ``-- columns group: ...`` from its section ``-- of group``, if that has one. The same holds for parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from queries.questions import TYPES, Column, Parameter, QuestionError

SHARED = "shared/header.sql"

_LINE = re.compile(r"-- (title|row|unnarrowed|of|parameters?|columns?)(?: (\w+))?: (.+)")


class Named(NamedTuple):
    """A parameter or column that a list names, with the list's section of the shared descriptions."""

    where: str
    section: str
    name: str


@dataclass
class Header:
    """The content of a header; ``described`` has its own descriptions by section, word and name."""

    file: str
    heads: dict[str, str] = field(default_factory=dict)
    described: dict[tuple[str, str, str], Parameter | Column] = field(default_factory=dict)
    named: dict[str, list[Named]] = field(default_factory=lambda: {"parameter": [], "column": []})

    def parameters(self, shared: Header) -> tuple[Parameter, ...]:
        """Its parameters in order."""
        descriptions = self._all("parameter", shared)
        return tuple(parameter for parameter in descriptions if isinstance(parameter, Parameter))

    def columns(self, shared: Header) -> tuple[Column, ...]:
        """Its columns in order."""
        return tuple(column for column in self._all("column", shared) if isinstance(column, Column))

    def _all(self, word: str, shared: Header) -> Iterator[Parameter | Column]:
        """All of a kind in order. Raises QuestionError for a name without description, or a description unnamed."""
        descriptions = {
            name: description
            for (_, kind, name), description in self.described.items()
            if kind == word
        }
        entries = self.named[word]
        unnamed = [
            name
            for name in descriptions
            if entries and name not in {entry.name for entry in entries}
        ]
        if unnamed:
            raise QuestionError(
                f"{self.file}: {word} {unnamed[0]} is not named in the line '-- {word}s: ...'"
            )
        if not entries:
            yield from descriptions.values()
        for where, section, name in entries:
            if section and section not in {
                shared_section for shared_section, _, _ in shared.described
            }:
                raise QuestionError(f"{where}: {SHARED} has no section '-- of {section}: ...'")
            description = (
                descriptions.get(name)
                or shared.described.get((section, word, name))
                or shared.described.get(("", word, name))
            )
            if description is None:
                raise QuestionError(
                    f"{where}: {word} {name} is described neither here nor in {SHARED}"
                )
            yield description


def read(folder: Path, file: str) -> tuple[Header, Sequence[str]]:
    """The header of a file, and the lines after it. Raises QuestionError for a wrong line."""
    lines = (folder / file).read_text(encoding="utf-8").strip().splitlines()
    length = next(
        (index for index, line in enumerate(lines) if not line.startswith("--")), len(lines)
    )
    header, section = Header(file), ""
    for number, line in enumerate(lines[:length], 1):
        where, match = f"{file}, line {number}", _LINE.fullmatch(line)
        if match is None:
            raise QuestionError(
                f"{where}: not a header line (title, row, unnarrowed, parameter NAME, column NAME, "
                "parameters, columns)"
            )
        word, name, content = match.groups(default="")
        if word in ("title", "row", "unnarrowed"):
            header.heads[word] = content
        elif word == "of":
            section = name
        elif word in ("parameters", "columns"):
            header.named[word[:-1]] += [
                Named(where, name, item.strip()) for item in content.split(",")
            ]
        elif (section, word, name) in header.described:
            raise QuestionError(f"{where}: {word} {name} is described twice")
        else:
            header.described[section, word, name] = _description(where, word, name, content)
    for word, entries in header.named.items():
        names = [entry.name for entry in entries]
        for entry in entries:
            if names.count(entry.name) > 1:
                raise QuestionError(f"{entry.where}: {word} {entry.name} is named twice")
    return header, lines[length:]


def _description(where: str, word: str, name: str, rest: str) -> Parameter | Column:
    """The parameter or column that a line describes."""
    first, _, meaning = (part.strip() for part in rest.partition("·"))
    if not name or not meaning:
        raise QuestionError(f"{where}: write '-- {word} NAME: what it is · meaning'")
    if word == "parameter":
        choices = () if first == "text" else tuple(choice.strip() for choice in first.split("|"))
        return Parameter(name, choices, meaning)
    type_, _, unit = (part.strip() for part in first.partition(","))
    if type_ not in TYPES:
        raise QuestionError(f"{where}: type {type_!r} is not one of {', '.join(TYPES)}")
    return Column(name, type_, unit, meaning)
