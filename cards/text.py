"""The page of a text that was read whole: its paragraphs in order, and the requests that each meets."""

import re
from typing import Any

import pandas as pd

from cards.asks import SHOWN, asks_elsewhere_name, outcome_name, paragraph_link, what_became
from cards.kit import Cards, Chart, DrillDown, Link, Record, RecordList, for_page, of_row
from cards.query import Context, Query, dotted, query
from cards.request import drafts_card, passages_list
from charts.text_strip import text_strip
from data.rows import each
from i18n import _, escaping, filter_options, headlines, labels, ngettext, number, stating
from queries import Filters, ask, per_version

SIZE, PRINTED = 4, 40
"""Paragraphs on a page of the list, and on paper, where that is more than any section has."""


@per_version()
def choices() -> dict[str, str]:
    """Texts that were read whole -> their names: the adopted one, then those of other processes."""
    text_names = {}
    for made_to in ("adopted", "other"):
        for text_id in ask("paragraphs", Filters(), made_to=made_to).text_id.unique():
            name = outcome_name() if made_to == "adopted" else asks_elsewhere_name()
            text_names[str(text_id)] = name
    return text_names


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return for_page(
        page,
        strip=strip,
        met=met,
        reports=reports,
        drafts=drafts,
        paragraphs=listed,
    )


def title(page: Context) -> str:
    """The title of the page: the name of the text."""
    name = choices().get(text_in_address(page))
    return _("{text}, paragraph by paragraph").format(text=name) if name else _("The adopted text")


def text_in_address(page: Context) -> str:
    """The text that the address names; the adopted one if it names none that was read; empty without any."""
    text_ids = tuple(choices())
    return page.value("id", text_ids) if text_ids else ""


def paragraphs(page: Context) -> Query:
    """All paragraphs of the text in the address, with the requests that each meets."""
    text = text_in_address(page)
    adopted = ask("texts", Filters())
    made_to = "adopted" if text in set(adopted.text_id[adopted.adopted]) else "other"
    paragraphs_query = query("paragraphs", page.filters.without("kind"), made_to=made_to)
    several = paragraphs_query.rows.text_id.nunique() > 1
    return (
        Query(
            paragraphs_query.name,
            paragraphs_query.filters,
            paragraphs_query.parameters,
            _of(paragraphs_query, text),
        )
        if several
        else paragraphs_query
    )


def _of(paragraphs_query: Query, text: str) -> pd.DataFrame:
    return paragraphs_query.rows[paragraphs_query.rows.text_id == text]


def opened(page: Context, rows: pd.DataFrame) -> Any | None:
    """The row of the paragraph that the address names; None if it names none."""
    paragraph = next(reversed(page.view.get("paragraph", ())), "")
    return next(each(rows[rows.paragraph == paragraph]), None) if paragraph else None


def sections(rows: pd.DataFrame) -> dict[str, str]:
    """Sections in the order of the text -> their names with their paragraphs."""
    section_names = {}
    for section, section_rows in rows.groupby("section", sort=False):
        first, last = (
            paragraph.removeprefix("preamble ")
            for paragraph in section_rows.paragraph.iloc[[0, -1]]
        )
        span = first if first == last else f"{first}–{last}"
        section_names[str(section)] = f"{escaping.one_line(section)} · {span}"
    return section_names


def section_in_address(page: Context, rows: pd.DataFrame) -> str:
    """The section that the address names: by its position from 1, or by the paragraph that is open; else the first."""
    section_titles = list(sections(rows))
    positions = tuple(str(position) for position, _section in enumerate(section_titles, 1))
    row = opened(page, rows)
    if row and "section" not in page.view:
        return str(row.section)
    return section_titles[int(page.value("section", positions)) - 1] if section_titles else ""


def finding(rows: pd.DataFrame) -> str:
    """How many paragraphs meet a request."""
    met = int((rows.requests > 0).sum())
    return ngettext(
        "{met} of {n} paragraph meets a request",
        "{met} of {n} paragraphs meet a request",
        len(rows),
    ).format(met=number(met), n=number(len(rows)))


def in_numbers(row: Any) -> str:
    """What a paragraph meets, in numbers: 4 requests, with 64 submissions and 45 organisations."""
    if not row.requests:
        return _("No request collected")
    return _("{requests}: {submissions}, {organisations}").format(
        requests=headlines.counted(row.requests, "asks"),
        submissions=headlines.counted(row.submissions, "submissions"),
        organisations=headlines.counted(row.organisations, "organisations"),
    )


