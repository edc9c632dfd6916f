"""What whoever hosts the dashboard can set, each by an environment variable."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from urllib.parse import urlsplit

from limits import parse_many


class SettingError(ValueError):
    """An environment variable that cannot be used. The message names it and says what it takes."""


def _address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query):
        raise ValueError("an address that begins with http:// or https://")
    return value.rstrip("/")


def _whole(least: int) -> object:
    def read(value: str) -> int:
        if not value.isascii() or not value.isdecimal() or int(value) < least:
            raise ValueError(f"a whole number from {least} on")
        return int(value)

    return read


def _rates(value: str) -> str:
    try:
        parse_many(value)
    except ValueError:
        raise ValueError("limits such as 20/second;300/minute") from None
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
            "read": _whole(0),
            "meaning": "proxies in front whose X-Forwarded-For and X-Forwarded-Proto are to be believed",
        },
    )
    api_rate: str = field(
        default="20/second;300/minute",
        metadata={"read": _rates, "meaning": "requests to the data API from one network address"},
    )
    api_rows: int = field(
        default=100_000,
        metadata={"read": _whole(1), "meaning": "most rows of one answer of the data API"},
    )

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that an environment gives; SettingError names the variable that cannot be used."""
        values = {}
        for one in fields(cls):
            name = variable(one.name)
            if name in environment:
                try:
                    values[one.name] = one.metadata["read"](environment[name].strip())
                except ValueError as error:
                    raise SettingError(
                        f"{name} is {environment[name]!r}, but takes {error}."
                    ) from None
        return cls(**values)


def variable(name: str) -> str:
    """The environment variable of a setting: api_rows -> DASHBOARD_API_ROWS."""
    return f"DASHBOARD_{name.upper()}"


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings.read(os.environ)
