"""A submission's family: what its author kept, dropped and added from text to text."""

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
from i18n import (
    N_,
    Nn_,
    Words,
    _,
    dataset_texts,
    escaping,
    labels,
    messages,
    ngettext,
    number,
    partial_date,
    units,
    written_date,
)
from queries import Filters, ask

NEAREST = 12
"""The most texts of an author in the chart: those nearest in time to the submission of the page."""
WHOLE = 30
"""Up to this many themes or claims the chart has all; of more, those of two texts or of the page's submission."""

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
    """The texts of one author of a submission, by what they say: themes or claims (``grain``) of a kind."""

    submission_id: str
    author: str
    grain: str
    kind: str

    @cached_property
    def author_texts(self) -> pd.DataFrame:
        """The author's texts, in time order."""
        texts = ask("submission_family", id=self.submission_id)
        return texts[texts.organisation_id == self.author].reset_index(drop=True)

    @cached_property
    def near(self) -> pd.DataFrame:
        """Those of the author's texts that the chart has."""
        return nearest(self.author_texts, self.submission_id)

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the question ``submission_family_said``."""
        return {"id": self.submission_id, "grain": self.grain, "kind": self.kind}

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """The themes or claims of each text, and the step of each since the text before."""
        rows = ask("submission_family_said", None, **self.parameters)
        return rows[rows.organisation_id == self.author].reset_index(drop=True)

    def points(self, row: Any, identity: str) -> pd.DataFrame:
        """The points of one text on a theme or claim."""
        points = ask("submission_points", id=row.submission_id)
        points = points[points[DIMENSIONS[self.grain].id] == identity]
        return points if self.kind == "all" else points[points.kind == self.kind]


def family(page: Context, submission: str) -> Lineage | None:
    """The texts of the author that the address names, else of the one with most; None if no author has several."""
    authors = authors_of_several(ask("submission_family", id=submission))
    if not authors:
        return None
    author = page.value("author", tuple(authors))
    grain, kind = page.value("grain", tuple(grains(GRAINS))), page.value("show", tuple(KINDS))
    return Lineage(submission, author, grain, kind)


def lineage_card(page: Context, family: Lineage) -> Card:
    """The texts of an author through the review."""
    author_texts, nearest_texts, mentions = family.author_texts, family.near, family.mentions
    chart_rows = mentions[mentions.submission_id.isin(nearest_texts.submission_id)]
    lines = trace(mentions, chart_rows, family.submission_id)
    chart_rows = chart_rows[chart_rows.said_id.isin(lines)]
    steps = {
        identifier: step(mentions[mentions.submission_id == identifier])
        for identifier in nearest_texts.submission_id
    }

    texts = [
        Text(
            row.submission_id,
            f"{escaping.one_line(row.short_stage)}\n{_short_date(row)}",
            steps[row.submission_id],
            row.submission_id == family.submission_id,
        )
        for row in each(nearest_texts)
    ]

    def draw() -> go.Figure:
        return family_matrix(
            chart_rows, labels=lines, texts=texts, hovers=_hovers(chart_rows, author_texts)
        )

    return Chart(
        query=Query("submission_family_said", Filters(), family.parameters, mentions),
        title=story(
            escaping.one_line(author_texts.organisation.iloc[0]),
            author_texts,
            mentions,
            family.submission_id,
            family.grain,
        ),
        subtitle=_subtitle(page, author_texts, nearest_texts, mentions, lines, family.grain),
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


def authors_of_several(submissions: pd.DataFrame) -> dict[str, str]:
    """Authors of more than one text (id -> name and number of texts), the one with most texts first."""
    texts = submissions.groupby("organisation_id", sort=False).agg(
        name=("organisation", "first"), texts=("submission_id", "size")
    )
    authors = texts[texts.texts > 1].sort_values("texts", ascending=False, kind="stable")
    return {
        row.Index: f"{escaping.one_line(row.name)} ({number(row.texts)})"
        for row in authors.itertuples()
    }


def nearest(author_texts: pd.DataFrame, submission: str) -> pd.DataFrame:
    """The texts of the chart: up to NEAREST, as many before ``submission`` as after it if there are enough."""
    position = author_texts.submission_id.tolist().index(submission)
    start = max(min(position - NEAREST // 2, len(author_texts) - NEAREST), 0)
    return author_texts.iloc[start : start + NEAREST]


def trace(mentions: pd.DataFrame, chart_rows: pd.DataFrame, submission: str) -> dict[str, str]:
    """Themes or claims in ``chart_rows`` (id -> title), those of most of the author's texts first."""
    raised = mentions[mentions.step != "dropped"]
    texts = raised.groupby("said_id").submission_id.nunique()
    titles = dict(zip(chart_rows.said_id, chart_rows.said, strict=True))
    order = sorted(
        titles,
        key=lambda identifier: (-int(texts[identifier]), escaping.one_line(titles[identifier])),
    )
    if len(order) > WHOLE:
        current_ids = set(chart_rows[chart_rows.submission_id == submission].said_id)
        order = [
            identifier for identifier in order if texts[identifier] > 1 or identifier in current_ids
        ]
    return {identifier: titles[identifier] for identifier in order}


