"""What a site asks of programs in its robots.txt (RFC 9309).

The module `urllib.robotparser` of the standard library knows no `*` and `$` within a path, and takes the first rule
that fits where the longest one counts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

LONGEST_DELAY = 30.0
"""Seconds that a site may ask for between two requests, at most."""

_EVERYONE = "*"
_SAFE_CHARACTERS = "/*$%?&=;:@!'()+,~-._"


@dataclass(frozen=True)
class Robots:
    """What a site asks of one program: paths as (allowed, path), and seconds between two requests."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path, with its query, may be asked for: the longest rule that fits decides."""
        normalised_path = _plain(path)
        matches = [
            (len(rule), allowed) for allowed, rule in self.rules if _fits(rule, normalised_path)
        ]
        return max(matches, default=(0, True))[1]


def read_robots(text: str, agent: str) -> Robots:
    """What the robots.txt `text` asks of the program `agent`, or of every program where it does not name this one.

    Leaves out lines that it cannot read.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    in_rules = False
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if in_rules:
                agents, in_rules = [], False
            agents.append(value.lower())
            groups.setdefault(value.lower(), [])
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for name in agents:
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
    """A path in one spelling, whichever of its characters are percent-encoded."""
    return quote(unquote(path), _SAFE_CHARACTERS)


def _fits(rule: str, path: str) -> bool:
    """Whether a path begins as a rule says: `*` is any text, `$` at the end of the rule the end of the path."""
    prefix, *parts = rule.removesuffix("$").split("*")
    if not path.startswith(prefix):
        return False
    position = len(prefix)
    suffix = parts.pop() if parts and rule.endswith("$") else None
    for part in parts:
        start = path.find(part, position)
        if start < 0:
            return False
        position = start + len(part)
    if suffix is not None:
        return path.endswith(suffix) and len(path) - len(suffix) >= position
    return not rule.endswith("$") or position == len(path)
