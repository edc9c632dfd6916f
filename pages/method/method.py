"""The parts of the page on data and method, and the one that says what this is and is not."""

from collections.abc import Callable

import streamlit as st

from components import url_state
from components.headings import heading
from components.query_limits import survives_query_limit
from exports.provenance import citation
from i18n import (
    N_,
    Words,
    _,
    dataset_texts,
    escaping,
    headlines,
    imprint,
    labels,
    method_note,
    number,
    percent,
)
from i18n.nothing_yet import nothing_yet
from pages.method import classifier_quality, codebook, dataset_files, reliability, tables
from queries import ask, current

PARTS = Words(
    {
        "about": N_("What this is"),
        "themes": N_("Themes"),
        "claims": N_("Claims"),
        "reliability": N_("Reliability"),
        "terms": N_("Term lists"),
        "tables": N_("Tables"),
        "everything": N_("All files"),
    }
)


def part() -> str:
    """Which part of the page the address asks for: only that one is computed."""
    return url_state.segmented_param("part", _("Part"), PARTS, bare=True)


def draw(name: str) -> None:
    """Draw the part called ``name``."""
    drawing: dict[str, Callable[[], None]] = {
        "about": about,
        "themes": codebook.themes_card,
        "claims": codebook.claims_card,
        "reliability": reliability.cards,
        "terms": classifier_quality.cards,
        "tables": tables.cards,
        "everything": dataset_files.cards,
    }
    drawing[name]()


def about() -> None:
    """What was collected and how, what that means for reading it, how counting works, citing."""
    left, right = st.columns([5, 4])
    with left, st.container(border=True, key="card_about"):
        heading(_("What this shows, and what it cannot show"), _("Figures of the whole data set"))
        st.markdown("\n".join(f"- {line}" for line in limits()))
        if page := escaping.safe_url(dataset_texts.texts().home_page):
            host = escaping.markdown(escaping.host(page))
            st.page_link(page, label=_("The review at {host}").format(host=host))
    with right:
        cite_card()
        if url_state.show_more(_("More: how we count")):
            with st.container(border=True, key="card_counting"):
                heading(_("How we count"), _("One switch, the same on every page"))
                st.markdown("\n".join(f"- {line}" for line in counting_rules()))


def limits() -> list[str]:
    """The limits of the data as Markdown lines; what can be computed from the data is."""
    stated = [_stated(one.title, one.text) for one in dataset_texts.texts().limits]
    if nothing_yet():
        return [escaping.markdown(dataset_texts.texts().collection), *stated]
    known = ask("how_known").iloc[0]
    agreed = reliability.measured()
    every, second_hand, vague = (
        int(known.submissions),
        int(known.second_hand),
        int(known.vaguely_dated),
    )
    lines = [_collected(every), *stated]
    if second_hand:
        lines.append(
            _(
                "**Much is second-hand.** Of {n} of {every} submissions ({share}) we know only what someone else "
                "reports. The filter {filter} can leave them out: they are “{kind}”."
            ).format(
                filter=labels.FILTERS["type"],
                n=number(second_hand),
                every=number(every),
                share=percent(second_hand, every),
                kind=labels.DOCUMENT_TYPES["news-summary"],
            )
        )
    if known.stating:
        lines.append(
            _(
                "**Signatory lists are incomplete.** {texts} sources state how many signed, {stated} in all; we "
                "know the names of {named}. A missing name is no proof that an organisation did not sign."
            ).format(
                texts=number(known.stating),
                stated=number(known.stated),
                named=number(known.named),
            )
        )
    if vague:
        lines.append(
            _(
                "**Dates are as exact as we know them.** {vague} of {every} submissions have only a month, a year or "
                "no date. We then take the days on which the stage was open, if it was open in that time. “Newest "
                "first” goes by the first such day."
            ).format(vague=number(vague), every=number(every))
        )
    lines.append(
        _(
            "**Languages.** {foreign} of {every} submissions are in a language other than English."
        ).format(foreign=number(known.other_languages), every=number(every))
    )
    if agreed.submissions:
        lines.append(
            _(
                "**Two coders read {n} submissions, each alone.** Their agreement (Krippendorff's alpha; 1 is full "
                "agreement) is {themes} for themes, and {pairs} for kind and theme together. See the part “{part}”."
            ).format(
                n=number(agreed.submissions),
                themes=reliability.decimals(agreed.themes.alpha),
                pairs=reliability.decimals(agreed.pairs.alpha),
                part=PARTS["reliability"],
            )
        )
    if len(ask("texts")):
        lines.append(
            _(
                "**We did not read the drafts ourselves.** We rely on public articles about them. What no article "
                "reported is missing. Nothing here shows that a submission caused a change."
            )
        )
    return lines


def _collected(submissions: int) -> str:
    whole = ask("totals").set_index("measure")["whole"]
    return _(
        "**What is here.** {submissions} submissions that {organisations} organisations wrote or "
        "signed, with {points} points."
    ).format(
        submissions=number(submissions),
        organisations=number(whole["organisations"]),
        points=number(whole["points"]),
    )


def _stated(title: str, words: str) -> str:
    """A limit that the data set states of itself, as a Markdown line."""
    return f"**{escaping.markdown(title)}** {escaping.markdown(words)}"


def counting_rules() -> list[str]:
    """How figures are counted, as Markdown lines."""
    units = (method_note.unit_meaning(unit).partition(":") for unit in labels.UNITS)
    return [
        *(f"**{name}:**{meaning}" for name, _colon, meaning in units),
        _(
            "A joint letter is one submission. Those who signed it count only under “{unit}”."
        ).format(unit=labels.UNITS["organisations"]),
        _(
            "Every figure has its denominator. A share is of the current selection or, where the page compares "
            "groups, of each group's own. A star marks a group with fewer than {few}."
        ).format(few=number(headlines.FEW)),
        _(
            "More options in one filter widen the selection; more filters narrow it. A submission must pass all "
            "filters. Filters on points must all hold for the same point. Organisation, role, group, country and "
            "region must all hold for the same author or signatory."
        ),
        _(
            "A chart leaves out the filter that a click on it sets, so that you can compare what you click."
        ),
        _(
            "A submission by several organisations counts for the group and the region of each. Only a national "
            "organisation counts for the country of its seat; a regional one counts for its region only."
        ),
    ]


@survives_query_limit
def cite_card() -> None:
    """Which data these are, and a line to cite them by."""
    data = current()
    with st.container(border=True, key="card_cite"):
        heading(
            _("How to cite"),
            _("Release {release}, version {version}").format(
                release=data.release, version=data.version
            ),
        )
        st.code(
            citation(url_state.full_url("/", {})),
            language=None,
            wrap_lines=True,
        )
        st.markdown(
            _(
                "The version is the release and the first digits of the content hash. Any change of the tables "
                "changes it. It stands under every page and in every file. To cite one card, use its button “Cite”."
            )
        )
        st.caption(_("Content hash (SHA-256)"))
        st.code(data.content_hash, language=None, wrap_lines=True)
        st.markdown(imprint.data_terms(imprint.in_markdown))
