"""The parts of the page on one claim."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from charts import KIND_COLOURS, bar_list
from charts.palette import ACCENT
from components import address, entities, frame
from components.card import Answer, chart_card, empty_state, heading
from components.downloads import toolbar
from components.evidence import evidence_card
from components.filter_bar import scope
from components.patience import patient
from components.raised import Subject, switch, unit_switch
from queries import Filters, ask
from queries.filters import POINT_FILTERS
from words import _, findings, labels, ngettext, number, options, records
from words.findings import FEW
from words.text import markdown, plain, shorten

TOP = 15
NAMED = 12
"""How many organisations are named on each side of an opposition."""

USUAL_COMPANY = {
    "challenge": "recommendation",
    "recommendation": "challenge",
    "position": "recommendation",
    "achievement": "challenge",
}
"""Kind of a claim -> the kind of the claims beside it that are shown first."""

EVERY = {"all": _("All kinds"), **labels.KINDS_PLURAL}


def chosen() -> Subject | None:
    """The claim that the address names; None, after saying where to go, if none is known."""
    identifier = entities.chosen("claim")
    if not identifier:
        return None
    kind = str(ask("codebook_claims").set_index("claim_id").kind[identifier])
    return Subject("claim", identifier, entities.narrowing("claim").set(kind=(kind,)), kind)


def head(subject: Subject) -> Any | None:
    """What the claim is and how often it is made; its record, or None if nobody makes it in the selection."""
    row = next(ask("claim", subject.asked, claim=subject.identifier).itertuples())
    frame.name_tab(plain(row.claim))
    entities.title(f"“{plain(row.claim)}”")
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="ways"):
        st.caption(markdown(labels.KINDS.get(row.kind, row.kind)), width="content")
        entities.link("theme", row.theme_id, row.theme, icon=":material/sell:")
    st.markdown(
        "  \n".join((markdown(row.definition), f"**{_('Includes')}:** {markdown(row.includes)}"))
    )
    _elsewhere(row.excludes)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        st.caption(
            markdown(f"{records.made(row)} · {subject.scope(subject.asked)}"), width="content"
        )
        if row.points:
            unit_switch()
    if not row.points:
        with st.container(border=True, key="card_nothing"):
            empty_state(
                "nothing", subject.scope(subject.asked), _("Nobody says so in this selection")
            )
        return None
    return row


def _elsewhere(excludes: str) -> None:
    """What counts as another claim, with links to these."""
    titles = options.known()["claim"]
    with st.container(horizontal=True, gap="small", key="point_elsewhere"):
        for words, named in records.elsewhere(excludes, titles):
            with st.container(
                horizontal=True, gap="xsmall", vertical_alignment="center", width="content"
            ):
                st.caption(markdown(_("Elsewhere: {what}").format(what=words)), width="content")
                for one in named:
                    entities.link("claim", one, f"“{plain(titles[one])}”")


def whole(selection: Filters) -> Filters:
    """The selection in which claims are held against each other: submissions with all that they say."""
    return selection.without(*POINT_FILTERS, "also_claim")


def beside(asked: Filters, claim: str, other: str) -> Filters:
    """The points that make ``other`` in the submissions that make ``claim``, too."""
    return asked.set(claim=(other,), also_claim=(claim,))


def _whole_scope(asked: Filters) -> str:
    said = scope(asked)
    if address.filters().kind:
        said += " · " + _("whatever the kind of point")
    return said


@patient
def together_card(subject: Subject) -> None:
    """What else those say who say so: claims of the kind that goes with it first."""
    asked = whole(address.filters())
    usual = USUAL_COMPANY[subject.kind or "challenge"]
    kinds = {usual: EVERY[usual], **EVERY}
    kind = switch("with", _("What else they say"), kinds)
    rows = ask("claim_pairs", asked, claim=subject.identifier)
    some = rows if kind == "all" else rows[rows.kind == kind]
    shown = some.head(TOP)
    records = {str(row["claim_id"]): row for row in rows.to_dict("records")}

    def doors(ids: list[str]) -> None:
        row = records[ids[0]]
        st.markdown(markdown(f"“{plain(row['claim'])}”: {with_it(row)}"))
        with st.container(horizontal=True, gap="small"):
            entities.points_link(
                beside(asked, subject.identifier, ids[0]), _("Their points on the other claim")
            )
            entities.points_link(
                beside(asked, ids[0], subject.identifier), _("Their points on this claim")
            )
            entities.submissions_link(beside(asked, subject.identifier, ids[0]))
            entities.link("claim", ids[0], _("Page of the other claim"))

    chart_card(
        "together",
        Answer("claim_pairs", asked, some, {"claim": subject.identifier, "kind": kind}),
        title=company(some, subject.kind or ""),
        subtitle=_(
            "Submissions that say so and say the other, too, the {top} most frequent of {all}"
        ).format(top=len(shown), all=len(some))
        + " · "
        + _whole_scope(asked),
        figure=lambda: bar_list(
            shown if kind != "all" else shown.assign(claim=[*map(_with_kind, shown.itertuples())]),
            identifier="claim_id",
            label="claim",
            colour={
                claim: KIND_COLOURS.get(of_kind, ACCENT)
                for claim, of_kind in zip(shown.claim_id, shown.kind, strict=True)
            },
            value_text=lambda row: (
                f"{number(row.count)} {_('of')} {number(row.total)}"
                + ("" if math.isnan(row.lift) else f" · {row.lift:.1f}×")
            ),
            hover=lambda row: f"{plain(row.claim)}: {with_it(records[row.claim_id])}",
        ),
        doors=doors,
        chosen=(subject.identifier, kind),
        empty=_("Nobody who says so makes a claim of this kind, too"),
        how=_(
            "Counted are submissions, whatever the counting switch, with all that they say. “2×” means that twice as "
            "many make both as if the two had nothing to do with each other; it is given where {few} or more make "
            "both. That two claims go together does not say that one leads to the other."
        ).format(few=FEW),
    )


def _with_kind(row: Any) -> str:
    return f"{labels.KINDS.get(row.kind, row.kind)}: {plain(row.claim)}"


def with_it(row: Mapping[str, Any]) -> str:
    """How many of those that make the claim make another, too, and how much more often than expected."""
    said = findings.of(int(row["count"]), int(row["total"]), "submissions")
    if math.isnan(row["lift"]):
        return said + "; " + _("too few to tell whether that is more than expected")
    return (
        said
        + "; "
        + _("{lift} times the {expected} expected").format(
            lift=f"{row['lift']:.1f}", expected=number(row["expected"])
        )
    )


def company(rows: pd.DataFrame, kind: str) -> str:
    """What those say most, too, that make the claim of ``kind``; rows are sorted. Empty where too few make
    it, or several are said as often.
    """
    if rows.empty or rows.total.iloc[0] < FEW or (rows["count"] == rows["count"].iloc[0]).sum() > 1:
        return ""
    first = rows.iloc[0]
    words = {
        ("challenge", "recommendation"): _(
            "“{claim}” is asked for, too, by {share} that name this"
        ),
        ("recommendation", "challenge"): _("“{claim}” is named, too, by {share} that ask for this"),
    }.get((kind, str(first.kind)), _("“{claim}” is said, too, by {share} that say this"))
    share = findings.of(int(first["count"]), int(first.total), "submissions")
    return words.format(claim=plain(first.claim), share=share)


@patient
def opposites_card(subject: Subject) -> None:
    """Who says the opposite: the claims side by side, with the organisations behind each and behind both."""
    asked = whole(address.filters())
    rows = ask("claim_opposites", asked, claim=subject.identifier)
    if rows.empty:
        return
    names = dict(zip(rows.claim_id, rows.claim, strict=True))
    with st.container(border=True, key="card_opposites"):
        heading(against(rows), _READING_AID + " · " + _whole_scope(asked))
        if len(names) > 1:
            titles = {one: markdown(shorten(name, 60)) for one, name in names.items()}
            other = switch("against", _("The opposite claim"), titles)
        else:
            other = next(iter(names))
        row = rows[rows.claim_id == other].iloc[0]
        st.markdown(f"**{_('How they oppose')}:** {markdown(row.note)}")
        behind = ask("claim_opposite_organisations", asked, claim=subject.identifier)
        behind = behind[behind.opposite_id == other]
        this, that = st.columns(2)
        with this:
            _side(
                "this",
                options.known()["claim"][subject.identifier],
                subject.identifier,
                asked,
                (int(row.made), int(row.made_organisations), int(row.total)),
                behind[(behind.made > 0)],
                link=False,
            )
        with that:
            _side(
                "other",
                row.claim,
                other,
                asked,
                (int(row.opposed), int(row.opposed_organisations), int(row.total)),
                behind[(behind.opposed > 0)],
                link=True,
            )
        _both(subject, asked, row, behind[(behind.made > 0) & (behind.opposed > 0)])
        for key, words, answered in (
            ("claim_opposites", _("Counts"), rows),
            ("claim_opposite_organisations", labels.UNITS["organisations"], behind),
        ):
            with st.container(
                horizontal=True, gap="small", key=f"tools_{key}", vertical_alignment="center"
            ):
                st.caption(words, width="content")
                toolbar(key, Answer(key, asked, answered, {"claim": subject.identifier}))


_READING_AID = _(
    "Drawn by this project from the claims' definitions: a reading aid, not coding, and not said by any source"
)


def against(rows: pd.DataFrame) -> str:
    """How many say the opposite, of the claim that most say; empty if nobody does."""
    first = rows.iloc[0]
    if len(rows) == 1:
        return _("{this} on this side, {that} on the other: “{claim}”").format(
            this=findings.counted(int(first.made), "submissions"),
            that=number(first.opposed),
            claim=plain(first.claim),
        )
    return ngettext("{n} claim opposes it", "{n} claims oppose it", len(rows)).format(
        n=number(len(rows))
    )


def _side(
    key: str,
    title: str,
    claim: str,
    asked: Filters,
    counts: tuple[int, int, int],
    behind: pd.DataFrame,
    *,
    link: bool,
) -> None:
    """One claim of an opposition: title, counts, points, organisations."""
    submissions, organisations, total = counts
    with st.container(gap="xsmall", key=f"point_side_{key}"):
        if link:
            entities.link("claim", claim, f"“{plain(title)}”")
        else:
            st.markdown(markdown(f"“{plain(title)}”"))
        st.caption(
            markdown(
                findings.of(submissions, total, "submissions")
                + ", "
                + findings.counted(organisations, "organisations")
            )
        )
        if submissions:
            entities.points_link(asked.set(claim=(claim,)))
        _named(behind)


def _named(behind: pd.DataFrame) -> None:
    """Organisations as links, those with most submissions first."""
    if behind.empty:
        return
    shown = behind.head(NAMED)
    entities.links("organisation", list(zip(shown.organisation_id, shown.label, strict=True)))
    if (left := len(behind) - len(shown)) > 0:
        st.caption(
            ngettext(
                "and {n} more organisation: in the files",
                "and {n} more organisations: in the files",
                left,
            ).format(n=number(left))
        )


def _both(subject: Subject, asked: Filters, row: Any, behind: pd.DataFrame) -> None:
    """The submissions that make both claims, and the organisations behind a submission of each."""
    with st.container(gap="xsmall", key="point_both"):
        both = int(row.both)
        st.markdown(markdown(said_by_both(both, len(behind))))
        if both:
            entities.points_link(
                beside(asked, subject.identifier, row.claim_id),
                _("Their points on the opposite claim"),
            )
            entities.submissions_link(beside(asked, subject.identifier, row.claim_id))
        _named(behind)


def said_by_both(submissions: int, organisations: int) -> str:
    """How many submissions make both claims of an opposition, and how many organisations say one and the other."""
    if not submissions and not organisations:
        return _(
            "Nobody makes both: no submission does, and no organisation in one submission or another"
        )
    made = (
        ngettext("{n} submission makes both", "{n} submissions make both", submissions)
        if submissions
        else _("No submission makes both")
    )
    behind = ngettext(
        "{n} organisation stands behind a submission of each",
        "{n} organisations stand behind a submission of each",
        organisations,
    )
    return "; ".join((made.format(n=number(submissions)), behind.format(n=number(organisations))))


def evidence(subject: Subject) -> None:
    """All points that make the claim, in the coders' words."""
    evidence_card(subject.points(), title=_("In which words"))
