"""Words and filters that the cards on outcomes share."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cards.kit import Link
from cards.query import Context, dotted
from data.rows import each
from i18n import (
    N_,
    Words,
    _,
    escaping,
    filter_options,
    ngettext,
    number,
    partial_date,
    sentences,
    stating,
    units,
)
from i18n.headlines import FEW
from queries import Filters, ask, count_rows

SORTS = Words(
    {
        "asked": N_("Most asked for"),
        "less": N_("Often requested, few paragraphs"),
        "more": N_("Rarely requested, many paragraphs"),
        "family": N_("By family"),
    }
)
KINDS = Words({"challenge": N_("raised as a challenge"), "recommendation": N_("requested")})
HEADS = Words({"challenge": N_("challenge"), "recommendation": N_("requested")})
PARAGRAPHS = "paragraphs"
"""The side of the table that is the adopted text, beside the kinds of points."""

CHANGES = Words(
    {
        "new": N_("new in this text"),
        "strengthened": N_("stronger than in the previous text"),
        "weakened": N_("weaker than in the previous text"),
        "removed": N_("removed since the previous text"),
        "kept": N_("kept from the previous text"),
    }
)

ALL = "all"

NAMED = 3
"""Names in a sentence."""


def title(theme: str | None) -> str:
    """The page's title."""
    name = filter_options.option_labels()["theme"].get(theme or "")
    if name:
        return _("Requested and adopted: {theme}").format(theme=name)
    return _("What made it into the adopted text?")


def opened(page: Context) -> str:
    """The theme that the address opens, known or not; empty if it opens none."""
    return escaping.one_line(next(reversed(page.view.get("open", ())), ""))


def final(texts: pd.DataFrame) -> Any | None:
    """The adopted text, a row of the question ``texts``; None if there are no texts."""
    return next((row for row in each(texts) if row.adopted), None)


def called(row: Any) -> str:
    """The name of a text in sentences: its document symbol without the brackets, or its title."""
    symbol = escaping.one_line(row.document_symbol).partition(" (")[0]
    return symbol or escaping.one_line(row.text)


def read_whole() -> str:
    """The name of the adopted text in sentences, if its paragraphs were read; else empty."""
    adopted = final(ask("texts"))
    return "" if adopted is None or ask("paragraphs").empty else called(adopted)


def head(row: Any) -> str:
    """The column heading of a text, a row of ``texts``: its stage, or what its id says, as rev3 says Rev 3."""
    if isinstance(row.short_stage, str):
        return escaping.one_line(row.short_stage)
    if revision := re.fullmatch(r"rev(\d+)", row.text_id):
        return _("Rev {n}").format(n=revision[1])
    return str(row.text_id).replace("-", " ").capitalize()


def issued(row: Any) -> str:
    """The day a text was issued, in words."""
    return partial_date(row.issued_on, "day") or _("date not known")


def passages(count: int) -> str:
    """A number of passages: 1 passage."""
    return ngettext("{n} passage", "{n} passages", count).format(n=number(count))


def counted(selection: Filters) -> Filters:
    """The filters for counting challenges and asks: without the kind, which the page sets."""
    return selection.without("kind")


def points_of(selection: Filters, theme: str, kind: str, **more: tuple[str, ...]) -> Filters:
    """The filters that select the points of one kind on one theme that were made to the adopted text."""
    return made_to_text(selection.set(theme=(theme,), kind=(kind,), **more), "adopted")


def made_to_text(selection: Filters, made_to: str) -> Filters:
    """A selection narrowed, by its stages, to the points made to the adopted text or to others, if it has both."""
    other_text_stages = set(ask("texts", Filters(), made_to="other").stage_id)
    stages = selection.stage or tuple(filter_options.option_labels()["stage"])
    matching_stages = tuple(
        stage for stage in stages if (stage in other_text_stages) == (made_to == "other")
    )
    other_stages = tuple(stage for stage in stages if stage not in matching_stages)
    if (
        not matching_stages
        or not other_stages
        or not _has_points(selection.set(stage=other_stages))
    ):
        return selection
    return selection.set(stage=matching_stages)


