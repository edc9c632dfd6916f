"""Compares an answer with its header and with the rows of the oracle."""

from fractions import Fraction

import pandas as pd

from queries import Filters, Question, ask, questions
from tests.queries.answers import ANSWERS
from tests.queries.oracle import Oracle, Row, Selection

UNORDERED = {"totals"}
"""Questions whose file states no order."""

CHECKS = {
    "text": lambda cells: all(isinstance(cell, str) or pd.isna(cell) for cell in cells.tolist()),
    "integer": lambda cells: pd.api.types.is_integer_dtype(cells.dtype),
    "number": lambda cells: pd.api.types.is_float_dtype(cells.dtype),
    "date": lambda cells: pd.api.types.is_datetime64_any_dtype(cells.dtype),
    "boolean": lambda cells: pd.api.types.is_bool_dtype(cells.dtype),
}


def fits_header(question: Question, answer: pd.DataFrame) -> None:
    """Fail unless the answer has exactly the header's columns, in order, of the header's types."""
    assert list(answer.columns) == [column.name for column in question.columns], question.name
    for column in question.columns:
        cells = answer[column.name]
        assert CHECKS[column.type](cells), f"{question.name}.{column.name}: {cells.dtype}"


def rows(answer: pd.DataFrame) -> list[Row]:
    """The rows as tuples of plain values, None where a cell is missing."""
    columns = [
        # Of numbers and days only a missing one does not equal itself.
        [None if cell is pd.NA or cell != cell else cell for cell in answer[name].tolist()]
        for name in answer.columns
    ]
    return list(zip(*columns, strict=True))


def same(name: str, answered: list[Row], expected: list[Row]) -> None:
    """Fail with the first difference; a share is right if it is the exact one to one decimal."""
    if name in UNORDERED:
        answered, expected = sorted(answered), sorted(expected)
    for index, (got, wanted) in enumerate(zip(answered, expected, strict=False)):
        assert _same_row(got, wanted), f"{name}, row {index}: got {got}, the oracle says {wanted}"
    assert len(answered) == len(expected), f"{name}: {len(answered)} rows, not {len(expected)}"


def _same_row(got: Row, wanted: Row) -> bool:
    if got == wanted and [*map(type, got)] == [*map(type, wanted)]:
        return True
    return len(got) == len(wanted) and all(
        _is_rounded(value, exact)
        if isinstance(exact, Fraction)
        else value == exact and type(value) is type(exact)
        for value, exact in zip(got, wanted, strict=True)
    )


def _is_rounded(share: object, exact: Fraction) -> bool:
    return (
        isinstance(share, float)
        and share == round(share, 1)
        and abs(Fraction(share) - exact) <= Fraction("0.0500001")
    )


def agrees(
    question: Question, oracle: Oracle, selection: Selection, parameters: dict[str, str]
) -> None:
    """Ask, and fail unless the answer fits the header and has the rows of the oracle."""
    assert question.name in ANSWERS, (
        f"{question.name}.sql has no oracle: add it to a module of tests/queries/answers"
    )
    answer = ask(question.name, selection.filters, **parameters)
    fits_header(question, answer)
    same(question.name, rows(answer), ANSWERS[question.name](oracle, selection, **parameters))


def takes(question: Question) -> set[str]:
    """Names of the question's parameters."""
    return {parameter.name for parameter in question.parameters}


EXAMPLES = {
    "id": "tccm-cwg-call",
    "organisation": "jpnic",
    "theme": "igf-funding",
    "claim": "ch-igf-funding-unstable",
    "stage": "zero-draft",
    "from_stage": "elements",
    "to_stage": "zero-draft",
    "action_line": "C7",
    "sdg": "9",
    "ids": "tccm,jpnic,technical,government,elements,zero-draft",
}
"""An id for each parameter that takes one."""


def parameters(question: Question, **overrides: str) -> dict[str, str]:
    """All parameters of the question: the overrides, else an example where an id is needed, else the default."""
    values = {**EXAMPLES, **overrides}
    return {
        parameter.name: values[parameter.name] if parameter.name in values else parameter.choices[0]
        for parameter in question.parameters
    }


def totals(filters: Filters) -> dict[str, int]:
    """How much is selected, by measure."""
    answer = ask("totals", filters)
    return dict(zip(answer["measure"], answer["selected"], strict=True))


OF_ONE_SUBMISSION = [name for name in questions() if "id" in takes(questions()[name])]
OF_ALL_DATA = [
    *("claim_agreement", "claim_coding", "coder_agreement", "double_coding"),
    *("table_columns", "tables", "verdict_agreement"),
]
