"""The page of a text that was read whole: its paragraphs in order, and the requests that each meets."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cards.asks import SHOWN, asks_elsewhere_name, outcome_name, paragraph_link, what_became
from cards.kit import Chart, DrillDown, Link, Record, RecordList
from cards.query import Context, Query, dotted, query
from cards.request import drafts_card, passages_list
from charts.text_strip import text_strip
from data.rows import each
from i18n import _, escaping, filter_options, headlines, labels, ngettext, number, stating
from queries import Filters, ask

SIZE, PRINTED = 4, 40
"""Paragraphs on a page of the list, and on paper, where that is more than any section has."""


def choices() -> dict[str, str]:
    """Texts that were read whole -> their names: the adopted one, then those of other processes."""
    found = {}
    for made_to in ("adopted", "other"):
        for text_id in ask("paragraphs", Filters(), made_to=made_to).text_id.unique():
            name = outcome_name() if made_to == "adopted" else asks_elsewhere_name()
            found[str(text_id)] = name
    return found


def title(page: Context) -> str:
    """The title of the page: the name of the text."""
    name = choices().get(text_in_address(page))
    return _("{text}, paragraph by paragraph").format(text=name) if name else _("The adopted text")


def text_in_address(page: Context) -> str:
    """The text that the address names; the adopted one if it names none that was read; empty without any."""
    known = tuple(choices())
    return page.value("id", known) if known else ""


def paragraphs(page: Context) -> Query:
    """All paragraphs of the text in the address, with what met them."""
    text = text_in_address(page)
    adopted = ask("texts", Filters())
    made_to = "adopted" if text in set(adopted.text_id[adopted.adopted]) else "other"
    found = query("paragraphs", page.filters.without("kind"), made_to=made_to)
    several = found.rows.text_id.nunique() > 1
    return (
        Query(found.name, found.filters, found.parameters, _of(found, text)) if several else found
    )


def _of(found: Query, text: str) -> pd.DataFrame:
    return found.rows[found.rows.text_id == text]


def opened(page: Context, rows: pd.DataFrame) -> Any | None:
    """The row of the paragraph that the address names; None if it names none."""
    number_of = next(reversed(page.view.get("paragraph", ())), "")
    return next(each(rows[rows.paragraph == number_of]), None)


def sections(rows: pd.DataFrame) -> dict[str, str]:
    """Sections in the order of the text -> their names with their paragraphs."""
    found = {}
    for section, some in rows.groupby("section", sort=False):
        first, last = (one.removeprefix("preamble ") for one in some.paragraph.iloc[[0, -1]])
        span = first if first == last else f"{first}–{last}"
        found[str(section)] = f"{escaping.one_line(section)} · {span}"
    return found


def section_in_address(page: Context, rows: pd.DataFrame) -> str:
    """The section that the address names: by its place from 1, or by the paragraph that is open; else the first."""
    every = list(sections(rows))
    places = tuple(str(place) for place, _section in enumerate(every, 1))
    row = opened(page, rows)
    if row and "section" not in page.view:
        return str(row.section)
    return every[int(page.value("section", places)) - 1] if every else ""


def finding(rows: pd.DataFrame) -> str:
    """How many paragraphs meet a request."""
    met = int((rows.requests > 0).sum())
    return ngettext(
        "{met} of {n} paragraph meets a request",
        "{met} of {n} paragraphs meet a request",
        len(rows),
    ).format(met=number(met), n=number(len(rows)))


def in_numbers(row: Any) -> str:
    """How many met a paragraph: 64 submissions by 45 organisations, in 4 requests."""
    if not row.requests:
        return _("No request collected")
    return _("{requests}: {submissions}, {organisations}").format(
        requests=ngettext("{n} request", "{n} requests", int(row.requests)).format(
            n=number(row.requests)
        ),
        submissions=headlines.counted(int(row.submissions), "submissions"),
        organisations=headlines.counted(int(row.organisations), "organisations"),
    )


def strip(page: Context) -> Chart | None:
    """The whole text as a strip of bars; a click on one says what the paragraph says."""
    found = paragraphs(page)
    rows = found.rows
    if rows.empty:
        return None
    row = opened(page, rows)
    by_number = {one.paragraph: one for one in each(rows)}

    def drill_down(ids: Sequence[str]) -> DrillDown | None:
        one = by_number.get(ids[0])
        if one is None:
            return None
        return DrillDown(
            f"{escaping.one_line(one.says)} {labels.strength(one.strength)}. {in_numbers(one)}",
            (paragraph_link(one),),
            name=labels.paragraph_title(one.paragraph),
        )

    return Chart(
        key="strip",
        query=found,
        title=finding(rows),
        subtitle=page.subtitle(
            found.filters,
            _("Height: submissions whose requests the paragraph meets; the darker, the firmer"),
        ),
        draw=lambda: text_strip(
            rows,
            strengths={one: labels.STRENGTHS[one] for one in labels.STRENGTHS},
            nothing=_("No request collected"),
            number=number,
            chosen=row.paragraph if row else "",
            hover=lambda one: escaping.plot(
                stating(labels.paragraph_title(one.paragraph), in_numbers(one))
            ),
        ),
        drill_down=drill_down,
        state=(text_in_address(page), row.paragraph if row else ""),
        how=_(
            "A paragraph meets a request if both coders rest the verdict on it. A bar counts each submission once, "
            "however many of its requests the paragraph meets. No request collected means that we have none; somebody "
            "may still have asked."
        ),
    )


def themes(row: Any) -> list[Link]:
    """Links to the themes of a paragraph."""
    titles = filter_options.option_labels()["theme"]
    ids = row.themes.split("; ") if isinstance(row.themes, str) else []
    return [Link("theme", escaping.one_line(titles[one]), id=one) for one in ids if one in titles]


def requests_met(page: Context, row: Any) -> pd.DataFrame:
    """The requests that a paragraph meets, most frequent first: rows of the question ``asks``."""
    resting = ask("request_paragraphs", Filters())
    here = resting[(resting.text_id == row.text_id) & (resting.paragraph == row.paragraph)]
    found = paragraphs(page)
    every = ask("asks", found.filters, unit=page.unit, made_to=found.parameters["made_to"])
    return every[every.claim_id.isin(here.claim_id) & (every.text_id == row.text_id)]


def request_link(row: Any, unit: str) -> Link:
    """A link to the page of a request, with how many want it."""
    share = headlines.counted(int(row.count), unit)
    return Link("claim", f"{escaping.one_line(row.claim)} · {share}", id=row.claim_id)


def names(numbers: object, paragraph: str) -> bool:
    """Whether a list of paragraphs such as ``53, 77-93`` names one."""
    if not paragraph.isdecimal():
        return False
    spans = re.findall(r"(\d+)(?:\s*[-–]\s*(\d+))?", escaping.one_line(numbers))
    return any(int(first) <= int(paragraph) <= int(last or first) for first, last in spans)


def reports_of(row: Any) -> pd.DataFrame:
    """What others report of a paragraph: the passages of its text that name it."""
    passages = ask("text_passages", Filters())
    there = passages.paragraph.map(lambda one: names(one, row.paragraph)).astype(bool)
    return passages[there & (passages.text_id == row.text_id)]


def met(page: Context) -> RecordList | None:
    """The requests that the opened paragraph meets, most frequent first; none where none is open or it meets none."""
    found = paragraphs(page)
    row = opened(page, found.rows)
    if row is None or not row.requests:
        return None
    rows = requests_met(page, row)
    parameters = {"unit": page.unit, "made_to": found.parameters["made_to"]}
    return RecordList(
        key="met",
        query=Query(
            "asks", found.filters, parameters, rows, _("requests that the paragraph meets")
        ),
        title=headlines.counted(len(rows), "asks"),
        subtitle=dotted(_("Requests that it meets"), in_numbers(row)),
        scope=page.scope(found.filters),
        record=lambda one: Record(
            key=f"met_{one.claim_id}",
            link=request_link(one, page.unit),
            about=(what_became(one),),
        ),
        rows=rows,
        size=SIZE,
        printed=PRINTED,
        parameter="page",
    )


def reports(page: Context) -> RecordList | None:
    """What others report of the opened paragraph; none where none is open or nothing is reported."""
    row = opened(page, paragraphs(page).rows)
    rows = None if row is None else reports_of(row)
    if rows is None or rows.empty:
        return None
    found = Query("text_passages", Filters(), {}, rows, _("passages that name the paragraph"))
    return passages_list("reports", found, rows, _("What others report of it"), "reports_page")


def drafts(page: Context) -> RecordList | None:
    """What drafts said on the first theme of the opened paragraph; none in a text of another process."""
    found = paragraphs(page)
    row = opened(page, found.rows)
    if row is None or found.parameters["made_to"] != "adopted" or not isinstance(row.themes, str):
        return None
    return drafts_card(row.themes.split("; ")[0])


def about(row: Any) -> list[str]:
    """Who is asked to act, and what met the paragraph."""
    asks_of = escaping.one_line(row.addressee)
    return [_("asks: {whom}").format(whom=asks_of) if asks_of else "", in_numbers(row)]


def listed(page: Context) -> RecordList | None:
    """The paragraphs of one section, in the order of the text."""
    found = paragraphs(page)
    if found.rows.empty:
        return None
    section = section_in_address(page, found.rows)
    rows = found.rows[found.rows.section == section]

    def record(row: Any) -> Record:
        met = requests_met(page, row)
        return Record(
            key=f"paragraph_{row.position}",
            link=paragraph_link(row),
            name=labels.strength(row.strength),
            lines=((escaping.one_line(row.says), row.source_url),),
            about=about(row),
            links=(
                *themes(row),
                *(request_link(one, page.unit) for one in each(met.head(SHOWN))),
            ),
        )

    return RecordList(
        key="paragraphs",
        query=found,
        title=escaping.one_line(section),
        subtitle=_("What each paragraph says, in our words, how firmly, and the requests it meets"),
        scope=page.scope(found.filters),
        record=record,
        size=SIZE,
        printed=PRINTED,
        parameter="list_page",
        rows=rows,
    )
