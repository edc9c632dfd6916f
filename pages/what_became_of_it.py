"""Outcome: whether the adopted text has what submissions asked for, and how much of it is on each theme."""

from typing import Any

import streamlit as st

from cards import asks, outcome, outcome_theme, registry, switches, verdicts
from cards.kit import Link
from cards.query import MORE, dotted, query
from components import links, print_view, url_state, widgets
from components.card import show, show_beside
from components.downloads import download
from components.headings import heading
from data.rows import each
from i18n import _, escaping, filter_options, labels, number, routes
from queries import ask

page = url_state.context()
cards = registry.cards_of("what_became_of_it", page)
theme = outcome.opened(page) or None
theme_labels = filter_options.option_labels()["theme"]
counted_filters = outcome.counted(page.filters)


def body() -> Any:
    """A container for what the page shows.

    When a reader opens or closes a theme, the browser stays as far down as it was. A change of the key begins an
    animation of frame.css, in whose first frame the container has no height: so the page begins at its top.
    """
    before, turn = st.session_state.get("outcome_opened", (theme, 0))
    if before != theme:
        turn = 1 - turn
    st.session_state["outcome_opened"] = (theme, turn)
    return st.container(key=f"from_top_{turn}")


def back() -> None:
    """A link from the opened theme to all."""
    sort = url_state.last_value("sort")
    view = {"sort": sort, MORE: "yes"} if sort else {MORE: "yes"}
    links.draw(
        (Link("what_became_of_it", _("All themes"), icon=":material/arrow_back:", view=view),)
    )


def chooser() -> None:
    """A list of all themes to open one from."""
    if print_view.is_print_view():
        return
    key, first = widgets.showing("view_open", theme if theme in theme_labels else None)

    def changed(_before: str | None, now: str | None) -> None:
        url_state.set_params(open=now, text=None, asks=None, challenges=None)

    st.selectbox(
        _("Choose a theme to open"),
        list(theme_labels),
        index=list(theme_labels).index(first) if first else None,
        key=key,
        format_func=lambda identifier: theme_labels.get(identifier, identifier),
        placeholder=_("Choose one of {n}").format(n=number(len(theme_labels))),
        on_change=widgets.on_change(key, changed),
        width=320,
    )


def switches_and_text() -> None:
    """On one line, the switch of the unit and, where requests have verdicts, that of the text, with a link to it."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        url_state.unit_switch()
        if asks.has_verdicts():
            for _name, label, choices in switches.compared_with():
                url_state.switch("made_to", label, choices, bare=True)
            text = _("Read the text paragraph by paragraph")
            links.draw((Link("text", text, icon=":material/article:"),))


def verdicts_card() -> None:
    """The card on whose requests are in the text."""
    show(
        cards["verdicts"],
        above=lambda: url_state.switch("parties", _("Whose requests"), verdicts.BY, bare=True),
    )


def all_themes() -> None:
    """All themes: the finding, the table, those far apart, the texts."""
    counts = query("outcome_themes", counted_filters, unit=page.unit)
    passages = outcome.only_passages(counted_filters)
    if outcome.final(ask("texts", passages)) is None:
        with st.container(border=True, key="card_finding"):
            heading(
                _("This data set contains no draft or adopted text"),
                _("There is therefore nothing to compare with what submissions ask for."),
            )
        return
    with st.container(border=True, key="card_finding"):
        heading(
            outcome.standing(counts.rows, outcome.read_whole())
            or _("Nothing to compare with these filters"),
            dotted(
                labels.UNITS[page.unit],
                outcome.with_paragraphs(page, counted_filters),
                page.left_out(counted_filters),
            ),
        )
        cautions = outcome.caution(outcome.when_empty(counts.rows), stated=asks.has_verdicts())
        st.markdown(escaping.markdown(cautions))
        chooser()
    show(
        cards["by_text"],
        above=lambda: url_state.switch("sort", _("Order"), outcome.SORTS),
    )
    if outcome.read_whole():
        show(cards["apart"])
    show(cards["texts"])
    if not print_view.is_print_view():
        download("every_passage", query("text_passages", passages), _("Download the passages"))


def one_theme(theme: str) -> None:
    """One theme: who asked for what, and what public articles report of each text, with links to them."""
    filters = counted_filters.without("theme", "family")
    rows = ask("outcome_themes", filters, unit=page.unit)
    row = next(each(rows[rows.theme_id == theme]))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        chooser()
        url_state.unit_switch()
    with st.container(border=True, key="card_finding"):
        heading(
            outcome_theme.in_numbers(row, outcome.read_whole(), page.unit),
            dotted(labels.UNITS[page.unit], outcome.with_paragraphs(page, filters)),
        )
        st.markdown(escaping.markdown(outcome.caution(outcome.when_empty(rows))))
        links.draw(
            (
                Link("#passages", _("What the drafts say")),
                Link("theme", _("More about this theme"), id=theme, icon=":material/sell:"),
            )
        )
    passages_first = "text" in page.view  # whoever comes for the passages finds them first
    if passages_first:
        show(cards["passages"])
    left, right = st.columns([6, 7])
    with left:
        show(cards["asks"])
    with right:
        show(cards["groups"])
    if not passages_first:
        show(cards["passages"])
    if url_state.show_more(_("More: challenges, positions, and the drafts themselves")):
        show_beside("challenges", cards["challenges"], cards["others"])
        show(cards["texts"])


with body():
    if theme:
        back()
    st.title(escaping.markdown(outcome.title(theme)), anchor=False)
    if theme is None:
        switches_and_text()
        if not asks.has_verdicts():
            all_themes()
        else:
            show(cards["standing"])
            show(cards["asks"])
            if url_state.show_more(_("More: each theme, and the drafts")):
                verdicts_card()
                heading(_("Each theme: requests and paragraphs"), anchor="themes")
                all_themes()
    elif theme in theme_labels:
        one_theme(theme)
    else:
        with st.container(border=True, key="card_missing"):
            heading(*routes.ENTITIES["theme"].missing(theme))
            back()
