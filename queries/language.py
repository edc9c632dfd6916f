"""The reader's language: a context variable, so that each request has its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

DEFAULT = "en"


class Language(NamedTuple):
    """A language by its ISO 639-1 ``code``.

    ``in_address`` says that links must name it: the reader chose it, or it is not the language that addresses without
    one give everywhere.
    """

    code: str = DEFAULT
    in_address: bool = False


_asked: ContextVar[Language] = ContextVar("language")
_elsewhere: list[Callable[[], Language | None]] = []


def current() -> Language:
    """The language in force: that of ``using``, else of the first source that knows one, else the default."""
    try:
        return _asked.get()
    except LookupError:
        return next((language for source in _elsewhere if (language := source())), Language())


def code() -> str:
    """The code of the language in force."""
    return current().code


def prefix() -> str:
    """The part before the path in every address of ours: /ja; empty where the address names no language."""
    return f"/{code()}" if current().in_address else ""


def also_from(source: Callable[[], Language | None]) -> None:
    """Ask ``source`` where no language is set, as in a thread that a framework has started for a reader."""
    if source not in _elsewhere:
        _elsewhere.append(source)


def use(language: Language) -> None:
    """Set the language for the rest of this thread's or task's context."""
    _asked.set(language)


@contextmanager
def using(language: Language) -> Iterator[None]:
    """Set the language for a block."""
    token = _asked.set(language)
    try:
        yield
    finally:
        _asked.reset(token)
