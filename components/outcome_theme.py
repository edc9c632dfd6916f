"""One theme opened: who asked for what on it, and what each text of the review is reported to say."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from charts.outcome import group_pairs
from components import address, entities, printing
from components.card import Answer, chart_card
from components.downloads import toolbar
from components.headings import heading
from components.outcome import (
    ALL,
    KINDS,
    NAMED,
    POINTS,
    about_passage,
    behind,
    called,
    caution,
    chooser,
    cite,
    counted,
    final,
    head,
    in_force,
    issued,
    nothing_reported,
    of_group,
    passages,
    safe,
    texts_card,
    when_empty,
    with_passages,
)
from components.patience import patient
from queries import Filters, ask
from words import _, findings, labels, ngettext, number, options, percent, text
from words.findings import FEW

CLAIMS = 12
"""Claims on a page of a list."""


def one(theme: str) -> None:
    """One theme: who asked for what, and what each text is reported to say, with the pages that report it."""
    unit = address.unit()
    asked = counted(address.filters()).without("theme", "family")
    name = options.known()["theme"][theme]
    texts = ask("texts", Filters(theme=(theme,)))
    cells = ask("outcome_cells", Filters(theme=(theme,)))
    rows = ask("outcome_themes", asked, unit=unit)
    row = next(rows[rows.theme_id == theme].itertuples())
    claims = ask("outcome_claims", asked, theme=theme, unit=unit)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        chooser(theme)
        address.unit_switch()
    with st.container(border=True, key="card_finding"):
        heading(said_of(row, texts, unit), f"{labels.UNITS[unit]} · {with_passages(asked)}")
        st.markdown(text.markdown(caution(cells, when_empty(rows))))
        with st.container(horizontal=True, gap="small"):
            st.markdown(f"[{_('What the texts say')}](#passages)")
            entities.link("theme", theme, _("All about the theme"), icon=":material/sell:")
    left, right = st.columns([6, 7])
    with left:
        groups_card(theme, row, asked, unit)
        claims_card("asks", "recommendation", theme, claims, asked, unit)
        claims_card("challenges", "challenge", theme, claims, asked, unit)
        others_card(theme, claims, asked, unit)
    with right:
        passages_card(theme, texts)
        cite(name)
    texts_card(texts, Filters(theme=(theme,)))


def of_one(count: int, total: int) -> int:
    """The number that the verb after 'count of total' agrees with: 1 of 12 asks, as does 0 of 1."""
    return 1 if total == 1 else int(count)


def said_of(row: Any, texts: pd.DataFrame, unit: str) -> str:
    """How many ask and name one theme, and how many passages are reported; ``row`` is of ``outcome_themes``."""
    asks = findings.of(int(row.asks), int(row.asks_total), unit)
    challenges = findings.of(int(row.challenges), int(row.challenges_total), unit)
    if unit == "organisations":
        said = ngettext(
            "{asks} is behind texts that ask for something on it and {challenges} behind texts that name it as a "
            "challenge",
            "{asks} are behind texts that ask for something on it and {challenges} behind texts that name it as a "
            "challenge",
            of_one(row.asks, row.asks_total),
        ).format(asks=asks, challenges=challenges)
    else:
        asking = ngettext(
            "{asks} asks for something on it",
            "{asks} ask for something on it",
            of_one(row.asks, row.asks_total),
        ).format(asks=asks)
        naming = ngettext(
            "{challenges} names it as a challenge",
            "{challenges} name it as a challenge",
            of_one(row.challenges, row.challenges_total),
        ).format(challenges=challenges)
        said = _("{asking} and {naming}").format(asking=asking, naming=naming)
    parts = [said]
    last = final(texts)
    if last:
        parts.append(
            _("{passages} on it reported from {text}, {others} from the other texts").format(
                passages=passages(int(row.adopted)), text=called(last), others=number(row.earlier)
            )
        )
    return "; ".join(parts)


@patient
def groups_card(theme: str, row: Any, asked: Filters, unit: str) -> None:
    """Which stakeholder groups name the theme as a challenge and ask for something on it."""
    rows = ask("outcome_groups", asked, theme=theme, unit=unit)

    def name(group: str) -> str:
        return labels.GROUPS.get(group, group)

    def value(row: Any) -> str:
        mark = "*" if row.submissions < FEW else ""
        return _("{count} of {total}{mark} ({share})").format(
            count=number(row.count),
            total=number(row.total),
            mark=mark,
            share=percent(row.count, row.total),
        )

    def doors(ids: list[str]) -> None:
        kind, group = ids[0], ids[1]
        found = rows[(rows.kind == kind) & (rows.stakeholder_group == group)]
        if found.empty:
            return
        own = next(found.itertuples())
        st.markdown(
            f"**{text.markdown(name(group))}** · {KINDS[kind]}: "
            + text.markdown(findings.of(int(own.count), int(own.total), unit))
        )
        narrowed = of_group(behind(asked, theme, kind), group)
        if narrowed:
            entities.points_link(narrowed, POINTS[kind])
        else:
            st.caption(
                _("These filters and the group together are no selection: the theme's points:")
            )
            entities.points_link(behind(asked, theme, kind), POINTS[kind])

    present = [*labels.ORDER["group"], *(g for g in rows.stakeholder_group.unique())]
    chart_card(
        "groups",
        Answer("outcome_groups", asked, rows, {"theme": theme, "unit": unit}),
        title=who_asks(rows, name, unit),
        subtitle=_(
            "Of each group's {unit} that name a challenge or ask for something at all, how many do so on this theme "
            "· * under {few} submissions of the group"
        ).format(unit=labels.UNITS[unit].lower(), few=FEW)
        + " · "
        + in_force(asked),
        figure=lambda: group_pairs(
            rows,
            groups={group: name(group) for group in dict.fromkeys(present)},
            kinds=KINDS,
            value_text=value,
            hover=lambda own: (
                f"{safe(name(own.stakeholder_group))}, {KINDS[own.kind]}: {safe(value(own))}"
            ),
        ),
        doors=doors,
        chosen=theme,
        unit=unit,
        how=_(
            "A text by organisations of several groups counts in each. A group that is not listed has no such point "
            "coded here, which is not to say that it never asked."
        ),
        empty=_("Nobody in this selection asks for something on it or names it as a challenge"),
    )


def who_asks(rows: pd.DataFrame, name: Callable[[str], str], unit: str) -> str:
    """Which group asks most, in numbers; ``rows`` are of the question ``outcome_groups``."""
    asking = rows[rows.kind == "recommendation"]
    if asking.empty:
        return _("No one in this selection asks for something on it") if len(rows) else ""
    high = int(asking["count"].max())
    leaders = [name(str(group)) for group in asking[asking["count"] == high].stakeholder_group]
    if len(asking) == 1:
        return _("Asked for by {name}: {count}").format(
            name=leaders[0], count=findings.counted(high, unit)
        )
    if high < 2 or len(leaders) > NAMED:
        return ngettext(
            "{n} group asks for something on it",
            "{n} groups ask for something on it",
            len(asking),
        ).format(n=number(len(asking)))
    return _("Most asks from {names}: {count}").format(
        names=_(" and ").join(leaders), count=findings.counted(high, unit)
    )


_NONE_SAID = {
    "recommendation": _("No ask on this theme in this selection"),
    "challenge": _("No challenge named on this theme in this selection"),
}


@patient
def claims_card(
    key: str, kind: str, theme: str, claims: pd.DataFrame, asked: Filters, unit: str
) -> None:
    """The claims of one kind within the theme, most made first, with the groups that make them and their points."""
    rows = claims[claims.kind == kind]
    with st.container(border=True, key=f"card_{key}"):
        if rows.empty:
            heading(_NONE_SAID[kind], in_force(asked))
            return
        named = rows[rows.claim_id != "none"]
        most = findings.most(named, "claim", unit, kind, quoted=True)
        heading(
            _("On this theme: {most}").format(most=most) if most else labels.KINDS_PLURAL[kind],
            _("{kinds}, claim by claim, with the groups behind; {unit}").format(
                kinds=labels.KINDS_PLURAL[kind], unit=labels.UNITS[unit].lower()
            )
            + " · "
            + in_force(asked),
        )
        place = st.container(gap="small")
        shown = rows.iloc[address.page(len(rows), CLAIMS, key=key)]
        with place:
            for row in shown.itertuples():
                _claim(row, theme, asked, unit)
        with st.container(horizontal=True, gap="small", key=f"tools_{key}"):
            own = asked.set(kind=(kind,))
            toolbar(key, Answer("outcome_claims", own, rows, {"theme": theme, "unit": unit}))


def _claim(row: Any, theme: str, asked: Filters, unit: str) -> None:
    own = behind(asked, theme, row.kind, claim=(row.claim_id,))
    with st.container(gap="xxsmall", key=f"point_{row.kind}_{row.claim_id}"):
        if row.claim_id == "none":
            st.markdown(labels.NO_CLAIM)
        else:
            entities.link("claim", row.claim_id, text.plain(row.claim))
        st.caption(
            text.markdown(
                f"{findings.of(int(row.count), int(row.total), unit)} ({percent(row.count, row.total)})"
            )
        )
        with st.container(horizontal=True, gap="xsmall"):
            entities.points_link(own, findings.counted(int(row.points), "points"))
            for group, count in groups_of(row.groups):
                narrowed = of_group(own, group)
                label = f"{labels.GROUPS.get(group, group)} {number(count)}"
                if narrowed:
                    entities.points_link(narrowed, label, icon=":material/group:")
                else:
                    st.caption(text.markdown(label))


def groups_of(cell: object) -> list[tuple[str, int]]:
    """The stakeholder groups of a claim with their numbers: 'technical 12; academia 1'."""
    parts = [part.rpartition(" ") for part in text.plain(cell).split("; ") if part]
    return [(group, int(count)) for group, _between, count in parts]


@patient
def others_card(theme: str, claims: pd.DataFrame, asked: Filters, unit: str) -> None:
    """Positions and achievements on the theme, briefly."""
    kinds = [kind for kind in ("position", "achievement") if (claims.kind == kind).any()]
    if not kinds:
        return
    with st.container(border=True, key="card_others"):
        heading(_("Positions taken and achievements credited on it"), in_force(asked))
        for kind in kinds:
            rows = claims[claims.kind == kind]
            with st.container(gap="xxsmall", key=f"point_{kind}"):
                entities.points_link(
                    behind(asked, theme, kind),
                    _("{kinds}: {points}, by {count}").format(
                        kinds=labels.KINDS_PLURAL[kind],
                        points=findings.counted(int(rows.points.sum()), "points"),
                        count=findings.counted(int(rows.total.iloc[0]), unit),
                    ),
                )
                for row in rows[rows.claim_id != "none"].head(NAMED).itertuples():
                    entities.link(
                        "claim",
                        row.claim_id,
                        f"{text.plain(row.claim)}: {number(row.count)}",
                    )


@patient
def passages_card(theme: str, texts: pd.DataFrame) -> None:
    """What each text is reported to say on the theme, in time order; or one text, if the address names it."""
    rows = ask("text_passages", Filters(theme=(theme,)))
    with st.container(border=True, key="card_passages"):
        heading(
            reported_in(texts),
            _("Passages as public pages report them, in time order, whatever the filters"),
            anchor="passages",
        )
        if printing.wanted():
            chosen = address.value("text", (ALL, *texts.text_id))
        else:
            chosen = address.choice(
                "text",
                _("Text"),
                {ALL: _("All"), **{one: head(one) for one in texts.text_id}},
            )
        for row in texts.itertuples():
            if chosen in (ALL, row.text_id):
                _text(row, rows[rows.text_id == row.text_id])
        with st.container(horizontal=True, gap="small", key="tools_passages"):
            toolbar("passages", Answer("text_passages", Filters(theme=(theme,)), rows))


def reported_in(texts: pd.DataFrame) -> str:
    """From how many texts something is reported on the theme; ``texts`` has ``passages``."""
    some = int((texts.passages > 0).sum())
    return _("Something is reported on it from {some} of {texts}").format(
        some=number(some),
        texts=ngettext("{n} text", "{n} texts", len(texts)).format(n=number(len(texts))),
    )


def _text(row: Any, rows: pd.DataFrame) -> None:
    with st.container(gap="xsmall", key=f"text_{row.text_id}"):
        mark = f" · {_('adopted text')}" if row.adopted else ""
        st.markdown(f"**{text.markdown(row.text)}**{mark}")
        about = [issued(row), *filter(None, [text.plain(row.document_symbol)])]
        about.append(passages(len(rows)) if len(rows) else _("nothing reported"))
        st.caption(text.markdown(" · ".join(about)))
        if rows.empty:
            st.markdown(text.markdown(nothing_reported()))
        for passage in rows.itertuples():
            with st.container(gap="xxsmall", key=f"point_{passage.passage_id}".replace(".", "_")):
                st.markdown(text.markdown(passage.says))
                st.caption(about_passage(passage))
