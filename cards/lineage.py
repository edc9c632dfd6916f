"""A submission's family: what its author said again, dropped and added from text to text."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cards.kit import Card, Chart
from cards.query import Context, Query
from cards.rankings import DIMENSIONS
from charts.lineage import Text, family_matrix, family_names
from i18n import _, dataset_texts, escaping, labels, ngettext, number
from i18n.dates import partial, written
from i18n.headlines import counted
from queries import Filters, ask

NEAREST = 12
"""How many texts of an author are drawn: those nearest in time to the one shown."""
WHOLE = 30
"""Up to this many themes or claims are all drawn; of more, those of two texts or of the one shown."""

GRAINS = {"themes": _("Themes"), "claims": _("Claims")}
KINDS = {"all": _("All"), **labels.KINDS_PLURAL}
STEPS = {
    "first": _("First text"),
    "added": _("Added"),
    "kept": _("Kept"),
    "dropped": _("Dropped"),
    "undated": _("Undated text"),
}


@dataclass(frozen=True)
class Lineage:
    """The texts of one author of the submission ``shown``, by what they say: themes or claims (``grain``) of a kind."""

    shown: str
    author: str
    grain: str
    kind: str

    @cached_property
    def own(self) -> pd.DataFrame:
        """The author's texts, in time order."""
        everyone = ask("submission_family", id=self.shown)
        return everyone[everyone.organisation_id == self.author].reset_index(drop=True)

    @cached_property
    def near(self) -> pd.DataFrame:
        """Those of them that are drawn."""
        return nearest(self.own, self.shown)

    @property
    def parameters(self) -> dict[str, str]:
        """As the question takes them."""
        return {"id": self.shown, "grain": self.grain, "kind": self.kind}

    @cached_property
    def said(self) -> pd.DataFrame:
        """What the texts say, and what became of it."""
        said = ask("submission_family_said", None, **self.parameters)
        return said[said.organisation_id == self.author].reset_index(drop=True)

    def points(self, row: Any, identity: str) -> pd.DataFrame:
        """The points of one text on a theme or claim."""
        points = ask("submission_points", id=row.submission_id)
        points = points[points[DIMENSIONS[self.grain].id] == identity]
        return points if self.kind == "all" else points[points.kind == self.kind]


def family(page: Context, submission: str) -> Lineage | None:
    """The texts of the author that the address names, else of the one with most; None if no author has several."""
    several = authors_of_several(ask("submission_family", id=submission))
    if not several:
        return None
    author = page.value("author", tuple(several))
    grain, kind = page.value("grain", tuple(GRAINS)), page.value("show", tuple(KINDS))
    return Lineage(submission, author, grain, kind)


def lineage_card(page: Context, family: Lineage) -> Card:
    """The texts of an author through the review."""
    own, near, said = family.own, family.near, family.said
    drawn = said[said.submission_id.isin(near.submission_id)]
    lines = trace(said, drawn, family.shown)
    drawn = drawn[drawn.said_id.isin(lines)]
    steps = {i: step(said[said.submission_id == i]) for i in near.submission_id}

    texts = [
        Text(
            row.submission_id,
            f"{escaping.one_line(row.short_stage)}\n{_short_date(row)}",
            steps[row.submission_id],
            row.submission_id == family.shown,
        )
        for row in near.itertuples()
    ]

    def draw() -> go.Figure:
        return family_matrix(drawn, labels=lines, texts=texts, hovers=_hovers(drawn, own))

    return Chart(
        key="family",
        query=Query("submission_family_said", Filters(), family.parameters, said),
        title=story(
            escaping.one_line(own.organisation.iloc[0]), own, said, family.shown, family.grain
        ),
        subtitle=_subtitle(page, own, near, said, lines, family.grain),
        draw=draw,
        names=lambda: family_names(
            lines, texts, _("+ added, = kept, − dropped against the text before")
        ),
        state=(family.author, tuple(lines)),
        how=_(
            "Texts stand in the order of their dates, one known by month or year at its last possible day; an undated "
            "one stands last and is compared with none. Kept means coded from this text and from the one before, "
            "dropped means coded from the one before only."
        )
        + f" {escaping.markdown(dataset_texts.texts().reading)}",
        empty=_("None of these texts has a point of this kind"),
        whatever=True,
    )


def authors_of_several(everyone: pd.DataFrame) -> dict[str, str]:
    """Authors of more than one text (id -> name and number of texts), the one with most texts first."""
    texts = everyone.groupby("organisation_id", sort=False).agg(
        name=("organisation", "first"), texts=("submission_id", "size")
    )
    several = texts[texts.texts > 1].sort_values("texts", ascending=False, kind="stable")
    return {
        row.Index: f"{escaping.one_line(row.name)} ({number(row.texts)})"
        for row in several.itertuples()
    }


