"""The parts of the page on data and method; the first says what the data are and what they are not."""

import re
from collections.abc import Callable

import streamlit as st

from components import copy_box, url_state
from components.headings import heading
from components.query_limits import survives_query_limit
from data.settings import data_set
from data.term_lists import FOLDER
from exports.provenance import citation
from i18n import (
    N_,
    Words,
    _,
    dataset_texts,
    escaping,
    headlines,
    imprint,
    isolation,
    labels,
    messages,
    ngettext,
    number,
    percent,
)
from i18n.nothing_yet import nothing_yet
from pages.method import classifier_quality, codebook, dataset_files, reliability, tables
from queries import ask, current
from queries.tables import has_rows

PARTS = Words(
    {
        "about": N_("About the data"),
        "themes": N_("Themes"),
        "claims": N_("Claims"),
        "reliability": N_("Reliability"),
        "terms": N_("Term lists"),
        "tables": N_("Tables"),
        "everything": N_("All files"),
    }
)


def part() -> str:
    """Which part of the page the address asks for: the page computes only that one."""
    available = {"claims": has_rows("claims"), "terms": (data_set().source / FOLDER).is_dir()}
    parts = PARTS.only(*(name for name in PARTS if available.get(name, True)))
    return url_state.segmented_param("part", _("Part"), parts, bare=True)


def draw(name: str) -> None:
    """Draw the part called ``name``."""
    parts: dict[str, Callable[[], None]] = {
        "about": about,
        "themes": codebook.themes_card,
        "claims": codebook.claims_card,
        "reliability": reliability.cards,
        "terms": classifier_quality.cards,
        "tables": tables.cards,
        "everything": dataset_files.cards,
    }
    parts[name]()


def about() -> None:
    """What we collected and how, what that means for readers, how to cite the data, and how we count."""
    with st.container(border=True, key="card_about"):
        heading(_("What this can and cannot show"), _("Figures for the whole data set"))
        _in_columns("limits", limits())
        if page := escaping.safe_url(dataset_texts.texts().home_page):
            host = escaping.markdown(escaping.host(page))
            st.page_link(page, label=_("Official page of the review: {host}").format(host=host))
    cite_card()
    if url_state.show_more(_("More: how we count")):
        with st.container(border=True, key="card_counting"):
            heading(_("How we count"), _("What we count applies to all pages: set it once"))
            _in_columns("rules", counting_rules())


def _in_columns(key: str, lines: list[str]) -> None:
    """Markdown lines as a list, in two columns where they have room."""
    with st.container(key=f"columns_{key}"):
        st.markdown("\n".join(f"- {line}" for line in lines))


