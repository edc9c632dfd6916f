"""Readers of the values of settings.toml. Each returns the value for use; its ValueError says what is allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 2000
"""Characters of a text."""


@dataclass(frozen=True)
class Limit:
    """One limitation of the data that readers must know: a short title and an explanation."""

    title: str
    text: str


@dataclass(frozen=True)
class StageGroup:
    """Stages that readers can choose together: a title and their stage_ids."""

    title: str
    stages: tuple[str, ...]


def text(value: object) -> str:
    """One line of plain text."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        raise ValueError(f'a text in quotes, "...", of at most {LONGEST:,} characters')
    return " ".join(value.split())


def release(value: object) -> str:
    """Year and number of a release."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}\.[0-9]{2}", value):
        raise ValueError('year and two digits in quotes, such as "2026.11"')
    return value


def files(value: object) -> str:
    """How names of files may begin; longer ones are cut."""
    if not isinstance(value, str) or not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError(
            'small letters and digits, in parts joined by hyphens, such as "lake-lumen"'
        )
    return value[:40]


def address(value: object) -> str:
    """An address of the web."""
    if not isinstance(value, str) or not re.fullmatch(r"""https?://[^\s<>"]+""", value):
        raise ValueError("an address that begins with http:// or https://")
    return value


def lines(value: object) -> str:
    """Some lines of plain text, or an address alone."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        raise ValueError(
            f'a text in quotes, "...", of at most {LONGEST:,} characters, or an address that begins with http:// or '
            "https://"
        )
    stripped_lines = (" ".join(line.split()) for line in value.strip().splitlines())
    joined = "\n".join(line for line in stripped_lines if line)
    return address(joined) if re.match("https?:", joined) else joined


def contact(value: object) -> str:
    """An e-mail address, or one of the web."""
    if not isinstance(value, str) or not is_contact(value):
        raise ValueError("an e-mail address, or one that begins with http:// or https://")
    return value


def is_contact(given: str) -> bool:
    """Whether ``given`` is an e-mail or web address that fits into a request."""
    pattern = r"""(https?://[^\s<>"()]+|[^\s<>"()@]+@[^\s<>"()@]+\.[^\s<>"()@]+)"""
    return bool(re.fullmatch(pattern, given)) and given.isascii() and len(given) <= 200


def doi(value: object) -> str:
    """A DOI, without the address of those who resolve it."""
    if not isinstance(value, str) or not re.fullmatch(r"10\.[0-9]{4,9}/[!-~]{1,200}", value):
        raise ValueError('a DOI in quotes, such as "10.5281/zenodo.1234567"')
    return value


def year(value: object) -> int:
    """A year."""
    if type(value) is not int or not 1000 <= value <= 9999:
        raise ValueError("a year of four digits, without quotes")
    return value


def texts(value: object) -> tuple[str, ...]:
    """Several lines of plain text."""
    if not isinstance(value, list):
        raise ValueError('texts in brackets, such as ["lakes", "fishing"]')
    return tuple(text(item) for item in value)


def limits(value: object) -> tuple[Limit, ...]:
    """Blocks of title and text."""
    expected = (
        'blocks that each begin with [[limits]] and have the lines title = "..." and text = "..."'
    )
    if not isinstance(value, list):
        raise ValueError(expected)
    for block in value:
        if not isinstance(block, dict) or set(block) != {"title", "text"}:
            raise ValueError(expected)
    return tuple(Limit(text(block["title"]), text(block["text"])) for block in value)


def stage_groups(value: object) -> tuple[StageGroup, ...]:
    """Blocks of title and stage_ids."""
    expected = (
        'blocks that each begin with [[stage_groups]] and have the lines title = "..." and '
        'stages = ["...", "..."]'
    )
    if not isinstance(value, list):
        raise ValueError(expected)
    for block in value:
        if not isinstance(block, dict) or set(block) != {"title", "stages"} or not block["stages"]:
            raise ValueError(expected)
    return tuple(StageGroup(text(block["title"]), texts(block["stages"])) for block in value)
