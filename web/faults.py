"""What the dashboard lacks because a private part of Streamlit or uvicorn is not as the dashboard expects."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import FunctionType
from typing import Any

_LOG = logging.getLogger(__name__)

missing: dict[str, str] = {}
"""Fault, which is what is wrong because a private part is not as expected -> the error that showed it."""

_INCOMPATIBLE = (ImportError, AttributeError, LookupError, TypeError, ValueError)
"""The errors that a private part raises if it is not as expected."""


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
    """Run a block that needs private parts. If they are not as expected, note the ``fault`` and go on."""
    try:
        yield
    except _INCOMPATIBLE as error:
        without(fault, error)


def private(module: str, name: str, fault: str) -> Any:
    """A private part of a module; None if there is none of that name, with the ``fault`` noted."""
    with unless(fault):
        return getattr(import_module(module), name)
    return None


def needs(owner: type, *names: str) -> None:
    """Raise AttributeError unless the class ``owner`` has these names, or its ``__init__`` mentions them."""
    attributes = {name for ancestor in owner.__mro__ for name in vars(ancestor)}
    initialisers = [vars(ancestor).get("__init__") for ancestor in owner.__mro__]
    attributes.update(
        *(
            initialiser.__code__.co_names
            for initialiser in initialisers
            if isinstance(initialiser, FunctionType)
        )
    )
    if lacking := set(names) - attributes:
        raise AttributeError(f"{owner.__name__} has no {', '.join(sorted(lacking))}")
