"""Stage by stage: what changed between two stages, how many submissions each has, and which themes came up when."""

import streamlit as st

from cards import registry
from cards import through_the_review as review
from cards.titles import question_of
from components import url_state
from components.card import show
from components.headings import empty_state
from components.query_limits import survives_query_limit
from i18n import _, filter_options, units

page = url_state.context()
cards = registry.cards_of("through_the_review", page)


def page_switches() -> None:
    """The switches that say what every card of the page counts."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        with st.container(width=200):
            url_state.selected("show", _("Kind of point"), review.KINDS, default="all", bare=True)
        url_state.unit_switch()


def themes_switches() -> None:
    """The switches for the rows of the card of themes, and for its stages."""
    with st.container(horizontal=True, gap="small"):
        url_state.segmented_param("grain", _("Show as"), review.GRAIN_NAMES, bare=True)
        if review.negotiation():
            url_state.segmented_param("stages", _("Stages"), review.WHICH, bare=True)


@survives_query_limit
def change_card() -> None:
    """Which themes rose and which fell between two stages, and the lists to choose these from."""
    usual = review.usual_pair(page)
    if usual is None:
        with st.container(border=True, key="card_change"):
            about = review.subtitle(
                page, review.narrowed(page, "theme"), units.unit_name(page.unit)
            )
            empty_state("change", about, _("With these filters there are no two stages to compare"))
        return

    def stages() -> None:
        with st.container(horizontal=True, wrap=False, gap="small", key="compared"):
            choices = review.stages_to_choose(page)
            first_label, second_label = _("One of the two stages"), _("The other stage")
            url_state.selected("from", first_label, choices, default=usual[0], bare=True)
            url_state.selected("to", second_label, choices, default=usual[1], bare=True)

    show(cards["change"], above=stages)


@survives_query_limit
def groups_card() -> None:
    """One theme by stakeholder group and stage, and the list to choose it from."""
    themes = filter_options.option_labels()["theme"]
    usual = review.most_changed(page)
    show(
        cards["by_stage_and_group"],
        above=lambda: url_state.selected("about", _("Theme"), themes, default=usual),
    )


st.title(question_of("through_the_review"), anchor=False)
page_switches()
change_card()
show(cards["stages"])
if url_state.show_more(_("More: themes by stage, one theme by group, and a timeline")):
    show(cards["by_stage"], above=themes_switches)
    groups_card()
    show(cards["timeline"])
