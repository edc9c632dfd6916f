"""The cards of the page on the organisations: from where, of which groups, and the list of them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cards.kit import Button, Card, Cards, Chart, Link, Ranking, Record, RecordList, for_page
from cards.query import Context, query
from charts import ACCENT, GROUP_COLOURS
from charts.palette import NEUTRAL
from charts.world import SMALL_COUNTRY, world_map
from data.normalise import fold
from data.rows import each
from i18n import (
    N_,
    Words,
    _,
    aside,
    escaping,
    headlines,
    labels,
    listed,
    messages,
    ngettext,
    number,
    percent,
    pgettext,
    stating,
)
from queries import Filters

INTERNATIONAL = "international"
MAP = Words({"all": N_("All organisations"), "governments": N_("Governments only")})
"""Whom the map shows."""
LISTED = 8
SORTS = Words({"most": N_("Most submissions"), "name": N_("Name"), "group": N_("Group")})


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return for_page(
        page,
        countries=country_map,
        groups=groups,
        organisations=organisations,
        top_countries=country_ranking,
        regions=regions,
    )


def country_map(page: Context) -> Card:
    """The countries that organisations, or only governments, speak for, on a map."""
    filters = without_country(page.filters)
    choice = page.value("map", tuple(MAP))
    if choice == "governments":
        filters = filters.set(group=("government",))
    countries = query("countries", filters, unit=page.unit)
    rows = countries.rows
    country_rows = rows[rows.country_code.notna()]
    return Chart(
        query=countries,
        title=countries_finding(rows, page.unit),
        subtitle=page.subtitle(filters, labels.UNITS[page.unit]),
        draw=lambda: world_map(
            country_rows,
            chosen=page.filters.country,
            number=number,
            none=pgettext("no organisation", "none"),
            hover=lambda row: (
                stating(
                    escaping.plot(row.country),
                    aside(
                        headlines.of(row.count, row.total, page.unit), percent(row.count, row.total)
                    ),
                )
                + f"<br>{escaping.plot(by_government(row))}"
            ),
        ),
        sets="country",
        state=(page.filters.country, page.filters.region, choice),
        unit=page.unit,
        below=_off_the_map(rows, page),
        how=_(
            "A national organisation is counted under the country where it is based. A submission by several "
            "organisations is counted in the country of each. Circles stand for countries smaller than {area} "
            "square kilometres. Regional and international organisations are not on the map; they are in the "
            "table. Outlines: Natural Earth; they imply no view on any border."
        ).format(area=number(SMALL_COUNTRY)),
        empty=_("No governments match these filters") if choice == "governments" else "",
    )


def by_government(row: Any) -> str:
    """How many of a country's submissions its government wrote or signed."""
    return ngettext(
        "{n} of {all} submission by its government",
        "{n} of {all} submissions by its government",
        row.submissions,
    ).format(n=number(row.government_submissions), all=number(row.submissions))


def _off_the_map(rows: pd.DataFrame, page: Context) -> tuple[Button | str, ...]:
    """Who counts for no country: international organisations, as a button that filters by them, then regional ones."""
    bodies, regional = rows[rows.scope == INTERNATIONAL], rows[rows.scope == "regional"]
    notes: list[Button | str] = []
    if len(bodies):
        count = int(bodies.organisations.sum())
        label = ngettext(
            "Not on the map: {n} international organisation, {share}",
            "Not on the map: {n} international organisations, {share}",
            count,
        ).format(
            n=number(count),
            share=headlines.of(bodies["count"].iloc[0], bodies.total.iloc[0], page.unit),
        )
        icon = (
            ":material/check_box:" if INTERNATIONAL in page.filters.region else ":material/public:"
        )
        notes.append(Button("international", label, icon, toggled(page.filters, INTERNATIONAL)))
    if len(regional):
        count = int(regional.organisations.sum())
        notes.append(
            ngettext(
                "Also not on the map: {n} regional organisation, counted under its world region.",
                "Also not on the map: {n} regional organisations, counted under their world regions.",
                count,
            ).format(n=number(count))
        )
    return tuple(notes)


