"""The submissions last added, as an Atom feed (RFC 4287) of any selection."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid5

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem
from starlette.requests import Request
from starlette.responses import Response

from data.rows import each
from exports.changes import last_changed
from i18n import (
    _,
    dataset_texts,
    entity_sentences,
    enumerated,
    escaping,
    filter_options,
    headlines,
    labels,
    languages,
    number,
    routes,
    sentences,
    series,
    stating,
    written_date,
)
from i18n.filter_options import option_labels
from queries import Filters, Part, stream
from queries.filters import Dropped
from web import page_metadata, response_headers
from web.request_info import Requested

MEDIA_TYPE = "application/atom+xml"
MOST = 100
"""The number of entries in a feed."""
POINTS = 3
"""The number of points in an entry."""
SPACE = UUID("0b5a8a20-2025-4d57-9520-000000000020")
"""The UUID namespace of feed and entry ids. They do not depend on the site's address."""
SCHEME = f"{SPACE.urn}#"
"""Prefix of a category scheme; the name of the filter follows."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(request: Request) -> Response:
    """``/feed.atom``: the newest submissions of the selection in the query string.

    Unusable parameters are ignored, and the feed says so.
    """
    requested = Requested.of(request.scope)
    selection, dropped = requested.filters

    def content() -> bytes:
        newest = stream("additions", selection, limit=MOST)
        return written_feed(newest, selection, requested.site, dropped)

    return response_headers.cached_response(request, content, f"{MEDIA_TYPE}; charset=utf-8")


def written_feed(
    newest: Part, selection: Filters, home: str, dropped: Sequence[Dropped] = ()
) -> bytes:
    """The feed of a selection, whose first rows of the question ``additions`` are ``newest``, on the site ``home``.

    ``dropped`` are the unusable parameters.
    """
    rows = [row for frame in newest.frames for row in each(frame)]
    query_string = urlencode(selection.to_query(), doseq=True)
    feed = FeedGenerator()
    feed.id(uuid5(SPACE, f"feed?{query_string}").urn)
    feed.title(_plain(page_metadata.feed_title(selection)))
    feed.subtitle(_plain(_subtitle(newest, dropped)))
    feed.language(languages.tag())
    feed.updated(_start_of_day(rows[0].added_on) if rows else _start_of_day(last_changed()))
    feed.author(name=dataset_texts.texts().site)
    feed.icon(f"{home}/favicon.png")
    if picture := page_metadata.shared(home):
        feed.logo(picture)
    feed.generator(dataset_texts.texts().site, uri=f"{home}/")
    feed.link(href=page_metadata.feed_address(home, selection), rel="self", type=MEDIA_TYPE)
    list_address = routes.with_query(f"{home}/submissions", selection.to_query())
    feed.link(href=list_address, rel="alternate", type="text/html")
    for row in rows:
        feed.add_entry(_entry(row, home), order="append")
    content: bytes = feed.atom_str(pretty=True)
    return content


def _subtitle(newest: Part, dropped: Sequence[Dropped]) -> str:
    count = headlines.counted(newest.total, "submissions")
    subtitle = (
        _("The {most} most recently added of {count}.").format(
            most=number(newest.rows), count=count
        )
        if newest.total > newest.rows
        else _("{count}. If there are more than {most}, the {most} most recently added.").format(
            count=count, most=number(MOST)
        )
    )
    if dropped:
        parts = series(filter_options.left_out(dropped))
        template = _("{said} We could not use part of this web address: {parts}.")
        subtitle = template.format(said=subtitle, parts=parts)
    return f"{subtitle} {dataset_texts.limits()}"


class Related(BaseEntryExtension):  # type: ignore[misc]
    """Links from an entry to related pages.

    feedgen 1.0.0 writes only the address of an entry's own links (its issue 135). It has no types either.
    """

    def __init__(self) -> None:
        self.links: list[dict[str, str]] = []

    def extend_atom(self, entry: Any) -> Any:
        """Add the links to the XML of the entry."""
        for link in self.links:
            xml_elem("link", entry, rel="related", **link)
        return entry


def _entry(row: Any, home: str) -> FeedEntry:
    identifier = str(row.submission_id)
    entry, related = FeedEntry(), []
    entry.id(uuid5(SPACE, f"submission/{identifier}").urn)
    entry.title(_plain(row.title))
    entry.published(_start_of_day(row.added_on))
    entry.updated(_start_of_day(row.added_on))
    for author in _plain(row.authors).split("; "):
        entry.author(name=author or _plain(row.publisher))
    entry.link(href=f"{home}{routes.entity('submission', identifier)}", rel="alternate")
    light = f"{home}{routes.light_entity('submission', identifier)}"
    related.append({"href": light, "type": "text/html", "title": _("Without JavaScript")})
    if source := escaping.safe_url(row.source_url):
        publisher = _("Source: {publisher}").format(publisher=row.publisher)
        related.append({"href": source, "title": _plain(publisher)})
    entry.register_extension("related", Related, rss=False)
    entry.related.links = related
    entry.summary(_plain(_summary(row)))
    entry.category(term=row.stage_id, scheme=f"{SCHEME}stage", label=_plain(row.stage))
    titles = option_labels()["theme"]
    for theme in str(row.theme_ids).split("; "):
        label = _plain(titles.get(theme, theme))
        entry.category(term=theme, scheme=f"{SCHEME}theme", label=label)
    return entry


def _summary(row: Any) -> str:
    facts = (
        row.authors,
        row.stage,
        written_date(row.submitted_on),
        entity_sentences.as_reported(entity_sentences.reporter(row))
        or labels.DOCUMENT_TYPES.of(row.document_type),
    )
    points = str(row.first_points).split("\n")[:POINTS]
    summary = _("{facts}. {points}; some of them, as we summarise them: {first}").format(
        facts=" · ".join(escaping.one_line(fact) for fact in facts),
        points=headlines.counted(int(row.points), "points"),
        first=" ".join(escaping.one_line(point) for point in points),
    )
    return sentences(summary, _outcome(row))


def _outcome(row: Any) -> str:
    """How many of the submission's requests have each verdict; empty if no verdict is known."""
    counts = dict(
        part.rsplit(" ", 1) for part in escaping.one_line(row.verdicts).split("; ") if part
    )
    verdicts = enumerated(
        [stating(labels.VERDICTS[code], counts[code]) for code in labels.VERDICTS if code in counts]
    )
    return _("Outcome of its requests: {verdicts}.").format(verdicts=verdicts) if verdicts else ""


def _plain(value: object) -> str:
    """A cell without the characters that XML forbids."""
    return escaping.one_line(_NO_XML.sub(" ", escaping.one_line(value)))


def _start_of_day(day: Any) -> datetime:
    """The beginning of a day, also one given as 2026-12-01, in UTC."""
    if isinstance(day, str):
        day = datetime.fromisoformat(day)
    return datetime.combine(day.date(), time(), UTC)
