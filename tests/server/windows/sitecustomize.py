"""Makes the process that has this folder in PYTHONPATH lack what Python on Windows lacks.

They are kept from the code of the dashboard and of its server alone: other packages need them on this system.
"""

import builtins
import os
import signal
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

ABSENT = frozenset(["fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty", "uvloop"])
"""Modules."""

WITHOUT = {
    os: ("fork", "forkpty", "geteuid", "getuid", "killpg", "nice", "openpty", "setsid", "sysconf"),
    signal: ("SIGHUP", "SIGKILL", "SIGUSR1", "alarm", "setitimer"),
}
"""What is not in these modules."""

FROM = frozenset(
    [
        "__main__",
        "cards",
        "charts",
        "components",
        "dashboard",
        "data",
        "deploy",
        "exports",
        "finding",
        "i18n",
        "intake",
        "markup",
        "pages",
        "pictures",
        "queries",
        "streamlit",
        "uvicorn",
        "web",
    ]
)
"""Packages that they are kept from."""

plain = builtins.__import__


def imported(
    name: str, names: Mapping[str, Any] | None = None, *more: Any, **others: Any
) -> ModuleType:
    """What __import__ returns, or ModuleNotFoundError, as Windows has it."""
    package = str((names or {}).get("__name__") or "").partition(".")[0]
    if name in ABSENT and package in FROM:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return plain(name, names, *more, **others)


def lacking(module: ModuleType, names: tuple[str, ...]) -> Callable[[str], Any]:
    attributes = {name: module.__dict__.pop(name) for name in names if name in module.__dict__}

    def attribute(name: str) -> Any:
        package = str(sys._getframe(1).f_globals.get("__name__")).partition(".")[0]
        if name in attributes and package not in FROM:
            return attributes[name]
        raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}", name=name)

    return attribute


builtins.__import__ = imported
for module, names in WITHOUT.items():
    module.__getattr__ = lacking(module, names)  # type: ignore[method-assign]
