"""How well the term lists reproduce the coding: themes, and action lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import pandas as pd

from cards.data_and_method.tables import Computed, starred
from cards.kit import Card, Column, Link, RecordList
from cards.query import Context
from data.lexicon import TermsRefused
from data.settings import data_set
from data.term_evaluation import Measured, measure_action_lines, measure_themes
from data.term_lists import Lists, read_lists
from i18n import _, decimal, headlines, in_percent, labels, ngettext, number, pgettext
from i18n.filter_options import option_labels
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


def themes(_page: Context) -> RecordList | None:
    """How well the lists for themes do."""
    evaluation = measured().themes
    if not evaluation:
        return None
    return _list(
        "term_themes",
        evaluation,
        title=_(
            "Term lists find {recall} of the coded themes; {precision} of what they propose is right"
        ),
        subtitle=_(
            "{points} that were not used to make the lists · * = coded fewer than {few} times"
        ),
        row=_("one theme"),
        entity="theme",
        how=_how_themes(evaluation),
    )


def action_lines(_page: Context) -> RecordList | None:
    """How well the lists for action lines do."""
    evaluation = measured().action_lines
    if not evaluation:
        return None
    return _list(
        "term_action_lines",
        evaluation,
        title=_(
            "Term lists find {recall} of the cited action lines; {precision} of what they propose is right"
        ),
        subtitle=_(
            "{points} with an action line that were not used to make the lists · * = coded fewer than {few} times"
        ),
        row=_("one action line"),
        entity="action_line",
        how=_how_action_lines(evaluation),
    )


def none_usable(_page: Context) -> Card | None:
    """That no list can be used, and why."""
    quality = measured()
    if quality.themes or quality.action_lines:
        return None
    nothing = Computed("term_lists", rows_to_show=pd.DataFrame())
    empty = _("This data set has no usable term lists")
    return Card(key="term_lists", query=nothing, title="", subtitle=quality.refused, empty=empty)


def _list(
    key: str,
    evaluation: Measured,
    *,
    title: str,
    subtitle: str,
    row: str,
    entity: str,
    how: Sequence[str],
) -> RecordList:
    """How well the lists for the ``entity``, a kind of i18n.routes.ENTITIES, do."""
    names = option_labels()[entity]
    rows = evaluation.by_id.sort_values("coded", ascending=False, kind="stable").assign(
        name=lambda frame: [names.get(identifier, identifier) for identifier in frame.id],
        precision=lambda frame: 100 * frame.precision,
        recall=lambda frame: 100 * frame.recall,
    )
    few = number(FEW)
    name = _("the theme or action line; * = coded fewer than {few} times").format(few=few)
    precision = _("percentage of the list's proposals that the coders gave as well")
    recall = _("percentage of what the coders gave that the list proposed as well")
    f1 = _("harmonic mean of precision and recall: 0 = nothing right, 1 = everything right")
    proposed, right = _("points for which the list proposes it"), _("points to which both give it")
    percent = (lambda share: _share(share / 100)), "%.0f%%"
    count = number, "localized"
    columns = {
        "name": Column(labels.FILTERS[entity], name),
        "precision": Column(_("Precision"), precision, *percent),
        "recall": Column(_("Recall"), recall, *percent),
        "f1": Column("F1", f1, _decimals, "%.2f"),
        "coded": Column(_("Coded"), _("points to which the coders gave it"), *count),
        "proposed": Column(_("Proposed"), proposed, *count),
        "right": Column(pgettext("correct", "Right"), right, *count),
        "id": Column("", _("its id")),
    }
    answer = Computed(
        key,
        rows_to_show=rows[list(columns)],
        title=title.format(
            recall=_share(evaluation.recall), precision=_share(evaluation.precision)
        ),
        row=row,
        columns=columns,
    )
    return starred(
        answer,
        rows.coded < FEW,
        lambda row: Link(entity, row.name, id=row.id),
        subtitle=subtitle.format(points=headlines.counted(evaluation.points, "points"), few=few),
        below=how,
    )


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
