from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake.collecting.connection import Limits
from intake.collecting.fetching import fetch_into
from intake.collecting.kept import Kept, Record
from intake.collecting.web import Pace, Web
from intake.tests.collecting import site as sites
from intake.tests.collecting.site import HOST, Site, page, status

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    page_store = Kept(tmp_path / "kept")
    with page_store.locked():
        pass
    return page_store


def fetch(page_store: Kept, address: str, now: datetime = NOW) -> Record:
    web = Web(
        "lumen-collect",
        "data@lumen.example",
        allowed=(HOST,),
        limits=Limits(10, 100_000),
        pace=Pace(0),
        find=sites.network_addresses,
    )
    return fetch_into(page_store, web, address, now, now - DAY)


def test_a_page_is_kept_with_its_date_and_hash(kept: Kept, site: Site) -> None:
    site.pages["/a"] = page("letter", ETag='"1"')
    record = fetch(kept, site.address("/a"))
    assert (record.outcome, record.fetched_at, record.etag) == (
        "kept",
        "2026-12-01T12:00:00+00:00",
        '"1"',
    )
    path = kept.file(record)
    assert path
    assert path.read_bytes() == b"letter"
    assert path.name == f"{record.sha256}.html"
    assert kept.record(site.address("/a")) == record


def test_what_was_fetched_in_the_last_day_is_not_asked_for_again(kept: Kept, site: Site) -> None:
    site.pages["/a"] = page("letter")
    for path in ("/a", "/gone"):
        fetch(kept, site.address(path))
    count = len(site.requests)
    for path in ("/a", "/gone"):
        assert fetch(kept, site.address(path), NOW + DAY / 2).asked_at == NOW.isoformat()
    assert len(site.requests) == count


def test_what_was_not_read_is_asked_for_again_at_once(kept: Kept, site: Site) -> None:
    site.pages["/a"] = status(500)
    assert fetch(kept, site.address("/a")).outcome == "unread"
    site.pages["/a"] = page("letter")
    assert fetch(kept, site.address("/a")).outcome == "kept"


def test_later_a_page_is_fetched_only_if_it_has_changed(kept: Kept, site: Site) -> None:
    site.pages["/a"] = sites.versioned("letter", '"1"')
    first_record = fetch(kept, site.address("/a"))
    later_record = fetch(kept, site.address("/a"), NOW + 2 * DAY)
    assert (later_record.fetched_at, later_record.sha256) == (
        first_record.fetched_at,
        first_record.sha256,
    )
    assert later_record.asked_at > first_record.asked_at
    assert site.requests[-1][1]["If-None-Match"] == '"1"'
    site.pages["/a"] = sites.versioned("letter, mended", '"2"')
    changed_record = fetch(kept, site.address("/a"), NOW + 4 * DAY)
    path = kept.file(changed_record)
    assert path
    assert path.read_bytes() == b"letter, mended"
    assert kept.file(first_record), "the file from before stays"


def test_a_page_that_has_gone_stays_in_the_folder(kept: Kept, site: Site) -> None:
    site.pages["/a"] = page("letter")
    fetch(kept, site.address("/a"))
    del site.pages["/a"]
    record = fetch(kept, site.address("/a"), NOW + 2 * DAY)
    assert record.outcome == "dead"
    assert record.fetched_at == NOW.isoformat()
    assert kept.file(record)


@pytest.mark.parametrize(
    "damage", ["file changed", "file gone", "no JSON", "other keys", "no date"]
)
def test_what_is_damaged_in_the_folder_is_fetched_anew(damage: str, kept: Kept, site: Site) -> None:
    site.pages["/a"] = sites.versioned("letter", '"1"')
    path = kept.file(fetch(kept, site.address("/a")))
    assert path
    (record,) = (kept.folder / "pages").iterdir()
    text = record.read_text(encoding="utf-8")
    match damage:
        case "file changed":
            path.write_bytes(b"lette")
        case "file gone":
            path.unlink()
        case "no JSON":
            record.write_text(text[:40], encoding="utf-8")
        case "other keys":
            record.write_text('{"address": 1, "x": 2}', encoding="utf-8")
        case "no date":
            record.write_text(text.replace("2026-12-01T", "soon"), encoding="utf-8")
    file = kept.file(fetch(kept, site.address("/a")))
    assert file
    assert file.read_bytes() == b"letter"
    assert "If-None-Match" not in site.requests[-1][1]


def test_a_record_cannot_name_a_file_elsewhere(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    assert kept.file(Record("x", "2026-12-01", "kept", sha256="../../secret", kind="html")) is None


def test_the_folder_is_used_by_one_run_at_a_time(kept: Kept) -> None:
    with kept.locked(), pytest.raises(OSError, match="Another run is fetching into"), kept.locked():
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with (
        pytest.raises(OSError, match="name another folder with --kept"),
        Kept(tmp_path / "file").locked(),
    ):
        pass