def nearest(own: pd.DataFrame, submission: str) -> pd.DataFrame:
    """The texts to draw: up to NEAREST, with as many before as after the one shown where there are."""
    place = own.submission_id.tolist().index(submission)
    start = max(min(place - NEAREST // 2, len(own) - NEAREST), 0)
    return own.iloc[start : start + NEAREST]


def trace(said: pd.DataFrame, near: pd.DataFrame, submission: str) -> dict[str, str]:
    """The themes or claims of the texts ``near`` to draw (id -> title), those of most of the author's texts first."""
    raised = said[said.step != "dropped"]
    texts = raised.groupby("said_id").submission_id.nunique()
    titles = dict(zip(near.said_id, near.said, strict=True))
    order = sorted(titles, key=lambda i: (-int(texts[i]), escaping.one_line(titles[i])))
    if len(order) > WHOLE:
        here = set(near[near.submission_id == submission].said_id)
        order = [i for i in order if texts[i] > 1 or i in here]
    return {i: titles[i] for i in order}


def step(of_text: pd.DataFrame) -> str:
    """What became of what was said against the text before, in short: +3 =2 −4."""
    counts = of_text.step.value_counts()
    if "undated" in counts:
        return _("undated")
    if "first" in counts:
        return _("first")
    return "+{added} ={kept} −{dropped}".format(
        **{name: number(counts.get(name, 0)) for name in ("added", "kept", "dropped")}
    )


def story(name: str, own: pd.DataFrame, said: pd.DataFrame, submission: str, grain: str) -> str:
    """What the author says in most of its texts, and what became of it in the one shown."""
    if said.empty:
        return ""
    raised = said[said.step != "dropped"]
    texts = raised.groupby("said_id").submission_id.nunique()
    leaders = texts[texts == texts.max()]
    parts = []
    if len(leaders) == 1 and len(own) > 2 and texts.max() > 1:
        title = escaping.one_line(raised[raised.said_id == leaders.index[0]].said.iloc[0])
        parts.append(
            _("{name} raises “{said}” in {n} of {texts} texts").format(
                name=name, said=title, n=number(texts.max()), texts=number(len(own))
            )
        )
    else:
        parts.append(
            ngettext("{n} text by {name}", "{n} texts by {name}", len(own)).format(
                n=number(len(own)), name=name
            )
        )
    here = said[said.submission_id == submission].step.value_counts()
    if {"first", "undated"}.isdisjoint(here.index) and len(here):
        kept, added, dropped = (int(here.get(s, 0)) for s in ("kept", "added", "dropped"))
        before = kept + dropped
        parts.append(
            _(
                "of {before} coded in the text before, this one keeps {kept}; it adds {added}"
            ).format(before=_counted(before, grain), kept=number(kept), added=number(added))
        )
    elif "first" in here.index:
        parts.append(_("this text is the first"))
    return "; ".join(parts)


def _counted(count: int, grain: str) -> str:
    words = {
        "themes": ngettext("{n} theme", "{n} themes", count),
        "claims": ngettext("{n} claim", "{n} claims", count),
    }[grain]
    return words.format(n=number(count))


def _subtitle(
    page: Context,
    own: pd.DataFrame,
    near: pd.DataFrame,
    said: pd.DataFrame,
    lines: dict[str, str],
    grain: str,
) -> str:
    parts = [
        _("▲ challenge ■ recommendation ◆ position ● achievement ✶ several kinds × dropped"),
        _("only what was coded: “not coded” is not “not said”"),
    ]
    if len(near) < len(own):
        parts.append(
            _("the {near} texts nearest in time of {all}").format(
                near=number(len(near)), all=number(len(own))
            )
        )
    left = said.said_id.nunique() - len(lines)
    if left:
        parts.append(_("{counted} more in the table").format(counted=_counted(left, grain)))
    if page.filters.active():
        parts.append(_("whatever the filters"))
    return " · ".join(parts)


def _short_date(row: Any) -> str:
    """The date for the head of a column; what shows on a click or a touch says that a day is not known."""
    return partial(row.submitted_on, row.date_precision) or _("undated")


def where(row: Any) -> str:
    return f"{escaping.one_line(row.short_stage)}, {written(row.submitted_on)}"


def _hovers(drawn: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    places = {row.submission_id: where(row) for row in own.itertuples()}
    hovers = []
    for row in drawn.itertuples():
        words = STEPS[str(row.step)]
        if row.points:
            kind = labels.KINDS.get(str(row.kind), _("Several kinds"))
            words += f": {counted(int(row.points), 'points')}, {kind.lower()}"
        else:
            words += ": " + _("coded from the text before, not from this one")
        hovers.append(
            "<br>".join(escaping.plot(p) for p in (row.said, places[row.submission_id], words))
        )
    return hovers
