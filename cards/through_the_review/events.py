"""The dated events of the review."""

from typing import Any

import pandas as pd

from cards.kit import DrillDown, Record, RecordList
from cards.query import Context, Query
from charts.stages import Event
from data.rows import each
from i18n import _, day, escaping, ngettext, number, short_day
from queries import ask, per_version


@per_version()
def dated_events() -> tuple[Event, ...]:
    """The dated events of the review, for the strip over the stages."""
    return tuple(
        Event(
            row.stage_id,
            position,
            short_day(row.starts_on),
            f"{_days(row)}<br>{escaping.plot(row.title)}",
            row.event == "text",
        )
        for position, row in enumerate(each(ask("timeline")))
        if isinstance(row.stage_id, str) and not pd.isna(row.starts_on)
    )


def _days(row: Any) -> str:
    """The day or days of an event: 9 Jun 2025 to 10 Jun 2025."""
    if pd.isna(row.starts_on):
        return _("Date not known")
    if pd.isna(row.ends_on) or row.ends_on == row.starts_on:
        return day(row.starts_on)
    return _("{first} to {last}").format(first=day(row.starts_on), last=day(row.ends_on))


def timeline(_page: Context) -> RecordList | None:
    """Every milestone and text of the review, with the page that says so; None without any."""
    rows = ask("timeline")
    if rows.empty:
        return None
    texts = int((rows.event == "text").sum())
    return RecordList(
        query=Query("timeline"),
        title=ngettext(
            "Timeline: {milestones} milestones and {n} draft or adopted text",
            "Timeline: {milestones} milestones and {n} drafts or adopted texts",
            texts,
        ).format(milestones=number(len(rows) - texts), n=number(texts)),
        subtitle=_("◆ draft or adopted text, ◇ milestone, in time order; filters do not apply"),
        record=_event,
        printed=len(rows),
        rows=rows,
    )


def _event(row: Any) -> Record:
    return Record(f"event_{row.title}", lines=[(_line(row), row.source_url)])


def _line(row: Any) -> str:
    """When, what, and at which stage."""
    mark = "◆" if row.event == "text" else "◇"
    stage = f" ({escaping.one_line(row.stage)})" if isinstance(row.stage, str) else ""
    return f"{mark} {_days(row)} · {escaping.one_line(row.title)}{stage}"


def event_drill_down(index: int) -> DrillDown | None:
    rows = ask("timeline")
    if index >= len(rows):
        return None
    row = next(each(rows.iloc[[index]]))
    return DrillDown(_line(row), notes=(escaping.markdown(row.description),), source=row.source_url)
