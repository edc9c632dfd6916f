"""A message names things, by colour or label, and not sides: on an Arabic page, left is right."""

import re
from pathlib import Path

import pytest

from tests.i18n.catalogues import forms, language_of, messages
from tools.words import CATALOGUES, TEMPLATE

SIDES = {
    "en": r"\b(?:on|to|at) the (?:left|right)\b|\b(?:left|right)[- ]hand\b|^(?:Left|Right):|\bleftmost\b|\brightmost\b",
    "ar": r"\bال(?:يسار|يمين)|\b(?:يسار|يمين)\b|(?:الأيسر|الأيمن|اليسرى|اليمنى)",
    "es": r"\b(?:izquierd|derecha\b)",
    "fr": r"\b(?:gauche|à droite)\b",
    "ja": r"左|右",
    "pt": r"\b(?:esquerd|à direita\b)",
    "ru": r"\b(?:слева|справа|левый|правый|левой|правой)\b",
    "zh": r"左|右",
}


@pytest.mark.parametrize("path", [TEMPLATE, *CATALOGUES], ids=["en", *map(language_of, CATALOGUES)])
def test_no_message_names_a_side_of_the_page(path: Path) -> None:
    code = "en" if path == TEMPLATE else language_of(path)
    sides = [
        form
        for form in (english(path) if code == "en" else forms(path))
        if re.search(SIDES[code], form, re.IGNORECASE)
    ]
    assert sides == []


def english(path: Path) -> list[str]:
    """The messages themselves, in each form."""
    ids = [message.id for message in messages(path)]
    return [form for text in ids for form in ((text,) if isinstance(text, str) else text)]
