"""The cards of the page on who signed what."""

from functools import partial
from typing import Any

import pandas as pd

from cards import coalitions
from cards.kit import (
    Card,
    Cards,
    Chart,
    Link,
    Ranking,
    Record,
    RecordList,
    for_page,
    submissions_link,
)
from cards.query import Context, Query, dotted, query
from cards.signature_matrix import matrix, one_body, unknown_mark
from charts import ACCENT, GROUP_COLOURS, stated_bars
from data.rows import each
from i18n import _, entity_sentences, escaping, headlines, labels, ngettext, number, written_date
from queries import Filters, ask, count_rows
from queries.filters import PARTY_FILTERS

LISTED, PRINTED = 6, 20
"""Joint submissions on a page of the list, and on paper."""
OF_PARTIES = {*PARTY_FILTERS, "also_organisation"} - {"organisation"}
"""Filters with which ``with_their_parties`` would select other submissions."""


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    least = int(page.value("least", coalitions.LEAST))
    form = page.value("drawing", tuple(coalitions.FORMS))
    return for_page(
        page,
        matrix=matrix,
        joint=joint,
        stated=stated,
        signers=signers,
        coalition_list=partial(coalitions.listed, least=least),
        coalitions=partial(coalitions.web_card, form=form, least=least),
    )


def _how_known() -> Any:
    """How many of all submissions are second-hand, and how many of their sources state how many signed."""
    return ask("how_known").iloc[0]


def joint(page: Context) -> RecordList:
    """The joint submissions, own words first: who wrote and who signed each, and how many its source states."""
    submissions = query("joint_submissions", page.filters)
    count = submissions.length()
    source_counts = _how_known()
    only = next(each(submissions.page(slice(0, 1)).rows)) if count == 1 else None
    return RecordList(
        query=submissions,
        title=joint_finding(page.filters, count, only),
        subtitle=dotted(
            _(
                "Own words first, then what others report, each newest first. ○ wrote, ● signed, where our sources "
                "name them"
            )
            if source_counts.second_hand
            else _("Newest first. ○ wrote, ● signed, where our sources name them"),
            unknown_mark() if source_counts.stating else "",
        ),
        scope=page.scope(page.filters),
        record=_joint,
        size=LISTED,
        printed=PRINTED,
        parameter="joint",
        footnote=one_body(),
        empty=_(
            "No submission that matches these filters names two or more independent organisations"
        ),
    )


def joint_finding(selection: Filters, count: int, only: Any | None) -> str:
    """How many organisations wrote or signed how many submissions; of the ``only`` one also the stated signatories.

    The list names all of them. Filters on some would count these alone: then no number is given.
    """
    if only is None and any(getattr(selection, name) for name in PARTY_FILTERS):
        return headlines.joint_submissions(count) if count else ""
    if only is None:
        organisations = count_rows("matrix_organisations", selection, texts="joint", order="most")
        return headlines.matrix(organisations, count, joint=True)
    named_parties = int(only.named_authors) + int(only.named_signatories)
    parties = headlines.counted(named_parties, "organisations")
    if pd.isna(only.stated_signatories):
        return _("{organisations} wrote or signed this submission").format(organisations=parties)
    stated_signatories = int(only.stated_signatories)
    return ngettext(
        "{organisations} wrote or signed this submission; the source gives {n} signatory, and we know {named} by "
        "name",
        "{organisations} wrote or signed this submission; the source gives {n} signatories, and we know {named} by "
        "name",
        stated_signatories,
    ).format(
        organisations=parties, n=number(stated_signatories), named=number(only.named_signatories)
    )


def _joint(row: Any) -> Record:
    named_signatories = int(row.named_signatories)
    about = [
        written_date(row.submitted_on),
        escaping.one_line(row.stage),
        entity_sentences.as_reported(row.reporter),
        f"○ {entity_sentences.names(row.authors, 90)}" if row.named_authors else "",
        f"● {entity_sentences.names(row.signatories, 90)}" if named_signatories else "",
    ]
    if not pd.isna(row.stated_signatories):
        words = entity_sentences.named_of(named_signatories, row.stated_signatories)
        about.append(f"▨ {words}" if named_signatories < row.stated_signatories else words)
    title = escaping.shorten(row.submission, 110)
    link = Link("submission", title, id=row.submission_id, title=title)
    return Record(row.submission_id, link, about, row.source_url)


def with_their_parties(selection: Filters) -> Filters:
    """The filters that select the same submissions with everybody who wrote or signed them.

    Without these filters the list of signatures has only the organisations filtered by, and would name no other
    signatory. Where a further filter is about organisations, none select the same: then the selection stays as it is.
    """
    if not selection.organisation or any(getattr(selection, name) for name in OF_PARTIES):
        return selection
    return selection.without("organisation").set(also_organisation=selection.organisation)


def every_part(page: Context) -> Query:
    """The plain list: who wrote or signed which submission."""
    return query("signatures", with_their_parties(page.filters))


def signers(page: Context) -> Card:
    """The organisations that signed most texts of others."""
    organisations = query("organisations", page.without("organisation"))
    signatories = organisations.rows[organisations.rows.signed > 0]
    selected = page.filters.organisation
    first_ids = page.first("signers", signatories).organisation_id
    bars = signatories[signatories.organisation_id.isin([*first_ids, *selected])]
    colours = [GROUP_COLOURS.get(group, ACCENT) for group in bars.stakeholder_group]
    return Ranking(
        query=organisations,
        title=headlines.busiest_signatory(organisations.rows),
        subtitle=page.subtitle(
            organisations.filters,
            _("Submissions by others that each organisation signed, where our sources name it"),
        ),
        bars=bars.assign(count=bars.signed),
        every=len(signatories),
        id="organisation_id",
        colours=dict(zip(bars.organisation_id, colours, strict=True)),
        value=lambda row: _signed_and_wrote(int(row.signed), int(row.authored)),
        hover=lambda row: (
            f"{escaping.plot(row.organisation)}<br>{labels.GROUPS.of(row.stakeholder_group)}"
        ),
        sets="organisation",
        behind=lambda row: submissions_link(
            organisations.filters.set(organisation=(row.organisation_id,), role=("signatory",))
        ),
        selected=selected,
        how=_("We can count only signatories that are named. Colours show stakeholder groups."),
    )


def _signed_and_wrote(signed: int, wrote: int) -> str:
    if not wrote:
        return _("{signed} signed").format(signed=number(signed))
    return _("{signed} signed, {wrote} wrote").format(signed=number(signed), wrote=number(wrote))


def stated(page: Context) -> Card | None:
    """The number of signatories that each source states, and how many it names; None where no source states any."""
    if not _how_known().stating:
        return None
    signatories = query("stated_signatories", page.filters)
    rows = signatories.rows
    bars = page.first("stated", rows)
    bars = bars.assign(label=[escaping.shorten(title, 70) for title in bars.submission])
    return Chart(
        query=signatories,
        title=headlines.stated(rows),
        subtitle=page.subtitle(
            page.filters,
            _("Hatched: signatories that the source states without a name. Full: those it names"),
        ),
        draw=lambda: stated_bars(
            bars, value_text=lambda row: entity_sentences.named_of(row.named, row.stated)
        ),
        opens="submission",
        every=len(rows),
        how=_(
            "Authors are not counted. Long statements often list their signatories at the end, which is often not "
            "on the page that we read. If a name is missing here, the organisation may still have signed."
        ),
        empty=_("No source that matches these filters says how many signed"),
    )
