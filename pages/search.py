"""The results of a search: a few of each kind, and what the words mean as a question."""

from collections.abc import Sequence

import streamlit as st

from cards.kit import VIEWS, Button, Link
from cards.tables import Cell, Row
from cards.view import linked
from components import links, page_layout, search_box, stage_strip, url_state
from components.headings import heading
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
        for example in wording.examples():
            st.button(
                escaping.markdown(example),
                key=f"example_{example}",
                icon=":material/search:",
                on_click=search_box.search_for,
                args=(example,),
            )


def offered(question: Question) -> None:
    """What the words mean as a question: a link for each reading, and the words that no reading has."""
    if not question.readings:
        return
    with st.container(border=True, key="card_question", gap="small"):
        heading(wording.offer(question), wording.not_understood(question))
        readings(question.readings)
        if question.wider:
            st.caption(wording.wider(question))
            readings(question.wider)


def readings(question_readings: Sequence[Reading]) -> None:
    """Links to the submissions of readings."""
    links.draw(
        [
            Link(
                "submissions", wording.reading(reading), reading.filters, icon=VIEWS["submissions"]
            )
            for reading in question_readings
        ],
        stacked=True,
    )


def group(search_results: Found, result_group: Group) -> None:
    """The card with the hits of one kind."""
    with st.container(border=True, key=f"card_{result_group.kind}", gap="small"):
        heading(wording.group_title(result_group))
        links.entries(list(map(entry, result_group.hits)))
        if search_results.only_kind:
            url_state.page(result_group.total, MANY)
        elif result_group.total > len(result_group.hits):
            st.button(
                _("Show all"),
                key=f"all_{result_group.kind}",
                icon=":material/list:",
                type="tertiary",
                on_click=url_state.set_params,
                kwargs={SHOW: result_group.kind, "page": None},
            )


def entry(hit: Hit) -> Row:
    """A link to a result, and the facts that tell it from others."""
    name, target_filters, view = hit.target(filters)
    icon = ICONS.get(hit.kind, FILTER)
    label = escaping.shorten(hit.title, 160)
    link = (
        Link(hit.kind, label, id=hit.id, icon=icon, title=label if hit.kind == SUBMISSION else "")
        if hit.kind in routes.ENTITIES
        else Link(name, label, target_filters, icon=icon, view=view)
    )
    return Row([linked(link), *(Cell(escaping.shorten(fact, 160)) for fact in hit.about)])


def filters_note(selection: Filters) -> None:
    """The note that the links keep the filters, where there are any, and a button to reset these."""
    if not selection.active():
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="carried"):
        st.caption(escaping.markdown(wording.carried(selection)))
        links.draw((Button("reset", _("Reset"), ":material/restart_alt:", Filters(), {}),))


page_number = url_state.context().rows_of_page(10**9, 1).start + 1
results = find(search_box.words(), show=show, page=page_number)
title = wording.heading(results)
page_layout.set_tab_title(title if results.words else routes.PAGES[routes.SEARCH].title)
st.title(escaping.markdown(title), anchor=False)
for note in wording.notes(results):
    st.markdown(escaping.markdown(note))
if not results.groups:
    examples()
filters_note(filters)
if results.only_kind:
    st.button(
        _("Everything found"),
        key="everything",
        icon=pointing(BACK),
        type="tertiary",
        on_click=url_state.set_params,
        kwargs={SHOW: None, "page": None},
    )
else:
    offered(results.question)
    if results.organisation:
        stage_strip.card(results.organisation)
columns = st.columns(1 if results.only_kind else 2, gap="small")
lines = [0] * len(columns)
for hits_of_kind in results.groups:
    # The next card stands where there is room.
    column_index = lines.index(min(lines))
    lines[column_index] += len(hits_of_kind.hits) + 2
    with columns[column_index]:
        group(results, hits_of_kind)
