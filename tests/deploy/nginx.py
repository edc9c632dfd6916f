"""Debian's nginx with the site of deploy/, on free ports; `python -m` this module provides the program.

Its package is unpacked, not installed, so that no service starts on this machine.
"""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

from tests.browser.commands import command
from tests.server.running import ROOT, Answer, answer_over

SITE = ROOT / "deploy" / "nginx" / "dashboard.conf"
HOST = "localhost"
PACKAGES = ("nginx", "nginx-common")
UNPACKED = ROOT / "build" / "nginx"


def installation() -> Path:
    """The folder under which usr/sbin/nginx and etc/nginx are: the system's root, else Debian's package unpacked.

    Exits with one line that says what to do if there is none to be had.
    """
    system = Path("/")
    for folder in (system, UNPACKED):
        if _program(folder).exists() and (folder / "etc" / "nginx" / "nginx.conf").exists():
            return folder
    if shutil.which("apt-get"):
        shutil.rmtree(UNPACKED, ignore_errors=True)
        UNPACKED.mkdir(parents=True)
        if not _download():
            subprocess.run(["apt-get", "update"], capture_output=True, check=False)
            _download()
        for package in UNPACKED.glob("*.deb"):
            subprocess.run(["dpkg-deb", "--extract", package, UNPACKED], check=True)
        if _program(UNPACKED).exists():
            return UNPACKED
    sys.exit("The tests of hosting need nginx: install it, on Debian with apt-get install nginx")


def _program(folder: Path) -> Path:
    return folder / "usr" / "sbin" / "nginx"


def _download() -> bool:
    fetch = ("apt-get", "download", *PACKAGES)
    return subprocess.run(fetch, cwd=UNPACKED, capture_output=True, check=False).returncode == 0


@dataclass(frozen=True)
class Site:
    """The site as readers reach it: ports of HTTP and TLS on this machine, and the files of its nginx."""

    plain: int
    secure: int
    folder: Path

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.secure}"

    @property
    def log(self) -> str:
        """What nginx complained about."""
        return (self.folder / "log" / "error.log").read_text(encoding="utf-8")

    def served(self, agent: str, least: int = 1) -> list[tuple[str, str]]:
        """The requests of a user agent that nginx has answered: path, and port that answered (the last that it tried).

        nginx logs an answer after the reader has it: this waits for ``least`` lines; AssertionError after 10 s.
        """
        limit = time.monotonic() + 10
        while len(lines := self._lines(agent)) < least:
            assert time.monotonic() < limit, f"{agent}: {len(lines)} of {least} served"
            time.sleep(0.02)
        entries = [line.rsplit(maxsplit=3) for line in lines]
        return [(path, ports.rpartition(":")[2]) for ports, _status, path, _agent in entries]

    def _lines(self, agent: str) -> list[str]:
        text = (self.folder / "log" / "served.log").read_text(encoding="utf-8")
        return [line for line in text.splitlines() if line.endswith(f" {agent}")]

    def connect(self, source: str = "127.0.0.1") -> HTTPSConnection:
        """A connection of a reader at the network address ``source``, any of 127.0.0.0/8."""
        trusted = ssl.create_default_context(cafile=str(self.folder / "tls" / "fullchain.pem"))
        address = (source, 0)
        return HTTPSConnection(
            HOST, self.secure, timeout=30, context=trusted, source_address=address
        )

    def get(
        self, path: str, source: str = "127.0.0.1", method: str = "GET", **headers: str
    ) -> Answer:
        """Ask for ``path`` over TLS; header names are given with underscores for dashes."""
        return answer_over(self.connect(source), path, method, headers)

    def get_plain(self, path: str, **headers: str) -> Answer:
        """Ask for ``path`` without TLS."""
        return answer_over(
            HTTPConnection("127.0.0.1", self.plain, timeout=30), path, "GET", headers
        )


def free_ports(number: int) -> list[int]:
    """Ports of 127.0.0.1 that nothing listens on at the moment."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


def replaced(text: str, replacements: dict[str, str]) -> str:
    """The text with each key replaced by its value; AssertionError if the text lacks one of the keys."""
    for old, new in replacements.items():
        assert old in text, f"{old!r} is no longer in the file"
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(folder: Path, *upstreams: int, site: str = "") -> Iterator[Site]:
    """Run nginx as Debian configures it with the site of deploy/ (or the text ``site``) in front of ports.

    Everything it reads and writes is in ``folder``. Raises RuntimeError with what it said if it does not start.
    """
    plain, secure = free_ports(2)
    for part in ("sites-enabled", "conf.d", "log", "temporary", "tls", "www"):
        (folder / part).mkdir(parents=True)
    certificate(folder / "tls")
    first, *further = upstreams
    text = site or SITE.read_text(encoding="utf-8")
    if further:
        servers = "".join(f"server 127.0.0.1:{port} max_fails=0; " for port in further)
        text = replaced(text, {"#+ ": "", "server 127.0.0.1:8502 max_fails=0;": servers})
    text = replaced(
        text,
        {
            "dashboard.example.org": HOST,
            f"/etc/letsencrypt/live/{HOST}/": f"{folder / 'tls'}/",
            "listen 80;": f"listen 127.0.0.1:{plain};",
            "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
            "listen [::]:80;": "",
            "listen [::]:443 ssl;": "",
            "127.0.0.1:8501": f"127.0.0.1:{first}",
            "/opt/dashboard/": f"{ROOT}/",
            "/var/www/html": str(folder / "www"),
        },
    )
    (folder / "sites-enabled" / "dashboard.conf").write_text(text, encoding="utf-8")
    installed = installation()
    shutil.copy(installed / "etc" / "nginx" / "mime.types", folder)
    main = replaced(
        (installed / "etc" / "nginx" / "nginx.conf").read_text(encoding="utf-8"),
        {
            "user www-data;": "user root;" if os.geteuid() == 0 else "",
            "/etc/nginx": str(folder),
            "/var/log/nginx": str(folder / "log"),
            "/run/nginx.pid": str(folder / "nginx.pid"),
        },
    )
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    (folder / "conf.d" / "temporary.conf").write_text(
        "".join(f"{kind}_temp_path {folder / 'temporary'};\n" for kind in kinds)
        + "log_format served '$upstream_addr $status $uri $http_user_agent';\n"
        + f"access_log {folder / 'log' / 'served.log'} served;\n",
        encoding="utf-8",
    )
    program = [str(_program(installed)), "-c", str(folder / "nginx.conf")]
    program += ["-e", str(folder / "log" / "error.log")]
    check = subprocess.run([*program, "-t"], capture_output=True, text=True, check=False)
    output = Site(plain, secure, folder).log + check.stderr
    if check.returncode or "[warn]" in output:
        raise RuntimeError(f"nginx does not take the site:\n{output}")
    process = subprocess.Popen([*program, "-g", "daemon off;"])
    try:
        _wait(secure, process)
        yield Site(plain, secure, folder)
    finally:
        process.terminate()
        process.wait(timeout=15)


def certificate(folder: Path) -> None:
    """Put a certificate for HOST, signed by itself, into ``folder`` as Let's Encrypt names the files."""
    subprocess.run(
        [
            *(command("openssl"), "req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"),
            *("-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"),
            *("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"),
        ],
        capture_output=True,
        check=True,
    )


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < limit:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("nginx did not start")


if __name__ == "__main__":
    print(f"nginx for the tests: {_program(installation())}")
