"""What the dashboard lacks because a private part of Streamlit or uvicorn is another than it was written for."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import FunctionType
from typing import Any

_LOG = logging.getLogger(__name__)

missing: dict[str, str] = {}
"""What is wrong because a private part is another than expected -> the error that told so."""

_OTHER = (ImportError, AttributeError, LookupError, TypeError, ValueError)
"""The errors that a part raises which is another than expected."""


def without(fault: str, error: Exception) -> None:
    """Note a ``fault`` that the dashboard has from now on, for the log and the health report."""
    if fault not in missing:
        missing[fault] = f"{type(error).__name__}: {error}"
        _LOG.warning(
            "The dashboard was not written for this version of Streamlit: %s (%s)",
            fault,
            missing[fault],
        )


@contextmanager
def unless(fault: str) -> Iterator[None]:
    """Do in the block what needs private parts. Where they are others than expected, go on with the ``fault``."""
    try:
        yield
    except _OTHER as error:
        without(fault, error)


def private(module: str, name: str, fault: str) -> Any:
    """A private part of a module; None, and the ``fault``, where there is none of that name."""
    with unless(fault):
        return getattr(import_module(module), name)
    return None


def needs(owner: type, *names: str) -> None:
    """Raise AttributeError unless instances of the class ``owner`` have these names, of the class or from its start."""
    known = {name for one in owner.__mro__ for name in vars(one)}
    starts = [vars(one).get("__init__") for one in owner.__mro__]
    known.update(*(one.__code__.co_names for one in starts if isinstance(one, FunctionType)))
    if lacking := set(names) - known:
        raise AttributeError(f"{owner.__name__} has no {', '.join(sorted(lacking))}")