def country_ranking(page: Context) -> Card:
    """The most frequent countries, and the international bodies, which have no country, as bars."""
    filters = without_country(page.filters)
    countries = query("countries", filters, unit=page.unit)
    rows = countries.rows
    country_rows, international = rows[rows.country_code.notna()], rows[rows.scope == INTERNATIONAL]

    def name(row: Any) -> str:
        if row.scope == INTERNATIONAL:
            return labels.REGIONS[INTERNATIONAL]
        if page.unit != "submissions":
            return escaping.one_line(row.country)
        return _("{country} ({n} by its government)").format(
            country=escaping.one_line(row.country), n=number(row.government_submissions)
        )

    first_codes = page.first("top_countries", country_rows).country_code
    top = country_rows[country_rows.country_code.isin([*first_codes, *page.filters.country])]
    bars = pd.concat([top, international])
    return Ranking(
        query=countries,
        title=spread_finding(rows, page.unit),
        subtitle=page.subtitle(filters, labels.UNITS[page.unit]),
        every=len(country_rows),
        bars=bars.assign(
            id=bars.country_code.fillna(INTERNATIONAL), label=[name(row) for row in each(bars)]
        ),
        id="id",
        colours={INTERNATIONAL: NEUTRAL},
        selected=(
            *page.filters.country,
            *((INTERNATIONAL,) if INTERNATIONAL in page.filters.region else ()),
        ),
        hover=lambda row: (
            _("{share}; {by_government}").format(
                share=headlines.of(row.count, row.total, page.unit),
                by_government=by_government(row),
            )
            if row.scope == "national"
            else headlines.of(row.count, row.total, page.unit)
        ),
        click=lambda filters, ids: toggled(filters, ids[0]),
        unit=page.unit,
        how=_(
            "A national organisation is counted under the country where it is based. A submission by several "
            "organisations is counted in the country of each, so shares can add up to more than 100%. "
            "International organisations are counted under no country, wherever they are based; regional ones only "
            "under their region."
        ),
    )


def without_country(selection: Filters) -> Filters:
    """The selection without what a click on a country, or on the international bodies, sets."""
    filters = selection.without("country")
    return filters.without("region") if filters.region == (INTERNATIONAL,) else filters


def toggled(selection: Filters, code: str) -> Filters:
    """The selection after a click on a country (its code) or on the international bodies.

    An international organisation counts for no country, so each filter replaces the other.
    """
    if code == INTERNATIONAL:
        return selection.without("country").toggle("region", INTERNATIONAL)
    return without_country(selection).set(country=selection.country).toggle("country", code)


def countries_finding(rows: pd.DataFrame, unit: str) -> str:
    """From how many countries organisations come, and from which one most."""
    if rows.empty:
        return ""
    country_rows = rows[rows.country_code.notna()]
    if country_rows.empty:
        others = int(rows.organisations.sum())
        return ngettext(
            "{n} organisation that belongs to no single country",
            "{n} organisations that belong to no single country",
            others,
        ).format(n=number(others))
    first = country_rows.iloc[0]
    names = headlines.leaders(country_rows, "country")
    if first["total"] < headlines.FEW or len(country_rows) == 1 or len(names) > 3:
        return ngettext(
            "{organisations} from {n} country",
            "{organisations} from {n} countries",
            len(country_rows),
        ).format(
            organisations=headlines.counted(country_rows.organisations.sum(), "organisations"),
            n=number(len(country_rows)),
        )
    sentence = (
        _("Most frequent of {n} countries: {names} ({share})")
        if len(names) == 1
        else _("Most frequent of {n} countries: {names} ({share} each)")
    )
    share = headlines.of(first["count"], first["total"], unit)
    return sentence.format(n=number(len(country_rows)), names=listed(names), share=share)


def spread_finding(rows: pd.DataFrame, unit: str) -> str:
    """From how few countries half of the organisations come; in the other units, which can overlap, the first three,
    as far as they are ahead of the fourth.

    Empty where there are few countries or few units, or where none is ahead.
    """
    country_rows = rows[rows.country_code.notna()]
    if len(country_rows) < headlines.FEW or int(country_rows.total.iloc[0]) < headlines.FEW:
        return ""
    if unit != "organisations":
        leaders = country_rows[country_rows["count"] > country_rows["count"].iloc[3]].head(3)
        if leaders.empty:
            return ""
        names = [
            _("{name} ({n})").format(name=escaping.one_line(name), n=number(count))
            for name, count in zip(leaders.country, leaders["count"], strict=True)
        ]
        return _("Most are from {names}").format(names=listed(names))
    sums = country_rows["count"].cumsum()
    total = int(sums.iloc[-1])
    few = int((2 * sums < total).sum()) + 1
    share = headlines.of(sums.iloc[few - 1], total, unit)
    if few == 1:
        return _("Half or more come from {name}: {share}").format(
            name=escaping.one_line(country_rows.country.iloc[0]), share=share
        )
    return _("Half come from just {few} of {all} countries: {share}").format(
        few=number(few), all=number(len(country_rows)), share=share
    )


