"""Overview: did an organisation sign or say it, and five answers, each with a link to the page that has all of it."""

import streamlit as st

from cards import overview
from components import organisation_box, search_box, url_state
from components.card import show
from i18n import _, dataset_texts, escaping, labels, number
from queries import ask

page = url_state.context()


def key_figures() -> None:
    """Submissions, organisations, signatures and points of the selection against the whole."""
    totals = ask("totals", page.filters).set_index("measure")
    with st.container(horizontal=True, key="figures", gap="medium", width="content"):
        for measure, name in labels.MEASURES.items():
            figure(int(totals.selected[measure]), int(totals.whole[measure]), name)


def figure(selected: int, whole: int, name: str) -> None:
    """One figure, with its denominator where filters narrow it."""
    label = f"**{name}**"
    if selected != whole:
        label = _("of {whole} {name}").format(whole=number(whole), name=label)
    with st.container(
        horizontal=True, width="content", gap="xsmall", vertical_alignment="center", wrap=False
    ):
        st.markdown(number(selected), width="content")
        st.caption(label, width="content")


words, box = st.columns([3, 2], vertical_alignment="bottom", gap="small")
with words:
    st.title(escaping.markdown(dataset_texts.texts().title), anchor=False)
    st.caption(escaping.markdown(dataset_texts.texts().introduction))
with box:
    search_box.draw()
organisation_box.answer()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    key_figures()
    url_state.unit_switch()
challenges, asks, signed = st.columns(3, gap="small")
with challenges:
    show(overview.claims, page, "challenge")
with asks:
    show(overview.claims, page, "recommendation")
with signed:
    show(overview.signers, page)
changed, became = st.columns(2, gap="small")
with changed:
    show(overview.changed, page)
with became:
    show(overview.became, page)
