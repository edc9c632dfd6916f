"""A web site on this machine for the tests: pages by path, friendly and hostile ones, and what was asked of it."""

import gzip
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from intake.collecting.addresses import resolve

Answer = Callable[[BaseHTTPRequestHandler], None]

HOST = "letters.example"
"""The name under which tests know the site; `network_addresses` says where it is."""


@dataclass
class Site:
    """What stands at each path; `requests` has path and headers of each request, in their order."""

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def address(self, path: str, host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _headers in self.requests]


def network_addresses(host: str, port: int) -> list[str]:
    """Where names are: those that end in .example on this machine, all others where the system says."""
    return ["127.0.0.1"] if host.endswith(".example") else resolve(host, port)


def page(body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """A page as it should be. Headers are named with _ for -."""
    content = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        start(handler, 200, Content_Type=kind, Content_Length=str(len(content)), **headers)
        handler.wfile.write(content)

    return answer


def status(code: int, **headers: str) -> Answer:
    return lambda handler: start(handler, code, Content_Length="0", **headers)


def redirect(to: str, code: int = 302) -> Answer:
    return status(code, Location=to)


def once(first: Answer, then: Answer) -> Answer:
    """One answer for the first request, another for all that come after it."""
    waiting = [first]
    return lambda handler: (waiting.pop() if waiting else then)(handler)


def versioned(body: str, etag: str) -> Answer:
    """A page that is sent only to those who have another version of it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers["If-None-Match"] == etag:
            start(handler, 304, ETag=etag)
        else:
            page(body, ETag=etag)(handler)

    return answer


def packed(body: bytes, encoding: str = "gzip") -> Answer:
    return page(body, Content_Encoding=encoding)


def bomb(size: int) -> Answer:
    """A small body that unpacks to a large one."""
    return packed(gzip.compress(b" " * size))


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A body without end, as fast as it is taken."""
    start(handler, 200, Content_Type="text/html")
    while True:
        handler.wfile.write(b"<p>more</p>" * 1_000)


def dribbling(site: Site) -> Answer:
    """A byte now and then, so that no single read takes long."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        start(handler, 200, Content_Type="text/html")
        while not site.ended.wait(0.02):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    return answer


def dribbling_headers(site: Site) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not site.ended.wait(0.02):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    return answer


def silent(site: Site) -> Answer:
    return lambda _handler: bool(site.ended.wait(30)) and None


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    """Less than was announced."""
    start(handler, 200, Content_Type="text/html", Content_Length="1000")
    handler.wfile.write(b"<p>half of")


def huge_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 1_000_000 + b"\r\n\r\n")


def many_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 100_000 + b"\r\n")


def no_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 mail.example ready\r\n")


def start(handler: BaseHTTPRequestHandler, code: int, **headers: str) -> None:
    handler.send_response_only(code)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Connection", "close")
    handler.end_headers()


@contextmanager
def served() -> Iterator[Site]:
    """A site without pages; without a robots.txt, too, unless one is put at /robots.txt."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.requests.append((self.path, dict(self.headers)))
            self.close_connection = True
            try:
                site.pages.get(self.path, status(404))(self)
                self.wfile.flush()
            except OSError:
                pass  # the other side has had enough

        def log_message(self, *_arguments: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    server = Server(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
