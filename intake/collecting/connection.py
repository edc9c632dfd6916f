"""One request over a connection to the network address that was checked, within limits of time and size."""

import http.client
import socket
import ssl
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from functools import cache
from threading import Event, Timer

import certifi

from intake.collecting.addresses import Target
from intake.collecting.outcomes import Refused, Unread, printable_text
from intake.suggesting.documents import MAX_BYTES

CONNECT_SECONDS = 15.0
_CHUNK = 65_536


@dataclass(frozen=True)
class Limits:
    """What one request may take: seconds in all, bytes of its body once unpacked."""

    seconds: float = 60.0
    size: int = MAX_BYTES


@dataclass(frozen=True)
class Reply:
    """What a server answered; the body is unpacked."""

    status: int
    headers: Message
    body: bytes


class _Connection(http.client.HTTPConnection):
    """Connects to the network addresses of its target and to no other, and can be cut off by another thread."""

    def __init__(self, target: Target, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self.target = target
        self.late = Event()
        self._opened: socket.socket | None = (
            None  # http.client forgets its own where the server closes
        )

    def connect(self) -> None:
        self.sock = self._opened = self._connected()
        if self.late.is_set():
            raise TimeoutError
        self.sock.settimeout(self.timeout)
        if self.target.scheme == "https":
            tls_socket = _context().wrap_socket(
                self.sock, server_hostname=self.target.host, do_handshake_on_connect=False
            )
            self.sock = self._opened = tls_socket
            tls_socket.do_handshake()

    def _connected(self) -> socket.socket:
        *first_addresses, last_address = self.target.network_addresses
        seconds = min(float(self.timeout or 0), CONNECT_SECONDS)
        for network_address in first_addresses:
            with suppress(OSError):
                return socket.create_connection((network_address, self.target.port), seconds)
        return socket.create_connection((last_address, self.target.port), seconds)

    def cut(self) -> None:
        """End whatever is waited for; a limit for each single read would let a server send a byte now and then."""
        self.late.set()
        if self._opened is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._opened, socket.SHUT_RDWR)


@cache
def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def ask(target: Target, headers: Mapping[str, str], limits: Limits) -> Reply:
    """What the server answers to a GET. Raises Refused if it is too large, Unread if there is no whole answer."""
    connection = _Connection(target, limits.seconds)
    timer = Timer(limits.seconds, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        connection.request("GET", target.path, headers={"Accept-Encoding": "gzip", **headers})
        response = connection.getresponse()
        # Of a redirect or an error, the status says enough: its body is not read.
        body = _body(response, limits.size) if response.status == 200 else b""
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        raise Unread(_reason(error, connection.late.is_set(), limits.seconds)) from error
    finally:
        timer.cancel()
        connection.close()
    if connection.late.is_set():
        raise Unread(_reason(None, True, limits.seconds))
    return Reply(response.status, response.headers, body)


def _body(response: http.client.HTTPResponse, size: int) -> bytes:
    encoding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise Refused(f"is packed in a way that was not asked for ({printable_text(encoding)})")
    decompressor = None if encoding == "identity" else zlib.decompressobj(16 + zlib.MAX_WBITS)
    if response.length is not None and response.length > size:
        raise Refused(_too_large(size))
    body = bytearray()
    while chunk := response.read(_CHUNK):
        # One byte more than there may be is enough to tell.
        body += decompressor.decompress(chunk, size - len(body) + 1) if decompressor else chunk
        if len(body) > size:
            raise Refused(_too_large(size))
        if decompressor and decompressor.eof:
            break
    if decompressor is None and response.length:
        raise http.client.IncompleteRead(bytes(body), response.length)
    if decompressor and not decompressor.eof and body:
        raise http.client.IncompleteRead(bytes(body))
    return bytes(body)


def _too_large(size: int) -> str:
    return f"has more than {size / 1_000_000:,.0f} MB"


def _reason(error: Exception | None, late: bool, seconds: float) -> str:
    if late or isinstance(error, TimeoutError):
        return f"takes longer than {seconds:,.0f} seconds"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"has a certificate that does not hold ({error.verify_message})"
    if isinstance(error, http.client.IncompleteRead):
        return "broke off before its end"
    if isinstance(error, OSError):
        return f"cannot be connected to ({error.strerror or type(error).__name__})"
    return f"does not answer as a web server does ({type(error).__name__}: {printable_text(str(error))})"
