"""Words and filters that the cards on outcomes share."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cards.kit import Link
from cards.query import Context, dotted
from i18n import (
    N_,
    Words,
    _,
    enumerated,
    escaping,
    filter_options,
    ngettext,
    number,
    sentences,
    series,
    units,
)
from i18n.dates import partial
from i18n.headlines import FEW
from queries import Filters

SORTS = Words(
    {
        "asked": N_("Most asked for"),
        "less": N_("Most requested, least reported"),
        "more": N_("Most reported, least requested"),
        "family": N_("By family"),
    }
)
KINDS = Words({"challenge": N_("raised as a challenge"), "recommendation": N_("requested")})
HEADS = Words({"challenge": N_("challenge"), "recommendation": N_("requested")})

CHANGES = Words(
    {
        "new": N_("new in this text"),
        "strengthened": N_("stronger than in the previous text"),
        "weakened": N_("weaker than in the previous text"),
        "removed": N_("removed since the previous text"),
        "kept": N_("kept from the previous text"),
    }
)

SIGNS_OF_CHANGE = N_("+ new or stronger, − weaker, × removed, = kept")
SIGNS = N_("+ new or stronger, − weaker, × removed, = kept, · no passage found")
ALL = "all"

QUOTED, NAMED = 4, 3
"""Passages shown under a clicked cell; names in a sentence."""


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
    return next(texts[texts.adopted].itertuples(), None)


def called(row: Any) -> str:
    """The name of a text in sentences: its document symbol without the brackets, or its title."""
    symbol = escaping.one_line(row.document_symbol).partition(" (")[0]
    return symbol or escaping.one_line(row.text)


def head(row: Any) -> str:
    """The column heading of a text, a row of ``texts``: its stage, or what its id says, as rev3 says Rev 3."""
    if isinstance(row.short_stage, str):
        return escaping.one_line(row.short_stage)
    if revision := re.fullmatch(r"rev(\d+)", row.text_id):
        return _("Rev {n}").format(n=revision[1])
    return str(row.text_id).replace("-", " ").capitalize()


def issued(row: Any) -> str:
    """The day a text was issued, in words."""
    return partial(row.issued_on, "day") or _("date not known")


def passages(count: int) -> str:
    """A number of passages: 1 passage."""
    return ngettext("{n} passage", "{n} passages", count).format(n=number(count))


def counted(selection: Filters) -> Filters:
    """The filters for counting challenges and asks: without the kind, which the page sets."""
    return selection.without("kind")


def points_of(asked: Filters, theme: str, kind: str, **more: tuple[str, ...]) -> Filters:
    """The filters that select the points of one kind on one theme."""
    return asked.set(theme=(theme,), kind=(kind,), **more)


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


def in_force(page: Context, asked: Filters) -> str:
    """Filters in force, and that the kind is the card's own where the address filters by it."""
    return page.scope(asked, next((kind for kind in KINDS if kind not in page.filters.kind), None))


def with_passages(page: Context, asked: Filters) -> str:
    """The filters on counts in words, and which of them narrow passages too."""
    passages_only = _("only the filters Theme and Family of themes affect passages")
    narrowed = set(asked.active()) - {"theme", "family"}
    return dotted(page.narrowed(asked), passages_only if narrowed else "")


def link(page: Context, theme: str, label: str, text_id: str | None = None) -> Link:
    """A link that opens one theme, at one text if given."""
    view = {"open": theme, **({"text": text_id} if text_id else {})}
    if "sort" in page.view:
        view["sort"] = page.view["sort"][-1]
    return Link("what_became_of_it", label, icon=":material/open_in_full:", view=view)


def caution(cells: pd.DataFrame, more: Sequence[str] = (), *, stated: bool = False) -> str:
    """What the figures cannot show; ``cells`` are of the question ``outcome_cells``.

    Where the page has ``stated`` what its texts rest on, this does not say it again.
    """
    whole = int(cells.passages.sum())
    unsaid = whole - int(cells[list(CHANGES)].to_numpy().sum())
    parts = []
    if not stated:
        parts.append(
            _("We did not read the drafts ourselves; we rely on public articles about them.")
        )
    if whole:
        parts.append(
            ngettext(
                "Our sources report {n} passage; for {unsaid} they do not say how the text changed.",
                "Our sources report {n} passages; for {unsaid} of them they do not say how the text changed.",
                whole,
            ).format(n=number(whole), unsaid=number(unsaid))
        )
    parts.append(
        _(
            "The number of passages shows how much was written about a text, not how much the text concedes. A "
            "passage can also say that something is missing."
        )
    )
    return sentences(*parts, *more)


def themes_counted(count: int) -> str:
    return ngettext("{n} theme", "{n} themes", count).format(n=number(count))


def starred(count: int, submissions: int) -> str:
    """A count, with an asterisk where it rests on fewer than FEW submissions."""
    return f"{number(count)}*" if 0 < submissions < FEW else number(count)


def in_counts(row: Any, unit: str, kind: str = "", *, whole: bool = True) -> str:
    """How many raise a theme: 'raised as a challenge: 6 of 236 submissions with a challenge'.

    As one ``kind`` or both; the denominators name the kind of point if ``whole``.
    """
    own = {
        "challenge": (row.challenges, row.challenges_total),
        "recommendation": (row.asks, row.asks_total),
    }
    words = {
        "challenge": _("raised as a challenge: {share}"),
        "recommendation": _("asked for: {share}"),
    }
    return series(
        [
            words[one].format(share=units.of(int(count), int(total), unit, one if whole else None))
            for one, (count, total) in own.items()
            if not kind or one == kind
        ]
    )


def changed(row: Any) -> str:
    """How some passages changed, counted: '1 stronger, 2 removed'; empty where no source says so."""
    words = {
        "new": _("{n} new"),
        "strengthened": _("{n} stronger"),
        "weakened": _("{n} weaker"),
        "removed": _("{n} removed"),
        "kept": _("{n} kept"),
    }
    counts = {name: int(getattr(row, name)) for name in words}
    return enumerated([words[name].format(n=number(n)) for name, n in counts.items() if n])


def in_cell(row: Any) -> str:
    """A cell of the question ``outcome_cells`` in words."""
    if not row.passages:
        return _("no passage found; the text may still mention it")
    parts = [passages(int(row.passages)), changed(row)]
    if isinstance(row.paragraphs, str):
        parts.append(_("paragraphs {list}").format(list=escaping.one_line(row.paragraphs)))
    return series([part for part in parts if part])


def when_empty(rows: pd.DataFrame) -> list[str]:
    raised = rows.empty or rows.asks_total.iloc[0] or rows.challenges_total.iloc[0]
    return (
        []
        if raised
        else [
            _(
                "No submission that matches these filters has a challenge or a recommendation, so the counts are "
                "0. Filters on submissions do not affect passages."
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


def about_passage(row: Any) -> str:
    """Markdown: paragraph and change if they are known, publisher and the page of a passage."""
    paragraph = escaping.one_line(row.paragraph)
    parts = [
        _("paragraph {number}").format(number=paragraph) if paragraph else "",
        CHANGES.get(escaping.one_line(row.change), escaping.one_line(row.change)),
        escaping.one_line(row.publisher),
    ]
    sentence = " · ".join(escaping.markdown(part) for part in parts if part)
    page = escaping.safe_url(row.source_url)
    return (
        f"{sentence} · [{escaping.markdown(escaping.host(row.source_url))}]({page})"
        if page
        else sentence
    )


def nothing_reported() -> str:
    """The text shown if no passage is reported."""
    return _("We found no passage on this theme. The text may still mention it.")
