"""One claim: what became of it, who makes it and when, its borders, how each submission puts it, related claims."""

from typing import Any

import pandas as pd
import streamlit as st

from cards import asks, claim, registry, topic
from cards.kit import Link, points_link, submissions_link
from cards.query import Query, dotted
from cards.topic import Topic
from components import entity_page, links, page_layout, url_state
from components.card import show
from components.downloads import toolbar
from components.headings import empty_state, heading, subheading
from components.query_limits import survives_query_limit
from components.terms import facts, term
from i18n import (
    _,
    entity_sentences,
    filter_options,
    headlines,
    labels,
    ngettext,
    number,
    sentences,
    stating,
)
from i18n.escaping import markdown, one_line, shorten
from queries import Filters, ask

NAMED = 12
"""How many organisations are named on each side of an opposition."""

page = url_state.context()
cards = registry.cards_of("claim", page)


def head(row: Any, shown: Topic) -> None:
    """What the claim is, how often it is made, who wants the same, and what became of it."""
    scope = shown.scope(page, shown.asked)
    page_layout.set_tab_title(one_line(row.claim))
    entity_page.title(one_line(row.claim))
    kind = labels.KINDS.get(row.kind, row.kind)
    facts(term(_("Claim"), "claim"), kind, entity_sentences.made(row), scope)
    verdict_lines(shown)
    st.markdown(markdown(row.definition))
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        with st.container(horizontal=True, gap="small", key="ways", width="content"):
            entity_page.link("theme", row.theme_id, row.theme, icon=":material/sell:")
        if row.points and not url_state.on_paper():
            url_state.unit_switch()
    if not row.points:
        with st.container(border=True, key="card_nothing"):
            empty_state(
                "nothing", scope, _("No submission that matches these filters makes this claim")
            )


def borders(row: Any) -> None:
    """What the claim includes and what counts as another claim, with links to these; behind a fold, not on paper."""
    if url_state.on_paper():
        return
    titles = filter_options.option_labels()["claim"]
    with st.expander(_("What counts as making this claim"), key="fold_definition"):
        st.caption(markdown(_("Includes: {what}").format(what=one_line(row.includes))))
        for words, named in entity_sentences.elsewhere(row.excludes, titles):
            with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
                said = (
                    _("Not included, see instead: {what}") if named else _("Not included: {what}")
                )
                st.caption(markdown(said.format(what=words)), width="content")
                for one in named:
                    entity_page.link("claim", one, one_line(titles[one]))


EARLIER = 4
"""Passages of drafts under a verdict."""


def verdict_lines(shown: Topic) -> None:
    """Whether each text asked has it, how firmly and in which paragraphs; of the adopted text, who wants the same."""
    row = asks.of_claim(page, shown.id)
    if row is not None:
        st.markdown(f"**{markdown(asks.what_became(row))}:** {markdown(row.note)}")
        resting = asks.paragraphs_of_claim(shown.id).rows
        resting = resting[resting.text_id == row.text_id]
        if not resting.empty:
            st.markdown(links.sourced(*asks.in_paragraph(next(resting.itertuples()))))
        wanted_or_not(shown, row, "adopted")
    elsewhere = asked_elsewhere(shown)
    if elsewhere is not None:
        name, became = asks.asks_elsewhere_name(), asks.what_became(elsewhere)
        st.markdown(stating(markdown(name), f"**{markdown(became)}**"))
        if row is None:
            why_and_wanted_elsewhere(shown, elsewhere)


def asked_elsewhere(shown: Topic) -> Any | None:
    """The row of the claim's verdict on the texts of other processes; None if nobody asked it of them."""
    if "other" not in asks.texts_asked():
        return None
    row = asks.of_claim(page, shown.id, "other")
    return row if row is not None and row.together else None


def why_and_wanted_elsewhere(shown: Topic, row: Any) -> None:
    """Why the verdict on the texts of other processes is as it is, and how many want it of them."""
    st.markdown(markdown(row.note))
    wanted_or_not(shown, row, "other")


