"""The server's settings, each an environment variable."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache

from limits import parse_many

HOST = r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
"""Pattern of a host name with an optional port."""

_ORIGIN = re.compile(rf"https?://{HOST}")

_ADDRESS = re.compile(rf"https?://{HOST}(?:/[A-Za-z0-9._~/-]*)?")


RETRY_SECONDS = 30
"""Seconds after which a client is told to try again (Retry-After)."""


class SettingError(ValueError):
    """An environment variable that cannot be used. The message names it and says what it takes."""


def _address(value: str) -> str:
    if value and not _ADDRESS.fullmatch(value):
        raise ValueError("an address such as https://dashboard.example.org/path")
    return value.rstrip("/")


def _origins(value: str) -> str:
    if not all(_ORIGIN.fullmatch(origin) for origin in value.split()):
        raise ValueError(
            "addresses of sites such as https://huggingface.co, with blanks between them"
        )
    return " ".join(value.split())


def _whole_number(least: int) -> object:
    def number(value: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", value) or int(value) < least:
            raise ValueError(f"a whole number from {least} to 999999999")
        return int(value)

    return number


def _yes_or_no(value: str) -> str:
    if value not in {"yes", "no"}:
        raise ValueError("yes or no")
    return value


def _rates(value: str) -> str:
    try:
        valid = all(limit.amount for limit in parse_many(value)) if value else True
    except ValueError:
        valid = False
    if not valid:
        raise ValueError("limits such as 20/second;300/minute, or nothing for no limit")
    return value


@dataclass(frozen=True)
class Settings:
    """Every setting with its default; ``meaning`` in a field's metadata says what it is for."""

    address: str = field(
        default="",
        metadata={
            "read": _address,
            "meaning": "public address of the dashboard, such as https://dashboard.example.org, for feed, sitemap and "
            "search engines; empty: the address that was asked",
        },
    )
    proxies: int = field(
        default=0,
        metadata={
            "read": _whole_number(0),
            "meaning": "proxies in front whose X-Forwarded-For and X-Forwarded-Proto are to be believed",
        },
    )
    api_rate: str = field(
        default="20/second;300/minute",
        metadata={
            "read": _rates,
            "meaning": "requests to the data API from one network address (of IPv6, from one /64 network, and ten "
            "times as many from one /48); empty: as many as come",
        },
    )
    light_rate: str = field(
        default="20/second;300/minute",
        metadata={
            "read": _rates,
            "meaning": "the same for requests for light pages, feed and sitemap",
        },
    )
    page_rate: str = field(
        default="60/minute",
        metadata={
            "read": _rates,
            "meaning": "the same for full pages whose answer is not kept yet; above it they come without the answer in "
            "their HTML, which the application gives all the same",
        },
    )
    api_rows: int = field(
        default=100_000,
        metadata={"read": _whole_number(1), "meaning": "most rows of one answer of the data API"},
    )

    builds: str = field(
        default="yes",
        metadata={
            "read": _yes_or_no,
            "meaning": "whether the server builds the database where that is missing, damaged or not that of the "
            "tables; no: it only reads it, as where several servers share one",
        },
    )

    framed_by: str = field(
        default="",
        metadata={
            "read": _origins,
            "meaning": "sites that may show whole pages within theirs, such as https://huggingface.co; every "
            "site may show single cards (embed=true)",
        },
    )

    patches: str = field(
        default="yes",
        metadata={
            "read": _yes_or_no,
            "meaning": "whether Streamlit's files are changed on their way: code for charts, icons and letters "
            "without what no page shows, lists searched by our ranking, links that keep the application; no: all "
            "are served as they are",
        },
    )

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that an environment gives; SettingError names the variable that cannot be used."""
        values = {}
        for setting in fields(cls):
            name = variable(setting.name)
            if name in environment:
                try:
                    values[setting.name] = setting.metadata["read"](environment[name].strip())
                except ValueError as error:
                    raise SettingError(
                        f"{name} is {environment[name][:60]!r}, but takes {error}."
                    ) from None
        return cls(**values)


def variable(name: str) -> str:
    """The environment variable of a setting: api_rows -> DASHBOARD_API_ROWS."""
    return f"DASHBOARD_{name.upper()}"


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings.read(os.environ)
