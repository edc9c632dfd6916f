"""One claim or request: its outcome, who makes it and when, its borders, how each submission words it."""

from html import escape
from typing import Any

import streamlit as st

from cards import asks, claim, facts, quote, registry, request, switches, topic
from cards.kit import Link
from cards.topic import Topic
from components import copy_box, entity_page, links, page_layout, print_view, url_state
from components.card import show, show_beside
from components.headings import empty_state, term
from components.headings import facts as line_of_facts
from data.rows import each
from i18n import _, entity_sentences, filter_options, isolation, labels, stating
from i18n.escaping import markdown, one_line

page = url_state.context()
cards = registry.cards_of("claim", page)


def head(row: Any, topic: Topic) -> None:
    """What the claim is, how often it is made, who wants the same, and what became of it."""
    scope = topic.scope(page, topic.other_filters)
    page_layout.set_tab_title(one_line(row.claim))
    entity_page.title(one_line(row.claim))
    kind = labels.KINDS.of(row.kind)
    line_of_facts(term(_("Claim"), "claim"), kind, entity_sentences.made(row, topic.kind), scope)
    if topic.request:
        of_request(row, topic, topic.request)
    st.markdown(markdown(row.definition))
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        with st.container(horizontal=True, gap="small", key="ways", width="content"):
            links.entity("theme", row.theme_id, row.theme, icon=":material/sell:")
        if not url_state.on_paper():
            switch_options = {
                name: (label, choices) for name, label, choices in switches.of_request(page)
            }
            if "part" in switch_options:
                label, choices = switch_options["part"]
                url_state.switch("part", label, choices, bare=True)
            if "made_to" in switch_options:
                label, choices = switch_options["made_to"]
                url_state.switch("made_to", label, choices, bare=True)
            if row.points:
                url_state.unit_switch()
    if not row.points:
        with st.container(border=True, key="card_nothing"):
            empty_state(
                "nothing", scope, _("No submission that matches these filters makes this claim")
            )


def in_figures(topic: Topic) -> None:
    """The sentence to quote the request by, and its figures."""
    figures = facts.request_figures(page, topic)
    if not figures:
        return
    words = quote.of_page(page, topic, print_view.page_address())
    with st.container(key="quote_box"):
        if url_state.on_paper():
            st.markdown(markdown(words))
        else:
            st.html(copy_box.html(isolation.isolated(words), _("Copy the sentence")))
    lines = (
        f"<div><dt>{escape(name)}</dt><dd><b>{escape(figure)}</b> {escape(about)}</dd></div>"
        for name, figure, about in figures
    )
    with st.container(key="request_figures"):
        st.html(f"<dl>{''.join(lines)}</dl>")


def of_request(row: Any, topic: Topic, claim_request: request.Request) -> None:
    """The outcome of the request in each text, with a note on the first; then its figures, and who wants the same."""
    for index, (name, verdict) in enumerate(request.verdicts(page, claim_request)):
        outcome = f"**{markdown(asks.what_became(verdict))}**"
        if len(claim_request.texts) > 1:
            outcome = stating(markdown(name), outcome)
        if index:
            st.markdown(outcome)
            continue
        st.markdown(stating(outcome, markdown(verdict.note)))
        if paragraph := request.first_paragraph(verdict):
            st.markdown(links.sourced(*request.in_paragraph(paragraph)))
        if verdict.request == "no":
            st.caption(_("It asks nothing of the text, so it is not among the requests."))
    in_figures(topic)
    rows = request.support(page, topic.id, claim_request.made_to)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="wanted"):
        sentence = request.who_wants_it(rows, topic.id, page.unit)
        st.markdown(markdown(sentence), width="content", help=asks.of_those_asking(row))
        others = rows[rows.claim_id != topic.id].drop_duplicates("claim_id")
        links.draw(
            [Link("claim", one_line(other.claim), id=other.claim_id) for other in each(others)]
        )


def borders(row: Any) -> None:
    """What the claim includes and what counts as another claim, with links to these; behind a fold, not on paper."""
    if url_state.on_paper():
        return
    titles = filter_options.option_labels()["claim"]
    with st.expander(_("What counts as making this claim"), key="fold_definition"):
        st.caption(markdown(_("Includes: {what}").format(what=one_line(row.includes))))
        for words, identifiers in entity_sentences.elsewhere(row.excludes, titles):
            with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
                label = (
                    _("Not included, see instead: {what}")
                    if identifiers
                    else _("Not included: {what}")
                )
                st.caption(markdown(label.format(what=words)), width="content")
                links.draw(
                    [
                        Link("claim", one_line(titles[identifier]), id=identifier)
                        for identifier in identifiers
                    ]
                )


entity_page.id_from_url("claim")
if page_claim := topic.claim_of(page):
    row = topic.row_of(page_claim)
    head(row, page_claim)
    if row.points:
        show_beside("who", cards["who"], cards["evidence" if page_claim.request else "when"])
    borders(row)
    if row.points:
        if not page_claim.request:
            show(cards["evidence"])
        if url_state.show_more(
            _("More: the verdict, opposite claims, related claims, organisations")
        ):
            if page_claim.request:
                show(cards["when"])
            show_beside("verdict", cards["verdict"], cards["reports"])
            show_beside("support", cards["support"], cards["drafts"])
            show_beside("opposites", cards["opposites"], cards["opposite_organisations"])
            kinds = claim.kinds_beside(page_claim)
            together, organisations = st.columns([3, 2])
            with together:
                show(
                    cards["together"],
                    above=lambda: url_state.switch(
                        "with", _("Kind of the other claims"), kinds, bare=True
                    ),
                )
            with organisations:
                show(cards["organisations"])
    else:
        show(cards["verdict"])
