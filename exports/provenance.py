"""The provenance of rows in a file: title, columns, filters, data version, address, citation.

The columns are those of the answer, and those that files and the data API add: codes in words, names in English.
"""

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
from i18n import (
    N_,
    Words,
    _,
    aside,
    dataset_texts,
    day,
    enumerated,
    escaping,
    labels,
    languages,
    paths,
    stating,
)
from i18n.filter_options import asked_in_words, describe, subject_in_words
from queries import Filters, ask, current, language, question
from queries.questions import Column, Question

UNITS = "units"
"""The unit of columns that count the chosen unit."""

NAMED = 2
"""The most ids of a filter that a file name lists."""

LONGEST = 100
"""The most characters of the descriptive part of a file name."""

LABEL = "_label"
"""Suffix of the column with the labels of another column's codes."""

MEANINGS = Words({LABEL: N_("{column} in words"), language.ENGLISH: N_("{column} in English")})
"""Suffix of a column -> what it holds."""

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

    In the order of the fields: the base of file names, the title, what one row is, the columns in order, the selection
    in words, the data version, the address of the view (a page or the data API), the citation, the limits of the whole
    data set, the address of the same rows in the data API if it differs from the view's, the question that the rows
    answer, the question's own parameters in words, the version of the code that counted the rows, what the parameters
    name, a sentence that says what the rows show (citations use it as the title), and that sentence with its source for
    quotations.
    """

    name: str
    title: str
    row: str
    columns: tuple[Column, ...]
    filters: str
    version: str
    address: str
    citation: str = ""
    limits: str = field(default_factory=dataset_texts.limits)
    rows_address: str = ""
    question: str = ""
    parameter_words: str = ""
    code: str = field(default_factory=code_version)
    subject: str = ""
    finding: str = ""
    quote: str = ""

    def meanings(self) -> dict[str, str]:
        """Column -> its meaning and unit."""
        return {
            column.name: aside(column.meaning, column.unit) if column.unit else column.meaning
            for column in self.columns
        }


def of_answer(
    name: str,
    selection: Filters,
    parameters: Mapping[str, str],
    address: str,
    rows_address: str = "",
) -> Provenance:
    """The provenance of the answer to the question ``name``. Raises QuestionError if there is none."""
    definition = question(name)
    values = [
        parameters[parameter.name]
        for parameter in definition.parameters
        if parameter.name in parameters
    ]
    return Provenance(
        name="-".join([name, *values, *_selection_words(selection)]),
        title=_(definition.title),
        row=_(definition.row),
        columns=answer_columns(name, _counted_unit(definition, parameters)),
        filters=describe(selection),
        version=current().version,
        address=address,
        citation=citation(address, _(definition.title)),
        quote=source(address),
        rows_address=rows_address,
        question=name,
        parameter_words=asked_in_words(definition, parameters),
        subject=subject_in_words(definition, parameters),
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


def _counted_unit(definition: Question, parameters: Mapping[str, str]) -> str:
    """The chosen unit, if the question has a choice of units."""
    counts = [parameter for parameter in definition.parameters if parameter.url_name == "count"]
    return parameters.get(counts[0].name, counts[0].choices[0]) if counts else UNITS


def of_table(name: str, address: str, rows_address: str = "") -> Provenance:
    """The provenance of the table ``name``, one of those that ``ask("tables")`` lists."""
    title = _("The table {name}").format(name=name)
    return Provenance(
        name=(export_name := f"table-{name}"),
        question=export_name,
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
    all_columns = ask("table_columns")
    columns = all_columns[all_columns.table_name == name]
    return tuple(
        Column(column, _TYPES[kind], "", _(meaning) if isinstance(meaning, str) else "")
        for column, kind, meaning in columns[["column_name", "type", "meaning"]].to_numpy()
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
    """The citation of ``data``, by default those that are served, or of the ``part`` of them at ``address``.

    It has the permanent address of this version on the site of ``address``; the citation of a part has both addresses.
    Without ``address`` it has none.
    """
    data = data or current()
    title = dataset_texts.texts().title
    title = stating(title, part) if part else title
    permanent_address = version_address(address, data.version) if address else ""
    return (
        _("{title}. Data release {release}, version {version}. {address}")
        .format(
            title=title,
            release=data.release,
            version=aside(data.version, permanent_address)
            if part and permanent_address
            else data.version,
            address=address if part else permanent_address,
        )
        .strip()
    )


def bibtex(about: Provenance, accessed: date) -> str:
    """The BibTeX entry of rows; ``accessed`` is the day on which the reader opened their address."""
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
    """The source of everything on the dashboard in one line: the dashboard and the version of its data."""
    return _("Source: {dashboard}, data {version}").format(
        dashboard=dataset_texts.texts().site, version=current().version
    )


def source(address: str, version: str = "", changed: str = "") -> str:
    """The source of what is at ``address`` in one line: the dashboard, the data, the day they changed, the address.

    By default the data are those that are served.
    """
    line = _("Source: {dashboard}, data {version}, {day}").format(
        dashboard=dataset_texts.texts().site,
        version=version or current().version,
        day=day(date.fromisoformat(changed or last_changed())),
    )
    return enumerated([line, address]) if address else line


def _tex(words: str) -> str:
    """Words for BibTeX, with the characters that TeX reads as commands escaped."""
    escapes = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(
        escapes.get(character, f"\\{character}" if character in "&%$#_{}" else character)
        for character in escaping.one_line(words)
    )


def version_address(address: str, version: str) -> str:
    """The address that leads to a version of the data, on the site of the page or answer at ``address``."""
    path = address.partition("?")[0]
    is_answer = paths.API in path
    home = path.partition(paths.API)[0] if is_answer else path.rpartition("/")[0]
    return f"{home}{paths.release(version)}"


def _with_labels(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns and those that ``labelled`` adds."""
    all_columns: list[Column] = []
    for column in columns:
        all_columns.append(column)
        for suffix in suffixes(column.name):
            meaning = MEANINGS[suffix].format(column=column.name)
            all_columns.append(Column(f"{column.name}{suffix}", "text", "", meaning))
    return tuple(all_columns)


