"""What is new: the submissions that were added last, and what changed in the data, release by release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from cards.kit import Cards, Link, Record, RecordList, for_page
from cards.query import Context, FirstQuery, query
from cards.submissions import record
from data.settings import data_set
from exports.changes import Release, releases
from i18n import _, aside, written_date
from i18n.headlines import counted
from queries import ask, current

SINCE = "added_since"
"""Parameter of the address: the first day of the additions that the list has. ``since`` is a filter on other days."""

LISTED, PRINTED = 8, 60
"""Submissions on a page of the list, and on paper."""
CHANGES, PRINTED_CHANGES = 6, 40
"""Changes on a page of the list, and on paper."""
OFFERED = 4
"""The most days that readers choose from."""


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return for_page(page, newest=newest, changes=changes)


def newest(page: Context) -> RecordList:
    """The selected submissions that were added since the day in the address, the latest addition first.

    If the address has no day: since the release before the current one or, if there is none, all.
    """
    days, problem = _days(page)
    since = page.value(SINCE, tuple(days))
    additions = ask("addition_days", page.filters)
    count = int(
        additions[additions.added_on >= since].submissions.sum()
        if since
        else additions.submissions.sum()
    )
    return RecordList(
        query=FirstQuery("additions", page.filters, first=count),
        title=_title(count, since) if count else "",
        subtitle=_("Last added first"),
        scope=page.narrowed(page.filters),
        record=_addition_record,
        size=LISTED,
        printed=PRINTED,
        note=problem,
        switches=((SINCE, _("Added since"), days),) if len(days) > 1 else (),
        empty=_("No submission that matches was added since {day}").format(day=written_date(since))
        if since
        else _("No submissions match these filters"),
        ways_out=[
            Link("what_is_new", words, view={SINCE: day})
            for day, words in days.items()
            if day < since
        ],
    )


def _title(count: int, since: str) -> str:
    submissions = counted(count, "submissions")
    if not since:
        return _("{submissions} added so far").format(submissions=submissions)
    return _("{submissions} added since {day}").format(
        submissions=submissions, day=written_date(since)
    )


def changes(_page: Context) -> RecordList | None:
    """What changed in the data by release, newest first; None without a change log."""
    rows = [
        (index, change, release)
        for release in releases(data_set().source)
        for index, change in enumerate(release.changes)
    ]
    if not rows:
        return None
    return RecordList(
        query=query("tables"),
        title=_("What changed in the data, release by release"),
        subtitle=_("You see version {version}; filters do not apply").format(
            version=current().version
        ),
        record=_changed,
        rows=pd.DataFrame(rows, columns=["place", "change", "release"]),
        size=CHANGES,
        printed=PRINTED_CHANGES,
        parameter="changes_page",
        files=False,
    )


def _days(page: Context) -> tuple[Mapping[str, str], str]:
    """The days to choose from and their names, the usual one first; and what is wrong with the day in the address."""
    earlier_releases = [
        release for release in releases(data_set().source) if release.name != current().release
    ]
    days = [release.day for release in earlier_releases[:OFFERED]] or [""]
    address_day = next(iter(reversed(page.view.get(SINCE, ()))), "")
    problem = ""
    if address_day in days or _is_day(address_day):
        days = list(dict.fromkeys((*days, address_day)))
    elif address_day:
        problem = _("“{written}” is not a date. Write it as 2025-02-28.").format(
            written=address_day[:60]
        )
    return {
        day: _("Since {day}").format(day=written_date(day)) if day else _("All") for day in days
    }, problem


def _is_day(text: str) -> bool:
    """Whether a text is a day as addresses write it: 2025-02-28."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _addition_record(row: Any) -> Record:
    """One submission as its list has it, under the day on which it was added."""
    heading = _("Added on {day}").format(day=written_date(f"{row.added_on:%Y-%m-%d}"))
    return replace(record(row), group=heading)


def _changed(row: Any) -> Record:
    release: Release = row.release
    name = _("Release {release}").format(release=release.name)
    return Record(
        f"change_{release.name}_{row.place}",
        text=row.change,
        untranslated=True,
        group=aside(name, written_date(release.day)),
    )