def groups(page: Context) -> Ranking:
    """Who speaks, by stakeholder group."""
    return _ranking(page, "groups", "group", "stakeholder_group", labels.GROUPS, GROUP_COLOURS)


def regions(page: Context) -> Ranking:
    """Who speaks, by world region."""
    return _ranking(page, "regions", "region", "region", labels.REGIONS, ACCENT)


def _ranking(
    page: Context,
    question: str,
    sets: str,
    column: str,
    names: Mapping[str, str],
    colours: str | dict[str, str],
) -> Ranking:
    counts = query(question, page.without(sets), unit=page.unit)
    return Ranking(
        query=counts,
        title=headlines.most(
            counts.rows.assign(label=[names.get(value, value) for value in counts.rows[column]]),
            "label",
            page.unit,
            message=messages.LARGEST_SHARE,
        ),
        subtitle=page.subtitle(counts.filters, labels.UNITS[page.unit]),
        id=column,
        labels=names,
        colours=colours,
        sets=sets,
        selected=getattr(page.filters, sets),
        unit=page.unit,
        how=_(
            "A submission by several organisations is counted in the group or region of each, so shares can add up "
            "to more than 100%."
        ),
    )


def organisations(page: Context) -> RecordList:
    """All organisations that wrote or signed selected submissions, each with a link to its page."""
    participants = query("organisations", page.filters, whose="all")
    return RecordList(
        query=participants,
        title=list_finding(participants.rows),
        subtitle=_("To search names, use the filter “{words}”").format(words=labels.FILTERS["q"]),
        scope=page.scope(page.filters),
        record=record,
        rows=in_order(participants.rows, page.value("sort", tuple(SORTS))),
        switches=(("sort", _("Sorted by"), SORTS),),
        size=LISTED,
        empty=_("No organisations match these filters"),
    )


def list_finding(rows: pd.DataFrame) -> str:
    """How many organisations there are, and how many of them wrote and signed."""
    return _("{organisations}: {wrote} wrote, {signed} signed").format(
        organisations=headlines.counted(len(rows), "organisations"),
        wrote=number(int((rows.authored > 0).sum())),
        signed=number(int((rows.signed > 0).sum())),
    )


def in_order(rows: pd.DataFrame, sort: str) -> pd.DataFrame:
    """The rows by most submissions, by name, or by group and then name; accents and capitals make no difference."""
    groups = {group: rank for rank, group in enumerate(labels.ORDER["group"])}
    keys = rows.assign(
        by_name=[fold(name) for name in rows.organisation],
        by_group=[groups.get(group, len(groups)) for group in rows.stakeholder_group],
    )
    columns = {
        "most": ["submissions", "points", "by_name"],
        "name": ["by_name"],
        "group": ["by_group", "by_name"],
    }[sort]
    rising = [column not in ("submissions", "points") for column in columns]
    sorted_rows = keys.sort_values([*columns, "organisation_id"], ascending=[*rising, True])
    return sorted_rows.drop(columns=["by_name", "by_group"]).reset_index(drop=True)


def record(row: Any) -> Record:
    """One organisation: its name as a link to its page, then group, country and what it took part in."""
    short_name = f" ({row.label})" if row.label not in row.organisation else ""
    link = Link("organisation", f"{row.organisation}{short_name}", id=row.organisation_id)
    return Record(row.organisation_id, link, about(row))


def about(row: Any) -> list[str]:
    """What an organisation's record says under its name."""
    parts = [
        labels.GROUPS.of(row.stakeholder_group),
        escaping.one_line(row.country)
        or (_("international") if row.region == INTERNATIONAL else labels.REGIONS[row.region]),
    ]
    if row.authored:
        parts.append(
            ngettext("wrote {n} submission", "wrote {n} submissions", row.authored).format(
                n=number(row.authored)
            )
        )
    if row.signed:
        parts.append(_("signed {n}").format(n=number(row.signed)))
    parts.append(headlines.counted(row.points, "points"))
    return parts
