"""Which addresses may be asked: those of the public web, and the machine that a name stood for when it was checked."""

import re
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from intake.collecting.outcomes import Dead, Refused, Unread

PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"[a-zA-Z0-9._-]+|[0-9a-fA-F:.]+")
_LAST_PART_IS_IPV4 = [
    ip_network(network) for network in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48")
]
"""Networks of IPv6 whose addresses stand for the IPv4 address at their end: RFC 4291, 6052 and 8215."""
_NOT_PUBLIC = [ip_network(network) for network in ("3fff::/20", "5f00::/16")]
"""Networks for examples and segment routing, RFC 9637 and 9602, which not every Python knows."""
_SAFE_CHARACTERS = "/%:@!$&'()*+,;=~-._?[]|"

Resolve = Callable[[str, int], list[str]]
"""Name and port -> the network addresses that the name stands for. Raises OSError."""


@dataclass(frozen=True)
class Target:
    """A page that may be asked for: of `host`, at `network_addresses`, which were checked; `path` has the query."""

    scheme: str
    host: str
    port: int
    path: str
    network_addresses: tuple[str, ...]

    @property
    def site(self) -> str:
        """What its robots.txt is for, such as https://example.org, with the port if that is not the usual one."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == PORTS[self.scheme]
        return f"{self.scheme}://{name}" if usual else f"{self.scheme}://{name}:{self.port}"


def resolve(host: str, port: int) -> list[str]:
    """The network addresses that a name stands for, as the system finds them."""
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_kind, address in entries]


def checked(address: str, allowed: Collection[str], find: Resolve = resolve) -> Target:
    """The page at an address of the web. All network addresses of its host must be public unless it is in `allowed`.

    Raises Refused, Dead if no host has the name, Unread if the name cannot be looked up now.
    """
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        name = host if host.isascii() else host.encode("idna").decode()
    except ValueError as error:
        raise Refused("is no address of a page") from error
    if parts.scheme not in PORTS or not _NAME.fullmatch(name) or port == 0:
        raise Refused("is no address that begins with http:// or https:// and names a site")
    if parts.username is not None:
        raise Refused("has a user name in it")
    port = port or PORTS[parts.scheme]
    try:
        network_addresses = find(name, port)
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            raise Dead(f"has a site that no longer exists ({name})") from error
        raise Unread(f"has a site whose name cannot be looked up now ({name})") from error
    except (OSError, UnicodeError) as error:
        raise Unread(f"has a site whose name cannot be looked up now ({name})") from error
    if not network_addresses:
        raise Dead(f"has a site that no longer exists ({name})")
    private = [
        network_address for network_address in network_addresses if not is_public(network_address)
    ]
    if private and name not in allowed:
        raise Refused(
            f"leads to a private address ({name} is {private[0]}); --allow-host {name} permits it"
        )
    path = quote(parts.path or "/", _SAFE_CHARACTERS)
    query = f"?{quote(parts.query, _SAFE_CHARACTERS)}" if parts.query else ""
    return Target(parts.scheme, name, port, path + query, tuple(dict.fromkeys(network_addresses)))


def is_public(network_address: str) -> bool:
    """Whether a network address is one of the public internet; of IPv6, also the IPv4 address that it stands for.

    >>> [is_public(address) for address in ("9.9.9.9", "127.0.0.1", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False, False]
    """
    ip = ip_address(network_address.partition("%")[0])
    if any(ip in network for network in _NOT_PUBLIC):
        return False
    return all(
        candidate.is_global and not candidate.is_multicast for candidate in (ip, *_embedded(ip))
    )


def _embedded(ip: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(ip, IPv4Address):
        return []
    embedded = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if any(ip in network for network in _LAST_PART_IS_IPV4):
        embedded.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return [candidate for candidate in embedded if candidate is not None]
