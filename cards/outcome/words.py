"""Words and filters that the cards on outcomes share."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cards.kit import Link
from cards.query import Context, dotted
from i18n import _, escaping, filter_options, headlines, ngettext, number
from i18n.dates import partial
from i18n.headlines import FEW
from queries import Filters

SORTS = {
    "asked": _("Most asked for"),
    "less": _("Most asked for, least reported"),
    "more": _("Most reported, least asked for"),
    "family": _("By family"),
}
KINDS = {"challenge": _("named as a challenge"), "recommendation": _("asked for")}
HEADS = {"challenge": _("challenge"), "recommendation": _("asked for")}

CHANGES = {
    "new": _("new against the text before"),
    "strengthened": _("strengthened against the text before"),
    "weakened": _("weakened against the text before"),
    "removed": _("removed: it stood in the text before"),
    "kept": _("kept from the text before"),
}

SIGNS = _(
    "+ new or strengthened, − weakened, × removed, = kept, · nothing reported, which is not “nothing said”"
)
ALL = "all"

QUOTED, NAMED = 4, 3
"""Passages shown under a clicked cell; names in a sentence."""


def title(theme: str | None) -> str:
    """The page's title."""
    name = filter_options.option_labels()["theme"].get(theme or "")
    return _("What became of it: {theme}").format(theme=name) if name else _("What became of it")


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


def head(text_id: str) -> str:
    """The column heading of a text, made from its id: zero-draft is Zero draft, rev1 is Rev 1."""
    return re.sub(r"(?<=[a-z])(?=\d)", " ", text_id.replace("-", " ")).capitalize()


def issued(row: Any) -> str:
    """The day a text was issued, in words."""
    return partial(row.issued_on, "day") or _("day not found")


def passages(count: int) -> str:
    """A number of passages: 1 passage."""
    return ngettext("{n} passage", "{n} passages", count).format(n=number(count))


def counted(selection: Filters) -> Filters:
    """The filters for counting challenges and asks: without the kind, which the page sets."""
    return selection.without("kind")


def behind(asked: Filters, theme: str, kind: str, **more: tuple[str, ...]) -> Filters:
    """The filters that select the points of one kind on one theme."""
    return asked.set(theme=(theme,), kind=(kind,), **more)


def of_group(selection: Filters, group: str) -> Filters | None:
    """A selection narrowed to a stakeholder group of those behind its texts; None where no filters say so.

    The organisation filter chooses texts whoever else is behind them, and would have to be of the group too.
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
    passages_only = _("passages are narrowed by theme and family only")
    narrowed = set(asked.active()) - {"theme", "family"}
    return dotted(page.narrowed(asked), passages_only if narrowed else "")


def link(page: Context, theme: str, label: str, text_id: str | None = None) -> Link:
    """A link that opens one theme, at one text if given."""
    view = {"open": theme, **({"text": text_id} if text_id else {})}
    if "sort" in page.view:
        view["sort"] = page.view["sort"][-1]
    return Link("what_became_of_it", label, icon=":material/open_in_full:", view=view)


def caution(cells: pd.DataFrame, more: Sequence[str] = ()) -> str:
    """Says what the figures cannot show; ``cells`` are of the question ``outcome_cells``."""
    whole = int(cells.passages.sum())
    known = int(cells[list(CHANGES)].to_numpy().sum())
    parts = [
        _(
            "The passages rest on public pages about the texts; the texts themselves were not read whole, and what "
            "no page reported is missing."
        )
    ]
    if whole:
        parts.append(
            _(
                "Of {whole}, {unsaid} do not say how they changed, and a passage can also report that something is "
                "absent."
            ).format(whole=passages(whole), unsaid=number(whole - known))
        )
    parts.append(
        _(
            "A count of passages is how much was written about a text, not how much the text grants, and no count here "
            "shows that a submission caused anything."
        )
    )
    return " ".join([*parts, *more])


def themes_counted(count: int) -> str:
    return ngettext("{n} theme", "{n} themes", count).format(n=number(count))


def starred(count: int, submissions: int) -> str:
    """A count, with an asterisk where fewer than FEW submissions stand behind it."""
    return f"{number(count)}*" if 0 < submissions < FEW else number(count)


def in_counts(row: Any, unit: str, kind: str = "", *, whole: bool = True) -> str:
    """How many raise a theme: 'named as a challenge: 6 of 236 submissions that name a challenge'.

    As one ``kind`` or both; what the denominators have in common is left out unless ``whole``.
    """
    own = {
        "challenge": (row.challenges, row.challenges_total),
        "recommendation": (row.asks, row.asks_total),
    }
    return "; ".join(
        f"{KINDS[one]}: {headlines.of(int(count), int(total), unit)} "
        f"{headlines.doing(one, unit) if whole else ''}".rstrip()
        for one, (count, total) in own.items()
        if not kind or one == kind
    )


def changed(row: Any) -> str:
    """How some passages changed, counted: '1 strengthened, 2 removed'; empty where no source says so."""
    words = {
        "new": _("{n} new"),
        "strengthened": _("{n} strengthened"),
        "weakened": _("{n} weakened"),
        "removed": _("{n} removed"),
        "kept": _("{n} kept"),
    }
    counts = {name: int(getattr(row, name)) for name in words}
    return ", ".join(words[name].format(n=number(n)) for name, n in counts.items() if n)


def in_cell(row: Any) -> str:
    """A cell of the question ``outcome_cells`` in words."""
    if not row.passages:
        return _("nothing reported, which is not “nothing said”")
    sentence = _("{passages} reported").format(passages=passages(int(row.passages)))
    parts = [sentence, changed(row)]
    if isinstance(row.paragraphs, str):
        parts.append(_("paragraphs {list}").format(list=escaping.one_line(row.paragraphs)))
    return "; ".join(part for part in parts if part)


def when_empty(rows: pd.DataFrame) -> list[str]:
    raised = rows.empty or rows.asks_total.iloc[0] or rows.challenges_total.iloc[0]
    return (
        []
        if raised
        else [
            _(
                "No submission of this selection asks for something or names a challenge, so counts are 0; the "
                "passages stand whatever the filters on submissions."
            )
        ]
    )


POINTS = {
    "challenge": _("The points that name it as a challenge"),
    "recommendation": _("The points that ask for something on it"),
    "position": _("The points that take a position on it"),
    "achievement": _("The points that credit an achievement on it"),
}


def about_passage(row: Any) -> str:
    """Markdown: paragraph, change, publisher and the page of a passage."""
    paragraph = escaping.one_line(row.paragraph)
    parts = [
        _("paragraph {number}").format(number=paragraph) if paragraph else _("paragraph not given"),
        CHANGES.get(escaping.one_line(row.change), escaping.one_line(row.change))
        or _("how it changed is not said"),
        escaping.one_line(row.publisher),
    ]
    sentence = " · ".join(escaping.markdown(part) for part in parts)
    page = escaping.safe_url(row.source_url)
    return (
        f"{sentence} · [{escaping.markdown(escaping.host(row.source_url))}]({page})"
        if page
        else sentence
    )


def nothing_reported() -> str:
    """The text shown if no passage is reported."""
    return _(
        "No page read here reports anything on this theme, which is not to say that the text says nothing."
    )
