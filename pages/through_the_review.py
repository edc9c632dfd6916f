"""Through the review: what comes up at which stage, what rose and fell, who said it when."""

import streamlit as st

from cards import registry
from cards import through_the_review as review
from cards.query import Query
from components import url_state
from components.card import show
from components.downloads import toolbar
from components.headings import empty_state, heading
from components.query_limits import survives_query_limit
from i18n import _, filter_options, labels, ngettext, number

page = url_state.context()
cards = registry.cards_of("through_the_review", page)


def lines_switch() -> None:
    """What a line of the card of themes is, and how many there are."""
    with st.container(horizontal=True, gap="small"):
        url_state.segmented_param("grain", _("As"), review.GRAIN_NAMES)
        top = _("First {n}").format(n=review.TOP)
        url_state.segmented_param("rows", _("Rows"), {"top": top, "all": _("All")})


@survives_query_limit
def change_card() -> None:
    """Which themes rose and which fell between two stages, and the lists to choose these from."""
    usual, two = review.usual_pair(page), review.pair(page)
    if usual is None or two is None:
        with st.container(border=True, key="card_change"):
            about = review.subtitle(page, review.narrowed(page, "theme"), labels.UNITS[page.unit])
            empty_state("change", about, _("No two stages to compare in this selection"))
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="compared"):
        choices = review.stages_to_choose(page)
        url_state.selected("from", _("From"), choices, default=usual[0])
        url_state.selected("to", _("To"), choices, default=usual[1])
        st.button(
            _("Swap"),
            icon=":material/swap_horiz:",
            key="swap",
            on_click=url_state.set_params,
            kwargs={"from": two[1], "to": two[0]},
        )
    show(cards["change"])


@survives_query_limit
def timeline_card() -> None:
    """Every milestone and text of the review, with the page that says so."""
    timeline = Query("timeline")
    rows = timeline.rows
    if rows.empty:
        return
    texts = int((rows.event == "text").sum())
    with st.container(border=True, key="card_timeline"):
        heading(
            _("{milestones} and {texts} of the review").format(
                milestones=ngettext("{n} milestone", "{n} milestones", len(rows) - texts).format(
                    n=number(len(rows) - texts)
                ),
                texts=ngettext("{n} text", "{n} texts", texts).format(n=number(texts)),
            ),
            _(
                "In time order, whatever the filters · ◆ text, ◇ milestone · each with the page that says so"
            ),
        )
        st.caption("  \n".join(review.event_line(row) for row in rows.itertuples()))
        with st.container(horizontal=True, gap="small", key="tools_timeline"):
            toolbar("timeline", timeline)


@survives_query_limit
def groups_card() -> None:
    """One theme by stakeholder group and stage, and the list to choose it from."""
    label, themes = _("By stakeholder group: the theme"), filter_options.option_labels()["theme"]
    url_state.selected("about", label, themes, default=review.most_changed(page))
    show(cards["by_stage_and_group"])


st.title(_("What came up when, and what changed?"), anchor=False)
with st.container(horizontal=True, gap="small"):
    url_state.kind_switch(review.KINDS)
    if review.negotiation():
        url_state.segmented_param("stages", _("Stages"), review.WHICH)
    url_state.unit_switch()
show(cards["by_stage"], below=lines_switch)
left, right = st.columns([6, 5])
with left:
    change_card()
with right:
    timeline_card()
groups_card()
show(cards["stages"])
