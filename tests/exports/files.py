"""Cells that a program could misread, and answers to questions with what a file says of them."""

import pandas as pd

from exports import Provenance
from exports.provenance import of_answer
from queries import Filters, ask, questions

IDS = {
    "id": "tccm-cwg-call",
    "organisation": "jpnic",
    "theme": "igf-funding",
    "claim": "ch-divides-persist",
    "stage": "rev1",
    "from_stage": "zero-draft",
    "to_stage": "rev1",
    "action_line": "C5",
    "sdg": "4",
    "ids": "jpnic,jprs",
}
"""What a question's own parameter may be."""

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("https://example.org","x")',
    "=cmd|' /C calc'!A0",
    "-",
    "--1",
]
OTHER_TEXTS = [
    'quoted "text", with comma',
    "two\nlines",
    "two\r\nlines",
    " blanks around ",
    "Größe, 国内IGF, العربية, 😀",
    "'apostrophe first",
    "1-2",
    "a=b",
    "https://example.org/a?b=c",
    "mailto:a@example.org",
    "internal:About!A1",
    "00123",
    "1e5",
    "TRUE",
    "2025-01-02",
    "<b>&amp;</b>",
    "<r><t>rich</t></r>",
    "<r>&</r>",
    "{=1+1}",
    "a_x000D_b",
]


def answer(name: str, filters: Filters) -> tuple[pd.DataFrame, Provenance]:
    """The answer to a question, asked for ids that its parameters may be, and what a file says of it."""
    ids = {
        parameter.name: IDS[parameter.name]
        for parameter in questions()[name].parameters
        if not parameter.choices
    }
    return ask(name, filters, **ids), of_answer(name, filters, ids, "?x=y")
