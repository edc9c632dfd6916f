"""The parts of the page on challenges and asks."""

from collections.abc import Callable

import streamlit as st

from charts import KIND_COLOURS, group_cells
from components import address
from components.card import Answer, chart_card
from components.cards import GRAINS
from components.evidence import evidence_card
from components.filter_bar import scope
from components.patience import patient
from queries import Filters, ask
from words import _, findings, labels, percent
from words.options import in_words

GRAIN_NAMES = {"claims": _("Claims"), "themes": _("Themes"), "families": _("Families")}
TOP = 20


def kind_in_address() -> str:
    """The kind of point that the page shows."""
    usual = usual_kind()
    return address.value("show", (usual, *(kind for kind in labels.KINDS_PLURAL if kind != usual)))


def usual_kind() -> str:
    """The kind shown where the switch was not used: the first that the filter names, else challenges."""
    filtered = address.filters().kind
    return next((kind for kind in labels.KINDS_PLURAL if kind in filtered), "challenge")


def fitting(selection: Filters, kind: str) -> Filters:
    """The selection without claims of other kinds, which no point of ``kind`` can make."""
    kinds = ask("codebook_claims").set_index("claim_id").kind
    return selection.set(claim=tuple(c for c in selection.claim if kinds.get(c, kind) == kind))


def question(kind: str) -> str:
    """The page's title."""
    return {
        "challenge": _("Which challenges come up most?"),
        "recommendation": _("What is asked for most?"),
        "position": _("Which positions are taken most?"),
        "achievement": _("Which achievements are credited most?"),
    }[kind]


@patient
def groups_card(grain: str, kind: str) -> None:
    """The same rows across stakeholder groups, as shares within each."""
    identifier, label, own = GRAINS[grain]
    unit = address.unit()
    selection = address.filters()
    asked = selection.without(own, "group").set(kind=(kind,))
    ranked = ask(grain, selection.without(own).set(kind=(kind,)), unit=unit)
    names = {i: n for i, n in zip(ranked[identifier], ranked[label], strict=True) if i != "none"}
    chosen = tuple(found for found in getattr(selection, own) if found in names)
    top = {i: n for place, (i, n) in enumerate(names.items()) if place < TOP or i in chosen}
    rows = ask(f"{grain}_by_group", asked, unit=unit)
    groups = {g: labels.SHORT_GROUPS.get(g, g) for g in labels.ORDER["group"]}

    def clicked(name: str) -> Callable[[], None]:
        def toggle() -> None:
            state = st.session_state.get(name)
            points = state["selection"]["points"] if state else []
            if points:
                identity, group = points[0]["customdata"][:2]
                now = address.filters()
                same = getattr(now, own) == (identity,) and now.group == (group,)
                both = (
                    now.without(own, "group")
                    if same
                    else now.set(**{own: (identity,), "group": (group,)})
                )
                address.write(both, page=None)

        return toggle

    chart_card(
        "by_group",
        Answer(f"{grain}_by_group", asked, rows, {"unit": unit, "kind": kind}),
        title=findings.widest_gap(rows, identifier, top, labels.ORDER["group"]),
        subtitle=_(
            "Share of each group's {unit} {doing} · * under {few} submissions of the group"
        ).format(
            unit=labels.UNITS[unit].lower(), doing=findings.doing(kind, unit), few=findings.FEW
        )
        + " · "
        + scope(asked.without("kind"), kind),
        figure=lambda: group_cells(
            rows,
            identifier=identifier,
            labels=top,
            groups=groups,
            colour=KIND_COLOURS[kind],
            chosen=chosen,
            cell_text=lambda row: percent(row.count, row.total),
            hover=lambda row: (
                f"{labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group)}: "
                f"{findings.of(row.count, row.total, unit)} ({percent(row.count, row.total)})"
            ),
        ),
        on_click=clicked,
        chosen=(chosen, selection.group),
        unit=unit,
        how=_(
            "A group's share is the part of its own {unit} with such a point; a text by several groups counts in each. "
            "An empty cell means none was coded, not that none was made. A click on a cell sets both filters."
        ).format(unit=labels.UNITS[unit].lower()),
    )


def points_link() -> None:
    """A link down to the points behind the figures, where a click on a bar narrows them."""
    st.markdown(f"[{_('Read the points')}](#evidence)")


@patient
def points_card(kind: str) -> None:
    """The points behind the page's figures, in the coders' words."""
    selection = address.filters().set(kind=(kind,))
    evidence_card(selection, title=_("The points behind: {what}").format(what=in_words(selection)))
