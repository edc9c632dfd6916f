"""One theme: what it covers, who raises it, in which kind of point and when, its claims, each submission's wording."""

from typing import Any

import streamlit as st

from cards import registry, topic
from cards.data_and_method import codebook
from cards.facts import passages_way
from cards.kit import Link
from cards.rankings import has_claims
from cards.tables import Row
from cards.topic import Topic
from cards.view import entry
from components import entity_page, links, page_layout, print_view, url_state
from components.card import show, show_beside, side_by_side
from components.headings import empty_state, facts, term
from components.query_limits import survives_query_limit
from data.rows import each
from i18n import _, entity_sentences, filter_options, labels, ngettext, number
from i18n.escaping import markdown, one_line
from queries import ask

page = url_state.context()
cards = registry.cards_of("theme", page)


def head(row: Any, topic: Topic) -> None:
    """What the theme is and how often submissions raise it."""
    scope = page.scope(topic.other_filters)
    page_layout.set_tab_title(one_line(row.theme))
    entity_page.title(row.theme)
    st.markdown(markdown(row.definition))
    facts(
        term(_("Theme"), "theme"), term(row.family, "family"), entity_sentences.raised(row), scope
    )
    if adopted := entity_sentences.asked_and_adopted(row):
        st.markdown(markdown(adopted))
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        if not print_view.is_print_view():
            with st.container(horizontal=True, gap="small", key="ways", width="content"):
                links.draw(ways_on(row, topic))
            if row.points:
                url_state.unit_switch()
    if not row.points:
        with st.container(border=True, key="card_nothing"):
            empty_state(
                "nothing", scope, _("No submission that matches these filters raises this theme")
            )


def ways_on(row: Any, topic: Topic) -> list[Link]:
    """Links to what the texts of the review say on the theme, and to the list of themes."""
    list_link = Link("themes", _("All themes"), topic.other_filters, icon=":material/list:")
    return [*passages_way(row, topic.other_filters), list_link]


@survives_query_limit
def claims_of(topic: Topic) -> None:
    """The claims defined within the theme with their borders, by kind, behind a fold; not on paper."""
    book = ask("codebook_claims", topic.other_filters)
    rows = book[book.theme == filter_options.option_labels()["theme"][topic.id]]
    if rows.empty or print_view.is_print_view():
        return
    label = ngettext("Definition of its {n} claim", "Definitions of its {n} claims", len(rows))
    claims = st.expander(label.format(n=number(len(rows))), key="fold_claims", on_change="rerun")
    if not claims.open:
        return
    titles = dict(zip(book.claim_id, book.claim, strict=True))
    definitions = [
        Row(list(entry(codebook.claim(row, codebook.borders(row.excludes, titles)))), words)
        for kind, words in labels.KINDS_PLURAL.items()
        for row in each(rows[rows.kind == kind])
    ]
    with claims:
        links.entries(definitions)


entity_page.id_from_url("theme")
if theme := topic.theme_of(page):
    row = next(each(ask("theme", theme.other_filters, theme=theme.id)))
    head(row, theme)
    if row.points:
        show_beside("by_group", cards["by_group"], cards["when"])
    claims_of(theme)
    if row.points:
        show(cards["evidence"])
        further = ["neighbours", "organisations"]
        more = _("More: related themes, organisations")
        if has_claims():
            further = ["claims", *further]
            more = _("More: its claims, related themes, organisations")
        if url_state.show_more(more):
            with side_by_side("further"):
                for key in further[:2]:
                    show(cards[key])
            for key in further[2:]:
                show(cards[key])
