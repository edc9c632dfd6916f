"""Requests and what became of them in the text that they were made to: the list, and the record of one claim.

A request is a recommendation with the positions that hold the same, or a position that no recommendation asks for.
"""

from dataclasses import replace
from typing import Any

import pandas as pd

from cards.kit import Link, Record, RecordList, points_link
from cards.outcome.words import called, final, made_to_text
from cards.query import Context, query
from data.rows import each
from i18n import (
    N_,
    Nn_,
    _,
    dataset_texts,
    enumerated,
    escaping,
    filter_options,
    headlines,
    labels,
    listed,
    messages,
    ngettext,
    number,
    percent,
    quoted,
    sentences,
)
from queries import Filters, ask, count_rows
from queries.filters import PARTY_FILTERS

TOP = 20
"""The requests of the headline."""
SIZE = 5
"""Requests on a page of the list."""
OWN_SIZE = 2
"""Requests on a page of the list of one organisation's."""
SHOWN = 3
"""Paragraphs that a request of the list links to."""
ACTING = ("decides", "requests-or-calls-upon")
"""How firmly a text speaks that decides or calls for something."""

NOTE = N_(
    "The adopted text was read whole. We did not read the drafts ourselves: we rely on public articles about them. No "
    "verdict says that a submission caused a wording."
)
ELSEWHERE = N_(
    "{text} was read whole, too: submissions made to it are compared with it alone and left out of all figures on the "
    "adopted text."
)
HOW = N_(
    "A request is a recommendation together with the positions that say the same, so nobody is counted twice. It is "
    "compared only with the text that it was made to, paragraph by paragraph. Two automated coders worked apart; an "
    "adjudicator decided where they differed. How firmly goes by the verb that governs the request's own matter. What "
    "asks nothing of the text is no request. Shares are of all submissions that match the filters and were made to the "
    "text; the tooltip of a request says its share of those that ask for something or take a position."
)
SHORT = {
    "taken-up": N_("In the text"),
    "partly": N_("Partly"),
    "contrary": N_("The opposite"),
    "silent": N_("Silent"),
    "not-applicable": N_("Asks nothing of the text"),
}
"""The verdicts in few words, for the switch."""
ORDERS = {"most": N_("Most frequent"), "firmest": N_("Firmest")}
_STANDING = {
    "top": Nn_(
        "The adopted text contains {taken} of the {n} most frequent request; {firm} of them it decides or calls for",
        "The adopted text contains {taken} of the {n} most frequent requests; {firm} of them it decides or calls for",
    ),
    "all": Nn_(
        "The adopted text contains {taken} of the {n} request; {firm} of them it decides or calls for",
        "The adopted text contains {taken} of the {n} requests; {firm} of them it decides or calls for",
    ),
    "own": Nn_(
        "The adopted text contains {taken} of its {n} request; {firm} of them it decides or calls for",
        "The adopted text contains {taken} of its {n} requests; {firm} of them it decides or calls for",
    ),
}
"""Whose requests -> the headline."""
_STANDING_ELSEWHERE = {
    "top": Nn_(
        "{text}: {taken} of the {n} most frequent request is in it, {firm} decided or called for",
        "{text}: {taken} of the {n} most frequent requests are in it, {firm} decided or called for",
    ),
    "all": Nn_(
        "{text}: {taken} of the {n} request is in it, {firm} decided or called for",
        "{text}: {taken} of the {n} requests are in it, {firm} decided or called for",
    ),
    "own": Nn_(
        "{text}: {taken} of its {n} request is in it, {firm} decided or called for",
        "{text}: {taken} of its {n} requests are in it, {firm} decided or called for",
    ),
}
"""The same of a text of another process."""


def text_name() -> str:
    """The name of the adopted text in sentences; empty if there is none."""
    last = final(ask("texts", Filters()))
    return called(last) if last else ""


def texts_asked() -> dict[str, str]:
    """Key -> name of what requests were made to: the adopted text, and texts of other processes if any."""
    names = {"adopted": text_name()}
    if has_verdicts("other"):
        names["other"] = asks_elsewhere_name()
    return names


def outcome_name() -> str:
    """What the adopted text is called beside those of other processes: WSIS+20 outcome."""
    return _("{short} outcome").format(short=dataset_texts.texts().short)


def asks_elsewhere_name() -> str:
    """What the texts of other processes are called."""
    return listed(
        [escaping.one_line(name) for name in ask("texts", Filters(), made_to="other").text]
    )


def note() -> str:
    """Which texts the coders read, and which submissions are not compared with the adopted text."""
    elsewhere = asks_elsewhere_name()
    return sentences(_(NOTE), _(ELSEWHERE).format(text=elsewhere) if elsewhere else "")


def made_to(page: Context) -> str:
    """Which text the page compares requests with: the adopted one unless the address says otherwise."""
    return page.value("made_to", tuple(texts_asked()))