def limits() -> list[str]:
    """The limits of the data as Markdown lines; their figures are computed from the data where possible."""
    stated_limits = [_stated(limit.title, limit.text) for limit in dataset_texts.texts().limits]
    if nothing_yet():
        return [escaping.markdown(dataset_texts.texts().collection), *stated_limits]
    counts = ask("how_known").iloc[0]
    agreement = reliability.measured()
    submissions, second_hand, vague = (
        int(counts.submissions),
        int(counts.second_hand),
        int(counts.vaguely_dated),
    )
    lines = [_collected(submissions), *stated_limits]
    if second_hand:
        lines.append(
            _(
                "**Many submissions are known only second-hand.** For {n} of {every} submissions ({share}) we know "
                "only what someone else reports. To leave them out, use the filter {filter}: they are “{kind}”."
            ).format(
                filter=labels.FILTERS["voice"],
                n=number(second_hand),
                every=number(submissions),
                share=percent(second_hand, submissions),
                kind=labels.VOICES["reported"],
            )
        )
    if counts.stating:
        lines.append(
            ngettext(
                "**Lists of signatories are incomplete.** {texts} source says how many signed: {stated} in all. We "
                "know {named} of them by name. If a name is missing, the organisation may still have signed.",
                "**Lists of signatories are incomplete.** {texts} sources say how many signed: {stated} in all. We "
                "know {named} of them by name. If a name is missing, the organisation may still have signed.",
                counts.stating,
            ).format(
                texts=number(counts.stating),
                stated=number(counts.stated),
                named=number(counts.named),
            )
        )
    if vague:
        lines.append(
            _(
                "**Dates are only as exact as our sources.** {vague} of {every} submissions give only a month or a "
                "year, or no date. If the stage was open during that month or year, we use the days it was open. "
                "“Newest first” sorts by the first of these days."
            ).format(vague=number(vague), every=number(submissions))
        )
    lines.append(
        _(
            "**Languages.** {foreign} of {every} submissions are in a language other than English."
        ).format(foreign=number(counts.other_languages), every=number(submissions))
    )
    if agreement.submissions:
        lines.append(
            _(
                "**Two automated coders read {n} submissions independently.** Their agreement (Krippendorff's "
                "alpha; 1 is full agreement) is {themes} for themes and {pairs} for kind and theme together. See "
                "“{part}”."
            ).format(
                n=number(agreement.submissions),
                themes=reliability.decimals(agreement.themes.alpha),
                pairs=reliability.decimals(agreement.pairs.alpha),
                part=PARTS["reliability"],
            )
        )
    if len(ask("texts")):
        lines.append(
            _(
                "**We did not read the drafts ourselves.** We rely on public articles about them, so anything that "
                "no article reported is missing. Nothing here shows that a submission caused a change."
            )
        )
    return lines


def _collected(submissions: int) -> str:
    totals = ask("totals").set_index("measure")["whole"]
    return _(
        "**What is here.** {submissions} submissions, written or signed by {organisations} organisations, with "
        "{points} points."
    ).format(
        submissions=number(submissions),
        organisations=number(totals["organisations"]),
        points=number(totals["points"]),
    )


def _stated(title: str, words: str) -> str:
    """A limit that the settings of the data set state, as a Markdown line."""
    return f"**{escaping.markdown(title)}** {escaping.markdown(words)}"


def counting_rules() -> list[str]:
    """How we count, as Markdown lines."""
    units = (
        re.split("(?<=[:：])", messages.UNIT_MEANING(unit), maxsplit=1) for unit in labels.UNITS
    )
    return [
        *(f"**{name}**{meaning}" for name, meaning in units),
        _(
            "A joint letter is one submission. The organisations that signed it are counted only under “{unit}”."
        ).format(unit=labels.UNITS["organisations"]),
        _(
            "Every figure is shown with its total. Shares are out of all submissions, organisations or points that "
            "match the filters or, where a page compares groups, out of each group's own. A star marks a group "
            "with fewer than {few}."
        ).format(few=number(headlines.FEW)),
        _(
            "Choosing more options in one filter widens the results; using more filters narrows them. A submission "
            "must match all filters. Filters on points must all match the same point. Organisation, role, group, "
            "country and region must all match the same author or signatory."
        ),
        _(
            "A chart ignores the filter that you set by clicking on it, so you can compare what you picked with "
            "the rest."
        ),
        _(
            "A submission by several organisations is counted under the group and region of each. Only national "
            "organisations are counted under a country, the one where they are based; regional ones only under "
            "their region."
        ),
    ]


@survives_query_limit
def cite_card() -> None:
    """Release and version of the data, and a line to cite them by."""
    data = current()
    with st.container(border=True, key="card_cite"):
        heading(
            _("How to cite"),
            _("Release {release}, version {version}").format(
                release=data.release, version=data.version
            ),
        )
        st.html(copy_box.html(isolation.isolated(citation(url_state.full_url("/", {})))))
        st.markdown(
            _(
                "A version is the release plus the first digits of the content hash. It changes whenever a table "
                "changes, and it is shown on every page and in every file. To quote one card, use its “Quote” button."
            )
        )
        st.caption(isolation.isolated(_("Content hash (SHA-256)")))
        st.html(copy_box.html(data.content_hash))
        st.markdown(imprint.data_terms(imprint.in_markdown))
