"""What the values of settings.toml may be. Each reader gives the value as it is used; ValueError says what is right."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 2000
"""Characters of a text."""


@dataclass(frozen=True)
class Limit:
    """One thing that readers must know of how far the data carry: what it is in a few words, and why."""

    title: str
    text: str


@dataclass(frozen=True)
class StageGroup:
    """Stages that readers can choose together: what they are called, and their stage_ids."""

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
    several = (" ".join(line.split()) for line in value.strip().splitlines())
    whole = "\n".join(line for line in several if line)
    return address(whole) if re.match("https?:", whole) else whole


def contact(value: object) -> str:
    """An e-mail address, or one of the web."""
    if not isinstance(value, str) or not is_contact(value):
        raise ValueError("an e-mail address, or one that begins with http:// or https://")
    return value


def is_contact(given: str) -> bool:
    """Whether it is an e-mail address or one of the web, as a request can carry it."""
    wanted = r"""(https?://[^\s<>"()]+|[^\s<>"()@]+@[^\s<>"()@]+\.[^\s<>"()@]+)"""
    return bool(re.fullmatch(wanted, given)) and given.isascii() and len(given) <= 200


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
    return tuple(text(one) for one in value)


def limits(value: object) -> tuple[Limit, ...]:
    """Blocks of title and text."""
    right = (
        'blocks that each begin with [[limits]] and have the lines title = "..." and text = "..."'
    )
    if not isinstance(value, list):
        raise ValueError(right)
    for one in value:
        if not isinstance(one, dict) or set(one) != {"title", "text"}:
            raise ValueError(right)
    return tuple(Limit(text(one["title"]), text(one["text"])) for one in value)


def stage_groups(value: object) -> tuple[StageGroup, ...]:
    """Blocks of title and stage_ids."""
    right = (
        'blocks that each begin with [[stage_groups]] and have the lines title = "..." and '
        'stages = ["...", "..."]'
    )
    if not isinstance(value, list):
        raise ValueError(right)
    for one in value:
        if not isinstance(one, dict) or set(one) != {"title", "stages"} or not one["stages"]:
            raise ValueError(right)
    return tuple(StageGroup(text(one["title"]), texts(one["stages"])) for one in value)
