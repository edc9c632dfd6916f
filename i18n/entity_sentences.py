"""Sentences about one organisation, theme, claim or submission."""

import re
from collections.abc import Collection
from fractions import Fraction
from typing import Any

import pandas as pd

from i18n import (
    N_,
    Words,
    _,
    aside,
    day,
    enumerated,
    escaping,
    filter_options,
    labels,
    ngettext,
    number,
    partial_date,
    percent,
    series,
    units,
)
from i18n.headlines import COMPARABLE, FEW

_UNKNOWN_PART = Words({"month": N_("day not known"), "year": N_("day and month not known")})
NEIGHBOURS = Words(
    {
        ("author", "previous"): N_("Previous, by the same author"),
        ("author", "next"): N_("Next, by the same author"),
        ("stage", "previous"): N_("Previous, at the same stage"),
        ("stage", "next"): N_("Next, at the same stage"),
    }
)
"""Relation and direction of a neighbouring submission -> the words for it."""
CITED = 3
"""Of more action lines and goals that a point cites, only the codes are given."""
_CLAIM_ID = re.compile(r"(?<![a-z0-9-])[a-z]{2}-[a-z0-9]+(?:-[a-z0-9]+)*")
_PARTS = re.compile(r"[;；؛]\s*|。")
"""The signs between the parts of a note, in the languages that notes are translated into."""


# An organisation


def took_part(row: Any, rows: pd.DataFrame) -> str:
    """How much an organisation took part and when: Wrote 2 and signed 9 submissions · Jun 2024 to Dec 2025."""
    signed, wrote = int(row.signed), int(row.authored)
    if signed and wrote:
        sentence = ngettext(
            "Wrote {wrote} and signed {n} submission",
            "Wrote {wrote} and signed {n} submissions",
            signed,
        ).format(wrote=number(wrote), n=number(signed))
    elif signed:
        sentence = ngettext("Signed {n} submission", "Signed {n} submissions", signed).format(
            n=number(signed)
        )
    elif wrote:
        sentence = ngettext("Wrote {n} submission", "Wrote {n} submissions", wrote).format(
            n=number(wrote)
        )
    else:
        return _("Neither wrote nor signed a submission that matches these filters")
    return " · ".join([sentence, *period(rows)])


def period(rows: pd.DataFrame) -> list[str]:
    """The first and the last date of the submissions, never more exact than the data, and how many are undated."""
    dates = [str(day) for day in rows.submitted_on.dropna()]
    parts = []
    if dates:
        first = _month(min(dates, key=lambda day: (day + "-01-01")[:10]))
        last = _month(max(dates, key=lambda day: day + "-12-31"[len(day) - 4 :]))
        if first.endswith(last) or last.endswith(first):
            parts.append(min(first, last, key=len))
        else:
            parts.append(_("{first} to {last}").format(first=first, last=last))
    if undated := len(rows) - len(dates):
        parts.append(_("{n} undated").format(n=number(undated)))
    return parts


def _month(day: str) -> str:
    """The month of a partial date, or its year: Jun 2024."""
    return partial_date(day[:7], "month" if len(day) > 4 else "year")


# A theme, a claim


def raised(row: Any) -> str:
    """How often the theme is raised: 44 of 487 submissions (9%) · 32 organisations · 51 points."""
    return _how_often(row, None)


def asked_and_adopted(row: Any) -> str:
    """How many ask for something on the theme, and how many paragraphs of the adopted text are on it; empty if no
    paragraph was read. ``row`` is of the question ``theme``.
    """
    if not row.all_paragraphs:
        return ""
    return ngettext(
        "Asked for or supported in {share} to the review; {n} of {all} paragraph of the adopted text is on it",
        "Asked for or supported in {share} to the review; {n} of {all} paragraphs of the adopted text are on it",
        int(row.all_paragraphs),
    ).format(
        share=units.of(int(row.asking), int(row.asked), "submissions"),
        n=number(row.paragraphs),
        all=number(row.all_paragraphs),
    )


def made(row: Any, kind: str | None) -> str:
    """How often submissions make the claim; with a ``kind``, of those that have points of it."""
    return _how_often(row, kind)


def _how_often(row: Any, kind: str | None) -> str:
    share = units.of(row.submissions, row.total, "submissions", kind)
    if not row.total:
        return share
    parts = (
        _("{share} ({percent})").format(share=share, percent=percent(row.submissions, row.total)),
        units.counted(row.organisations, "organisations"),
        units.counted(row.points, "points"),
    )
    return " · ".join(parts)


def elsewhere(excludes: object, claim_ids: Collection[str]) -> list[tuple[str, list[str]]]:
    """What a claim excludes, part by part: the words, and the ids among ``claim_ids`` of the claims that have it."""
    parts = []
    for part in _PARTS.split(escaping.one_line(excludes).rstrip(".。")):
        identifiers = [
            identifier for identifier in _CLAIM_ID.findall(part) if identifier in claim_ids
        ]
        words = _CLAIM_ID.split(part)[0].rstrip(" :：\u00a0") if identifiers else part
        if words or identifiers:
            parts.append((words, identifiers))
    return parts


