"""How far coders who worked apart agreed: on the whole, and theme by theme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import isnan
from typing import Any

import pandas as pd

from cards.data_and_method.tables import Computed, link_to, starred
from cards.kit import Column, Link, Record, RecordList
from cards.query import Context
from data import intercoder_agreement
from data.rows import each
from i18n import N_, Words, _, decimal, enumerated, in_percent, labels, ngettext, number
from queries import ask, per_version

_MEASURES = Words(
    {
        "themes": N_("themes"),
        "kinds and themes": N_("kind and theme together"),
        "claims": N_("claims"),
        "verdicts": N_("verdicts on requests"),
    }
)
_SHORT = Words(_MEASURES, {"kinds and themes": N_("kind and theme"), "verdicts": N_("verdicts")})
"""What was coded, by itself and in a heading."""


@dataclass(frozen=True)
class Agreed:
    """How far coders agreed, and how many submissions both coded."""

    submissions: int
    themes: intercoder_agreement.Agreement
    pairs: intercoder_agreement.Agreement
    claims: intercoder_agreement.CodeAgreement
    verdicts: intercoder_agreement.CodeAgreement
    by_theme: pd.DataFrame


def on_adopted() -> pd.DataFrame:
    """How often two coders gave the same requests each pair of verdicts on the adopted text."""
    rows, texts = ask("verdict_agreement"), ask("texts")
    return rows[rows.text_id.isin(texts.text_id[texts.adopted])]


@per_version()
def measured() -> Agreed:
    """The coding's reliability."""
    coded = ask("coder_agreement")
    return Agreed(
        int(coded["total"].max()) if len(coded) else 0,
        intercoder_agreement.themes(coded),
        intercoder_agreement.kinds_and_themes(coded),
        intercoder_agreement.codes(ask("claim_agreement"), "points"),
        intercoder_agreement.codes(on_adopted(), "asks"),
        intercoder_agreement.by_theme(coded).sort_values("either", ascending=False, kind="stable"),
    )


def decimals(alpha: float) -> str:
    """An alpha with three decimals; a dash where it is not defined."""
    return "–" if isnan(alpha) else decimal(alpha, 3)


def verdict(alpha: float) -> str:
    """What Krippendorff's rule says of an alpha."""
    if isnan(alpha):
        return _("not defined")
    if alpha >= intercoder_agreement.RELIABLE:
        return _("reliable")
    if alpha >= intercoder_agreement.TENTATIVE:
        return _("tentative")
    return _("not reliable")


def measures(_page: Context) -> RecordList:
    """How far coders who worked apart agreed, on the whole."""
    agreement = measured()
    answer = _measures(agreement)
    compared = answer.rows[answer.rows.units > 0]
    coded = {
        "double_coding": agreement.submissions,
        "claim_coding": agreement.claims.units,
        "claim_outcomes": agreement.verdicts.units,
    }
    return RecordList(
        query=answer,
        title=_("How far two automated coders agree: {measures}").format(
            measures=enumerated(
                [f"{_SHORT[row.measure]} {decimals(row.alpha)}" for row in each(compared)]
            )
        ),
        subtitle=_(
            "Krippendorff's alpha, nominal, computed from the tables · 1 = full agreement · 0 = as by chance"
        ),
        scope="" if len(compared) else _("We therefore do not know how reliable its coding is."),
        record=_figure,
        rows=compared,
        empty=_("This data set was coded only once"),
        below=_method(agreement),
        toolbar=[link_to(table) for table, units in coded.items() if units],
    )


def _measures(agreement: Agreed) -> Computed:
    measures = {
        "themes": agreement.themes,
        "kinds and themes": agreement.pairs,
        "claims": agreement.claims,
        "verdicts": agreement.verdicts,
    }
    rows = [
        (name, measure.alpha, 100 * measure.share, measure.units)
        for name, measure in measures.items()
    ]
    columns = {
        "measure": _("what was coded"),
        "alpha": _("Krippendorff's alpha, nominal"),
        "agreement": _("units on which both coders agree (percent)"),
        "units": _("units compared"),
    }
    return Computed(
        "reliability",
        rows_to_show=pd.DataFrame(rows, columns=list(columns)),
        title=_("How far two automated coders agree"),
        row=_("one measure: themes, kinds and themes, claims or verdicts"),
        columns={name: Column("", meaning) for name, meaning in columns.items()},
    )


