"""The folder of fetched pages: each file under the hash of its content, and a record of each address.

    pages/HASH-OF-ADDRESS.json      what came of asking for an address (Record)
    files/HASH-OF-CONTENT.pdf       a file as it was fetched; .docx, .html or .txt

Both are written whole or not at all, so a run that was interrupted goes on from what is there.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from intake.collecting.outcomes import SETTLED
from intake.whole_file import written_whole

LOCK = ".collecting.lock"


@dataclass(frozen=True)
class Record:
    """What came of asking for `address` at `asked_at`, and which file has been fetched from it, if any.

    `outcome` is one of intake.collecting.outcomes; `why` says more of all but "kept". Times are ISO 8601 in UTC.
    `sha256`, `kind`, `last_address` (after redirects), `etag` and `last_modified` are of the file, got at `fetched_at`.
    """

    address: str
    asked_at: str
    outcome: str
    why: str = ""
    fetched_at: str | None = None
    sha256: str | None = None
    kind: str | None = None
    last_address: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    def settled_since(self, moment: datetime) -> bool:
        """Whether the page was fetched or found dead after a moment: it need not be asked again."""
        return self.outcome in SETTLED and datetime.fromisoformat(self.asked_at) > moment


class Kept:
    """The folder, which one run at a time may use (`locked`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pages = folder / "pages"
        self._files = folder / "files"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Make the folder where it is missing, and use it alone. Raises OSError, in words, if that cannot be."""
        try:
            self._pages.mkdir(parents=True, exist_ok=True)
            self._files.mkdir(exist_ok=True)
            lock = FileLock(self.folder / LOCK).acquire(blocking=False)
        except Timeout:
            raise OSError(
                f"Another run is fetching into {self.folder}: wait for it, or name another folder with --kept."
            ) from None
        except OSError as error:
            raise OSError(
                f"{self.folder} cannot be written to ({error.strerror}): name another folder with --kept."
            ) from error
        with lock:
            yield

    def record(self, address: str) -> Record | None:
        """The record of an address; None if no readable one is there."""
        try:
            record = Record(**json.loads(self._page(address).read_text(encoding="utf-8")))
            datetime.fromisoformat(record.asked_at)
        except (OSError, ValueError, TypeError):
            return None
        return record if record.address == address else None

    def file(self, record: Record | None) -> Path | None:
        """The file of a record, if it is there and still what was fetched."""
        if not record or not record.sha256 or not record.kind:
            return None
        if not re.fullmatch("[0-9a-f]{64}", record.sha256) or not record.kind.isalnum():
            return None
        path = self._files / f"{record.sha256}.{record.kind}"
        try:
            unchanged = hashlib.sha256(path.read_bytes()).hexdigest() == record.sha256
        except OSError:
            return None
        return path if unchanged else None

    def keep(self, record: Record, content: bytes | None = None) -> None:
        """Write a record, after its file, if there is a new one."""
        if content is not None:
            with written_whole(self._files / f"{record.sha256}.{record.kind}") as unfinished:
                unfinished.write_bytes(content)
        text = json.dumps(asdict(record), indent=1, ensure_ascii=False)
        with written_whole(self._page(record.address)) as unfinished:
            unfinished.write_text(text, encoding="utf-8")

    def _page(self, address: str) -> Path:
        return self._pages / f"{hashlib.sha256(address.encode()).hexdigest()}.json"


def sha256(content: bytes) -> str:
    """The hash under which a content is kept."""
    return hashlib.sha256(content).hexdigest()
