"""A submission's family: what its author said again, dropped and added from text to text."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cards.kit import Card, Chart
from cards.query import Context, Query
from cards.rankings import DIMENSIONS, grains
from charts.lineage import Text, family_matrix, family_names
from data.rows import each
from i18n import N_, Nn_, Words, _, dataset_texts, escaping, labels, ngettext, number, units
from i18n.dates import partial, written
from queries import Filters, ask

NEAREST = 12
"""How many texts of an author are drawn: those nearest in time to the one shown."""
WHOLE = 30
"""Up to this many themes or claims are all drawn; of more, those of two texts or of the one shown."""

GRAINS = Words({"themes": N_("Themes"), "claims": N_("Claims")})
KINDS = Words({"all": N_("All points")}, labels.KINDS_PLURAL)
STEPS = Words(
    {
        "first": N_("First submission"),
        "added": N_("Added"),
        "kept": N_("Kept"),
        "dropped": N_("No longer raised"),
        "undated": N_("Undated submission"),
    }
)


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
    grain, kind = page.value("grain", tuple(grains(GRAINS))), page.value("show", tuple(KINDS))
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
        for row in each(near)
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
            lines, texts, _("+ added, = kept, − no longer raised since the previous submission")
        ),
        state=(family.author, tuple(lines)),
        how=_(
            "Submissions are listed by date; if only the month or year is known, by its last possible day. Undated "
            "ones come last and are not compared. “Kept” means found in this submission and the previous one; "
            "“dropped” means found only in the previous one."
        )
        + f" {escaping.markdown(dataset_texts.texts().reading)}",
        empty=_("None of these submissions has a point of this kind"),
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


_AGAINST = {
    "themes": Nn_(
        "{name} kept {kept} of the {n} theme in its previous submission, dropped {dropped} and added {added}",
        "{name} kept {kept} of the {n} themes in its previous submission, dropped {dropped} and added {added}",
    ),
    "claims": Nn_(
        "{name} kept {kept} of the {n} claim in its previous submission, dropped {dropped} and added {added}",
        "{name} kept {kept} of the {n} claims in its previous submission, dropped {dropped} and added {added}",
    ),
}
_IN_MOST = {
    "themes": N_("{name} raised {said} in {n} of {all} submissions"),
    "claims": N_("{name} made the claim {said} in {n} of {all} submissions"),
}
_IN_TABLE = {
    "themes": Nn_("{n} more theme in the table", "{n} more themes in the table"),
    "claims": Nn_("{n} more claim in the table", "{n} more claims in the table"),
}


def story(name: str, own: pd.DataFrame, said: pd.DataFrame, submission: str, grain: str) -> str:
    """What the author kept, dropped and added in the submission shown, where another came before it; else how many
    it sent.
    """
    if said.empty:
        return ""
    here = said[said.submission_id == submission].step.value_counts()
    if len(here) and {"first", "undated"}.isdisjoint(here.index):
        kept, added, dropped = (int(here.get(s, 0)) for s in ("kept", "added", "dropped"))
        return ngettext(*_AGAINST[grain], kept + dropped).format(
            n=number(kept + dropped),
            name=name,
            kept=number(kept),
            dropped=number(dropped),
            added=number(added),
        )
    if "first" in here.index:
        words = Nn_(
            "The first of {n} submission by {name}", "The first of {n} submissions by {name}"
        )
    else:
        words = Nn_("{n} submission by {name}", "{n} submissions by {name}")
    return ngettext(*words, len(own)).format(n=number(len(own)), name=name)


def in_most(name: str, own: pd.DataFrame, said: pd.DataFrame, grain: str) -> str:
    """What the author says in most of its submissions; empty without a single leader."""
    raised = said[said.step != "dropped"]
    texts = raised.groupby("said_id").submission_id.nunique()
    leaders = texts[texts == texts.max()]
    if len(leaders) != 1 or len(own) < 3 or texts.max() < 2:
        return ""
    return _(_IN_MOST[grain]).format(
        name=name,
        said=escaping.one_line(raised[raised.said_id == leaders.index[0]].said.iloc[0]),
        n=number(texts.max()),
        all=number(len(own)),
    )


def _subtitle(
    page: Context,
    own: pd.DataFrame,
    near: pd.DataFrame,
    said: pd.DataFrame,
    lines: dict[str, str],
    grain: str,
) -> str:
    parts = [
        in_most(escaping.one_line(own.organisation.iloc[0]), own, said, grain),
        _("▲ challenge ■ recommendation ◆ position ● achievement ✶ several kinds × dropped"),
    ]
    if len(near) < len(own):
        parts.append(
            _("the {near} of {all} submissions that are nearest in time").format(
                near=number(len(near)), all=number(len(own))
            )
        )
    left = said.said_id.nunique() - len(lines)
    if left:
        parts.append(ngettext(*_IN_TABLE[grain], left).format(n=number(left)))
    if page.filters.active():
        parts.append(_("filters do not apply"))
    return " · ".join(part for part in parts if part)


def _short_date(row: Any) -> str:
    """The date for the head of a column; what shows on a click or a touch says that a day is not known."""
    return partial(row.submitted_on, row.date_precision) or _("undated")


def where(row: Any) -> str:
    return f"{escaping.one_line(row.short_stage)}, {written(row.submitted_on)}"


def _hovers(drawn: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    places = {row.submission_id: where(row) for row in each(own)}
    hovers = []
    for row in each(drawn):
        points = int(row.points)
        if points:
            kind = None if row.kind == "several" else str(row.kind)
            words = (STEPS[str(row.step)], units.counted(points, "points", kind))
        else:
            words = (STEPS[str(row.step)], _("in the previous submission, not in this one"))
        hovers.append(
            "<br>".join(escaping.plot(p) for p in (row.said, places[row.submission_id], *words))
        )
    return hovers