def standing(rows: pd.DataFrame, *, one_organisation: bool = False, other: bool = False) -> str:
    """What became of the most frequent requests, or of all of ``one_organisation``; empty without requests.

    ``rows`` are of the question ``asks``, made to the adopted text or to an ``other``.
    """
    if rows.empty:
        return ""
    scope = "own" if one_organisation else "all" if len(rows) <= TOP else "top"
    requests = rows if one_organisation else rows.head(TOP)
    if len(requests) == 1:
        return _only_request(next(each(requests)), one_organisation=one_organisation, other=other)
    taken_up = requests[requests.verdict == "taken-up"]
    templates = _STANDING_ELSEWHERE if other else _STANDING
    return ngettext(*templates[scope], len(requests)).format(
        n=number(len(requests)),
        taken=number(len(taken_up)),
        firm=number(taken_up.strength.isin(ACTING).sum()),
        **({"text": escaping.one_line(requests.text.iloc[0])} if other else {}),
    )


def _only_request(row: Any, *, one_organisation: bool, other: bool) -> str:
    """What became of the one request there is."""
    verdict = labels.standing(row.verdict, row.strength)
    if other:
        template = (
            _("{text}, its only request: {verdict}")
            if one_organisation
            else _("{text}, the only request: {verdict}")
        )
        return template.format(text=escaping.one_line(row.text), verdict=verdict)
    template = (
        _("Its only request: {verdict}") if one_organisation else _("The only request: {verdict}")
    )
    return template.format(verdict=verdict)


def has_verdicts(made_to: str = "adopted") -> bool:
    """Whether the data have a verdict on any request that was made to the text."""
    return not ask("asks", Filters(), unit="submissions", made_to=made_to).empty


def _paragraphs(claim: str, text: str) -> pd.DataFrame:
    """The paragraphs that the verdict on a claim in a text rests on, best first."""
    rows = ask("request_paragraphs", Filters())
    return rows[(rows.claim_id == claim) & (rows.text_id == text)]


def reported(passage: Any) -> tuple[str, object]:
    """What a passage says, with its paragraph and who reports it, and the address of the report."""
    paragraph = escaping.one_line(passage.paragraph)
    if not paragraph:
        template = _("{says} (as reported by {publisher})")
    elif paragraph == "preamble":
        template = _("{says} (preamble, as reported by {publisher})")
    elif paragraph.isalnum():
        template = _("{says} (paragraph {number}, as reported by {publisher})")
    else:
        template = _("{says} (paragraphs {number}, as reported by {publisher})")
    words = template.format(
        says=escaping.one_line(passage.says).removesuffix("."),
        number=paragraph,
        publisher=escaping.one_line(passage.publisher),
    )
    return words, passage.source_url


def paragraph_link(row: Any) -> Link:
    """A link to a paragraph, a row of the question ``request_paragraphs`` or ``paragraphs``."""
    label = labels.paragraph_title(row.paragraph)
    return Link("text", label, Filters(), view={"id": row.text_id, "paragraph": row.paragraph})


def named_paragraphs(paragraphs: object) -> str:
    """The paragraphs of a verdict in a sentence: paragraph 99, paragraph 103; empty if there are none."""
    names = paragraphs.split("; ") if isinstance(paragraphs, str) else []
    return enumerated([labels.paragraph(paragraph) for paragraph in names])


def what_became(row: Any) -> str:
    """The verdict after its sign, how firmly and where: ■ In the adopted text, as a decision, paragraph 99."""
    return _with_paragraphs(labels.standing(row.verdict, row.strength), row)


def became_in_words(row: Any) -> str:
    """The same without the sign."""
    return _with_paragraphs(labels.how_firmly(row.verdict, row.strength), row)


def _with_paragraphs(words: str, row: Any) -> str:
    where = named_paragraphs(row.paragraphs)
    return _("{verdict}, {paragraphs}").format(verdict=words, paragraphs=where) if where else words


def record(page: Context, row: Any, filters: Filters, whole: str = "") -> Record:
    """A request: its verdict and firmness, how many want it, why, and the paragraphs that the verdict rests on.

    ``filters`` select its points. In one organisation's list ``whole`` says how many want it in all; elsewhere it is
    empty and the record names the positions.
    """
    paragraphs = _paragraphs(row.claim_id, row.text_id)
    source = next(iter(paragraphs.source_url), "")
    share = headlines.of(row.count, row.total, page.unit)
    links = [paragraph_link(paragraph) for paragraph in each(paragraphs.head(SHOWN))]
    return Record(
        key=f"ask_{row.text_id}_{row.claim_id}",
        link=Link(
            "claim", escaping.one_line(row.claim), id=row.claim_id, help=of_those_asking(row)
        ),
        name=_("{verdict} · {share} ({percent})").format(
            verdict=labels.standing(row.verdict, row.strength),
            share=share,
            percent=percent(row.count, row.total),
        ),
        lines=((escaping.one_line(row.note), source),),
        about=(whole or together(row),),
        links=(*links, points_link(filters, headlines.counted(row.points, "points"))),
    )


def of_those_asking(row: Any) -> str:
    """The share of those that ask for something at all. ``row`` is of the question ``asks`` or ``claim``."""
    return ngettext(
        "Of the {n} submission with a recommendation or position: {percent}",
        "Of the {n} submissions with a recommendation or position: {percent}",
        row.asking,
    ).format(n=number(row.asking), percent=percent(row.submissions, row.asking))


