"""The provenance of rows in a file: title, filters, data version, address, citation."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

import pandas as pd

from data.version import code_version
from exports.changes import last_changed
from exports.dataset import TABLES
from exports.label_columns import MEANINGS, suffixes
from i18n import (
    _,
    aside,
    dataset_texts,
    enumerated,
    escaping,
    languages,
    method_note,
    routes,
    stating,
)
from i18n.dates import day
from i18n.filter_options import asked_in_words, describe, subject_in_words
from queries import Filters, ask, current, question
from queries.questions import Column, Question

UNITS = "units"
"""The unit of columns that count the chosen unit."""

NAMED = 2
"""The most ids of a filter that a file name lists."""

LONGEST = 100
"""The most characters of the descriptive part of a file name."""

_TYPES = {
    "varchar": "text",
    "integer": "integer",
    "bigint": "integer",
    "double": "number",
    "date": "date",
    "boolean": "boolean",
}
"""Type of a column in the database -> type of a column of an answer."""


@dataclass(frozen=True)
class Provenance:
    """Where rows come from.

    What files of it are called, the title, what one row is, the columns in order, the selection in words, the data
    version, the address of the view (a page or the data API), how to cite it, the limits that hold of all of it, the
    address in the data API of the same rows where that is another than the view's, the question that they answer, the
    question's own parameters in words, the version of the code that counted them, what the parameters name, what the
    rows show in a sentence, by which a citation calls them, and that sentence with its source, to be quoted.
    """

    name: str
    title: str
    row: str
    columns: tuple[Column, ...]
    filters: str
    version: str
    address: str
    citation: str = ""
    limits: str = field(default_factory=method_note.limits)
    rows_address: str = ""
    question: str = ""
    asked: str = ""
    code: str = field(default_factory=code_version)
    subject: str = ""
    finding: str = ""
    quote: str = ""

    def meanings(self) -> dict[str, str]:
        """Column -> its meaning and unit."""
        return {c.name: aside(c.meaning, c.unit) if c.unit else c.meaning for c in self.columns}


def of_answer(
    name: str,
    selection: Filters,
    parameters: Mapping[str, str],
    address: str,
    rows_address: str = "",
) -> Provenance:
    """The provenance of the answer to the question ``name``. Raises QuestionError if there is none."""
    asked = question(name)
    own = [parameters[p.name] for p in asked.parameters if p.name in parameters]
    return Provenance(
        name="-".join([name, *own, *_selected(selection)]),
        title=_(asked.title),
        row=_(asked.row),
        columns=answer_columns(name, _counted(asked, parameters)),
        filters=describe(selection),
        version=current().version,
        address=address,
        citation=citation(address, _(asked.title)),
        quote=source(address),
        rows_address=rows_address,
        question=name,
        asked=asked_in_words(asked, parameters),
        subject=subject_in_words(asked, parameters),
    )


def answer_columns(name: str, counted: str = UNITS) -> tuple[Column, ...]:
    """The columns of the files of an answer to the question ``name``; ``counted`` is the unit of its counts."""
    return tuple(
        replace(
            column,
            unit=counted if column.unit == UNITS else column.unit,
            meaning=_(column.meaning) if column.meaning else "",
        )
        for column in _with_labels(question(name).columns)
    )


def _counted(asked: Question, parameters: Mapping[str, str]) -> str:
    """The chosen unit, if the question has a choice of units."""
    counts = [one for one in asked.parameters if one.url_name == "count"]
    return parameters.get(counts[0].name, counts[0].choices[0]) if counts else UNITS


def of_table(name: str, address: str, rows_address: str = "") -> Provenance:
    """The provenance of the table ``name``, one of those that ``ask("tables")`` lists."""
    title = _("The table {name}").format(name=name)
    return Provenance(
        name=(called := f"table-{name}"),
        question=called,
        title=title,
        row=TABLES.get(name, name),
        columns=table_columns(name),
        filters=describe(Filters()),
        version=current().version,
        address=address,
        citation=citation(address, title),
        quote=source(address),
        rows_address=rows_address,
    )


def table_columns(name: str) -> tuple[Column, ...]:
    """The columns of a table of the data set, in the order of its CSV file."""
    every = ask("table_columns")
    mine = every[every.table_name == name]
    return tuple(
        Column(column, _TYPES[kind], "", _(meaning) if isinstance(meaning, str) else "")
        for column, kind, meaning in mine[["column_name", "type", "meaning"]].to_numpy()
    )


def columns_of(rows: pd.DataFrame, meanings: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of rows from no question: types are inferred from the rows, ``meanings`` describes them."""
    kinds = {"i": "integer", "u": "integer", "f": "number", "b": "boolean", "M": "date"}
    return tuple(
        Column(str(name), kinds.get(rows[name].dtype.kind, "text"), "", meanings.get(str(name), ""))
        for name in rows.columns
    )


