"""A submission's family: what its author said again, dropped and added from text to text."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from charts.family import Text, family_matrix, family_names
from components import address, entities
from components.card import Answer, chart_card
from components.patience import patient
from queries import Filters, ask
from words import _, labels, ngettext, number, text
from words.consultation import READING
from words.dates import partial
from words.findings import counted

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
_OF_GRAIN = {"themes": ("theme", "theme_id"), "claims": ("claim", "claim_id")}


@patient
def family_card(shown: Any) -> None:
    """The texts of one of its authors through the review; nothing if no author has more than one text."""
    everyone = ask("submission_family", id=shown.submission_id)
    authors = authors_of_several(everyone)
    if not authors:
        return
    st.header(_("What its author said before and after"), anchor="family")
    with st.container(horizontal=True, gap="small", key="family_switches"):
        author = next(iter(authors))
        if len(authors) > 1:
            author = address.selected("author", _("Texts by"), authors, default=author)
        grain = address.choice("grain", _("As"), GRAINS)
        kind = address.choice("show", _("Kind"), KINDS)
    own = everyone[everyone.organisation_id == author].reset_index(drop=True)
    said = ask("submission_family_said", id=shown.submission_id, grain=grain, kind=kind)
    said = said[said.organisation_id == author].reset_index(drop=True)
    near = nearest(own, shown.submission_id)
    drawn = said[said.submission_id.isin(near.submission_id)]
    lines = followed(said, drawn, shown.submission_id)
    drawn = drawn[drawn.said_id.isin(lines)]
    name = text.plain(own.organisation.iloc[0])
    steps = {i: step(said[said.submission_id == i]) for i in near.submission_id}

    def figure() -> Any:
        return family_matrix(
            drawn,
            labels=lines,
            texts=[
                Text(
                    row.submission_id,
                    f"{text.plain(row.short_stage)}\n{_date(row)}",
                    steps[row.submission_id],
                    row.submission_id == shown.submission_id,
                )
                for row in near.itertuples()
            ],
            hovers=_hovers(drawn, own),
        )

    chart_card(
        "family",
        Answer(
            "submission_family_said",
            Filters(),
            said,
            {"id": shown.submission_id, "grain": grain, "kind": kind},
        ),
        title=story(name, own, said, shown.submission_id, grain),
        subtitle=_subtitle(own, near, said, lines, grain),
        figure=figure,
        names=lambda: family_names(lines, _("+ added, = kept, − dropped against the text before")),
        doors=lambda ids: _doors(ids, own, said, grain, kind),
        chosen=(author, tuple(lines)),
        beneath=lambda: _beneath(shown, own, near, said, grain),
        how=_(
            "Texts stand in the order of their dates, one known by month or year at its last day; an undated one "
            "stands last and is compared with none. Kept means coded from this text and from the one before, dropped "
            "means coded from the one before only."
        )
        + f" {text.markdown(READING)}",
        empty=_("None of these texts has a point of this kind"),
    )


def authors_of_several(everyone: pd.DataFrame) -> dict[str, str]:
    """Authors of more than one text (id -> name and number of texts), the one with most texts first."""
    texts = everyone.groupby("organisation_id", sort=False).agg(
        name=("organisation", "first"), texts=("submission_id", "size")
    )
    several = texts[texts.texts > 1].sort_values("texts", ascending=False, kind="stable")
    return {
        row.Index: f"{text.plain(row.name)} ({number(row.texts)})" for row in several.itertuples()
    }


def nearest(own: pd.DataFrame, submission: str) -> pd.DataFrame:
    """The texts to draw: up to NEAREST, with as many before as after the one shown where there are."""
    place = own.submission_id.tolist().index(submission)
    start = max(min(place - NEAREST // 2, len(own) - NEAREST), 0)
    return own.iloc[start : start + NEAREST]


def followed(said: pd.DataFrame, near: pd.DataFrame, submission: str) -> dict[str, str]:
    """The themes or claims of the texts ``near`` to draw (id -> title), those of most of the author's texts first."""
    raised = said[said.step != "dropped"]
    texts = raised.groupby("said_id").submission_id.nunique()
    titles = dict(zip(near.said_id, near.said, strict=True))
    order = sorted(titles, key=lambda i: (-int(texts[i]), text.plain(titles[i])))
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
        title = text.plain(raised[raised.said_id == leaders.index[0]].said.iloc[0])
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
    own: pd.DataFrame, near: pd.DataFrame, said: pd.DataFrame, lines: dict[str, str], grain: str
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
    if address.filters().active():
        parts.append(_("whatever the filters"))
    return " · ".join(parts)


