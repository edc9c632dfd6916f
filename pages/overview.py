"""Overview: did an organisation sign or say it, and five answers, each with a link to the page that has all of it."""

import html

import streamlit as st

from cards import overview, registry
from cards.kit import Link
from cards.titles import question_of
from components import links, url_state
from components.card import show, show_beside
from components.headings import term
from i18n import _, dataset_texts, escaping, labels, number, units
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
    name = term(units.beside(whole, measure), measure.removesuffix("s"))
    figure_html = f"<b>{number(selected)}</b>"
    if selected != whole:
        figure_html = html.escape(_("{selected} of {whole}")).format(
            selected=figure_html, whole=number(whole)
        )
    return f"<li>{figure_html} {name}</li>"


def limits() -> None:
    """The line of limits, which unfolds."""
    line, more = map(html.escape, overview.limits())
    st.html(f"<details><summary>{line}</summary><p>{more}</p></details>")


st.title(escaping.markdown(dataset_texts.texts().title), anchor=False)
with st.container(gap="xxsmall", key="about"):
    st.markdown(escaping.markdown(overview.about()[0]))
    with st.container(horizontal=True, vertical_alignment="top", gap="xsmall"):
        limits()
        links.draw((Link("data_and_method", question_of("data_and_method")),))
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    key_figures()
    url_state.unit_switch()
show_beside("said", cards["top_challenges"], cards["top_signers"])
show_beside("became", cards["top_outcome"], cards["top_changes"])
show(cards["timeline"])
