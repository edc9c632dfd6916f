"""The dated events of the review."""

from typing import Any

import pandas as pd

from cards.kit import DrillDown
from charts.stages import Event
from data.rows import each
from i18n import _, escaping
from i18n.dates import day, short_day
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


def event_line(row: Any) -> str:
    """Markdown: when, what, at which stage, and the page that says so."""
    mark = "◆" if row.event == "text" else "◇"
    stage = f" ({escaping.one_line(row.stage)})" if isinstance(row.stage, str) else ""
    sentence = f"{mark} {escaping.markdown(_days(row))} · {escaping.markdown(escaping.one_line(row.title) + stage)}"
    if source := escaping.safe_url(row.source_url):
        sentence += f" · [{escaping.markdown(escaping.host(row.source_url))}]({source})"
    return sentence


def event_drill_down(place: int) -> DrillDown | None:
    rows = ask("timeline")
    if place >= len(rows):
        return None
    row = next(each(rows.iloc[[place]]))
    return DrillDown(markdown=event_line(row), notes=(escaping.markdown(row.description),))
