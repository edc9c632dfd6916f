"""Time limits of queries: one thread watches all busy connections.

A ``threading.Timer`` is a thread of its own each time, whose start takes a fifteenth of a small question's time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class QueryTimeout:
    """Interrupts calls that take too long."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: dict[object, tuple[float, Callable[[], None]]] = {}
        self._looks = 0.0
        self._thread: threading.Thread | None = None

    @contextmanager
    def limit(self, seconds: float, interrupt: Callable[[], None]) -> Iterator[None]:
        """Call ``interrupt``, in another thread, if the block takes longer than ``seconds``; never after the block."""
        deadline, block = time.monotonic() + seconds, object()
        with self._changed:
            self._due[block] = deadline, interrupt
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="timeouts", daemon=True)
                self._thread.start()
            elif deadline < self._looks:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._due.pop(block, None)

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                overdue = [block for block, (deadline, _) in self._due.items() if deadline <= now]
                for block in overdue:
                    self._due.pop(block)[1]()
                self._looks = min(
                    (deadline for deadline, _ in self._due.values()), default=float("inf")
                )
                self._changed.wait(min(self._looks - now, threading.TIMEOUT_MAX))
