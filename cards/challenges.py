"""The cards of the page on challenges and asks."""

from collections.abc import Sequence

from cards.kit import Card, Cards, Chart, Link, for_page
from cards.points import evidence
from cards.query import FIRST, Context, query
from cards.rankings import DIMENSIONS, grains, most, selected_of
from cards.topic import few_marked
from charts import KIND_COLOURS, group_cells
from i18n import N_, Words, _, aside, headlines, labels, percent, stating
from i18n.units import unit_name
from queries import Filters, ask

GRAIN_NAMES = Words({"claims": N_("Claims"), "themes": N_("Themes"), "families": N_("Families")})


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    kind = kind_in_address(page)

    def grain() -> str:
        return page.value("grain", tuple(grains(GRAIN_NAMES)))

    return for_page(
        page,
        most=lambda page: most(
            page, "most", by=DIMENSIONS[grain()], kind=kind, top=FIRST, toolbar=(evidence_link(),)
        ),
        by_group=lambda page: groups(page, grain(), kind),
        evidence=lambda page: evidence(
            page.filters.set(kind=(kind,)), unit_name("points", kind), shared=("kind",)
        ),
    )


def kind_in_address(page: Context) -> str:
    """The kind of point that the page shows."""
    return page.value("show", tuple(labels.KINDS_PLURAL))


def fitting(selection: Filters, kind: str) -> Filters:
    """The selection without claims of other kinds, which no point of ``kind`` can make."""
    kinds = ask("codebook_claims").set_index("claim_id").kind
    return selection.set(
        claim=tuple(
            identifier for identifier in selection.claim if kinds.get(identifier, kind) == kind
        )
    )


def evidence_link() -> Link:
    """A link down the page to the points themselves."""
    return Link("#evidence", _("Read the points"))


def groups(page: Context, grain: str, kind: str) -> Card:
    """The same rows across stakeholder groups, as shares within each."""
    by, unit, filters = DIMENSIONS[grain], page.unit, page.filters
    card_filters = filters.without(by.filter, "group").set(kind=(kind,))
    ranked = ask(grain, filters.without(by.filter).set(kind=(kind,)), unit=unit)
    names = {
        identifier: name
        for identifier, name in zip(ranked[by.id], ranked[by.label], strict=True)
        if identifier != "none"
    }
    selected = selected_of(filters, by, list(names))
    first_ids = set(page.first("by_group", ranked[ranked[by.id] != "none"])[by.id])
    top_names = {
        identifier: name
        for identifier, name in names.items()
        if identifier in first_ids or identifier in selected
    }
    counts = query(f"{grain}_by_group", card_filters, unit=unit)
    rows = headlines.by_fewest(counts.rows, unit)

    def click(filters: Filters, ids: Sequence[str]) -> Filters:
        cell_filters = {by.filter: (ids[0],), "group": (ids[1],)}
        is_set = all(getattr(filters, name) == value for name, value in cell_filters.items())
        return filters.without(*cell_filters) if is_set else filters.set(**cell_filters)

    return Chart(
        query=counts,
        title=headlines.widest_gap(rows, by.id, top_names, labels.ORDER["group"], filters.group),
        subtitle=page.subtitle(
            card_filters.without("kind"),
            _("Share in each group. Counted: {what}").format(what=unit_name(unit, kind)),
            few_marked(rows, unit),
        ),
        draw=lambda: group_cells(
            rows,
            identifier=by.id,
            labels=top_names,
            groups={group: labels.GROUPS.of(group) for group in labels.ORDER["group"]},
            colour=KIND_COLOURS[kind],
            chosen=selected,
            cell_text=lambda row: percent(row.count, row.total),
            hover=lambda row: stating(
                labels.GROUPS.of(row.stakeholder_group),
                aside(headlines.of(row.count, row.total, unit), percent(row.count, row.total)),
            ),
        ),
        click=click,
        every=len(names),
        order={by.id: list(names), "stakeholder_group": labels.ORDER["group"]},
        selected=selected,
        state=filters.group,
        unit=unit,
        how=_(
            "Each share is out of what the group itself said with this kind of point, so you can compare large and "
            "small groups. A submission by several groups is counted in each. An empty cell means that we coded no "
            "such point, not that nobody made one. Select a cell to set both filters."
        ),
    )
