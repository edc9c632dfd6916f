"""How far coders who worked apart agreed, as cards: on the whole, and theme by theme."""

from dataclasses import dataclass
from math import isnan

import pandas as pd
import streamlit as st

from components.downloads import toolbar
from components.headings import heading
from data import intercoder_agreement
from i18n import _, decimal, enumerated, in_percent, labels, ngettext, number
from pages.method.tables import Computed, open_table, starred_table
from queries import ask, per_version


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


def cards() -> None:
    """How far coders who worked apart agreed: on the whole, and theme by theme."""
    agreement = measured()
    measures = [(measure, short, name) for measure, short, name in _all(agreement) if measure.units]
    if not measures:
        with st.container(border=True, key="card_reliability"):
            heading(
                _("This data set was coded only once"),
                _("We therefore do not know how reliable its coding is."),
            )
        return
    with st.container(border=True, key="card_reliability"):
        heading(
            _("How far two automated coders agree: {measures}").format(
                measures=enumerated(
                    [f"{short} {decimals(measure.alpha)}" for measure, short, _name in measures]
                )
            ),
            _(
                "Krippendorff's alpha, nominal, computed from the tables · 1 = full agreement · 0 = as by chance"
            ),
        )
        with st.grid(4, min_column_width=200, border=True, key="figures", gap="small"):
            for measure, _short, name in measures:
                _figure(measure, name)
        st.markdown("\n".join(f"- {line}" for line in _method(agreement)))
        with st.container(horizontal=True, gap="small", key="point_sources"):
            if agreement.submissions:
                open_table("double_coding")
            if agreement.claims.units:
                open_table("claim_coding")
            if agreement.verdicts.units:
                open_table("claim_outcomes")
        with st.container(horizontal=True, gap="small", key="tools_reliability"):
            toolbar("reliability", _measures(agreement))
    if agreement.submissions:
        _by_theme(agreement)


def _all(agreement: Agreed) -> list[tuple[intercoder_agreement.Agreement, str, str]]:
    """Each measure with what it is of, in a heading and by itself."""
    return [
        (agreement.themes, _("themes"), _("themes")),
        (agreement.pairs, _("kind and theme"), _("kind and theme together")),
        (agreement.claims, _("claims"), _("claims")),
        (agreement.verdicts, _("verdicts"), _("verdicts on requests")),
    ]


def _figure(agreement: intercoder_agreement.Agreement, name: str) -> None:
    with st.container(gap="xxsmall"):
        st.markdown(decimals(agreement.alpha))
        agree = ngettext(
            "{share} of {n} unit agree", "{share} of {n} units agree", agreement.units
        ).format(share=in_percent(100 * agreement.share, 1), n=number(agreement.units))
        st.caption(f"**{name}**  \n{verdict(agreement.alpha)}  \n{agree}")


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


def _measures(agreement: Agreed) -> Computed:
    rows = [
        (name, measure.alpha, 100 * measure.share, measure.units)
        for name, measure in (
            ("themes", agreement.themes),
            ("kinds and themes", agreement.pairs),
            ("claims", agreement.claims),
            ("verdicts", agreement.verdicts),
        )
    ]
    return Computed(
        "reliability",
        shown=pd.DataFrame(rows, columns=["measure", "alpha", "agreement", "units"]),
        title=_("How far two automated coders agree"),
        row=_("one measure: themes, kinds and themes, claims or verdicts"),
        columns={
            "measure": _("what was coded"),
            "alpha": _("Krippendorff's alpha, nominal"),
            "agreement": _("units on which both coders agree (percent)"),
            "units": _("units compared"),
        },
    )


def _by_theme(agreement: Agreed) -> None:
    rows = agreement.by_theme
    few = rows.either < intercoder_agreement.FEW
    alphas = rows[~few].alpha.dropna()
    meanings = {
        "theme": _("the theme; * = given to fewer than {few} submissions").format(
            few=number(intercoder_agreement.FEW)
        ),
        "alpha": _("Krippendorff's alpha, nominal; empty if all submissions have the same value"),
        "agreement": _("submissions on which both coders agree (percent)"),
        "either": _("submissions to which at least one coder gave the theme"),
        "both": _("submissions to which both coders gave it"),
        "a": _("submissions to which coder A gave it"),
        "b": _("submissions to which coder B gave it"),
        "theme_id": _("the theme's id"),
    }
    answer = Computed(
        "reliability_by_theme",
        shown=rows[list(meanings)],
        title=_("How far two automated coders agree on each theme"),
        row=_("one theme"),
        columns=meanings,
    )
    with st.container(border=True, key="card_by_theme"):
        heading(
            ngettext(
                "{n} of {all} theme given to {few} or more submissions reaches {reliable}",
                "{n} of {all} themes given to {few} or more submissions reach {reliable}",
                len(alphas),
            ).format(
                n=number((alphas >= intercoder_agreement.RELIABLE).sum()),
                all=number(len(alphas)),
                few=number(intercoder_agreement.FEW),
                reliable=decimals(intercoder_agreement.RELIABLE),
            ),
            _(
                "Does each of {n} submissions raise the theme? · * fewer than {few} submissions: treat with caution"
            ).format(n=number(agreement.submissions), few=number(intercoder_agreement.FEW)),
        )
        starred_table(
            "by_theme",
            answer,
            {
                "theme": labels.FILTERS["theme"],
                "alpha": _("Alpha"),
                "agreement": _("Agreement"),
                "either": _("Either coder"),
                "both": _("Both coders"),
                "a": _("Coder A"),
                "b": _("Coder B"),
            },
            few,
            {
                "alpha": ("%.3f", decimals),
                "agreement": ("%.0f%%", lambda share: in_percent(share, 0)),
            },
            _("Agreement of two automated coders on each theme"),
        )
        with st.container(horizontal=True, gap="small", key="tools_by_theme"):
            toolbar("by_theme", answer)
