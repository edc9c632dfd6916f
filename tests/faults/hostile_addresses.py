"""Addresses as attackers, broken programs and fuzzers write them, always the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote, quote_from_bytes

from queries import ALL_FILTERS
from web.api.query_params import VIEW_PARAMETERS

PRODUCT = "36084049"
"""What a template engine would make of 6007*6007."""

RAN = "hx7ran"
"""What a script of these addresses would call."""

TEXTS = (
    f"<script>{RAN}()</script>",
    f'"><img src=x onerror={RAN}()>',
    f"'><svg/onload={RAN}()>",
    f"</title></noscript></script><script>{RAN}()</script>",
    f'<iframe srcdoc="<script>parent.{RAN}()</script>">',
    f"javascript:{RAN}()",
    f"data:text/html,<script>{RAN}()</script>",
    f'<a href="javascript:{RAN}()">x</a>',
    "[label](http://e.example) ![image](//e.example/i.png) :red[colour] $x^2$ **strong** `code`",
    f"[x](javascript:{RAN}()) ![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "{{6007*6007}} ${6007*6007} #{6007*6007} <%= 6007*6007 %> {%print(6007*6007)%}",
    "{0.__class__.__mro__} %(secret)s %s%n %x",
    "' OR 1=1; DROP TABLE points; --",
    "1); ATTACH '/etc/passwd' AS x; SELECT read_text('/etc/passwd') --",
    "$theme; $$; $1 ?",
    '=HYPERLINK("http://e.example")',
    "../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd%00.csv",
    "\\\\e.example\\share",
    "//e.example/",
    "\r\nSet-Cookie: hostile=1\r\n\r\n<html>",
    "\0",
    "igf\0funding",
    "\x1b[31m\x07\x08\x7f",
    "\u202eidrac\u2066\u2069",
    "\u200b\u200d\ufeff\u00ad",
    "z\u0301\u0302\u0303" * 60,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 40,
    "\ufffe\uffff\U0010ffff",
    "İıſßŐ",
    "x" * 3_000,
    "a " * 1_000,
    "9" * 400,
    "-1",
    "1e999",
    "NaN",
    "0x7fffffffffffffff",
    "18446744073709551616",
    "99999-12-31",
    "2025-02-30",
    "0000-00-00",
    "null",
    "[]",
    "true",
    "",
    " ",
    ",,,,",
    "ai,skills",
)
"""What is put where an id, a number, a date or words belong."""

BYTES = (b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"caf\xe9", b"\x80" * 300)
"""No UTF-8."""

BROKEN = ("%", "%zz", "%u0041", "%2", "&&&", "=", "==", ";", "#", "?a?b", "+%+", "%00%ff", "[]=1")
"""No percent-encoding."""

OTHERS = (
    "nonsense",
    "constructor",
    "__proto__",
    "id[]",
    "q[0]",
    "limit",
    "offset",
    "a" * 300,
    "\0",
)
NAMES = (*ALL_FILTERS, *sorted(VIEW_PARAMETERS), *OTHERS)

PLACES = ("ai", "jpnic", "challenge", "technical", "C7", "points")
"""What is right somewhere, so that an address is not refused for its first parameter."""


def queries(number: int, seed: int) -> Iterator[str]:
    """So many query strings, as they stand in an address: every text for every third name, then mixtures."""
    chance = random.Random(seed)
    for _index in range(number):
        parts = [_part(chance) for _part_of_it in range(chance.choice((1, 1, 1, 2, 3, 12)))]
        if chance.random() < 0.15:
            parts += [parts[0]] * chance.choice((1, 5, 500))
        yield "&".join(parts)


def texts(number: int, seed: int) -> Iterator[tuple[str, str]]:
    """So many pairs of a parameter's name and a hostile value."""
    chance = random.Random(seed)
    for _index in range(number):
        yield chance.choice(NAMES), chance.choice(TEXTS)


def paths(number: int, seed: int) -> Iterator[str]:
    """So many hostile ends of a path, percent-encoded."""
    chance = random.Random(seed)
    for _index in range(number):
        yield _encoded(chance)[:2_000]


def _part(chance: random.Random) -> str:
    name = quote(chance.choice(NAMES), safe="[]")
    if chance.random() < 0.1:
        return f"{name}={chance.choice(PLACES)}"
    return f"{name}={_encoded(chance)}" if chance.random() < 0.95 else chance.choice(BROKEN)


def _encoded(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.85:
        return quote(chance.choice(TEXTS))
    return quote_from_bytes(chance.choice(BYTES)) if kind < 0.93 else chance.choice(BROKEN)
