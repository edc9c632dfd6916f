"""The cards of the page on all themes: how often and as what each is raised, and every theme by its family."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cards.kit import Card, Cards, Chart, DrillDown, Link, Record, RecordList, behind, for_page
from cards.query import Context, query
from cards.theme_pairs import matrix, page_of, pairs
from cards.topic import few_marked
from charts.themes import kind_bars
from data.rows import each
from i18n import N_, Words, _, headlines, labels, messages, ngettext, number, pgettext, stating
from i18n.escaping import one_line
from i18n.headlines import FEW
from queries import ask

SHORT_KINDS = Words(
    {
        "challenge": N_("Chal\u00adlenge"),
        "recommendation": N_("Recom\u00admen\u00adda\u00adtion"),
        "position": N_("Position"),
        "achievement": N_("Achieve\u00adment"),
    }
)
"""Headings of narrow columns; a soft hyphen says where a word may be divided."""


def cards(page: Context) -> Cards:
    """The cards of the page, by their keys."""
    return for_page(
        page,
        by_kind=kinds,
        index=index,
        pairs=pairs,
        by_pair=matrix,
    )


def total_head() -> str:
    """The heading of a narrow column of totals."""
    return pgettext("head of a narrow column", "Total")


def kinds(page: Context) -> Card:
    """How often each theme is raised as a challenge, recommendation, position or achievement."""
    unit = page.unit
    selection = page.filters.without("theme", "family")
    cells = query("themes_by_kind", selection, unit=unit)
    rows = headlines.by_fewest(cells.rows, unit)
    present = set(rows.kind)
    themes = rows.drop_duplicates("theme_id").sort_values("total", ascending=False, kind="stable")
    first_themes = page.first("by_kind", themes)
    is_complete = len(first_themes) == len(themes)
    challenge, request = leader(rows, "challenge"), leader(rows, "recommendation")
    theme_ids = {
        *first_themes.theme_id,
        *page.filters.theme,
        *(theme.id for theme in (challenge, request) if theme),
    }
    bars = rows[rows.theme_id.isin(theme_ids)]
    if not is_complete:
        bars = bars.sort_values("total", ascending=False, kind="stable").assign(
            family=_("The most frequent themes")
        )

    def drill_down(ids: Sequence[str]) -> DrillDown:
        theme, kind = ids
        row = rows[(rows.theme_id == theme) & (rows.kind.isin([kind]) if kind else True)].iloc[0]
        words = stating(one_line(row.theme), headlines.counted(row.total, unit))
        if kind:
            words = _("{theme} · {kind}: {share}").format(
                theme=one_line(row.theme),
                kind=labels.KINDS.of(kind),
                share=headlines.of(row["count"], row.total, unit),
            )
        return behind(words, selection.set(theme=(theme,)), page_of(theme), kind=kind or None)

    return Chart(
        query=cells,
        title=one_sided(challenge, request, unit),
        subtitle=page.subtitle(selection, messages.RAISED_BY_KIND(unit), few_marked(bars, unit)),
        draw=lambda: kind_bars(
            bars,
            kinds={kind: words for kind, words in SHORT_KINDS.items() if kind in present},
            total=total_head(),
            chosen=page.filters.theme,
            total_text=lambda row: number(row.total) + ("*" if row.submissions < FEW else ""),
            hover=lambda row: stating(
                labels.KINDS.of(row.kind), headlines.of(row.count, row.total, unit)
            ),
        ),
        drill_down=drill_down,
        state=page.filters.theme,
        every=len(themes),
        order={"theme_id": list(themes.theme_id), "kind": list(SHORT_KINDS)},
        unit=unit,
        how=_(
            "A submission can raise a theme in several kinds of points. It is then counted under each kind, so the "
            "kinds do not add up to the total."
        ),
    )


@dataclass(frozen=True)
class Leader:
    id: str
    theme: str
    count: int


def one_sided(challenge: Leader | None, request: Leader | None, unit: str) -> str:
    """The most frequent challenge and the most requested theme, with their counts; empty if both are None."""
    if challenge is not None and request is not None:
        if challenge.theme == request.theme:
            return _(
                "{theme} is both the most frequent challenge and the most frequent request"
            ).format(theme=one_line(challenge.theme))
        return _(
            "Most frequent challenge: {challenge} ({challenges}). Most requested: {ask} ({asks})"
        ).format(
            challenge=one_line(challenge.theme),
            challenges=headlines.counted(challenge.count, unit),
            ask=one_line(request.theme),
            asks=headlines.counted(request.count, unit),
        )
    if challenge is not None:
        return _("Most frequent challenge: {theme} ({count})").format(
            theme=one_line(challenge.theme), count=headlines.counted(challenge.count, unit)
        )
    if request is not None:
        return _("Most requested: {theme} ({count})").format(
            theme=one_line(request.theme), count=headlines.counted(request.count, unit)
        )
    return ""


def leader(rows: pd.DataFrame, kind: str) -> Leader | None:
    """The theme that is raised most as a ``kind``; None where several tie, or fewer than FEW units raise it."""
    of_kind = rows[rows.kind == kind].sort_values("count", ascending=False, kind="stable")
    counts = of_kind["count"]
    if of_kind.empty or counts.iloc[0] < FEW or (counts == counts.iloc[0]).sum() > 1:
        return None
    return Leader(of_kind.theme_id.iloc[0], of_kind.theme.iloc[0], int(counts.iloc[0]))


def index(page: Context) -> RecordList:
    """The families of themes, each with links to its themes, those that most submissions raise first."""
    counts = query("themes", page.filters.without("theme", "family"), unit=page.unit)
    submissions = dict(zip(counts.rows.theme_id, counts.rows.submissions.tolist(), strict=True))
    themes = ask("codebook_themes")
    families: dict[str, list[Any]] = {}
    for row in sorted(each(themes), key=lambda row: -submissions.get(row.theme_id, 0)):
        families.setdefault(row.family, []).append(row)

    def record(row: Any) -> Record:
        return Record(
            row.family,
            name=one_line(row.family),
            links=[
                Link(
                    "theme",
                    f"{one_line(theme.theme)} ({number(submissions.get(theme.theme_id, 0))})",
                    id=theme.theme_id,
                )
                for theme in families[row.family]
            ],
        )

    return RecordList(
        query=counts,
        title=ngettext(
            "{n} theme, each with a page", "{n} themes, each with a page", len(themes)
        ).format(n=number(len(themes))),
        subtitle=_("Numbers in brackets: submissions that raise it"),
        scope=page.scope(counts.filters),
        record=record,
        printed=len(families),
        rows=pd.DataFrame({"family": families.keys(), "themes": map(len, families.values())}),
        files=False,
    )
