"""Fetches pages as their sites ask for: robots.txt, one request a host a second, Retry-After; checks each redirect."""

import re
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urljoin

from intake.collecting.addresses import Resolve, Target, checked, resolve
from intake.collecting.connection import Limits, Reply, ask
from intake.collecting.outcomes import Dead, NotRead, Refused, Unread, printable_text
from intake.collecting.robots import Robots, read_robots

INTERVAL = 1.0
"""Seconds between two requests to one host."""

REDIRECTS = 5
LONGEST_WAIT = 120.0
"""Seconds that Retry-After may ask for; where it asks for more, the host is left alone for this run."""

ROBOTS_SIZE = 1_000_000
"""Bytes."""

_REDIRECT_STATUSES = (301, 302, 303, 307, 308)
_BUSY_STATUSES = (429, 503)
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
}


@dataclass(frozen=True)
class Fetched:
    """A page as it came: content (None: unchanged since the last time), kind (pdf, docx, html, txt), last address."""

    content: bytes | None
    kind: str
    address: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True)
class Before:
    """What is known of a page from an earlier time, to ask for it only if it has changed."""

    address: str
    etag: str | None
    last_modified: str | None

    @property
    def headers(self) -> dict[str, str]:
        validators = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in validators.items() if value}


@dataclass
class Pace:
    """Lets requests to one host wait for each other. `clock` gives seconds, `sleep` waits for some."""

    interval: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, delay: float = 0.0) -> None:
        """Wait until the host may be asked, and count it as asked; the next request waits `delay` seconds at least."""
        now = self.clock()
        if (remaining := self._next.get(host, now) - now) > 0:
            self.sleep(remaining)
            now += remaining
        self._next[host] = now + max(self.interval, delay)

    def rest(self, host: str, seconds: float) -> None:
        """Leave the host alone for `seconds` from now."""
        self._next[host] = max(self._next.get(host, 0.0), self.clock() + seconds)


