"""What a site asks of programs in its robots.txt (RFC 9309).

The module `urllib.robotparser` of the standard library knows no `*` and `$` within a path, and takes the first rule
that fits where the longest one counts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

LONGEST_DELAY = 30.0
"""Seconds: a site may ask for so much time between two requests, and not for more."""

_EVERYONE = "*"
_SIGNS = "/*$%?&=;:@!'()+,~-._"


@dataclass(frozen=True)
class Robots:
    """What a site asks of one program: paths as (allowed, path), and seconds between two requests."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path, with its query, may be asked for: the longest rule that fits decides."""
        wanted = _plain(path)
        fitting = [(len(rule), allowed) for allowed, rule in self.rules if _fits(rule, wanted)]
        return max(fitting, default=(0, True))[1]


def read_robots(text: str, agent: str) -> Robots:
    """What the robots.txt `text` asks of the program `agent`; of everyone, where it does not name it.

    Lines that cannot be read are left out.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    in_rules = False
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if in_rules:
                named, in_rules = [], False
            named.append(value.lower())
            groups.setdefault(value.lower(), [])
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for name in named:
                groups[name].append((key, value))
    return _of(groups.get(agent.lower(), groups.get(_EVERYONE, ())))


def _of(lines: Iterable[tuple[str, str]]) -> Robots:
    rules, delay = list[tuple[bool, str]](), 0.0
    for key, value in lines:
        if key == "crawl-delay":
            if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value):
                delay = min(float(value), LONGEST_DELAY)
        elif value:
            rules.append((key == "allow", _plain(value)))
    return Robots(tuple(rules), delay)


def _plain(path: str) -> str:
    """A path in one spelling, whichever of its signs are given in percent."""
    return quote(unquote(path), _SIGNS)


def _fits(rule: str, path: str) -> bool:
    """Whether a path begins as a rule says: `*` is any text, `$` at the end of the rule the end of the path."""
    first, *others = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    last = others.pop() if others and rule.endswith("$") else None
    for part in others:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= place
    return not rule.endswith("$") or place == len(path)
