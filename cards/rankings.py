"""What is most frequent, as claims, themes or families: the ranking that more than one page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.kit import Button, Chart, Link, Ranking, points_link
from cards.query import Context, Query, query
from charts import ACCENT, KIND_COLOURS, stacked_bars
from i18n import Words, _, escaping, filter_options, headlines, labels, ngettext, number
from i18n.units import unit_name
from queries import Filters, ask, per_version

MAX_NAMED = 5
"""The most links to values of a filter."""


@dataclass(frozen=True)
class Dimension:
    """What points are counted by: ``id`` and ``label`` are columns of its question, ``filter`` what a click sets."""

    question: str
    id: str
    label: str
    filter: str


DIMENSIONS = {
    "claims": Dimension("claims", "claim_id", "claim", "claim"),
    "themes": Dimension("themes", "theme_id", "theme", "theme"),
    "families": Dimension("families", "family_id", "family", "family"),
}


@per_version()
def has_claims() -> bool:
    """Whether any point makes a claim: a data set may do without."""
    return bool(ask("codebook_claims").points.sum())


def grains(names: Words[str]) -> Words[str]:
    """What a page may count points by, of the ids in ``names``; without claims if no point makes any."""
    return names if has_claims() else names.only(*(grain for grain in names if grain != "claims"))


def selected_of(selection: Filters, by: Dimension, identifiers: Sequence[str]) -> tuple[str, ...]:
    """The values of the dimension's filter that are among the ``identifiers``."""
    return tuple(
        identifier for identifier in getattr(selection, by.filter) if identifier in set(identifiers)
    )


def most(
    page: Context,
    key: str,
    *,
    by: Dimension,
    kind: str | None,
    top: int | None,
    compact: bool = False,
    toolbar: Sequence[Link] = (),
) -> Ranking:
    """What is most frequent, of one ``kind`` if given: the first ``top`` rows or all; the files have all."""
    kind_filter: dict[str, tuple[str, ...]] = {"kind": (kind,)} if kind else {}
    filters = page.without(by.filter).set(**kind_filter)
    counts = query(by.question, filters, unit=page.unit)
    rows = counts.rows[counts.rows[by.id] != "none"]
    selected = selected_of(page.filters, by, counts.rows[by.id])
    first_ids = rows[by.id] if top is None else page.first(key, rows, top)[by.id]
    return Ranking(
        query=counts,
        title=headlines.most(rows, by.label, page.unit, None if compact else kind),
        subtitle=page.subtitle(
            filters.without("kind"),
            unit_name(page.unit, kind),
            by_another_unit(page, counts, by.label),
        ),
        bars=rows[rows[by.id].isin([*first_ids, *selected])],
        every=0 if top is None or compact else len(rows),
        id=by.id,
        label=by.label,
        colours=KIND_COLOURS.get(kind or "", ACCENT),
        sets=by.filter,
        selected=selected,
        unit=page.unit,
        behind=lambda row: points_link(filters.set(**{by.filter: (getattr(row, by.id),)})),
        below=links_to(by, selected, page.filters.set(**kind_filter)),
        toolbar=toolbar,
        compact=compact,
    )


def by_another_unit(page: Context, counts: Query, label: str) -> str:
    """What is most frequent by organisations, or by submissions if ``page`` counts organisations; empty if the same."""
    unit = "submissions" if page.unit == "organisations" else "organisations"
    rows = counts.rows[counts.rows[f"{label}_id"] != "none"]
    leaders = set(headlines.leaders(rows, label))
    if not leaders or not leaders.isdisjoint(headlines.leaders(rows, label, unit)):
        return ""
    others = ask(counts.name, counts.filters, **{**counts.parameters, "unit": unit})
    return headlines.most_by_another(rows, label, unit, others[others[f"{label}_id"] != "none"])


def subtitle(page: Context, selection: Filters, kind: str | None = None) -> str:
    """What is counted, and the filters in force."""
    return page.subtitle(selection, unit_name(page.unit, kind))


def links_to(by: Dimension, selected: tuple[str, ...], behind: Filters) -> list[Link]:
    """Links to the pages of what is ``selected``, and to the points ``behind`` it."""
    if not selected:
        return []
    names = filter_options.option_labels()[by.filter]
    templates = {"claim": _("About this claim: {name}"), "theme": _("About this theme: {name}")}
    links = [
        Link(
            by.filter,
            templates[by.filter].format(name=escaping.shorten(names[identifier], 80)),
            id=identifier,
        )
        for identifier in [value for value in selected if value != "none"][:MAX_NAMED]
        if by.filter in templates
    ]
    return [*links, points_link(behind)]


def unfit(page: Context, by: Dimension, kind: str) -> list[Button]:
    """A button that opens the points of one kind that match no claim; none if all points match one."""
    filters = page.without(by.filter).set(kind=(kind,))
    rows = ask(by.question, filters, unit=page.unit)
    unmatched = rows[rows[by.id] == "none"]
    if unmatched.empty:
        return []
    points = int(unmatched["points"].iloc[0])
    label = (
        ngettext(
            "{n} point that matches no claim is listed below",
            "{n} points that match no claim are listed below",
            points,
        )
        if "none" in page.filters.claim
        else ngettext(
            "{n} more point matches no claim. Show it",
            "{n} more points match no claim. Show them",
            points,
        )
    ).format(n=number(points))
    icon = ":material/format_quote:"
    return [Button("unfit", label, icon, page.filters.toggle("claim", "none"))]


def stage_stacks(page: Context, counts: Query, *, title: str, subtitle: str) -> Chart:
    """How the rows of the question ``stages`` spread over the stages, by the authors' stakeholder group."""
    return Chart(
        query=counts,
        title=title,
        subtitle=subtitle,
        draw=lambda: stacked_bars(
            counts.rows,
            identifier="stage_id",
            label="stage",
            part="stakeholder_group",
            parts=labels.GROUPS,
            chosen=page.filters.stage,
            total_text=lambda row: number(row.total),
        ),
        sets="stage",
        selected=page.filters.stage,
        unit=page.unit,
        how=_(
            "A submission whose authors are from more than one group is counted as “Several groups together”, so "
            "that the parts add up."
        ),
    )
