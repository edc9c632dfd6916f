"""Who raises a theme or makes a claim, and when: the cards that the pages of both show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cards import entity, points
from cards import request as requests
from cards.kit import DrillDown, Link, Ranking, Record, RecordList, behind, points_link
from cards.query import Context, Query, query
from charts import GROUP_COLOURS
from charts.palette import ACCENT, faded
from data.rows import each
from i18n import _, headlines, labels, ngettext, number, stating
from i18n.entity_sentences import most_often, part_of
from i18n.escaping import one_line, plot
from i18n.headlines import COMPARABLE, FEW
from i18n.units import unit_name
from queries import Filters, ask

LISTED, PRINTED = 8, 60
"""Organisations on one page of the list, and on paper."""


@dataclass(frozen=True)
class Topic:
    """A theme or a claim, and the selection that its page looks at.

    ``name`` is the filter (theme or claim) and begins the names of its questions; ``other_filters`` is the selection
    without that filter; ``kind`` is the only kind of point that it counts, if there is one. A claim that is made as a
    request has its ``request``.
    """

    name: str
    id: str
    other_filters: Filters
    kind: str | None = None
    request: requests.Request | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The theme, the claim, or the claims of the request that count."""
        return self.request.claims if self.request else (self.id,)

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of its questions."""
        return {self.name: self.id} | (self.request.parameters if self.request else {})

    def query(self, what: str, selection: Filters, **parameters: str) -> Query:
        """The question ``what`` about it: theme_stages, claim_organisations."""
        return query(f"{self.name}_{what}", selection, **self.parameters, **parameters)

    def points(self, selection: Filters | None = None, **more: tuple[str, ...]) -> Filters:
        """Its points in ``selection`` (by default its own), narrowed by ``more``."""
        return self.of_its_text(
            (selection or self.other_filters).set(**{self.name: self.ids}, **more)
        )

    def of_its_text(self, selection: Filters) -> Filters:
        """A selection narrowed to the text that a request was made to."""
        return self.request.of_its_text(selection) if self.request else selection

    def scope(self, page: Context, selection: Filters) -> str:
        """The filters that narrow a card with ``selection``, in words."""
        return page.scope(selection.without("kind") if self.kind else selection, self.kind)


def theme_of(page: Context) -> Topic | None:
    """The theme that the address names; None if it names none that is known."""
    ids = entity.ids_of_kind(page, "theme")
    return Topic("theme", ids[0], entity.without_own(page, "theme")) if ids else None


def claim_of(page: Context) -> Topic | None:
    """The claim that the address names; None if it names none that is known."""
    ids = entity.ids_of_kind(page, "claim")
    if not ids:
        return None
    kind = str(ask("codebook_claims").set_index("claim_id").kind[ids[0]])
    selection = entity.without_own(page, "claim")
    if request := requests.of(page, ids[0]):
        return Topic("claim", ids[0], selection.without("kind"), request=request)
    return Topic("claim", ids[0], selection.set(kind=(kind,)), kind)


def row_of(topic: Topic) -> Any:
    """What the topic is, and how often it is raised: the row of the question of its name."""
    return next(each(ask(topic.name, topic.other_filters, **topic.parameters)))


@dataclass(frozen=True, eq=False, kw_only=True)
class Shares(Ranking):
    """A card with a bar for each stage or group: the share of its units that raise a topic.

    The rows have ``raised``, ``total``, ``share`` and ``submissions``; ``narrowed`` gives the points behind a bar.
    """

    narrowed: Callable[[str], Filters]

    def drill(self, ids: Sequence[str]) -> DrillDown:
        """What a clicked bar is, and the points behind it."""
        row = self.rows[self.rows[self.id] == ids[0]].iloc[0]
        share = headlines.of(row.raised, row.total, self.unit or "submissions")
        words = _("{name}: {share}").format(name=one_line(row[self.label]), share=share)
        return behind(words, self.narrowed(ids[0]), count=row.raised)


def stages(page: Context, topic: Topic) -> Shares:
    """The share of each stage's units that raise the topic, in time order."""
    selection = _without(page, topic, "stage")
    shares = topic.query("stages", selection, unit=page.unit)
    largest_share = most_often(shares.rows, "stage", page.unit)
    order = shares.rows.sort_values(["raised", "total"], ascending=False, kind="stable")
    stage_ids = {*page.first("when", order).stage_id, *page.filters.stage}
    return _shares(
        page,
        topic,
        shares,
        shares.rows[shares.rows.stage_id.isin(stage_ids)],
        column=("stage_id", "stage", "stage"),
        title=largest_share
        and _("Largest share, of stages with {n} or more submissions: {said}").format(
            said=largest_share, n=COMPARABLE
        ),
        subtitle=_("Share in each stage, in time order. Counted: {what}")
        if len(stage_ids) >= len(shares.rows)
        else _("Stages with most, in time order: share in each. Counted: {what}"),
    )