def _has_points(selection: Filters) -> bool:
    """Whether a selection has points.

    A list needs this for each of its entries, so the points of all claims are counted in one question.
    """
    if not selection.claim:
        return count_rows("points", selection) > 0
    claims = ask("claims", selection.without("claim"), unit="points").claim_id
    return bool(claims.isin(selection.claim).any())


def of_group(selection: Filters, group: str) -> Filters | None:
    """A selection narrowed to a stakeholder group of its authors and signatories; None where no filters say so.

    The organisation filter chooses submissions whoever else is a party to them, and would have to be of the group too.
    """
    if not selection.organisation:
        return selection.set(group=(group,))
    others = selection.role or selection.group or selection.country or selection.region
    if others or selection.also_organisation:
        return None
    organisations = selection.organisation
    return selection.without("organisation").set(also_organisation=organisations, group=(group,))


def only_passages(selection: Filters) -> Filters:
    """The filters that narrow passages: only theme and family, because passages are about texts."""
    return Filters(theme=selection.theme, family=selection.family)


def in_force(page: Context, selection: Filters) -> str:
    """Filters in force, and that the kind is the card's own where the address filters by it."""
    return page.scope(
        selection, next((kind for kind in KINDS if kind not in page.filters.kind), None)
    )


def with_paragraphs(page: Context, selection: Filters) -> str:
    """The filters on the counts in words, and a note that filters on submissions do not affect paragraphs."""
    on_submissions = set(selection.active()) - {"theme", "family"}
    unaffected = _("filters on submissions do not affect paragraphs")
    return dotted(page.narrowed(selection), unaffected if on_submissions else "")


def link(page: Context, theme: str, label: str) -> Link:
    """A link that opens one theme."""
    view = {"open": theme}
    if "sort" in page.view:
        view["sort"] = page.view["sort"][-1]
    return Link("what_became_of_it", label, icon=":material/open_in_full:", view=view)


def caution(more: Sequence[str] = (), *, stated: bool = False) -> str:
    """What the figures cannot show, and what the lists of drafts rest on unless the page has ``stated`` it already."""
    unread = _("We did not read the drafts ourselves; we rely on public articles about them.")
    extent = _(
        "The number of paragraphs shows how much of the text is on a theme, not how far the text grants what was "
        "asked for."
    )
    parts = (*(() if stated else (unread,)), *((extent,) if read_whole() else ()))
    return sentences(*parts, *more)


def starred(count: int, submissions: int) -> str:
    """A count, with an asterisk where it rests on fewer than FEW submissions."""
    return f"{number(count)}*" if 0 < submissions < FEW else number(count)


def in_counts(row: Any, unit: str, kind: str) -> str:
    """How many raise a theme as a kind: 'raised as a challenge: 6 of 236 submissions with a challenge'."""
    if kind == "challenge":
        count, total, words = (
            row.challenges,
            row.challenges_total,
            _("raised as a challenge: {share}"),
        )
    else:
        count, total, words = row.asks, row.asks_total, _("asked for: {share}")
    return words.format(share=units.of(count, total, unit, kind))


def of_text(row: Any, text: str) -> str:
    """How many paragraphs of a text are on a theme: 'paragraphs of A/RES/80/173: 12 of 134'; empty if none was read."""
    if not row.all_paragraphs:
        return ""
    return stating(
        _("paragraphs of {text}").format(text=text),
        _("{count} of {total}").format(
            count=number(row.paragraphs), total=number(row.all_paragraphs)
        ),
    )


def when_empty(rows: pd.DataFrame) -> list[str]:
    raised = rows.empty or rows.asks_total.iloc[0] or rows.challenges_total.iloc[0]
    return (
        []
        if raised
        else [
            _(
                "No submission that matches these filters has a challenge or a recommendation, so the counts are "
                "0. Filters on submissions do not affect paragraphs."
            )
        ]
    )


POINTS = Words(
    {
        "challenge": N_("Challenges on the theme"),
        "recommendation": N_("Recommendations on the theme"),
        "position": N_("Positions on the theme"),
        "achievement": N_("Achievements on the theme"),
    }
)


def nothing_reported() -> str:
    """The text shown if no passage is reported."""
    return _("We found no passage on this theme. The text may still mention it.")
