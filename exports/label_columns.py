"""The columns that files and the data API add to those of an answer: codes in words, names in English."""

from __future__ import annotations

import pandas as pd

from i18n import N_, Words, labels
from queries import data_texts, language

LABEL = "_label"
"""Suffix of the column with the labels of another column's codes."""

MEANINGS = Words({LABEL: N_("{column} in words"), data_texts.ENGLISH: N_("{column} in English")})
"""Suffix of a column -> what it holds."""


def suffixes(name: str) -> list[str]:
    """The suffixes of the columns that ``labelled`` adds beside the column ``name`` of an answer."""
    label = [LABEL] if labels.of_column(name) else []
    translated = name in data_texts.NAMES and language.code() != language.DEFAULT
    return [*label, *([data_texts.ENGLISH] if translated else [])]


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
    return pd.Series(data_texts.english_names(answer, name), answer.index, dtype=object)