def step(of_text: pd.DataFrame) -> str:
    """How many themes or claims a text added, kept and dropped since the text before, in short: +3 =2 −4."""
    counts = of_text.step.value_counts()
    if "undated" in counts:
        return _("undated")
    if "first" in counts:
        return _("first")
    return "+{added} ={kept} −{dropped}".format(
        **{name: number(counts.get(name, 0)) for name in ("added", "kept", "dropped")}
    )


def story(
    name: str, author_texts: pd.DataFrame, mentions: pd.DataFrame, submission: str, grain: str
) -> str:
    """What the author kept, dropped and added in the ``submission``, if another came before it; else how many
    submissions the author sent.
    """
    if mentions.empty:
        return ""
    step_counts = mentions[mentions.submission_id == submission].step.value_counts()
    if len(step_counts) and {"first", "undated"}.isdisjoint(step_counts.index):
        kept_count, added_count, dropped_count = (
            int(step_counts.get(step_name, 0)) for step_name in ("kept", "added", "dropped")
        )
        return messages.KEPT_AND_DROPPED(
            grain,
            kept_count + dropped_count,
            name=name,
            kept=number(kept_count),
            dropped=number(dropped_count),
            added=number(added_count),
        )
    if "first" in step_counts.index:
        templates = Nn_(
            "The first of {n} submission by {name}", "The first of {n} submissions by {name}"
        )
    else:
        templates = Nn_("{n} submission by {name}", "{n} submissions by {name}")
    return ngettext(*templates, len(author_texts)).format(n=number(len(author_texts)), name=name)


def in_most(name: str, author_texts: pd.DataFrame, mentions: pd.DataFrame, grain: str) -> str:
    """What the author says in most of its submissions; empty without a single leader."""
    raised = mentions[mentions.step != "dropped"]
    texts = raised.groupby("said_id").submission_id.nunique()
    leaders = texts[texts == texts.max()]
    if len(leaders) != 1 or len(author_texts) < 3 or texts.max() < 2:
        return ""
    return messages.IN_MOST(
        grain,
        int(texts.max()),
        name=name,
        said=escaping.one_line(raised[raised.said_id == leaders.index[0]].said.iloc[0]),
        all=number(len(author_texts)),
    )


def _subtitle(
    page: Context,
    author_texts: pd.DataFrame,
    nearest_texts: pd.DataFrame,
    mentions: pd.DataFrame,
    lines: dict[str, str],
    grain: str,
) -> str:
    parts = [
        in_most(
            escaping.one_line(author_texts.organisation.iloc[0]), author_texts, mentions, grain
        ),
        _("▲ challenge ■ recommendation ◆ position ● achievement ✶ several kinds × dropped"),
    ]
    if len(nearest_texts) < len(author_texts):
        parts.append(
            _("the {near} of {all} submissions that are nearest in time").format(
                near=number(len(nearest_texts)), all=number(len(author_texts))
            )
        )
    hidden_count = mentions.said_id.nunique() - len(lines)
    if hidden_count:
        parts.append(messages.MORE_IN_TABLE(grain, hidden_count))
    if page.filters.active():
        parts.append(_("filters do not apply"))
    return " · ".join(part for part in parts if part)


def _short_date(row: Any) -> str:
    """The date for the head of a column; the text on a click or a touch says so if the day is not known."""
    return partial_date(row.submitted_on, row.date_precision) or _("undated")


def where(row: Any) -> str:
    return f"{escaping.one_line(row.short_stage)}, {written_date(row.submitted_on)}"


def _hovers(rows: pd.DataFrame, author_texts: pd.DataFrame) -> list[str]:
    headings = {row.submission_id: where(row) for row in each(author_texts)}
    hovers = []
    for row in each(rows):
        points = int(row.points)
        if points:
            kind = None if row.kind == "several" else str(row.kind)
            words = (STEPS[str(row.step)], units.counted(points, "points", kind))
        else:
            words = (STEPS[str(row.step)], _("in the previous submission, not in this one"))
        hovers.append(
            "<br>".join(
                escaping.plot(part) for part in (row.said, headings[row.submission_id], *words)
            )
        )
    return hovers
