"""A disk with little room left: a small file system in memory for root, else a limit on how large files may become."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = 16
"""Megabytes of the disk."""


@contextmanager
def small(folder: Path) -> Iterator[None]:
    """``folder`` is a disk of its own, of SIZE, where this user may mount one."""
    folder.mkdir(exist_ok=True)
    command = ("mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(folder))
    mounted = (
        os.geteuid() == 0
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )
    try:
        yield
    finally:
        if mounted:
            subprocess.run(("umount", "--lazy", str(folder)), check=True)


@contextmanager
def full(folder: Path, room: int) -> Iterator[None]:
    """Whoever writes to ``folder`` in the block finds a full disk after ``room`` bytes."""
    if os.path.ismount(folder):
        filler = folder / "filler"
        free = os.statvfs(folder)
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - room)
        try:
            yield
        finally:
            filler.unlink()
    else:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
