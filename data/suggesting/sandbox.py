"""Reads each document and proposes its rows in a process of its own: none can take more than its time and memory."""

from pathlib import Path

from data.limited_process import Ended, TookTooLong, run
from data.suggesting.documents import DocumentRefused, read_document
from data.suggesting.proposing import Proposals

SECONDS = 60
MEMORY = 1_500_000_000
"""Bytes."""


def with_document(
    proposals: Proposals, path: Path, *, seconds: float = SECONDS, memory: int = MEMORY
) -> Proposals:
    """The proposals together with those of one more document, within `seconds` and `memory` bytes.

    Those that are given stay as they are. Raises DocumentRefused.
    """
    try:
        return run(_added, proposals, path, seconds=seconds, memory=memory)
    except TookTooLong as error:
        raise DocumentRefused(
            f"takes longer than {seconds:.0f} seconds: print it to a new PDF, or split it"
        ) from error
    except Ended as error:
        raise DocumentRefused(
            "takes more memory than a document may: print it to a new PDF, or split it"
        ) from error


def _added(proposals: Proposals, path: Path) -> Proposals:
    try:
        proposals.add(read_document(path))
    except (DocumentRefused, MemoryError):
        raise
    except OSError as error:
        raise DocumentRefused(f"cannot be opened: {error.strerror}") from error
    except Exception as error:  # a file no one has thought of must not stop the others
        raise DocumentRefused(
            f"could not be read: print it to a new PDF ({type(error).__name__})"
        ) from error
    return proposals
