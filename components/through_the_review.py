"""The parts of the page on how the review went, stage by stage."""

from charts import stacked_bars
from components import address, findings, labels
from components.card import Answer, chart_card
from components.cards import beneath, picked
from components.words import _, number
from queries import ask


def stages_card() -> None:
    """How contributions spread over the stages of the review, in time order, by stakeholder group."""
    unit = address.unit()
    selection = address.filters()
    asked = selection.without("stage")
    rows = ask("stages", asked, unit=unit)
    chart_card(
        "stages",
        Answer("stages", asked, rows, {"unit": unit}),
        title=findings.largest_stage(rows, unit),
        subtitle=_("{unit} by stage, in time order, and by the authors' stakeholder group").format(
            unit=labels.UNITS[unit]
        )
        + " · "
        + beneath(unit, None, asked).partition(" · ")[2],
        figure=lambda: stacked_bars(
            rows,
            identifier="stage_id",
            label="stage",
            part="stakeholder_group",
            parts=labels.GROUPS,
            chosen=selection.stage,
            total_text=lambda row: number(row.total),
        ),
        on_click=lambda name: address.toggling("stage", picked, name),
        chosen=selection.stage,
        unit=unit,
        how=_(
            "A text whose authors are of more than one group stands under “Several groups together”, "
            "so that the parts add up."
        ),
    )