def positions(row: Any) -> list[str]:
    """The positions that are counted with a request."""
    return row.positions.split("; ") if isinstance(row.positions, str) else []


def together(row: Any) -> str:
    """Which positions are counted with a request; empty if there are none."""
    titles = filter_options.option_labels()["claim"]
    names = [quoted(escaping.shorten(titles[identifier], 80)) for identifier in positions(row)]
    template = ngettext(
        "Includes the position: {names}", "Includes the positions: {names}", len(names)
    )
    return template.format(names=listed(names)) if names else ""


def firmest_first(requests: pd.DataFrame) -> list[Any]:
    """Requests sorted by how firmly the text speaks of them; those of equal firmness keep their order."""
    ranks = {strength: rank for rank, strength in enumerate(labels.STRENGTHS)}
    return sorted(each(requests), key=lambda row: ranks.get(row.strength, len(ranks)))


def asks(
    page: Context, filters: Filters, *, one_organisation: bool = False, other: bool | None = None
) -> RecordList:
    """The list of requests, most frequent first, of one verdict and strength if the address says so.

    ``one_organisation`` says that they are one organisation's. ``other`` says whether they were made to the texts of
    other processes; None leaves that to the address. One organisation's list of the latter has no switches, and all of
    them.
    """
    to = made_to(page) if other is None else "other" if other else "adopted"
    requests = ask("asks", filters, unit=page.unit, made_to=to)
    choices = {"all": _("All {n}").format(n=number(len(requests)))}
    strengths = {"all": _("Any firmness")}
    has_switches = not (one_organisation and other)
    if has_switches:
        parameters = {"unit": page.unit, "made_to": to, "verdict": "not-applicable"}
        choices |= _verdicts(requests, count_rows("asks", filters, **parameters))
    verdict = page.value("verdict", tuple(choices))
    requests_with_verdict = requests if verdict == "all" else requests[requests.verdict == verdict]
    for code in labels.STRENGTHS if has_switches else ():
        if count := (requests_with_verdict.strength == code).sum():
            strengths[code] = f"{labels.strength(code)} {number(count)}"
    strength = page.value("strength", tuple(strengths))
    order = page.value("first", tuple(ORDERS))
    selected_requests = query(
        "asks", filters, unit=page.unit, made_to=to, verdict=verdict, strength=strength, first=order
    )
    totals = _totals(page, to) if one_organisation else {}
    text = texts_asked().get(to, "")

    def points_of(row: Any) -> Filters:
        selected = page.filters.without("kind").set(claim=(row.claim_id, *positions(row)))
        return made_to_text(selected, to)

    return RecordList(
        query=selected_requests,
        title=standing(requests, one_organisation=one_organisation, other=to == "other")
        or _("No requests match these filters"),
        subtitle=" · ".join(
            (
                messages.ASK_FOR_IT(page.unit),
                _("Verdicts: how much of it is in {text}").format(text=text),
                *([labels.verdict(verdict)] if verdict != "all" else []),
                *([labels.strength(strength)] if strength != "all" else []),
            )
        ),
        scope=page.scope(filters),
        record=lambda row: record(page, row, points_of(row), totals.get(row.claim_id, "")),
        size=SIZE,
        printed=TOP,
        parameter="page",
        rows=selected_requests.rows,
        switches=(
            ("verdict", _(labels.VERDICT), choices),
            *([("strength", _(labels.STRENGTH), strengths)] if len(strengths) > 2 else []),
            ("first", _("Order"), {key: _(words) for key, words in ORDERS.items()}),
        ),
        empty=_("No requests match these filters"),
        footnote=note(),
    )


def _verdicts(requests: pd.DataFrame, asking_nothing: int) -> dict[str, str]:
    """The verdicts that any request has, each with its count; also how many are ``asking_nothing`` of the text."""
    counts = requests.verdict.value_counts()
    counts["not-applicable"] = asking_nothing
    return {
        code: " ".join((labels.VERDICT_SIGNS[code], _(SHORT[code]), number(counts[code])))
        for code in labels.VERDICTS
        if counts.get(code)
    }


def _totals(page: Context, to: str) -> dict[str, str]:
    """Id of a request's claim -> how many want it under the filters except those on organisations."""
    requests = ask("asks", page.filters.without("kind", *PARTY_FILTERS), unit=page.unit, made_to=to)
    return {
        row.claim_id: _("In all: {share}").format(
            share=headlines.of(row.count, row.total, page.unit)
        )
        for row in each(requests)
    }


def of_organisation(page: Context, filters: Filters, *, other: bool = False) -> RecordList | None:
    """The requests of the organisation that ``filters`` select, made to the adopted text or to an ``other``.

    None if the data have no verdict on any.
    """
    to = "other" if other else "adopted"
    if ask("asks", filters, unit=page.unit, made_to=to).empty:
        return None
    card = asks(page, filters, one_organisation=True, other=other)
    if other:
        return replace(card, size=OWN_SIZE, parameter="elsewhere_page", switches=(), footnote="")
    return replace(card, size=OWN_SIZE)