def _date(row: Any) -> str:
    return partial(row.submitted_on, row.date_precision) or _("undated")


def _where(row: Any) -> str:
    return f"{text.plain(row.short_stage)}, {_date(row)}"


def _hovers(drawn: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    where = {row.submission_id: _where(row) for row in own.itertuples()}
    hovers = []
    for row in drawn.itertuples():
        words = STEPS[str(row.step)]
        if row.points:
            kind = labels.KINDS.get(str(row.kind), _("Several kinds"))
            words += f": {counted(int(row.points), 'points')}, {kind.lower()}"
        else:
            words += ": " + _("coded from the text before, not from this one")
        hovers.append(
            "<br>".join(text.plot(p) for p in (row.said, where[row.submission_id], words))
        )
    return hovers


def _doors(
    ids: Sequence[str], own: pd.DataFrame, said: pd.DataFrame, grain: str, kind: str
) -> None:
    """What a mark stands for: the words coded from that text, those of the text before, and what is behind."""
    identity, submission = ids
    texts = own.submission_id.tolist()
    if submission not in texts:
        return
    place = texts.index(submission)
    row = own.iloc[place]
    mark = next(
        said[(said.said_id == identity) & (said.submission_id == submission)].itertuples(), None
    )
    if mark is not None:
        st.markdown(text.markdown(f"{text.plain(mark.said)}: {STEPS[str(mark.step)].lower()}"))
        _said_in(row, identity, grain, kind)
        if mark.step in ("kept", "dropped"):
            _said_in(own.iloc[place - 1], identity, grain, kind)
    with st.container(horizontal=True, gap="small"):
        _open(row)
        if mark is not None:
            filter_ = _OF_GRAIN[grain][0]
            entities.link(filter_, identity, text.plain(mark.said), icon=":material/sell:")
            every = Filters(
                organisation=(row.organisation_id,),
                role=("author",),
                kind=() if kind == "all" else (kind,),
            )
            entities.points_link(
                every.set(**{filter_: (identity,)}),
                _("All that {name} says on it").format(name=text.plain(row.organisation)),
            )


def _said_in(row: Any, identity: str, grain: str, kind: str) -> None:
    """The points of one text on a theme or claim, in the coders' words."""
    points = ask("submission_points", id=row.submission_id)
    points = points[points[_OF_GRAIN[grain][1]] == identity]
    if kind != "all":
        points = points[points.kind == kind]
    st.caption(text.markdown(_where(row)))
    lines = [
        f"- {text.markdown(labels.KINDS.get(kind_, kind_))}: {text.markdown(summary)}"
        for kind_, summary in zip(points.kind, points.summary, strict=True)
    ]
    st.markdown(
        "\n".join(lines) or text.markdown(_("Not coded, which is not the same as not said."))
    )


def _open(row: Any, label: str = "") -> None:
    view = {
        name: value
        for name in ("grain", "show")
        if (value := st.query_params.get(name)) in (*GRAINS, *KINDS)
    }
    st.page_link(
        "submission.py",
        label=text.markdown(label or text.shorten(row.submission, 90)),
        icon=None if label else ":material/description:",
        help=text.markdown(row.submission),
        query_params=address.parameters(
            address.filters(), id=row.submission_id, author=row.organisation_id, **view
        ),
    )


def _beneath(
    shown: Any, own: pd.DataFrame, near: pd.DataFrame, said: pd.DataFrame, grain: str
) -> None:
    """What the shown text keeps, adds and drops, each leading to its page; and the texts themselves."""
    here = said[said.submission_id == shown.submission_id]
    for step_ in ("kept", "added", "dropped"):
        of_step = here[here.step == step_]
        if len(of_step):
            with st.container(
                horizontal=True, gap="xsmall", vertical_alignment="center", key=f"family_{step_}"
            ):
                st.markdown(f"**{STEPS[step_]}**", width="content")
                entities.links(
                    _OF_GRAIN[grain][0],
                    [
                        (i, text.plain(t))
                        for i, t in zip(of_step.said_id, of_step.said, strict=True)
                    ],
                )
    with st.container(
        horizontal=True, gap="xsmall", vertical_alignment="center", key="family_texts"
    ):
        st.markdown(f"**{_('In time order')}**", width="content")
        for row in near.itertuples():
            if row.submission_id == shown.submission_id:
                st.markdown(f"**{text.markdown(_where(row))}**", width="content")
            else:
                _open(row, _where(row))
        if len(near) < len(own):
            entities.submissions_link(
                Filters(organisation=(own.organisation_id.iloc[0],), role=("author",)),
                _("All {n}").format(n=number(len(own))),
            )