def _figure(row: Any) -> Record:
    agree = ngettext("{share} of {n} unit agree", "{share} of {n} units agree", row.units).format(
        share=in_percent(row.agreement, 1), n=number(row.units)
    )
    name = _MEASURES[row.measure]
    return Record(name, name=name, about=[decimals(row.alpha), verdict(row.alpha), agree])


def _method(agreement: Agreed) -> list[str]:
    differing, adjudicated = agreement.claims.differing, agreement.claims.adjudicated
    themes = [
        _(
            "**Themes and kinds:** two automated coders read the same {n} submissions independently. Each unit is "
            "one submission paired with one theme (or one kind and theme); its value is whether the coder gave "
            "that theme. Most themes are absent from most submissions, so simple agreement is high. Alpha corrects "
            "for agreement by chance."
        ).format(n=number(agreement.submissions))
    ]
    claims = [
        _(
            "**Claims:** two automated coders each gave every one of {n} points a claim, or none. They differ on "
            "{differing}; an adjudicator decided {adjudicated} of these. Treat this figure with caution. Both "
            "coders are the same kind of automated system, and the codebook was drawn from the points of the first "
            "release. On newer points they agree less; the codebook in the data package gives that figure."
        ).format(
            n=number(agreement.claims.units),
            differing=number(differing),
            adjudicated=number(adjudicated),
        )
    ]
    verdicts = [
        _(
            "**Verdicts:** two automated coders compared {n} recommendations and positions with the adopted text, "
            "paragraph by paragraph, each alone. They differ on {differing}; an adjudicator decided {adjudicated} of "
            "these. A text that affirms nearly everything makes agreement easy: read a verdict with how firmly the "
            "text speaks."
        ).format(
            n=number(agreement.verdicts.units),
            differing=number(agreement.verdicts.differing),
            adjudicated=number(agreement.verdicts.adjudicated),
        )
    ]
    return [
        *(themes if agreement.submissions else []),
        *(claims if agreement.claims.units else []),
        *(verdicts if agreement.verdicts.units else []),
        _(
            "**How to read alpha:** Krippendorff recommends relying on values of {reliable} or more, and drawing "
            "only tentative conclusions from values of {tentative} or more."
        ).format(
            reliable=decimals(intercoder_agreement.RELIABLE),
            tentative=decimals(intercoder_agreement.TENTATIVE),
        ),
    ]


def by_theme(_page: Context) -> RecordList | None:
    """How far coders who worked apart agreed, theme by theme."""
    agreement = measured()
    if not agreement.submissions:
        return None
    rows = agreement.by_theme
    few = rows.either < intercoder_agreement.FEW
    alphas = rows[~few].alpha.dropna()
    few_words = number(intercoder_agreement.FEW)
    theme = _("the theme; * = given to fewer than {few} submissions").format(few=few_words)
    alpha = _("Krippendorff's alpha, nominal; empty if all submissions have the same value")
    agree = _("submissions on which both coders agree (percent)")
    either = _("submissions to which at least one coder gave the theme")
    count = number, "localized"
    columns = {
        "theme": Column(labels.FILTERS["theme"], theme),
        "alpha": Column(_("Alpha"), alpha, decimals, "%.3f"),
        "agreement": Column(_("Agreement"), agree, partial(in_percent, places=0), "%.0f%%"),
        "either": Column(_("Either coder"), either, *count),
        "both": Column(_("Both coders"), _("submissions to which both coders gave it"), *count),
        "a": Column(_("Coder A"), _("submissions to which coder A gave it"), *count),
        "b": Column(_("Coder B"), _("submissions to which coder B gave it"), *count),
        "theme_id": Column("", _("the theme's id")),
    }
    answer = Computed(
        "reliability_by_theme",
        rows_to_show=rows[list(columns)],
        title=_("How far two automated coders agree on each theme"),
        row=_("one theme"),
        columns=columns,
    )
    return starred(
        answer,
        few,
        lambda row: Link("theme", row.theme, id=row.theme_id),
        title=ngettext(
            "{n} of {all} theme given to {few} or more submissions reaches {reliable}",
            "{n} of {all} themes given to {few} or more submissions reach {reliable}",
            len(alphas),
        ).format(
            n=number((alphas >= intercoder_agreement.RELIABLE).sum()),
            all=number(len(alphas)),
            few=few_words,
            reliable=decimals(intercoder_agreement.RELIABLE),
        ),
        subtitle=_(
            "Does each of {n} submissions raise the theme? · * fewer than {few} submissions: treat with caution"
        ).format(n=number(agreement.submissions), few=few_words),
    )
