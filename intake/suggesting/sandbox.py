"""Reads each document, and calls a function with it, in a process of its own with limits of time and memory."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from intake.limited_process import Ended, TookTooLong, run
from intake.suggesting.documents import Document, DocumentRefused, read_document
from intake.suggesting.proposing import Proposals

SECONDS = 60
MEMORY = 1_500_000_000
"""Bytes."""

T = TypeVar("T")


def with_document(
    proposals: Proposals, path: Path, *, seconds: float = SECONDS, memory: int = MEMORY
) -> Proposals:
    """The proposals together with those of one more document, within `seconds` and `memory` bytes.

    Leaves `proposals` as they are. Raises DocumentRefused.
    """
    return made_of_document(proposals.including, path, seconds=seconds, memory=memory)


def made_of_document(
    make: Callable[[Document], T], path: Path, *, seconds: float = SECONDS, memory: int = MEMORY
) -> T:
    """What `make`, which is pickled, returns for the document at `path`, within `seconds` and `memory` bytes.

    Raises DocumentRefused.
    """
    try:
        value: T = run(_value_for_document, make, path, seconds=seconds, memory=memory)
    except TookTooLong as error:
        raise DocumentRefused(
            f"takes longer than {seconds:.0f} seconds: print it to a new PDF, or split it"
        ) from error
    except Ended as error:
        raise DocumentRefused(
            "takes more memory than a document may: print it to a new PDF, or split it"
        ) from error
    return value


def _value_for_document(make: Callable[[Document], T], path: Path) -> T:
    try:
        return make(read_document(path))
    except (DocumentRefused, MemoryError):
        raise
    except OSError as error:
        raise DocumentRefused(f"cannot be opened: {error.strerror}") from error
    except Exception as error:  # a file no one has thought of must not stop the others
        raise DocumentRefused(
            f"could not be read: print it to a new PDF ({type(error).__name__})"
        ) from error
