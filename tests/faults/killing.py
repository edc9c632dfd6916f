"""Builds that are killed: each in a process of its own, at a moment that the test names.

    python -m tests.faults.killing SOURCE TARGET

reads seconds from its input, a line each, and after that many kills (SIGKILL) a build that it began; prints whether it
was killed or had come to its end.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.build import build


def killed_after(seconds: float, source: Path, target: Path) -> bool:
    """Begin a build and kill it; False if it ended before."""
    child = os.fork()
    if not child:
        build(source, target)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@contextmanager
def crash_states(folder: Path, copies: Path) -> Iterator[list[Path]]:
    """Copies of ``folder`` as a kill would leave it: one for every state its files are in during the block.

    It looks at the files between any two calls that Python makes, and copies what is new to ``copies``.
    """
    states: list[Path] = []
    last: list[tuple[str, int, int]] = []

    def look(_frame: object, _event: str, _argument: object) -> None:
        nonlocal last
        sys.setprofile(None)
        with os.scandir(folder) as entries:
            files = [
                (entry.name, entry.stat().st_size, entry.stat().st_mtime_ns) for entry in entries
            ]
        if sorted(files) != last:
            last = sorted(files)
            copy = copies / f"{len(states):03d}"
            copy.mkdir(parents=True)
            for name, _size, _changed in files:
                (copy / name).write_bytes((folder / name).read_bytes())
            states.append(copy)
        sys.setprofile(look)

    sys.setprofile(look)
    try:
        yield states
    finally:
        sys.setprofile(None)


if __name__ == "__main__":
    for line in sys.stdin:
        ended = not killed_after(float(line), Path(sys.argv[1]), Path(sys.argv[2]))
        print("ended" if ended else "killed", flush=True)