class Version(Protocol):
    """A version of the data: the one that is served, or an earlier one that is kept."""

    @property
    def release(self) -> str: ...

    @property
    def version(self) -> str: ...


def citation(address: str, part: str = "", data: Version | None = None) -> str:
    """The citation of ``data``, by default those that are served, or of a ``part`` of them that is at ``address``.

    It has the address that leads to this version later, on the site of ``address``; that of a part has both. Without
    an ``address`` it has none.
    """
    data = data or current()
    title = dataset_texts.texts().title
    title = stating(title, part) if part else title
    kept = version_address(address, data.version) if address else ""
    return (
        _("{title}. Data release {release}, version {version}. {address}")
        .format(
            title=title,
            release=data.release,
            version=aside(data.version, kept) if part and kept else data.version,
            address=address if part else kept,
        )
        .strip()
    )


def bibtex(about: Provenance, accessed: date) -> str:
    """The entry of rows in a bibliography, for BibTeX; ``accessed`` is the day on which their address was opened."""
    texts, release = dataset_texts.texts(), current().release
    year = re.search(r"\d{4}", release)
    fields = {
        "title": f"{{{_tex(stating(texts.title, about.finding or about.title))}}}",
        "author": f"{{{_tex(texts.publisher)}}}",
        "year": year[0] if year else str(accessed.year),
        "version": _tex(about.version),
        "url": about.address,
        "urldate": accessed.isoformat(),
        "note": _tex(
            _("Data release {release}, version {version}; accessed {day}").format(
                release=release, version=about.version, day=day(accessed)
            )
        ),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{slug(about)},\n{lines}}}\n"


def csl(about: Provenance, accessed: date) -> str:
    """The entry of rows in a bibliography as CSL-JSON, for Zotero and others; ``accessed`` as in ``bibtex``."""
    texts, changed = dataset_texts.texts(), date.fromisoformat(last_changed())
    entry = {
        "id": slug(about),
        "type": "dataset",
        "title": f"{texts.title}: {about.finding or about.title}",
        "author": [{"literal": texts.publisher}],
        "issued": {"date-parts": [[changed.year, changed.month, changed.day]]},
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
        "version": about.version,
        "URL": about.address,
        "language": languages.tag(),
    }
    return json.dumps([entry], ensure_ascii=False, indent=1)


def dashboard_and_version() -> str:
    """The source of all that is shown, in one line: the dashboard and the version of the data that are served."""
    return _("Source: {dashboard}, data {version}").format(
        dashboard=dataset_texts.texts().site, version=current().version
    )


def source(address: str, version: str = "", changed: str = "") -> str:
    """The source of what is at ``address`` in one line: the dashboard, the data, the day they changed, the address.

    By default the data are those that are served.
    """
    said = _("Source: {dashboard}, data {version}, {day}").format(
        dashboard=dataset_texts.texts().site,
        version=version or current().version,
        day=day(date.fromisoformat(changed or last_changed())),
    )
    return enumerated([said, address]) if address else said


def _tex(words: str) -> str:
    """Words for BibTeX: what TeX would read as a command is escaped."""
    named = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(
        named.get(one, f"\\{one}" if one in "&%$#_{}" else one) for one in escaping.one_line(words)
    )


def version_address(address: str, version: str) -> str:
    """The address that leads to a version of the data, on the site of the page or answer at ``address``."""
    place = address.partition("?")[0]
    answered = routes.API in place
    home = place.partition(routes.API)[0] if answered else place.rpartition("/")[0]
    return f"{home}{routes.release(version)}"


def _with_labels(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, with those that ``labelled`` adds."""
    shown: list[Column] = []
    for column in columns:
        shown.append(column)
        for suffix in suffixes(column.name):
            meaning = MEANINGS[suffix].format(column=column.name)
            shown.append(Column(f"{column.name}{suffix}", "text", "", meaning))
    return tuple(shown)


def _selected(selection: Filters) -> list[str]:
    """The selection in a file name: the ids of each filter, or only the filter's name if they are many."""
    words: list[str] = []
    for name in selection.active():
        value = getattr(selection, name)
        if isinstance(value, tuple):
            words += value if len(value) <= NAMED else [name]
        else:
            words += ["search"] if name == "q" else [name, value.isoformat()]
    return words


def slug(about: Provenance) -> str:
    """The file name without its ending: wsis20-claims-2026.11-ab12cd34."""
    name = _plain(about.name)[:LONGEST]
    return _plain(f"{dataset_texts.texts().files}-{name}-{about.version}")


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", words.lower()).strip("-")
