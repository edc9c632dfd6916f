"""The cards on each side: its share of every theme, claim or family, and what became of its requests."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd

from cards.asks import HOW
from cards.compare.sides import ALL, PAGE, Compared, Sides, parts
from cards.kit import Card, Chart, DrillDown, Link, Paging, points_link, row_of, submissions_link
from cards.query import Context
from cards.rankings import DIMENSIONS
from cards.verdicts import COUNTED, drawing
from charts import ACCENT, GROUP_COLOURS, KIND_COLOURS
from charts.comparison import Section, Side, side_cells
from data.rows import each
from i18n import _, escaping, labels, listed, messages, number, percent, routes, series, units
from i18n.headlines import FEW, counted, of


def finding(rows: pd.DataFrame, grain: str, sides: Sides) -> str:
    """Says how many items all sides raise, and names the most common one unless a side is small."""
    if rows.empty:
        return ""
    by = DIMENSIONS[grain]
    identifier, label = by.id, by.label
    present = rows.drop_duplicates("side_id").sort_values("position")
    names = [escaping.shorten(sides.name(side), 40) for side in present.side_id]
    if len(names) == 1:
        return _(
            "Only {name} has points that match these filters, so there is nothing to compare"
        ).format(name=names[0])
    common = parts(rows, identifier).get(ALL, rows.head(0))
    item_count = rows[identifier].nunique()
    top = "" if common.empty else _most_common(rows, common, identifier, label)
    message = messages.SHARE_WITH_TOP if top else messages.SHARE
    if common.empty:
        message = messages.SHARE_NONE
    return message(
        grain,
        item_count,
        names=listed(names),
        n=number(len(common)),
        whole=number(item_count),
        top=top,
    )


def _most_common(rows: pd.DataFrame, common: pd.DataFrame, identifier: str, label: str) -> str:
    """The item whose smallest share is largest; empty if two tie, or a side has fewer than FEW submissions or units."""
    if (rows.submissions < FEW).any() or (rows.total < FEW).any():
        return ""
    cells = rows[rows[identifier].isin(common[identifier].head(2))]
    least: dict[str, Fraction] = {}
    for row in each(cells):
        item, share = getattr(row, identifier), Fraction(int(row.count), int(row.total))
        least[item] = min(share, least.get(item, share))
    shares = [least[item] for item in common[identifier].head(2)]
    if len(shares) == 2 and shares[0] == shares[1]:
        return ""
    return escaping.one_line(common[label].iloc[0])


def comparison(compared: Compared) -> Card:
    """The card with what the sides raise, grouped by who raises it, with each side's share and count."""
    sides, rows, by = compared.sides, compared.query.rows, compared.by
    unit, kind = sides.page.unit, sides.kind
    titles = dict(zip(rows[by.id], rows[by.label], strict=True))

    def share(row: Any) -> str:
        return escaping.plot(
            _("{name}: {share} ({percent})").format(
                name=sides.name(row.side_id),
                share=of(row.count, row.total, unit, kind),
                percent=percent(row.count, row.total),
            )
        )

    return Chart(
        query=compared.query,
        whatever=sides.filtered,
        title=finding(rows, compared.grain, sides),
        subtitle=sides.subtitle(
            units.unit_name(unit, kind),
            _(
                "Share and number of each one’s own submissions. – none coded. * fewer than {few} submissions"
            ).format(few=number(FEW)),
        ),
        draw=lambda: side_cells(
            rows,
            identifier=by.id,
            sections=_sections(compared),
            sides=_columns(rows, sides),
            colours=_colours(sides),
            cell_text=lambda row: _("{share} ({n})").format(
                share=percent(row.count, row.total), n=number(row.count)
            ),
            hover=share,
            empty=lambda side: escaping.plot(_("{name}: none coded").format(name=side.name)),
        ),
        drill_down=lambda ids: (
            _cell(compared, ids[0], titles[ids[0]], ids[1]) if ids[0] in titles else None
        ),
        state=(compared.part, compared.window.start),
        unit=unit,
        paging=Paging(len(compared.split[compared.part]), PAGE) if compared.part else None,
        how=_(
            "Each share is out of what that organisation, group or stage itself said. Each part starts with what "
            "all of them raise often: the list is sorted by the smallest of their shares, highest first. Whoever "
            "has more submissions also raises more things alone, without being more different. Points that match "
            "no claim are left out of the claims but included in the totals. “None coded” does not mean that "
            "nobody said it. A group’s submissions are those written or signed by at least one of its members."
        ),
    )


