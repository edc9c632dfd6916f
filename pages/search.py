"""What is found for some words: a few of each kind, and what the words mean as a question."""

from collections.abc import Sequence

import streamlit as st

from cards.kit import VIEWS, Link
from components import entity_page, links, page_layout, search_box, stage_strip, url_state
from components.icons import BACK, pointing
from finding import wording
from finding.found import MANY, Found, Group, Hit, find
from finding.index import KINDS, SUBMISSION
from finding.questions import Question, Reading
from i18n import _, escaping, routes
from queries import Filters

SHOW = "show"

ICONS = {
    "organisation": ":material/apartment:",
    "theme": ":material/sell:",
    "claim": ":material/format_quote:",
    "submission": ":material/description:",
    "paragraph": ":material/article:",
    "passage": ":material/article:",
    "page": ":material/web_asset:",
}
"""Kind -> the icon of its links; others are filters."""
FILTER = ":material/filter_alt:"

filters = url_state.filters()
show = url_state.param(SHOW, ("", *KINDS))


def examples() -> None:
    """Buttons that search for the examples of the data set."""
    with st.container(horizontal=True, gap="small", key="examples"):
        for one in wording.examples():
            st.button(
                escaping.markdown(one),
                key=f"example_{one}",
                icon=":material/search:",
                on_click=search_box.search_for,
                args=(one,),
            )


def titled(words: str) -> None:
    """The heading of a card."""
    st.markdown(f"## {escaping.markdown(words)}", anchors=False)


def offered(question: Question) -> None:
    """What the words mean as a question: a link for each reading, and the words that are in none."""
    if not question.readings:
        return
    with st.container(border=True, key="card_question", gap="small"):
        titled(wording.offer(question))
        if left := wording.not_understood(question):
            st.caption(escaping.markdown(left))
        readings(question.readings)
        if question.wider:
            st.caption(wording.wider(question))
            readings(question.wider)


def readings(some: Sequence[Reading]) -> None:
    """Links to the submissions of readings."""
    links.draw(
        [
            Link("submissions", wording.reading(one), one.filters, icon=VIEWS["submissions"])
            for one in some
        ]
    )


def group(found: Found, one: Group) -> None:
    """The hits of one kind."""
    with st.container(border=True, key=f"card_{one.kind}", gap="small"):
        titled(wording.group_title(one))
        for hit in one.hits:
            with st.container(key=f"point_{hit.kind}_{hit.id}", gap="xxsmall"):
                drawn(hit)
        if found.shown:
            url_state.page(one.total, MANY)
        elif one.total > len(one.hits):
            st.button(
                _("Show all"),
                key=f"all_{one.kind}",
                icon=":material/list:",
                type="tertiary",
                on_click=url_state.set_params,
                kwargs={SHOW: one.kind, "page": None},
            )


def drawn(hit: Hit) -> None:
    """A link to what was found, and what tells it from others."""
    name, where, view = hit.target(filters)
    icon = ICONS.get(hit.kind, FILTER)
    if hit.kind in routes.ENTITIES:
        title = hit.title if hit.kind == SUBMISSION else ""
        entity_page.link(hit.kind, hit.id, hit.title, icon=icon, title=title)
    else:
        links.draw([Link(name, escaping.shorten(hit.title, 160), where, icon=icon, view=view)])
    st.caption(escaping.markdown(" · ".join(escaping.shorten(fact, 160) for fact in hit.about)))


def carried(selection: Filters) -> None:
    """That the filters go along with the links, where there are any."""
    if not selection.active():
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="carried"):
        st.caption(escaping.markdown(wording.carried(selection)))
        st.button(
            _("Reset"),
            key="reset",
            icon=":material/restart_alt:",
            type="tertiary",
            on_click=url_state.navigate,
            args=(Filters(),),
        )


pages_asked = url_state.context().rows_of_page(10**9, 1).start + 1
found = find(search_box.words(), show=show, page=pages_asked)
title = wording.heading(found)
page_layout.set_tab_title(title if found.words else routes.PAGES[routes.SEARCH].title)
st.title(escaping.markdown(title), anchor=False)
for note in wording.notes(found):
    st.markdown(escaping.markdown(note))
if not found.groups:
    examples()
carried(filters)
if found.shown:
    st.button(
        _("Everything found"),
        key="everything",
        icon=pointing(BACK),
        type="tertiary",
        on_click=url_state.set_params,
        kwargs={SHOW: None, "page": None},
    )
else:
    offered(found.question)
    if found.organisation:
        stage_strip.card(found.organisation)
columns = st.columns(1 if found.shown else 2, gap="small")
lines = [0] * len(columns)
for one in found.groups:
    # The next card stands where there is room.
    place = lines.index(min(lines))
    lines[place] += len(one.hits) + 2
    with columns[place]:
        group(found, one)