def part_of(raised: int, total: int, submissions: int) -> str:
    """'12 of 40 (30%)', with an asterisk where fewer than FEW submissions stand behind the share."""
    mark = "*" if submissions < FEW else ""
    return (
        _("{count} of {total} ({percent})").format(
            count=number(raised), total=number(total), percent=percent(raised, total)
        )
        + mark
    )


def most_often(rows: pd.DataFrame, column: str, unit: str) -> str:
    """The row with the largest share, with its counts: 'Zero draft, 12 of 40 submissions (30%)'.

    ``rows`` has ``raised``, ``total``, ``submissions`` and the ``column`` with names. Only rows with COMPARABLE
    submissions are compared; empty if there are fewer than two, if the largest has fewer than FEW, or if several lead.
    """
    large = rows[rows.submissions >= COMPARABLE]
    if len(large) < 2:
        return ""
    shares = [
        Fraction(int(numerator), int(denominator))
        for numerator, denominator in zip(large.raised, large.total, strict=True)
    ]
    if shares.count(max(shares)) > 1:
        return ""
    first = large.iloc[shares.index(max(shares))]
    if first.raised < FEW:
        return ""
    raised, total = int(first.raised), int(first.total)
    return _("{name}, {share} ({percent})").format(
        name=escaping.one_line(first[column]),
        share=units.of(raised, total, unit),
        percent=percent(raised, total),
    )


def country_or_scope(row: Any) -> str:
    """The country that an organisation is counted under; else its scope, its region and its seat."""
    if country := escaping.one_line(row.country):
        return country
    scope = labels.SCOPES.of(row.scope)
    if row.scope == "regional":
        scope = _("{scope} ({region})").format(scope=scope, region=labels.REGIONS[row.region])
    seat = escaping.one_line(row.seat)
    return _("{scope}; based in {country}").format(scope=scope, country=seat) if seat else scope


def names(cell: object, length: int) -> str:
    """The names of a cell, cut to ``length`` characters: APC; ITU."""
    return escaping.shorten(series(escaping.one_line(cell).split("; ")), length)


def cited(row: Any) -> str:
    """The action lines and goals that a point cites: C2 Infrastructure; SDG 9: Industry; empty for none.

    More than CITED have no titles: C2; C4; SDG 9; SDG 16.
    """
    options = filter_options.option_labels()
    lines, goals = (
        [identifier for identifier in escaping.one_line(ids).split("; ") if identifier]
        for ids in (row.action_lines, row.sdgs)
    )
    lines = [
        escaping.one_line(options["action_line"].get(identifier, identifier))
        for identifier in lines
    ]
    if len(lines) + len(goals) > CITED:
        lines = list(dict.fromkeys(line.partition(" ")[0] for line in lines))
        goal_titles = [_("SDG {number}").format(number=goal) for goal in goals]
    else:
        goal_titles = [escaping.one_line(options["sdg"].get(goal, goal)) for goal in goals]
    return series([*lines, *goal_titles])


# A submission, and several


def date(row: Any) -> str:
    """The submission's date; if it is not exact, also which part is unknown and when its stage ran."""
    when = partial_date(row.submitted_on, row.date_precision)
    if not when:
        return _("not known")
    unknown = _UNKNOWN_PART.get(row.date_precision)
    notes = [note for note in (unknown, _stage_ran(row)) if note]
    return aside(when, series(notes)) if unknown else when


def _stage_ran(row: Any) -> str:
    """When the submission's stage ran, as far as the data say."""
    first, last = (day(value) if pd.notna(value) else "" for value in (row.opens_on, row.closes_on))
    if first and last:
        return _("the stage ran {first} to {last}").format(first=first, last=last)
    if first:
        return _("the stage began {first}").format(first=first)
    return _("the stage ended {last}").format(last=last) if last else ""


def stage(row: Any) -> str:
    """The submission's stage, its process and its convenor."""
    title, process, convenor = (
        escaping.one_line(value) for value in (row.stage, row.process, row.convenor)
    )
    parts = [title, process if process and process not in title else ""]
    if convenor:
        parts.append(_("convened by {who}").format(who=convenor))
    return enumerated([part for part in parts if part])


def document(row: Any) -> str:
    """The submission's document type and language."""
    document_type = labels.DOCUMENT_TYPES.of(row.document_type)
    parts = [document_type, labels.language(row.language)]
    if row.document_type == "news-summary":
        parts.append(_("known only from someone else's report"))
    return " · ".join(parts)


