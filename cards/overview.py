"""The answers on the overview, each a compact card with a link to the page that has the whole answer."""

from dataclasses import replace

from cards import asks, rankings
from cards import through_the_review as review
from cards.kit import Card, Cards, Chart, Link, Ranking, for_page
from cards.query import Context, query
from cards.signature_matrix import small_matrix
from charts import firmness
from charts.palette import VERDICT_COLOURS
from charts.slopes import slopes
from charts.timeline import timeline as drawn_timeline
from data.rows import each
from i18n import (
    _,
    dataset_texts,
    escaping,
    headlines,
    labels,
    messages,
    ngettext,
    number,
    percent,
    pgettext,
    sentences,
    stating,
)
from i18n.dataset_texts import nothing_yet
from queries import Filters, ask

MAIN, FURTHER, EITHER_WAY = 8, 5, 2
"""Rows of the two main answers, of the others, and themes that rose and that fell; the page behind each has all."""


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return for_page(
        page,
        top_challenges=challenges,
        top_signers=small_matrix,
        top_outcome=became,
        top_changes=changed,
        timeline=timeline,
    )


def about() -> list[str]:
    """What the dashboard is, how it was made, and what it cannot show: sentences of plain text.

    While the data set is empty, only what it is.
    """
    introduction = dataset_texts.texts().introduction
    return [introduction] if nothing_yet() else [introduction, *limits()]


def limits() -> tuple[str, str]:
    """The limits of the collection: one line with the numbers of own words and reports, and the sentences behind it."""
    texts = dataset_texts.texts()
    counts = ask("how_known").iloc[0]
    reported = int(counts.second_hand)
    if not reported:
        template = _("{submissions}, in the organisations' own words.")
    elif reported == counts.submissions:
        template = _("{submissions}, as others report them.")
    else:
        template = ngettext(
            "{n} submission or statement: {own} in the organisations' own words, {reported} as others report them.",
            "{n} submissions and statements: {own} in the organisations' own words, {reported} as others report them.",
            counts.submissions,
        )
    line = template.format(
        n=number(counts.submissions),
        own=number(counts.submissions - reported),
        reported=number(reported),
        submissions=headlines.counted(counts.submissions, "submissions"),
    )
    return line, sentences(texts.reading, texts.footnote)


def link_to(page: str, label: str, **view: str) -> tuple[Link]:
    """A link to the page that has the whole of an answer."""
    return (Link(page, label, icon=":material/arrow_forward:", view=view),)


def challenges(page: Context) -> Card:
    """Which challenges come up most, as claims; as themes, where there are no claims."""
    return _most(page, "top_challenges", "challenge", MAIN, _("All challenges"))


def _most(page: Context, key: str, kind: str, top: int, label: str) -> Card:
    return rankings.most(
        page,
        key,
        by=rankings.DIMENSIONS["claims" if rankings.has_claims() else "themes"],
        kind=kind,
        top=top,
        toolbar=link_to("challenges", label, show=kind),
        compact=True,
    )


def timeline(page: Context) -> Card:
    """The review as a timeline: how much each stage drew from which group, its texts and milestones."""
    unit = page.unit
    counts = query("stages", page.without("stage"), unit=unit)
    stages = ask("stages", Filters(), unit=unit).drop_duplicates("stage_id")
    titles = dict(zip(stages.stage_id, map(escaping.one_line, stages.stage), strict=True))
    events = review.dated_events()
    return Chart(
        query=counts,
        title=headlines.largest_stage(counts.rows, unit),
        subtitle=page.subtitle(counts.filters, messages.TIMELINE(unit)),
        draw=lambda: drawn_timeline(
            counts.rows,
            stages=dict(zip(stages.stage_id, stages.short_stage, strict=True)),
            groups=labels.GROUPS,
            events=events,
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


def changed(page: Context) -> Card:
    """Which themes rose and which fell most between the stages that the review page compares first."""
    unit = page.unit
    filters = page.filters.without("theme", "stage")
    columns = review.stages_of(ask("themes_by_stage", filters, unit=unit), unit)
    titles = {column.stage_id: column.heading for column in columns}
    first, second = review.usual_pair(replace(page, view={})) or ("", "")
    change = query("stage_change", filters, unit=unit, from_stage=first, to_stage=second)
    theme_ids = review.most_moved(review.telling(change.rows), EITHER_WAY)
    headings = review.heads(change.rows, (first, second), titles)
    about = (
        messages.SHARE_FROM_TO(unit, first=titles[first], second=titles[second])
        if first
        else messages.CHANGE_OF_SHARE(unit)
    )
    return Chart(
        query=change,
        title=review.rose_and_fell(change.rows, (first, second), unit),
        subtitle=page.subtitle(change.filters, about, review.one_is_worth(change.rows, unit)),
        draw=lambda: slopes(
            change.rows,
            named=theme_ids,
            headings=headings,
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


def became(page: Context) -> Card:
    """The most frequent requests and what the adopted text does with them; without verdicts, the requests alone."""
    if not asks.has_verdicts():
        return _most(page, "top_outcome", "recommendation", FURTHER, _("All requests"))
    filters = page.filters.without("kind", "claim")
    requests = query("asks", filters, unit=page.unit)
    rows = page.top("top_outcome", requests.rows, FURTHER)
    columns = zip(rows.verdict, rows.strength, rows.claim, strict=True)
    return Ranking(
        query=requests,
        title=asks.standing(requests.rows),
        subtitle=page.subtitle(
            filters,
            labels.UNITS[page.unit],
            _("shown: the {n} most frequent").format(n=number(len(rows)))
            if len(rows) < len(requests.rows)
            else "",
            _("■ decides, ▶ calls for, ◆ ◇ urges or invites, ● ◎ ○ only says, ▨ partly"),
        ),
        bars=rows.assign(
            claim=[
                f"{labels.sign(verdict, strength)} {claim}" for verdict, strength, claim in columns
            ]
        ),
        id="claim_id",
        label="claim",
        colours={
            row.claim_id: firmness.colour(firmness.part(row.verdict, row.strength))
            for row in each(rows)
        },
        hatches=dict.fromkeys(rows.claim_id[rows.verdict == "partly"], VERDICT_COLOURS["partly"]),
        hover=lambda row: escaping.plot(stating(asks.what_became(row), row.note)),
        opens="claim",
        empty=_("No requests match these filters"),
        toolbar=link_to("what_became_of_it", _("Outcome")),
        compact=True,
    )
