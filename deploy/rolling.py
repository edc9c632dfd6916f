# ruff: noqa: S603, S607 - the one command that is run is systemd's, with a number
"""Rolling restart: restarts the processes one after the other, so that one always answers.

    python -m deploy.rolling [--wait SECONDS] [PORT ...]

Each is a service dashboard@PORT of systemd; without ports, those in PORTS. The next one is restarted only when
the one before answers and can read its data. Where one does not come back, the others are left as they are, and go on
serving. Exit codes: 0 all were restarted, 1 one is not well, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence

from deploy import health

WAIT = 120.0
"""Seconds within which a process must answer after its restart."""


class NotWell(Exception):
    """A process is not healthy. The message says which, and which ones were not restarted."""


def restart(port: int) -> None:
    """Restart the process with systemd. Raises CalledProcessError if that fails."""
    subprocess.run(["systemctl", "restart", f"dashboard@{port}"], check=True)


def roll(
    ports: Sequence[int],
    restart: Callable[[int], None] = restart,
    tell: Callable[[str], None] = print,
    wait: float = WAIT,
) -> None:
    """Restart the processes at ``ports`` in turn, each when all others are healthy.

    Raises NotWell before the first is touched if one of several does not serve, or as soon as one does not come back.
    """
    if len(ports) > 1:
        for port in ports:
            _health_report(port, 0, "Nothing was restarted, since its readers are with the others")
    for index, port in enumerate(ports):
        remaining_ports = ", ".join(map(str, ports[index + 1 :]))
        untouched = (
            f"Not restarted: {remaining_ports}" if remaining_ports else "All others were restarted"
        )
        try:
            restart(port)
        except (OSError, subprocess.CalledProcessError) as error:
            raise NotWell(f"{port} was not restarted: {error}. {untouched}.") from error
        tell(f"{port} {_health_report(port, wait, untouched)}")


def _health_report(port: int, wait: float, untouched: str) -> str:
    try:
        return str(health.patiently(health.address(os.environ, port), wait))
    except (OSError, ValueError) as error:
        raise NotWell(
            f"{port} is not well: {error} {untouched}. Its log: journalctl -u dashboard@{port}"
        ) from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.rolling",
        description="Restart the processes of the dashboard one after the other.",
        epilog="Exit codes: 0 all were restarted, 1 one is not well, 2 wrong usage.",
    )
    parser.add_argument(
        "ports", type=int, nargs="*", metavar="PORT", help="default: those in PORTS"
    )
    parser.add_argument(
        "--wait",
        type=float,
        default=WAIT,
        metavar="SECONDS",
        help="how long each may take to come back (default: %(default)s)",
    )
    options = parser.parse_args(arguments)
    ports = options.ports or health.ports_of(os.environ)
    try:
        roll(ports, wait=options.wait)
    except NotWell as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
