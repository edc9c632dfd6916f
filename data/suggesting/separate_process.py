"""Reads each document in a process of its own, so that none can take more than its time and memory.

    python -m data.suggesting.separate_process FILE

is what that process runs: it writes the document as JSON, or why it is refused.
"""

import json
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from data.suggesting.documents import Document, DocumentRefused, Page, read_document

SECONDS = 60
MEMORY = 1_500_000_000
"""Bytes."""

TOO_MUCH = "takes more memory to read than a document may: print it to a new PDF, or split it"

_ROOT = Path(__file__).parents[2]


def read_apart(path: Path, *, seconds: float = SECONDS, memory: int = MEMORY) -> Document:
    """What `read_document` gives, or DocumentRefused, within `seconds` and `memory` bytes."""
    command = [
        sys.executable,
        "-m",
        "data.suggesting.separate_process",
        str(path.absolute()),
        str(memory),
    ]
    try:
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise DocumentRefused(
            f"takes longer than {seconds:.0f} seconds to read: print it to a new PDF, or split it"
        ) from late
    try:
        said = json.loads(done.stdout)
    except ValueError:
        raise DocumentRefused(TOO_MUCH) from None
    if refused := said.get("refused"):
        raise DocumentRefused(refused)
    pages = tuple(Page(**page) for page in said.pop("pages"))
    return Document(path, pages, **said)


def main(file: str, memory: str) -> None:
    """Read one document within ``memory`` bytes and write what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        said = asdict(read_document(Path(file)))
        del said["path"]
    except DocumentRefused as refused:
        said = {"refused": str(refused)}
    except OSError as error:
        said = {"refused": f"cannot be opened: {error.strerror}"}
    except MemoryError:
        said = {"refused": TOO_MUCH}
    except Exception as error:  # a file no one has thought of must not stop the others
        said = {"refused": f"could not be read: print it to a new PDF ({type(error).__name__})"}
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
