"""The answers on the overview, each a compact card with a way to the page that has the whole of it."""

from cards import asks, outcome, rankings, verdicts
from cards import through_the_review as review
from cards.kit import Card, Chart, Link, Ranking
from cards.query import Context, Query, query
from charts import KIND_COLOURS
from charts.palette import STRENGTH_COLOURS, VERDICT_COLOURS
from charts.slopes import slopes
from charts.timeline import timeline as drawn_timeline
from i18n import (
    N_,
    Words,
    _,
    dataset_texts,
    escaping,
    headlines,
    labels,
    ngettext,
    number,
    percent,
    pgettext,
    sentences,
    stating,
)
from i18n.nothing_yet import nothing_yet
from queries import Filters, ask

ANSWERED, EITHER_WAY = 3, 2
"""Rows of each answer on the overview; the page that its link leads to has all."""

_BY_STAGE = Words(
    {
        "submissions": N_(
            "Submissions by stage, in time order, and by the authors' stakeholder group"
        ),
        "organisations": N_("Organisations by stage, in time order, and by stakeholder group"),
        "points": N_("Points by stage, in time order, and by the authors' stakeholder group"),
    }
)
_SHARE_FROM_TO = Words(
    {
        "submissions": N_("Share of submissions, from {first} to {second}"),
        "organisations": N_("Share of organisations, from {first} to {second}"),
        "points": N_("Share of points, from {first} to {second}"),
    }
)
_CHANGE_OF_SHARE = Words(
    {
        "submissions": N_("Change in the share of submissions"),
        "organisations": N_("Change in the share of organisations"),
        "points": N_("Change in the share of points"),
    }
)
_ASKS_AND_PASSAGES = Words(
    {
        "submissions": N_(
            "Submissions that ask for it, and passages of {adopted} that our sources report. The number of "
            "passages shows how much was reported, not how good the text is"
        ),
        "organisations": N_(
            "Organisations that asked for it, and passages of {adopted} that our sources report. The number of "
            "passages shows how much was reported, not how good the text is"
        ),
        "points": N_(
            "Points that ask for it, and passages of {adopted} that our sources report. The number of passages "
            "shows how much was reported, not how good the text is"
        ),
    }
)


def about() -> list[str]:
    """What the dashboard is, how it was made, and what it cannot show: sentences of plain text.

    As long as nothing has been added, only what it is.
    """
    texts = dataset_texts.texts()
    if nothing_yet():
        return [texts.introduction]
    known = ask("how_known").iloc[0]
    reported = int(known.second_hand)
    words = ngettext(
        "{n} submission or statement: {own} in the organisations' own words, {reported} as others report them.",
        "{n} submissions and statements: {own} in the organisations' own words, {reported} as others report them.",
        int(known.submissions),
    ).format(
        n=number(known.submissions),
        own=number(known.submissions - reported),
        reported=number(reported),
    )
    return [texts.introduction, sentences(texts.reading, words), texts.footnote]


def link_to(page: str, label: str, **view: str) -> tuple[Link]:
    """A link to the page that has the whole of an answer."""
    return (Link(page, label, icon=":material/arrow_forward:", view=view),)


def claims(page: Context, kind: str) -> Card:
    """Which claims of one kind come up most; which themes, where there are no claims."""
    key, label = {
        "challenge": ("top_challenges", _("All challenges")),
        "recommendation": ("top_asks", _("All requests")),
    }[kind]
    return rankings.most(
        page,
        key,
        by=rankings.DIMENSIONS["claims" if rankings.has_claims() else "themes"],
        kind=kind,
        top=ANSWERED,
        toolbar=link_to("challenges", label, show=kind),
        compact=True,
    )


def requests(page: Context) -> Card:
    """What is asked for most, as many as the list of requests counts; without verdicts, by claim or theme."""
    if not asks.has_verdicts():
        return claims(page, "recommendation")
    asked = page.without("claim").without("kind")
    found = query("asks", asked, unit=page.unit)
    named = found.rows.assign(
        claim=[escaping.shorten(one, rankings.SHORT) for one in found.rows.claim]
    )
    return Ranking(
        key="top_asks",
        query=found,
        title=headlines.most(named, "claim", page.unit),
        subtitle=page.subtitle(asked, asks.counted(page.unit)),
        shown=page.top("top_asks", found.rows, ANSWERED),
        id="claim_id",
        label="claim",
        colours=KIND_COLOURS["recommendation"],
        opens="claim",
        unit=page.unit,
        empty=_("No requests match these filters"),
        toolbar=link_to("what_became_of_it", _("All requests")),
        compact=True,
    )


def signers(page: Context) -> Card:
    """Which organisations signed most."""
    return rankings.signers(
        page,
        "top_signers",
        top=ANSWERED,
        about=_("Submissions of others that an organisation signed"),
        value=lambda row: _("{signed} signed").format(signed=number(row.signed)),
        toolbar=link_to("who_signed_what", _("Who signed what")),
        compact=True,
    )


