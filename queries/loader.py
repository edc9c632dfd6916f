"""Reads the question files: a header of comments, then the statement as a Jinja template.

A template may include the files in ``shared/``, and call the macros of those in MACROS. It knows the question's own
parameters by name, ``active`` (filter -> whether it is set), ``narrowing`` (the filters that are set and narrow the
selection), ``rows`` (``all``, ``page`` or ``number``) and ``filters`` (all filters). An unknown name is an error when
the files are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
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
    environment = Environment(  # noqa: S701 - what is made is SQL
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["filters"] = TABLE
    for file in MACROS:
        module = vars(environment.get_template(f"shared/{file}.sql").module)
        environment.globals.update({k: v for k, v in module.items() if isinstance(v, Macro)})
    shared, _ = header.read(FOLDER, header.SHARED)
    return {path.stem: _read(path, shared, environment) for path in sorted(FOLDER.glob("*.sql"))}


def question(name: str) -> Question:
    """The question ``name``. Raises QuestionError with similar names if there is none."""
    try:
        return questions()[name]
    except KeyError:
        near = get_close_matches(name[:60], questions(), n=3, cutoff=0.5)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        raise QuestionError(
            f"no question is called {name[:60]!r}; queries/ has one file for each{meant}"
        ) from None


def _read(path: Path, shared: header.Header, environment: Environment) -> Question:
    """Parse a question file. Raises QuestionError for a wrong header or template."""
    own, lines = header.read(path.parent, path.name)
    for word in ("title", "row"):
        if word not in own.heads:
            raise QuestionError(f"{path.name}: the header has no line '-- {word}: ...'")
    source = "\n".join(lines)
    try:
        tree = environment.parse(source)
        read = Question(
            path.stem,
            own.heads["title"],
            own.heads["row"],
            own.parameters(shared),
            own.columns(shared),
            own.heads.get("unnarrowed", ""),
            "rows" in meta.find_undeclared_variables(tree),
            environment.from_string(source),
        )
        _check(read, tree, environment)
    except TemplateError as error:
        raise QuestionError(f"{path.name}: {error}") from error
    return read


def _check(asked: Question, tree: nodes.Template, environment: Environment) -> None:
    """Raise QuestionError or TemplateError for an undefined name in any branch of a template."""
    own = {one.name for one in asked.parameters}
    wrong = meta.find_undeclared_variables(tree) - VARIABLES - own - environment.globals.keys()
    for one in tree.find_all(nodes.Getattr):
        if isinstance(one.node, nodes.Name) and one.node.name == "active":
            wrong |= {f"active.{one.attr}"} - {f"active.{name}" for name in ALL_FILTERS}
    filtered = [f"filter_{name}" for name in ALL_FILTERS]
    for active, given in product(((), ALL_FILTERS), _given(asked.parameters)):
        bound = {*PAGE, *filtered}.union(*(one.bound(given[one.name]) for one in asked.parameters))
        variables = [(one.name, one.in_template(given[one.name])) for one in asked.parameters]
        for rows in Rows if asked.pages else (Rows.ALL,):
            wrong |= {
                f"${name}"
                for name in PLACEHOLDER.findall(asked.sql(active, variables, rows))
                if name not in bound
            }
    if wrong:
        raise QuestionError(f"{asked.name}.sql: there is no {', '.join(sorted(wrong))}")


def _given(parameters: Sequence[Parameter]) -> Iterator[dict[str, str]]:
    """Combinations of parameter values that cover every choice."""
    for turn in range(max((len(one.choices) for one in parameters), default=1) or 1):
        yield {
            one.name: one.choices[turn % len(one.choices)] if one.choices else "a,b"
            for one in parameters
        }
