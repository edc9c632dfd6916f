"""Which addresses can be opened."""

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

LONGEST = 2_000
"""The most characters of an address; many programs take no longer one."""

_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+\.?")
_LONGEST_NAME = 253


def can_be_opened(address: str) -> bool:
    """Whether an address is that of a site of the web, judged by its form alone.

    >>> [can_be_opened(address) for address in ("https://itu.int/net4/wsis", "https://[TBD]", "https://)(", "https://tbd/")]
    [True, False, False, False]
    """
    if len(address) > LONGEST or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in ("http", "https")
            and parts.username is None
            and parts.port != 0
            and _is_site(parts.hostname or "")
        )
    except ValueError:
        return False


@lru_cache(maxsize=10_000)
def _is_site(name: str) -> bool:
    if ":" in name:
        return bool(ip_address(name))
    if len(name) > _LONGEST_NAME:
        return False
    return _NAME.fullmatch(name if name.isascii() else name.encode("idna").decode()) is not None
