"""One organisation: what it wrote and signed, with whom, what it raises, and who says the same."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from cards import organisation, registry, sheet
from cards.facts import organisation_facts
from cards.kit import Link, RecordList, points_link
from cards.organisation import Organisation
from cards.query import dotted
from components import (
    entity_page,
    links,
    page_layout,
    print_view,
    searchable_options,
    stage_strip,
    url_state,
    widgets,
)
from components.card import show, show_beside, side_by_side
from components.headings import empty_state
from components.record_list import draw_list
from i18n import _, entity_sentences, escaping, labels
from queries import ask
from queries.tables import has_rows

OWN_PAGES = ("list_page", "points_page", "common", "elsewhere_page")
"""View parameters to clear when readers open another organisation."""

page = url_state.context()
cards = registry.cards_of("organisation", page)


def chooser(organisation: Organisation | None) -> None:
    """A box to choose another organisation by name."""
    name = "view_organisation"
    choices = searchable_options.options_for(
        "organisation", [organisation.id] if organisation else [], key=name
    )
    key, first = widgets.showing(name, organisation.id if organisation else None)

    def open_organisation(identifier: str) -> None:
        filters = entity_page.filters_without_own("organisation")
        url_state.navigate(filters, id=identifier, **dict.fromkeys(OWN_PAGES))

    def changed(_before: str | None, now: str | None) -> None:
        for identifier in searchable_options.chosen("organisation", name, [now] if now else []):
            open_organisation(identifier)

    st.selectbox(
        _("Choose another organisation"),
        list(choices),
        index=list(choices).index(first) if first in choices else None,
        key=key,
        format_func=lambda identifier: choices.get(identifier, identifier),
        placeholder=_("Choose an organisation: type part of its name"),
        label_visibility="collapsed",
        accept_new_options=True,
        on_change=widgets.on_change(key, changed),
    )
    searchable_options.said_of_typed("organisation", name, open_organisation)


def head(organisation: Organisation, texts: pd.DataFrame) -> None:
    """Who it is, and how much it took part."""
    row = organisation.row
    page_layout.set_tab_title(organisation.name)
    entity_page.title(row.organisation)
    short, *others = (
        links.markdown_line(cells)
        for _term, cells in organisation_facts(row, organisation.other_filters)
    )
    parts = (f"**{short}**" if short else "", *others)
    took_part = escaping.markdown(entity_sentences.took_part(row, texts))
    with st.container(key="facts"):
        st.markdown(dotted(*parts) + f"  \n{took_part}")


def ways_and_switches(organisation: Organisation) -> None:
    """Links to other pages, and beside them the switches."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        with st.container(
            horizontal=True, gap="small", key="ways", width="content", vertical_alignment="center"
        ):
            print_view.link_to_sheet()
            links.draw(ways_on(organisation))
        switches()


def ways_on(organisation: Organisation) -> list[Link]:
    """Links to a comparison, to everything it says, and to others like it."""
    row = organisation.row
    page_links = [
        Link(
            "compare",
            _("Compare with another"),
            organisation.other_filters,
            icon=":material/compare_arrows:",
            view={"by": "organisation", "id": organisation.id},
        )
    ]
    if row.submissions:
        page_links.append(points_link(organisation.selection, _("All points of this organisation")))
    group = organisation.other_filters.set(group=(row.stakeholder_group,))
    page_links.append(
        Link(
            "organisations", _("Other organisations in its group"), group, icon=":material/groups:"
        )
    )
    if country := escaping.one_line(row.country):
        label = _("Other organisations from {country}").format(country=country)
        filters = organisation.other_filters.set(country=(row.country_code,))
        page_links.append(Link("organisations", label, filters, icon=":material/public:"))
    return page_links


def switches() -> None:
    """The switches for what to count and for which of its submissions; the second sets the filter by role."""
    with st.container(horizontal=True, gap="small", width="content", key="switches"):
        url_state.segmented_param("count", _(labels.COUNT), organisation.MEASURES, bare=True)
        roles = page.filters.role
        key, first = widgets.showing("view_part", roles[0] if len(roles) == 1 else "either")

        def changed(_before: str | None, now: str | None) -> None:
            role = () if now in (None, "either") else (now,)
            url_state.navigate(url_state.filters().set(role=role), list_page=None, points_page=None)

        st.segmented_control(
            _("Which of its submissions"),
            tuple(organisation.PARTS),
            default=first,
            key=key,
            format_func=organisation.PARTS.__getitem__,
            required=True,
            on_change=widgets.on_change(key, changed),
            wrap=True,
            label_visibility="collapsed",
        )


def common_switch() -> None:
    """The switch that says whether submissions by both make two organisations alike."""
    label = _("Submissions that both wrote or signed")
    url_state.segmented_param("common", label, organisation.COMMON, bare=True)


def requests() -> list[RecordList]:
    """Its requests to the adopted text, and those to texts of other processes, if it has made any."""
    return [
        card
        for card in (cards["asks"](), cards["asks_elsewhere"]())
        if isinstance(card, RecordList)
    ]


def body(organisation: Organisation, texts: pd.DataFrame) -> None:
    """What the page shows below the head: what it said, with whom, and the outcome of its requests, if it has any.

    Of two lists of requests the second is among the further cards: a line of the first has its headline.
    """
    stage_strip.draw(organisation.id)
    ways_and_switches(organisation)
    if texts.empty:
        with st.container(border=True, key="card_nothing"):
            none = _("No submission of this organisation matches these filters")
            empty_state("organisation", page.scope(organisation.other_filters), none)
        return
    lists = requests()
    first, later = ("said", "list") if organisation.row.points else ("list", "")
    show_beside("first", cards[first], cards["signs_with"])
    for requests_list in lists[:1]:
        draw_list(replace(requests_list, note=" ".join(card.title for card in lists[1:])))
    if url_state.show_more(
        _("More: its submissions, its themes, kinds of points, and who says the same things")
    ):
        for key in filter(None, [later]):
            show(cards[key])
        for card in lists[1:]:
            draw_list(card)
        with side_by_side("by_kind"):
            show(cards["by_kind"])
            show(cards["says_the_same"], above=common_switch)
        further = ["themes", "cited"] if has_rows("action_lines") else ["themes"]
        with side_by_side("further"):
            for key in further:
                show(cards[key])


def subject() -> Organisation | None:
    """The organisation that the address names; None, after a message, where it names none of the data set."""
    identity = entity_page.id_from_url("organisation")
    return organisation.of(page, identity) if identity else None


if print_view.is_print_view():
    if page_organisation := subject():
        page_layout.set_tab_title(page_organisation.name)
        print_view.sheet(sheet.of_organisation(page.filters, page_organisation.id), page)
else:
    words, box = st.columns([2, 1])
    with words:
        if page_organisation := subject():
            texts = ask(
                "organisation_submissions",
                page_organisation.other_filters,
                organisation=page_organisation.id,
            )
            head(page_organisation, texts)
    with box:
        chooser(page_organisation)
    if page_organisation:
        body(page_organisation, texts)