def groups(page: Context, topic: Topic) -> Shares:
    """The share of each stakeholder group's units that raise the topic."""
    selection = _without(page, topic, "group", "organisation")
    shares = topic.query("groups", selection, unit=page.unit)
    group_rows = of_groups(shares.rows).sort_values("share", ascending=False, kind="stable")
    return _shares(
        page,
        topic,
        shares,
        group_rows,
        column=("stakeholder_group", "group", "group"),
        colours=GROUP_COLOURS,
        title=most_from(group_rows, page.unit),
        subtitle=_("Share in each group. Counted: {what}"),
    )


def of_groups(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of groups, of whatever kind of point, with the groups' names in the column ``group``."""
    group_rows = rows[rows.kind == "any"] if "kind" in rows else rows
    return group_rows.assign(
        group=[labels.GROUPS.of(group) for group in group_rows.stakeholder_group]
    )


def most_from(groups: pd.DataFrame, unit: str) -> str:
    """Which group raises it most often, among those large enough to be compared."""
    largest_share = most_often(groups, "group", unit)
    return largest_share and _(
        "Largest share, of groups with {n} or more submissions: {said}"
    ).format(said=largest_share, n=COMPARABLE)


def few_marked(rows: pd.DataFrame, unit: str) -> str:
    """What an asterisk in a chart means; empty if ``rows`` (with ``submissions``) get none."""
    return headlines.few_marked(unit) if (rows.submissions < FEW).any() else ""


def _without(page: Context, topic: Topic, filter_name: str, *always: str) -> Filters:
    """The topic's selection without the filter that the card sets, and without filters that mean nothing for it."""
    return topic.other_filters.without(*always, *((filter_name,) if page.crossfilter else ()))


def _shares(
    page: Context,
    topic: Topic,
    shares: Query,
    rows: pd.DataFrame,
    *,
    column: tuple[str, str, str],
    title: str,
    subtitle: str,
    colours: Mapping[str, str] | None = None,
) -> Shares:
    """Bars of shares, each with its counts; ``column`` names the ids, the labels, and the filter of that name."""
    id_column, label_column, filter_name = column
    selected = getattr(page.filters, filter_name)
    rows = headlines.by_fewest(rows, page.unit)

    def share_text(row: Any) -> str:
        return part_of(row.raised, row.total, row.submissions)

    def narrowed(identifier: str) -> Filters:
        return topic.points(shares.filters, **{filter_name: (identifier,)})

    card = Shares(
        query=shares,
        title=title,
        subtitle=page.subtitle(
            shares.filters.without("kind") if topic.kind else shares.filters,
            subtitle.format(what=unit_name(page.unit, topic.kind)),
            few_marked(rows, page.unit),
        ),
        bars=rows.assign(count=rows.share),
        id=id_column,
        label=label_column,
        colours={
            value: _shade((colours or {}).get(value, ACCENT), submissions, value, selected)
            for value, submissions in zip(rows[id_column], rows.submissions, strict=True)
        },
        value=share_text,
        hover=lambda row: stating(plot(getattr(row, label_column)), share_text(row)),
        drill_down=lambda ids: card.drill(ids),
        narrowed=narrowed,
        state=(selected, tuple(rows[id_column])),
        every=len(shares.rows) if filter_name == "stage" else 0,
        unit=page.unit,
        how=_(
            "Each share is out of what the stage or group itself said, so you can compare large and small ones. A "
            "submission by several groups is counted in each. 0 means that we coded no such point, not that nobody "
            "made one."
        ),
    )
    return card


def _shade(colour: str, submissions: int, identifier: str, selected: tuple[str, ...]) -> str:
    """A mark's colour: paler where it has fewer than FEW submissions, or where the filter selects others."""
    if submissions >= FEW and (not selected or identifier in selected):
        return colour
    return faded(colour, 0.35)


def organisations(page: Context, topic: Topic) -> RecordList:
    """The organisations that raise it most, each as a link, with how many of its submissions do."""
    selection = topic.other_filters.without("organisation")
    raisers = topic.query("organisations", selection)

    def record(row: Any) -> Record:
        group = labels.GROUPS.of(row.stakeholder_group)
        link = Link("organisation", row.label, id=row.organisation_id, help=group)
        share = ngettext(
            "{n} of its {all} submission", "{n} of its {all} submissions", row.total
        ).format(n=number(row.count), all=number(row.total))
        points = topic.points(selection, organisation=(row.organisation_id,))
        return Record(row.organisation_id, link, beside=points_link(points, share))

    return RecordList(
        query=raisers,
        title=(
            ngettext("{n} organisation raises it", "{n} organisations raise it", len(raisers.rows))
            if topic.name == "theme"
            else ngettext(
                "{n} organisation makes this claim",
                "{n} organisations make this claim",
                len(raisers.rows),
            )
        ).format(n=number(len(raisers.rows))),
        subtitle=_(
            "In how many of the submissions that each organisation wrote or signed. Counted: {what}"
        ).format(what=unit_name("submissions", topic.kind)),
        scope=topic.scope(page, selection),
        record=record,
        rows=raisers.rows,
        size=LISTED,
        printed=PRINTED,
        parameter="names_page",
    )


def evidence(topic: Topic, *shared: str, size: int = points.SIZE) -> RecordList:
    """The points on it, which do not repeat what all of them share (``shared``)."""
    title = _("What each submission says, as we summarise it")
    return points.evidence(topic.points(), title, size=size, shared=shared)
