"""What the page's switches select, and the stages of a selection."""

import pandas as pd

from cards.kit import Button, DrillDown, points_link, submissions_link
from cards.query import Context
from charts.stages import Column
from data.rows import each
from i18n import N_, Words, _, escaping, labels, units
from i18n.headlines import FEW
from queries import Filters, ask, per_version

KINDS = Words({"all": N_("All points")}, labels.KINDS_PLURAL)
GRAIN_NAMES = Words({"themes": N_("Themes"), "families": N_("Families")})
WHICH = Words({"all": N_("All stages"), "negotiation": N_("Only stages with a draft")})


def kind_of(page: Context) -> str | None:
    """The kind of point that the page's switch sets; None if it leaves that to the filters."""
    choice = page.value("show", tuple(KINDS))
    return None if choice == "all" else choice


def narrowed(page: Context, *names: str) -> Filters:
    """The filters in force without the stage and the filters ``names``, narrowed to the kind of the switch."""
    selection = page.filters.without("stage", *names)
    kind = kind_of(page)
    return selection.set(kind=(kind,)) if kind else selection


def at_stages(page: Context, selection: Filters) -> Filters:
    """The selection at the stages that the switch shows."""
    choice = page.value("stages", tuple(WHICH))
    return selection.set(stage=negotiation()) if choice == "negotiation" else selection


@per_version()
def negotiation() -> tuple[str, ...]:
    """The stages at which a text of the review was issued."""
    rows = ask("timeline")
    return tuple(rows[rows.event == "text"].stage_id.dropna().unique())


def subtitle(page: Context, selection: Filters, *parts: str) -> str:
    """A card's subtitle; the page's own switch sets the kind."""
    kind = kind_of(page)
    narrowing = selection.without("kind") if kind else selection
    return page.subtitle(narrowing.without("stage"), *map(escaping.one_line, parts))


def stages_of(rows: pd.DataFrame, unit: str) -> list[Column]:
    """The stages in time order, from rows with a stage's total and submissions."""
    stages = rows.drop_duplicates("stage_id").sort_values("position")
    return [
        Column(
            row.stage_id,
            escaping.one_line(row.short_stage),
            _("{stage}: {count}").format(
                stage=escaping.one_line(row.stage), count=units.counted(row.total, unit)
            ),
            row.total,
            row.submissions < FEW,
            row.negotiation,
        )
        for row in each(stages)
    ]


def stage_titles(rows: pd.DataFrame) -> dict[str, str]:
    """Stage -> its title, as one line of text."""
    stages = rows.drop_duplicates("stage_id")
    return {
        identifier: escaping.one_line(title)
        for identifier, title in zip(stages.stage_id, stages.stage, strict=True)
    }


def cell_in_words(page: Context, name: str, where: str, count: int, total: int) -> str:
    """How many of those at a stage, or of a group there, raise a theme."""
    return _("{where} · {name}: {share}").format(
        where=where,
        name=escaping.one_line(name),
        share=units.of(count, total, page.unit, kind_of(page)),
    )


def stage_drill_down(
    page: Context, card: str, stage: str, title: str, selection: Filters
) -> DrillDown:
    """Describes a stage, with a button that filters by it; without ``stage`` all stages together."""
    if not stage:
        return DrillDown(title, (submissions_link(selection), points_link(selection)))
    label = (
        _("Remove the filter for this stage")
        if stage in page.filters.stage
        else _("Filter by this stage")
    )
    toggled = page.filters.toggle("stage", stage)
    return DrillDown(
        title,
        (
            submissions_link(selection, _("Submissions at this stage")),
            points_link(selection, _("Points at this stage")),
            Button(f"filter_by_stage_{card}", label, ":material/filter_alt:", toggled),
        ),
    )
