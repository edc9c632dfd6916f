"""Compare: two to four organisations, stakeholder groups or stages side by side."""

from functools import partial

import streamlit as st

from cards import compare, registry
from cards.compare import Compared, Sides
from cards.kit import Link, RecordList, points_link, submissions_link
from cards.rankings import grains, has_claims
from components import entity_page, links, print_view, searchable_options, url_state
from components.card import show, side_by_side
from components.headings import heading
from components.query_limits import survives_query_limit
from components.record_list import draw_list
from data.rows import each
from i18n import _, escaping, labels, ngettext, number

OF_SIDES = ("part", "opposites", "texts")
"""View parameters to clear when readers choose other sides."""

LIST = "view_id"
"""The key of the list to choose sides from."""

SWITCH, PARTS = 124, 180
"""Widths in pixels of a list to choose from and of the list of parts: two fit in a row on a phone, four in the card."""

page = url_state.context()
cards = registry.cards_of("compare", page)


def chooser(sides: Sides) -> None:
    """The switch of what to compare, the list to choose sides from, and a warning on the ids that we left out."""
    if not print_view.is_print_view():
        switch, listing = st.columns([5, 7])
        with switch:
            url_state.segmented_param("by", _("Compare"), compare.BY, clears=("id", *OF_SIDES))
        with listing:
            options = searchable_options.options_for(sides.by, sides.ids, key=LIST)
            typing = len(options) >= searchable_options.FEWEST
            url_state.multiselect_param(
                "id",
                _("Choose 2 to 4"),
                options,
                sides.ids,
                most=compare.MOST,
                placeholder=_("Type to find one"),
                read=partial(searchable_options.chosen, sides.by, LIST) if typing else None,
                clears=OF_SIDES,
            )
            searchable_options.said_of_typed(sides.by, LIST, partial(add, sides))
    left_out = {
        "organisation": _("“{name}” is not an organisation in this data set, so we left it out."),
        "group": _("“{name}” is not a stakeholder group in this data set, so we left it out."),
        "stage": _("“{name}” is not a stage in this data set, so we left it out."),
    }[sides.by]
    lines = [
        left_out.format(name=escaping.shorten(identifier, 60))
        for identifier in sides.unknown[: compare.MOST]
    ]
    if (more := len(sides.unknown) - compare.MOST) > 0:
        lines.append(_("We also left out {n} more.").format(n=number(more)))
    if sides.beyond:
        lines.append(
            ngettext(
                "You can compare at most four. We show the first four and left out {n} more.",
                "You can compare at most four. We show the first four and left out {n} more.",
                sides.beyond,
            ).format(n=number(sides.beyond))
        )
    if lines:
        st.warning("  \n".join(map(escaping.markdown, lines)), icon=":material/link_off:")


def add(sides: Sides, identifier: str) -> None:
    """Add a side to the comparison; if there are as many as can be compared, it replaces the last."""
    ids = dict.fromkeys((*sides.ids[: compare.MOST - 1], identifier))
    url_state.set_params(id=list(ids), **dict.fromkeys(("page", *OF_SIDES)))


def sides_row(sides: Sides) -> None:
    """Each side with its size, and links to its page, its submissions and its points."""
    rows = sides.query("sides").rows
    for column, row in zip(st.columns(len(rows)), each(rows), strict=True):
        with column, st.container(key=f"side_{row.position}", gap=None):
            ways = [side_link(sides, row.side_id)]
            if row.submissions:
                exact = sides.of_side(row.side_id)
                ways += [
                    submissions_link(exact, labels.UNITS["submissions"]),
                    points_link(exact, labels.UNITS["points"]),
                ]
            links.draw(ways)
            st.caption(escaping.markdown(compare.size(row)))


def side_link(sides: Sides, identifier: str) -> Link:
    """The link to the page of an organisation, or to what comes up most in a group or at a stage."""
    name = sides.name(identifier)
    if sides.by == "organisation":
        return Link("organisation", name, id=identifier, icon=":material/apartment:")
    filters = page.filters.set(**{sides.by: (identifier,)})
    meaning = _("What is most frequent at these stages")
    return Link("challenges", name, filters, icon=":material/filter_alt:", help=meaning)


@survives_query_limit
def examples_card(sides: Sides) -> None:
    """What to do where fewer than two sides are chosen, with examples computed from the selection."""
    with st.container(border=True, key="card_examples"):
        sentence = {
            "organisation": _("Choose two to four organisations to compare."),
            "group": _("Choose two to four stakeholder groups to compare."),
            "stage": _("Choose two to four stages of the review to compare."),
        }[sides.by]
        if sides.ids:
            sentence = _("You chose {name}. Choose at least one more to compare.").format(
                name=sides.name(sides.ids[0])
            )
        heading(sentence, _("Type a name in the list above, or start with one of these:"))
        for link in compare.examples(sides):
            with st.container(key=f"point_{link.view['by']}_{link.view['id'][1]}"):
                links.draw((link,))


def switches(comparison: Compared) -> None:
    """The switches for what to compare, for the kind of point, for the unit, and for the part of the list."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="bottom"):
        url_state.selected(
            "grain",
            _("Compare by"),
            grains(compare.GRAIN_NAMES),
            default="themes",
            clears=("part", "page"),
            width=SWITCH,
        )
        url_state.selected(
            "show", _("Kind"), compare.KINDS, default="all", clears=OF_SIDES, width=SWITCH
        )
        url_state.selected(
            "count", _(labels.COUNT), labels.UNITS, default="submissions", width=SWITCH
        )
        if len(comparison.part_names) > 1:
            names = {part: escaping.markdown(name) for part, name in comparison.part_names.items()}
            url_state.selected("part", _("Show"), names, default="", clears=("page",), width=PARTS)


@survives_query_limit
def further() -> None:
    """The cards of opposing claims and of shared submissions, if there are any."""
    declared = (cards["opposites"](), cards["shared"]())
    lists = [card for card in declared if isinstance(card, RecordList)]
    words = (
        _("More: opposing claims and shared submissions")
        if has_claims()
        else _("More: shared submissions")
    )
    if lists and url_state.show_more(words):
        with side_by_side("further"):
            for card in lists:
                draw_list(card)


sides = compare.sides_of(page, entity_page.ids_in_address())
st.title(escaping.markdown(compare.title(sides)), anchor=False)
enough = len(sides.ids) >= compare.FEWEST
with st.container(border=True, key="card_sides"):
    chooser(sides)
    if enough:
        sides_row(sides)
if not enough:
    examples_card(sides)
else:
    left, right = st.columns([7, 5])
    with left:
        show(cards["compared"], above=lambda: switches(compare.compared(sides)))
    with right:
        show(cards["verdicts"])
        show(cards["verdicts_elsewhere"])
        show(cards["pairs"])
    further()
