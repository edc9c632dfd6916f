"""Whether the dashboard on this machine answers and can read its data, for systemd and monitors.

    python -m deploy.health [--wait SECONDS]

Asks where the environment says that the server listens (STREAMLIT_SERVER_PORT, STREAMLIT_SERVER_BASE_URL_PATH). Needs
nothing but Python. Exit codes: 0 it can read its data, 1 it cannot or does not answer, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

PATIENCE = 10
"""Seconds that one answer may take."""


def address(environment: Mapping[str, str]) -> str:
    """Where the server that runs with this environment says how it is."""
    port = environment.get("STREAMLIT_SERVER_PORT", "8501")
    base = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    return f"http://127.0.0.1:{port}{f'/{base}' if base else ''}/api/v1/health"


def ask(url: str) -> str:
    """What the server says of itself, in a line; OSError or ValueError, with a line too, if that is not well."""
    # What the environment names as a proxy is for other hosts.
    opener = build_opener(ProxyHandler({}))
    try:
        with opener.open(url, timeout=PATIENCE) as answer:
            said = json.load(answer)
        rows = said["rows"]["submissions"]
        return f"{said['status']}: data {said['data_version']}, {rows} submissions"
    except HTTPError as error:
        raise ValueError(
            f"{url} answers {error.code}: the data cannot be read. The log says why: journalctl -u dashboard"
        ) from error
    except (OSError, HTTPException) as error:
        raise OSError(f"{url} does not answer ({error}).") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{url} answers, but not as the dashboard does.") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.health",
        description="Say whether the dashboard on this machine answers and can read its data.",
        epilog="Exit codes: 0 it can read its data, 1 it cannot or does not answer, 2 wrong usage.",
    )
    parser.add_argument(
        "--wait",
        type=float,
        default=0,
        metavar="SECONDS",
        help="how long it may take to answer, as after a start (default: %(default)s)",
    )
    options = parser.parse_args(arguments)
    url, limit = address(os.environ), time.monotonic() + options.wait
    while True:
        try:
            print(ask(url))
            return 0
        except OSError as error:
            if time.monotonic() > limit:
                print(error, file=sys.stderr)
                return 1
            time.sleep(0.5)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