class Web:
    """The web for one run: what each site's robots.txt says, when each host was asked last, which hosts are busy."""

    def __init__(
        self,
        program: str,
        contact: str,
        *,
        allowed: Collection[str] = (),
        limits: Limits | None = None,
        pace: Pace | None = None,
        find: Resolve | None = None,
    ) -> None:
        """`program` is what robots.txt may call this; the network addresses of `allowed` hosts may be private."""
        self._program = program
        self._headers = {
            "User-Agent": f"{program}/1.0 (+{contact})",
            "Accept": "text/html, application/pdf, "
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document, */*;q=0.1",
        }
        self._allowed = frozenset(allowed)
        self._limits = limits or Limits()
        self._pace = pace or Pace(INTERVAL)
        self._find = find or resolve
        self._robots: dict[str, Robots | NotRead] = {}
        self._busy: dict[str, str] = {}
        self.answered = False
        """Whether any server has answered, whatever it said: where none does, this machine may be offline."""

    def fetch(self, address: str, before: Before | None = None) -> Fetched:
        """The page at an address, after all redirects. Raises Dead, Refused or Unread."""
        reply, last_address = self._follow(address, before, robots=True)
        if reply.status == 304 and before and before.address == last_address:
            return Fetched(None, "", last_address, before.etag, before.last_modified)
        _refuse_status(reply)
        headers = reply.headers
        return Fetched(
            reply.body,
            kind_of(reply),
            last_address,
            _line(headers["ETag"]),
            _line(headers["Last-Modified"]),
        )

    def _follow(self, address: str, before: Before | None, *, robots: bool) -> tuple[Reply, str]:
        """Follow redirects; return the last reply and its address. Every address is checked as the first one is."""
        current_address, visited, prefix = urldefrag(address).url, set[str](), ""
        while True:
            visited.add(current_address)
            try:
                target = checked(current_address, self._allowed, self._find)
                if robots:
                    self._refuse_robots(target)
                extra_headers = (
                    before.headers if before and before.address == current_address else {}
                )
                reply = self._ask(target, extra_headers, robots=robots)
            except NotRead as error:
                raise type(error)(f"{prefix}{error}") from error
            if reply.status not in _REDIRECT_STATUSES:
                return reply, current_address
            try:
                current_address = urldefrag(urljoin(current_address, _location(reply))).url
            except ValueError as error:
                raise Refused("redirects to what is no address") from error
            prefix = f"redirects to {printable_text(current_address)}, which "
            if current_address in visited:
                raise Refused("redirects in a circle")
            if len(visited) > REDIRECTS:
                raise Refused(f"redirects more than {REDIRECTS} times")

    def _ask(self, target: Target, more: Mapping[str, str], *, robots: bool) -> Reply:
        """The server's reply; asks a busy server a second time, after the wait that it names."""
        delay = 0.0
        limits = self._limits
        if robots:
            site_robots = self._robots.get(target.site)
            delay = site_robots.delay if isinstance(site_robots, Robots) else 0.0
        else:
            limits = replace(limits, size=min(limits.size, ROBOTS_SIZE))
        for last_attempt in (False, True):
            if target.host in self._busy:
                raise Unread(self._busy[target.host])
            self._pace.wait(target.host, delay)
            reply = ask(target, {**self._headers, **more}, limits)
            self.answered = True
            seconds = _retry_after(reply) if reply.status in _BUSY_STATUSES else 0.0
            if not seconds:
                break
            if last_attempt or seconds > LONGEST_WAIT:
                self._busy[target.host] = (
                    f"is busy ({reply.status}) and asks to come back in {seconds:,.0f} seconds"
                )
                raise Unread(self._busy[target.host])
            self._pace.rest(target.host, seconds)
        return reply

    def _refuse_robots(self, target: Target) -> None:
        """Raise Refused if the site's robots.txt forbids the page, Unread if what it says is not known."""
        site = target.site
        if site not in self._robots:
            try:
                reply, _address = self._follow(f"{site}/robots.txt", None, robots=False)
                self._robots[site] = self._robots_of(reply)
            except NotRead as error:
                self._robots[site] = error
        robots = self._robots[site]
        if isinstance(robots, NotRead):
            reason = f"has a robots.txt that cannot be read: it {robots}"
            raise Unread(reason)
        if not robots.allow(target.path):
            raise Refused("must not be fetched by programs, says the site's robots.txt")

    def _robots_of(self, reply: Reply) -> Robots:
        """RFC 9309: a site without robots.txt forbids nothing; one that cannot give it now forbids all."""
        if reply.status == 200:
            return read_robots(reply.body.decode("utf-8", "replace"), self._program)
        if 400 <= reply.status < 500 and reply.status != 429:
            return Robots()
        raise Unread(f"answers {reply.status}")


def kind_of(reply: Reply) -> str:
    """Which kind of file came, by its first bytes and else by what the server says. Raises Refused."""
    start = reply.body.lstrip()[:5]
    if not start:
        raise Unread("is empty")
    if start == b"%PDF-":
        return "pdf"
    if reply.body.startswith(b"PK\x03\x04"):
        return "docx"
    content_type = (
        reply.headers.get_content_type() if reply.headers["Content-Type"] else "text/html"
    )
    if content_type not in _KINDS or b"\0" in reply.body[:1024]:
        raise Refused(f"is no HTML, PDF or DOCX, but {printable_text(content_type)}")
    return _KINDS[content_type]


def _refuse_status(reply: Reply) -> None:
    status = reply.status
    if status in (404, 410):
        raise Dead(f"is no longer there ({status})")
    if status in (401, 402, 403, 407, 451):
        raise Refused(f"is not open to this program ({status})")
    if status != 200:
        raise Unread(f"answers {status}")


def _retry_after(reply: Reply) -> float:
    """Seconds until a busy server wants to be asked again: a number or a date; 0 where it does not say."""
    value = (reply.headers["Retry-After"] or "").strip()
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - datetime.now(UTC)).total_seconds(), 0.0)


def _location(reply: Reply) -> str:
    """Where a redirect leads; servers send UTF-8 there, which the library reads as Latin-1."""
    location = (reply.headers["Location"] or "").strip()
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _line(value: str | None) -> str | None:
    """A header's value if it can be sent back as it is, else None."""
    return (
        value if value and len(value) <= 200 and value.isascii() and value.isprintable() else None
    )