def pages(addresses: object) -> list[tuple[str, str]]:
    """The addresses in a cell as (name, address for a link): the name is the host, numbered if hosts repeat."""
    urls = [url for url in escaping.one_line(addresses).split(" ") if escaping.safe_url(url)]
    hosts = [escaping.host(url) for url in urls]
    links = []
    for position, (host, url) in enumerate(zip(hosts, urls, strict=True), 1):
        name = f"{host} ({hosts[:position].count(host)})" if hosts.count(host) > 1 else host
        links.append((name, escaping.safe_url(url)))
    return links


def kinds_counted(rows: pd.DataFrame) -> str:
    """How many points of which kind: 5 points: 3 challenges, 2 positions."""
    counts = rows.kind.value_counts()
    parts = [
        units.counted(int(counts[kind]), "points", kind) for kind in labels.KINDS if kind in counts
    ]
    total = units.counted(len(rows), "points")
    if len(parts) < 2:
        return parts[0] if parts else total
    return _("{count}: {parts}").format(count=total, parts=enumerated(parts))


def behind(rows: pd.DataFrame) -> str:
    """How many organisations wrote the submission, and how many signed it."""
    wrote, signed = (int((rows.role == role).sum()) for role in ("author", "signatory"))
    parts = [ngettext("{n} author", "{n} authors", wrote).format(n=number(wrote))]
    if signed:
        message = ngettext("{n} signatory named", "{n} signatories named", signed)
        parts.append(message.format(n=number(signed)))
    return " · ".join(parts)


def stated(rows: pd.DataFrame, count: float) -> str:
    """How many signatories the source states beside those named; empty without any."""
    wrote, signed = (int((rows.role == role).sum()) for role in ("author", "signatory"))
    if pd.isna(count):
        return _("The source does not say how many signed.") if signed else ""
    if signed >= count:
        sentence = ngettext(
            "The source gives {n} signatory, which is named here.",
            "The source gives {n} signatories, and all are named here.",
            int(count),
        )
    elif signed + wrote >= count:
        sentence = ngettext(
            "The source gives {n} signatory. With the authors, all are named here.",
            "The source gives {n} signatories. With the authors, all are named here.",
            int(count),
        )
    else:
        sentence = ngettext(
            "The source gives {n} signatory; named here: {named}. If a name is missing, the organisation may still "
            "have signed.",
            "The source gives {n} signatories; named here: {named}. If a name is missing, the organisation may "
            "still have signed.",
            int(count),
        )
    return sentence.format(n=number(count), named=number(signed))


def signed_on(value: object) -> str:
    """The day an organisation signed, as exact as the data have it: signed 8 Dec 2025; empty without one."""
    day = escaping.one_line(value)
    precision = {4: "year", 7: "month"}.get(len(day), "day")
    return _("signed {day}").format(day=partial_date(day, precision)) if day else ""


def listed(rows: pd.DataFrame, total: int, with_date: int) -> str:
    """How many submissions, with the first and the last date: 487 submissions, 2021 to 2026; 18 undated.

    ``rows`` begin with the newest; the last dated one is the oldest. Of ``total`` submissions, ``with_date`` are dated.
    """
    count = units.counted(total, "submissions")
    dated = rows[rows.date_precision.notna()]
    if dated.empty:
        return _("{counted}, undated").format(counted=count)
    oldest = partial_date(dated.submitted_on.iloc[-1], dated.date_precision.iloc[-1])
    newest = partial_date(dated.submitted_on.iloc[0], dated.date_precision.iloc[0])
    span = newest if oldest == newest else _("{first} to {last}").format(first=oldest, last=newest)
    if undated := total - with_date:
        return _("{counted}, {span}; {n} undated").format(
            counted=count, span=span, n=number(undated)
        )
    return _("{counted}, {span}").format(counted=count, span=span)


def signatories(named_count: float, stated_count: float) -> str:
    """Named and stated signatories in few words; empty where there are none."""
    if pd.notna(stated_count):
        return _("{named} of {stated} stated signatories named").format(
            named=number(named_count), stated=number(stated_count)
        )
    if not named_count:
        return ""
    return ngettext("{n} signatory named", "{n} signatories named", int(named_count)).format(
        n=number(named_count)
    )


def named_of(named_count: float, stated_count: float) -> str:
    """Named and stated signatories in the fewest words: 2 of 30 named."""
    return _("{named} of {stated} named").format(
        named=number(named_count), stated=number(stated_count)
    )


def reporter(row: Any) -> object:
    """The publisher of the report that is our only source of a submission; empty where we have its own words.

    ``row`` has ``document_type`` and ``publisher``.
    """
    return row.publisher if row.document_type == "news-summary" else ""


def as_reported(reporter: object) -> str:
    """Who reports a submission: as dig.watch reports; empty where we have its own words."""
    publisher = escaping.one_line(reporter)
    return _("as {publisher} reports").format(publisher=publisher) if publisher else ""