def wanted_or_not(shown: Topic, row: Any, made_to: str) -> None:
    """How many want it of a text; or that it asks nothing of one."""
    if row.request == "no":
        st.caption(_("It asks nothing of the text, so it is not among the requests."))
    else:
        wanted(shown, made_to)


def wanted(shown: Topic, made_to: str) -> None:
    """How many want it of a text, with links to the claims that hold the same."""
    rows = asks.support(page, shown.id, made_to)
    others = rows[rows.claim_id != shown.id]
    key = "wanted" if made_to == "adopted" else "wanted_elsewhere"
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=key):
        st.markdown(markdown(asks.who_wants_it(rows, shown.id, page.unit)), width="content")
        for one in others.itertuples():
            entity_page.link("claim", one.claim_id, one_line(one.claim))


@survives_query_limit
def verdict_card(shown: Topic, theme: str) -> None:
    """The paragraphs that the verdict rests on, what others report, what drafts said, and the files of all."""
    row = asks.of_claim(page, shown.id)
    if row is None:
        return
    resting, passages = asks.paragraphs_of_claim(shown.id), asks.passages_of_claim(shown.id)
    with st.container(border=True, key="card_verdict"):
        heading(
            _("Sources for the verdict on {text}").format(text=asks.text_name()),
            asks.what_became(row),
        )
        of_adopted = resting.rows.text_id == row.text_id
        paragraphs_list(resting.rows[of_adopted])
        on_other_texts(shown, resting.rows[~of_adopted])
        if not passages.rows.empty:
            subheading(_("What others report of it"))
            passages_list(passages.rows)
        drafts(theme, row.text_id)
        st.caption(sentences(_(asks.HOW), _(asks.NOTE)))
        parameters = {"claim": shown.id, "unit": page.unit}
        wanted = Query("claim_support", page.filters.without("kind", "claim"), parameters)
        for label, query in (
            (_("Who asks for it"), wanted),
            (_("Paragraphs"), resting),
            (_("Passages"), passages),
        ):
            if query.rows.empty:
                continue
            with st.container(
                horizontal=True, gap="small", key=f"tools_{query.name}", vertical_alignment="center"
            ):
                st.caption(label, width="content")
                toolbar(query.name, query)


def on_other_texts(shown: Topic, resting: pd.DataFrame) -> None:
    """The verdict on the texts of other processes: why, who wants it of them, and the paragraphs that it rests on."""
    row = asked_elsewhere(shown)
    if row is None and resting.empty:
        return
    st.markdown(f"**{markdown(asks.asks_elsewhere_name())}**")
    if row is not None:
        why_and_wanted_elsewhere(shown, row)
    paragraphs_list(resting)


def paragraphs_list(rows: pd.DataFrame) -> None:
    """Paragraphs, each with what it says, the address of the text, and a link to its page."""
    for one in rows.itertuples():
        with st.container(gap="xxsmall", key=f"paragraph_{one.text_id}_{one.position}"):
            st.markdown(links.sourced(*asks.in_paragraph(one)))
            links.draw((asks.paragraph_link(one),))


def passages_list(rows: pd.DataFrame) -> None:
    """Passages, each with the page that reports it."""
    st.markdown("\n".join(f"- {links.sourced(*asks.reported(one))}" for one in rows.itertuples()))


def drafts(theme: str, adopted: str) -> None:
    """What the drafts before the adopted text said on the theme, the latest first."""
    passages = ask("text_passages", Filters(theme=(theme,)))
    before = passages[passages.text_id != adopted].iloc[::-1]
    if before.empty:
        return
    label = ngettext(
        "What drafts said on the theme: {n} passage",
        "What drafts said on the theme: {n} passages",
        len(before),
    ).format(n=number(len(before)))
    with st.expander(label):
        for one in before.head(EARLIER).itertuples():
            st.markdown(f"**{markdown(one.text)}:** {links.sourced(*asks.reported(one))}")
        every = _("See all passages, draft by draft")
        links.draw((Link("what_became_of_it", every, view={"open": theme}),))


