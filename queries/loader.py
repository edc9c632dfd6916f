"""Reads the question files: a header of comments, then the statement as a Jinja template.

A template may include the files in ``shared/`` and call the macros of those in MACROS. It knows the question's own
parameters by name, ``active`` (filter -> whether it is set), ``narrowing`` (the filters that are set and narrow the
selection), ``rows`` (``all``, ``page`` or ``number``) and ``filters`` (all filters). An unknown name is an error when
the files are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, meta, nodes
from jinja2.runtime import Macro

from queries import header
from queries.filters import ALL_FILTERS, TABLE
from queries.questions import PAGE, PLACEHOLDER, Parameter, Question, QuestionError, Rows

FOLDER = Path(__file__).parent
VARIABLES = {"active", "narrowing", "rows", "filters"}
"""The variables of every template, besides the question's own parameters."""

MACROS = ("counting", "raised", "raised_by_side")
"""The files in ``shared/`` whose macros every template can call."""


@cache
def questions() -> dict[str, Question]:
    """All questions by name, read once from ``queries/*.sql``."""
    environment = Environment(  # noqa: S701 - the templates make SQL
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["filters"] = TABLE
    for file in MACROS:
        module = vars(environment.get_template(f"shared/{file}.sql").module)
        environment.globals.update(
            {name: macro for name, macro in module.items() if isinstance(macro, Macro)}
        )
    shared, _ = header.read(FOLDER, header.SHARED)
    return {path.stem: _read(path, shared, environment) for path in sorted(FOLDER.glob("*.sql"))}


def _read(path: Path, shared: header.Header, environment: Environment) -> Question:
    """Parse a question file. Raises QuestionError for a wrong header or template."""
    file_header, lines = header.read(path.parent, path.name)
    for word in ("title", "row"):
        if word not in file_header.heads:
            raise QuestionError(f"{path.name}: the header has no line '-- {word}: ...'")
    source = "\n".join(lines)
    try:
        tree = environment.parse(source)
        definition = Question(
            path.stem,
            file_header.heads["title"],
            file_header.heads["row"],
            file_header.parameters(shared),
            file_header.columns(shared),
            file_header.heads.get("unnarrowed", ""),
            "rows" in meta.find_undeclared_variables(tree),
            environment.from_string(source),
        )
        _check(definition, tree, environment)
    except TemplateError as error:
        raise QuestionError(f"{path.name}: {error}") from error
    return definition


def _check(definition: Question, tree: nodes.Template, environment: Environment) -> None:
    """Raise QuestionError or TemplateError for an undefined name in any branch of a template."""
    parameter_names = {parameter.name for parameter in definition.parameters}
    undefined = (
        meta.find_undeclared_variables(tree)
        - VARIABLES
        - parameter_names
        - environment.globals.keys()
    )
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == "active":
            undefined |= {f"active.{node.attr}"} - {f"active.{name}" for name in ALL_FILTERS}
    filtered = [f"filter_{name}" for name in ALL_FILTERS]
    for active, values in product(((), ALL_FILTERS), _given(definition.parameters)):
        bound = {*PAGE, *filtered}.union(
            *(parameter.bound(values[parameter.name]) for parameter in definition.parameters)
        )
        variables = [
            (parameter.name, parameter.in_template(values[parameter.name]))
            for parameter in definition.parameters
        ]
        for rows in Rows if definition.pages else (Rows.ALL,):
            undefined |= {
                f"${name}"
                for name in PLACEHOLDER.findall(definition.sql(active, variables, rows))
                if name not in bound
            }
    if undefined:
        raise QuestionError(f"{definition.name}.sql: there is no {', '.join(sorted(undefined))}")


def _given(parameters: Sequence[Parameter]) -> Iterator[dict[str, str]]:
    """Combinations of parameter values that cover every choice."""
    for index in range(max((len(parameter.choices) for parameter in parameters), default=1) or 1):
        yield {
            parameter.name: parameter.choices[index % len(parameter.choices)]
            if parameter.choices
            else "a,b"
            for parameter in parameters
        }
