"""Signs of life for systemd, which restarts a process that gives none in time (WatchdogSec of its unit)."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Mapping

from web.fair_share import alive

SIGN = b"WATCHDOG=1"


def pause(environment: Mapping[str, str]) -> float | None:
    """The seconds between two signs: a third of what systemd waits for one. None where nobody waits."""
    microseconds = environment.get("WATCHDOG_USEC", "")
    if not microseconds.isdecimal() or "NOTIFY_SOCKET" not in environment:
        return None
    return int(microseconds) / 1_000_000 / 3


def send_sign(address: str) -> None:
    """Send one sign to a socket of systemd; a name that begins with @ is one of Linux's abstract sockets."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as connection:
        connection.sendto(
            SIGN, address.replace("@", "\0", 1) if address.startswith("@") else address
        )


async def send_signs(environment: Mapping[str, str] = os.environ) -> None:
    """Send signs until cancelled. A thread of its own sends each; none is sent while the event loop hangs."""
    seconds = pause(environment)
    while seconds:
        await alive(send_sign, environment["NOTIFY_SOCKET"])
        await asyncio.sleep(seconds)
