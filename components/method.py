"""The parts of the page on data and method."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from components import address, counting, findings, labels, text
from components.card import Answer, columns, heading, rows_table, tools
from components.filter_bar import in_words
from components.words import _, ngettext, number, percent
from data import reliability
from data.text import fold
from exports import Provenance
from queries import Filters, ask, current
from queries.filters import MAX_TEXT
from queries.tables import table

PARTS = {
    "about": _("What this is"),
    "themes": _("Themes"),
    "claims": _("Claims"),
    "reliability": _("Reliability"),
    "tables": _("Tables"),
}
LISTED, TABLED = 12, 200
EVERYTHING = Filters()

TABLES = {
    "organisations": _("an organisation, or a state acting as one"),
    "stages": _("a step of the review that submissions answer to"),
    "milestones": _("a dated event inside a stage"),
    "submissions": _("a written input, statement, letter, position or announcement"),
    "signatories": _("an organisation's part in a submission: author or signatory"),
    "themes": _("a theme of the codebook, in one of its families"),
    "claims": _("a concrete statement of one kind that several submissions make, within a theme"),
    "points": _("one thing a submission says, of one kind, on one theme, making one claim where one fits"),
    "action_lines": _("a WSIS action line, or one of the fields of C7"),
    "point_action_lines": _("an action line that a point cites"),
    "sdgs": _("a Sustainable Development Goal"),
    "point_sdgs": _("a goal that a point cites"),
    "action_line_sdgs": _("a link of the WSIS-SDG Matrix between an action line and a goal"),
    "texts": _("a text of the review: elements paper, drafts, adopted outcome"),
    "text_passages": _("one thing a text says on a theme, as a public page reports it"),
    "claim_coding": _("the claim that two coders, and where they differed an adjudicator, gave a point"),
    "double_coding": _("a kind and theme that one of two coders gave a submission which both read"),
}
"""What one row of a table is; a table that is not named here shows without."""


def part() -> str:
    """Which part of the page the address asks for; only that one is computed."""
    return address.choice("part", _("Part"), PARTS)


def draw(name: str) -> None:
    """Draw the part called ``name``."""
    drawing: dict[str, Callable[[], None]] = {
        "about": about,
        "themes": themes_card,
        "claims": claims_card,
        "reliability": reliability_cards,
        "tables": tables_cards,
    }
    drawing[name]()


# What this is and is not


def about() -> None:
    """What was collected and how, what that means for reading it, how counting works, how to cite it."""
    left, right = st.columns([5, 4])
    with left:
        with st.container(border=True, key="card_about"):
            st.markdown(f"#### {_('What this is, and what it is not')}", anchors=False)
            st.markdown("\n".join(f"- {line}" for line in limits()))
    with right:
        with st.container(border=True, key="card_counting"):
            st.markdown(f"#### {_('How counting works')}", anchors=False)
            st.markdown("\n".join(f"- {line}" for line in counting_rules()))
        cite_card()


def limits() -> list[str]:
    """The limits of the data as Markdown lines. What can be computed from the data is."""
    whole = ask("totals").set_index("measure").whole.astype(int).to_dict()
    submissions = ask("submissions", EVERYTHING)
    told = ask("stated_signatories", EVERYTHING)
    agreed = _agreement(current().version)
    every = len(submissions)
    second_hand = int((submissions.document_type == "news-summary").sum())
    foreign = int((submissions.language != "en").sum())
    vague = int((submissions.date_precision != "day").sum())
    called = int((submissions.stage_id == "cwg-call").sum())
    highlevel = int(submissions.stage_id.str.startswith("hle-").sum())
    return [
        _(
            "**A collection, not a census.** {submissions} submissions by or with {organisations} organisations, "
            "found on public pages, with {points} coded points. Nobody knows how many there were: the ITU working "
            "group alone reported 97 inputs to its call, and {called} submissions are here for that stage. Counts "
            "compare what was collected; they are no poll of all stakeholders."
        ).format(
            submissions=number(whole["submissions"]),
            organisations=number(whole["organisations"]),
            points=number(whole["points"]),
            called=number(called),
        ),
        _(
            "**“Not coded” is not “not said”.** Readers saw the opening part of each page, about 2,000 characters. "
            "Later parts of long documents are not coded."
        ),
        _(
            "**Much is second-hand.** {n} of {every} submissions ({share}) are known from a page by someone else that "
            "reports what the organisation said; each says so where it is shown."
        ).format(n=number(second_hand), every=number(every), share=percent(100 * second_hand / every)),
        _(
            "**Signatory lists are incomplete.** They often stand at the end of long statements. {texts} sources state "
            "how many signed, {stated} in all; {named} of them are named here. A name that is missing is no proof that "
            "an organisation did not sign."
        ).format(
            texts=number(len(told)), stated=number(told.stated.sum()), named=number(told.named.sum())
        ),
        _(
            "**Dates are as exact as they are known.** {vague} of {every} submissions are dated by month or year only, "
            "or not at all."
        ).format(vague=number(vague), every=number(every)),
        _(
            "**Mostly English.** {foreign} of {every} submissions are in another language; all summaries are in English."
        ).format(foreign=number(foreign), every=number(every)),
        _(
            "**National statements** at the WSIS High-Level Events ({n} submissions belong to those events) often "
            "report national experience rather than negotiating positions."
        ).format(n=number(highlevel)),
        _(
            "**Read and coded by machine.** Automated readers followed the codebook; every record was machine-checked for "
            "form, and every fact carries the address of the page it was read on. Summaries are in the coders' own words."
        ),
        _(
            "**Coded twice to see how far coding can be trusted.** {n} submissions were coded by two coders working apart: "
            "Krippendorff's alpha is {themes} for themes and {pairs} for kind and theme together. The part “{part}” has it all."
        ).format(
            n=number(agreed.submissions),
            themes=_three(agreed.themes.alpha),
            pairs=_three(agreed.pairs.alpha),
            part=PARTS["reliability"],
        ),
        _(
            "**Checked against the pages.** An independent checker read a random sample of 63 submissions (255 points) "
            "again: 94.5% of points were fully supported by the cited page, 3.9% partly, 1.6% not; kind was right in "
            "93.7%, theme in 95.3%. What the check found was corrected."
        ),
        _(
            "**What became of a theme in the texts** rests on public pages about the texts, which were not read whole: "
            "what no page reported is missing, and nothing here shows that a given submission caused a change."
        ),
    ]


def counting_rules() -> list[str]:
    """How figures are counted, as Markdown lines."""
    units = [counting.unit_meaning(unit) for unit in address.UNITS]
    bold = [f"**{name}**:{rest}" for name, _colon, rest in (unit.partition(":") for unit in units)]
    return [
        _("One switch, the same on every page, chooses what is counted:"),
        *bold,
        _("A coalition's letter is one submission; those who signed it count only under “{unit}”.").format(
            unit=labels.UNITS["organisations"]
        ),
        _(
            "Every figure has its denominator. Shares are of the current selection or, where groups are compared, of "
            "each group's own; a group with fewer than {few} is marked."
        ).format(few=number(findings.FEW)),
        _(
            "Filters: options within one filter widen the selection, different filters narrow it. A submission is selected "
            "if it passes all, and has a point that passes all filters on points. Role, group, country and region must hold "
            "for one and the same author or signatory."
        ),
        _(
            "A chart is not narrowed by the filter that it sets itself, so that the bar you click keeps its neighbours."
        ),
        _("A text by several organisations counts in the group and region of each."),
    ]


def cite_card() -> None:
    """Which data these are, and a line to cite them by."""
    data = current()
    cited = _("{title}. Data release {release}, version {version}. {address}").format(
        title=_("Who told the WSIS+20 review what"),
        release=data.release,
        version=data.version,
        address=address.full("", {}),
    )
    with st.container(border=True, key="card_cite"):
        st.markdown(f"#### {_('How to cite')}", anchors=False)
        st.code(cited, language=None, wrap_lines=True)
        st.markdown(
            _(
                "The version is the release and the first digits of the content hash. It changes with every change of the "
                "tables and stands under every page and in every file; a view's own address is under “Copy address”."
            )
        )
        st.caption(_("Content hash (SHA-256)"))
        st.code(data.content_hash, language=None, wrap_lines=True)


# Codebook


def themes_card() -> None:
    """The themes with definitions, by family, and how often each comes up in the selection."""
    _codebook(
        "codebook_themes",
        _("{n} themes in {families} families"),
        ("family", "theme", "definition"),
        _theme,
        table_url="themes",
    )