@survives_query_limit
def opposites_card(shown: Topic) -> None:
    """Who says the opposite: the claims side by side, with the organisations that made each and both."""
    asked = claim.whole(page.filters)
    opposites = shown.query("opposites", asked)
    rows = opposites.rows
    if rows.empty:
        return
    names = dict(zip(rows.claim_id, rows.claim, strict=True))
    with st.container(border=True, key="card_opposites"):
        heading(claim.against(rows), dotted(_(claim.READING_AID), claim.whole_scope(page, asked)))
        other = next(iter(names))
        if len(names) > 1:
            titles = {one: markdown(shorten(name, 60)) for one, name in names.items()}
            other = url_state.switch("against", _("The opposite claim"), titles)
        row = rows[rows.claim_id == other].iloc[0]
        st.markdown(_("**How they oppose:** {note}").format(note=markdown(row.note)))
        every = ask("claim_opposite_organisations", asked, claim=shown.id)
        organisations = every[every.opposite_id == other]
        made, opposed = organisations.made > 0, organisations.opposed > 0
        this, that = st.columns(2)
        with this:
            title = one_line(filter_options.option_labels()["claim"][shown.id])
            with st.container(gap="xsmall", key="point_side_this"):
                st.markdown(markdown(title))
                counts = int(row.made), int(row.made_organisations), int(row.total)
                side(shown.points(asked), counts, organisations[made])
        with that, st.container(gap="xsmall", key="point_side_other"):
            entity_page.link("claim", other, one_line(row.claim))
            counts = int(row.opposed), int(row.opposed_organisations), int(row.total)
            side(asked.set(claim=(other,)), counts, organisations[opposed])
        with st.container(gap="xsmall", key="point_both"):
            both(shown, asked, row, organisations[made & opposed])
        behind = Query("claim_opposite_organisations", asked, {"claim": shown.id}, organisations)
        for label, query in (
            (_("Counts"), opposites),
            (labels.UNITS["organisations"], behind),
        ):
            with st.container(
                horizontal=True, gap="small", key=f"tools_{query.name}", vertical_alignment="center"
            ):
                st.caption(label, width="content")
                toolbar(query.name, query)


def side(points: Filters, counts: tuple[int, int, int], organisations: pd.DataFrame) -> None:
    """One side of an opposition: how many submissions and organisations of how many, and who."""
    submissions, behind, total = counts
    share = headlines.of(submissions, total, "submissions")
    st.caption(markdown(dotted(share, headlines.counted(behind, "organisations"))))
    if submissions:
        links.draw((points_link(points),))
    named(organisations)


def both(shown: Topic, asked: Filters, row: Any, organisations: pd.DataFrame) -> None:
    """The submissions that make both claims, and the organisations that made both."""
    st.markdown(markdown(claim.said_by_both(int(row.both), len(organisations))))
    if row.both:
        points = claim.beside(asked, shown.id, row.claim_id)
        links.draw(
            (
                points_link(points, _("Points that make the opposite claim")),
                submissions_link(points),
            )
        )
    named(organisations)


def named(organisations: pd.DataFrame) -> None:
    """Organisations as links, those with most submissions first."""
    if organisations.empty:
        return
    some = organisations.head(NAMED)
    entity_page.links("organisation", list(zip(some.organisation_id, some.label, strict=True)))
    if (left := len(organisations) - len(some)) > 0:
        st.caption(
            ngettext(
                "{n} more organisation is in the files",
                "{n} more organisations are in the files",
                left,
            ).format(n=number(left))
        )


entity_page.id_from_url("claim")
if shown := topic.claim_of(page):
    row = next(ask("claim", shown.asked, claim=shown.id).itertuples())
    head(row, shown)
    if row.points:
        who, when = st.columns(2)
        with who:
            show(cards["who"])
        with when:
            show(cards["when"])
    borders(row)
    if row.points:
        show(cards["evidence"])
        if url_state.show_more(
            _("More: the verdict, opposite claims, related claims, organisations")
        ):
            verdict_card(shown, row.theme_id)
            opposites_card(shown)
            kinds = claim.kinds_beside(shown)
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
        verdict_card(shown, row.theme_id)
