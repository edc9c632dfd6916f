"""Fetches the page of an address into the folder of kept pages, unless that was done not long ago."""

from dataclasses import replace
from datetime import datetime

from intake.collecting.kept import Kept, Record, sha256
from intake.collecting.outcomes import KEPT, NotRead
from intake.collecting.web import Before, Web


def fetch_into(page_store: Kept, web: Web, address: str, now: datetime, since: datetime) -> Record:
    """The record of an address; asks for the page unless it was fetched or found dead after `since`.

    A file from an earlier time stays beside a later outcome, and is fetched again only if the page has changed. A
    record of a page that could not be read is kept only once some server has answered.
    """
    previous_record = page_store.record(address)
    has_file = page_store.file(previous_record) is not None
    if (
        previous_record
        and previous_record.settled_since(since)
        and (has_file or previous_record.outcome != KEPT)
    ):
        return previous_record
    asked_at = now.isoformat(timespec="seconds")
    try:
        page = web.fetch(address, _validators(previous_record) if has_file else None)
    except NotRead as error:
        base_record = (
            previous_record if previous_record and has_file else Record(address, asked_at, "")
        )
        record = replace(base_record, asked_at=asked_at, outcome=error.outcome, why=str(error))
        if web.answered:
            page_store.keep(record)
        return record
    if page.content is None and previous_record:
        record = replace(previous_record, asked_at=asked_at, outcome=KEPT, why="")
        page_store.keep(record)
        return record
    content = page.content or b""
    record = Record(
        address,
        asked_at,
        KEPT,
        fetched_at=asked_at,
        sha256=sha256(content),
        kind=page.kind,
        last_address=page.address,
        etag=page.etag,
        last_modified=page.last_modified,
    )
    page_store.keep(record, content)
    return record


def _validators(record: Record | None) -> Before | None:
    if record is None or record.last_address is None:
        return None
    return Before(record.last_address, record.etag, record.last_modified)
