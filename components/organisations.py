"""The parts of the page on the organisations: from where, of which groups, and the list of them."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from charts import ACCENT, GROUP_COLOURS, bar_list
from charts.world import SMALL_COUNTRY, world_map
from components import address, entities
from components.card import Answer, chart_card, heading, nothing, tools
from components.cards import beneath, picked
from components.filter_bar import scope
from components.patience import patient
from data.text import fold
from queries import Filters, ask
from words import _, findings, labels, ngettext, number, percent, text

INTERNATIONAL = "international"
TOP = 12
LISTED = 25
SORTS = {"most": _("Most submissions"), "name": _("Name"), "group": _("Group")}
_QUIET = "#7A7A7A"


@patient
def map_card() -> None:
    """Where the organisations have their seats, on a map."""
    unit, selection = address.unit(), address.filters()
    asked = _asked(selection)
    rows = ask("countries", asked, unit=unit)
    placed = rows[rows.country_code.notna()]
    chart_card(
        "countries",
        Answer("countries", asked, rows, {"unit": unit}),
        title=countries_finding(rows, unit),
        subtitle=beneath(unit, None, asked),
        figure=lambda: world_map(
            placed,
            chosen=selection.country,
            number=number,
            none=_("none"),
            hover=lambda row: (
                f"{text.plot(row.country)}: {findings.of(row.count, row.total, unit)}"
                f" ({percent(row.count, row.total)})"
            ),
        ),
        on_click=lambda name: address.toggling("country", picked, name),
        chosen=(selection.country, selection.region),
        unit=unit,
        beneath=lambda: _off_the_map(rows, unit, selection),
        how=_(
            "By the country of each organisation's seat; a text by several organisations counts in the country of "
            "each. A circle stands for a country of less than {area} square kilometres. Bodies without a country are "
            "not on the map; they are in the list beside it and in the table. Outlines: Natural Earth; they imply no "
            "view on any border."
        ).format(area=number(SMALL_COUNTRY)),
    )


def _off_the_map(rows: pd.DataFrame, unit: str, selection: Filters) -> None:
    """The bodies without a country, which no map can show, as a button that filters by them."""
    bodies = rows[rows.country_code.isna()]
    if bodies.empty:
        return
    share = findings.of(int(bodies["count"].iloc[0]), int(bodies.total.iloc[0]), unit)
    st.button(
        _("Not on the map, as they have no country: international bodies, {share}").format(
            share=share
        ),
        key="international",
        type="tertiary",
        icon=":material/check_box:" if INTERNATIONAL in selection.region else ":material/public:",
        on_click=lambda: address.write(toggled(address.filters(), INTERNATIONAL), page=None),
    )


@patient
def list_card() -> None:
    """The countries with most, and the bodies that have none, as bars."""
    unit, selection = address.unit(), address.filters()
    asked = _asked(selection)
    rows = ask("countries", asked, unit=unit)
    placed, international = rows[rows.country_code.notna()], rows[rows.country_code.isna()]
    top = placed[(placed.index < TOP) | placed.country_code.isin(selection.country)]
    shown = pd.concat([top, international])
    shown = shown.assign(
        id=shown.country_code.fillna(INTERNATIONAL),
        label=shown.country.fillna(labels.REGIONS[INTERNATIONAL]),
    )
    chosen = _chosen(selection)
    chart_card(
        "top_countries",
        Answer("countries", asked, rows, {"unit": unit}),
        title=spread_finding(rows, unit),
        subtitle=" · ".join(
            part for part in (_first(len(placed), len(top)), beneath(unit, None, asked)) if part
        ),
        figure=lambda: bar_list(
            shown,
            identifier="id",
            label="label",
            colour={INTERNATIONAL: _QUIET},
            chosen=chosen,
            value_text=lambda row: f"{number(row.count)} ({percent(row.count, row.total)})",
            hover=lambda row: findings.of(row.count, row.total, unit),
        ),
        on_click=_toggling,
        chosen=chosen,
        unit=unit,
        how=_(
            "By the country of each organisation's seat; a text by several organisations counts in the country of "
            "each, so shares can add up to more than 100%. International bodies are those without a country."
        ),
    )


def _first(there: int, shown: int) -> str:
    if shown >= there:
        return ""
    return _("The first {n} of {of} countries").format(n=number(shown), of=number(there))


def _asked(selection: Filters) -> Filters:
    """The selection without what a click on a country, or on the international bodies, sets."""
    asked = selection.without("country")
    return asked.without("region") if asked.region == (INTERNATIONAL,) else asked


def _chosen(selection: Filters) -> tuple[str, ...]:
    bodies = (INTERNATIONAL,) if INTERNATIONAL in selection.region else ()
    return (*selection.country, *bodies)


def _toggling(name: str) -> Callable[[], None]:
    """A callback for a clicked bar: a country toggles that filter, the international bodies the one of regions.

    A country has no body without one, so the one takes the place of the other.
    """

    def clicked() -> None:
        state = st.session_state.get(name)
        points = state["selection"]["points"] if state else []
        if points and (found := picked(points[0])) is not None:
            address.write(toggled(address.filters(), found), page=None)

    return clicked


def toggled(selection: Filters, found: str) -> Filters:
    """The selection after a click on a country (its code) or on the international bodies."""
    if found == INTERNATIONAL:
        return selection.without("country").toggle("region", INTERNATIONAL)
    return _asked(selection).set(country=selection.country).toggle("country", found)


def countries_finding(rows: pd.DataFrame, unit: str) -> str:
    """From how many countries, how many bodies have none, and which country is behind most."""
    if rows.empty:
        return ""
    placed = rows[rows.country_code.notna()]
    bodies = int(rows.organisations[rows.country_code.isna()].sum())
    whole = int(rows.organisations.sum())
    if placed.empty:
        return ngettext(
            "{n} international body, none with a seat in a country",
            "{n} international bodies, none with a seat in a country",
            bodies,
        ).format(n=number(bodies))
    there = ngettext("{n} country", "{n} countries", len(placed)).format(n=number(len(placed)))
    said = _("{organisations} from {countries}").format(
        organisations=findings.counted(whole - bodies, "organisations"), countries=there
    )
    if bodies:
        said += " " + ngettext(
            "and {n} international body", "and {n} international bodies", bodies
        ).format(n=number(bodies))
    first = placed.iloc[0]
    leaders = [text.plain(name) for name in placed.country[placed["count"] == first["count"]]]
    if first["total"] < findings.FEW or len(placed) == 1 or len(leaders) > 3:
        return said
    return said + _("; most: {names}, {share}").format(
        names=_(" and ").join(leaders),
        share=findings.of(int(first["count"]), int(first["total"]), unit)
        + (_(" each") if len(leaders) > 1 else ""),
    )


def spread_finding(rows: pd.DataFrame, unit: str) -> str:
    """From how few countries half of the organisations come; in the other units, which can overlap, the first three,
    as far as they are ahead of the fourth.

    Empty where there are few countries or few units, or where none is ahead.
    """
    placed = rows[rows.country_code.notna()]
    if len(placed) < findings.FEW or int(placed.total.iloc[0]) < findings.FEW:
        return ""
    if unit != "organisations":
        first = placed[placed["count"] > placed["count"].iloc[3]].head(3)
        if first.empty:
            return ""
        names = [
            f"{text.plain(name)} {number(count)}"
            for name, count in zip(first.country, first["count"], strict=True)
        ]
        return _("Behind most: {names}").format(names=", ".join(names))
    sums = placed["count"].cumsum()
    whole = int(sums.iloc[-1])
    few = int((2 * sums < whole).sum()) + 1
    share = findings.of(int(sums.iloc[few - 1]), whole, unit)
    if few == 1:
        return _("Half or more come from {name}: {share}").format(
            name=text.plain(placed.country.iloc[0]), share=share
        )
    return _("Half come from {few} of {all} countries: {share}").format(
        few=number(few), all=number(len(placed)), share=share
    )


@patient
def groups_card() -> None:
    """Who speaks, by stakeholder group."""
    _who("groups", "group", "stakeholder_group", labels.GROUPS, GROUP_COLOURS)


@patient
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
            colour=colours or ACCENT,
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


@patient
def organisations_card() -> None:
    """All who stand behind the selection, 25 a page, each a way to its own page."""
    selection = address.filters()
    rows = ask("organisations", selection, whose="all")
    with st.container(border=True, key="card_organisations"):
        if rows.empty:
            nothing("organisations", scope(selection), _("No organisation in this selection"))
            return
        heading(
            list_finding(rows),
            _("To search names, type into the filter “{words}”").format(words=labels.FILTERS["q"])
            + " · "
            + scope(selection),
        )
        listed = in_order(rows, address.choice("sort", _("Sorted by"), SORTS))
        place = st.container(gap="small")
        shown = listed.iloc[address.page(len(listed), LISTED)]
        with place:
            for row in shown.itertuples():
                _record(row)
        with st.container(horizontal=True, gap="small", key="tools_organisations"):
            tools("organisations", Answer("organisations", selection, rows, {"whose": "all"}))


def list_finding(rows: pd.DataFrame) -> str:
    """How many organisations there are, and how many of them wrote and signed."""
    return _("{organisations}: {wrote} wrote, {signed} signed").format(
        organisations=findings.counted(len(rows), "organisations"),
        wrote=number(int((rows.authored > 0).sum())),
        signed=number(int((rows.signed > 0).sum())),
    )


def in_order(rows: pd.DataFrame, sort: str) -> pd.DataFrame:
    """The rows by most submissions, by name, or by group and then name; accents and capitals make no difference."""
    groups = {group: place for place, group in enumerate(labels.ORDER["group"])}
    keys = rows.assign(
        by_name=[fold(name) for name in rows.organisation],
        by_group=[groups.get(group, len(groups)) for group in rows.stakeholder_group],
    )
    by = {
        "most": ["submissions", "points", "by_name"],
        "name": ["by_name"],
        "group": ["by_group", "by_name"],
    }[sort]
    rising = [column not in ("submissions", "points") for column in by]
    found = keys.sort_values([*by, "organisation_id"], ascending=[*rising, True])
    return found.drop(columns=["by_name", "by_group"]).reset_index(drop=True)


def _record(row: Any) -> None:
    """One organisation: its name as a link to its page, then group, country and what it took part in."""
    with st.container(gap="xxsmall", key=f"point_{row.organisation_id}"):
        known = f" ({row.label})" if row.label not in row.organisation else ""
        entities.link("organisation", row.organisation_id, f"{row.organisation}{known}")
        st.caption(text.markdown(" · ".join(said(row))))


def said(row: Any) -> list[str]:
    """What an organisation's record says under its name."""
    parts = [
        labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group),
        text.plain(row.country) or _("international"),
    ]
    if row.authored:
        parts.append(
            ngettext("wrote {n} submission", "wrote {n} submissions", int(row.authored)).format(
                n=number(row.authored)
            )
        )
    if row.signed:
        parts.append(_("signed {n}").format(n=number(row.signed)))
    parts.append(findings.counted(int(row.points), "points"))
    return parts
