"""Pages are fetched from a real server: what they are, how they may fail, and what is never asked."""

import gzip
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from intake.collecting.connection import Limits
from intake.collecting.outcomes import Dead, NotRead, Refused, Unread
from intake.collecting.web import LONGEST_WAIT, Before, Pace, Web
from intake.tests.collecting import site as sites
from intake.tests.collecting.site import HOST, Site, page, redirect, status

PDF = b"%PDF-1.7 letter"


@dataclass
class Clock:
    """A clock that waits at once, and notes how long for."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def pace(self, interval: float = 1.0) -> Pace:
        return Pace(interval, lambda: self.now, self.sleep)


def web(
    *allowed: str,
    clock: Clock | None = None,
    find: Callable[[str, int], list[str]] = sites.network_addresses,
    limits: Limits | None = None,
) -> Web:
    return Web(
        "lumen-collect",
        "data@lumen.example",
        allowed=allowed or (HOST,),
        limits=limits or Limits(seconds=10, size=100_000),
        pace=(clock or Clock()).pace(),
        find=find,
    )


def test_a_page_comes_as_it_is_with_what_tells_its_version(site: Site) -> None:
    site.pages["/a"] = page("<p>ä</p>", ETag='"1"', Last_Modified="Mon, 01 Sep 2025 10:00:00 GMT")
    response = web().fetch(site.address("/a#part"))
    assert (response.content, response.kind) == ("<p>ä</p>".encode(), "html")
    assert response.address == site.address("/a")
    assert (response.etag, response.last_modified) == ('"1"', "Mon, 01 Sep 2025 10:00:00 GMT")


def test_sites_are_told_who_asks_and_whom_to_write_to(site: Site) -> None:
    site.pages["/a"] = page("a")
    web().fetch(site.address("/a"))
    assert site.paths() == ["/robots.txt", "/a"]
    for _path, headers in site.requests:
        assert headers["User-Agent"] == "lumen-collect/1.0 (+data@lumen.example)"
        assert headers["Host"] == f"{HOST}:{site.port}"


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"<p>a</p>", "text/html", "html"),
        (b"<p>a</p>", "application/xhtml+xml; charset=utf-8", "html"),
        (b"A letter", "text/plain", "txt"),
        (PDF, "application/octet-stream", "pdf"),
        (PDF, "text/html", "pdf"),
        (b"PK\x03\x04letter", "image/png", "docx"),
    ],
)
def test_the_kind_is_that_of_the_content_whatever_the_server_says(
    body: bytes, content_type: str, kind: str, site: Site
) -> None:
    site.pages["/a"] = page(body, content_type)
    assert web().fetch(site.address("/a")).kind == kind


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.pages["/a"] = sites.packed(gzip.compress(b"<p>letter</p>"))
    assert web().fetch(site.address("/a")).content == b"<p>letter</p>"


FAILING = {
    "gone": (lambda _site: status(404), Dead, r"no longer there \(404\)"),
    "gone for good": (lambda _site: status(410), Dead, "410"),
    "forbidden": (lambda _site: status(403), Refused, "not open to this program"),
    "broken": (lambda _site: status(500), Unread, "answers 500"),
    "busy without a word": (lambda _site: status(503), Unread, "answers 503"),
    "not changed, though not asked": (lambda _site: status(304), Unread, "answers 304"),
    "empty": (lambda _site: page(b" "), Unread, "is empty"),
    "a picture": (lambda _site: page(b"\x89PNG", "image/png"), Refused, "but image/png"),
    "no text": (lambda _site: page(b"\0\0\0"), Refused, "no HTML, PDF or DOCX"),
    "large": (lambda _site: page(b"x" * 100_001), Refused, "has more than 0 MB"),
    "without end": (lambda _site: sites.endless, Refused, "has more than 0 MB"),
    "a bomb": (lambda _site: sites.bomb(20_000_000), Refused, "has more than 0 MB"),
    "badly packed": (lambda _site: sites.packed(b"no gzip"), Unread, "does not answer as"),
    "packed in part": (
        lambda _site: sites.packed(gzip.compress(b"letter" * 99)[:-12]),
        Unread,
        "broke off",
    ),
    "packed unasked": (lambda _site: sites.packed(b"x", "br"), Refused, "not asked for"),
    "cut off": (lambda _site: sites.cut_off, Unread, "broke off before its end"),
    "huge headers": (lambda _site: sites.huge_headers, Unread, "does not answer as"),
    "many headers": (lambda _site: sites.many_headers, Unread, "does not answer as"),
    "no HTTP": (lambda _site: sites.no_http, Unread, "does not answer as"),
}


@pytest.mark.parametrize("name", FAILING)
def test_what_is_no_page_ends_with_a_reason(name: str, site: Site) -> None:
    answer, kind, message = FAILING[name]
    site.pages["/a"] = answer(site)
    with pytest.raises(kind, match=message):
        web().fetch(site.address("/a"))


@pytest.mark.parametrize("made", [sites.silent, sites.dribbling, sites.dribbling_headers])
def test_a_slow_server_is_left_when_the_time_is_over_though_each_read_is_quick(
    made: Callable[[Site], sites.Answer], site: Site
) -> None:
    site.pages["/robots.txt"] = page("")
    site.pages["/a"] = made(site)
    with pytest.raises(Unread, match="takes longer than"):
        web(limits=Limits(seconds=0.4, size=100_000)).fetch(site.address("/a"))


def test_a_server_that_is_not_there_is_unread() -> None:
    with sites.served() as closed_site:
        address = closed_site.address("/a")
    with pytest.raises(Unread, match="cannot be connected to"):
        web().fetch(address)


def test_a_redirect_leads_to_the_page(site: Site) -> None:
    site.pages |= {"/a": redirect("b", 301), "/b": redirect("/c#x", 308), "/c": page("c")}
    assert web().fetch(site.address("/a")).address == site.address("/c")
    site.pages |= {
        "/d": redirect("/é?x=ü".encode().decode("latin-1")),
        "/%C3%A9?x=%C3%BC": page("é"),
    }
    assert web().fetch(site.address("/d")).content == "é".encode()


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("http://127.0.0.1:{port}/secret", "leads to a private address"),
        ("http://169.254.169.254/latest/meta-data/", "leads to a private address"),
        ("http://[::1]:{port}/secret", "leads to a private address"),
        ("http://[::ffff:127.0.0.1]:{port}/secret", "leads to a private address"),
        ("http://2130706433:{port}/secret", "leads to a private address"),
        ("http://other.example:{port}/secret", "leads to a private address"),
        ("//127.0.0.1:{port}/secret", "leads to a private address"),
        ("file:///etc/passwd", "no address that begins with http"),
        ("ftp://letters.example/", "no address that begins with http"),
        ("http://u:p@letters.example:{port}/secret", "user name"),
        ("http://[", "no address"),
    ],
)
def test_a_redirect_out_of_the_public_web_is_refused(to: str, message: str, site: Site) -> None:
    site.pages |= {"/a": redirect(to.format(port=site.port)), "/secret": page("secret")}
    with pytest.raises(Refused, match=message):
        web().fetch(site.address("/a"))
    assert "/secret" not in site.paths()


def test_redirects_in_a_circle_and_without_end_are_left(site: Site) -> None:
    site.pages |= {"/a": redirect("/b"), "/b": redirect("/a")}
    with pytest.raises(Refused, match="in a circle"):
        web().fetch(site.address("/a"))
    site.pages |= {f"/{number}": redirect(f"/{number + 1}") for number in range(20)}
    with pytest.raises(Refused, match="more than 5 times"):
        web().fetch(site.address("/0"))
    assert "/6" not in site.paths()


def test_a_host_that_changes_its_address_after_the_check_is_not_followed(site: Site) -> None:
    """DNS rebinding: a name is looked up once for each request, and that address is connected to."""
    hosts = []

    def find(host: str, _port: int) -> list[str]:
        hosts.append(host)
        return ["192.0.2.1"] if len(hosts) % 2 else ["127.0.0.1"]

    site.pages["/a"] = page("secret")
    with pytest.raises(NotRead, match="private address"):
        web("elsewhere", find=find).fetch(site.address("/a"))
    assert site.requests == []

    site.pages["/a"] = page("letter")
    answers = iter([["127.0.0.1"], ["127.0.0.1"]])
    response = web(find=lambda _host, _port: next(answers)).fetch(site.address("/a"))
    assert response.content == b"letter"
    assert next(answers, None) is None


def test_all_addresses_of_a_host_are_tried(site: Site) -> None:
    site.pages["/a"] = page("letter")
    response = web(find=lambda _host, _port: ["127.255.255.254", "127.0.0.1"]).fetch(
        site.address("/a")
    )
    assert response.content == b"letter"


def test_what_robots_txt_forbids_is_not_asked(site: Site) -> None:
    site.pages["/robots.txt"] = page("User-agent: *\nDisallow: /no", "text/plain")
    site.pages |= {"/no": page("no"), "/yes": page("yes"), "/to-no": redirect("/no")}
    client = web()
    for path in ("/no", "/to-no"):
        with pytest.raises(Refused, match=r"says the site's robots\.txt"):
            client.fetch(site.address(path))
    assert client.fetch(site.address("/yes")).content == b"yes"
    assert site.paths() == ["/robots.txt", "/to-no", "/yes"]


def test_each_site_on_the_way_has_its_own_robots_txt(site: Site) -> None:
    with sites.served() as other_site:
        other_site.pages["/robots.txt"] = page("User-agent: lumen-collect\nDisallow: /")
        other_site.pages["/b"] = page("b")
        site.pages["/a"] = redirect(other_site.address("/b"))
        with pytest.raises(Refused, match=r"redirects to .*robots\.txt"):
            web().fetch(site.address("/a"))
        assert other_site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_a_site_without_robots_txt_forbids_nothing(code: int, site: Site) -> None:
    site.pages |= {"/robots.txt": status(code), "/a": page("a")}
    assert web().fetch(site.address("/a")).content == b"a"


@pytest.mark.parametrize(
    "robots",
    [
        status(500),
        status(503),
        status(429),
        sites.cut_off,
        sites.endless,
        redirect("/robots.txt"),
        redirect("http://127.0.0.1/robots.txt"),
    ],
)
def test_a_site_that_cannot_give_its_robots_txt_is_left_for_this_time(
    robots: sites.Answer, site: Site
) -> None:
    site.pages |= {"/robots.txt": robots, "/a": page("a")}
    client = web()
    for _ in range(2):
        with pytest.raises(Unread, match=r"robots\.txt that cannot be read"):
            client.fetch(site.address("/a"))
    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("robots", ["<html>Not found</html>", b"\x00\xff\xfe", ""])
def test_a_broken_robots_txt_forbids_nothing(robots: str | bytes, site: Site) -> None:
    site.pages |= {"/robots.txt": page(robots), "/a": page("a")}
    assert web().fetch(site.address("/a")).content == b"a"


def test_a_host_is_asked_once_a_second_and_others_do_not_wait(site: Site) -> None:
    site.pages |= {"/a": page("a"), "/b": redirect("/a")}
    clock = Clock()
    client = web(HOST, "other.example", clock=clock)
    client.fetch(site.address("/a"))
    assert clock.slept == [1.0]
    clock.now += 0.25
    client.fetch(site.address("/b"))
    assert clock.slept == [1.0, 0.75, 1.0]
    client.fetch(site.address("/a", "other.example"))
    assert clock.slept == [1.0, 0.75, 1.0, 1.0]


def test_a_site_may_ask_for_more_time_between_requests(site: Site) -> None:
    site.pages |= {"/robots.txt": page("user-agent: *\ncrawl-delay: 4"), "/a": page("a")}
    clock = Clock()
    client = web(clock=clock)
    client.fetch(site.address("/a"))
    client.fetch(site.address("/a"))
    assert clock.slept == [1.0, 4.0]


@pytest.mark.parametrize("code", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(code: int, site: Site) -> None:
    site.pages["/a"] = sites.once(status(code, Retry_After="7"), page("a"))
    clock = Clock()
    assert web(clock=clock).fetch(site.address("/a")).content == b"a"
    assert clock.slept == [1.0, 7.0]


def test_a_server_that_stays_busy_or_asks_for_long_is_left_alone(site: Site) -> None:
    later = datetime.now(UTC) + timedelta(seconds=LONGEST_WAIT * 2)
    for wait, times in (("3", 2), (format_datetime(later), 1)):
        site.requests.clear()
        site.pages |= {"/a": status(503, Retry_After=wait), "/b": page("b")}
        client = web()
        for path in ("/a", "/b"):
            with pytest.raises(Unread, match=r"busy \(503\) and asks to come back"):
                client.fetch(site.address(path))
        assert site.paths() == ["/robots.txt", *["/a"] * times]


@pytest.mark.parametrize("wait", ["soon", "-5", "", "9" * 400, "Mon, 99 Foo 2025"])
def test_a_strange_retry_after_is_as_none(wait: str, site: Site) -> None:
    site.pages["/a"] = status(503, Retry_After=wait)
    with pytest.raises(Unread, match="answers 503"):
        web().fetch(site.address("/a"))


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.pages |= {"/a": redirect("/b"), "/b": sites.versioned("letter", '"1"')}
    first_response = web().fetch(site.address("/a"))
    second_response = web().fetch(
        site.address("/a"), Before(first_response.address, first_response.etag, "Mon")
    )
    assert (first_response.content, second_response.content) == (b"letter", None)
    conditions = [headers.get("If-None-Match") for _path, headers in site.requests]
    assert conditions == [None] * 5 + ['"1"']
    assert site.requests[-1][1]["If-Modified-Since"] == "Mon"
    assert (
        web().fetch(site.address("/a"), Before(first_response.address, '"0"', None)).content
        == b"letter"
    )


def test_the_pace_is_kept_in_real_time_too(site: Site) -> None:
    site.pages["/a"] = page("a")
    client = Web(
        "lumen-collect",
        "data@lumen.example",
        allowed=(HOST,),
        pace=Pace(0.05),
        find=sites.network_addresses,
    )
    start = time.monotonic()
    for _ in range(3):
        client.fetch(site.address("/a"))
    assert time.monotonic() - start >= 0.15