def strip(page: Context) -> Chart | None:
    """The whole text as a strip of bars; a click on one says what the paragraph says."""
    paragraphs_query = paragraphs(page)
    rows = paragraphs_query.rows
    if rows.empty:
        return None
    row = opened(page, rows)

    def describe(paragraph: Any) -> DrillDown:
        return DrillDown(
            f"{escaping.one_line(paragraph.says)} {labels.strength(paragraph.strength)}. {in_numbers(paragraph)}",
            (paragraph_link(paragraph),),
            name=labels.paragraph_title(paragraph.paragraph),
        )

    return Chart(
        query=paragraphs_query,
        title=finding(rows),
        subtitle=page.subtitle(
            paragraphs_query.filters,
            _("Height: submissions whose requests the paragraph meets; the darker, the firmer"),
        ),
        draw=lambda: text_strip(
            rows,
            strengths={strength: labels.STRENGTHS[strength] for strength in labels.STRENGTHS},
            nothing=_("No request collected"),
            number=number,
            chosen=row.paragraph if row else "",
            hover=lambda paragraph: escaping.plot(
                stating(labels.paragraph_title(paragraph.paragraph), in_numbers(paragraph))
            ),
        ),
        drill_down=of_row(rows, describe, "paragraph"),
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
    return [
        Link("theme", escaping.one_line(titles[identifier]), id=identifier)
        for identifier in ids
        if identifier in titles
    ]


def requests_met(page: Context, row: Any) -> pd.DataFrame:
    """The requests that a paragraph meets, most frequent first: rows of the question ``asks``."""
    verdict_paragraphs = ask("request_paragraphs", Filters())
    paragraph_claims = verdict_paragraphs[
        (verdict_paragraphs.text_id == row.text_id)
        & (verdict_paragraphs.paragraph == row.paragraph)
    ]
    paragraphs_query = paragraphs(page)
    requests = ask(
        "asks",
        paragraphs_query.filters,
        unit=page.unit,
        made_to=paragraphs_query.parameters["made_to"],
    )
    return requests[
        requests.claim_id.isin(paragraph_claims.claim_id) & (requests.text_id == row.text_id)
    ]


def request_link(row: Any, unit: str) -> Link:
    """A link to the page of a request, with how many make it."""
    share = headlines.counted(row.count, unit)
    return Link("claim", f"{escaping.one_line(row.claim)} · {share}", id=row.claim_id)


def names(numbers: object, paragraph: str) -> bool:
    """Whether a list of paragraphs such as ``53, 77-93`` names one."""
    if not paragraph.isdecimal():
        return False
    spans = re.findall(r"(\d+)(?:\s*[-–]\s*(\d+))?", escaping.one_line(numbers))
    return any(int(first) <= int(paragraph) <= int(last or first) for first, last in spans)


def reports_of(row: Any) -> pd.DataFrame:
    """What others report of a paragraph: the passages on its text that name it."""
    passages = ask("text_passages", Filters())
    matching = passages.paragraph.map(lambda numbers: names(numbers, row.paragraph)).astype(bool)
    return passages[matching & (passages.text_id == row.text_id)]


def met(page: Context) -> RecordList | None:
    """The requests that the opened paragraph meets, most frequent first; none where none is open or it meets none."""
    paragraphs_query = paragraphs(page)
    row = opened(page, paragraphs_query.rows)
    if row is None or not row.requests:
        return None
    rows = requests_met(page, row)
    parameters = {"unit": page.unit, "made_to": paragraphs_query.parameters["made_to"]}
    return RecordList(
        query=Query(
            "asks",
            paragraphs_query.filters,
            parameters,
            rows,
            _("requests that the paragraph meets"),
        ),
        title=headlines.counted(len(rows), "asks"),
        subtitle=dotted(_("Requests that it meets"), in_numbers(row)),
        scope=page.scope(paragraphs_query.filters),
        record=lambda request: Record(
            key=f"met_{request.claim_id}",
            link=request_link(request, page.unit),
            about=(what_became(request),),
        ),
        rows=rows,
        size=SIZE,
        printed=PRINTED,
        parameter="page",
    )


def reports(page: Context) -> RecordList | None:
    """What others report of the opened paragraph; none where none is open or nobody reports anything."""
    row = opened(page, paragraphs(page).rows)
    rows = None if row is None else reports_of(row)
    if rows is None or rows.empty:
        return None
    passages = Query("text_passages", Filters(), {}, rows, _("passages that name the paragraph"))
    return passages_list(passages, rows, _("What others report of it"), "reports_page")


def drafts(page: Context) -> RecordList | None:
    """What drafts said on the first theme of the opened paragraph; none in a text of another process."""
    paragraphs_query = paragraphs(page)
    row = opened(page, paragraphs_query.rows)
    if (
        row is None
        or paragraphs_query.parameters["made_to"] != "adopted"
        or not isinstance(row.themes, str)
    ):
        return None
    return drafts_card(row.themes.split("; ")[0])


def about(row: Any) -> list[str]:
    """Whom the paragraph asks to act, and what it meets, in numbers."""
    addressee = escaping.one_line(row.addressee)
    return [_("asks: {whom}").format(whom=addressee) if addressee else "", in_numbers(row)]


def listed(page: Context) -> RecordList | None:
    """The paragraphs of one section, in the order of the text."""
    paragraphs_query = paragraphs(page)
    if paragraphs_query.rows.empty:
        return None
    section = section_in_address(page, paragraphs_query.rows)
    rows = paragraphs_query.rows[paragraphs_query.rows.section == section]

    def record(row: Any) -> Record:
        requests = requests_met(page, row)
        return Record(
            key=f"paragraph_{row.position}",
            link=paragraph_link(row),
            name=labels.strength(row.strength),
            lines=((escaping.one_line(row.says), row.source_url),),
            about=about(row),
            links=(
                *themes(row),
                *(request_link(request, page.unit) for request in each(requests.head(SHOWN))),
            ),
        )

    return RecordList(
        query=paragraphs_query,
        title=escaping.one_line(section),
        subtitle=_("What each paragraph says, in our words, how firmly, and the requests it meets"),
        scope=page.scope(paragraphs_query.filters),
        record=record,
        size=SIZE,
        printed=PRINTED,
        parameter="list_page",
        rows=rows,
    )