def timeline(page: Context) -> Card:
    """The review as a timeline: what each stage drew from whom, its texts and milestones, what rose and what fell."""
    unit = page.unit
    counts = query("stages", page.without("stage"), unit=unit)
    every = ask("stages", Filters(), unit=unit).drop_duplicates("stage_id")
    titles = dict(zip(every.stage_id, map(escaping.one_line, every.stage), strict=True))
    change, two, headings = _compared(page)
    movers = review.movers(change.rows)
    return Chart(
        key="timeline",
        query=counts,
        title=movers or headlines.largest_stage(counts.rows, unit),
        subtitle=page.subtitle(
            counts.filters,
            _BY_STAGE[unit],
            _("rises and falls: shares from {first} to {second}").format(
                first=headings[two[0]], second=headings[two[1]]
            )
            if movers and two
            else "",
        ),
        draw=lambda: drawn_timeline(
            counts.rows,
            stages=dict(zip(every.stage_id, every.short_stage, strict=True)),
            groups=labels.GROUPS,
            events=review.dated_events(),
            marks=(pgettext("draft or adopted", "text"), _("milestone")),
            chosen=page.filters.stage,
            number=number,
            hover=lambda stage, total: escaping.plot(
                stating(titles[stage], headlines.counted(total, unit))
            ),
        ),
        sets="stage",
        selected=page.filters.stage,
        unit=unit,
        toolbar=link_to("through_the_review", _("Stage by stage")),
        compact=True,
    )


def _compared(page: Context) -> tuple[Query, tuple[str, str] | None, dict[str, str]]:
    """How the themes changed between the stages that are compared at first, these stages, and their short titles."""
    unit = page.unit
    asked = page.filters.without("theme", "stage")
    stages = ask("themes_by_stage", asked, unit=unit)
    columns = review.stages_of(stages, unit)
    texts = stages.groupby("stage_id").submissions.first().astype(int).to_dict()
    two = review.compared(columns, texts)
    first, second = two or ("", "")
    change = query("stage_change", asked, unit=unit, from_stage=first, to_stage=second)
    return change, two, {column.stage_id: column.heading for column in columns}


def changed(page: Context) -> Card:
    """Which themes rose and which fell most between the stages that are compared at first."""
    unit = page.unit
    change, two, titles = _compared(page)
    first, second = two or ("", "")
    telling = review.telling(change.rows)
    about = (
        _SHARE_FROM_TO[unit].format(first=titles[first], second=titles[second])
        if two
        else _CHANGE_OF_SHARE[unit]
    )
    return Chart(
        key="top_changes",
        query=change,
        title=review.rose_and_fell(change.rows, unit),
        subtitle=page.subtitle(change.filters, about),
        draw=lambda: slopes(
            change.rows,
            named=review.most_moved(telling, EITHER_WAY),
            headings=review.heads(change.rows, (first, second), titles),
            share_text=percent,
            hover=lambda row: escaping.plot(
                stating(
                    escaping.one_line(row.theme),
                    f"{headlines.of(row.from_count, row.from_total, unit)} → "
                    f"{headlines.of(row.to_count, row.to_total, unit)}",
                )
            ),
        ),
        sets="theme",
        state=page.filters.theme,
        empty=_("With these filters there are no two stages to compare"),
        toolbar=link_to("through_the_review", _("Stage by stage")),
        compact=True,
    )


def became(page: Context) -> Card | None:
    """Whether the adopted text has what is asked for most; without verdicts, what is little reported from it."""
    asked = page.filters.without("kind", "claim")
    found = query("asks", asked, unit=page.unit)
    if not asks.has_verdicts():
        return reported(page)
    shown = page.top("top_outcome", found.rows, ANSWERED)
    words = zip(shown.verdict, shown.strength, shown.claim, strict=True)
    return Ranking(
        key="top_outcome",
        query=found,
        title=asks.standing(found.rows),
        subtitle=page.subtitle(
            asked,
            labels.UNITS[page.unit],
            _("■ decides, ▶ calls for, ◆ ◇ urges or invites, ● ◎ ○ only says, ◐ partly"),
        ),
        shown=shown.assign(
            claim=[
                f"{labels.sign(verdict, strength)} {claim}" for verdict, strength, claim in words
            ]
        ),
        id="claim_id",
        label="claim",
        colours={
            row.claim_id: (STRENGTH_COLOURS | VERDICT_COLOURS)[
                verdicts.part(row.verdict, row.strength)
            ]
            for row in shown.itertuples()
        },
        hover=lambda row: escaping.plot(stating(asks.what_became(row), row.note)),
        opens="claim",
        empty=_("No requests match these filters"),
        toolbar=link_to("what_became_of_it", _("Outcome")),
        compact=True,
    )


def reported(page: Context) -> Card | None:
    """What is much asked for and little reported from the adopted text."""
    unit = page.unit
    last = outcome.final(ask("texts", Filters()))
    if last is None:
        return None
    asked = outcome.counted(page.filters).without("theme", "family")
    counts = query("outcome_themes", asked, unit=unit)
    rows = counts.rows
    adopted = outcome.called(last)
    compared = rows[rows.apart.notna()]
    less, _more, _quarter = outcome.far_apart(compared)
    standing_out = not less.empty and len(compared) >= headlines.FEW
    most = rows[rows.asks > 0].sort_values(
        ["asks", "theme"], ascending=[False, True], kind="stable"
    )
    shown = page.top("top_outcome", less if standing_out else most, ANSWERED)
    return Ranking(
        key="top_outcome",
        query=counts,
        title=outcome.furthest(less, less.head(0), len(compared))
        if standing_out
        else outcome.most_asked(rows, unit, adopted),
        subtitle=page.subtitle(
            asked,
            _ASKS_AND_PASSAGES[unit].format(adopted=adopted),
        ),
        shown=shown.assign(count=shown.asks),
        id="theme_id",
        label="theme",
        colours=KIND_COLOURS["recommendation"],
        value=lambda row: _("asked for by {asks} · {passages}").format(
            asks=number(row.asks), passages=outcome.passages(int(row.adopted))
        ),
        hover=lambda row: escaping.plot(
            f"{headlines.of(row.asks, row.asks_total, unit)}, {outcome.passages(int(row.adopted))}"
        ),
        sets="theme",
        selected=page.filters.theme,
        toolbar=link_to("what_became_of_it", _("Outcome")),
        compact=True,
    )