def suffixes(name: str) -> list[str]:
    """The suffixes of the columns that ``labelled`` adds beside the column ``name`` of an answer."""
    label = [LABEL] if labels.of_column(name) else []
    translated = name in language.NAMES and language.code() != language.DEFAULT
    return [*label, *([language.ENGLISH] if translated else [])]


def labelled(answer: pd.DataFrame) -> pd.DataFrame:
    """The rows of an answer of ``ask`` as the data API gives them, with the same columns in the same order.

    It adds their labels beside the codes of a closed list and, in languages other than English, the English names
    beside the names.
    """
    columns = {}
    for name in answer.columns:
        columns[name] = answer[name]
        for suffix in suffixes(name):
            columns[f"{name}{suffix}"] = (
                _labels(answer[name]) if suffix == LABEL else _english_names(answer, name)
            )
    return pd.DataFrame(columns, index=answer.index)


def _labels(codes: pd.Series) -> pd.Series:
    label_of = labels.of_column(str(codes.name)) or str
    return codes.map({code: label_of(code) for code in codes.dropna().unique()}).astype(object)


def _english_names(answer: pd.DataFrame, name: str) -> pd.Series:
    return pd.Series(language.english_names(answer, name), answer.index, dtype=object)


def _selection_words(selection: Filters) -> list[str]:
    """The selection in a file name: the ids of each filter, or only the filter's name if they are many."""
    words: list[str] = []
    for name in selection.active():
        value = getattr(selection, name)
        if isinstance(value, tuple):
            words += value if len(value) <= NAMED else [name]
        else:
            words += ["search"] if name == "q" else [name, value.isoformat()]
    return words


def file_name(about: Provenance, ending: str) -> str:
    """The file name with its ending: wsis20-claims-2026.11-ab12cd34.csv."""
    return f"{slug(about)}.{ending}"


def slug(about: Provenance) -> str:
    """The file name without its ending: wsis20-claims-2026.11-ab12cd34."""
    name = _plain(about.name)[:LONGEST]
    return _plain(f"{dataset_texts.texts().files}-{name}-{about.version}")


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", words.lower()).strip("-")
