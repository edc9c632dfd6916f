"""Overview: did an organisation sign or say it, and five answers, each with a link to the page that has all of it."""

import html

import streamlit as st

from cards import overview, registry
from cards.kit import Link
from cards.titles import question_of
from components import links, url_state
from components.card import show
from components.terms import term
from i18n import _, dataset_texts, escaping, labels, number, sentences
from queries import ask

page = url_state.context()
cards = registry.cards_of("overview", page)


def key_figures() -> None:
    """Submissions, organisations, signatures and points of the selection against the whole."""
    totals = ask("totals", page.filters).set_index("measure")
    figures = (
        figure(int(totals.selected[measure]), int(totals.whole[measure]), measure)
        for measure in labels.MEASURES
    )
    with st.container(key="figures"):
        st.html(f"<ul>{''.join(figures)}</ul>")


def figure(selected: int, whole: int, measure: str) -> str:
    """One figure with its term, and its denominator where filters narrow it, as HTML."""
    name = term(labels.MEASURES[measure], measure.removesuffix("s"))
    own = f"<b>{number(selected)}</b>"
    if selected != whole:
        own = html.escape(_("{selected} of {whole}")).format(selected=own, whole=number(whole))
    return f"<li>{own} {name}</li>"


st.title(escaping.markdown(dataset_texts.texts().title), anchor=False)
with st.container(horizontal=True, gap="xsmall", key="about"):
    st.markdown(escaping.markdown(sentences(*overview.about())))
    links.draw((Link("data_and_method", question_of("data_and_method")),))
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    key_figures()
    url_state.unit_switch()
show(cards["timeline"])
challenges, asks, signed = st.columns(3, gap="small")
with challenges:
    show(cards["top_challenges"])
with asks:
    show(cards["top_asks"])
with signed:
    show(cards["top_signers"])
changed, became = st.columns(2, gap="small")
with changed:
    show(cards["top_changes"])
with became:
    show(cards["top_outcome"])
