"""Fetches the page of an address into the folder of what is kept, unless that was done not long ago."""

from dataclasses import replace
from datetime import datetime

from intake.collecting.kept import Kept, Record, sha256
from intake.collecting.outcomes import KEPT, NotRead
from intake.collecting.web import Before, Web


def fetch_into(kept: Kept, web: Web, address: str, now: datetime, since: datetime) -> Record:
    """What came of an address, which is asked unless it was fetched or found dead after `since`.

    A file from an earlier time stays beside a later outcome, and is fetched again only if the page has changed. That a
    page could not be read is kept only once some server has answered.
    """
    before = kept.record(address)
    has_file = kept.file(before) is not None
    if before and before.settled_since(since) and (has_file or before.outcome != KEPT):
        return before
    asked_at = now.isoformat(timespec="seconds")
    try:
        fetched = web.fetch(address, _validators(before) if has_file else None)
    except NotRead as error:
        earlier = before if before and has_file else Record(address, asked_at, "")
        record = replace(earlier, asked_at=asked_at, outcome=error.outcome, why=str(error))
        if web.answered:
            kept.keep(record)
        return record
    if fetched.content is None and before:
        record = replace(before, asked_at=asked_at, outcome=KEPT, why="")
        kept.keep(record)
        return record
    content = fetched.content or b""
    record = Record(
        address,
        asked_at,
        KEPT,
        fetched_at=asked_at,
        sha256=sha256(content),
        kind=fetched.kind,
        last_address=fetched.address,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
    )
    kept.keep(record, content)
    return record


def _validators(record: Record | None) -> Before | None:
    if record is None or record.last_address is None:
        return None
    return Before(record.last_address, record.etag, record.last_modified)
