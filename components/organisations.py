"""The parts of the page on the organisations."""

from charts import GROUP_COLOURS, bar_list
from components import address, findings, labels
from components.card import Answer, chart_card
from components.cards import beneath, picked
from components.words import _, number, percent
from queries import ask


def groups_card() -> None:
    """Who speaks, by stakeholder group."""
    _who("groups", "group", "stakeholder_group", labels.GROUPS, GROUP_COLOURS)


def regions_card() -> None:
    """Who speaks, by world region of the seat."""
    _who("regions", "region", "region", labels.REGIONS, None)


def _who(
    question: str, own: str, column: str, names: dict[str, str], colours: dict[str, str] | None
) -> None:
    unit = address.unit()
    selection = address.filters()
    asked = selection.without(own)
    rows = ask(question, asked, unit=unit)
    labelled = rows.assign(label=[names.get(i, i) for i in rows[column]])
    chart_card(
        question,
        Answer(question, asked, rows, {"unit": unit}),
        title=findings.who_speaks(rows, lambda i: names.get(i, i), column, unit),
        subtitle=beneath(unit, None, asked),
        figure=lambda: bar_list(
            labelled,
            identifier=column,
            label="label",
            **({"colour": colours} if colours else {}),
            chosen=getattr(selection, own),
            value_text=lambda row: f"{number(row.count)} ({percent(row.count, row.total)})",
            hover=lambda row: findings.of(row.count, row.total, unit),
        ),
        on_click=lambda name: address.toggling(own, picked, name),
        chosen=getattr(selection, own),
        unit=unit,
        how=_(
            "A text by several organisations counts in the group or region of each, so shares can add"
            " up to more than 100%."
        ),
    )
