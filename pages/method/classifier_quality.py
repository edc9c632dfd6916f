"""How well the term lists reproduce the coding, as cards: themes, and action lines."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import isnan

import pandas as pd
import streamlit as st

from components import print_view
from components.downloads import toolbar
from components.headings import heading
from data.lexicon import TermsRefused
from data.settings import data_set
from data.term_evaluation import Measured, measure_action_lines, measure_themes
from data.term_lists import Lists, read_lists
from i18n import _, decimal, headlines, in_percent, labels, ngettext, number, pgettext
from pages.method.tables import Computed, starred_table
from queries import ask, per_version, stream

FEW = 10
"""Figures of what coders gave less often than this depend on single points."""

AT_MOST = 50_000
"""The most points to measure: more would keep the reader waiting and change nothing."""


@dataclass(frozen=True)
class Found:
    """How well each list does; None where there is no such list. ``refused`` says why no list is usable."""

    themes: Measured | None = None
    action_lines: Measured | None = None
    refused: str = ""


@per_version()
def measured() -> Found:
    """How well the lists do."""
    try:
        lists = read_lists(
            data_set().source, ask("codebook_themes").theme_id, ask("action_lines").action_line_id
        )
    except TermsRefused as refused:
        return Found(refused=str(refused))
    if lists == Lists():
        return Found()
    columns = ["submission_id", "summary", "theme_id", "action_lines"]
    points = pd.concat(frame[columns] for frame in stream("points", limit=AT_MOST).frames)
    return Found(
        measure_themes(points, lists.themes) if lists.themes else None,
        measure_action_lines(points, lists.action_lines) if lists.action_lines else None,
    )


def cards() -> None:
    """How well the lists do, for themes and for action lines."""
    quality = measured()
    if quality.themes:
        _card(
            "term_themes",
            quality.themes,
            names=dict(ask("codebook_themes")[["theme_id", "theme"]].itertuples(index=False)),
            title=_(
                "Term lists find {recall} of the coded themes; {precision} of what they propose is right"
            ),
            subtitle=_(
                "{points} that were not used to make the lists · * = coded fewer than {few} times"
            ),
            row=_("one theme"),
            what=labels.FILTERS["theme"],
            how=_how_themes,
        )
    if quality.action_lines:
        _card(
            "term_action_lines",
            quality.action_lines,
            names=dict(
                ask("action_lines")[["action_line_id", "action_line"]].itertuples(index=False)
            ),
            title=_(
                "Term lists find {recall} of the cited action lines; {precision} of what they propose is right"
            ),
            subtitle=_(
                "{points} with an action line that were not used to make the lists · * = coded fewer than {few} times"
            ),
            row=_("one action line"),
            what=labels.FILTERS["action_line"],
            how=_how_action_lines,
        )
    if not quality.themes and not quality.action_lines:
        with st.container(border=True, key="card_term_lists"):
            heading(_("This data set has no usable term lists"), quality.refused)


def _card(
    key: str,
    evaluation: Measured,
    *,
    names: dict[str, str],
    title: str,
    subtitle: str,
    row: str,
    what: str,
    how: Callable[[Measured], list[str]],
) -> None:
    meanings = {
        "name": _("the theme or action line; * = coded fewer than {few} times").format(
            few=number(FEW)
        ),
        "precision": _("percentage of the list's proposals that the coders gave as well"),
        "recall": _("percentage of what the coders gave that the list proposed as well"),
        "f1": _("harmonic mean of precision and recall: 0 = nothing right, 1 = everything right"),
        "coded": _("points to which the coders gave it"),
        "proposed": _("points for which the list proposes it"),
        "right": _("points to which both give it"),
        "id": _("its id"),
    }
    rows = evaluation.by_id.sort_values("coded", ascending=False, kind="stable").assign(
        name=lambda frame: [names.get(identifier, identifier) for identifier in frame.id],
        precision=lambda frame: 100 * frame.precision,
        recall=lambda frame: 100 * frame.recall,
    )
    answer = Computed(
        key,
        shown=rows[list(meanings)],
        title=title.format(
            recall=_share(evaluation.recall), precision=_share(evaluation.precision)
        ),
        row=row,
        columns=meanings,
    )
    heads = {
        "name": what,
        "precision": _("Precision"),
        "recall": _("Recall"),
        "f1": "F1",
        "coded": _("Coded"),
        "proposed": _("Proposed"),
        "right": pgettext("correct", "Right"),
    }
    percent = ("%.0f%%", lambda share: _share(share / 100))
    draw_rows = partial(
        starred_table,
        key,
        answer,
        heads,
        rows.coded < FEW,
        {"precision": percent, "recall": percent, "f1": ("%.2f", _decimals)},
        answer.title,
    )
    with st.container(border=True, key=f"card_{key}"):
        heading(
            answer.title,
            subtitle.format(points=headlines.counted(evaluation.points, "points"), few=number(FEW)),
        )
        if print_view.is_print_view():
            draw_rows()
            st.markdown("\n".join(f"- {line}" for line in how(evaluation)))
            return
        table, method = st.tabs(
            (_("Table"), _("How it was counted")), key=f"tabs_{key}", on_change="rerun"
        )
        if table.open:
            with table:
                draw_rows()
        if method.open:
            with method:
                st.markdown("\n".join(f"- {line}" for line in how(evaluation)))
        with st.container(horizontal=True, gap="small", key=f"tools_{key}"):
            toolbar(key, answer)


def _how_themes(evaluation: Measured) -> list[str]:
    return [
        _(
            "**What this is for:** the command {command} reads documents and proposes points, and a person reviews "
            "them. It finds themes with lists of weighted terms. No point in this data set was coded this way."
        ).format(command="`wsis20 suggest`"),
        _(
            "**How it is measured:** the lists were made from the points of half of the submissions and tested on "
            "the other half, {points}. For each summary, the theme with the highest weight is compared with the "
            "theme that the coders gave. Only the submission's id decides which half it is in."
        ).format(points=headlines.counted(evaluation.points, "points")),
        _(
            "**Precision** {precision}: the lists proposed {proposed} themes, and the coders had given {right} of "
            "these. **Recall** {recall}: these {right} are part of the {coded} themes that the coders gave; for "
            "the rest, the lists proposed nothing or a different theme. **F1** combines the two: {f1} over all "
            "points, and {macro} averaged over the themes with terms, each theme counting equally."
        ).format(
            precision=_share(evaluation.precision),
            proposed=number(evaluation.proposed),
            right=number(evaluation.right),
            recall=_share(evaluation.recall),
            coded=number(evaluation.coded),
            f1=_decimals(evaluation.f1),
            macro=_decimals(evaluation.macro_f1),
        ),
        ngettext(
            "This is based on at most {n} point of the data set.",
            "This is based on at most {n} points of the data set.",
            AT_MOST,
        ).format(n=number(AT_MOST)),
        _(
            "**What this does not show:** our summaries are short. The lists were not tested on the documents "
            "themselves and will do worse on them."
        ),
    ]


def _how_action_lines(evaluation: Measured) -> list[str]:
    return [
        _(
            "**How it is measured:** as for themes, but only on the {points} that cite an action line. Coders "
            "recorded an action line only where a document names it. A point can cite several; the term lists "
            "propose every line that scores high enough."
        ).format(points=headlines.counted(evaluation.points, "points")),
        _(
            "**Precision** {precision}, **recall** {recall}, **F1** {f1} over all points. Averaged over the action "
            "lines cited, F1 is {macro}."
        ).format(
            precision=_share(evaluation.precision),
            recall=_share(evaluation.recall),
            f1=_decimals(evaluation.f1),
            macro=_decimals(evaluation.macro_f1),
        ),
    ]


def _share(share: float) -> str:
    return "–" if isnan(share) else in_percent(100 * share, 0)


def _decimals(value: float) -> str:
    return "–" if isnan(value) else decimal(value, 2)
