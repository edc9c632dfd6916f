"""Health check of all processes on this machine, for systemd and monitors."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

import click

from data.commands import declared

PATIENCE = 10
"""The timeout of one request."""

LAG = 60.0
"""Seconds for which processes may serve different data versions."""

PAUSE = 0.5
"""Seconds before an unhealthy process is asked again."""


@dataclass(frozen=True)
class Health:
    """The health report of a healthy server."""

    status: str
    data_version: str
    submissions: int

    def __str__(self) -> str:
        return f"{self.status}: data {self.data_version}, {self.submissions} submissions"


def ports_of(environment: Mapping[str, str]) -> list[int]:
    """The ports of the servers in this environment. Raises ValueError if one is not a number."""
    ports = environment.get("PORTS", "").split()
    return [int(port) for port in ports or [environment.get("STREAMLIT_SERVER_PORT", "8501")]]


def address(environment: Mapping[str, str], port: int) -> str:
    """The health check's address of the server at a port in this environment."""
    base = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    return f"http://127.0.0.1:{port}{f'/{base}' if base else ''}/api/v1/health"


def ask(url: str) -> Health:
    """The server's health report. Raises OSError or ValueError with the reason if it is not healthy."""
    # The proxies in the environment are for other hosts.
    opener = build_opener(ProxyHandler({}))
    try:
        with opener.open(url, timeout=PATIENCE) as answer:
            report = json.load(answer)
        return Health(report["status"], report["data_version"], report["rows"]["submissions"])
    except HTTPError as error:
        raise ValueError(
            f"{url} answers {error.code}: {_detail(error)} The log says why: journalctl -u 'dashboard*'"
        ) from error
    except (OSError, HTTPException) as error:
        raise OSError(f"{url} does not answer ({error}).") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{url} answers, but not as the dashboard does.") from error


def _detail(error: HTTPError) -> str:
    """What the server says of its failure."""
    try:
        return str(json.load(error)["detail"])
    except (OSError, ValueError, KeyError, TypeError, HTTPException):
        return "the data cannot be read."


def patiently(url: str, wait: float) -> Health:
    """The health report of a server that may take ``wait`` seconds to start."""
    limit = time.monotonic() + wait
    while True:
        try:
            return ask(url)
        except OSError:
            if time.monotonic() > limit:
                raise
            time.sleep(PAUSE)


def ask_all(urls: Sequence[str], wait: float, lag: float = LAG) -> list[Health]:
    """The health reports of all servers, each within ``wait`` seconds.

    Raises OSError or ValueError of the first that is not well, and ValueError that names them all if they have not come
    to serve the same version of the data in ``lag`` seconds.
    """
    limit = time.monotonic() + lag
    while True:
        reports = [patiently(url, wait) for url in urls]
        if len({report.data_version for report in reports}) == 1:
            return reports
        if time.monotonic() > limit:
            served = ", ".join(
                f"{url}: {report.data_version}" for url, report in zip(urls, reports, strict=True)
            )
            raise ValueError(f"Not all serve the same data since {lag:.0f} seconds. {served}")
        time.sleep(PAUSE)


@declared(
    "health",
    example="8501 --wait 60",
    exit_codes={
        0: "all can read their data and serve the same",
        1: "one cannot, does not answer, or serves another version than the others for more than a minute",
        2: "wrong usage",
    },
)
@click.argument("ports", type=int, nargs=-1, metavar="[PORT]...")
@click.option(
    "--wait",
    type=float,
    default=0,
    show_default=True,
    metavar="SECONDS",
    help="How long each may take to answer, as after a start.",
)
def command(ports: tuple[int, ...], wait: float) -> int:
    """Say whether the dashboard on this computer answers and can read its data.

    Without a PORT, it asks where the environment says that the server listens: PORTS where several do, else
    STREAMLIT_SERVER_PORT; STREAMLIT_SERVER_BASE_URL_PATH.
    """
    requested_ports = ports or ports_of(os.environ)
    try:
        reports = ask_all([address(os.environ, port) for port in requested_ports], wait)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    for port, report in zip(requested_ports, reports, strict=True):
        print(f"{port} {report}" if len(requested_ports) > 1 else report)
    return 0


main = command.run


if __name__ == "__main__":
    sys.exit(main())