def _columns(rows: pd.DataFrame, sides: Sides) -> list[Side]:
    present = rows.drop_duplicates("side_id").sort_values("position")
    return [
        Side(
            row.side_id,
            escaping.shorten(sides.name(row.side_id), 34),
            f"n={number(row.total)}{'*' if row.submissions < FEW else ''}",
        )
        for row in each(present)
    ]


def _colours(sides: Sides) -> dict[str, str]:
    """Side -> colour: that of the stakeholder group, else that of the kind of point."""
    if sides.by == "group":
        return {side: GROUP_COLOURS.get(side, ACCENT) for side in sides.ids}
    return dict.fromkeys(sides.ids, KIND_COLOURS.get(sides.kind or "", ACCENT))


def _sections(compared: Compared) -> list[Section]:
    """The lines of the chart, by part."""
    identifier, label = compared.by.id, compared.by.label
    window = compared.window
    sections = []
    for part in [compared.part] if compared.part else list(compared.split):
        part_items = compared.split[part]
        items = part_items.iloc[window]
        words = _("{part}: {things}")
        if len(items) < len(part_items):
            words = (
                _("{part}: {things}, {first} to {last}")
                if compared.part
                else _("{part}: {things}, the top {n}")
            )
        heading = words.format(
            part=compared.part_name(part),
            things=messages.THINGS(compared.grain, len(part_items)),
            first=number(window.start + 1),
            last=number(window.start + len(items)),
            n=number(len(items)),
        )
        lines = {}
        for row in each(items):
            line = escaping.one_line(getattr(row, label))
            if compared.grain == "claims" and not compared.sides.kind:
                line += f" · {labels.KINDS.of(row.kind)}"
            lines[getattr(row, identifier)] = line
        sections.append(Section(heading, lines))
    return sections


def _cell(compared: Compared, item: str, label: str, side: str) -> DrillDown:
    """Describes a cell and links to what it counts."""
    sides, filter_name = compared.sides, compared.by.filter
    name, item_name = sides.name(side), escaping.one_line(label)
    page = Link(filter_name, item_name, id=item, icon=":material/sell:")
    pages = (page,) if filter_name in routes.ENTITIES else ()
    row = row_of(compared.query.rows, **{compared.by.id: item, "side_id": side})
    if row is None:
        absent = _("{name}: {what} is not coded in its submissions. It may still have been said")
        return DrillDown(absent.format(name=name, what=item_name), pages)
    share = of(row.count, row.total, sides.page.unit, sides.kind)
    exact = sides.of_side(side).set(**{filter_name: (item,)})
    return DrillDown(
        _("{name}: {what}, in {share}").format(name=name, what=item_name, share=share),
        (points_link(exact), submissions_link(exact), *pages),
    )


def verdicts(_page: Context, sides: Sides, made_to: str = "adopted") -> Card | None:
    """What became of the requests of each side of a comparison; none where the data have no verdicts."""
    outcomes = sides.query("verdicts", made_to=made_to)
    rows = outcomes.rows.assign(side=[sides.name(side_id) for side_id in outcomes.rows.side_id])
    if rows.empty:
        return None
    taken = rows[rows.verdict == "taken-up"].groupby("side_id").asks.sum()
    shares = [
        _("{name}, {n} of {total}").format(
            name=escaping.shorten(row.side, 40),
            n=number(taken.get(row.side_id, 0)),
            total=number(row.total),
        )
        for row in each(rows.drop_duplicates("side_id"))
    ]
    words = _("Requests in the adopted text: {shares}")
    if made_to != "adopted":
        words = _("Requests of other processes in their texts: {shares}")
    return Chart(
        query=outcomes,
        whatever=sides.filtered,
        title=words.format(shares=series(shares)),
        subtitle=sides.page.subtitle(outcomes.filters, _(COUNTED)),
        draw=drawing(rows, "side_id", "side", lambda row: counted(row.total, "asks")),
        how=_(HOW),
    )
