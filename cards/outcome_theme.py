"""One theme opened: who asked for what on it, and what each text of the review is reported to say."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from cards import asks, entity, request
from cards.kit import Card, Cards, Chart, DrillDown, Link, Record, RecordList, of_row, points_link
from cards.outcome.texts import texts_list
from cards.outcome.words import (
    ALL,
    KINDS,
    NAMED,
    POINTS,
    counted,
    head,
    in_force,
    nothing_reported,
    of_group,
    of_text,
    points_of,
)
from cards.query import Context, Query, dotted, query
from charts.outcome_places import group_pairs
from data.rows import each
from i18n import (
    _,
    enumerated,
    escaping,
    filter_options,
    headlines,
    labels,
    listed,
    messages,
    ngettext,
    number,
    percent,
    pgettext,
    series,
    stating,
    units,
)
from i18n.headlines import FEW
from queries import Filters, ask

CLAIMS = 5
"""Claims on a page of a list."""
SHORT = 8
"""Up to this many passages on a theme the list has all at first; of more, those of the adopted text."""


def in_numbers(row: Any, text: str, unit: str) -> str:
    """How many requests and challenges one theme has, and paragraphs of the adopted ``text`` if it was read whole.

    ``row`` is of ``outcome_themes``.
    """
    counts = _("Requests: {asks}; challenges: {challenges}").format(
        asks=units.of(row.asks, row.asks_total, unit, "recommendation"),
        challenges=units.of(row.challenges, row.challenges_total, unit, "challenge"),
    )
    return series([part for part in (counts, of_text(row, text)) if part])


def cards(page: Context, opened: str) -> Cards:
    """The cards of an opened theme, by their keys; the passages first if the address has ``text``."""

    def theme_in_data(_page: Context) -> str | None:
        return opened if opened in filter_options.option_labels()["theme"] else None

    filters = counted(page.filters).without("theme", "family")
    theme_cards = entity.about(
        page,
        theme_in_data,
        asks=lambda page, theme: (
            asks_on(page, theme, filters)
            or claims_on(page, "asks", "recommendation", theme, filters)
        ),
        groups=lambda page, theme: groups(page, theme, filters),
        passages=passages,
        challenges=lambda page, theme: claims_on(page, "challenges", "challenge", theme, filters),
        others=lambda page, theme: others_on(page, theme, filters),
        texts=lambda _page, theme: texts_list(Filters(theme=(theme,))),
    )
    first = {"passages": theme_cards["passages"]} if "text" in page.view else {}
    return first | theme_cards


def asks_on(page: Context, theme: str, whole: Filters) -> RecordList | None:
    """The requests on the theme that were made to the adopted text, with their verdicts, as in the list of all.

    None if the data have no verdict on any request.
    """
    if not asks.has_verdicts():
        return None
    card = asks.asks(page, whole, other=False)
    requests = ask("asks", whole, unit=page.unit, made_to="adopted")
    rows = requests[requests.theme_id == theme]
    return replace(
        card,
        query=Query(card.query.name, whole, {"unit": page.unit}, rows, _("requests on the theme")),
        title=asks.standing(rows),
        rows=rows,
        parameter="asks",
        switches=(),
        empty=_("No requests on this theme match these filters"),
        footnote="",
    )


def claims_on(page: Context, key: str, kind: str, theme: str, whole: Filters) -> RecordList:
    """The claims of one kind within the theme, most frequent first, with the groups that make them and their points."""
    claims = ask("outcome_claims", whole, theme=theme, unit=page.unit)
    rows = claims[claims.kind == kind]
    claim_rows = rows[rows.claim_id != "none"]

    def record(row: Any) -> Record:
        claim_filters = points_of(whole, theme, kind, claim=(row.claim_id,))
        by_group = {
            f"{labels.GROUPS.of(group)} {number(count)}": of_group(claim_filters, group)
            for group, count in groups_of(row.groups)
        }
        has_claim = row.claim_id != "none"
        share = headlines.of(row.count, row.total, page.unit)
        return Record(
            f"{kind}_{row.claim_id}",
            Link("claim", escaping.one_line(row.claim), id=row.claim_id) if has_claim else None,
            about=(
                f"{share} ({percent(row.count, row.total)})",
                *(label for label, group_filters in by_group.items() if not group_filters),
            ),
            name="" if has_claim else _(labels.NO_CLAIM),
            links=[
                points_link(claim_filters, headlines.counted(row.points, "points")),
                *(
                    points_link(group_filters, label, ":material/group:")
                    for label, group_filters in by_group.items()
                    if group_filters
                ),
            ],
        )

    headline = headlines.most(claim_rows, "claim", page.unit, kind)
    return RecordList(
        query=Query(
            "outcome_claims", whole.set(kind=(kind,)), {"theme": theme, "unit": page.unit}, rows
        ),
        title=headline or labels.KINDS_PLURAL[kind],
        subtitle=dotted(messages.ON_THEME_BY_CLAIM(kind), units.unit_name(page.unit, kind)),
        scope=in_force(page, whole),
        record=record,
        rows=rows,
        size=CLAIMS,
        printed=request.PRINTED,
        parameter=key,
        empty=messages.NONE_ON_THEME(kind),
    )


def others_on(page: Context, theme: str, whole: Filters) -> RecordList | None:
    """Positions and achievements on the theme, briefly; None without any."""
    claims = ask("outcome_claims", whole, theme=theme, unit=page.unit)
    kinds = [kind for kind in ("position", "achievement") if (claims.kind == kind).any()]
    if not kinds:
        return None

    def record(row: Any) -> Record:
        kind_claims = claims[claims.kind == row.kind]
        top_claims = kind_claims[kind_claims.claim_id != "none"].head(NAMED)
        label = _("{kinds}: {points} ({count})").format(
            kinds=labels.KINDS_PLURAL[row.kind],
            points=headlines.counted(kind_claims.points.sum(), "points"),
            count=headlines.counted(row.total, page.unit),
        )
        return Record(
            row.kind,
            points_link(points_of(whole, theme, row.kind), label),
            links=[
                Link(
                    "claim",
                    stating(escaping.one_line(claim.claim), number(claim.count)),
                    id=claim.claim_id,
                )
                for claim in each(top_claims)
            ],
        )

    rows = claims[claims.kind.isin(kinds)]
    kind_rows = rows.drop_duplicates("kind").set_index("kind", drop=False).loc[kinds]
    return RecordList(
        query=Query(
            "outcome_claims",
            whole.set(kind=tuple(kinds)),
            {"theme": theme, "unit": page.unit},
            rows,
        ),
        title=_("Positions and achievements on the theme"),
        scope=in_force(page, whole),
        record=record,
        rows=kind_rows,
    )


def passages(page: Context, theme: str) -> RecordList | None:
    """What each text of the review is reported to say on the theme, in time order, or one text that the address names.

    None if no passage is reported. If the reader can choose, many passages start with those of the adopted text alone.
    """
    reported_passages = query("text_passages", Filters(theme=(theme,)))
    texts = ask("texts", Filters(theme=(theme,)))
    if reported_passages.rows.empty:
        return None
    adopted = texts.text_id[texts.adopted & (texts.passages > 0)]
    usual = ALL
    if page.clickable and len(reported_passages.rows) > SHORT and len(adopted):
        usual = str(adopted.iloc[0])
    choices = {ALL: pgettext("all texts", "All")}
    choices |= {row.text_id: head(row) for row in each(texts)}
    choices = {usual: choices[usual], **choices}
    text = page.value("text", tuple(choices))
    rows = (
        reported_passages.rows
        if text == ALL
        else reported_passages.rows[reported_passages.rows.text_id == text]
    )
    silent = texts[(texts.passages == 0) & (texts.text_id.isin([text]) | (text == ALL))]
    card = request.passages_list(reported_passages, rows, reported_in(texts), "passages_page")
    return replace(
        card,
        subtitle=_(
            "Passages of the drafts and of the adopted text, in time order; filters do not apply"
        ),
        switches=(("text", _("Draft"), choices),),
        note=stating(listed(silent.text.tolist()), nothing_reported()) if len(silent) else "",
    )


def groups(page: Context, theme: str, selection: Filters) -> Card:
    """Which stakeholder groups raise the theme as a challenge and ask for something on it."""
    unit = page.unit
    counts = query("outcome_groups", selection, theme=theme, unit=unit)
    rows = counts.rows

    def value(row: Any) -> str:
        return _("{count} of {total}{mark} ({share})").format(
            count=number(row.count),
            total=number(row.total),
            mark="*" if row.submissions < FEW else "",
            share=percent(row.count, row.total),
        )

    def describe(row: Any) -> DrillDown:
        kind, group = row.kind, row.stakeholder_group
        share = headlines.of(row.count, row.total, unit)
        kind_filters = points_of(selection, theme, kind)
        group_filters = of_group(kind_filters, group)
        note = _("You cannot filter by this group together with the other filters. Without it:")
        return DrillDown(
            stating(KINDS[kind], share),
            (points_link(group_filters or kind_filters, POINTS[kind]),),
            () if group_filters else (note,),
            labels.GROUPS.of(group),
        )

    group_order = [*labels.ORDER["group"], *(group for group in rows.stakeholder_group.unique())]
    return Chart(
        query=counts,
        title=who_asks(rows, labels.GROUPS.of, unit),
        subtitle=page.subtitle(selection, messages.SHARE_OF_EACH_GROUP(unit, few=number(FEW))),
        draw=lambda: group_pairs(
            rows,
            groups={group: labels.GROUPS.of(group) for group in dict.fromkeys(group_order)},
            kinds=KINDS,
            value_text=value,
            hover=lambda row: stating(
                enumerated(
                    [escaping.plot(labels.GROUPS.of(row.stakeholder_group)), KINDS[row.kind]]
                ),
                escaping.plot(value(row)),
            ),
        ),
        drill_down=of_row(rows, describe, "kind", "stakeholder_group"),
        state=theme,
        unit=unit,
        how=_(
            "A submission by several groups is counted in each. For groups that are not listed we found neither a "
            "challenge nor a request; they may still have made one."
        ),
        empty=_("No requests or challenges on this theme match these filters"),
    )


def who_asks(rows: pd.DataFrame, name: Callable[[str], str], unit: str) -> str:
    """Which group asks most, in numbers; ``rows`` are of the question ``outcome_groups``."""
    asking = rows[rows.kind == "recommendation"]
    if asking.empty:
        return _("No requests on this theme match these filters") if len(rows) else ""
    highest_count = int(asking["count"].max())
    leaders = [
        name(str(group)) for group in asking[asking["count"] == highest_count].stakeholder_group
    ]
    if len(asking) == 1:
        return _("One group asks for something on this theme: {name} ({count})").format(
            name=leaders[0], count=headlines.counted(highest_count, unit)
        )
    if highest_count < 2 or len(leaders) > NAMED:
        return ngettext(
            "{n} group asks for something on this theme",
            "{n} groups ask for something on this theme",
            len(asking),
        ).format(n=number(len(asking)))
    template = (
        _("Most requests: {names} ({count} each)")
        if leaders[1:]
        else _("Most requests: {names} ({count})")
    )
    return template.format(names=listed(leaders), count=headlines.counted(highest_count, unit))


def groups_of(cell: object) -> list[tuple[str, int]]:
    """The stakeholder groups of a claim with their numbers: 'technical 12; academia 1'."""
    parts = [part.rpartition(" ") for part in escaping.one_line(cell).split("; ") if part]
    return [(group, int(count)) for group, _between, count in parts]


def reported_in(texts: pd.DataFrame) -> str:
    """In how many texts we found passages on the theme; ``texts`` has the column ``passages``."""
    return ngettext(
        "We found passages on it in {some} of {n} text",
        "We found passages on it in {some} of {n} texts",
        len(texts),
    ).format(some=number((texts.passages > 0).sum()), n=number(len(texts)))
